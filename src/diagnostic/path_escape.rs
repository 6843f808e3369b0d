//! Files outside the course. One line in `course.yaml` allows the whole folder, so all files in it are one finding.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Fix, Severity};
use crate::model::CoursePath;

/// How the help for a file begins that is there.
const FOUND: &str = "write `assets_root: ";

/// How the help for a file begins that is not there, or cannot be opened.
const MOVE: &str = "move the files into the course";

/// What an author can do about a `path` (relative to the course) that leaves the course. `can_open` says whether
/// `assets_root` could open it.
pub(crate) fn help(path: &CoursePath, can_open: bool) -> String {
    let is_hidden = path.segments().any(|segment| segment != ".." && segment.starts_with('.'));
    match ups(path) {
        _ if is_hidden => "copy the file itself into the course".to_owned(),
        0 => "copy the file itself into the course".to_owned(),
        _ if !can_open => MOVE.to_owned(),
        levels => format!(
            "{MOVE}, or write `assets_root: {}` in `course.yaml` so that lessons can use \
             them",
            climb(levels),
        ),
    }
}

/// The same if there is a file of this name.
pub(crate) fn help_for_found(path: &CoursePath) -> String {
    help_at(ups(path))
}

fn help_at(levels: usize) -> String {
    format!(
        "{FOUND}{}` in `course.yaml` so that lessons can use the files there, or copy them into the course",
        climb(levels)
    )
}

fn ups(path: &CoursePath) -> usize {
    path.segments().take_while(|segment| *segment == "..").count()
}

fn climb(levels: usize) -> String {
    vec![".."; levels].join("/")
}

/// Merges all findings that the same line would fix into the first, with the number of the others. Files that are
/// there are one finding: the highest folder holds all of them. `setting` makes the fix that writes the line.
pub(crate) fn merge(diagnostics: &mut Vec<Diagnostic>, setting: impl Fn(&str) -> Option<Fix>) {
    merge_found(diagnostics, setting);
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        settled_by(diagnostic).is_none_or(|help| {
            let count = alike.entry(help.to_owned()).or_default();
            *count += 1;
            *count == 1
        })
    });
    for diagnostic in diagnostics {
        let more = settled_by(diagnostic).and_then(|help| alike.get(help)).map_or(0, |count| count - 1);
        count(diagnostic, more);
    }
}

fn merge_found(diagnostics: &mut Vec<Diagnostic>, setting: impl Fn(&str) -> Option<Fix>) {
    let found =
        || diagnostics.iter().enumerate().filter_map(|(at, found)| Some((at, found, levels_of(found)?)));
    let Some(levels) = found().map(|(.., levels)| levels).max() else { return };
    let more = found().count() - 1;
    let error = found().find(|(_, found, _)| found.severity == Severity::Error).or_else(|| found().next());
    let Some(kept) = error.map(|(at, ..)| at) else { return };
    let mut merged = diagnostics[kept].clone();
    count(&mut merged, more);
    merged.help = Some(help_at(levels));
    merged.fix = setting(&climb(levels));
    let mut at = 0;
    diagnostics.retain_mut(|diagnostic| {
        at += 1;
        if at - 1 == kept {
            // Its help is another from now on, so that it is not merged again.
            std::mem::swap(diagnostic, &mut merged);
            return true;
        }
        levels_of(diagnostic).is_none()
    });
}

fn count(diagnostic: &mut Diagnostic, more: usize) {
    match more {
        0 => {}
        1 => diagnostic.message.push_str(", and so is 1 more"),
        more => diagnostic.message = format!("{}, and so are {more} more", diagnostic.message),
    }
}

/// How many levels above the course a file is, if it is there.
fn levels_of(diagnostic: &Diagnostic) -> Option<usize> {
    let help = diagnostic.help.as_deref().filter(|_| diagnostic.code == Code::OutsideCourse)?;
    let (folder, _) = help.strip_prefix(FOUND)?.split_once('`')?;
    Some(folder.split('/').count())
}

fn settled_by(diagnostic: &Diagnostic) -> Option<&str> {
    let help = diagnostic.help.as_deref().filter(|help| help.starts_with(MOVE));
    help.filter(|_| diagnostic.code == Code::OutsideCourse)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(path: &str, severity: Severity, is_there: bool) -> Diagnostic {
        let at = CoursePath::root().join(path).unwrap();
        let mut found = Diagnostic::new(Code::OutsideCourse, format!("`{path}` is outside the course"));
        found.severity = severity;
        found.help(if is_there { help_for_found(&at) } else { help(&at, true) })
    }

    #[test]
    fn files_that_are_there_are_one_finding_at_the_first_error() {
        let mut found = vec![
            outside("../a.png", Severity::Warning, true),
            outside("../b.png", Severity::Error, true),
            outside("../no.png", Severity::Error, false),
            outside("../../c.png", Severity::Error, true),
            outside("../nor.png", Severity::Error, false),
        ];
        merge(&mut found, |folder| {
            Some(Fix {
                file: None,
                span: 0..0,
                replaces: String::new(),
                replacement: folder.to_owned(),
                what: String::new(),
            })
        });
        let said: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(
            said,
            [
                "`../b.png` is outside the course, and so are 2 more",
                "`../no.png` is outside the course, and so is 1 more"
            ]
        );
        assert!(found[0].help.as_ref().unwrap().starts_with("write `assets_root: ../..`"));
        assert_eq!(found[0].fix.as_ref().unwrap().replacement, "../..");
        assert_eq!(found[1].fix, None);
    }
}
