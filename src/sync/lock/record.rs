//! One record: a line of a lock.
//!
//! `KIND TAG KEY… STAMP name=value …`, where `gone` stands for the values of what was removed. Two kinds have no tag
//! and no stamp: `version NUMBER`, and `text LESSON KEY:BLOCKS …`, which is equal for all targets. One line has all texts
//! of a lesson, so that a text which changes is one line that changes.

use std::borrow::Cow;

use crate::html::blocks::BlockPrints;
use crate::platform::courses_v3::Id;
use crate::sync::versions::{BaseNode, LocalId, NodeKind, Print};

use super::destination::{Destination, Tag};
use super::import::{Import, State};
use super::node_words;
use super::stamp::{self, Stamp};
use super::target::Pending;
use super::text::{Text, TextKey};
use super::uploaded_file::UploadedFile;
use super::version1::{Part, PartKind};
use super::words::{self, Fault, Words};

/// What removed things have in the place of their values.
const GONE: &str = "gone";

/// A line that was read.
pub(super) enum Line {
    /// The version of the file.
    Version(u32),
    /// The texts of a lesson.
    Texts(LocalId, Vec<(TextKey, Text)>),
    /// Anything of one target.
    Entry(Entry),
}

/// A record of one target; without a value where the thing was removed.
pub(super) struct Entry {
    pub(super) tag: Tag,
    /// The words that come before the stamp.
    pub(super) key: String,
    pub(super) stamp: Stamp,
    pub(super) record: Option<Record>,
}

/// What a record says.
#[derive(Debug, PartialEq)]
pub(super) enum Record {
    Target(OfCourse),
    /// The number tells imports with the same time and body apart.
    Import(Import, usize),
    /// With the key of the text that was sent, where that is not the text's own fingerprint.
    Node(Box<BaseNode>, Option<TextKey>),
    Pending(Pending),
    Learned(Fact),
    File(UploadedFile),
    /// With its place in the list.
    Part(Part, usize),
}

/// The course at a destination.
#[derive(Debug, PartialEq)]
pub(super) struct OfCourse {
    pub(super) to: Destination,
    pub(super) course: Option<Id>,
    pub(super) title: String,
    pub(super) portal: Option<String>,
    pub(super) imported_at: Option<String>,
    pub(super) url: Option<String>,
}

/// One thing that was learnt.
#[derive(Debug, PartialEq)]
pub(super) struct Fact {
    pub(super) topic: String,
    pub(super) name: String,
    pub(super) value: String,
}

/// Reads a line that is not empty and no comment.
pub(super) fn parse(line: &str) -> Result<Line, Fault> {
    let mut words = Words::of(line);
    let kind = words.word()?;
    match &*kind {
        "version" => {
            let version = words.word()?.parse().map_err(|_| Fault::new("the version is not a number"))?;
            end(&mut words)?;
            Ok(Line::Version(version))
        }
        "text" => texts(words),
        kind => entry(kind, words).map(Line::Entry),
    }
}

/// The line of a lesson's texts.
pub(super) fn text_line<'t>(lesson: &LocalId, texts: impl Iterator<Item = (TextKey, &'t Text)>) -> String {
    let mut line = "text".to_owned();
    words::push(&mut line, lesson.as_str());
    for (key, Text { blocks, unused_since }) in texts {
        let unused = unused_since.map(|day| format!("@{day}")).unwrap_or_default();
        words::push(&mut line, &format!("{key}:{blocks}{unused}"));
    }
    line
}

/// The line of a record.
pub(super) fn line(key: &str, stamp: Stamp, content: Option<&str>) -> String {
    match content.unwrap_or(GONE) {
        "" => format!("{key} {stamp}"),
        content => format!("{key} {stamp} {content}"),
    }
}

fn texts(mut words: Words<'_>) -> Result<Line, Fault> {
    let lesson = LocalId::new(&words.word()?);
    let mut texts = Vec::new();
    while !words.is_empty() {
        let word = words.word()?;
        texts.push(text(&word).ok_or_else(|| Fault::new("the text is not a list of fingerprints"))?);
    }
    Ok(Line::Texts(lesson, texts))
}

fn text(word: &str) -> Option<(TextKey, Text)> {
    let (key, rest) = word.split_once(':')?;
    let (blocks, unused_since) = match rest.split_once('@') {
        Some((blocks, day)) => (blocks, Some(day.parse().ok()?)),
        None => (rest, None),
    };
    Some((TextKey(Print::parse(key)?), Text { blocks: BlockPrints::parse(blocks)?, unused_since }))
}

fn entry(kind: &str, mut words: Words<'_>) -> Result<Entry, Fault> {
    let tag = Tag::parse(&words.word()?).ok_or_else(|| Fault::new("the tag is not one"))?;
    match kind {
        "target" => Head::of(kind, tag, [], &mut words)?.with(words, |tag, [], named| course(tag, named)),
        "import" => {
            let at = words.word()?;
            let body = words.word()?;
            let number = words.word()?;
            Head::of(kind, tag, [at, body, number], &mut words)?
                .with(words, |_, key, named| import(key, named))
        }
        "pending" => {
            let of = words.word()?;
            let id = words.word()?;
            Head::of(kind, tag, [of, id], &mut words)?.with(words, |_, key, named| pending(key, named))
        }
        "learned" => {
            let topic = words.word()?;
            let name = words.word()?;
            Head::of(kind, tag, [topic, name], &mut words)?.with(words, |_, [topic, name], named| {
                let value = named.text("value")?.unwrap_or_default().into_owned();
                Ok(Record::Learned(Fact { topic: topic.into_owned(), name: name.into_owned(), value }))
            })
        }
        "file" => {
            let hash = words.word()?;
            Head::of(kind, tag, [hash], &mut words)?.with(words, |_, [hash], named| file(hash, named))
        }
        "part" => {
            let of = words.word()?;
            let id = words.word()?;
            Head::of(kind, tag, [of, id], &mut words)?.with(words, |_, key, named| part(key, named))
        }
        kind => {
            let of = node_words::kind_of(kind)
                .ok_or_else(|| Fault::new(format!("`{}` is not a kind of record", kind.escape_debug())))?;
            let id = words.word()?;
            Head::of(kind, tag, [id], &mut words)?.with(words, |_, [id], named| node(of, &id, named))
        }
    }
}

/// All words up to the stamp.
struct Head<'t, const N: usize> {
    tag: Tag,
    key: String,
    words: [Cow<'t, str>; N],
    stamp: Stamp,
}

impl<'t, const N: usize> Head<'t, N> {
    fn of(kind: &str, tag: Tag, key: [Cow<'t, str>; N], words: &mut Words<'t>) -> Result<Self, Fault> {
        let stamp =
            Stamp::parse(&words.word()?).ok_or_else(|| Fault::new("the number of the run is missing"))?;
        let text = key_of(kind, &tag, key.iter().map(|word| &**word));
        Ok(Self { tag, key: text, words: key, stamp })
    }

    fn with(
        self,
        words: Words<'t>,
        read: impl FnOnce(&Tag, [Cow<'t, str>; N], &mut Named<'t>) -> Result<Record, Fault>,
    ) -> Result<Entry, Fault> {
        let mut named = Named::of(words)?;
        let record = if named.flag(GONE) { None } else { Some(read(&self.tag, self.words, &mut named)?) };
        named.end()?;
        Ok(Entry { tag: self.tag, key: self.key, stamp: self.stamp, record })
    }
}

fn key_of<'k>(kind: &str, tag: &Tag, key: impl Iterator<Item = &'k str>) -> String {
    let mut text = format!("{kind} {tag}");
    key.for_each(|word| words::push(&mut text, word));
    text
}

fn course(tag: &Tag, named: &mut Named<'_>) -> Result<Record, Fault> {
    let to = Destination { host: named.needed("host")?, location: named.needed("location")? };
    if Tag::of(&to) != *tag {
        return Err(Fault::new("the tag is not that of the host and the location"));
    }
    let course = named.text("course")?.map(|id| Id::new(&id).ok_or_else(|| Fault::new("the id is not one")));
    Ok(Record::Target(OfCourse {
        to,
        course: course.transpose()?,
        title: named.text("title")?.unwrap_or_default().into_owned(),
        portal: named.text("portal")?.map(Cow::into_owned),
        imported_at: named.text("imported")?.map(Cow::into_owned),
        url: named.text("url")?.map(Cow::into_owned),
    }))
}

fn import([at, body, number]: [Cow<'_, str>; 3], named: &mut Named<'_>) -> Result<Record, Fault> {
    let number = number.parse().map_err(|_| Fault::new("the number of the import is missing"))?;
    let state = State::parse(&named.needed("state")?).ok_or_else(|| Fault::new("the state is not known"))?;
    let import = Import {
        state,
        title: named.text("title")?.unwrap_or_default().into_owned(),
        at: at.into_owned(),
        body: body.into_owned(),
        course_id: named.text("course")?.map(Cow::into_owned),
        url: named.text("url")?.map(Cow::into_owned),
    };
    Ok(Record::Import(import, number))
}

fn node(kind: NodeKind, id: &str, named: &mut Named<'_>) -> Result<Record, Fault> {
    let mut node = node_words::usual(kind, LocalId::new(id));
    let text = named.text("blocks")?;
    let text = text.map(|key| Print::parse(&key).ok_or_else(|| Fault::new("the key is not a fingerprint")));
    for (name, value) in named.rest() {
        if !node_words::take(&mut node, name, value.as_deref())? {
            return Err(unknown(name));
        }
    }
    Ok(Record::Node(Box::new(node), text.transpose()?.map(TextKey)))
}

fn pending([kind, id]: [Cow<'_, str>; 2], named: &mut Named<'_>) -> Result<Record, Fault> {
    let kind = node_words::kind_of(&kind).ok_or_else(|| Fault::new("the kind is not known"))?;
    let at = named.number("at")?.and_then(stamp::time).ok_or_else(|| Fault::new("the time is missing"))?;
    Ok(Record::Pending(Pending { kind, id: LocalId::new(&id), at }))
}

fn file(hash: Cow<'_, str>, named: &mut Named<'_>) -> Result<Record, Fault> {
    Ok(Record::File(UploadedFile {
        hash: hash.into_owned(),
        bytes: named.number("bytes")?.ok_or_else(|| Fault::new("the size is missing"))?,
        path: named.needed("path")?,
        url: named.needed("url")?,
        id: named.text("id")?.map(Cow::into_owned),
    }))
}

fn part([kind, id]: [Cow<'_, str>; 2], named: &mut Named<'_>) -> Result<Record, Fault> {
    let part = Part {
        kind: PartKind::parse(&kind).ok_or_else(|| Fault::new("the kind is not known"))?,
        id: id.into_owned(),
        title: named.needed("title")?,
        hash: named.needed("hash")?,
        model: named.text("model")?.map(Cow::into_owned),
    };
    Ok(Record::Part(part, named.number("at")?.unwrap_or_default()))
}

impl Record {
    /// The words before the stamp.
    pub(super) fn key(&self, tag: &Tag) -> String {
        let key = |kind: &str, words: &[&str]| key_of(kind, tag, words.iter().copied());
        match self {
            Self::Target(_) => key("target", &[]),
            Self::Import(import, number) => key("import", &[&import.at, &import.body, &number.to_string()]),
            Self::Node(node, _) => key(node.kind.word(), &[node.id.as_str()]),
            Self::Pending(pending) => key("pending", &[pending.kind.word(), pending.id.as_str()]),
            Self::Learned(fact) => key("learned", &[&fact.topic, &fact.name]),
            Self::File(file) => key("file", &[file.key()]),
            Self::Part(part, _) => key("part", &[part.kind.word(), &part.id]),
        }
    }

    /// The words behind the stamp.
    pub(super) fn content(&self) -> String {
        let mut line = String::new();
        let named = |line: &mut String, name, value: Option<&str>| {
            if let Some(value) = value {
                words::push_named(line, name, value);
            }
        };
        match self {
            Self::Target(OfCourse { to, course, title, portal, imported_at, url }) => {
                words::push_named(&mut line, "host", &to.host);
                words::push_named(&mut line, "location", &to.location);
                named(&mut line, "course", course.as_ref().map(Id::as_str));
                named(&mut line, "title", Some(title.as_str()).filter(|title| !title.is_empty()));
                named(&mut line, "portal", portal.as_deref());
                named(&mut line, "imported", imported_at.as_deref());
                named(&mut line, "url", url.as_deref());
            }
            Self::Import(Import { state, title, at: _, body: _, course_id, url }, _) => {
                words::push_named(&mut line, "state", state.word());
                words::push_named(&mut line, "title", title);
                named(&mut line, "course", course_id.as_deref());
                named(&mut line, "url", url.as_deref());
            }
            Self::Node(node, text) => {
                node_words::push(&mut line, node);
                named(&mut line, "blocks", text.map(|key| key.to_string()).as_deref());
            }
            Self::Pending(Pending { kind: _, id: _, at }) => {
                words::push_named(&mut line, "at", &stamp::seconds(*at).to_string());
            }
            Self::Learned(Fact { topic: _, name: _, value }) => {
                named(&mut line, "value", Some(value.as_str()).filter(|value| !value.is_empty()));
            }
            Self::File(UploadedFile { hash: _, bytes, path, url, id }) => {
                words::push_named(&mut line, "bytes", &bytes.to_string());
                words::push_named(&mut line, "path", path);
                words::push_named(&mut line, "url", url);
                named(&mut line, "id", id.as_deref());
            }
            Self::Part(Part { kind: _, id: _, title, hash, model }, at) => {
                words::push_named(&mut line, "at", &at.to_string());
                words::push_named(&mut line, "title", title);
                words::push_named(&mut line, "hash", hash);
                named(&mut line, "model", model.as_deref());
            }
        }
        line
    }
}

/// Words with names, in the order in which they stand.
struct Named<'t>(Vec<words::Named<'t>>);

impl<'t> Named<'t> {
    fn of(mut words: Words<'t>) -> Result<Self, Fault> {
        let mut all: Vec<(&str, _)> = Vec::new();
        while let Some((name, value)) = words.named()? {
            // There are fewer than twenty names.
            if all.len() > 32 || all.iter().any(|(other, _)| *other == name) {
                return Err(Fault::new(format!("`{}` is there twice", name.escape_debug())));
            }
            all.push((name, value));
        }
        Ok(Self(all))
    }

    fn take(&mut self, name: &str) -> Option<words::Named<'t>> {
        let at = self.0.iter().position(|(other, _)| *other == name)?;
        Some(self.0.remove(at))
    }

    fn flag(&mut self, name: &str) -> bool {
        let is_there = self.0.iter().any(|(other, value)| *other == name && value.is_none());
        is_there && self.take(name).is_some()
    }

    fn text(&mut self, name: &str) -> Result<Option<Cow<'t, str>>, Fault> {
        match self.take(name) {
            None => Ok(None),
            Some((_, Some(value))) => Ok(Some(value)),
            Some((_, None)) => Err(Fault::new(format!("`{name}` has no value"))),
        }
    }

    fn needed(&mut self, name: &str) -> Result<String, Fault> {
        let value = self.text(name)?.ok_or_else(|| Fault::new(format!("`{name}` is missing")))?;
        Ok(value.into_owned())
    }

    fn number<N: std::str::FromStr>(&mut self, name: &str) -> Result<Option<N>, Fault> {
        let parse =
            |value: Cow<'_, str>| value.parse().map_err(|_| Fault::new(format!("`{name}` is not a number")));
        self.text(name)?.map(parse).transpose()
    }

    fn rest(&mut self) -> Vec<words::Named<'t>> {
        std::mem::take(&mut self.0)
    }

    fn end(&self) -> Result<(), Fault> {
        self.0.first().map_or(Ok(()), |(name, _)| Err(unknown(name)))
    }
}

fn end(words: &mut Words<'_>) -> Result<(), Fault> {
    words.named()?.map_or(Ok(()), |(name, _)| Err(unknown(name)))
}

fn unknown(name: &str) -> Fault {
    Fault::new(format!("`{}` is not known", name.escape_debug()))
}
