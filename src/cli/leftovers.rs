//! The line about files that are in no lesson: their number, their kinds, and the first names of each.

use crate::diagnostic::render::one_line;
use crate::model::{FileGroup, Leftover};
use crate::size::count;

use super::load::LoadedCourse;
use super::output::terminal::Terminal;

/// At most this many names of a kind are shown.
const NAMED: usize = 3;

/// The line of one course; none if every file is in a lesson.
pub(super) fn line(leftovers: &[Leftover]) -> Option<String> {
    Some(format!("{} {}", count(leftovers.len(), "file is", "files are"), in_no_lesson(leftovers)?))
}

/// The same as a part of what an import does: `1 file in no lesson: …`.
pub(super) fn part(leftovers: &[Leftover]) -> Option<String> {
    Some(format!("{} {}", count(leftovers.len(), "file", "files"), in_no_lesson(leftovers)?))
}

fn in_no_lesson(leftovers: &[Leftover]) -> Option<String> {
    let kinds: Vec<String> = FileGroup::ALL.iter().filter_map(|&group| of_kind(leftovers, group)).collect();
    (!kinds.is_empty()).then(|| format!("in no lesson: {}", kinds.join("; ")))
}

fn of_kind(leftovers: &[Leftover], group: FileGroup) -> Option<String> {
    let paths: Vec<&str> =
        leftovers.iter().filter(|file| file.group == group).map(|file| file.path.as_str()).collect();
    if paths.is_empty() {
        return None;
    }
    let names: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{}`", one_line(path))).collect();
    let more = if paths.len() > NAMED { ", …" } else { "" };
    let (one, many) = group.words();
    Some(format!("{} ({}{more})", count(paths.len(), one, many), names.join(", ")))
}

/// Prints the line of each course that has one, and how to see all names.
pub(super) fn print(found: &[LoadedCourse], json: &str, terminal: &mut Terminal) {
    let mut is_shortened = false;
    for course in found {
        let leftovers = &course.scan.leftovers;
        let Some(line) = line(leftovers) else { continue };
        is_shortened |= line.contains('…');
        if found.len() > 1 {
            terminal.status(&format!("{}: {line}", course.prefix()));
        } else {
            terminal.status(&line);
        }
    }
    if is_shortened {
        terminal.status(&format!("run `{json}` for all names"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CoursePath;

    fn leftover(path: &str, group: FileGroup) -> Leftover {
        Leftover { path: CoursePath::root().join(path).unwrap(), group }
    }

    #[test]
    fn kinds_are_counted_what_learners_would_miss_first() {
        assert_eq!(line(&[]), None);
        let mut files = vec![leftover("x.py", FileGroup::Code), leftover("a/b.docx", FileGroup::Text)];
        assert_eq!(
            line(&files).unwrap(),
            "2 files are in no lesson: 1 text in another format (`a/b.docx`); 1 code file (`x.py`)"
        );
        files.truncate(1);
        files.extend((1..5).map(|at| leftover(&format!("{at}.py"), FileGroup::Code)));
        assert_eq!(
            line(&files).unwrap(),
            "5 files are in no lesson: 5 code files (`x.py`, `1.py`, `2.py`, …)"
        );
    }
}
