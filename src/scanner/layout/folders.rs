//! What each folder is, bottom up (rule 4): a wrapper, a lesson folder, a category, or nothing.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::scanner::language_code;
use crate::scanner::left_out::ASSET_FOLDERS;
use crate::scanner::names;
use crate::scanner::plan::LessonSource;
use crate::scanner::tree::{DirId, FileId, FileKind, ROOT, fold};

use super::{Folder, Item, Layout, LessonItem};

/// Folders that add a level and no sense (rule 4).
const WRAPPERS: &[&str] = &[
    "docs",
    "content",
    "src",
    "lessons",
    "chapters",
    "modules",
    "units",
    "episodes",
    "posts",
    "pages",
    "course",
    "courses",
    "book",
    "tutorial",
    "tutorials",
    "curriculum",
];

/// Names of the one Markdown file that makes its folder a lesson.
const LESSON_FILES: &[&str] = &[
    "index",
    "readme",
    "_index",
    "lesson",
    "page",
    "+page",
    "content",
    "main",
    "task",
    "assignment",
    "quiz",
];

/// Names of index files, in the order in which they are taken.
const INDEXES: &[&str] = &["_index", "index", "readme"];

/// Folders of a lesson's downloads: a video in them is no lesson.
const DOWNLOAD_FOLDERS: &[&str] = &["materials", "attachments", "downloads"];

/// This many videos in a folder that its one page does not mention are lessons, not the page's.
const VIDEOS_OF_A_CATEGORY: usize = 2;

/// The Markdown, videos and folders that lie in a folder, with those of the language taken.
#[derive(Default)]
struct Entries {
    markdown: Vec<FileId>,
    videos: Vec<FileId>,
    dirs: Vec<DirId>,
}

impl Layout<'_> {
    /// The whole course as a folder: never a lesson folder, never dropped.
    pub(super) fn root_folder(&mut self) -> Folder {
        let mut root = self.folder(ROOT, None);
        self.add_root_indexes(&mut root);
        root
    }

    /// The root's index files that are lessons, first; its README only when there is no other.
    fn add_root_indexes(&mut self, root: &mut Folder) {
        let mut lessons = Vec::new();
        let mut face = None;
        for &index in &root.root_indexes {
            let own = self.input.tree.files[index].dir == ROOT;
            if own && index_rank(self, index) == Some(INDEXES.len() - 1) {
                face = face.or(Some(index));
            } else if self.has_text(index) {
                lessons.push(index);
            }
        }
        if let Some(readme) = face {
            if root.items.is_empty() && lessons.is_empty() {
                lessons.push(readme);
            } else {
                let path = self.file_path(readme).clone();
                self.diagnostics.push(
                    Diagnostic::new(
                        Code::ReadmeLeftOut,
                        format!("`{path}` is the repository's own page, and no lesson"),
                    )
                    .at(Place::whole(path))
                    .help("rename it to `index.md` to make it the first lesson"),
                );
            }
        }
        let first = lessons.into_iter().map(|index| self.lesson_file(index));
        root.items.splice(0..0, first.map(Item::Lesson).collect::<Vec<_>>());
    }

    fn folder(&mut self, dir: DirId, beside: Option<FileId>) -> Folder {
        let mut entries = self.entries(dir);
        let beside_of = self.take_pages_beside(&mut entries);
        let indexes = self.take_indexes(&mut entries, beside);
        let mut folder =
            Folder { dir, index: None, root_indexes: Vec::new(), dissolved: Vec::new(), items: Vec::new() };
        if dir == ROOT {
            folder.root_indexes = indexes;
        } else {
            folder.index = indexes.first().copied();
            for &second in indexes.iter().skip(1) {
                self.warn_two_indexes(indexes[0], second);
                folder.items.push(Item::Lesson(self.lesson_file(second)));
            }
        }
        for file in entries.markdown {
            folder.items.push(Item::Lesson(self.lesson_file(file)));
        }
        for video in entries.videos {
            folder.items.push(Item::Lesson(self.lesson_video(video)));
        }
        let below = self.each(entries.dirs, |layout, child| {
            let beside = beside_of.iter().find(|(of, _)| *of == child).map(|(_, page)| *page);
            layout.subfolder(child, beside)
        });
        folder.items.extend(below.into_iter().flatten());
        self.dissolve_wrapper(&mut folder);
        folder
    }

    /// What lies in `dir`, and in the folder of the language that was taken.
    fn entries(&self, dir: DirId) -> Entries {
        let tree = self.input.tree;
        let mut entries = Entries::default();
        let mut open = vec![dir];
        while let Some(dir) = open.pop() {
            entries.markdown.extend(tree.markdown(dir));
            entries
                .videos
                .extend(tree.files_of_kind(dir, FileKind::Video).filter(|&video| self.is_lesson(video)));
            for &child in &tree.dirs[dir].dirs {
                if tree.dirs[child].transparent { open.push(child) } else { entries.dirs.push(child) }
            }
        }
        entries
    }

    /// Whether a video is a lesson of its own: nobody claims it, and it does not lie where files
    /// for other purposes lie.
    fn is_lesson(&self, video: FileId) -> bool {
        let tree = self.input.tree;
        if self.input.claimed_videos.contains(&video) {
            return false;
        }
        let mut dir = tree.files[video].dir;
        while dir != ROOT {
            let name = fold(self.dir_name(dir));
            if tree.dirs[dir].ignored
                || name.starts_with('_')
                || name.ends_with(".assets")
                || ASSET_FOLDERS.contains(&name.as_ref())
                || DOWNLOAD_FOLDERS.contains(&name.as_ref())
            {
                return false;
            }
            dir = tree.dirs[dir].parent.unwrap_or(ROOT);
        }
        true
    }

    /// Takes out each `x.md` that is the index file of an `x/` with lessons, and each `x/` without
    /// lessons that holds the files of an `x.md`.
    fn take_pages_beside(&self, entries: &mut Entries) -> Vec<(DirId, FileId)> {
        let tree = self.input.tree;
        let mut beside = Vec::new();
        let dirs = std::mem::take(&mut entries.dirs);
        for dir in dirs {
            let name = fold(self.dir_name(dir));
            let page = entries.markdown.iter().position(|&page| {
                let stem = language_code::split_suffix(tree.files[page].path.stem()).0;
                Some(tree.files[page].dir) == tree.dirs[dir].parent && fold(stem) == name
            });
            match page {
                None => entries.dirs.push(dir),
                Some(_) if tree.markdown_below(dir).next().is_none() => {}
                Some(at) => {
                    beside.push((dir, entries.markdown.remove(at)));
                    entries.dirs.push(dir);
                }
            }
        }
        beside
    }

    /// Takes the index files out of a folder's Markdown, the one that counts first.
    fn take_indexes(&self, entries: &mut Entries, beside: Option<FileId>) -> Vec<FileId> {
        let (mut indexes, others): (Vec<FileId>, Vec<FileId>) =
            entries.markdown.iter().partition(|&&file| index_rank(self, file).is_some());
        indexes.sort_by_key(|&file| index_rank(self, file));
        entries.markdown = others;
        indexes.extend(beside);
        indexes
    }

    fn warn_two_indexes(&mut self, first: FileId, second: FileId) {
        let (first, second) = (self.file_path(first).clone(), self.file_path(second).clone());
        self.diagnostics.push(
            Diagnostic::new(
                Code::TwoIndexFiles,
                format!("`{second}` is a second index file beside `{first}`, and became a lesson"),
            )
            .at(Place::whole(second))
            .help("keep one of the two as the category's index file"),
        );
    }

    /// A folder below: a lesson, a category, or nothing.
    fn subfolder(&mut self, dir: DirId, beside: Option<FileId>) -> Option<Item> {
        if beside.is_none()
            && let Some(page) = self.lesson_folder(dir)
        {
            let name = self.dir_name(dir).to_owned();
            return Some(Item::Lesson(LessonItem { of: LessonSource::Folder { page, folder: dir }, name }));
        }
        let folder = self.folder(dir, beside);
        let index_is_lesson = folder.index.is_some_and(|index| self.has_text(index));
        if !folder.items.is_empty() || index_is_lesson {
            return Some(Item::Folder(folder));
        }
        if let Some(index) = folder.index {
            let path = self.file_path(index).clone();
            let name = &self.input.tree.dirs[dir].path;
            self.diagnostics.push(
                Diagnostic::new(Code::EmptyCategory, format!("`{name}` holds no lesson, and was left out"))
                    .at(Place::whole(path)),
            );
        }
        None
    }

    /// The one Markdown file that makes `dir` a lesson folder.
    fn lesson_folder(&self, dir: DirId) -> Option<FileId> {
        let tree = self.input.tree;
        let mut below = tree.markdown_below(dir);
        let (Some(page), None) = (below.next(), below.next()) else { return None };
        let mut home = tree.files[page].dir;
        while tree.dirs[home].transparent {
            home = tree.dirs[home].parent?;
        }
        if home != dir {
            let named = WRAPPERS.contains(&fold(self.dir_name(home)).as_ref());
            if !named || tree.dirs[home].parent != Some(dir) {
                return None;
            }
        }
        let path = &tree.files[page].path;
        let stem = language_code::split_suffix(path.stem()).0;
        let name = fold(names::without_number(stem));
        let folder_name = self.dir_name(dir);
        let fits = (name == "_index" && self.has_text(page))
            || (name != "_index" && LESSON_FILES.contains(&name.as_ref()))
            || language_code::is_language(&name)
            || name == fold(names::without_number(folder_name))
            || fold(stem) == fold(folder_name)
            || self.input.lesson_file.is_match(path.as_str())
            || self.input.lesson_file.is_match(path.name());
        let videos = tree.files_of_kind(dir, FileKind::Video).filter(|&video| self.is_lesson(video)).count();
        (fits && videos < VIDEOS_OF_A_CATEGORY).then_some(page)
    }

    /// Puts the children of a wrapper into its parent's place.
    fn dissolve_wrapper(&mut self, folder: &mut Folder) {
        let mut folders = 0;
        let own_lessons = folder.items.iter().any(|item| match item {
            Item::Lesson(LessonItem { of: LessonSource::Folder { .. }, .. }) | Item::Folder(_) => {
                folders += 1;
                false
            }
            Item::Lesson(_) => true,
        });
        if own_lessons || folders != 1 {
            return;
        }
        match folder.items.pop() {
            Some(Item::Folder(child)) if self.is_wrapper(folder, &child) => {
                folder.dissolved.push(child.dir);
                folder.dissolved.extend(child.dissolved);
                if folder.dir == ROOT {
                    folder.root_indexes.extend(child.index);
                } else {
                    folder.index = folder.index.or(child.index);
                }
                folder.items = child.items;
            }
            other => folder.items.extend(other),
        }
    }

    fn is_wrapper(&self, parent: &Folder, child: &Folder) -> bool {
        let name = self.dir_name(child.dir);
        let folded = fold(name);
        if WRAPPERS.contains(&folded.trim_start_matches('_')) {
            return parent.dir == ROOT || parent.index.is_none() || child.index.is_none();
        }
        let only_folders = child.items.iter().all(|item| {
            matches!(item, Item::Folder(_) | Item::Lesson(LessonItem { of: LessonSource::Folder { .. }, .. }))
        });
        let some_category = child.items.iter().any(|item| matches!(item, Item::Folder(_)));
        child.index.is_none() && only_folders && some_category && !names::has_number(name)
    }

    fn lesson_file(&self, file: FileId) -> LessonItem {
        LessonItem { of: LessonSource::File(file), name: self.file_path(file).stem().to_owned() }
    }

    fn lesson_video(&self, video: FileId) -> LessonItem {
        LessonItem { of: LessonSource::Video(video), name: self.file_path(video).stem().to_owned() }
    }
}

/// The place of an index file among the names of index files; `None` for a lesson.
fn index_rank(layout: &Layout<'_>, file: FileId) -> Option<usize> {
    let stem = language_code::split_suffix(layout.file_path(file).stem()).0;
    let folded = fold(stem);
    let name = ["00", "0"]
        .iter()
        .find_map(|zero| folded.strip_prefix(zero)?.strip_prefix(['-', '_', '.', ' ']))
        .unwrap_or(&folded);
    INDEXES.iter().position(|index| *index == name)
}
