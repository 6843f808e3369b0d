//! The courses in a path (rule 2), and the course that a folder is part of.

use std::path::{Path, PathBuf};

use crate::fs;

use super::files::exclude::is_left_out;
use super::files::tree::natural_order;
use super::layout::names::{self, Number};
use super::settings::SETTINGS_FILES;

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

/// Whether a folder has settings of a course.
pub(crate) fn has_settings(path: &Path) -> bool {
    // What is no regular file is one for the scan to report.
    let is_there = |name: &str| std::fs::metadata(path.join(name)).is_ok_and(|found| !found.is_dir());
    SETTINGS_FILES.iter().any(|name| is_there(name))
}

/// The direct subfolders that are courses, sorted as a person would sort their names.
fn courses_below(path: &Path) -> Result<Vec<PathBuf>, fs::Error> {
    let mut found: Vec<(String, PathBuf)> = fs::list(path)?
        .into_iter()
        .map(|listed| (path.join(&listed.name), listed.name))
        .filter(|(below, _)| below.is_dir() && has_settings(below))
        .filter(|(_, name)| !name.starts_with('_') && !is_left_out(name, true))
        .map(|(below, name)| (name, below))
        .collect();
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let numbers: Vec<Option<Number>> =
        names::numbers(&names).into_iter().map(|prefix| prefix.map(|prefix| prefix.number)).collect();
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|&a, &b| {
        let unnumbered_last = |at: usize| (numbers[at].is_none(), numbers[at].clone());
        unnumbered_last(a).cmp(&unnumbered_last(b)).then_with(|| natural_order(&found[a].0, &found[b].0))
    });
    Ok(order.into_iter().map(|at| std::mem::take(&mut found[at].1)).collect())
}
