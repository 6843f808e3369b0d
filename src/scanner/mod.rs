//! From a folder to a course and everything there is to say about it.
//!
//! [`find`] says which courses a path holds, [`scan`] reads one. The steps, one module each:
//! [`settings`] (`course.yaml`) → [`walk`] (names) → [`language`] (one of several) → [`read`] (each
//! Markdown file read and parsed once, in parallel) → [`layout`] (the outline) → [`media`] (videos,
//! materials, images, links) → the course.
//!
//! Nothing stops at the first mistake: a broken lesson is listed, and its findings with it.

mod allow;
mod assemble;
pub(crate) mod category_file;
pub(crate) mod front_matter;
mod kept;
pub(crate) mod language;
pub(crate) mod layout;
pub(crate) mod left_out;
pub(crate) mod maps;
pub(crate) mod markdown;
pub(crate) mod media;
pub(crate) mod names;
mod outside;
pub(crate) mod page;
pub(crate) mod plan;
mod read;
pub mod schema;
pub(crate) mod settings;
#[cfg(test)]
pub(crate) mod small_course;
pub(crate) mod tree;
pub(crate) mod walk;
pub(crate) mod whole;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::course::{Course, CoursePath};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::fs;

pub use kept::Kept;
use left_out::Verdict;
use tree::FileKind;

/// What the caller decides about a scan.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language to take where there are several; beats `course.yaml`.
    pub language: Option<String>,
    /// Everything becomes a draft.
    pub draft: bool,
    /// Findings to say nothing of, as if `course.yaml` had allowed them.
    pub allow: Vec<Code>,
}

/// A course that was read, and what was noticed.
#[derive(Debug)]
pub struct Scan {
    /// The course's folder, without links.
    pub root: PathBuf,
    /// The folder of images and materials, where the author opened one that is not in the course.
    pub assets: Option<PathBuf>,
    /// `None` when there is no lesson at all.
    pub course: Option<Course>,
    /// In the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// What the author allows: everywhere, or in one file.
    pub allowed: BTreeSet<(Option<CoursePath>, Code)>,
}

impl Scan {
    /// Whether the author wants to hear nothing of `code` in this file.
    pub fn allows(&self, file: &CoursePath, code: Code) -> bool {
        self.allowed.contains(&(None, code)) || self.allowed.contains(&(Some(file.clone()), code))
    }

    /// Whether anything is wrong enough that nothing may be sent.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Names of the author's settings file, in the order in which they are taken.
pub(crate) const SETTINGS_FILES: &[&str] = &["course.yaml", "course.yml"];

/// The name of a single file (without extension) or folder made readable, as a title is made of it.
pub(crate) fn readable_name(name: &str) -> String {
    let prefixes = names::numbers(&[name]);
    names::readable(name, prefixes.first().and_then(Option::as_ref))
}

/// Whether a file of this name is Markdown.
pub(crate) fn is_markdown(name: &str) -> bool {
    FileKind::of_name(name) == FileKind::Markdown
}

/// Whether a file of this name is a video.
pub(crate) fn is_video(name: &str) -> bool {
    FileKind::of_name(name) == FileKind::Video
}

/// Whether a file or folder is left out because of its name.
pub(crate) fn is_left_out(name: &str, is_dir: bool) -> bool {
    left_out::verdict(name, is_dir) != Verdict::Keep
}

/// Whether a folder of this name is for other things than lessons.
pub(crate) fn is_for_other_files(name: &str) -> bool {
    left_out::ASSET_FOLDERS.contains(&tree::fold(name).as_ref())
}

/// The folders of the courses that `path` holds, in order (rule 2): itself when it has a
/// `course.yaml`, else its direct subfolders that have one, else itself.
pub fn find(path: &Path) -> Result<Vec<PathBuf>, fs::Error> {
    let path_is_course = has_settings(path);
    let below = if path_is_course { Vec::new() } else { courses_below(path)? };
    Ok(if below.is_empty() { vec![path.to_owned()] } else { below })
}

/// The course that the author takes a folder for a part of: the nearest folder above it that has a
/// `course.yaml`, if it has none of its own. No further up than its repository; nothing there is opened.
pub(crate) fn course_above(folder: &Path) -> Option<PathBuf> {
    let folder = fs::canonicalize(folder).ok().filter(|folder| !has_settings(folder))?;
    let in_repository = folder.ancestors().take_while(|folder| !folder.join(".git").exists()).count();
    folder.ancestors().take(in_repository + 1).skip(1).find(|above| has_settings(above)).map(Path::to_owned)
}

fn has_settings(path: &Path) -> bool {
    SETTINGS_FILES.iter().any(|name| path.join(name).is_file())
}

/// The direct subfolders that are courses, sorted as a person would sort their names.
fn courses_below(path: &Path) -> Result<Vec<PathBuf>, fs::Error> {
    let mut found: Vec<(String, PathBuf)> = fs::list(path)?
        .into_iter()
        .map(|listed| (path.join(&listed.name), listed.name))
        .filter(|(below, _)| below.is_dir() && has_settings(below))
        .filter(|(_, name)| !name.starts_with('_') && left_out::verdict(name, true) == Verdict::Keep)
        .map(|(below, name)| (name, below))
        .collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let numbers: Vec<Option<names::Number>> =
        names::numbers(&names).into_iter().map(|prefix| prefix.map(|prefix| prefix.number)).collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| {
        let unnumbered_last = |at: usize| (numbers[at].is_none(), numbers[at].clone());
        unnumbered_last(a)
            .cmp(&unnumbered_last(b))
            .then_with(|| tree::natural_order(&found[a].0, &found[b].0))
    });
    Ok(order.into_iter().map(|at| std::mem::take(&mut found[at].1)).collect())
}

/// Reads the course in `path`. Fails only when the folder itself cannot be used.
///
/// What only the whole course shows is for [`crate::check::scan`] to say.
pub fn scan(path: &Path, options: &Options) -> Result<Scan, fs::Error> {
    scan_with(path, options, |_| Vec::new())
}

/// The same, with rules about the whole course.
pub(crate) fn scan_with(path: &Path, options: &Options, rules: whole::Rules) -> Result<Scan, fs::Error> {
    assemble::scan(path, options, rules, None)
}

/// The same once more: pages whose files did not change are taken from the last scan, and kept for the
/// next.
pub(crate) fn scan_kept(
    path: &Path,
    options: &Options,
    rules: whole::Rules,
    kept: &mut Kept,
) -> Result<Scan, fs::Error> {
    assemble::scan(path, options, rules, Some(kept))
}
