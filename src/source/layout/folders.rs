//! What each folder is, bottom up (rule 4): a wrapper, a lesson folder, a category, or nothing.

use super::names;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::files::language_code;
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, fold};
use crate::source::plan::LessonSource;

use super::context::Layout;
use super::item::{Folder, Item, LessonItem};
use super::media::{self, is_lesson};
use super::questions;
use super::titles::is_hidden;

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

/// This many videos in a folder that its one page does not mention are lessons, not the page's.
const VIDEOS_OF_A_CATEGORY: usize = 2;

/// The Markdown, videos, recordings, quizzes and folders that are in a folder, with those of the language taken.
#[derive(Default)]
struct Entries {
    markdown: Vec<FileId>,
    videos: Vec<FileId>,
    sounds: Vec<FileId>,
    questions: Vec<FileId>,
    dirs: Vec<DirId>,
}

/// The whole course as a folder: never a lesson folder, never dropped.
pub(crate) fn root_folder(layout: &mut Layout<'_>) -> Folder {
    let mut root = folder_at(layout, ROOT, None);
    add_root_indexes(layout, &mut root);
    root
}

/// The index files that the root has of its own, the one that counts first.
pub(super) fn root_index_files(layout: &Layout<'_>) -> Vec<FileId> {
    let mut indexes: Vec<FileId> =
        layout.input.tree.markdown(ROOT).filter(|&file| index_rank(layout, file).is_some()).collect();
    indexes.sort_by_key(|&file| index_rank(layout, file));
    indexes
}

/// The root's index files that are lessons, first; its README only when there is no other.
fn add_root_indexes(layout: &mut Layout<'_>, root: &mut Folder) {
    let mut lessons = Vec::new();
    let mut face = None;
    for &index in &root.root_indexes {
        let own = layout.input.tree.files[index].dir == ROOT;
        if own && index_rank(layout, index) == Some(INDEXES.len() - 1) {
            face = face.or(Some(index));
        } else if layout.has_text(index) {
            lessons.push(index);
        }
    }
    if let Some(readme) = face {
        if root.items.is_empty() && lessons.is_empty() {
            lessons.push(readme);
        } else {
            let path = layout.file_path(readme).clone();
            layout.diagnostics.push(
                Diagnostic::new(
                    Code::ExcludedReadme,
                    format!("`{path}` is the repository's README, not a lesson"),
                )
                .at(Place::whole(path))
                .help("rename it to `index.md` to make it the first lesson"),
            );
        }
    }
    let first = lessons.into_iter().map(|index| lesson_file(layout, index));
    root.items.splice(0..0, first.map(Item::Lesson).collect::<Vec<_>>());
}

pub(super) fn folder_at(layout: &mut Layout<'_>, dir: DirId, beside: Option<FileId>) -> Folder {
    let mut entries = entries_of(layout, dir);
    let beside_of = take_pages_beside(layout, &mut entries);
    let indexes = take_indexes(layout, dir, &mut entries, beside);
    let mut folder = Folder::new(dir);
    if dir == ROOT {
        folder.root_indexes = indexes;
    } else {
        folder.index = indexes.first().copied();
        for &second in indexes.iter().skip(1) {
            warn_two_indexes(layout, indexes[0], second);
            folder.items.push(Item::Lesson(lesson_file(layout, second)));
        }
    }
    for file in entries.markdown {
        folder.items.push(Item::Lesson(lesson_file(layout, file)));
    }
    for video in entries.videos {
        folder.items.push(Item::Lesson(lesson_video(layout, video)));
    }
    for file in entries.sounds {
        let name = layout.file_path(file).stem().to_owned();
        folder.items.push(Item::Lesson(LessonItem { of: LessonSource::Sound(file), name, title: None }));
    }
    for file in entries.questions {
        let name = layout.file_path(file).stem().to_owned();
        folder.items.push(Item::Lesson(LessonItem { of: LessonSource::Questions(file), name, title: None }));
    }
    let below = layout.each(entries.dirs, |layout, child| {
        let beside = beside_of.iter().find(|(of, _)| *of == child).map(|(_, page)| *page);
        subfolder(layout, child, beside)
    });
    folder.items.extend(below.into_iter().flatten());
    dissolve_wrapper(layout, &mut folder);
    folder
}

/// What is in `dir`, and in the folder of the language that was taken.
fn entries_of(layout: &Layout<'_>, dir: DirId) -> Entries {
    let tree = layout.input.tree;
    let mut entries = Entries::default();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        entries.markdown.extend(tree.markdown(dir));
        entries
            .videos
            .extend(tree.files_of_kind(dir, FileKind::Video).filter(|&video| is_lesson(layout, video)));
        entries.sounds.extend(media::sounds(layout, dir));
        entries.questions.extend(questions::lessons(layout, dir));
        for &child in &tree.dirs[dir].dirs {
            if tree.dirs[child].transparent { open.push(child) } else { entries.dirs.push(child) }
        }
    }
    entries
}

/// Takes out each `x.md` that is the index file of an `x/` with lessons, and each `x/` without
/// lessons that holds the files of an `x.md`.
fn take_pages_beside(layout: &Layout<'_>, entries: &mut Entries) -> Vec<(DirId, FileId)> {
    let tree = layout.input.tree;
    let mut beside = Vec::new();
    let dirs = std::mem::take(&mut entries.dirs);
    for dir in dirs {
        let name = fold(layout.dir_name(dir));
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
fn take_indexes(
    layout: &Layout<'_>,
    dir: DirId,
    entries: &mut Entries,
    beside: Option<FileId>,
) -> Vec<FileId> {
    let (mut indexes, others): (Vec<FileId>, Vec<FileId>) =
        entries.markdown.iter().partition(|&&file| index_rank(layout, file).is_some());
    indexes.sort_by_key(|&file| index_rank(layout, file));
    entries.markdown = others;
    indexes.extend(beside);
    if indexes.is_empty() && dir != ROOT {
        let named = entries.markdown.iter().position(|&file| is_named_as_folder(layout, file, dir));
        indexes.extend(named.map(|at| entries.markdown.remove(at)));
    }
    indexes
}

/// Whether a file has the name of its folder (`x/x.md`, `01-x/x.md`), so that it is the folder's index file.
fn is_named_as_folder(layout: &Layout<'_>, file: FileId, dir: DirId) -> bool {
    let stem = fold(language_code::split_suffix(layout.file_path(file).stem()).0).into_owned();
    let name = layout.dir_name(dir);
    stem == fold(name) || stem == fold(names::without_number(name))
}

fn warn_two_indexes(layout: &mut Layout<'_>, first: FileId, second: FileId) {
    let (first, second) = (layout.file_path(first).clone(), layout.file_path(second).clone());
    layout.diagnostics.push(
        Diagnostic::new(
            Code::MultipleIndexFiles,
            format!("`{second}` becomes a lesson, because `{first}` is already the index file"),
        )
        .at(Place::whole(second))
        .help("keep one of the two as the category's index file"),
    );
}

/// A folder below: a lesson, a category, or nothing.
fn subfolder(layout: &mut Layout<'_>, dir: DirId, beside: Option<FileId>) -> Option<Item> {
    if beside.is_none()
        && let Some(page) = lesson_folder(layout, dir)
    {
        let name = layout.dir_name(dir).to_owned();
        return Some(Item::Lesson(LessonItem {
            of: LessonSource::Folder { page, folder: dir },
            name,
            title: None,
        }));
    }
    let folder = folder_at(layout, dir, beside);
    let index_is_lesson = folder.index.is_some_and(|index| layout.has_text(index));
    if !folder.items.is_empty() || index_is_lesson {
        return Some(Item::Folder(folder));
    }
    if let Some(index) = folder.index {
        let path = layout.file_path(index).clone();
        let name = &layout.input.tree.dirs[dir].path;
        layout.diagnostics.push(
            Diagnostic::new(Code::EmptyCategory, format!("`{name}` contains no lesson and is skipped"))
                .at(Place::whole(path)),
        );
    }
    None
}

/// The one Markdown file that makes `dir` a lesson folder.
fn lesson_folder(layout: &Layout<'_>, dir: DirId) -> Option<FileId> {
    let tree = layout.input.tree;
    let mut below = tree.markdown_below(dir);
    let (Some(page), None) = (below.next(), below.next()) else { return None };
    let mut home = tree.files[page].dir;
    while tree.dirs[home].transparent {
        home = tree.dirs[home].parent?;
    }
    if home != dir {
        let named = WRAPPERS.contains(&fold(layout.dir_name(home)).as_ref());
        if !named || tree.dirs[home].parent != Some(dir) {
            return None;
        }
    }
    let path = &tree.files[page].path;
    let stem = language_code::split_suffix(path.stem()).0;
    let name = fold(names::without_number(stem));
    let folder_name = layout.dir_name(dir);
    let fits = (name == "_index" && layout.has_text(page))
        || (name != "_index" && LESSON_FILES.contains(&name.as_ref()))
        || language_code::is_language(&name)
        || name == fold(names::without_number(folder_name))
        || fold(stem) == fold(folder_name)
        || layout.input.lesson_file.is_match(path.as_str())
        || layout.input.lesson_file.is_match(path.name());
    let videos = tree.files_of_kind(dir, FileKind::Video).filter(|&video| is_lesson(layout, video)).count();
    (fits && videos < VIDEOS_OF_A_CATEGORY).then_some(page)
}

/// Puts the children of a wrapper into its parent's place.
fn dissolve_wrapper(layout: &mut Layout<'_>, folder: &mut Folder) {
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
        Some(Item::Folder(child)) if is_wrapper(layout, folder, &child) => {
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

fn is_wrapper(layout: &Layout<'_>, parent: &Folder, child: &Folder) -> bool {
    // A category that is hidden hides what is in it.
    if is_hidden(layout, child) {
        return false;
    }
    let name = layout.dir_name(child.dir);
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

pub(super) fn lesson_file(layout: &Layout<'_>, file: FileId) -> LessonItem {
    LessonItem { of: LessonSource::File(file), name: layout.file_path(file).stem().to_owned(), title: None }
}

fn lesson_video(layout: &Layout<'_>, video: FileId) -> LessonItem {
    LessonItem {
        of: LessonSource::Video(video),
        name: layout.file_path(video).stem().to_owned(),
        title: None,
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
