//! Lists the files of a course (rule 3). It reads only names and ignore files.
//!
//! The walk excludes files that are not lessons, and reports them. It follows symbolic links that stay inside the
//! course. It keeps non-Markdown files that an ignore file excludes, because authors keep videos out of git.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::Match;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::fs::{Entry, Kind, Root, Unusable, Vfs};
use crate::model::{CoursePath, nfc};

use super::exclude::{self, Excluded, Verdict};
use super::git_index::GitIndex;
use super::ignore_files::{IgnoreStack, ignore_files_first, is_ignore_file};
use super::symlink_paths::SymlinkPaths;
use super::titled;
use super::tree::{DirId, FileId, FileKind, ROOT, Tree, is_markdown, is_video_or_sound};
use super::vault;
use crate::source::settings::SETTINGS_FILES;
use crate::source::text_limits;

/// A deeper folder is not read: no course is like that, and links could go on for ever.
const MAX_DEPTH: usize = 64;

/// How many entries of a folder that is left out are looked at to see whether it holds Markdown.
const PROBE_ENTRIES: usize = 2_000;

/// Told of each file that is likely a lesson as soon as it is found.
pub(crate) type Notice<'a> = dyn FnMut(FileId, &CoursePath) + 'a;

/// Lists the course below `root`; `patterns` are the author's own `ignore:` lines.
pub(crate) fn walk(
    root: &Root,
    patterns: &[String],
    notice: &mut Notice<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Tree {
    let mut walk = Walk {
        root,
        notice,
        tree: Tree::default(),
        hidden: IgnoreStack::hiding(root.course(), patterns),
        git: IgnoreStack::git(),
        git_index: None,
        ignored: Vec::new(),
        taken_back: BTreeSet::new(),
        left_out: Excluded::default(),
        ways: SymlinkPaths::default(),
        chain: vec![root.course().to_owned()],
        links_above: 0,
        diagnostics,
    };
    let dir = walk.tree.add_dir(None, CoursePath::root(), false);
    walk.folder(dir, root.course());
    let Walk { mut tree, left_out, ways, ignored, .. } = walk;
    diagnostics.extend(left_out.say());
    diagnostics.extend(exclude::say_ignored(&ignored));
    diagnostics.extend(ways.take_lessons_once(&mut tree));
    tree
}

struct Walk<'a> {
    root: &'a Root,
    notice: &'a mut Notice<'a>,
    tree: Tree,
    /// `.courseignore` and `ignore:`: hide everything, and take back what the rules leave out.
    hidden: IgnoreStack,
    /// `.gitignore` and `.ignore`: hide Markdown.
    git: IgnoreStack,
    /// What git tracks, once it was asked for.
    git_index: Option<GitIndex>,
    /// Markdown that only an ignore file leaves out.
    ignored: Vec<CoursePath>,
    /// Folders that the author took back with `!pattern`.
    taken_back: BTreeSet<DirId>,
    left_out: Excluded,
    ways: SymlinkPaths,
    /// Real paths of the folders from the root to here.
    chain: Vec<PathBuf>,
    /// How many of them were entered through a link.
    links_above: usize,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// A folder that is being walked.
struct Open {
    dir: DirId,
    /// What was left out of it.
    left_out: Vec<String>,
    /// The settings of Obsidian are in it.
    is_vault: bool,
}

/// One entry of a folder, links resolved.
struct WalkEntry {
    name: String,
    disk: PathBuf,
    is_dir: bool,
    /// Where a link ends.
    real: Option<PathBuf>,
}

impl Walk<'_> {
    /// Walks a folder that is at `disk`, and all below it.
    fn folder(&mut self, dir: DirId, disk: &Path) {
        let vfs = self.root.vfs();
        let mut entries = vfs.walk_in_order(disk, ignore_files_first);
        let mut open = vec![self.enter(dir)];
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                // A folder's errors come before its entries.
                Err(error) => {
                    let dir = open.last().map_or(dir, |folder| folder.dir);
                    self.diagnostics.push(text_limits::unreadable(&self.tree.dirs[dir].path, &error.source));
                    continue;
                }
            };
            while open.len() > entry.depth {
                self.leave(open.pop());
            }
            let Some(above) = open.last_mut() else { break };
            if is_ignore_file(&entry.path) {
                let read = self.hidden.add(&entry, self.root).and_then(|()| self.git.add(&entry, self.root));
                if let Err(error) = read {
                    let path = self.tree.dirs[above.dir].path.child(&entry.name().to_string_lossy());
                    self.diagnostics.push(text_limits::unreadable(&path, &error.source));
                }
            }
            let is_dir = entry.kind == Kind::Folder;
            let resolved = self.resolve(above.dir, entry);
            match resolved.and_then(|found| self.entry(above, &found)) {
                Some(below) => open.push(self.enter(below)),
                None if is_dir => entries.skip_current_dir(),
                None => {}
            }
        }
        while !open.is_empty() {
            self.leave(open.pop());
        }
    }

    fn enter(&mut self, dir: DirId) -> Open {
        self.hidden.push();
        self.git.push();
        Open { dir, left_out: Vec::new(), is_vault: false }
    }

    fn leave(&mut self, folder: Option<Open>) {
        let Some(Open { dir, mut left_out, is_vault }) = folder else { return };
        if is_vault {
            left_out.extend(vault::leave_out(&mut self.tree, dir));
        }
        let root = self.root;
        let has_title = |path: &CoursePath| titled::has_title(root, path);
        left_out.extend(exclude::underscore_folders(&mut self.tree, dir, &self.taken_back));
        left_out.extend(exclude::hugo_parts(&mut self.tree, dir, &self.taken_back));
        left_out.extend(exclude::asset_folder_index(&mut self.tree, dir, has_title));
        left_out.extend(exclude::templates(&mut self.tree, dir, has_title));
        self.left_out.add(&self.tree.dirs[dir].path, left_out);
        self.git.pop();
        self.hidden.pop();
        self.chain.pop();
    }

    /// Whether an entry of this name is there already, spelled in another way.
    fn is_there(&mut self, dir: DirId, name: &str) -> bool {
        let is_there = !name.is_ascii() && self.tree.at(&self.tree.dirs[dir].path.child(name)).is_some();
        if is_there {
            let path = self.tree.dirs[dir].path.child(name);
            let message = format!("two files have the name `{path}`, with accents written in two ways");
            self.diagnostics.push(
                Diagnostic::new(Code::UnreadableFile, message)
                    .at(Place::whole(path))
                    .help("rename one of them"),
            );
        }
        is_there
    }

    /// Takes an entry of a folder; gives the folder to walk into, if it is one.
    fn entry(&mut self, above: &mut Open, entry: &WalkEntry) -> Option<DirId> {
        let dir = above.dir;
        above.is_vault |= entry.is_dir && entry.name == vault::SETTINGS;
        if self.is_there(dir, &entry.name) {
            return None;
        }
        let taken_back = match self.hidden.matched(&entry.disk, entry.is_dir) {
            Match::Ignore(()) => {
                self.tree.hidden.insert(self.tree.dirs[dir].path.child(&entry.name));
                return None;
            }
            Match::Whitelist(()) => true,
            Match::None => false,
        };
        let path = self.tree.dirs[dir].path.child(&entry.name);
        let ignored = !taken_back
            && (self.tree.dirs[dir].ignored || self.git.matched(&entry.disk, entry.is_dir).is_ignore());
        match exclude::verdict(&entry.name, entry.is_dir) {
            Verdict::Never => return None,
            Verdict::LeftOut if !taken_back => {
                let is_read = dir == ROOT && exclude::is_summary(&entry.name);
                if !ignored && !is_read && holds_markdown(self.root.vfs(), entry) {
                    above.left_out.push(entry.display());
                }
                if !entry.is_dir {
                    let kind = match FileKind::of_name(&entry.name) {
                        FileKind::Markdown => FileKind::OtherMarkdown,
                        kind => kind,
                    };
                    if exclude::is_unlisted(&entry.name) {
                        self.tree.add_unlisted_file(dir, path, kind);
                    } else {
                        self.tree.add_file(dir, path, kind, true);
                    }
                }
                return None;
            }
            Verdict::LeftOut | Verdict::Keep => {}
        }
        if entry.is_dir {
            return self.subfolder(dir, path, entry, ignored, taken_back);
        }
        let kind = FileKind::of_name(&entry.name);
        let ignored = ignored && !(kind == FileKind::Markdown && self.is_tracked(&path));
        let kind = if ignored && kind == FileKind::Markdown {
            self.ignored.push(path.clone());
            FileKind::OtherMarkdown
        } else {
            kind
        };
        let is_lesson = kind == FileKind::Markdown;
        let file = self.tree.add_file(dir, path, kind, ignored);
        // What is found behind a link may be found again.
        if is_lesson && self.links_above == 0 {
            (self.notice)(file, &self.tree.files[file].path);
        }
        None
    }

    /// Whether git tracks a page that an ignore file names. Its index is read when this is first asked.
    fn is_tracked(&mut self, path: &CoursePath) -> bool {
        let root = self.root;
        self.git_index.get_or_insert_with(|| GitIndex::of(root)).tracks(path)
    }

    /// Gets ready to walk into a folder, and gives it; one that is entered through a link is walked here.
    fn subfolder(
        &mut self,
        parent: DirId,
        path: CoursePath,
        entry: &WalkEntry,
        ignored: bool,
        taken_back: bool,
    ) -> Option<DirId> {
        if self.chain.len() >= MAX_DEPTH {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UnreadableFile,
                    format!("`{path}` is more than {MAX_DEPTH} folders deep"),
                )
                .at(Place::whole(path))
                .help("move it up, or exclude it with `ignore:` in `course.yaml`"),
            );
            return None;
        }
        let is_link = entry.real.is_some();
        let name = entry.disk.file_name();
        let here = self.chain.last().zip(name).map(|(above, name)| above.join(name));
        let real = entry.real.clone().or(here).unwrap_or_else(|| entry.disk.clone());
        // Folders that link each other would be walked in every order there is.
        if is_link && self.links_above > 0 && self.ways.knows(&real) {
            return None;
        }
        let dir = self.tree.add_dir(Some(parent), path, ignored);
        if taken_back {
            self.taken_back.insert(dir);
        }
        self.links_above += usize::from(is_link);
        self.ways.add(dir, &real, is_link, self.links_above > 0);
        self.chain.push(real);
        if !is_link {
            return Some(dir);
        }
        self.folder(dir, &entry.disk);
        self.links_above -= 1;
        None
    }

    /// An entry with its link followed; `None` when it cannot be used.
    fn resolve(&mut self, dir: DirId, entry: Entry) -> Option<WalkEntry> {
        let Some(name) = entry.name().to_str().map(|name| nfc(name).into_owned()) else {
            self.say_not_unicode(dir, &entry.name().to_string_lossy());
            return None;
        };
        let is_dir = match entry.kind {
            Kind::Link => return self.link(dir, name, &entry.path),
            Kind::Folder => true,
            Kind::File => false,
            Kind::Other => {
                self.say_special(dir, &name, &entry.path);
                return None;
            }
        };
        Some(WalkEntry { name, disk: entry.path, is_dir, real: None })
    }

    /// Reports a pipe, device or socket. `course.yaml` is reported where it is read.
    fn say_special(&mut self, dir: DirId, name: &str, disk: &Path) {
        let is_settings = dir == ROOT && SETTINGS_FILES.contains(&name);
        let is_list = dir == ROOT && exclude::is_summary(name);
        let is_read = is_list || is_ignore_file(disk) || exclude::verdict(name, false) == Verdict::Keep;
        if is_settings || !is_read || self.hidden.matched(disk, false).is_ignore() {
            return;
        }
        let path = self.tree.dirs[dir].path.child(name);
        let mut finding = text_limits::unreadable(&path, &Unusable::Special.into());
        let is_lesson = is_markdown(name) || is_video_or_sound(name);
        if !is_lesson && !is_ignore_file(disk) {
            // It is in nobody's way unless a lesson names it, which is said there.
            finding.severity = Severity::Warning;
        }
        self.diagnostics.push(finding);
    }

    fn say_not_unicode(&mut self, dir: DirId, name: &str) {
        let message = format!("the name `{name}` is not valid Unicode, so it is skipped");
        self.diagnostics.push(
            Diagnostic::new(Code::NameNotUnicode, message)
                .at(Place::whole(self.tree.dirs[dir].path.clone()))
                .help("rename it"),
        );
    }

    /// What a link leads to, when it may be followed.
    fn link(&mut self, dir: DirId, name: String, link: &Path) -> Option<WalkEntry> {
        let is_settings = dir == ROOT && SETTINGS_FILES.contains(&name.as_str());
        if is_settings || exclude::verdict(&name, false) != Verdict::Keep {
            return None;
        }
        let vfs = self.root.vfs();
        if self.hidden.matched(link, vfs.kind(link) == Some(Kind::Folder)).is_ignore() {
            return None;
        }
        let path = self.tree.dirs[dir].path.child(&name);
        let Ok(real) = vfs.real(link) else {
            self.symlink_warning(path, "is a symbolic link whose target does not exist");
            return None;
        };
        if !self.root.course_holds(&real) {
            self.symlink_warning(
                path,
                "is a symbolic link to a target outside the course and is not \
                                        followed",
            );
            return None;
        }
        if self.chain.iter().any(|above| above.starts_with(&real)) {
            self.symlink_warning(path, "is a symbolic link to a folder that contains it and is not followed");
            return None;
        }
        let is_dir = match vfs.kind(&real)? {
            Kind::Folder => true,
            Kind::File => false,
            Kind::Link | Kind::Other => {
                self.say_special(dir, &name, link);
                return None;
            }
        };
        Some(WalkEntry { name, disk: link.to_owned(), is_dir, real: Some(real) })
    }

    fn symlink_warning(&mut self, path: CoursePath, what: &str) {
        self.diagnostics.push(
            Diagnostic::new(Code::SymlinkNotFollowed, format!("`{path}` {what}")).at(Place::whole(path)),
        );
    }
}

impl WalkEntry {
    fn display(&self) -> String {
        if self.is_dir { format!("{}/", self.name) } else { self.name.clone() }
    }
}

/// Whether something that is left out holds Markdown that nobody hides, or is a video, so that the author
/// wants to hear of it.
fn holds_markdown(vfs: &Vfs, entry: &WalkEntry) -> bool {
    if !entry.is_dir {
        return is_markdown(&entry.name) || entry.name.starts_with('_') && is_video_or_sound(&entry.name);
    }
    let is_page = |below: Entry| below.kind == Kind::File && below.name().to_str().is_some_and(is_markdown);
    vfs.walk(&entry.disk).take(PROBE_ENTRIES).filter_map(Result::ok).any(is_page)
}

#[cfg(test)]
mod tests;
