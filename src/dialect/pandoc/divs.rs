//! What stands in the fenced divs of pandoc and Quarto: `::: {.callout-note}` with its title as a heading, and
//! `::: {.panel-tabset}`, in which each heading is the label of a tab.

use std::ops::Range;

use crate::commonmark::parse::parse;
use crate::commonmark::plain::plain;
use crate::dialect::attributes::Attributes;
use crate::dialect::containers::{self, Container};
use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;
use crate::html::admonitions;

/// Boxes of lessons of the Carpentries, whose titles are headings as well.
const WITH_HEADING: &[&str] = &[
    "callout",
    "caution",
    "challenge",
    "checklist",
    "discussion",
    "prereq",
    "solution",
    "spoiler",
    "hint",
    "testimonial",
];

/// What the words behind the colons say.
pub(in crate::dialect) struct Div {
    pub container: Container,
    /// Whether a heading that it begins with is its title.
    has_heading: bool,
    /// Whether its headings are labels.
    has_tabs: bool,
}

impl Div {
    /// Reads `{.class key="value"}`; `None` if that is not what the words are.
    pub fn in_braces(words: &str) -> Option<Self> {
        let attributes = Attributes::read(words).filter(|attributes| attributes.length == words.len())?;
        let title = attributes.get(&["title"]).map(|title| plain(&parse(title)).into_owned());
        if let Some(kind) = attributes.classes.iter().find_map(|class| class.strip_prefix("callout-")) {
            let has_heading = title.is_none();
            let container = callout(kind, title, attributes.get(&["collapse"]));
            return Some(Self { container, has_heading, has_tabs: false });
        }
        let has_tabs = attributes.classes.iter().any(|class| matches!(*class, "panel-tabset" | "tabset"));
        let known = attributes.classes.iter().find_map(|class| containers::of_name(class, title.clone()));
        let container = known.unwrap_or(Container::Plain);
        Some(Self { container, has_heading: false, has_tabs })
    }

    /// What a name without braces is.
    pub fn named(name: &str, container: Container) -> Self {
        Self { container, has_heading: WITH_HEADING.contains(&name), has_tabs: false }
    }

    /// Takes the title that is the first heading behind the line `head`, and makes labels of the headings of tabs.
    /// `blocks` are the first and last lines of blocks, in order: the headings of those inside are their own.
    pub fn take_headings(
        &mut self,
        rewriter: &mut Rewriter<'_, '_, '_>,
        lines: &Lines<'_>,
        (head, close): (usize, usize),
        blocks: &[(usize, usize)],
    ) {
        let body = head + 1..close;
        if self.has_heading {
            self.take_title(rewriter, lines, body);
        } else if self.has_tabs {
            label_tabs(rewriter, lines, body, blocks);
        }
    }

    fn take_title(&mut self, rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, mut body: Range<usize>) {
        let Some(first) = body.find(|&line| !lines.is_blank(line)) else { return };
        let Some((_, words)) = heading(lines, first) else { return };
        let place = match &mut self.container {
            Container::Admonition { title, .. } => title,
            Container::Details { summary, .. } => {
                *summary = words;
                return rewriter.replace(lines.place(first), String::new());
            }
            Container::Label(_) | Container::Plain => return,
        };
        *place = Some(words);
        rewriter.remove(lines.place(first));
    }
}

fn callout(kind: &str, title: Option<String>, collapse: Option<&str>) -> Container {
    let (look, name) = admonitions::of_name(kind);
    match collapse {
        Some(collapse) => Container::Details {
            summary: title.or(name).unwrap_or_else(|| look.title().to_owned()),
            is_open: collapse == "false",
        },
        None => Container::Admonition { look, title: title.or(name) },
    }
}

/// Replaces the headings of the first one's level by labels.
fn label_tabs(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    body: Range<usize>,
    blocks: &[(usize, usize)],
) {
    let mut level_of_tabs = None;
    let quotes = lines.prefix(body.start - 1).matches('>').count();
    let mut line = body.start;
    while line < body.end {
        if let Ok(at) = blocks.binary_search_by_key(&line, |(head, _)| *head) {
            line = blocks[at].1 + 1;
            continue;
        }
        if let Some((level, words)) = heading(lines, line)
            && lines.prefix(line).matches('>').count() == quotes
            && *level_of_tabs.get_or_insert(level) == level
        {
            rewriter.insert(lines.place(line), Placeholder::Label(words));
        }
        line += 1;
    }
}

/// The level and the words of a heading with `#`.
fn heading(lines: &Lines<'_>, line: usize) -> Option<(usize, String)> {
    let content = lines.content(line);
    let words = content.trim_start_matches('#');
    let level = content.len() - words.len();
    if !lines.is_text(line) || !(1..=6).contains(&level) || !words.starts_with([' ', '\t']) {
        return None;
    }
    let words = words.trim().trim_end_matches('#').trim_end();
    let attributes = words.rfind('{').filter(|&at| {
        Attributes::read(&words[at..]).is_some_and(|attributes| attributes.length == words.len() - at)
    });
    let words = attributes.map_or(words, |at| words[..at].trim_end());
    Some((level, plain(&parse(words)).into_owned()))
}
