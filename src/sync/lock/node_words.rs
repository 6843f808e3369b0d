//! What was sent of a node, as words of a record.
//!
//! What most nodes have is not written: `published`, a plain lesson, no picture, no video, no materials, the parent that
//! the folders say. A field that was never known is named after `unknown=`.

use std::borrow::Cow;

use crate::platform::courses_v3::Id;
use crate::sync::versions::{
    BaseNode, Field, LocalId, LocalPlace, MediaPlace, NodeKind, ParentThere, Print, Sent,
};

use super::words::{self, Fault};

/// Every field with a fingerprint, in the order in which they are written, with the value that most nodes have.
const FIELDS: [(Field, Option<&str>); 12] = [
    (Field::Title, None),
    (Field::Visibility, Some("published")),
    (Field::Text, None),
    (Field::Type, Some("video")),
    (Field::Picture, Some("")),
    (Field::Video, Some("")),
    (Field::Materials, Some("")),
    (Field::Instructor, Some("")),
    (Field::Quiz, None),
    (Field::Questions, None),
    (Field::Answers, None),
    (Field::Assignment, None),
];

/// Values that are written as words and not as fingerprints, field by field.
const WORDS: [(Field, &[&str]); 2] =
    [(Field::Visibility, &["published", "draft"]), (Field::Type, &["video", "quiz", "assignment"])];

/// The word for a kind of node, which begins its records.
pub(super) fn kind_of(word: &str) -> Option<NodeKind> {
    [NodeKind::Course, NodeKind::Category, NodeKind::Lesson].into_iter().find(|kind| kind.word() == word)
}

/// Adds all that is known of a node but its kind and id.
pub(super) fn push(line: &mut String, node: &BaseNode) {
    let BaseNode {
        kind,
        id,
        path,
        remote,
        place,
        parent_there,
        position_there,
        stays_removed,
        fields,
        media,
    } = node;
    if let Some(remote) = remote {
        words::push_named(line, "id", remote.as_str());
    }
    if let Some(position) = place.position {
        words::push_named(line, "at", &position.to_string());
    }
    if place.parent != usual_parent(*kind, id) {
        match &place.parent {
            Some(parent) => words::push_named(line, "in", parent.as_str()),
            None => words::push_flag(line, "top"),
        }
    }
    if let Some(path) = path {
        words::push_named(line, "path", path);
    }
    match parent_there {
        Some(ParentThere::Course) => words::push_flag(line, "top_there"),
        Some(ParentThere::Category(id)) => words::push_named(line, "in_there", id.as_str()),
        None => {}
    }
    if let Some(position) = position_there {
        words::push_named(line, "at_there", &position.to_string());
    }
    if *stays_removed {
        words::push_flag(line, "stays_removed");
    }
    if *media == MediaPlace::InText {
        words::push_flag(line, "media_in_text");
    }
    let mut unknown = Vec::new();
    for (field, usual) in FIELDS {
        match fields.get(&field) {
            Some(sent)
                if usual.is_some_and(|usual| has(*kind, field) && *sent == Sent::same(Print::of(usual))) => {}
            Some(Sent { sent, seen }) => {
                let seen = seen.map(|seen| format!(">{}", shown(field, seen))).unwrap_or_default();
                words::push_named(line, field.word(), &format!("{}{seen}", shown(field, *sent)));
            }
            None if has(*kind, field) => unknown.push(field.word()),
            None => {}
        }
    }
    if !unknown.is_empty() {
        words::push_named(line, "unknown", &unknown.join(","));
    }
}

/// Takes one word of a node's record. `false` where it is no word of a node.
pub(super) fn take(node: &mut BaseNode, name: &str, value: Option<&str>) -> Result<bool, Fault> {
    let id = |text: &str| Id::new(text).ok_or_else(|| Fault::new("the id is not one"));
    let number = |text: &str| text.parse::<u32>().map_err(|_| Fault::new("the position is not a number"));
    match (name, value) {
        ("id", Some(value)) => node.remote = Some(id(value)?),
        ("at", Some(value)) => node.place.position = Some(number(value)?),
        ("in", Some(value)) => node.place.parent = Some(LocalId::new(value)),
        ("top", None) => node.place.parent = None,
        ("path", Some(value)) => node.path = Some(value.to_owned()),
        ("top_there", None) => node.parent_there = Some(ParentThere::Course),
        ("in_there", Some(value)) => node.parent_there = Some(ParentThere::Category(id(value)?)),
        ("at_there", Some(value)) => node.position_there = Some(number(value)?),
        ("stays_removed", None) => node.stays_removed = true,
        ("media_in_text", None) => node.media = MediaPlace::InText,
        ("unknown", Some(value)) => {
            for word in value.split(',') {
                let field = field_of(word).ok_or_else(|| no_field(word))?;
                node.fields.remove(&field);
            }
        }
        (word, Some(value)) => {
            let Some(field) = field_of(word) else { return Ok(false) };
            node.fields.insert(field, sent(field, value)?);
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// A node that has what most have, and nothing else.
pub(super) fn usual(kind: NodeKind, id: LocalId) -> BaseNode {
    let fields = FIELDS.into_iter().filter(|(field, _)| has(kind, *field));
    let fields = fields.filter_map(|(field, usual)| Some((field, Sent::same(Print::of(usual?)))));
    BaseNode {
        kind,
        path: None,
        remote: None,
        place: LocalPlace { parent: usual_parent(kind, &id), position: None },
        parent_there: None,
        position_there: None,
        stays_removed: false,
        fields: fields.collect(),
        media: MediaPlace::Beside,
        id,
    }
}

/// Whether a node of this kind has this field as a rule.
fn has(kind: NodeKind, field: Field) -> bool {
    Field::compared(kind).contains(&field) || Field::by_hand(kind).contains(&field)
}

/// The folder that a path is in.
fn usual_parent(kind: NodeKind, id: &LocalId) -> Option<LocalId> {
    let folder = id.as_str().rsplit_once('/').map(|(folder, _)| folder);
    match kind {
        NodeKind::Course => None,
        NodeKind::Category => folder.map(LocalId::new),
        NodeKind::Lesson => Some(LocalId::new(folder.unwrap_or_default())),
    }
}

fn field_of(word: &str) -> Option<Field> {
    FIELDS.into_iter().map(|(field, _)| field).find(|field| field.word() == word)
}

fn no_field(word: &str) -> Fault {
    Fault::new(format!("`{}` is not known", word.escape_debug()))
}

fn sent(field: Field, text: &str) -> Result<Sent, Fault> {
    let (sent, seen) = match text.split_once('>') {
        Some((sent, seen)) => (sent, Some(seen)),
        None => (text, None),
    };
    let print = |text: &str| {
        let word = words_of(field).iter().find(|word| **word == text).map(|word| Print::of(word));
        word.or_else(|| if text == "-" { Some(Print::of_nothing()) } else { Print::parse(text) })
            .ok_or_else(|| Fault::new(format!("the fingerprint of `{}` is not one", field.word())))
    };
    Ok(Sent { sent: print(sent)?, seen: seen.map(print).transpose()? })
}

/// A fingerprint as it is written: as the word that it stands for, where that is one of a few.
fn shown(field: Field, print: Print) -> Cow<'static, str> {
    if print == Print::of_nothing() {
        return Cow::Borrowed("-");
    }
    let word = words_of(field).iter().find(|word| Print::of(word) == print);
    word.map_or_else(|| Cow::Owned(print.to_string()), |word| Cow::Borrowed(*word))
}

fn words_of(field: Field) -> &'static [&'static str] {
    WORDS.iter().find(|(of, _)| *of == field).map_or(&[], |(_, words)| words)
}
