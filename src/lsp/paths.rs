//! Paths that authors write: from a page to a file, and the names in a folder that a path may go on with.

use std::fmt::Write as _;

use super::course::Course;
use crate::fs::Vfs;
use crate::model::CoursePath;
use crate::source;

/// The path from a folder to a file, as a link has it.
pub(super) fn relative(from: &CoursePath, to: &CoursePath) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.segments().collect(), to.segments().collect());
    let shared = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// A path as the target of a link: what would end the target, or mean something else in it, is escaped.
pub(super) fn escaped(path: &str) -> String {
    path.chars().fold(String::with_capacity(path.len()), |mut out, letter| {
        if letter.is_ascii_control() || " ()<>%#?\"\\".contains(letter) {
            let _ = write!(out, "%{:02X}", letter as u32);
        } else {
            out.push(letter);
        }
        out
    })
}

/// A name that a path may go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub name: String,
    pub is_folder: bool,
}

/// The names in a folder of the course, hidden and excluded ones left out.
pub(super) fn names(course: &Course, vfs: &Vfs, folder: &CoursePath) -> Vec<Name> {
    let listed = || {
        let root = course.root(vfs).filter(|_| folder.is_inside())?;
        let real = root.open(folder).ok().filter(|real| root.course_holds(real))?;
        vfs.list(&real).ok()
    };
    let is_shown = |name: &str, is_dir: bool| !name.starts_with('.') && !source::is_left_out(name, is_dir);
    let listed = listed().unwrap_or_default().into_iter();
    listed
        .filter(|listed| is_shown(&listed.name, listed.is_dir))
        .map(|listed| Name { name: listed.name, is_folder: listed.is_dir })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_a_folder_to_a_file() {
        let path = |path: &str| CoursePath::root().join(path).unwrap();
        for (from, to, expected) in [
            ("", "a.md", "a.md"),
            ("01", "01/a.md", "a.md"),
            ("01/02", "03/a.md", "../../03/a.md"),
            ("01", "img/x y.png", "../img/x y.png"),
        ] {
            assert_eq!(relative(&path(from), &path(to)), expected);
        }
        assert_eq!(escaped("x y (1).png"), "x%20y%20%281%29.png");
        assert_eq!(escaped("\u{fc}ber.md"), "\u{fc}ber.md");
    }
}
