//! A list of links: `SUMMARY.md` (`mdBook`, `GitBook`), `_sidebar.md` (docsify). Its headings begin parts, and its lists are
//! the pages and groups, with their titles. What it does not list is no part of the book.

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::commonmark::parse::Blocks;
use crate::commonmark::plain;
use crate::diagnostic::Source;
use crate::model::CoursePath;
use crate::source::navigation::{Entry, Look, Named, Written};

pub(super) fn read(look: &mut Look<'_>, file: &CoursePath) -> Option<Written> {
    let home = look.dir_of(file)?;
    let source = look.text(file)?;
    let entries = List { look, source: &source, base: file.parent()? }.entries();
    Some(Written { file: file.clone(), home, base: home, title: None, entries })
}

struct List<'l, 'a> {
    look: &'l Look<'a>,
    source: &'l Source,
    base: CoursePath,
}

/// A list, or an item of one, that is being read.
#[derive(Default)]
struct Level {
    entries: Vec<Entry>,
}

impl List<'_, '_> {
    fn entries(&self) -> Vec<Entry> {
        let mut blocks = Blocks::new(&self.source.text);
        blocks.read_rest();
        let events = std::mem::take(&mut blocks.events);
        let mut parts: Vec<Entry> = Vec::new();
        let mut levels: Vec<Level> = vec![Level::default()];
        let mut has_part = false;
        let mut at = 0;
        while at < events.len() {
            match &events[at].0 {
                Event::Start(Tag::Heading { level, .. }) => {
                    let end = crate::commonmark::events::end_of(&events, at);
                    let title = plain::heading(&events[at + 1..end]);
                    let is_first = *level == HeadingLevel::H1
                        && !has_part
                        && parts.is_empty()
                        && levels[0].entries.is_empty();
                    let is_title = is_first
                        || title.eq_ignore_ascii_case("summary")
                        || title.eq_ignore_ascii_case("table of contents");
                    if !is_title && levels.len() == 1 {
                        end_part(&mut parts, &mut levels[0], has_part);
                        parts.push(Entry::group(Some(title).filter(|title| !title.is_empty()), Vec::new()));
                        has_part = true;
                    }
                    at = end;
                }
                Event::Start(Tag::Item) => levels.push(Level::default()),
                Event::End(TagEnd::Item) if levels.len() > 1 => {
                    let item = levels.pop().unwrap_or_default();
                    if let Some(above) = levels.last_mut() {
                        above.entries.extend(item_of(item.entries));
                    }
                }
                Event::Start(Tag::Link { dest_url, .. }) => {
                    let end = crate::commonmark::events::end_of(&events, at);
                    let entry = self.link(dest_url, &events[at..=end]);
                    if let Some(level) = levels.last_mut() {
                        level.entries.extend(entry);
                    }
                    at = end;
                }
                // The title of a group without a page.
                Event::Text(text) if levels.len() > 1 => {
                    if let Some(level) = levels.last_mut().filter(|level| level.entries.is_empty()) {
                        let title = text.trim();
                        if !title.is_empty() {
                            level.entries.push(Entry::group(Some(title.to_owned()), Vec::new()));
                        }
                    }
                }
                _ => {}
            }
            at += 1;
        }
        end_part(&mut parts, &mut levels[0], has_part);
        parts
    }

    fn link(&self, target: &str, events: &[Spanned<'_>]) -> Option<Entry> {
        let title = plain::plain(events).trim().to_owned();
        let title = (!title.is_empty()).then_some(title);
        let span = events.first()?.1.clone();
        if target.is_empty() {
            // A page that is not written yet.
            return Some(Entry::group(title, Vec::new()));
        }
        if target.starts_with('#') {
            return None;
        }
        let target = target.strip_prefix("./").unwrap_or(target);
        let named = match self.look.named(&self.base, target, self.source, span) {
            Named::Missing(name, place) => match self.look.dir(&self.base, &name) {
                Some(dir) => Named::Section(dir),
                None => Named::Missing(name, place),
            },
            named => named,
        };
        Some(Entry::of(title, named))
    }
}

/// An item: its first entry with the others below it.
fn item_of(mut entries: Vec<Entry>) -> Vec<Entry> {
    if entries.is_empty() {
        return entries;
    }
    let mut first = entries.remove(0);
    first.below.extend(entries);
    vec![first]
}

/// Puts what was read into the part that is open, if one is.
fn end_part(parts: &mut Vec<Entry>, level: &mut Level, has_part: bool) {
    let entries = std::mem::take(&mut level.entries);
    match parts.last_mut().filter(|_| has_part) {
        Some(part) => part.below.extend(entries),
        None => parts.extend(entries),
    }
}
