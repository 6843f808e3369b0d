//! Checks of a page's text: what the parser reads in another way than the author wrote it.
//!
//! Start at [`Checks`]. It sees the events of some blocks at a time. Each kind of check is a file; none changes the
//! page.

mod code;
mod html;
mod signs;
mod tables;

use crate::commonmark::findings::Findings;
use crate::commonmark::parse::Blocks;
use crate::commonmark::source_map::Text;

use super::prescan::Sign;

use html::Html;
use signs::Signs;
use tables::Tables;

/// What is checked from the first block to the last.
pub(super) struct Checks<'t> {
    text: &'t Text<'t>,
    html: Html,
    signs: Signs,
    tables: Tables,
}

impl<'t> Checks<'t> {
    /// Nothing checked yet of a text in which `signs` were seen.
    pub fn new(text: &'t Text<'t>, signs: Vec<(usize, Sign)>) -> Self {
        Self { text, html: Html::default(), signs: Signs::new(signs), tables: Tables::default() }
    }

    /// Checks the blocks that were read.
    pub fn blocks(&mut self, blocks: &Blocks<'_>, findings: &mut Findings<'_>) {
        let Blocks { events, landmarks, .. } = blocks;
        for &at in &landmarks.code {
            code::check(self.text, &events[at..], findings);
        }
        for &at in &landmarks.html {
            self.html.check(self.text, &events[at], findings);
        }
        for &at in &landmarks.tables {
            self.tables.check(self.text, &events[at..]);
        }
        self.signs.check(self.text, events, findings);
    }

    /// Reports what only the whole page tells.
    pub fn finish(self, findings: &mut Findings<'_>) {
        self.html.finish(self.text, findings);
        self.tables.finish(self.text, findings);
    }
}
