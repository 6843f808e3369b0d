//! Titles, visibility and kind (rules 6 and 8).

use super::names;
use crate::model::{KindFrom, LessonKind, Title, TitleFrom, Visibility, VisibilityFrom};
use crate::source::files::tree::{DirId, FileId, ROOT, fold, words};
use crate::source::plan::{LessonPlan, LessonSource};

use super::context::Layout;
use super::item::{Folder, LessonItem};

/// A title, where it comes from, and whether it is the page's first heading.
pub(super) struct Named {
    pub title: Title,
    pub from: TitleFrom,
    pub first_heading: bool,
}

/// A visibility and where it comes from.
pub(super) type Shown = (Visibility, VisibilityFrom);

/// The title of a page by its own words: front matter, else heading.
fn page_title(layout: &Layout<'_>, file: FileId) -> Option<(Title, TitleFrom)> {
    let page = layout.page(file)?;
    let front = page.front.title.as_ref().and_then(|title| Title::new(&title.value));
    let heading = || page.markdown.title.as_deref().and_then(Title::new);
    front
        .map(|title| (title, TitleFrom::FrontMatter))
        .or_else(|| heading().map(|title| (title, TitleFrom::Heading)))
}

/// The title of a lesson; `name` is its name made readable.
pub(super) fn lesson_title(layout: &Layout<'_>, lesson: &LessonItem, name: &str) -> Named {
    let page = lesson.of.page();
    if let Some(title) = &lesson.title {
        return Named { title: title.clone(), from: TitleFrom::Navigation, first_heading: false };
    }
    if let Some((title, from)) = page.and_then(|page| page_title(layout, page)) {
        return Named { title, from, first_heading: false };
    }
    let heading = || layout.page(page?)?.markdown.first_heading();
    if names::is_only_a_number(name)
        && let Some(title) = heading().and_then(|(text, _)| Title::from_string(text))
    {
        return Named { title, from: TitleFrom::Heading, first_heading: true };
    }
    let from = match lesson.of {
        LessonSource::Folder { .. } => TitleFrom::FolderName,
        _ => TitleFrom::FileName,
    };
    Named { title: title_of_name(name, &lesson.name), from, first_heading: false }
}

/// The title of a category; `name` is its folder's name made readable.
pub(super) fn category_title(layout: &Layout<'_>, folder: &Folder, name: &str) -> (Title, TitleFrom) {
    if let Some(title) = folder.title.clone() {
        return (title, TitleFrom::Navigation);
    }
    let label = layout.input.category_files.get(&folder.dir).and_then(|file| file.title.as_ref());
    if let Some(title) = label.and_then(|label| Title::new(&label.value)) {
        return (title, TitleFrom::CategoryFile);
    }
    if let Some(found) = folder.index.and_then(|index| page_title(layout, index)) {
        return found;
    }
    let above = layout.input.tree.dirs[folder.dir].parent.filter(|&above| above != ROOT);
    let name = match above {
        Some(above) if names::is_only_a_number(name) => {
            format!("{} {name}", names::readable(layout.dir_name(above), None))
        }
        _ => name.to_owned(),
    };
    (title_of_name(&name, layout.dir_name(folder.dir)), TitleFrom::FolderName)
}

/// The course's title: settings, else the root's index files, else the folder's name.
pub(super) fn course_title(layout: &Layout<'_>, root: &Folder) -> (Title, TitleFrom) {
    let settings = layout.input.settings.title.as_ref().and_then(|title| Title::new(&title.value));
    if let Some(title) = settings {
        return (title, TitleFrom::Settings);
    }
    if let Some(title) = root.title.clone() {
        return (title, TitleFrom::Navigation);
    }
    let of_index = |&index: &FileId| {
        let page = layout.page(index)?;
        let title = page.front.title.as_ref().map(|title| title.value.as_str());
        if title.or(page.markdown.first_h1.as_deref()).is_some_and(is_any_course_s) {
            return None;
        }
        let front = page.front.title.as_ref().and_then(|title| Title::new(&title.value));
        let heading = || page.markdown.first_h1.as_deref().and_then(Title::new);
        front
            .map(|title| (title, TitleFrom::FrontMatter))
            .or_else(|| heading().map(|title| (title, TitleFrom::Heading)))
    };
    root.root_indexes.iter().find_map(of_index).unwrap_or_else(|| {
        let name = names::readable(&layout.input.name, None);
        (title_of_name(&name, &layout.input.name), TitleFrom::FolderName)
    })
}

/// The course's description: settings, else the root's index files, else its title.
pub(super) fn course_description(layout: &Layout<'_>, root: &Folder, title: &Title) -> String {
    let settings = layout.input.settings.description.as_ref().map(|text| text.value.clone());
    // Words of a page that is hidden stay hidden.
    let is_shown = |&&index: &&FileId| {
        lesson_visibility(layout, LessonSource::Index(index), course_visibility(layout)).0
            == Visibility::Published
            || layout.input.draft
    };
    let pages = || root.root_indexes.iter().filter(is_shown).filter_map(|&index| layout.page(index));
    let front = || pages().find_map(|page| page.front.description.as_ref().map(|text| text.value.clone()));
    let paragraph = || pages().find_map(|page| Title::new(page.markdown.first_paragraph.as_deref()?));
    let found = settings.or_else(front).or_else(|| paragraph().map(Title::into_string));
    found
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| title.as_str().to_owned())
}

/// The visibility of a lesson or, without its own word, of what holds it.
pub(super) fn lesson_visibility(layout: &Layout<'_>, of: LessonSource, above: Shown) -> Shown {
    let hidden = of.page().and_then(|page| layout.input.hidden.lesson(page));
    let by_folder = match of {
        LessonSource::Folder { folder, .. } => hidden_by_file(layout, folder),
        LessonSource::File(_)
        | LessonSource::Index(_)
        | LessonSource::Video(_)
        | LessonSource::Sound(_)
        | LessonSource::Questions(_) => None,
    };
    visibility_of(layout, of.page(), hidden.or(by_folder), Some(above))
}

/// The visibility of a category or, without its own word, of what holds it.
pub(super) fn category_visibility(layout: &Layout<'_>, folder: &Folder, above: Shown) -> Shown {
    let hidden = folder.index.and_then(|index| layout.input.hidden.category(index));
    visibility_of(layout, folder.index, hidden.or_else(|| hidden_by_file(layout, folder.dir)), Some(above))
}

/// The visibility of the course: that of what says nothing of its own.
pub(super) fn course_visibility(layout: &Layout<'_>) -> Shown {
    visibility_of(layout, None, None, None)
}

/// Whether a folder's own word hides all that is in it.
pub(super) fn is_hidden(layout: &Layout<'_>, folder: &Folder) -> bool {
    let own = folder.index.and_then(|index| layout.page(index)?.front.visibility.as_ref());
    own.is_some_and(|own| own.value == Visibility::Draft)
        || folder.index.is_some_and(|index| layout.input.hidden.category(index).is_some())
        || hidden_by_file(layout, folder.dir).is_some()
}

fn hidden_by_file(layout: &Layout<'_>, dir: DirId) -> Option<VisibilityFrom> {
    let file = layout.input.category_files.get(&dir)?;
    file.is_hidden.then_some(VisibilityFrom::CategoryFile)
}

/// What hides a page comes before all that publishes it.
fn visibility_of(
    layout: &Layout<'_>,
    page: Option<FileId>,
    hidden: Option<VisibilityFrom>,
    above: Option<Shown>,
) -> Shown {
    if layout.input.draft {
        return (Visibility::Draft, VisibilityFrom::Flag);
    }
    if let Some(from) = hidden {
        return (Visibility::Draft, from);
    }
    let own = page.and_then(|page| layout.page(page)?.front.visibility.as_ref());
    if let Some(own) = own {
        return (own.value, VisibilityFrom::FrontMatter);
    }
    match above {
        Some((
            visibility,
            VisibilityFrom::FrontMatter
            | VisibilityFrom::Category
            | VisibilityFrom::CategoryFile
            | VisibilityFrom::Date
            | VisibilityFrom::Cascade
            | VisibilityFrom::Configuration,
        )) => (visibility, VisibilityFrom::Category),
        Some((_, VisibilityFrom::Settings | VisibilityFrom::Flag | VisibilityFrom::Default)) | None => {
            match layout.input.settings.default_visibility {
                Some(visibility) => (visibility, VisibilityFrom::Settings),
                None => (Visibility::Published, VisibilityFrom::Default),
            }
        }
    }
}

/// The kind of a lesson.
pub(super) fn kind_of(layout: &Layout<'_>, of: LessonSource, name: &str) -> (LessonKind, KindFrom) {
    if let LessonSource::Questions(_) = of {
        return (LessonKind::Quiz, KindFrom::Name);
    }
    if let Some(kind) = of.page().and_then(|page| layout.page(page)?.front.kind) {
        return (kind, KindFrom::FrontMatter);
    }
    let file = of.page().map(|page| layout.file_path(page).stem()).unwrap_or_default();
    for word in words(&fold(name)).chain(words(&fold(file))) {
        // `quiz1` is a quiz.
        match word.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "assignment" | "homework" => return (LessonKind::Assignment, KindFrom::Name),
            "quiz" => return (LessonKind::Quiz, KindFrom::Name),
            _ => {}
        }
    }
    match layout.input.settings.default_kind {
        Some(kind) => (kind, KindFrom::Settings),
        None => (LessonKind::Video, KindFrom::Default),
    }
}

/// The title of the category for the lessons that are next to the categories.
pub(super) fn root_category_title(
    layout: &Layout<'_>,
    course: &Title,
    only: Option<&LessonPlan>,
) -> (Title, TitleFrom) {
    let settings = layout.input.settings.root_category.as_ref().and_then(|title| Title::new(&title.value));
    match (settings, only) {
        (Some(title), _) => (title, TitleFrom::RootCategory),
        (None, Some(lesson)) => (lesson.title.clone(), lesson.title_from),
        (None, None) => (course.clone(), TitleFrom::CourseTitle),
    }
}

/// The folder's index file, when its text makes it a lesson.
pub(super) fn own_index(layout: &Layout<'_>, folder: &Folder) -> Option<FileId> {
    folder.index.filter(|&index| layout.has_text(index))
}

/// A name as a title; where nothing of it is left, the name as it is.
fn title_of_name(readable: &str, name: &str) -> Title {
    Title::new(readable)
        .or_else(|| Title::new(name))
        .or_else(|| Title::new("Untitled"))
        .expect("`Untitled` is a title")
}

/// Titles of first pages that say nothing about the course.
const FIRST_PAGES: &[&str] =
    &["introduction", "intro", "home", "overview", "welcome", "index", "preface", "start", "readme", "about"];

fn is_any_course_s(title: &str) -> bool {
    FIRST_PAGES.contains(&fold(title.trim()).trim_end_matches('!'))
}
