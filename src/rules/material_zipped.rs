//! `material-zipped`: a material that the platform has no type for is uploaded in a zip archive.
//!
//! Learners get an archive where the author sees a file; this is often fine. Example: `[The notebook](loops.ipynb)`.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Address, CoursePath, Packing};
use crate::source::rule_context::RuleContext;

use super::unplayable_video::is_unplayable_material;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    let is_packed = |path: &CoursePath| {
        let packing = whole.course.files.get(path).map(|file| file.packing);
        packing == Some(Packing::Zip) && !is_unplayable_material(path, &whole.limits)
    };
    for lesson in whole.course.lessons() {
        let paths = lesson.materials.iter().filter_map(|material| match &material.address {
            Address::Local(path) if is_packed(path) => Some(path),
            _ => None,
        });
        let paths: Vec<&CoursePath> = paths.collect();
        let [first, rest @ ..] = paths.as_slice() else { continue };
        let name = first.name();
        let message = match rest.len() {
            0 => format!("`{name}` is uploaded in a zip archive: the platform has no type for it"),
            more => format!(
                "`{name}` and {more} more are uploaded in zip archives: the platform has no type for them"
            ),
        };
        findings.push(Diagnostic::new(Code::MaterialZipped, message).at(Place::whole(lesson.path.clone())));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    #[test]
    fn what_is_packed_is_said_once_a_lesson() {
        check_course(
            "
            a.md: [one](x.ipynb) and [two](y.py)
            b.md: [one](x.ipynb)
            x.ipynb
            y.py
            ",
            "
            a.md: info[material-zipped]: `x.ipynb` and 1 more are uploaded in zip archives: the platform has no type for them
            b.md: info[material-zipped]: `x.ipynb` is uploaded in a zip archive: the platform has no type for it
            ",
        );
    }

    #[test]
    fn what_the_platform_knows_goes_as_it_is() {
        check_course("a.md: [one](x.pdf) and [two](y.zip)\nx.pdf\ny.zip", "");
    }
}
