//! Files that lie outside of the course and are not read.

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic};

use super::place::Spot;
use super::{Media, target};

impl Media<'_> {
    /// Says that `target`, written on a page of `folder`, is outside of the course.
    pub(super) fn say_outside(&mut self, folder: &CoursePath, target: &str, spot: Spot<'_>) {
        let found = Diagnostic::new(Code::OutsideCourse, format!("`{target}` is outside of the course"));
        let path = folder.join(&target::path(target)).unwrap_or_default();
        self.diagnostics.push(
            found
                .at(spot.place())
                .label("leaves the course's folder")
                .help(crate::scanner::outside::help(&path)),
        );
    }
}
