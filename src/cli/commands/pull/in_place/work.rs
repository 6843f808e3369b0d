//! What changed on the platform, as changes of files.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::cli::exit::CommandError;
use crate::cli::load::ReadArgs;
use crate::cli::target::Target;
use crate::cli::update::refused;
use crate::fs::{self, Listed, WriteDir};
use crate::model::{CategoryHead, Course, Lesson, OrderFrom, Visibility};
use crate::platform::courses_v3::{self, Id};
use crate::pull::edits;
use crate::pull::files::{Placed, category_file, lesson_file, local_ids, title_of};
use crate::pull::order;
use crate::pull::outline;
use crate::pull::there::Extras;
use crate::shown::shown;
use crate::source;
use crate::sync::diff::{Clash, Differs, NodeRef};
use crate::sync::lock::Lock;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::update::verify;
use crate::sync::versions::{Base, Field, LocalId, NodeKind};
use crate::write::name::{self, Kind};

use super::{State, texts};

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
    /// What changes in it.
    pub what: BTreeSet<&'static str>,
    /// How many conflicts are in its text.
    pub conflicts: usize,
    /// What is remembered only if it is written.
    pub remembers: Vec<(NodeKind, LocalId)>,
}

/// All changes.
pub(super) struct Work<'a> {
    pub state: &'a State<'a>,
    pub snapshot: &'a Snapshot,
    /// The base with what is remembered without a change.
    pub base: Base,
    pub texts_sent: texts::TextsSent,
    /// By path.
    pub edits: BTreeMap<String, FileEdit>,
    /// Fields in which both sides agree afterwards.
    pub done: BTreeMap<(NodeKind, LocalId), BTreeSet<Field>>,
    /// Lessons whose text in the folder keeps changes that the platform does not have.
    pub ahead: BTreeSet<LocalId>,
    /// New nodes by their paths in the folder.
    pub new: BTreeMap<(NodeKind, String), Id>,
    /// What is not done, for people.
    pub notes: Vec<String>,
    needs_you: bool,
    categories: HashMap<LocalId, &'a CategoryHead>,
    lessons: HashMap<LocalId, &'a Lesson>,
}

impl<'a> Work<'a> {
    pub(super) fn of(state: &'a State<'a>, snapshot: &'a Snapshot, target: &Target, lock: &Lock) -> Self {
        let base = verify::bound(&state.three.base, &state.plan, &state.three.local, &state.three.remote);
        let texts_sent = texts::TextsSent::of(&state.three.local, lock, &target.to);
        let mut work = Self {
            state,
            snapshot,
            base,
            texts_sent,
            edits: BTreeMap::new(),
            done: BTreeMap::new(),
            ahead: BTreeSet::new(),
            new: BTreeMap::new(),
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

    /// Finds all changes.
    pub(super) async fn collect(&mut self, reading: &ReadArgs, target: &Target) -> Result<(), CommandError> {
        let plan = &self.state.plan;
        let mut merged: Vec<(LocalId, Id)> = Vec::new();
        let mut lists: BTreeSet<Option<LocalId>> = BTreeSet::new();
        for difference in &plan.differs {
            let node = &difference.node;
            match difference.what {
                Differs::Field(Field::Order) => drop(lists.insert(parent_of(node))),
                Differs::Field(Field::Place) => self.moved(node),
                Differs::Field(Field::Text) if node.kind == NodeKind::Lesson => merged.extend(both(node)),
                Differs::Field(field) => self.value(node, field),
                // See `new_nodes`.
                Differs::OnlyThere => {}
                Differs::RemovedThere => {
                    let path = node.path.as_deref().unwrap_or(&node.title);
                    self.notes.push(format!(
                        "`{}` was removed on the platform: its file stays; delete it if you agree",
                        shown(path)
                    ));
                }
            }
        }
        for conflict in &plan.conflicts {
            match conflict.what {
                Clash::Field(Field::Text) if conflict.node.kind == NodeKind::Lesson => {
                    merged.extend(both(&conflict.node));
                }
                what => self.by_hand(clash(&conflict.node, what)),
            }
        }
        if !plan.ambiguous.is_empty() {
            self.by_hand(
                "several objects of the platform have the same title: run `coursedir status`".to_owned(),
            );
        }
        texts::merge_all(self, &merged, reading)?;
        self.new_nodes(target).await?;
        for list in lists {
            self.reorder(list.as_ref());
        }
        Ok(())
    }

    /// Changes a value of a node.
    fn value(&mut self, node: &NodeRef, field: Field) {
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

    fn moved(&mut self, node: &NodeRef) {
        let path = node.path.clone().unwrap_or_else(|| node.title.clone());
        let remote = node.remote.as_ref();
        let object = self.snapshot.lessons.iter().find(|lesson| Some(lesson.id()) == remote);
        let category = object.and_then(|lesson| {
            self.snapshot.categories.iter().find(|category| category.id().as_str() == lesson.category())
        });
        let to = category.map(|category| format!(" to `{}`", shown(category.title()))).unwrap_or_default();
        self.by_hand(format!("`{}` was moved{to} on the platform: move its file", shown(&path)));
    }

    /// Makes files of what only the platform has.
    async fn new_nodes(&mut self, target: &Target) -> Result<(), CommandError> {
        let only_there: BTreeSet<Id> = self
            .state
            .plan
            .differs
            .iter()
            .filter(|difference| difference.what == Differs::OnlyThere)
            .filter_map(|difference| difference.node.remote.clone())
            .collect();
        if only_there.is_empty() {
            return Ok(());
        }
        let new = self.snapshot.lessons.iter().filter(|lesson| only_there.contains(lesson.id()));
        let api = target.api();
        let extras = Extras::read(&api, self.snapshot.course.id(), new).await.map_err(refused::call)?;
        let mut maker = Maker::of(self, only_there, extras);
        let groups = outline::groups(self.snapshot);
        for group in &groups {
            let Some(category) = group.category else { continue };
            let Some(at) = maker.category(self, category, None, group.lessons.len() + group.below.len())
            else {
                continue;
            };
            maker.lessons(self, &group.lessons, &at);
            for below in &group.below {
                if let Some(at) = maker.category(self, below.category, Some(&at), below.lessons.len()) {
                    maker.lessons(self, &below.lessons, &at);
                }
            }
        }
        Ok(())
    }

    /// Gives the lessons and the sub-categories of a category the platform's order, by numbers in their front matter.
    fn reorder(&mut self, parent: Option<&LocalId>) {
        self.agree_in_order(parent);
        for kind in [NodeKind::Category, NodeKind::Lesson] {
            let wanted = self.wanted_order(kind, parent);
            let here = self.state.three.local.nodes.iter();
            let here: Vec<&LocalId> = here
                .filter(|node| node.kind == kind && node.parent.as_ref() == parent)
                .map(|node| &node.id)
                .collect();
            let members: Vec<LocalId> = wanted.iter().filter(|id| here.contains(id)).cloned().collect();
            let is_same = members.iter().eq(here.iter().copied().filter(|id| members.contains(id)));
            if is_same {
                continue;
            }
            let numbers: Vec<Option<f64>> = members.iter().map(|id| self.number(kind, id)).collect();
            for (at, number) in order::numbers(&numbers) {
                let number = written(number);
                self.set_order(kind, &members[at], &number);
            }
        }
    }

    fn agree_in_order(&mut self, parent: Option<&LocalId>) {
        let above = parent.cloned().unwrap_or_else(|| LocalId::new(""));
        let of = if parent.is_some() { NodeKind::Category } else { NodeKind::Course };
        self.agree(of, &above, Field::Order);
    }

    /// The bound children of a category in the platform's order.
    pub(super) fn wanted_order(&self, kind: NodeKind, parent: Option<&LocalId>) -> Vec<LocalId> {
        let above = parent.and_then(|parent| self.base.get(NodeKind::Category, parent)?.remote.clone());
        let by_remote: HashMap<&Id, &LocalId> = self
            .base
            .nodes
            .iter()
            .filter(|node| node.kind == kind)
            .filter_map(|node| Some((node.remote.as_ref()?, &node.id)))
            .collect();
        let there = self.state.three.remote.nodes.iter();
        there
            .filter(|node| node.kind == kind && node.parent == above)
            .filter_map(|node| by_remote.get(&node.id).map(|id| (*id).clone()))
            .collect()
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

    fn set_order(&mut self, kind: NodeKind, id: &LocalId, number: &str) {
        let path = match kind {
            NodeKind::Lesson => self.lesson(id).map(|lesson| lesson.path.as_str().to_owned()),
            _ => self.categories.get(id).map(|head| self.index_file(head)),
        };
        let Some(path) = path else { return };
        let page = self.text(&path);
        let page = if kind == NodeKind::Lesson { page } else { Some(page.unwrap_or_default()) };
        match page.and_then(|page| edits::with_order(&page, number)) {
            Some(text) => self.edit(&path, text, Field::Order.word(), (kind, id.clone())),
            None => self.by_hand(format!("`{}` has another place on the platform: move it", shown(&path))),
        }
    }
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
fn both(node: &NodeRef) -> Option<(LocalId, Id)> {
    Some((node.local.clone()?, node.remote.clone()?))
}

/// Whose list an order is of: that of the course, or of a category.
fn parent_of(node: &NodeRef) -> Option<LocalId> {
    node.local.clone().filter(|_| node.kind == NodeKind::Category)
}

fn clash(node: &NodeRef, what: Clash) -> String {
    let of = node.path.as_deref().filter(|path| !path.is_empty()).unwrap_or(&node.title);
    let of = shown(of);
    let how = match what {
        Clash::Field(field) => format!("the {} of `{of}` changed here and on the platform", field.word()),
        Clash::RemovedHere => format!("`{of}` was removed here and changed on the platform"),
        Clash::RemovedThere => format!("`{of}` was removed on the platform and changed here"),
    };
    format!("{how}: decide with `coursedir import --keep local` or `--keep remote`")
}

/// Where new files go.
struct At {
    folder: String,
    shown: Visibility,
}

/// Makes files of new nodes.
struct Maker {
    only_there: BTreeSet<Id>,
    extras: Extras,
    /// Names that were given, by folder.
    given: BTreeMap<String, Vec<Listed>>,
    by_remote: HashMap<Id, LocalId>,
    ids: HashMap<Id, String>,
}

impl Maker {
    fn of(work: &Work<'_>, only_there: BTreeSet<Id>, extras: Extras) -> Self {
        let bound = work.base.nodes.iter().filter(|node| node.kind == NodeKind::Category);
        let by_remote = bound.filter_map(|node| Some((node.remote.clone()?, node.id.clone()))).collect();
        let taken: BTreeSet<String> =
            work.state.three.local.nodes.iter().map(|node| node.id.as_str().to_owned()).collect();
        // A course whose lessons have no ids does not get some.
        let has_ids = work.lessons.values().any(|lesson| lesson.id != lesson.path.as_str());
        let ids = if has_ids {
            let ids = local_ids(only_there.iter(), &taken);
            ids.into_iter().map(|(id, short)| (id.clone(), short)).collect()
        } else {
            HashMap::new()
        };
        Self { only_there, extras, given: BTreeMap::new(), by_remote, ids }
    }

    /// The folder of a category; made if the platform alone has it.
    fn category(
        &mut self,
        work: &mut Work<'_>,
        category: &courses_v3::Category,
        above: Option<&At>,
        members: usize,
    ) -> Option<At> {
        if let Some(id) = self.by_remote.get(category.id()) {
            let head = work.categories.get(id)?;
            let folder = head.path.as_str().to_owned();
            return Some(At { folder, shown: head.visibility });
        }
        if !self.only_there.contains(category.id()) {
            return None;
        }
        let title = title_of(category.title());
        if members == 0 {
            work.notes.push(format!("category `{}` has no lessons: it has no folder", shown(&title)));
            return None;
        }
        let parent = above.map_or("", |above| above.folder.as_str());
        let stem = self.name(work, parent, &title, Kind::Category).stem;
        let folder = if parent.is_empty() { stem } else { format!("{parent}/{stem}") };
        let (file, shown) =
            category_file(category, &folder, above.map_or(Visibility::Published, |above| above.shown));
        work.edit(&file.path, file.text(), "new category", (NodeKind::Category, LocalId::new(&folder)));
        work.new.insert((NodeKind::Category, folder.clone()), category.id().clone());
        Some(At { folder, shown })
    }

    fn lessons(&mut self, work: &mut Work<'_>, lessons: &[&courses_v3::Lesson], at: &At) {
        for lesson in lessons {
            if !self.only_there.contains(lesson.id()) {
                continue;
            }
            let disk = work.state.found.scan.root.join(&at.folder);
            if source::is_markdown(&at.folder) || (disk.exists() && !disk.is_dir()) {
                let title = shown(lesson.title()).into_owned();
                work.by_hand(format!("`{title}` is new on the platform: add a file for it"));
                continue;
            }
            let name = self.name(work, &at.folder, &title_of(lesson.title()), Kind::Lesson);
            let id = self.ids.get(lesson.id()).map(String::as_str);
            let placed = Placed { name: &name, id, category: at.shown };
            let file = lesson_file(lesson, &self.extras, &at.folder, &placed);
            let local = LocalId::new(id.unwrap_or(&file.path));
            work.edit(&file.path, file.text(), "new lesson", (NodeKind::Lesson, local));
            work.new.insert((NodeKind::Lesson, file.path.clone()), lesson.id().clone());
        }
    }

    fn name(&mut self, work: &Work<'_>, folder: &str, title: &str, kind: Kind) -> name::Name {
        let given = self
            .given
            .entry(folder.to_owned())
            .or_insert_with(|| fs::list(&work.state.found.scan.root.join(folder)).unwrap_or_default());
        let name = name::next(given, title, kind);
        let (file, is_dir) = match kind {
            Kind::Category => (name.stem.clone(), true),
            Kind::Lesson => (format!("{}.md", name.stem), false),
        };
        given.push(Listed { name: file, is_dir });
        name
    }
}
