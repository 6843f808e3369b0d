//! Images that no browser shows: converted if the author asked for it and the machine can, else said.

use crate::diagnostic::{Code, Diagnostic};
use crate::images::Images;
use crate::model::CoursePath;

use super::asset_registry::{AssetRegistry, Fate};
use super::lazy_place::LazyPlace;
use super::resolve::Located;

/// The images of one page, or of one place, that are not shown as they are.
#[derive(Default)]
pub(super) struct Pictures<'p> {
    converted: Vec<Picture<'p>>,
    unshown: Vec<Picture<'p>>,
}

struct Picture<'p> {
    name: String,
    fate: Fate,
    place: LazyPlace<'p>,
}

impl<'p> Pictures<'p> {
    /// Takes an image into the course, and notes what became of it.
    pub fn show(
        &mut self,
        assets: &mut AssetRegistry<'_>,
        found: &Located,
        place: LazyPlace<'p>,
    ) -> Option<CoursePath> {
        let (path, fate) = assets.show_image(found, place);
        let path = path?;
        let list = match fate {
            Fate::Shown => return Some(path),
            Fate::Converted { .. } => &mut self.converted,
            Fate::Unshown { .. } => &mut self.unshown,
        };
        let name = path.name().to_owned();
        if list.iter().all(|picture| picture.name != name) {
            list.push(Picture { name, fate, place });
        }
        Some(path)
    }

    /// One finding for all that are converted, and one for all that nobody will see.
    pub fn report(&self, images: &Images) -> impl Iterator<Item = Diagnostic> + use<> {
        [unshown(&self.unshown, images), converted(&self.converted)].into_iter().flatten()
    }
}

fn unshown(pictures: &[Picture<'_>], images: &Images) -> Option<Diagnostic> {
    // One that was to be converted says more.
    let is_failed = |picture: &&Picture<'_>| matches!(picture.fate, Fate::Unshown { reason: Some(_), .. });
    let picture = pictures.iter().find(is_failed).or(pictures.first())?;
    let Fate::Unshown { format, reason } = &picture.fate else { return None };
    let name = &picture.name;
    let message = match (reason, more(pictures)) {
        (Some(reason), more) => format!("`{name}`{more} cannot be converted: {reason}"),
        (None, more) => {
            format!("most browsers do not show `{name}`{more}: {} is not a web format", format.name())
        }
    };
    Some(
        Diagnostic::new(Code::UnsupportedImage, message)
            .at(picture.place.place())
            .label("most learners see a broken image")
            .help(images.help(*format, name)),
    )
}

fn converted(pictures: &[Picture<'_>]) -> Option<Diagnostic> {
    let picture = pictures.first()?;
    let Fate::Converted { format, program } = picture.fate else { return None };
    let (name, made) = (&picture.name, format.becomes().to_uppercase());
    let by = match program {
        Some(program) => format!("by `{program}`"),
        None => "in an earlier run".to_owned(),
    };
    let verb = if pictures.len() == 1 { "is" } else { "are" };
    let message = format!("`{name}`{} {verb} converted ({made}, {by})", more(pictures));
    let label = "the original stays as it is";
    Some(Diagnostic::new(Code::ImageConverted, message).at(picture.place.place()).label(label))
}

/// How many there are besides the first.
fn more(pictures: &[Picture<'_>]) -> String {
    match pictures.len() {
        0 | 1 => String::new(),
        2 => " and 1 more image".to_owned(),
        count => format!(" and {} more images", count - 1),
    }
}
