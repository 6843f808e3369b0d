//! Files that belong to a lesson by their name: `03-loops.pdf`, `03-loops-worksheet.xlsx` and the
//! folders `03-loops/` and `03-loops.assets/` beside `03-loops.md`.
//!
//! Where two stems fit a name the longest wins, so all names of a folder are looked at together, once.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::model::CoursePath;
use crate::source::files::tree::{DirId, FileId, FileKind, Tree, fold, natural_order};
use crate::source::maps::{HashMap, HashSet};

/// Which file belongs to whom.
pub(super) struct Ownership {
    by_owner: HashMap<FileId, Owned>,
    owners: HashMap<FileId, FileId>,
}

/// What belongs to one page or video by name.
#[derive(Debug, Default)]
pub(super) struct Owned {
    /// Documents, videos and images beside it, in natural order.
    pub files: Vec<FileId>,
    /// Folders beside it that hold no lessons.
    pub dirs: Vec<DirId>,
}

/// What can be between a lesson's stem and the rest of a name.
const SEPARATORS: [char; 4] = ['-', '_', '.', ' '];

/// What folders of a page's files are called besides its stem: Typora, Obsidian and browsers add these.
const FOLDER_SUFFIXES: [&str; 4] = [".assets", "-assets", "_assets", "_files"];

impl Ownership {
    /// Looks at every folder that holds Markdown or one of `videos`, which are lessons of their own.
    pub fn new(tree: &Tree, videos: &[FileId]) -> Self {
        let mut ownership = Self { by_owner: HashMap::default(), owners: HashMap::default() };
        let videos: HashSet<FileId> = videos.iter().copied().collect();
        let with_lessons = folders_with_lessons(tree);
        for node in &tree.dirs {
            let files: Vec<FileId> =
                node.files.iter().copied().filter(|&file| may_belong(tree.files[file].kind)).collect();
            let dirs: Vec<DirId> = node.dirs.iter().copied().filter(|&child| !with_lessons[child]).collect();
            if files.is_empty() && dirs.is_empty() {
                continue;
            }
            let owners = owners(tree, &node.files, &videos);
            for file in files {
                ownership.take_file(tree, &owners, file);
            }
            for dir in dirs {
                ownership.take_dir(tree, &owners, dir);
            }
        }
        ownership.sort(tree);
        ownership
    }

    fn take_file(&mut self, tree: &Tree, owners: &Owners<'_>, file: FileId) {
        let stem = fold(tree.files[file].path.stem());
        if let Some(owner) = longest(owners, &stem).filter(|&owner| owner != file) {
            self.by_owner.entry(owner).or_default().files.push(file);
            self.owners.insert(file, owner);
        }
    }

    fn take_dir(&mut self, tree: &Tree, owners: &Owners<'_>, dir: DirId) {
        let name = fold(tree.dirs[dir].path.name());
        let stem = FOLDER_SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
        if let Some(&owner) = owners.get(stem).or_else(|| owners.get(name.as_ref())) {
            self.by_owner.entry(owner).or_default().dirs.push(dir);
            for file in tree.files_below(dir) {
                self.owners.insert(file, owner);
            }
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted on its own")]
    fn sort(&mut self, tree: &Tree) {
        for owned in self.by_owner.values_mut() {
            owned.files.sort_by(|&a, &b| by_name(&tree.files[a].path, &tree.files[b].path));
        }
    }

    /// What belongs to this page or video.
    pub fn of(&self, owner: FileId) -> Option<&Owned> {
        self.by_owner.get(&owner)
    }

    /// The folders that belong to a page or video, in no order.
    pub fn dirs(&self) -> impl Iterator<Item = DirId> {
        self.by_owner.values().flat_map(|owned| owned.dirs.iter().copied())
    }

    /// The page or video that this file belongs to.
    pub fn owner(&self, file: FileId) -> Option<FileId> {
        self.owners.get(&file).copied()
    }
}

/// The shorter stem first: `03-loops.pdf` before `03-loops-sheet.pdf`, as a person would list them.
fn by_name(a: &CoursePath, b: &CoursePath) -> Ordering {
    natural_order(a.stem(), b.stem()).then_with(|| a.name().cmp(b.name()))
}

fn may_belong(kind: FileKind) -> bool {
    kind.is_download() || matches!(kind, FileKind::Video | FileKind::Image)
}

/// The pages and video lessons of a folder, by their stems.
type Owners<'t> = HashMap<Cow<'t, str>, FileId>;

fn owners<'t>(tree: &'t Tree, files: &[FileId], videos: &HashSet<FileId>) -> Owners<'t> {
    let is_page =
        |file: &FileId| matches!(tree.files[*file].kind, FileKind::Markdown | FileKind::OtherMarkdown);
    let (pages, others): (Vec<FileId>, Vec<FileId>) = files.iter().partition(|&file| is_page(file));
    let mut owners = Owners::default();
    // Pages come first: `x.mp4` beside `x.md` is no lesson of its own.
    for owner in pages.into_iter().chain(others.into_iter().filter(|file| videos.contains(file))) {
        owners.entry(fold(tree.files[owner].path.stem())).or_insert(owner);
    }
    owners
}

/// The owner of the longest stem that `stem` begins with, at a separator.
fn longest(owners: &Owners<'_>, stem: &str) -> Option<FileId> {
    let mut end = stem.len();
    loop {
        if let Some(&owner) = owners.get(&stem[..end]) {
            return Some(owner);
        }
        end = stem[..end].rfind(SEPARATORS)?;
    }
}

/// For each folder, whether lessons are in it or below it.
fn folders_with_lessons(tree: &Tree) -> Vec<bool> {
    let mut marked = vec![false; tree.dirs.len()];
    for file in tree.files.iter().filter(|file| file.kind == FileKind::Markdown) {
        let mut next = Some(file.dir);
        while let Some(dir) = next.filter(|&dir| !marked[dir]) {
            marked[dir] = true;
            next = tree.dirs[dir].parent;
        }
    }
    marked
}

/// Every file below a folder, in natural order of their paths.
pub(super) fn files_below(tree: &Tree, dir: DirId) -> Vec<FileId> {
    let mut files = tree.files_below(dir);
    files.sort_by(|&a, &b| natural_order(tree.files[a].path.as_str(), tree.files[b].path.as_str()));
    files
}
