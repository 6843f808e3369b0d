//! Fits the folders into the platform's two levels (rule 4, second half).
//!
//! Lessons of deeper folders move to their sub-category. A level of nothing but categories is removed to make room
//! for them. Lessons in the root next to categories get a category.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{OrderFrom, Title, TitleFrom};
use crate::source::files::tree::ROOT;
use crate::source::plan::{CategoryPlan, HeadPlan, LessonPlan, LessonSource, Plan, SubcategoryPlan};

use super::context::{FoldedFolder, Layout};
use super::item::{Folder, Item, LessonItem};
use super::order::{Sorted, in_order};
use super::titles::{
    Shown, category_title, category_visibility, course_description, course_title, course_visibility,
    is_hidden, kind_of, lesson_title, lesson_visibility, own_index, root_category_title,
};

/// A lesson in a sub-category, with the title of the folder that it was folded out of.
type Folded = (LessonPlan, Option<Title>);

/// Turns the root folder into the plan of the course.
pub(super) fn fit(layout: &mut Layout<'_>, root: Folder) -> Plan {
    let (title, title_from) = course_title(layout, &root);
    let description = course_description(layout, &root, &title);
    let shown = course_visibility(layout);
    let (first, rest) = split_root_indexes(root);
    let mut entries: Vec<RootEntry> = Vec::new();
    for item in first {
        let mut lesson = plan_lesson(layout, &item, OrderFrom::Index, title.as_str(), shown);
        lesson.or_title_from(TitleFrom::CourseTitle);
        entries.push(RootEntry::Lesson(lesson));
    }
    let sorted = in_order(layout, rest);
    entries.extend(layout.each(sorted, |layout, Sorted { item, order, title }| match item {
        Item::Lesson(lesson) => RootEntry::Lesson(plan_lesson(layout, &lesson, order, &title, shown)),
        Item::Folder(folder) => RootEntry::Category(plan_category(layout, folder, order, &title, shown)),
    }));
    let categories = root_categories(layout, entries, &title, shown);
    Plan { title, title_from, description, categories }
}

/// Puts the root's lessons into one category where the first of them is; one that the
/// author put after a category becomes a category of its own.
fn root_categories(
    layout: &Layout<'_>,
    entries: Vec<RootEntry>,
    course: &Title,
    shown: Shown,
) -> Vec<CategoryPlan> {
    let mut categories: Vec<CategoryPlan> = Vec::new();
    let mut shared: Option<usize> = None;
    let mut a_category_stands_before = false;
    for entry in entries {
        match entry {
            RootEntry::Category(category) => {
                a_category_stands_before = true;
                categories.push(category);
            }
            RootEntry::Lesson(lesson) if a_category_stands_before && by_author(&lesson.order) => {
                categories.push(category_of(lesson, shown));
            }
            RootEntry::Lesson(lesson) => {
                if let Some(at) = shared {
                    categories[at].lessons.push(lesson);
                } else {
                    shared = Some(categories.len());
                    categories.push(category_of(lesson, shown));
                }
            }
        }
    }
    if let Some(at) = shared {
        let alone = categories.len() > 1 && categories[at].lessons.len() == 1;
        let only = alone.then(|| &categories[at].lessons[0]);
        let (title, title_from) = root_category_title(layout, course, only);
        categories[at].head.title = title;
        categories[at].head.title_from = title_from;
    }
    categories
}

fn plan_category(
    layout: &mut Layout<'_>,
    folder: Folder,
    order: OrderFrom,
    name: &str,
    above: Shown,
) -> CategoryPlan {
    let head = plan_head(layout, &folder, order, name, above);
    let shown = (head.visibility, head.visibility_from);
    let mut category =
        CategoryPlan { lessons: index_lesson(layout, &folder, &head), head, subcategories: Vec::new() };
    let mut late_lessons = Vec::new();
    for Sorted { item, order, title } in in_order(layout, folder) {
        match item {
            Item::Lesson(lesson) => {
                if !category.subcategories.is_empty() && by_author(&order) {
                    late_lessons.push(category.lessons.len());
                }
                category.lessons.push(plan_lesson(layout, &lesson, order, &title, shown));
            }
            Item::Folder(below) => second_level(layout, below, order, &title, shown, &mut category),
        }
    }
    let late: Vec<&LessonPlan> = late_lessons.iter().map(|&at| &category.lessons[at]).collect();
    warn_order_not_kept(layout, &late);
    category
}

/// A folder of the second level: a sub-category, or, without an index and with nothing but
/// categories, those.
fn second_level(
    layout: &mut Layout<'_>,
    folder: Folder,
    order: OrderFrom,
    name: &str,
    above: Shown,
    category: &mut CategoryPlan,
) {
    let gives_way = folder.index.is_none()
        && !is_hidden(layout, &folder)
        && folder.items.iter().all(|item| matches!(item, Item::Folder(_)));
    if gives_way {
        for Sorted { item, order, title } in in_order(layout, folder) {
            if let Item::Folder(below) = item {
                second_level(layout, below, order, &title, above, category);
            }
        }
        return;
    }
    let head = plan_head(layout, &folder, order, name, above);
    let shown = (head.visibility, head.visibility_from);
    let mut lessons: Vec<Folded> =
        index_lesson(layout, &folder, &head).into_iter().map(|lesson| (lesson, None)).collect();
    fold_below(layout, folder, shown, None, &mut lessons);
    warn_folded(layout);
    let lessons = tell_apart(lessons);
    category.subcategories.push(SubcategoryPlan { head, lessons });
}

/// Adds the lessons of `folder` and of everything below it, in order.
fn fold_below(
    layout: &mut Layout<'_>,
    folder: Folder,
    shown: Shown,
    title: Option<&Title>,
    lessons: &mut Vec<Folded>,
) {
    for Sorted { item, order, title: name } in in_order(layout, folder) {
        match item {
            Item::Lesson(lesson) => {
                lessons.push((plan_lesson(layout, &lesson, order, &name, shown), title.cloned()));
            }
            Item::Folder(below) => {
                let head = plan_head(layout, &below, order, &name, shown);
                // What is below a folded folder goes with it.
                if title.is_none() {
                    layout.folded.push(folded(layout, &below, &head));
                }
                let index = index_lesson(layout, &below, &head);
                lessons.extend(index.into_iter().map(|lesson| (lesson, Some(head.title.clone()))));
                let shown = (head.visibility, head.visibility_from);
                fold_below(layout, below, shown, Some(&head.title), lessons);
            }
        }
    }
}

fn plan_head(layout: &Layout<'_>, folder: &Folder, order: OrderFrom, name: &str, above: Shown) -> HeadPlan {
    let (title, title_from) = category_title(layout, folder, name);
    let (visibility, visibility_from) = category_visibility(layout, folder, above);
    let group = folder.listed.as_ref().and_then(|listing| listing.group.clone());
    HeadPlan {
        dir: folder.dir,
        index: folder.index,
        group,
        title,
        title_from,
        order,
        visibility,
        visibility_from,
    }
}

/// The lesson that a category's index file becomes when it has text.
fn index_lesson(layout: &Layout<'_>, folder: &Folder, head: &HeadPlan) -> Vec<LessonPlan> {
    let Some(index) = own_index(layout, folder) else { return Vec::new() };
    let name = head.title.as_str().to_owned();
    let title = (head.title_from == TitleFrom::Navigation).then(|| head.title.clone());
    let item = LessonItem { of: LessonSource::Index(index), name, title };
    let shown = (head.visibility, head.visibility_from);
    let mut lesson = plan_lesson(layout, &item, OrderFrom::Index, head.title.as_str(), shown);
    lesson.or_title_from(head.title_from);
    vec![lesson]
}

fn plan_lesson(
    layout: &Layout<'_>,
    item: &LessonItem,
    order: OrderFrom,
    name: &str,
    above: Shown,
) -> LessonPlan {
    let named = lesson_title(layout, item, name);
    let (visibility, visibility_from) = lesson_visibility(layout, item.of, above);
    let (kind, kind_from) = kind_of(layout, item.of, &item.name);
    LessonPlan {
        of: item.of,
        title: named.title,
        title_from: named.from,
        first_heading_is_title: named.first_heading,
        order,
        visibility,
        visibility_from,
        kind,
        kind_from,
    }
}

/// What is said of a folder, or of a group of the author's navigation, that is folded into a sub-category.
fn folded(layout: &Layout<'_>, folder: &Folder, head: &HeadPlan) -> FoldedFolder {
    if let Some(group) = &head.group {
        return FoldedFolder { name: head.title.as_str().to_owned(), path: group.file.clone() };
    }
    let path = layout.input.tree.dirs[folder.dir].path.clone();
    FoldedFolder { name: path.as_str().to_owned(), path }
}

/// Reports once for a sub-category which folders went into it.
fn warn_folded(layout: &mut Layout<'_>) {
    let folded = std::mem::take(&mut layout.folded);
    let Some(FoldedFolder { name, path }) = folded.first().cloned() else { return };
    let message = match folded.len() - 1 {
        0 => format!("`{name}` is nested too deep; its lessons move to the sub-category above"),
        more => format!(
            "`{name}` and {more} more {} beside it are nested too deep; their lessons move to the \
             sub-category above",
            if more == 1 { "folder" } else { "folders" },
        ),
    };
    layout.diagnostics.push(
        Diagnostic::new(Code::NestingTooDeep, message)
            .at(Place::whole(path))
            .help("move the folder up: the platform has two levels of categories"),
    );
}

/// Reports once for a category which lessons the platform moves up.
fn warn_order_not_kept(layout: &mut Layout<'_>, late: &[&LessonPlan]) {
    let [first, more @ ..] = late else { return };
    let path = layout.file_path(first.of.file()).clone();
    let title = &first.title;
    let message = match more.len() {
        0 => format!("`{title}` follows a sub-category, but the platform shows it before every sub-category"),
        more => format!(
            "`{title}` and {more} more {} follow a sub-category, but the platform shows them before every \
             sub-category",
            if more == 1 { "lesson" } else { "lessons" },
        ),
    };
    layout.diagnostics.push(
        Diagnostic::new(Code::OrderChanged, message)
            .at(Place::whole(path))
            .help("move lessons that come later into a folder of their own"),
    );
}

/// What is at the root.
enum RootEntry {
    Lesson(LessonPlan),
    Category(CategoryPlan),
}

/// Index files of the root come before everything else, unless the author's navigation has its own order.
fn split_root_indexes(mut root: Folder) -> (Vec<LessonItem>, Folder) {
    if root.listed.is_some() {
        return (Vec::new(), root);
    }
    let mut first = Vec::new();
    for item in std::mem::take(&mut root.items) {
        match item {
            Item::Lesson(lesson)
                if lesson.of.page().is_some_and(|page| root.root_indexes.contains(&page)) =>
            {
                first.push(lesson);
            }
            item => root.items.push(item),
        }
    }
    (first, root)
}

/// A category that no folder stands for, named like its one lesson.
fn category_of(lesson: LessonPlan, (visibility, visibility_from): Shown) -> CategoryPlan {
    let head = HeadPlan {
        dir: ROOT,
        index: None,
        group: None,
        title: lesson.title.clone(),
        title_from: lesson.title_from,
        order: lesson.order.clone(),
        visibility,
        visibility_from,
    };
    CategoryPlan { head, lessons: vec![lesson], subcategories: Vec::new() }
}

/// Whether the author said this place (rule 5, steps 0 to 2).
fn by_author(order: &OrderFrom) -> bool {
    match order {
        OrderFrom::Contents
        | OrderFrom::Navigation(_)
        | OrderFrom::FrontMatter(_)
        | OrderFrom::CategoryFile
        | OrderFrom::NameNumber(_) => true,
        OrderFrom::IndexLinks | OrderFrom::Date | OrderFrom::Name | OrderFrom::Index => false,
    }
}

/// Puts the folder's title before a folded lesson's where titles coincide.
fn tell_apart(lessons: Vec<Folded>) -> Vec<LessonPlan> {
    let mut count: BTreeMap<Title, usize> = BTreeMap::new();
    for (lesson, _) in &lessons {
        *count.entry(lesson.title.clone()).or_default() += 1;
    }
    let named = lessons.into_iter().map(|(mut lesson, folder)| {
        if let Some(folder) = folder.filter(|folder| count[&lesson.title] > 1 && *folder != lesson.title)
            && let Some(title) = Title::new(&format!("{folder}: {}", lesson.title))
        {
            lesson.title = title;
        }
        lesson
    });
    named.collect()
}
