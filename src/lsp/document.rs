//! A text that the client has open.

use std::path::PathBuf;

use lsp_types::{TextDocumentContentChangeEvent, Uri};

use super::positions::{Encoding, Positions};

/// An open text, saved or not.
#[derive(Debug)]
pub(super) struct Document {
    /// As the client names it.
    pub uri: Uri,
    /// The file, links followed.
    pub path: PathBuf,
    pub text: String,
    /// The client's count of changes.
    pub version: i32,
}

impl Document {
    /// Makes the client's changes, one after the other.
    pub fn change(&mut self, changes: Vec<TextDocumentContentChangeEvent>, version: i32, encoding: Encoding) {
        for change in changes {
            match change.range {
                None => self.text = change.text,
                Some(range) => {
                    let span = Positions::new(&self.text, encoding).span(range);
                    self.text.replace_range(span, &change.text);
                }
            }
        }
        self.version = version;
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use lsp_types::{Position, Range};

    use super::*;

    #[test]
    fn changes_are_made_in_their_order() {
        let uri = Uri::from_str("file:///a.md").unwrap();
        let mut document = Document { uri, path: "/a.md".into(), text: "one\ntwo\n".into(), version: 0 };
        let change = |range: Option<Range>, text: &str| TextDocumentContentChangeEvent {
            range,
            range_length: None,
            text: text.to_owned(),
        };
        let at = |line, from, to| Some(Range::new(Position::new(line, from), Position::new(line, to)));
        let changes =
            vec![change(at(1, 0, 3), "zw\u{f6}lf"), change(at(1, 5, 9), "!"), change(at(0, 0, 4), "")];
        document.change(changes, 2, Encoding::Utf16);
        assert_eq!((document.text.as_str(), document.version), ("\nzw\u{f6}lf!\n", 2));
        document.change(vec![change(None, "all")], 3, Encoding::Utf16);
        assert_eq!(document.text, "all");
    }
}
