//! All that a lock holds of one target, and its records.
//!
//! What changed is found when the lock is saved: a record whose words are those that were read keeps its stamp, another
//! gets that of the run, and one whose thing is gone says so until the run after the next.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::platform::courses_v3::UnknownValue;
use crate::sync::versions::{Base, Field, LocalId, NodeKind, Print};

use super::destination::{Destination, Tag};
use super::import::Import;
use super::record::{self, Entry, Fact, OfCourse, Record};
use super::stamp::Stamp;
use super::target::{Learned, Target};
use super::text::TextKey;
use super::uploaded_file::UploadedFile;
use super::version1::Part;

const KEPT: &str = "kept-when-left-out";
const LOST: &str = "lost-when-left-out";
const MEDIA_PLAYS: &str = "media-plays";
const REWRITES_HTML: &str = "rewrites-html";
const WORD: &str = "word";

/// All that is known of one target.
#[derive(Debug, Clone)]
pub(super) struct OfTarget {
    tag: Tag,
    /// `None` where its record was lost: what else there is of it is kept.
    pub(super) to: Option<Destination>,
    pub(super) target: Target,
    /// The oldest first.
    pub(super) imports: Vec<Import>,
    pub(super) base: Base,
    /// The texts that lessons had when they were sent.
    pub(super) texts: BTreeMap<LocalId, TextKey>,
    /// By the key of their content.
    pub(super) files: BTreeMap<String, UploadedFile>,
    /// Of the newest import, in the order of its outline, until a run sees the folder.
    pub(super) parts: Vec<Part>,
    written: BTreeMap<String, Written>,
    /// All but the imports, before the import that was begun last.
    before: Option<(Target, Base, BTreeMap<LocalId, TextKey>)>,
    /// That of the run which goes on, and the number of the run before it.
    now: Option<(Stamp, u32)>,
}

/// A record as it is in the file, or will be.
#[derive(Debug, Clone, PartialEq)]
struct Written {
    stamp: Stamp,
    /// `None` where the thing was removed.
    content: Option<String>,
    /// No file has had it yet.
    is_new: bool,
}

impl OfTarget {
    pub(super) fn new(tag: Tag) -> Self {
        Self {
            tag,
            to: None,
            target: Target::default(),
            imports: Vec::new(),
            base: Base::default(),
            texts: BTreeMap::new(),
            files: BTreeMap::new(),
            parts: Vec::new(),
            written: BTreeMap::new(),
            before: None,
            now: None,
        }
    }

    /// Takes the records of one target, each key once.
    pub(super) fn of(tag: Tag, entries: Vec<Entry>) -> Self {
        let mut new = Self::new(tag);
        let mut imports = Vec::new();
        let mut parts = Vec::new();
        for Entry { tag: _, key, stamp, record } in entries {
            let content = record.as_ref().map(Record::content);
            new.written.insert(key, Written { stamp, content, is_new: false });
            match record {
                None => {}
                Some(Record::Import(import, number)) => {
                    imports.push((stamp, import.at.clone(), number, import));
                }
                Some(Record::Part(part, at)) => parts.push((at, part)),
                Some(record) => new.take(record),
            }
        }
        imports.sort_by(|one, other| (one.0, &one.1, one.2).cmp(&(other.0, &other.1, other.2)));
        new.imports = imports.into_iter().map(|(_, _, _, import)| import).collect();
        if new.base.nodes.is_empty() {
            parts.sort_by_key(|(at, _)| *at);
            new.parts = parts.into_iter().map(|(_, part)| part).collect();
        }
        new
    }

    fn take(&mut self, record: Record) {
        match record {
            Record::Target(OfCourse { to, course, title, portal, imported_at, url }) => {
                self.to = Some(to);
                let Target { learned, pending, .. } = std::mem::take(&mut self.target);
                self.target = Target { course, title, portal, imported_at, url, learned, pending };
            }
            Record::Node(node, text) => {
                let own = node.fields.get(&Field::Text).map(|sent| TextKey(sent.sent));
                if let Some(key) = text.or(own).filter(|_| node.kind == NodeKind::Lesson) {
                    self.texts.insert(node.id.clone(), key);
                }
                self.base.nodes.push(*node);
            }
            Record::Pending(pending) => self.target.pending.push(pending),
            Record::Learned(fact) => learn(&mut self.target.learned, fact),
            Record::File(file) => drop(self.files.insert(file.key().to_owned(), file)),
            Record::Import(..) | Record::Part(..) => {}
        }
    }

    /// Begins a run.
    pub(super) fn begin_run(&mut self, at: SystemTime) {
        let last = self.last();
        self.now = Some((last.next(at), last.run));
    }

    /// Begins an import.
    pub(super) fn begin(&mut self, import: Import) {
        self.imports.push(import);
        self.before = Some((self.target.clone(), self.base.clone(), self.texts.clone()));
    }

    /// All is as before the import that was begun last.
    pub(super) fn take_back(&mut self) {
        if let Some((target, base, texts)) = self.before.take() {
            self.imports.pop();
            (self.target, self.base, self.texts) = (target, base, texts);
        }
    }

    /// Takes another base. Lessons whose texts are those that were sent keep what is known of their blocks: gives those
    /// that have another id now, with the old one before and the new one behind the key of the text.
    pub(super) fn set_base(&mut self, base: &Base) -> Vec<(LocalId, TextKey, LocalId)> {
        let old = sent_texts(&self.base);
        let with_key =
            old.iter().filter_map(|(id, sent)| Some((*sent, ((*id).clone(), *self.texts.get(*id)?))));
        let known: BTreeMap<Print, (LocalId, TextKey)> = with_key.collect();
        let mut renamed = Vec::new();
        let mut texts = BTreeMap::new();
        for (id, sent) in sent_texts(base) {
            if let Some(key) = self.texts.get(id).filter(|_| old.get(id) == Some(&sent)) {
                texts.insert(id.clone(), *key);
            } else if let Some((old, key)) = known.get(&sent) {
                renamed.push((old.clone(), *key, id.clone()));
                texts.insert(id.clone(), *key);
            }
        }
        drop(old);
        self.texts = texts;
        self.base = base.clone();
        self.parts.clear();
        renamed
    }

    /// The newest record.
    fn last(&self) -> Stamp {
        self.written.values().map(|written| written.stamp).max().unwrap_or_default()
    }

    /// Gives what changed its stamp. `false` if nothing did.
    pub(super) fn settle(&mut self) -> bool {
        let (stamp, last_run) = match self.now {
            Some((stamp, last_run)) => (stamp, Some(last_run)),
            // Outside of a run: what is written belongs to the last one.
            None if self.written.is_empty() => (Stamp::default().next(UNIX_EPOCH), None),
            None => (self.last(), None),
        };
        let mut now = self.records();
        let mut has_changed = false;
        self.written.retain(|key, written| {
            let content = now.remove(key);
            // What a run made and removed leaves nothing, and what version 1 knew is in other records now.
            if content.is_none() && (written.is_new || key.starts_with("part ")) {
                has_changed = true;
                return false;
            }
            if written.content != content {
                has_changed = true;
                written.stamp = stamp;
                written.content = content;
            }
            true
        });
        has_changed |= !now.is_empty();
        let new = now
            .into_iter()
            .map(|(key, content)| (key, Written { stamp, content: Some(content), is_new: true }));
        self.written.extend(new);
        if let Some(last_run) = last_run.filter(|_| has_changed) {
            self.written.retain(|_, written| written.content.is_some() || written.stamp.run >= last_run);
        }
        has_changed
    }

    /// The lines as they were [settled](Self::settle).
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.written.iter().map(|(key, written)| record::line(key, written.stamp, written.content.as_deref()))
    }

    /// The words of all records behind the stamp, by those before it.
    fn records(&self) -> BTreeMap<String, String> {
        let Target { course, title, portal, imported_at, url, learned, pending } = &self.target;
        let target = self.to.clone().map(|to| {
            let (course, title, portal) = (course.clone(), title.clone(), portal.clone());
            Record::Target(OfCourse {
                to,
                course,
                title,
                portal,
                imported_at: imported_at.clone(),
                url: url.clone(),
            })
        });
        let nodes = self.base.nodes.iter().map(|node| {
            let own = node.fields.get(&Field::Text).map(|sent| TextKey(sent.sent));
            let text = self.texts.get(&node.id).copied();
            let text = text.filter(|key| node.kind == NodeKind::Lesson && Some(*key) != own);
            Record::Node(Box::new(node.clone()), text)
        });
        let parts = self.parts.iter().enumerate().map(|(at, part)| Record::Part(part.clone(), at));
        let others = self.files.values().cloned().map(Record::File);
        let others = others.chain(pending.iter().cloned().map(Record::Pending)).chain(facts(learned));
        let all = target.into_iter().chain(self.numbered_imports()).chain(nodes).chain(parts).chain(others);
        all.map(|record| (record.key(&self.tag), record.content())).collect()
    }

    fn numbered_imports(&self) -> impl Iterator<Item = Record> {
        let mut numbers: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        self.imports.iter().map(move |import| {
            let number = numbers.entry((&import.at, &import.body)).or_default();
            *number += 1;
            Record::Import(import.clone(), *number)
        })
    }
}

/// The fingerprints of the texts of all lessons, as they were sent.
fn sent_texts(base: &Base) -> BTreeMap<&LocalId, Print> {
    let lessons = base.nodes.iter().filter(|node| node.kind == NodeKind::Lesson);
    lessons.filter_map(|node| Some((&node.id, node.fields.get(&Field::Text)?.sent))).collect()
}

fn learn(learned: &mut Learned, Fact { topic, name, value }: Fact) {
    // A field that this program does not know is one that it does not leave out.
    let unknown_value = || {
        let (field, value) = name.split_once('=')?;
        UnknownValue::written(field, value)
    };
    let is_so = match value.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    match topic.as_str() {
        KEPT => learned.kept_when_left_out.extend(unknown_value()),
        LOST => learned.lost_when_left_out.extend(unknown_value()),
        MEDIA_PLAYS => learned.media_plays = is_so,
        REWRITES_HTML => learned.rewrites_html = is_so,
        WORD => drop(learned.words.insert(name, value)),
        _ => {}
    }
}

fn facts(learned: &Learned) -> impl Iterator<Item = Record> {
    let fact = |topic: &str, name: String, value: String| {
        Record::Learned(Fact { topic: topic.to_owned(), name, value })
    };
    let Learned { kept_when_left_out, lost_when_left_out, media_plays, rewrites_html, words } = learned;
    let values = move |topic: &'static str, values: std::collections::btree_set::Iter<'_, UnknownValue>| {
        values.map(|it| fact(topic, format!("{}={}", it.field, it.value), String::new())).collect::<Vec<_>>()
    };
    let answers = [(MEDIA_PLAYS, *media_plays), (REWRITES_HTML, *rewrites_html)];
    let answers = answers.into_iter().filter_map(move |(topic, answer)| {
        let answer = if answer? { "yes" } else { "no" };
        Some(fact(topic, "-".to_owned(), answer.to_owned()))
    });
    let words = words.iter().map(move |(name, value)| fact(WORD, name.clone(), value.clone()));
    let all = values(KEPT, kept_when_left_out.iter()).into_iter();
    all.chain(values(LOST, lost_when_left_out.iter())).chain(answers).chain(words)
}
