//! Images that are written into a text with all their data. They are kept as files, so that they are sent as any other.

use crate::diagnostic::{Code, Diagnostic};
use crate::images::{Images, InlineImage};
use crate::model::CoursePath;

use super::asset_registry::AssetRegistry;
use super::lazy_place::LazyPlace;

/// Whether a target is an image's data.
pub(super) fn is_inline(target: &str) -> bool {
    target.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// What became of an image.
pub(super) enum Fate {
    File(CoursePath),
    /// There is no place for files: it stays in the text.
    AsWritten,
    Gone,
}

/// The images of one page that are no files, and that cannot become some.
#[derive(Default)]
pub(super) struct Lost<'p> {
    /// How many there are, the first one's place, and why.
    first: Option<(usize, LazyPlace<'p>, String)>,
}

impl<'p> Lost<'p> {
    /// Takes an image into the course as a file in `folder`.
    pub fn show(
        &mut self,
        assets: &mut AssetRegistry<'_>,
        images: &Images,
        folder: &CoursePath,
        address: &str,
        place: LazyPlace<'p>,
    ) -> Fate {
        if !images.can_keep() {
            return Fate::AsWritten;
        }
        let kept = match InlineImage::read(address) {
            Some(image) => images.keep(&image).map(|disk| (image, disk)),
            None => Err("browsers do not show its data as an image".to_owned()),
        };
        match kept {
            Ok((image, disk)) => {
                let path = folder.child(&image.name());
                assets.show_made(&path, disk, image.bytes.len() as u64, place);
                Fate::File(path)
            }
            Err(reason) => {
                self.first.get_or_insert((0, place, reason)).0 += 1;
                Fate::Gone
            }
        }
    }

    /// One finding for all.
    pub fn report(self) -> Option<Diagnostic> {
        let (count, place, reason) = self.first?;
        let more = match count {
            1 => String::new(),
            2 => " (and 1 more image)".to_owned(),
            count => format!(" (and {} more images)", count - 1),
        };
        let message = format!("an image that is written into the text is left out: {reason}{more}");
        Some(
            Diagnostic::new(Code::UnsupportedImage, message)
                .at(place.place())
                .label("learners see its alt text only")
                .help("save the image as a file of the course, and name that file"),
        )
    }
}
