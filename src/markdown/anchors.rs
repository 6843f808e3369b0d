//! Links to a part of the page they are on: whether the part is there.
//!
//! Website tools make the ids of headings in different ways: `#a-b` and `#a--b` can both mean the heading "A & B". A
//! link in another tool's way gets the id that is on the page. A link to the heading that became the title leads to
//! the top of the text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag};
use unicode_normalization::UnicodeNormalization;

use crate::commonmark::findings::Findings;
use crate::commonmark::ids::{FOOTNOTE, Ids};
use crate::commonmark::parse::parse;
use crate::commonmark::plain;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::html::escape::{push_address, push_attribute};
use crate::html::tokens::next_tag;

/// The links of a page to its own parts.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// The fragment as it is written, `#` included, and where.
    links: Vec<(String, Range<usize>)>,
}

/// A link whose part is called otherwise.
struct Renamed {
    written: String,
    id: String,
}

impl Anchors {
    /// Takes note of a link; `range` is of the construct, in the text.
    pub fn link(&mut self, fragment: &str, range: &Range<usize>) {
        // `#` and `#top` lead to the top of any page, `#:~:` to words in it.
        let is_of_browser = ["", "top"].contains(&&fragment[1..]) || fragment.starts_with("#:~:");
        if !is_of_browser && !fragment[1..].starts_with(FOOTNOTE) {
            self.links.push((fragment.to_owned(), range.clone()));
        }
    }

    /// Leads the links to the page's `ids`, in its finished HTML, and reports those to nowhere. `title` is where the
    /// heading is that left the page.
    pub fn resolve(
        self,
        html: String,
        ids: &Ids,
        title: Option<&Range<usize>>,
        text: &Text<'_>,
        findings: &mut Findings<'_>,
    ) -> String {
        let unknown: Vec<_> = self.links.into_iter().filter(|(link, _)| !ids.contains(&name(link))).collect();
        if unknown.is_empty() {
            return html;
        }
        let by_letters = by_letters(ids);
        let title = title.and_then(|range| title_id(&text.as_str()[range.clone()]));
        let (mut renamed, mut missing, mut has_title) = (Vec::new(), Vec::new(), false);
        for (written, range) in unknown {
            let letters = letters(&name(&written));
            if let Some(Some(id)) = by_letters.get(&letters) {
                renamed.push(Renamed { written, id: (*id).to_owned() });
            } else if let Some(id) = title.as_ref().filter(|id| self::letters(id) == letters) {
                renamed.push(Renamed { written, id: id.clone() });
                has_title = true;
            } else {
                missing.push((written, range));
            }
        }
        report(&missing, ids, text, findings);
        let html = if renamed.is_empty() { html } else { rename(&html, &renamed) };
        match title.filter(|_| has_title) {
            Some(id) => with_title(&id, &html),
            None => html,
        }
    }
}

/// The id that a fragment names.
fn name(fragment: &str) -> Cow<'_, str> {
    percent_decode_str(fragment.strip_prefix('#').unwrap_or(fragment)).decode_utf8_lossy()
}

/// What all tools keep of a heading in its id: some drop accents, `GitBook` puts `id-` before numbers.
fn letters(id: &str) -> String {
    let id =
        id.strip_prefix("id-").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(id);
    id.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The ids by their letters; nothing for letters that several have.
fn by_letters(ids: &Ids) -> BTreeMap<String, Option<&str>> {
    let mut by_letters = BTreeMap::new();
    for id in ids.iter() {
        let letters = letters(id);
        if !letters.is_empty() {
            by_letters.entry(letters).and_modify(|only| *only = None).or_insert(Some(id));
        }
    }
    by_letters
}

/// The id that the title's heading would have.
fn title_id(heading: &str) -> Option<String> {
    let events = parse(heading);
    let [(Event::Start(Tag::Heading { id, .. }), _), inner @ ..] = events.as_slice() else { return None };
    let text = plain::plain(inner);
    let mut ids = Ids::default();
    match id.as_deref().or(plain::split_id(&text).map(|(_, id)| id)) {
        Some(id) => ids.given(id).map(str::to_owned),
        None => ids.for_heading(&text).map(str::to_owned),
    }
}

fn with_title(id: &str, html: &str) -> String {
    let mut with_title = String::with_capacity(html.len() + id.len() + 16);
    with_title.push_str("<a");
    push_attribute(&mut with_title, "id", id);
    with_title.push_str("></a>\n");
    with_title + html
}

/// The HTML with other ids in its links.
fn rename(html: &str, renamed: &[Renamed]) -> String {
    let address = |to: &str| {
        let mut address = String::new();
        push_address(&mut address, "href", to);
        address
    };
    let renamed: BTreeMap<String, String> =
        renamed.iter().map(|link| (address(&link.written), address(&format!("#{}", link.id)))).collect();
    let mut out = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        let rest = html[tag.clone()].strip_prefix("<a");
        let length = rest.and_then(|rest| rest.match_indices('"').nth(1)).map_or(0, |(end, _)| end + 1);
        let start = tag.start + "<a".len();
        if let Some(instead) = html.get(start..start + length).and_then(|address| renamed.get(address)) {
            out.push_str(&html[at..start]);
            out.push_str(instead);
            out.push_str(&html[start + length..tag.end]);
        } else {
            out.push_str(&html[at..tag.end]);
        }
        at = tag.end;
    }
    out.push_str(&html[at..]);
    out
}

fn report(missing: &[(String, Range<usize>)], ids: &Ids, text: &Text<'_>, findings: &mut Findings<'_>) {
    let Some((link, range)) = missing.first() else { return };
    let message = match missing.len() {
        1 => format!("the link to `{link}` has no target"),
        count => format!("the link to `{link}` and {} more have no target", count - 1),
    };
    let help = match closest(&name(link), ids) {
        Some(id) => format!("did you mean `#{id}`?"),
        None => "write the heading in small letters, with `-` for each space: `#the-second-part`".to_owned(),
    };
    let finding =
        Diagnostic::new(Code::BrokenAnchor, message).label("no heading of this page has this id").help(help);
    findings.say(text, range, finding);
}

/// The id that looks most like a name, if one does.
fn closest<'i>(name: &str, ids: &'i Ids) -> Option<&'i str> {
    const LONGEST: usize = 100;
    const MOST: usize = 500;
    if name.len() > LONGEST {
        return None;
    }
    let near = (name.chars().count() / 3).clamp(1, 3);
    let mut ids: Vec<&str> = ids.iter().filter(|id| id.len() <= LONGEST).collect();
    // The table has them in an order of its own.
    ids.sort_unstable();
    let distances = ids.into_iter().take(MOST).map(|id| (strsim::osa_distance(id, name), id));
    distances.filter(|&(distance, _)| distance <= near).min().map(|(_, id)| id)
}
