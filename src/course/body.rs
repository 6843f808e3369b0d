//! A lesson's text: finished HTML, save for the addresses of files that are not hosted yet.

use std::borrow::Cow;

use super::CoursePath;

/// HTML with gaps where the address of a local file belongs (always inside a quoted attribute).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    html: String,
    gaps: Vec<(usize, CoursePath)>,
}

impl Body {
    /// Wraps HTML without gaps.
    pub fn from_html(html: String) -> Self {
        Self { html, gaps: Vec::new() }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// The HTML without the missing addresses, for looking at.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The files whose addresses are missing, in order of appearance.
    pub fn files(&self) -> impl Iterator<Item = &CoursePath> {
        self.gaps.iter().map(|(_, path)| path)
    }

    /// The text between the gaps: pieces of HTML, each followed by the file whose address comes
    /// next; the last piece is followed by none.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, Option<&CoursePath>)> {
        let ends = self.gaps.iter().map(|(at, path)| (*at, Some(path)));
        ends.chain([(self.html.len(), None)]).scan(0, |start, (end, path)| {
            let piece = &self.html[*start..end];
            *start = end;
            Some((piece, path))
        })
    }
}

/// Puts a [`Body`] together from front to back; can be used for one after the other.
#[derive(Debug, Default)]
pub struct BodyBuilder(Body);

impl BodyBuilder {
    /// Adds HTML.
    pub fn html(&mut self, html: &str) {
        self.0.html.push_str(html);
    }

    /// Adds plain text, escaped.
    pub fn text(&mut self, text: &str) {
        self.0.html.push_str(&escape(text));
    }

    /// Adds the place of a file's address.
    pub fn address_of(&mut self, file: CoursePath) {
        self.0.gaps.push((self.0.html.len(), file));
    }

    /// Whether nothing would be seen.
    pub fn is_blank(&self) -> bool {
        self.0.gaps.is_empty() && self.0.html.trim().is_empty()
    }

    /// Takes back all that was added.
    pub fn clear(&mut self) {
        self.0.html.clear();
        self.0.gaps.clear();
    }

    /// Hands over the finished body.
    pub fn finish(&mut self) -> Body {
        self.finish_in(String::new())
    }

    /// The same, with the HTML where `room` lies, which is overwritten: where it is large enough, no other
    /// memory is touched.
    pub fn finish_in(&mut self, mut room: String) -> Body {
        room.clear();
        room.reserve_exact(self.0.html.len());
        room.push_str(&self.0.html);
        let body = Body { html: room, gaps: self.0.gaps.drain(..).collect() };
        self.clear();
        body
    }
}

/// Plain text as HTML: safe as text and in a quoted attribute.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut html = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    Cow::Owned(html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_gaps_alternate() {
        let mut builder = BodyBuilder::default();
        builder.html("<img src=\"");
        builder.address_of(CoursePath::root().child("a.png"));
        builder.html("\">");
        let body = builder.finish();
        let pieces: Vec<_> = body.pieces().map(|(html, file)| (html, file.map(CoursePath::as_str))).collect();
        assert_eq!(pieces, [("<img src=\"", Some("a.png")), ("\">", None)]);
    }
}
