//! All that a pull changes: files, and what is remembered.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::fs::WriteDir;
use crate::model::{CategoryHead, Course, Lesson, OrderFrom};
use crate::platform::courses_v3::Id;
use crate::pull::edits;
use crate::pull::order;
use crate::shown::shown;
use crate::source;
use crate::sync::diff::NodeRef;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::update::verify;
use crate::sync::versions::{Base, Field, LocalId, NodeKind};

use super::state::State;

/// A page is no larger, in bytes.
const LARGEST: u64 = 64 << 20;

/// A file that changes or is new.
#[derive(Debug, Clone)]
pub(super) struct FileEdit {
    /// In the course.
    pub path: String,
    /// None for a new one.
    pub before: Option<String>,
    pub after: String,
    /// The file that it was, if it moved.
    pub from: Option<String>,
    /// What changes in it.
    pub what: BTreeSet<&'static str>,
    /// How many conflicts are in its text.
    pub conflicts: usize,
    /// What is remembered only if it is written.
    pub remembers: Vec<(NodeKind, LocalId)>,
}

impl FileEdit {
    /// Where the file is before it changes.
    pub(super) fn old_path(&self) -> &str {
        self.from.as_deref().unwrap_or(&self.path)
    }
}

/// All changes.
pub(super) struct Work<'a> {
    pub state: &'a State<'a>,
    pub snapshot: &'a Snapshot,
    /// The base with what is remembered without a change.
    pub base: Base,
    /// By path.
    pub edits: BTreeMap<String, FileEdit>,
    /// Fields in which both sides agree afterwards.
    pub done: BTreeMap<(NodeKind, LocalId), BTreeSet<Field>>,
    /// Lessons whose text in the folder keeps changes that the platform does not have.
    pub ahead: BTreeSet<LocalId>,
    /// New nodes by their paths in the folder.
    pub new: BTreeMap<(NodeKind, String), Id>,
    /// The new paths of lessons that moved, by their old ids.
    pub moved: BTreeMap<LocalId, String>,
    /// What is not done, for people.
    pub notes: Vec<String>,
    needs_you: bool,
    pub categories: HashMap<LocalId, &'a CategoryHead>,
    pub lessons: HashMap<LocalId, &'a Lesson>,
}

impl<'a> Work<'a> {
    pub(super) fn of(state: &'a State<'a>, snapshot: &'a Snapshot) -> Self {
        let base = verify::bound(&state.three.base, &state.plan, &state.three.local, &state.three.remote);
        let mut work = Self {
            state,
            snapshot,
            base,
            edits: BTreeMap::new(),
            done: BTreeMap::new(),
            ahead: BTreeSet::new(),
            new: BTreeMap::new(),
            moved: BTreeMap::new(),
            notes: Vec::new(),
            needs_you: false,
            categories: HashMap::new(),
            lessons: HashMap::new(),
        };
        if let Some(course) = work.course() {
            work.index(course);
        }
        work
    }

    fn index(&mut self, course: &'a Course) {
        for category in &course.categories {
            self.categories.insert(LocalId::new(&category.head.id), &category.head);
            for below in &category.subcategories {
                self.categories.insert(LocalId::new(&below.head.id), &below.head);
            }
        }
        self.lessons = course.lessons().map(|lesson| (LocalId::new(&lesson.id), lesson)).collect();
    }

    pub(super) fn course(&self) -> Option<&'a Course> {
        self.state.found.scan.course.as_ref()
    }

    pub(super) fn title(&self) -> &str {
        self.snapshot.course.title()
    }

    pub(super) fn lesson(&self, id: &LocalId) -> Option<&'a Lesson> {
        self.lessons.get(id).copied()
    }

    pub(super) fn conflicts(&self) -> usize {
        self.edits.values().map(|edit| edit.conflicts).sum()
    }

    /// Whether something is left for the author to decide or to do.
    pub(super) fn needs_you(&self) -> bool {
        self.needs_you || self.conflicts() > 0
    }

    /// Says that something is left to the author.
    pub(super) fn by_hand(&mut self, note: String) {
        self.notes.push(note);
        self.needs_you = true;
    }

    /// The text of a file as it will be; `None` if there is none that can be read.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        if let Some(edit) = self.edits.get(path) {
            return Some(edit.after.clone());
        }
        let dir = WriteDir::open(&self.state.found.scan.root).ok()?;
        let content = dir.read(std::path::Path::new(path), LARGEST).ok()??;
        String::from_utf8(content).ok()
    }

    /// Puts a new text into a file.
    pub(super) fn edit(&mut self, path: &str, after: String, what: &'static str, of: (NodeKind, LocalId)) {
        let before = if self.edits.contains_key(path) { None } else { self.text(path) };
        let edit = self.edits.entry(path.to_owned()).or_insert_with(|| FileEdit {
            path: path.to_owned(),
            before,
            after: String::new(),
            from: None,
            what: BTreeSet::new(),
            conflicts: 0,
            remembers: Vec::new(),
        });
        edit.after = after;
        edit.what.insert(what);
        edit.remembers.push(of);
    }

    /// Remembers that both sides agree in a field.
    pub(super) fn agree(&mut self, kind: NodeKind, id: &LocalId, field: Field) {
        self.done.entry((kind, id.clone())).or_default().insert(field);
    }

    /// Changes a value of a node.
    pub(super) fn value(&mut self, node: &NodeRef, field: Field) {
        let Some((id, remote)) = both(node) else { return };
        let changed = match node.kind {
            NodeKind::Course => self.setting(field),
            NodeKind::Category => self.category_value(&id, &remote, field),
            NodeKind::Lesson => self.lesson_value(&id, &remote, field),
        };
        match changed {
            Some(Changed::Text(path, text)) => {
                self.edit(&path, text, field.word(), (node.kind, id.clone()));
                self.agree(node.kind, &id, field);
            }
            Some(Changed::Nothing) => self.agree(node.kind, &id, field),
            None => {
                let of =
                    node.path.as_deref().filter(|path| !path.is_empty()).unwrap_or(&node.title).to_owned();
                self.by_hand(format!(
                    "the {} of `{}` changed on the platform, and cannot be set in the file: change it by hand",
                    field.word(),
                    shown(&of)
                ));
            }
        }
    }

    fn setting(&self, field: Field) -> Option<Changed> {
        let path =
            source::SETTINGS_FILES.iter().find(|path| self.text(path).is_some()).unwrap_or(&"course.yaml");
        let text = self.text(path).unwrap_or_default();
        let text = edits::with_setting(&text, &self.snapshot.course, field)?;
        Some(Changed::Text((*path).to_owned(), text))
    }

    fn category_value(&self, id: &LocalId, remote: &Id, field: Field) -> Option<Changed> {
        let head = *self.categories.get(id)?;
        let object = self.snapshot.categories.iter().find(|object| object.id() == remote)?;
        let path = self.index_file(head);
        let page = self.text(&path).unwrap_or_default();
        let text = match field {
            Field::Title => edits::with_title(&page, object, head.origins.title, head.title.as_str()),
            Field::Visibility => edits::with_visibility(&page, object),
            Field::Picture => edits::with_picture(&page, object),
            _ => None,
        }?;
        Some(Changed::of(path, &page, text))
    }

    fn lesson_value(&self, id: &LocalId, remote: &Id, field: Field) -> Option<Changed> {
        let lesson = self.lesson(id)?;
        let object = self.snapshot.lessons.iter().find(|object| object.id() == remote)?;
        let path = lesson.path.as_str().to_owned();
        if field == Field::Type && edits::kind_of(object.content_type()) == lesson.kind {
            return Some(Changed::Nothing);
        }
        let page = self.text(&path).filter(|_| source::is_markdown(&path))?;
        let text = match field {
            Field::Title => edits::with_title(&page, object, lesson.origins.title, lesson.title.as_str()),
            Field::Visibility => edits::with_visibility(&page, object),
            Field::Type => edits::with_kind(&page, object),
            Field::Picture => edits::with_picture(&page, object),
            _ => None,
        }?;
        Some(Changed::of(path, &page, text))
    }

    /// The file that speaks for a category; a new one where it has none.
    fn index_file(&self, head: &CategoryHead) -> String {
        const NAMES: &[&str] = &["_index.md", "index.md", "README.md", "readme.md", "Readme.md"];
        let folder = head.path.as_str();
        if source::is_markdown(folder) {
            return folder.to_owned();
        }
        let paths = NAMES.iter().map(|name| format!("{folder}/{name}"));
        let mut there = paths.filter(|path| self.text(path).is_some());
        there.next().unwrap_or_else(|| format!("{folder}/{}", crate::pull::files::INDEX))
    }

    /// Says that a lesson or category has to be moved.
    pub(super) fn move_by_hand(&mut self, path: &str) {
        self.by_hand(format!("`{}` is in another category on the platform: move its file", shown(path)));
    }

    /// Gives the lessons and the sub-categories of a category the platform's order, by numbers in their front matter.
    pub(super) fn reorder(&mut self, parent: Option<&LocalId>) {
        let (of, id) = match parent {
            Some(parent) => (NodeKind::Category, parent.clone()),
            None => (NodeKind::Course, LocalId::new("")),
        };
        self.agree(of, &id, Field::Order);
        for kind in [NodeKind::Category, NodeKind::Lesson] {
            let members = self.members(kind, parent);
            let is_as_here = !self.is_in_other_order(kind, parent, &members);
            let numbers: Vec<Option<f64>> = members.iter().map(|member| member.number).collect();
            // Names without numbers are left alone, unless their order is another one.
            let is_unknown = numbers.contains(&None) && is_as_here;
            if is_unknown || is_as_here && members.iter().all(|member| member.local.is_some()) {
                continue;
            }
            for (at, number) in order::numbers(&numbers) {
                self.set_order(kind, &members[at].path, &written(number));
            }
        }
    }

    /// The children of a category in the platform's order, as far as the folder has them or is about to.
    fn members(&self, kind: NodeKind, parent: Option<&LocalId>) -> Vec<Member> {
        let above = parent.and_then(|parent| self.base.get(NodeKind::Category, parent)?.remote.clone());
        let bound = self.base.nodes.iter().filter(|node| node.kind == kind);
        let bound: HashMap<&Id, &LocalId> =
            bound.filter_map(|node| Some((node.remote.as_ref()?, &node.id))).collect();
        let new: HashMap<&Id, &String> =
            self.new.iter().filter(|((of, _), _)| *of == kind).map(|((_, path), id)| (id, path)).collect();
        let there = self.state.three.remote.nodes.iter();
        let there = there.filter(|node| node.kind == kind && node.parent == above);
        let member = |id: &Id| {
            if let Some(path) = new.get(id) {
                let number = number_of_name(path);
                let path = if kind == NodeKind::Lesson { (*path).clone() } else { index_in(path) };
                return Some(Member { local: None, path, number });
            }
            let local = *bound.get(id)?;
            if let Some(path) = self.moved.get(local) {
                return Some(Member { local: None, path: path.clone(), number: number_of_name(path) });
            }
            let path = match kind {
                NodeKind::Lesson => self.lesson(local)?.path.as_str().to_owned(),
                _ => self.index_file(self.categories.get(local)?),
            };
            Some(Member { local: Some(local.clone()), path, number: self.number(kind, local) })
        };
        there.filter_map(|node| member(&node.id)).collect()
    }

    /// Whether the folder has those of its own in another order.
    fn is_in_other_order(&self, kind: NodeKind, parent: Option<&LocalId>, members: &[Member]) -> bool {
        let wanted: Vec<&LocalId> = members.iter().filter_map(|member| member.local.as_ref()).collect();
        let known: BTreeSet<&LocalId> = wanted.iter().copied().collect();
        let here = self.state.three.local.nodes.iter();
        let here =
            here.filter(|node| node.kind == kind && node.parent.as_ref() == parent).map(|node| &node.id);
        !here.filter(|id| known.contains(id)).eq(wanted)
    }

    /// The number that a node has now.
    fn number(&self, kind: NodeKind, id: &LocalId) -> Option<f64> {
        let origins = match kind {
            NodeKind::Lesson => &self.lesson(id)?.origins,
            _ => &self.categories.get(id)?.origins,
        };
        let text = match &origins.order {
            OrderFrom::FrontMatter(text) => text.rsplit_once(": ")?.1,
            OrderFrom::NameNumber(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => text,
            _ => return None,
        };
        text.parse().ok()
    }

    fn set_order(&mut self, kind: NodeKind, path: &str, number: &str) {
        let page = self.text(path);
        let page = if kind == NodeKind::Lesson { page } else { Some(page.unwrap_or_default()) };
        match page.and_then(|page| edits::with_order(&page, number)) {
            Some(text) => self.edit(path, text, Field::Order.word(), (kind, LocalId::new(path))),
            None => self.by_hand(format!("`{}` has another place on the platform: move it", shown(path))),
        }
    }
}

/// A child in a list that is put in order.
struct Member {
    /// None for one that is new in the list.
    local: Option<LocalId>,
    /// The file that says its place.
    path: String,
    number: Option<f64>,
}

/// The number at the front of a new file's or folder's name.
fn number_of_name(path: &str) -> Option<f64> {
    let name = path.rsplit('/').next()?;
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    name[..digits].parse().ok()
}

/// The file that speaks for a new category.
fn index_in(folder: &str) -> String {
    format!("{folder}/{}", crate::pull::files::INDEX)
}

/// What became of a value.
enum Changed {
    /// The file's new text.
    Text(String, String),
    /// The folder says it already, as far as it can.
    Nothing,
}

impl Changed {
    fn of(path: String, before: &str, after: String) -> Self {
        if before == after { Self::Nothing } else { Self::Text(path, after) }
    }
}

/// A number as it is written.
fn written(number: f64) -> String {
    let text = format!("{number:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The ids of a node on both sides.
pub(super) fn both(node: &NodeRef) -> Option<(LocalId, Id)> {
    Some((node.local.clone()?, node.remote.clone()?))
}
