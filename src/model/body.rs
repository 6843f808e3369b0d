//! A lesson's text: finished HTML, except for the addresses of files that are not uploaded yet, and of other lessons.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::CoursePath;

/// HTML, and what is changed in it: most of a course is text, and little of it changes once it is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    html: String,
    changes: Vec<Change>,
    /// The places of texts that differ from location to location.
    variables: Vec<VariableUse>,
}

/// A part of the HTML that names a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableUse {
    /// The part, in bytes of the HTML.
    pub range: Range<usize>,
    pub name: String,
    /// It is in a quoted attribute that holds an address.
    pub is_address: bool,
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
    /// The part itself, the start tag of a link to another lesson, if that lesson has an address; else nothing.
    LinkStart {
        link: Arc<LessonLink>,
        /// Where the address belongs, in bytes of the HTML: in the part, inside a quoted attribute.
        address: usize,
    },
    /// The part itself, the end tag of such a link, if the lesson has an address; else nothing.
    LinkEnd(Arc<LessonLink>),
}

/// A link to another lesson, which has an address once that lesson is on the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonLink {
    /// The id of the lesson: see [`Lesson::id`](super::Lesson::id).
    pub lesson: String,
    /// The place in the lesson as the author wrote it, with its `#`; empty for the whole lesson.
    pub fragment: String,
}

/// A piece of a text that still knows its links to other lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// HTML, which may be empty.
    Html(&'a str),
    /// The address of a local file comes here.
    AddressOf(&'a CoursePath),
    /// The start tag of a link to another lesson, in two parts: its address comes between them.
    LinkStart { link: &'a LessonLink, tag: [&'a str; 2] },
    /// The end tag of that link.
    LinkEnd { link: &'a LessonLink, tag: &'a str },
}

impl Body {
    /// Takes HTML as it is.
    pub fn from_html(html: String) -> Self {
        Self { html, ..Self::default() }
    }

    /// Takes HTML with changes, which are in its order and do not overlap.
    pub fn changed(html: String, changes: Vec<Change>) -> Self {
        Self { html, changes, variables: Vec::new() }
    }

    /// The HTML as it was before any change, and the parts that are changed.
    pub fn unchanged(&self) -> (&str, impl Iterator<Item = &Range<usize>>) {
        (&self.html, self.changes.iter().map(|change| &change.range))
    }

    /// Remembers the places of variables, which are in the order of the HTML and in no part that is changed.
    pub fn mark_variables(&mut self, variables: Vec<VariableUse>) {
        self.variables = variables;
    }

    /// Whether it differs from location to location.
    pub fn has_variables(&self) -> bool {
        !self.variables.is_empty()
    }

    /// Puts texts in the places of variables. A variable without a text stays as it is written.
    pub fn set_variables(&mut self, texts: &BTreeMap<String, String>) {
        if self.variables.is_empty() {
            return;
        }
        for VariableUse { range, name, is_address } in std::mem::take(&mut self.variables) {
            let Some(text) = texts.get(&name) else { continue };
            self.changes.push(Change { range, instead: Replacement::Html(escaped(text, is_address)) });
        }
        self.changes.sort_by_key(|change| (change.range.start, change.range.end));
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

    /// The HTML without the missing addresses and without links to other lessons, for looking at.
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

    /// The links to other lessons, in order of appearance.
    pub fn lesson_links(&self) -> impl Iterator<Item = &LessonLink> {
        self.changes.iter().filter_map(|change| match &change.instead {
            Replacement::LinkStart { link, address: _ } => Some(link.as_ref()),
            _ => None,
        })
    }

    /// The text in pieces of HTML, some of them empty. Behind a piece that has a file with it the file's
    /// address comes next. Of a link to another lesson only its text is there: the import knows no address of one.
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

    /// The same with the tags of links to other lessons: whoever reads them leaves out both tags of a link whose
    /// lesson has no address.
    pub fn pieces_with_links(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut at = 0;
        let changed = self.changes.iter().flat_map(move |change| {
            let before = Piece::Html(&self.html[at..change.range.start]);
            at = change.range.end;
            [before].into_iter().chain(self.put_in(change))
        });
        let rest = self.changes.last().map_or(0, |last| last.range.end);
        changed.chain([Piece::Html(&self.html[rest..])])
    }

    /// What comes in the place of a part.
    fn put_in<'a>(&'a self, Change { range, instead }: &'a Change) -> Option<Piece<'a>> {
        Some(match instead {
            Replacement::Nothing => return None,
            Replacement::Html(html) => Piece::Html(html),
            Replacement::AddressOf(file) => Piece::AddressOf(file),
            Replacement::LinkStart { link, address } => Piece::LinkStart {
                link,
                tag: [&self.html[range.start..*address], &self.html[*address..range.end]],
            },
            Replacement::LinkEnd(link) => Piece::LinkEnd { link, tag: &self.html[range.clone()] },
        })
    }
}

/// Plain text as HTML, safe as text and in a quoted attribute.
fn escaped(text: &str, is_address: bool) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            ' ' if is_address => html.push_str("%20"),
            c => html.push(c),
        }
    }
    html
}

impl Replacement {
    fn file(&self) -> Option<&CoursePath> {
        match self {
            Self::AddressOf(file) => Some(file),
            Self::Nothing | Self::Html(_) | Self::LinkStart { .. } | Self::LinkEnd(_) => None,
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
    fn a_link_to_a_lesson_is_its_text_unless_somebody_asks_for_it() {
        let link = Arc::new(LessonLink { lesson: "dough".into(), fragment: "#fold".into() });
        let changes = vec![
            change(2..13, Replacement::LinkStart { link: Arc::clone(&link), address: 11 }),
            change(16..20, Replacement::LinkEnd(Arc::clone(&link))),
        ];
        let body = Body::changed("1 <a href=\"\">the</a> 2".to_owned(), changes);
        assert_eq!(body.html(), "1 the 2");
        assert_eq!(body.pieces().map(|(html, _)| html).collect::<String>(), "1 the 2");
        assert_eq!(body.lesson_links().collect::<Vec<_>>(), [&*link]);
        let pieces: Vec<_> = body.pieces_with_links().collect();
        let expected = [
            Piece::Html("1 "),
            Piece::LinkStart { link: &link, tag: ["<a href=\"", "\">"] },
            Piece::Html("the"),
            Piece::LinkEnd { link: &link, tag: "</a>" },
            Piece::Html(" 2"),
        ];
        assert_eq!(pieces, expected);
        let start = Replacement::LinkStart { link, address: 9 };
        assert!(Body::changed("<a href=\"\">".to_owned(), vec![change(0..11, start)]).is_empty());
    }

    #[test]
    fn variables_become_text_and_stay_where_they_have_none() {
        let html = "<a href=\"mailto:{{var.a}}\">{{var.a}}</a> {{var.b}}!".to_owned();
        let mut body = Body::changed(html.clone(), vec![change(0..0, Replacement::Html("^".to_owned()))]);
        let uses = [(16, true), (27, false), (41, false)].map(|(at, is_address)| VariableUse {
            range: at..at + 9,
            name: html[at + 6..at + 7].to_owned(),
            is_address,
        });
        body.mark_variables(uses.into());
        body.set_variables(&BTreeMap::from([("a".to_owned(), "x <\" y".to_owned())]));
        assert_eq!(body.html(), "^<a href=\"mailto:x%20&lt;&quot;%20y\">x &lt;&quot; y</a> {{var.b}}!");
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
