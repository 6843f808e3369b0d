//! Writes the fixes of findings into their files.
//!
//! Start at [`plan`]. It collects the fixes of a scan by file and makes the new text; [`Change::write`] writes the
//! whole file. A file is changed only if it is in the course itself and unchanged since it was read. Of two
//! overlapping fixes, only the first is applied. [`diff`] shows a change.

pub mod diff;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Fix};
use crate::fs::{self, Access, Denied, Root, WriteDir};
use crate::model::CoursePath;

/// The new text of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// As findings name it.
    pub path: CoursePath,
    /// The file itself, links followed.
    pub disk: PathBuf,
    /// The folder of its course, links followed.
    root: PathBuf,
    /// Whether the file is not there yet.
    is_new: bool,
    /// What it holds.
    pub before: String,
    /// What it is to hold.
    pub after: String,
    /// How many fixes are made in it.
    pub fixes: usize,
}

/// In bytes: no page is larger.
const MAX_BYTES: u64 = 64 << 20;

/// Gathers what can be fixed of `diagnostics`, which were found in the course in `folder`.
pub fn plan(folder: &Path, diagnostics: &[Diagnostic]) -> Result<Vec<Change>, fs::Error> {
    let root = Root::new(folder)?;
    let mut files: BTreeMap<PathBuf, (CoursePath, Vec<&Fix>)> = BTreeMap::new();
    for diagnostic in diagnostics {
        let (Some(fix), Some(place)) = (&diagnostic.fix, &diagnostic.place) else { continue };
        let path = fix.file.as_ref().unwrap_or(&place.path);
        let disk = match root.open(path) {
            // A link may lead out of the course, or to a file that has another name in it.
            Ok(disk) if root.course_holds(&disk) => disk,
            Err(Denied::Missing) if fix.replaces.is_empty() && !root.disk(path).is_symlink() => {
                root.disk(path)
            }
            _ => continue,
        };
        files.entry(disk).or_insert_with(|| (path.clone(), Vec::new())).1.push(fix);
    }
    let mut changes = Vec::new();
    for (disk, (path, fixes)) in files {
        let is_new = !disk.exists();
        let content = if is_new { Vec::new() } else { fs::read_real(&disk, MAX_BYTES)? };
        let Ok(before) = String::from_utf8(content) else { continue };
        let (after, made) = apply(&before, fixes);
        if made > 0 {
            let root = root.course().to_owned();
            changes.push(Change { path, disk, root, is_new, before, after, fixes: made });
        }
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// The text with the fixes made that fit it, and how many these are.
pub(crate) fn apply(text: &str, mut fixes: Vec<&Fix>) -> (String, usize) {
    fixes.sort_by(|a, b| {
        (a.span.start, a.span.end, &a.replacement).cmp(&(b.span.start, b.span.end, &b.replacement))
    });
    let mut result = String::with_capacity(text.len());
    let (mut at, mut made) = (0, 0);
    for fix in fixes {
        let is_same = text.get(fix.span.clone()) == Some(fix.replaces.as_str())
            && (text.is_empty() || !fix.replaces.is_empty());
        if fix.span.start < at || !is_same || text.is_empty() && made > 0 {
            continue;
        }
        result.push_str(&text[at..fix.span.start]);
        result.push_str(&fix.replacement);
        at = fix.span.end;
        made += 1;
    }
    result.push_str(&text[at..]);
    (result, made)
}

impl Change {
    /// Writes the file: the new text as a whole or nothing.
    pub fn write(&self) -> Result<(), fs::Error> {
        let path = self.disk.strip_prefix(&self.root).unwrap_or(&self.disk);
        let folder = WriteDir::open(&self.root)?;
        if self.is_new {
            return folder.create(path, self.after.as_bytes());
        }
        folder.sweep([path]);
        folder.replace(path, self.after.as_bytes(), Access::Usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    fn fix(text: &str, what: &str, with: &str) -> Fix {
        let at = text.find(what).unwrap();
        Fix::new(text, at..at + what.len(), with).unwrap()
    }

    #[test]
    fn of_two_fixes_that_overlap_the_first_is_made() {
        let text = "one two three";
        let (first, second, third) =
            (fix(text, "one two", "1 2"), fix(text, "two", "zwei"), fix(text, "three", "3"));
        let fixes = vec![&third, &second, &first, &first];
        assert_eq!(apply(text, fixes), ("1 2 3".to_owned(), 2));
    }

    #[test]
    fn a_text_that_is_no_longer_what_was_read_stays() {
        let stale = fix("one two", "two", "2");
        assert_eq!(apply("one six", vec![&stale]), ("one six".to_owned(), 0));
        assert_eq!(apply("öne", vec![&fix("xyz", "yz", "y")]).1, 0);
    }

    #[test]
    fn a_new_file_is_written_once_and_never_over_another() {
        let home = tempfile::tempdir().unwrap();
        let setting = Fix::new_file(CoursePath::root().child("course.yaml"), "a: b\n");
        let finding = Diagnostic::new(Code::OutsideCourse, "x")
            .at(Place::whole(CoursePath::root().child("x.md")))
            .fix(Some(setting));
        let changes = plan(home.path(), &[finding.clone(), finding.clone()]).unwrap();
        let [change] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!((change.after.as_str(), change.fixes), ("a: b\n", 1));
        change.write().unwrap();
        assert!(change.write().is_err());
        assert_eq!(std::fs::read_to_string(home.path().join("course.yaml")).unwrap(), "a: b\n");
        assert_eq!(plan(home.path(), &[finding]).unwrap(), []);
    }

    #[cfg(unix)]
    #[test]
    fn what_became_a_link_since_it_was_read_is_not_written() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("course");
        std::fs::create_dir(&root).unwrap();
        std::fs::write(home.path().join("a.md"), "one").unwrap();
        symlink("../a.md", root.join("a.md")).unwrap();
        symlink("..", root.join("part")).unwrap();
        for path in ["a.md", "part/a.md"] {
            let disk = root.join(path);
            let (before, after) = ("one".to_owned(), "two".to_owned());
            let (path, root) = (CoursePath::root(), root.clone());
            let change = Change { path, disk, root, is_new: false, before, after, fixes: 1 };
            let error = change.write().unwrap_err();
            assert!(fs::Refused::of(&error.source).is_some(), "{error}");
        }
        assert_eq!(std::fs::read_to_string(home.path().join("a.md")).unwrap(), "one");
    }
}
