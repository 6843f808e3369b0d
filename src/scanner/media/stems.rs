//! Files that belong to a lesson by their name: `03-loops.pdf`, `03-loops-worksheet.xlsx` and the
//! folders `03-loops/` and `03-loops.assets/` beside `03-loops.md`.
//!
//! Where two stems fit a name the longest wins, so all names of a folder are looked at together, once.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::course::CoursePath;
use crate::scanner::tree::{DirId, FileId, FileKind, Tree, fold, natural_order};

/// Which file belongs to whom.
pub(super) struct Stems {
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

/// What can stand between a lesson's stem and the rest of a name.
const SEPARATORS: [char; 4] = ['-', '_', '.', ' '];

/// What folders of a page's files are called besides its stem: Typora, Obsidian and browsers add these.
const FOLDER_SUFFIXES: [&str; 4] = [".assets", "-assets", "_assets", "_files"];

impl Stems {
    /// Looks at every folder that holds Markdown or one of `videos`, which are lessons of their own.
    pub fn new(tree: &Tree, videos: &[FileId]) -> Self {
        let mut stems = Self { by_owner: HashMap::new(), owners: HashMap::new() };
        let mut owners: HashMap<DirId, HashMap<String, FileId>> = HashMap::new();
        let pages =
            tree.files.iter().enumerate().filter(|(_, file)| is_markdown(file.kind)).map(|(id, _)| id);
        // Pages come first: `x.mp4` beside `x.md` is no lesson of its own.
        for owner in pages.chain(videos.iter().copied()) {
            let file = &tree.files[owner];
            owners.entry(file.dir).or_default().entry(fold(file.path.stem())).or_insert(owner);
        }
        let with_lessons = folders_with_lessons(tree);
        for (dir, node) in tree.dirs.iter().enumerate() {
            let Some(owners) = owners.get(&dir) else { continue };
            for &file in &node.files {
                stems.take_file(tree, owners, file);
            }
            for &child in node.dirs.iter().filter(|&&child| !with_lessons[child]) {
                stems.take_dir(tree, owners, child);
            }
        }
        stems.sort(tree);
        stems
    }

    fn take_file(&mut self, tree: &Tree, owners: &HashMap<String, FileId>, file: FileId) {
        let node = &tree.files[file];
        if !matches!(node.kind, FileKind::Document | FileKind::Video | FileKind::Image) {
            return;
        }
        if let Some(owner) = longest(owners, &fold(node.path.stem())).filter(|&owner| owner != file) {
            self.by_owner.entry(owner).or_default().files.push(file);
            self.owners.insert(file, owner);
        }
    }

    fn take_dir(&mut self, tree: &Tree, owners: &HashMap<String, FileId>, dir: DirId) {
        let name = fold(tree.dirs[dir].path.name());
        let stem = FOLDER_SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
        if let Some(&owner) = owners.get(stem).or_else(|| owners.get(&name)) {
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

    /// The page or video that this file belongs to.
    pub fn owner(&self, file: FileId) -> Option<FileId> {
        self.owners.get(&file).copied()
    }
}

/// The shorter stem first: `03-loops.pdf` before `03-loops-sheet.pdf`, as a person would list them.
fn by_name(a: &CoursePath, b: &CoursePath) -> Ordering {
    natural_order(a.stem(), b.stem()).then_with(|| a.name().cmp(b.name()))
}

fn is_markdown(kind: FileKind) -> bool {
    matches!(kind, FileKind::Markdown | FileKind::OtherMarkdown)
}

/// The owner of the longest stem that `stem` begins with, at a separator.
fn longest(owners: &HashMap<String, FileId>, stem: &str) -> Option<FileId> {
    let mut end = stem.len();
    loop {
        if let Some(&owner) = owners.get(&stem[..end]) {
            return Some(owner);
        }
        end = stem[..end].rfind(SEPARATORS)?;
    }
}

/// For each folder, whether lessons lie in it or below it.
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
