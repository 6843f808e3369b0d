//! What settings are made of: known keys, groups of keys, texts, an instructor.

use crate::front_matter::{Entry, Key, Node, Report, Spanned, Takes, closest, is_slip_of, items, same};
use crate::model::Instructor;
use crate::source::sample;

/// The keys of an instructor.
pub(super) const INSTRUCTOR: &[Key] = &[
    Key {
        names: &["name"],
        title: "Name",
        about: "The name that learners see.",
        takes: Takes::Text,
        examples: &[r#""Mara Lind""#],
    },
    Key {
        names: &["description"],
        title: "About the instructor",
        about: "A sentence or two, plain text.",
        takes: Takes::Text,
        examples: &[r#""Home baker for twenty years.""#],
    },
];

/// The known key that an entry's is; any other is reported, with the nearest known one.
pub(super) fn known_key(
    report: &mut Report<'_>,
    entry: &Entry,
    siblings: &[&Entry],
    keys: &'static [Key],
) -> Option<&'static str> {
    let written = &entry.key.value;
    let names = || keys.iter().flat_map(|key| key.names).copied();
    let known = names().find(|name| same(name, written));
    if known.is_none() {
        let meant = closest(written, names());
        let is_there = |meant: &str| siblings.iter().any(|sibling| same(&sibling.key.value, meant));
        let is_sure = meant.is_some_and(|meant| is_slip_of(written, meant) && !is_there(meant));
        report.unknown_key(&entry.key, meant, is_sure);
    }
    known
}

/// The entries of a group of keys.
pub(super) fn group<'e>(report: &mut Report<'_>, entry: &'e Entry, keys: &[Key]) -> Vec<&'e Entry> {
    group_of(report, &entry.value, &entry.key.value, keys)
}

/// The same for a value that is called `name`.
pub(super) fn group_of<'e>(
    report: &mut Report<'_>,
    value: &'e Spanned<Node>,
    name: &str,
    keys: &[Key],
) -> Vec<&'e Entry> {
    match &value.value {
        Node::Null => Vec::new(),
        Node::Map(entries) => report.unique(entries),
        _ => {
            let names = keys.iter().flat_map(|key| key.names);
            let names = names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
            report.invalid(
                value,
                format!("`{name}` must be a group of keys"),
                Some(format!("write {names} below it, each on its own line and indented by two spaces")),
            );
            Vec::new()
        }
    }
}

/// `instructor: {name, description}`, or just the name.
pub(super) fn instructor(report: &mut Report<'_>, entry: &Entry) -> Option<Instructor> {
    if entry.value.value.text().is_some() {
        let name = text(report, entry)?.value;
        return Some(Instructor { name, description: String::new() });
    }
    let (mut name, mut description) = (None, None);
    let parts = group(report, entry, INSTRUCTOR);
    for part in &parts {
        match known_key(report, part, &parts, INSTRUCTOR) {
            Some("name") => name = text(report, part),
            Some(_) => description = text(report, part),
            None => {}
        }
    }
    if name.is_none() && matches!(entry.value.value, Node::Map(_)) {
        let help = "write `name: ` below it".to_owned();
        report.invalid(&entry.value, format!("`{}` has no name", entry.key.value), Some(help));
    }
    Some(Instructor {
        name: name?.value,
        description: description.map(|text| text.value).unwrap_or_default(),
    })
}

/// Text; nothing when there is none.
pub(super) fn text(report: &mut Report<'_>, entry: &Entry) -> Option<Spanned<String>> {
    if matches!(entry.value.value, Node::List(_) | Node::Map(_)) {
        report.invalid(&entry.value, format!("`{}` must be text", entry.key.value), None);
    }
    let text = item_text(&entry.value)?;
    report_sample(report, &text);
    Some(text)
}

/// Reports a value that `coursedir init` wrote as an example.
pub(super) fn report_sample(report: &mut Report<'_>, value: &Spanned<String>) {
    if let Some(finding) = sample::of_settings(&value.value) {
        report.add(value.span.clone(), finding);
    }
}

/// A list of texts; a single text is a list of one.
pub(super) fn list(report: &mut Report<'_>, entry: &Entry) -> Vec<Spanned<String>> {
    let mut texts = Vec::new();
    for item in items(&entry.value) {
        if matches!(item.value, Node::List(_) | Node::Map(_)) {
            report.invalid(item, format!("`{}` must be a list of texts", entry.key.value), None);
        }
        texts.extend(item_text(item));
    }
    texts
}

pub(super) fn item_text(value: &Spanned<Node>) -> Option<Spanned<String>> {
    let text = value.value.text()?.trim();
    (!text.is_empty()).then(|| Spanned { value: text.to_owned(), span: value.span.clone() })
}
