//! The files of a course that has no folder yet.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde_json::Value;

use super::inert::is_of_web;
use super::lesson::{self, add_picture, add_visibility};
pub(crate) use super::lesson::{Placed, title_of};
use super::locks;
use super::outline::{Group, groups};
use super::there::{CourseThere, Extras};
use crate::diagnostic::Code;
use crate::html::text;
use crate::model::Visibility;
use crate::platform::courses_v3::{Category, Course, Id, Lesson};
use crate::sync::versions::{LocalId, NodeKind};
use crate::write::name::{self, Kind, Name};
use crate::write::page::{Keys, with_front_matter, yaml};

/// A file to be made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NewFile {
    /// Relative to the course, with `/`.
    pub path: String,
    /// Its front matter; all of `course.yaml`.
    pub keys: Keys,
    /// What is below.
    pub markdown: String,
}

impl NewFile {
    /// All that is in it.
    pub fn text(&self) -> String {
        if self.path == SETTINGS { yaml(&self.keys) } else { with_front_matter(&self.keys, &self.markdown) }
    }

    /// Suppresses findings in it.
    pub fn allow(&mut self, codes: &BTreeSet<Code>) {
        let codes: Vec<Value> = codes.iter().map(|code| code.as_str().into()).collect();
        self.keys.insert("allow".to_owned(), Value::Array(codes));
    }
}

/// A course as files.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Parents come first.
    pub new: Vec<NewFile>,
    /// Which object each node of the folder is.
    pub ids: BTreeMap<(NodeKind, LocalId), Id>,
    /// What people should know.
    pub notes: Vec<Note>,
}

/// What is not in the files as it is on the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Note {
    /// A category without lessons, which no folder can be.
    EmptyCategory { title: String },
    /// A text of which no Markdown was found that means the same.
    Inexact { path: String },
    /// So many questions of a lesson cannot be asked by a file.
    Questions { path: String, count: usize },
    /// Lessons are in a category that is not there.
    NoCategory { count: usize },
}

const SETTINGS: &str = "course.yaml";

/// The name of a category's own file.
pub(crate) const INDEX: &str = "_index.md";

/// The folder for lessons whose category is not there.
const STRAY: &str = "Other lessons";

/// Writes a course. Takes time in proportion to its text.
pub(crate) fn files(there: &CourseThere) -> Files {
    let mut writer = Writer::of(there);
    let course = &there.snapshot.course;
    writer.add(SETTINGS, course_keys(course));
    writer.bind(NodeKind::Course, "", course.id());
    writer.groups(&groups(&there.snapshot));
    writer.finish()
}

/// A lesson that waits to be written with all others, on all cores.
struct Waiting<'s> {
    lesson: &'s Lesson,
    /// Its place in the list of files.
    at: usize,
    name: Name,
    id: String,
    category: Visibility,
}

struct Writer<'s> {
    there: &'s CourseThere,
    ids: HashMap<&'s Id, String>,
    waiting: Vec<Waiting<'s>>,
    files: Files,
}

impl<'s> Writer<'s> {
    fn of(there: &'s CourseThere) -> Self {
        let lessons = there.snapshot.lessons.iter().map(|lesson| lesson.id());
        let ids = local_ids(lessons, &BTreeSet::new());
        Self { there, ids, waiting: Vec::new(), files: Files::default() }
    }

    fn add(&mut self, path: &str, keys: Keys) {
        self.files.new.push(NewFile { path: path.to_owned(), keys, markdown: String::new() });
    }

    fn bind(&mut self, kind: NodeKind, id: &str, remote: &Id) {
        self.files.ids.insert((kind, LocalId::new(id)), remote.clone());
    }

    fn groups(&mut self, groups: &[Group<'s>]) {
        let has_lessons = |group: &&Group<'_>| {
            !group.lessons.is_empty() || group.below.iter().any(|below| !below.lessons.is_empty())
        };
        let (groups, empty): (Vec<_>, Vec<_>) = groups.iter().partition(has_lessons);
        for group in empty {
            self.empty(group.category);
            for below in &group.below {
                self.empty(Some(below.category));
            }
        }
        let titles: Vec<String> = groups.iter().map(|group| group_title(group)).collect();
        let entries: Vec<(Kind, &str)> =
            titles.iter().map(|title| (Kind::Category, title.as_str())).collect();
        for ((group, name), title) in groups.iter().zip(name::in_order(&entries)).zip(&titles) {
            self.group(group, &name, title);
        }
    }

    fn group(&mut self, group: &Group<'s>, name: &Name, title: &str) {
        let folder = &name.stem;
        let shown = self.head(group.category, folder, title, Visibility::Published);
        if group.category.is_none() {
            self.files.notes.push(Note::NoCategory { count: group.lessons.len() });
        }
        let (below, empty): (Vec<_>, Vec<_>) =
            group.below.iter().partition(|below| !below.lessons.is_empty());
        for below in empty {
            self.empty(Some(below.category));
        }
        let of_lesson = |lesson: &&Lesson| (Kind::Lesson, title_of(lesson.title()));
        let lessons = group.lessons.iter().map(of_lesson);
        let titles: Vec<(Kind, String)> =
            lessons.chain(below.iter().map(|it| (Kind::Category, title_of(it.category.title())))).collect();
        let entries: Vec<(Kind, &str)> = titles.iter().map(|(kind, title)| (*kind, title.as_str())).collect();
        let mut names = name::in_order(&entries).into_iter().zip(entries);
        for (lesson, (name, _)) in group.lessons.iter().zip(names.by_ref()) {
            self.lesson(lesson, folder, name, shown);
        }
        for (below, (name, (_, title))) in below.iter().zip(names) {
            let folder = format!("{folder}/{}", name.stem);
            let shown = self.head(Some(below.category), &folder, title, shown);
            let titles: Vec<(Kind, String)> = below.lessons.iter().map(of_lesson).collect();
            let entries: Vec<(Kind, &str)> =
                titles.iter().map(|(kind, title)| (*kind, title.as_str())).collect();
            for (lesson, name) in below.lessons.iter().zip(name::in_order(&entries)) {
                self.lesson(lesson, &folder, name, shown);
            }
        }
    }

    /// Writes a category's own file. Gives what learners see of it.
    fn head(
        &mut self,
        category: Option<&Category>,
        folder: &str,
        title: &str,
        above: Visibility,
    ) -> Visibility {
        let (keys, shown) = head_keys(category, title, above);
        if let Some(category) = category {
            self.bind(NodeKind::Category, folder, category.id());
        }
        self.add(&format!("{folder}/{INDEX}"), keys);
        shown
    }

    fn lesson(&mut self, lesson: &'s Lesson, folder: &str, name: Name, category: Visibility) {
        let id = self.ids.get(lesson.id()).cloned().unwrap_or_else(|| lesson.id().to_string());
        self.bind(NodeKind::Lesson, &id, lesson.id());
        let at = self.files.new.len();
        self.add(&format!("{folder}/{}.md", name.stem), Keys::new());
        self.waiting.push(Waiting { lesson, at, name, id, category });
    }

    fn empty(&mut self, category: Option<&Category>) {
        let title = category.map_or_else(String::new, |category| title_of(category.title()));
        self.files.notes.push(Note::EmptyCategory { title });
    }

    fn finish(self) -> Files {
        let Self { there, ids: _, waiting, mut files } = self;
        let pages = waiting.par_iter().map(|Waiting { lesson, at, name, id, category }| {
            (*at, lesson::page(lesson, &there.extras, &Placed { name, id: Some(id), category: *category }))
        });
        for (at, page) in pages.collect::<Vec<_>>() {
            let path = || files.new[at].path.clone();
            if !page.is_exact {
                files.notes.push(Note::Inexact { path: path() });
            }
            if page.dropped_questions > 0 {
                files.notes.push(Note::Questions { path: path(), count: page.dropped_questions });
            }
            (files.new[at].keys, files.new[at].markdown) = (page.keys, page.markdown);
        }
        files
    }
}

/// What a category's own file says, and what learners see of the category.
fn head_keys(category: Option<&Category>, title: &str, above: Visibility) -> (Keys, Visibility) {
    let shown = category.map_or(above, |category| locks::visibility(category.visibility()));
    let mut keys = Keys::new();
    keys.insert("title".to_owned(), title.into());
    add_visibility(&mut keys, shown, above);
    if let Some(category) = category {
        add_picture(&mut keys, category.text("posterImage"));
        if let Some(kept) = locks::of_category(category) {
            keys.insert(locks::KEY.to_owned(), kept);
        }
    }
    (keys, shown)
}

/// The file of a category that is new in a folder, and what learners see of it.
pub(crate) fn category_file(category: &Category, folder: &str, above: Visibility) -> (NewFile, Visibility) {
    let (keys, shown) = head_keys(Some(category), &title_of(category.title()), above);
    (NewFile { path: format!("{folder}/{INDEX}"), keys, markdown: String::new() }, shown)
}

/// The file of a lesson that is new in a folder.
pub(crate) fn lesson_file(lesson: &Lesson, extras: &Extras, folder: &str, placed: &Placed<'_>) -> NewFile {
    let page = lesson::page(lesson, extras, placed);
    let name = format!("{}.md", placed.name.stem);
    let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
    NewFile { path, keys: page.keys, markdown: page.markdown }
}

fn group_title(group: &Group<'_>) -> String {
    group.category.map_or_else(|| STRAY.to_owned(), |category| title_of(category.title()))
}

/// How many letters of an id are kept.
const SHORT: usize = 8;

/// Ids in the folder: short ones, made of those of the platform. One that another has is left whole.
pub(crate) fn local_ids<'i>(
    ids: impl Iterator<Item = &'i Id>,
    taken: &BTreeSet<String>,
) -> HashMap<&'i Id, String> {
    let mut used = taken.clone();
    let mut short = HashMap::new();
    for id in ids {
        let start = id.as_str().get(..SHORT).unwrap_or(id.as_str());
        let own = if used.contains(start) { id.as_str() } else { start };
        used.insert(own.to_owned());
        short.insert(id, own.to_owned());
    }
    short
}

/// What `course.yaml` says.
fn course_keys(course: &Course) -> Keys {
    let mut keys = Keys::new();
    keys.insert("title".to_owned(), title_of(course.title()).into());
    if let Some(description) = course.text("description").map(plain).filter(|text| !text.is_empty()) {
        keys.insert("description".to_owned(), description.into());
    }
    if let Some(picture) = course.text("posterImage").filter(|address| is_of_web(address)) {
        keys.insert("image".to_owned(), picture.into());
    }
    let instructor = |field: &str| {
        let text = course.field("customizations")?.get(field)?.as_str()?;
        Some(plain(text)).filter(|text| !text.is_empty())
    };
    if let Some(name) = instructor("instructorName") {
        let mut group = Keys::new();
        group.insert("name".to_owned(), name.into());
        if let Some(about) = instructor("instructorBio") {
            group.insert("description".to_owned(), about.into());
        }
        keys.insert("instructor".to_owned(), Value::Object(group));
    }
    keys
}

/// Plain text of what may be HTML.
fn plain(text: &str) -> String {
    if text.contains("</") || text.contains("<br") { text::words(text) } else { text.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::sync::update::snapshot::Snapshot;

    /// A course with these categories, each in one before it or none, and these lessons.
    fn there(categories: &[(String, Option<usize>)], lessons: &[(String, usize)]) -> CourseThere {
        let id = |kind: &str, at: usize| format!("{kind}{at:08}-0");
        let course = json!({ "id": "c0", "title": "Course", "description": null });
        let category = |(at, (title, parent)): (usize, &(String, Option<usize>))| {
            let parent = parent.map(|parent| id("k", parent));
            let all = json!({
                "id": id("k", at), "title": title, "visibility": "published", "parentCategory": parent, "sequenceNo": at,
            });
            Category::from_json(all).unwrap()
        };
        let lesson = |(at, (title, category)): (usize, &(String, usize))| {
            let all = json!({
                "id": id("l", at), "title": title, "categoryId": id("k", *category), "visibility": "draft",
                "description": "<p>Text.</p>", "sequenceNo": at,
            });
            Lesson::from_json(all).unwrap()
        };
        let snapshot = Snapshot {
            course: Course::from_json(course).unwrap(),
            categories: categories.iter().enumerate().map(category).collect(),
            lessons: lessons.iter().enumerate().map(lesson).collect(),
            attached: None,
        };
        CourseThere { remote: snapshot.remote(), snapshot, extras: Extras::default() }
    }

    #[test]
    fn what_is_too_deep_or_in_itself_is_in_two_levels() {
        let categories =
            [("A", None), ("B", Some(0)), ("C", Some(1)), ("D", Some(4)), ("E", Some(3)), ("F", None)];
        let categories = categories.map(|(title, parent)| (title.to_owned(), parent));
        let lessons =
            [("a", 0), ("c", 2), ("d", 3), ("e", 4), ("x", 9)].map(|(title, at)| (title.to_owned(), at));
        let files = files(&there(&categories, &lessons));
        let paths: Vec<&str> = files.new.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "course.yaml",
                "01-a/_index.md",
                "01-a/01-a.md",
                "01-a/02-b/_index.md",
                "01-a/02-b/01-c.md",
                "02-d/_index.md",
                "02-d/01-d.md",
                "02-d/02-e/_index.md",
                "02-d/02-e/01-e.md",
                "03-other-lessons/_index.md",
                "03-other-lessons/01-x.md",
            ]
        );
        let empty = Note::EmptyCategory { title: "F".to_owned() };
        assert_eq!(files.notes, [empty, Note::NoCategory { count: 1 }]);
    }

    proptest! {
        #[test]
        fn whatever_titles_are_names_are_safe(
            categories in prop::collection::vec((any::<String>(), prop::option::of(0..6_usize)), 1..6),
            lessons in prop::collection::vec(("(\\PC|[./\\\\:\u{7}\u{202e}-])*", 0..6_usize), 0..12),
        ) {
            let files = files(&there(&categories, &lessons));
            let mut seen = BTreeSet::new();
            for file in &files.new {
                prop_assert!(seen.insert(file.path.to_lowercase()), "{}", file.path);
                for name in file.path.split('/').filter(|name| *name != INDEX && *name != SETTINGS) {
                    let stem = name.trim_end_matches(".md");
                    prop_assert!(stem.len() <= 80 && stem.starts_with(|c: char| c.is_ascii_digit()), "{name:?}");
                    let is_safe = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                    prop_assert!(stem.chars().all(is_safe), "{name:?}");
                }
            }
            let written = files.ids.keys().filter(|(kind, _)| *kind == NodeKind::Lesson).count();
            prop_assert_eq!(written, lessons.len());
        }
    }
}
