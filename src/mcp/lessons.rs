//! Reads and writes Markdown files of a course for an agent, and no others.

use std::path::Path;

use crate::fs::{Access, Root, WriteDir};
use crate::model::CoursePath;
use crate::source;

/// A lesson has at most so many bytes.
const MAX_BYTES: usize = 4 << 20;

/// The path of a lesson, or why an agent may not use it.
pub(super) fn path(written: &str) -> Result<CoursePath, String> {
    let refused = |why: &str| Err(format!("`{written}` {why}"));
    let Ok(path) = CoursePath::root().join(written) else {
        return refused("is not relative to the course");
    };
    if !path.is_inside() || path.is_root() {
        return refused("is outside the course");
    }
    if path.segments().any(|name| name.starts_with('.')) {
        return refused("is hidden");
    }
    let folder = path.parent().unwrap_or_default();
    if folder.segments().any(|name| source::is_left_out(name, true)) {
        return refused("is in an excluded folder");
    }
    if path.segments().any(|name| name.contains(char::is_control)) {
        return refused("has a control character in its name");
    }
    if !source::is_markdown(path.name()) {
        return refused("is not a Markdown file");
    }
    Ok(path)
}

/// The text of a lesson.
pub(super) fn read(course: &Path, path: &CoursePath) -> Result<String, String> {
    let root = Root::new(course).map_err(|error| error.to_string())?;
    let real = root.open(path).map_err(|_| format!("`{path}` is not in the course"))?;
    if !root.course_holds(&real) {
        return Err(format!("`{path}` is outside the course"));
    }
    let bytes = root.read(path, MAX_BYTES as u64).map_err(|error| format!("{error}: {}", error.source))?;
    String::from_utf8(bytes).map_err(|_| format!("`{path}` is not UTF-8"))
}

/// Writes a lesson as a whole; gives whether it is new. A file with another text than `expected` is left alone.
pub(super) fn write(
    course: &Path,
    path: &CoursePath,
    text: &str,
    expected: Option<&str>,
) -> Result<bool, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("the text has more than {} MB", MAX_BYTES >> 20));
    }
    let root = Root::new(course).map_err(|error| error.to_string())?;
    let folder = WriteDir::open(root.course()).map_err(|error| error.to_string())?;
    let disk = root.disk(path);
    let below = disk.strip_prefix(root.course()).map_err(|_| format!("`{path}` is outside the course"))?;
    let failed = |error: crate::fs::Error| format!("{error}: {}", error.source);
    let is_new = !folder.has_file(below).map_err(failed)?;
    if let Some(expected) = expected {
        let now = if is_new { String::new() } else { read(course, path)? };
        if now != expected {
            return Err(format!("`{path}` changed: its text is not the expected one; read it again"));
        }
    }
    if is_new {
        folder.create(below, text.as_bytes()).map_err(failed)?;
    } else {
        folder.replace(below, text.as_bytes(), Access::Usual).map_err(failed)?;
    }
    Ok(is_new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markdown_below_the_course_is_a_lesson() {
        for name in ["a.md", "01-start/02 b.md", "x/../a.md"] {
            assert!(path(name).is_ok(), "{name}");
        }
        for name in [
            "course.yaml",
            "coursedir.lock",
            "../a.md",
            "/a.md",
            "C:\\a.md",
            "",
            ".",
            ".git/a.md",
            "x/.hidden.md",
            "node_modules/a.md",
            "a.txt",
            "a.md/..",
            "a\u{1}.md",
        ] {
            assert!(path(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_text_that_is_not_expected_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let lesson = path("01/a.md").unwrap();
        assert_eq!(write(folder.path(), &lesson, "one", Some("")), Ok(true));
        assert_eq!(write(folder.path(), &lesson, "two", Some("one")), Ok(false));
        assert!(write(folder.path(), &lesson, "three", Some("one")).is_err());
        assert_eq!(read(folder.path(), &lesson), Ok("two".to_owned()));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed_to_a_file_outside() {
        let home = tempfile::tempdir().unwrap();
        let course = home.path().join("course");
        std::fs::create_dir(&course).unwrap();
        std::fs::write(home.path().join("secret.md"), "secret").unwrap();
        std::os::unix::fs::symlink("../secret.md", course.join("a.md")).unwrap();
        std::os::unix::fs::symlink("..", course.join("up")).unwrap();
        for name in ["a.md", "up/secret.md", "up/new.md"] {
            let lesson = path(name).unwrap();
            assert!(read(&course, &lesson).is_err(), "{name}");
            assert!(write(&course, &lesson, "x", None).is_err(), "{name}");
        }
        assert_eq!(std::fs::read_to_string(home.path().join("secret.md")).unwrap(), "secret");
        assert!(!home.path().join("new.md").exists());
    }
}
