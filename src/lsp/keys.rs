//! Which key of front matter or `course.yaml` a place is in, also while the keys are being typed and no parser reads them.
//!
//! Start at [`spot`]. It looks at lines and their indentation, and looks keys up in the tables that the scanner uses.

use std::ops::Range;

use crate::front_matter::{self, Key, Takes, same};
use crate::source::settings;

use super::course::FileRole;

/// A place among keys.
#[derive(Debug)]
pub(super) struct Spot {
    /// The keys that may be written here.
    pub keys: Vec<&'static Key>,
    /// The names of keys beside this place.
    pub beside: Vec<String>,
    pub what: What,
    /// The word at the place, up to it.
    pub typed: Range<usize>,
}

/// What a place holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// The name of a key, whole or begun. The key, if it is known.
    Name(Option<&'static Key>),
    /// A value of this key.
    Value(&'static Key),
    /// A value of a key that is not known.
    Unknown,
}

/// Stands for the name of a group that is an item of a list.
const ITEM: &str = "-";

/// A line of keys.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    /// Where it begins in the text.
    start: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    /// Spaces, and the mark of a list item, before its words.
    fn indent(self) -> usize {
        self.text.len() - self.words().len()
    }

    fn words(self) -> &'t str {
        let words = self.text.trim_start();
        words.strip_prefix("- ").map_or(words, str::trim_start)
    }

    fn is_item(self) -> bool {
        let words = self.text.trim_start();
        words == "-" || words.starts_with("- ")
    }

    /// The key, and how long it is with what follows it.
    fn key(self) -> Option<(&'t str, usize)> {
        let words = self.words();
        // A `:` inside a word is part of it: that of an address.
        let is_end = |&(at, _): &(usize, &str)| {
            let next = words[at + 1..].chars().next();
            words[at..].starts_with('=') || next.is_none_or(char::is_whitespace)
        };
        let (end, _) = words.match_indices([':', '=']).find(is_end)?;
        let name = words[..end].trim_end();
        let is_name = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || "[{,#".contains(c));
        is_name.then(|| (name.trim_matches(['"', '\'']), end + 1))
    }
}

/// The place at an offset of a text whose keys are in `keys`.
pub(super) fn spot(text: &str, keys: &Range<usize>, offset: usize, role: FileRole) -> Option<Spot> {
    if !(keys.start..=keys.end).contains(&offset) {
        return None;
    }
    let lines = lines(text, keys);
    let at = lines.iter().rposition(|line| line.start <= offset)?;
    let line = lines[at];
    let (parents, list_of) = parents(&lines, at);
    let allowed = below(role, &parents)?;
    let before = &text[line.start..offset.min(line.start + line.text.len())];
    let typed = typed(before, line.start);
    let find = |name: &str| find_key(&allowed, name);
    let what = match line.key() {
        Some((name, end)) if offset < line.start + line.indent() + end => What::Name(find(name)),
        Some((name, _)) => find(name).map_or(What::Unknown, What::Value),
        None => match list_of {
            Some(key) => {
                let owner = below(role, &parents[..parents.len().saturating_sub(1)])?;
                find_key(&owner, key).map_or(What::Unknown, What::Value)
            }
            None => What::Name(None),
        },
    };
    let keys = if list_of.is_some() && !matches!(what, What::Name(_)) { Vec::new() } else { allowed };
    Some(Spot { keys, beside: beside(&lines, at), what, typed })
}

/// The key of a name, in any spelling that the scanner takes.
fn find_key(keys: &[&'static Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| key.names.iter().any(|known| same(known, name))).copied()
}

fn lines<'t>(text: &'t str, keys: &Range<usize>) -> Vec<Line<'t>> {
    let mut start = keys.start;
    let mut lines: Vec<Line<'t>> = text[keys.clone()]
        .split_inclusive('\n')
        .map(|line| {
            let this = Line { start, text: line.trim_end_matches(['\n', '\r']) };
            start += line.len();
            this
        })
        .collect();
    // Behind the last line end a new line begins.
    if text[keys.clone()].is_empty() || text[keys.clone()].ends_with('\n') {
        lines.push(Line { start: keys.end, text: "" });
    }
    lines
}

/// The keys that a line is below, from the outermost, and the last of them if the line belongs to its list.
fn parents<'t>(lines: &[Line<'t>], at: usize) -> (Vec<&'t str>, Option<&'t str>) {
    let line = lines[at];
    let is_item = line.is_item();
    let own = line.text.len() - line.text.trim_start().len();
    // A list may be as far to the left as its key.
    let mut limit = if is_item { own + 1 } else { own };
    let mut parents = Vec::new();
    for above in lines[..at].iter().rev().filter(|line| !line.text.trim().is_empty()) {
        let indent = above.text.len() - above.text.trim_start().len();
        if indent < limit && !(above.is_item() && indent + 1 == limit && is_item) {
            let is_open = |&(_, end): &(&str, usize)| above.words()[end..].trim().is_empty();
            match above.key().filter(is_open) {
                Some((name, _)) => parents.push(name),
                // One of several groups that have no names.
                None if above.is_item() => parents.push(ITEM),
                None => {}
            }
            limit = indent;
        }
        if limit == 0 {
            break;
        }
    }
    parents.reverse();
    let list_of = parents.last().copied().filter(|_| is_item);
    (parents, list_of)
}

/// The keys that may be below these.
fn below(role: FileRole, parents: &[&str]) -> Option<Vec<&'static Key>> {
    let mut keys: Vec<&'static Key> = match role {
        FileRole::Settings => settings::KEYS.iter().collect(),
        FileRole::Page => front_matter::KEYS.iter().map(|(_, key)| key).collect(),
        FileRole::Other => return None,
    };
    let mut is_named = false;
    for parent in parents {
        // The name that the author gave to one of several groups.
        if std::mem::take(&mut is_named) {
            continue;
        }
        keys = match find_key(&keys, parent).map(|key| key.takes) {
            Some(Takes::Group(below) | Takes::TextOrGroup(below)) => below.iter().collect(),
            Some(Takes::Named(below)) => {
                is_named = true;
                below.iter().collect()
            }
            _ => Vec::new(),
        };
    }
    Some(if is_named { Vec::new() } else { keys })
}

/// The names of the other keys of the same group.
fn beside(lines: &[Line<'_>], at: usize) -> Vec<String> {
    let indent = lines[at].indent();
    let is_of_group = |line: &&Line<'_>| line.text.trim().is_empty() || line.indent() >= indent;
    let above = lines[..at].iter().rev().take_while(is_of_group);
    let below = lines[at + 1..].iter().take_while(is_of_group);
    above
        .chain(below)
        .filter(|line| line.indent() == indent)
        .filter_map(|line| Some(line.key()?.0.to_owned()))
        .collect()
}

/// The word that ends where `before` ends.
fn typed(before: &str, start: usize) -> Range<usize> {
    let is_edge = |c: char| c.is_whitespace() || "[]{},:=\"'".contains(c);
    let from =
        before.rfind(is_edge).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    start + from..start + before.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is at the `|` of a text of nothing but keys.
    #[track_caller]
    fn check(text: &str, role: FileRole, expected: &str) {
        let offset = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let spot = spot(&text, &(0..text.len()), offset, role).unwrap();
        let what = match spot.what {
            What::Name(key) => {
                let names: Vec<&str> = spot.keys.iter().map(|key| key.names[0]).take(2).collect();
                format!("name {} of {}", key.map_or("?", |key| key.names[0]), names.join(" "))
            }
            What::Value(key) => format!("value of {}", key.names[0]),
            What::Unknown => "unknown".to_owned(),
        };
        assert_eq!(format!("{what}: {}", &text[spot.typed]), expected);
    }

    #[test]
    fn a_place_is_found_by_its_lines() {
        use FileRole::{Page, Settings};
        check("ti|", Page, "name ? of title order: ti");
        check("title: x\n|", Page, "name ? of title order: ");
        check("ti|tle: x\n", Page, "name title of title order: ti");
        check("visibility: dr|", Page, "value of visibility: dr");
        check("sidebarPosition: 3|", Page, "value of order: 3");
        check("nothing of ours: 3|", Page, "name ? of title order: 3");
        check("frobnicate: 3|", Page, "unknown: 3");
        check("allow: [missing-alt, dup|]", Page, "value of allow: dup");
        check("allow:\n  - mis|", Page, "value of allow: mis");
        check("allow:\n- mis|", Page, "value of allow: mis");
        check("title: x\nquiz:\n  pass|", Page, "name ? of file passing_grade: pass");
        check("visibility = \"dr|\"", Page, "value of visibility: dr");
        check("defaults:\n  visibility: |", Settings, "value of visibility: ");
        check("targets:\n  berlin:\n    prof|", Settings, "name ? of location name: prof");
        check("targets:\n  - name: x\n    prof|", Settings, "name ? of location name: prof");
        check("contents:\n  - 01|", Settings, "value of contents: 01");
    }

    #[test]
    fn keys_that_are_there_are_known() {
        let text = "title: x\nquiz:\n  passing_grade: 3\n\nallow: []\n";
        let spot = spot(text, &(0..text.len()), text.len(), FileRole::Page).unwrap();
        assert_eq!(spot.beside, ["allow", "quiz", "title"]);
    }
}
