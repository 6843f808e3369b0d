//! Files outside the course. One line in `course.yaml` allows the whole folder, so all files in it are one finding.

use std::collections::BTreeMap;

use super::{Code, Diagnostic};
use crate::model::CoursePath;

/// What an author can do about a `path` (relative to the course) that leaves the course.
pub(crate) fn help(path: &CoursePath) -> String {
    let ups = path.segments().take_while(|segment| *segment == "..").count();
    if ups == 0 {
        return "copy the file itself into the course".to_owned();
    }
    format!(
        "move the files into the course, or write `assets_root: {}` in `course.yaml` so that lessons can use \
         them",
        vec![".."; ups].join("/"),
    )
}

/// Merges all findings that the same line would fix into the first, with the number of the others.
pub(crate) fn merge(diagnostics: &mut Vec<Diagnostic>) {
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
        match more {
            0 => {}
            1 => diagnostic.message.push_str(", and so is 1 more"),
            more => diagnostic.message = format!("{}, and so are {more} more", diagnostic.message),
        }
    }
}

fn settled_by(diagnostic: &Diagnostic) -> Option<&str> {
    let help = diagnostic.help.as_deref().filter(|help| help.contains("assets_root"));
    help.filter(|_| diagnostic.code == Code::OutsideCourse)
}
