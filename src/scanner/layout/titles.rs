//! Titles, visibility and kind (rules 6 and 8).

use crate::course::{KindFrom, LessonKind, Title, TitleFrom, Visibility, VisibilityFrom};
use crate::scanner::names;
use crate::scanner::plan::{LessonPlan, LessonSource};
use crate::scanner::tree::{FileId, ROOT, fold, words};

use super::{Folder, Layout, LessonItem};

/// A title, where it comes from, and whether it is the page's first heading.
pub(super) struct Named {
    pub title: Title,
    pub from: TitleFrom,
    pub first_heading: bool,
}

/// A visibility and where it comes from.
pub(super) type Shown = (Visibility, VisibilityFrom);

impl Layout<'_> {
    /// The title of a page by its own words: front matter, else heading.
    fn page_title(&self, file: FileId) -> Option<(Title, TitleFrom)> {
        let page = self.page(file)?;
        let front = page.front.title.as_ref().and_then(|title| Title::new(&title.value));
        let heading = || page.markdown.title.as_deref().and_then(Title::new);
        front
            .map(|title| (title, TitleFrom::FrontMatter))
            .or_else(|| heading().map(|title| (title, TitleFrom::Heading)))
    }

    /// The title of a lesson; `name` is its name made readable.
    pub(super) fn lesson_title(&self, lesson: &LessonItem, name: &str) -> Named {
        let page = lesson.of.page();
        if let Some((title, from)) = page.and_then(|page| self.page_title(page)) {
            return Named { title, from, first_heading: false };
        }
        let heading = || self.page(page?)?.markdown.first_heading();
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
    pub(super) fn category_title(&self, folder: &Folder, name: &str) -> (Title, TitleFrom) {
        let label = self.input.category_files.get(&folder.dir).and_then(|file| file.title.as_ref());
        if let Some(title) = label.and_then(|label| Title::new(&label.value)) {
            return (title, TitleFrom::CategoryFile);
        }
        if let Some(found) = folder.index.and_then(|index| self.page_title(index)) {
            return found;
        }
        let above = self.input.tree.dirs[folder.dir].parent.filter(|&above| above != ROOT);
        let name = match above {
            Some(above) if names::is_only_a_number(name) => {
                format!("{} {name}", names::readable(self.dir_name(above), None))
            }
            _ => name.to_owned(),
        };
        (title_of_name(&name, self.dir_name(folder.dir)), TitleFrom::FolderName)
    }

    /// The course's title: settings, else the root's index files, else the folder's name.
    pub(super) fn course_title(&self, root: &Folder) -> (Title, TitleFrom) {
        let settings = self.input.settings.title.as_ref().and_then(|title| Title::new(&title.value));
        if let Some(title) = settings {
            return (title, TitleFrom::Settings);
        }
        let of_index = |&index: &FileId| {
            let page = self.page(index)?;
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
            let name = names::readable(&self.input.name, None);
            (title_of_name(&name, &self.input.name), TitleFrom::FolderName)
        })
    }

    /// The course's description: settings, else the root's index files, else its title.
    pub(super) fn course_description(&self, root: &Folder, title: &Title) -> String {
        let settings = self.input.settings.description.as_ref().map(|text| text.value.clone());
        let pages = || root.root_indexes.iter().filter_map(|&index| self.page(index));
        let front =
            || pages().find_map(|page| page.front.description.as_ref().map(|text| text.value.clone()));
        let paragraph = || pages().find_map(|page| Title::new(page.markdown.first_paragraph.as_deref()?));
        let found = settings.or_else(front).or_else(|| paragraph().map(Title::into_string));
        found
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| title.as_str().to_owned())
    }

    /// The visibility of a page or, without its own word, of what holds it.
    pub(super) fn visibility(&self, page: Option<FileId>, above: Option<Shown>) -> Shown {
        if self.input.draft {
            return (Visibility::Draft, VisibilityFrom::Flag);
        }
        let own = page.and_then(|page| self.page(page)?.front.visibility.as_ref());
        if let Some(own) = own {
            return (own.value, VisibilityFrom::FrontMatter);
        }
        match above {
            Some((visibility, VisibilityFrom::FrontMatter | VisibilityFrom::Category)) => {
                (visibility, VisibilityFrom::Category)
            }
            _ => match self.input.settings.default_visibility {
                Some(visibility) => (visibility, VisibilityFrom::Settings),
                None => (Visibility::Published, VisibilityFrom::Default),
            },
        }
    }

    /// The kind of a lesson.
    pub(super) fn kind(&self, of: LessonSource, name: &str) -> (LessonKind, KindFrom) {
        if let Some(kind) = of.page().and_then(|page| self.page(page)?.front.kind) {
            return (kind, KindFrom::FrontMatter);
        }
        let file = of.page().map(|page| self.file_path(page).stem()).unwrap_or_default();
        for word in words(&fold(name)).chain(words(&fold(file))) {
            match word {
                "assignment" | "homework" => return (LessonKind::Assignment, KindFrom::Name),
                "quiz" => return (LessonKind::Quiz, KindFrom::Name),
                _ => {}
            }
        }
        match self.input.settings.default_kind {
            Some(kind) => (kind, KindFrom::Settings),
            None => (LessonKind::Video, KindFrom::Default),
        }
    }

    /// The title of the category for the lessons that stand beside the categories.
    pub(super) fn root_category_title(
        &self,
        course: &Title,
        only: Option<&LessonPlan>,
    ) -> (Title, TitleFrom) {
        let settings = self.input.settings.root_category.as_ref().and_then(|title| Title::new(&title.value));
        match (settings, only) {
            (Some(title), _) => (title, TitleFrom::RootCategory),
            (None, Some(lesson)) => (lesson.title.clone(), lesson.title_from),
            (None, None) => (course.clone(), TitleFrom::CourseTitle),
        }
    }

    /// The folder's index file, when its text makes it a lesson.
    pub(super) fn own_index(&self, folder: &Folder) -> Option<FileId> {
        folder.index.filter(|&index| self.has_text(index))
    }
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
