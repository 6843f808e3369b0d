//! Markdown that this program wrote, read as the scanner will read it: to find out whether it means what it should.

use crate::diagnostic::Source;
use crate::dialect::tools::Tools;
use crate::html::escape::push_address;
use crate::model::{CoursePath, Question};

use super::{Include, Markdown, NotIncluded, SlotKind, read, read_quiz};

/// What Markdown means.
#[derive(Debug, Default)]
pub(crate) struct ReadBack {
    /// The text, with the addresses that are in the Markdown.
    pub html: String,
    /// The heading that is taken for the title. It is not in the text.
    pub title: Option<String>,
    /// The questions, if it was read as a quiz.
    pub questions: Vec<Question>,
}

/// Reads Markdown below front matter; `title` is the one in the front matter.
pub(crate) fn read_back(markdown: &str, title: Option<&str>, is_quiz: bool) -> ReadBack {
    let source = Source::new(CoursePath::root().child("a.md"), markdown);
    let (body, tools) = (0..markdown.len(), Tools::default());
    let read = if is_quiz { read_quiz } else { read };
    let page = read(&source, body, title, tools, &NoFiles, &mut Vec::new());
    let html = with_addresses(&page);
    let Markdown { title, quiz, .. } = page;
    let questions = quiz.map(|quiz| quiz.questions).unwrap_or_default();
    ReadBack { html, title, questions }
}

/// A page's HTML with the addresses that are in its Markdown.
fn with_addresses(page: &Markdown) -> String {
    let mut html = String::with_capacity(page.html.len());
    let mut at = 0;
    for slot in &page.slots {
        let target = &page.references[slot.reference].target;
        let mut address = String::new();
        push_address(&mut address, "", target);
        let address = address.trim_start_matches(" =\"").trim_end_matches('"');
        let (until, instead) = match slot.shape {
            SlotKind::Address => (slot.html.start, address.to_owned()),
            SlotKind::Image { address: at } | SlotKind::LinkStart { address: at } => (at, address.to_owned()),
            SlotKind::Video => {
                html.push_str(&page.html[at..slot.html.start]);
                at = slot.html.end;
                (at, format!("<video controls=\"\" src=\"{address}\"></video>"))
            }
            SlotKind::LinkEnd | SlotKind::Formula => (slot.html.end, String::new()),
        };
        html.extend([&page.html[at..until], &instead]);
        at = until;
    }
    html + &page.html[at..]
}

/// Nothing can be included.
struct NoFiles;

impl Include for NoFiles {
    fn text(&self, _: &str) -> Result<String, NotIncluded> {
        Err(NotIncluded::Missing)
    }
}
