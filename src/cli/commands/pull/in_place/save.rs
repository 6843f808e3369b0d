//! Writes the changed files, and keeps what they replace.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::exit::CommandError;
use crate::cli::target;
use crate::fs::{self, Access, Root, WriteDir};
use crate::model::CoursePath;
use crate::shown::shown;
use crate::source::GitFiles;
use crate::sync::lock::FILE_NAME;

use super::work::Work;

/// Takes out changes of files that hold work which is nowhere else, unless `force`.
pub(super) fn protect(work: &mut Work<'_>, root: &Path, force: bool) -> Result<(), CommandError> {
    if force {
        return Ok(());
    }
    let course = Root::new(root)?;
    let git = GitFiles::of(&course);
    let last_run = modified(&root.join(FILE_NAME));
    let is_unsaved = |path: &str, content: &str| match &git {
        Some(git) => !git.has(&CoursePath::root().child(path), content.as_bytes()),
        None => modified(&root.join(path)) > last_run,
    };
    let edits = work.edits.values();
    let unsaved: Vec<String> = edits
        .filter(|edit| edit.before.as_deref().is_some_and(|before| is_unsaved(edit.old_path(), before)))
        .map(|edit| edit.path.clone())
        .collect();
    for path in unsaved {
        if let Some(edit) = work.edits.remove(&path) {
            for node in edit.remembers {
                work.done.remove(&node);
                work.ahead.remove(&node.1);
                work.moved.remove(&node.1);
            }
        }
        let why = if git.is_some() { "not committed" } else { "newer than the last run" };
        work.by_hand(format!(
            "`{}` is {why}: it was left alone; commit it, or run with `--force`",
            shown(&path)
        ));
    }
    Ok(())
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.symlink_metadata().ok()?.modified().ok()
}

/// Writes all files. Gives the folder with the replaced ones, if there are any.
pub(super) fn write(
    work: &Work<'_>,
    root: &Path,
    keep_in: Option<&Path>,
) -> Result<Option<PathBuf>, CommandError> {
    let run = humantime::format_rfc3339_millis(SystemTime::now()).to_string().replace(':', "-");
    let folder = target::pre_images(keep_in).join(run).join("files");
    let is_replaced = work.edits.values().any(|edit| edit.before.is_some());
    if is_replaced {
        fs::create_private_folder(&folder)?;
        let copies = WriteDir::open(&folder)?;
        for edit in work.edits.values() {
            if let Some(before) = &edit.before {
                copies.replace(Path::new(edit.old_path()), before.as_bytes(), Access::Private)?;
            }
        }
    }
    let dir = WriteDir::open(root)?;
    for edit in work.edits.values() {
        let path = Path::new(&edit.path);
        match (&edit.from, &edit.before) {
            (Some(old), _) => {
                dir.create(path, edit.after.as_bytes())?;
                dir.remove(Path::new(old))?;
            }
            (None, None) => dir.create(path, edit.after.as_bytes())?,
            (None, Some(_)) => dir.replace(path, edit.after.as_bytes(), Access::Usual)?,
        }
    }
    Ok(is_replaced.then_some(folder))
}
