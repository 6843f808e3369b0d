//! The names and kinds of the files in the course's folder, without their content.
//!
//! [`super::walk`] makes a [`Tree`]. The rest of the scanner looks names up in it and never lists a folder itself.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::iter::successors;
use std::sync::OnceLock;

use globset::Glob;
use unicode_normalization::UnicodeNormalization;

use crate::model::{CoursePath, extension, is_lower_case, nfc};

use crate::source::maps::HashMap;

/// Index of a folder in [`Tree::dirs`]; the root is 0.
pub(crate) type DirId = usize;
/// Index of a file in [`Tree::files`].
pub(crate) type FileId = usize;

/// The root of every tree.
pub(crate) const ROOT: DirId = 0;

/// Everything that was walked.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub dirs: Vec<Dir>,
    pub files: Vec<File>,
    /// What the author's `ignore:` or `.courseignore` hides, even from a lesson that names it.
    pub hidden: BTreeSet<CoursePath>,
    /// Symbolic links to folders whose lessons are taken elsewhere.
    pub repeated: BTreeSet<DirId>,
    /// Markdown of languages that were not taken.
    pub translated: BTreeSet<FileId>,
    by_path: HashMap<CoursePath, Entry>,
    /// See [`Tree::named`].
    by_name: OnceLock<HashMap<String, Vec<FileId>>>,
}

/// A folder.
#[derive(Debug)]
pub(crate) struct Dir {
    pub path: CoursePath,
    pub parent: Option<DirId>,
    /// In order of their names' bytes.
    pub dirs: Vec<DirId>,
    /// In order of their names' bytes.
    pub files: Vec<FileId>,
    /// An ignore file hides its Markdown.
    pub ignored: bool,
    /// Its children stand in its parent's place: the folder of the language that was taken.
    pub transparent: bool,
}

/// A file.
#[derive(Debug)]
pub(crate) struct File {
    pub path: CoursePath,
    pub dir: DirId,
    pub kind: FileKind,
    /// An ignore file names it: it is used when a lesson asks for it.
    pub ignored: bool,
}

/// What a file is, by its extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// A lesson or an index file.
    Markdown,
    /// Markdown that is no lesson: left out by a rule about names, or another language.
    OtherMarkdown,
    Video,
    Image,
    /// Office, PDF, e-book and archive formats: what learners download.
    Document,
    /// Recordings without a picture: learners listen to them, and download them.
    Sound,
    /// Subtitles.
    Captions,
    Other,
}

/// A folder or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Dir(DirId),
    File(FileId),
}

impl FileKind {
    /// The kind of a file of this name.
    pub fn of_name(name: &str) -> Self {
        Self::of(&extension(name))
    }

    /// Whether learners download such files without being told of each.
    pub fn is_download(self) -> bool {
        matches!(self, Self::Document | Self::Sound)
    }

    /// The kind that a file's extension (lower case, no dot) says.
    pub fn of(extension: &str) -> Self {
        match extension {
            "md" | "markdown" | "mdx" | "mdown" | "mkd" | "mkdn" | "qmd" | "rmd" => Self::Markdown,
            "mp4" | "mov" | "qt" | "webm" | "wmv" | "avi" | "m4v" | "ogv" | "mkv" => Self::Video,
            "png" | "jpg" | "jpeg" | "jpe" | "gif" | "webp" | "svg" | "bmp" | "tif" | "tiff" | "heic"
            | "heif" | "avif" | "ico" => Self::Image,
            "pdf" | "doc" | "docx" | "dotx" | "odt" | "rtf" | "pages" | "ppt" | "pptx" | "key" | "odp"
            | "xls" | "xlsx" | "ods" | "csv" | "numbers" | "odg" | "sxw" | "sxc" | "sxi" | "gdoc"
            | "epub" | "mobi" | "zip" | "rar" | "7z" | "tar" | "gz" | "tgz" => Self::Document,
            "mp3" | "m4a" | "m4b" | "wav" | "flac" | "ogg" | "oga" | "opus" | "aac" => Self::Sound,
            "vtt" | "srt" => Self::Captions,
            _ => Self::Other,
        }
    }
}

impl Tree {
    /// Adds a folder below `parent`.
    pub fn add_dir(&mut self, parent: Option<DirId>, path: CoursePath, ignored: bool) -> DirId {
        let id = self.dirs.len();
        self.by_path.insert(path.clone(), Entry::Dir(id));
        if let Some(parent) = parent {
            self.dirs[parent].dirs.push(id);
        }
        self.dirs.push(Dir {
            path,
            parent,
            dirs: Vec::new(),
            files: Vec::new(),
            ignored,
            transparent: false,
        });
        id
    }

    /// Adds a file to `dir`.
    pub fn add_file(&mut self, dir: DirId, path: CoursePath, kind: FileKind, ignored: bool) -> FileId {
        let id = self.files.len();
        self.by_path.insert(path.clone(), Entry::File(id));
        self.dirs[dir].files.push(id);
        self.files.push(File { path, dir, kind, ignored });
        id
    }

    /// Adds a file that is found by its name alone: it is nobody's of its own accord.
    pub fn add_unlisted_file(&mut self, dir: DirId, path: CoursePath, kind: FileKind) {
        let id = self.files.len();
        self.by_path.insert(path.clone(), Entry::File(id));
        self.files.push(File { path, dir, kind, ignored: true });
    }

    /// Takes a folder out of its parent: it is still found by name, and no lesson is looked for
    /// in it any more.
    pub fn detach(&mut self, dir: DirId) {
        if let Some(parent) = self.dirs[dir].parent {
            self.dirs[parent].dirs.retain(|&other| other != dir);
        }
        for file in self.markdown_below(dir).collect::<Vec<_>>() {
            self.leave_out(file);
        }
    }

    /// Lets `dir`, another way to `original`, show the files of that one; its lessons count once.
    pub fn share_files(&mut self, dir: DirId, original: DirId) {
        let name = |file: FileId| self.files[file].path.name().to_owned();
        let originals: BTreeMap<String, FileId> =
            self.dirs[original].files.iter().map(|&file| (name(file), file)).collect();
        let own = std::mem::take(&mut self.dirs[dir].files);
        for file in own {
            let Some(&original) = originals.get(self.files[file].path.name()) else { continue };
            self.by_path.insert(self.files[file].path.clone(), Entry::File(original));
            self.leave_out(file);
            if !matches!(self.files[original].kind, FileKind::Markdown | FileKind::OtherMarkdown) {
                self.dirs[dir].files.push(original);
            }
        }
    }

    /// Whether the author hides a path, or a folder above it.
    pub fn hides(&self, path: &CoursePath) -> bool {
        !self.hidden.is_empty()
            && successors(Some(path.clone()), CoursePath::parent).any(|above| self.hidden.contains(&above))
    }

    /// Makes a lesson or index file just a file.
    pub fn leave_out(&mut self, file: FileId) {
        if self.files[file].kind == FileKind::Markdown {
            self.files[file].kind = FileKind::OtherMarkdown;
        }
    }

    /// The folder or file at exactly this path.
    pub fn at(&self, path: &CoursePath) -> Option<Entry> {
        self.by_path.get(path).copied()
    }

    /// The files of a name, a page's with or without its extension, whatever the case of their letters. It is asked
    /// when all of them are there.
    pub fn named(&self, name: &str) -> &[FileId] {
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<FileId>> = HashMap::default();
            for (id, file) in self.files.iter().enumerate() {
                by_name.entry(folded(file.path.name())).or_default().push(id);
                if matches!(file.kind, FileKind::Markdown | FileKind::OtherMarkdown) {
                    by_name.entry(folded(file.path.stem())).or_default().push(id);
                }
            }
            by_name
        });
        by_name.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    /// The path of a folder or file.
    pub fn path_of(&self, entry: Entry) -> &CoursePath {
        match entry {
            Entry::File(id) => &self.files[id].path,
            Entry::Dir(id) => &self.dirs[id].path,
        }
    }

    /// The folders and files that a path or glob names.
    pub fn at_pattern(&self, pattern: &str) -> Vec<Entry> {
        let pattern = &*nfc(pattern);
        let exact = CoursePath::root().join(pattern).ok().and_then(|path| self.at(&path));
        if let Some(entry) = exact {
            return vec![entry];
        }
        let is_glob = pattern.contains(['*', '?', '[', '{']);
        let Some(glob) = Glob::new(pattern).ok().filter(|_| is_glob) else { return Vec::new() };
        let glob = glob.compile_matcher();
        let dirs = (1..self.dirs.len()).filter(|&dir| glob.is_match(self.dirs[dir].path.as_str()));
        let files = (0..self.files.len()).filter(|&file| glob.is_match(self.files[file].path.as_str()));
        dirs.map(Entry::Dir).chain(files.map(Entry::File)).collect()
    }

    /// The lessons and index files directly in a folder.
    pub fn markdown(&self, dir: DirId) -> impl Iterator<Item = FileId> {
        self.files_of_kind(dir, FileKind::Markdown)
    }

    /// The files of one kind directly in a folder.
    pub fn files_of_kind(&self, dir: DirId, kind: FileKind) -> impl Iterator<Item = FileId> {
        self.dirs[dir].files.iter().copied().filter(move |&file| self.files[file].kind == kind)
    }

    /// Every file in a folder and below it.
    pub fn files_below(&self, dir: DirId) -> Vec<FileId> {
        self.dirs_below(dir).flat_map(|dir| &self.dirs[dir].files).copied().collect()
    }

    /// The lessons and index files in a folder and below it, as they are found.
    pub fn markdown_below(&self, dir: DirId) -> impl Iterator<Item = FileId> {
        self.dirs_below(dir).flat_map(|dir| self.markdown(dir))
    }

    /// A folder and every folder below it.
    fn dirs_below(&self, dir: DirId) -> impl Iterator<Item = DirId> {
        let mut open = vec![dir];
        std::iter::from_fn(move || {
            let dir = open.pop()?;
            open.extend(&self.dirs[dir].dirs);
            Some(dir)
        })
    }
}

/// Whether a file of this name is Markdown.
pub(crate) fn is_markdown(name: &str) -> bool {
    FileKind::of_name(name) == FileKind::Markdown
}

/// Whether a file of this name is a video or a recording: alone, it is a lesson.
pub(crate) fn is_video_or_sound(name: &str) -> bool {
    matches!(FileKind::of_name(name), FileKind::Video | FileKind::Sound)
}

/// A name as it is compared when only its letters matter: NFC, lower case.
pub(crate) fn fold(name: &str) -> Cow<'_, str> {
    if is_lower_case(name) {
        Cow::Borrowed(name)
    } else if name.is_ascii() {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Owned(name.nfc().collect::<String>().to_lowercase())
    }
}

/// The same, NFC also where no letter is a capital.
fn folded(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.nfc().collect::<String>().to_lowercase() }
}

/// The words of a name.
pub(crate) fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Compares two names as a person would sort them: without case, numbers by value.
pub(crate) fn natural_order(a: &str, b: &str) -> std::cmp::Ordering {
    alphanumeric_sort::compare_str(fold(a), fold(b)).then_with(|| a.cmp(b))
}
