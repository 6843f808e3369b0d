//! The open tags of the author's HTML.

use crate::html::elements;

/// The author's tags that are open.
#[derive(Debug, Default)]
pub(super) struct OpenTags {
    pub open: Vec<String>,
    /// The tag whose content is being left out, when its end is in a later block.
    pub leaving_out: Option<&'static str>,
    /// Tags whose end was looked for in later blocks in vain.
    pub endless: Vec<&'static str>,
}

impl OpenTags {
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Whether the author's own link is open.
    pub fn in_link(&self) -> bool {
        self.open.iter().any(|name| name == "a")
    }

    /// Ends tags until no more than `depth` are open.
    pub fn close_to(&mut self, depth: usize, out: &mut String) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                out.extend(["</", &name, ">"]);
            }
        }
    }

    pub fn close_all(&mut self, out: &mut String) {
        self.close_to(0, out);
    }

    /// Ends a tag, if it is open, and those that were opened in it.
    pub fn end(&mut self, name: &str, out: &mut String) {
        if let Some(depth) = self.open.iter().rposition(|open| open == name) {
            self.close_to(depth, out);
        }
    }

    /// Ends tags of text at the end of a block; they would go on in each block that follows.
    pub fn close_formatting(&mut self, out: &mut String) {
        while self.open.last().is_some_and(|name| elements::FORMATTING.contains(&name.as_str())) {
            self.close_to(self.open.len() - 1, out);
        }
    }
}
