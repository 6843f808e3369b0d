//! A lesson's text: finished HTML, except for the addresses of files that are not uploaded yet.

use std::borrow::Cow;
use std::ops::Range;

use super::CoursePath;

/// HTML, and what is changed in it: most of a course is text, and little of it changes once it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    html: String,
    changes: Vec<Change>,
}

/// A change of a part of the HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The part that goes, in bytes of the HTML; empty where something is put in.
    pub range: Range<usize>,
    /// What comes in its place.
    pub instead: Replacement,
}

/// What comes in the place of a part of the HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacement {
    Nothing,
    /// Other HTML.
    Html(String),
    /// The address of a local file, which is always inside a quoted attribute.
    AddressOf(CoursePath),
}

impl Body {
    /// Takes HTML as it is.
    pub fn from_html(html: String) -> Self {
        Self { html, changes: Vec::new() }
    }

    /// Takes HTML with changes, which are in its order and do not overlap.
    pub fn changed(html: String, changes: Vec<Change>) -> Self {
        Self { html, changes }
    }

    /// Adds HTML at the end.
    pub fn append(&mut self, html: String) {
        let end = self.html.len();
        self.changes.push(Change { range: end..end, instead: Replacement::Html(html) });
    }

    /// Puts pieces above everything else.
    pub fn put_above(&mut self, pieces: impl IntoIterator<Item = Replacement>) {
        let changes = pieces.into_iter().map(|instead| Change { range: 0..0, instead });
        self.changes.splice(0..0, changes);
    }

    /// Whether there is nothing at all.
    pub fn is_empty(&self) -> bool {
        self.pieces().all(|(html, file)| html.is_empty() && file.is_none())
    }

    /// Whether nothing would be seen.
    pub fn is_blank(&self) -> bool {
        self.pieces().all(|(html, file)| html.trim().is_empty() && file.is_none())
    }

    /// The HTML without the missing addresses, for looking at.
    pub fn html(&self) -> Cow<'_, str> {
        if self.changes.is_empty() {
            return Cow::Borrowed(&self.html);
        }
        self.pieces().map(|(html, _)| html).collect()
    }

    /// The files whose addresses are missing, in order of appearance.
    pub fn files(&self) -> impl Iterator<Item = &CoursePath> {
        self.changes.iter().filter_map(|change| change.instead.file())
    }

    /// The text in pieces of HTML, some of them empty. Behind a piece that has a file with it the file's
    /// address comes next.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Option<&CoursePath>)> {
        let mut at = 0;
        let changed = self.changes.iter().flat_map(move |Change { range, instead }| {
            let before = (&self.html[at..range.start], instead.file());
            at = range.end;
            let after =
                if let Replacement::Html(html) = instead { Some((html.as_str(), None)) } else { None };
            [before].into_iter().chain(after)
        });
        let rest = self.changes.last().map_or(0, |last| last.range.end);
        changed.chain([(&self.html[rest..], None)])
    }
}

impl Replacement {
    fn file(&self) -> Option<&CoursePath> {
        match self {
            Self::AddressOf(file) => Some(file),
            Self::Nothing | Self::Html(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(range: Range<usize>, instead: Replacement) -> Change {
        Change { range, instead }
    }

    #[test]
    fn a_text_comes_in_pieces() {
        let file = CoursePath::root().child("a.png");
        let changes = vec![
            change(0..3, Replacement::Nothing),
            change(8..8, Replacement::AddressOf(file)),
            change(8..8, Replacement::Html("#&lt;".to_owned())),
            change(10..11, Replacement::Html("y".to_owned())),
        ];
        let body = Body::changed("cut src=\"\">x<b>".to_owned(), changes);
        let pieces: Vec<_> = body.pieces().map(|(html, file)| (html, file.map(CoursePath::as_str))).collect();
        let expected = [
            ("", None),
            (" src=", Some("a.png")),
            ("", None),
            ("#&lt;", None),
            ("\"\"", None),
            ("y", None),
            ("x<b>", None),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(body.html(), " src=#&lt;\"\"yx<b>");
        assert_eq!(body.files().count(), 1);
    }

    #[test]
    fn what_is_all_cut_out_is_empty() {
        let body = |instead| Body::changed("\n".to_owned(), vec![change(0..1, instead)]);
        assert!(Body::default().is_empty() && body(Replacement::Nothing).is_empty());
        assert!(!Body::from_html("\n".to_owned()).is_empty() && Body::from_html("\n".to_owned()).is_blank());
        assert!(!body(Replacement::AddressOf(CoursePath::root())).is_blank());
        assert!(!body(Replacement::Html("a".to_owned())).is_blank());
    }
}
