//! Reports a file that does not exist or is outside the course, with a suggestion.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::CoursePath;
use crate::source::files::tree::FileKind;
use crate::source::page::Page;

use super::context::{Collected, Context};
use super::lazy_place::LazyPlace;
use super::repair::{Written, repair};
use super::suggestions::NearMiss;
use super::target;

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Image,
    Video,
    Material,
    Asset,
    Link,
}

impl Wanted {
    fn code(self) -> Code {
        match self {
            Self::Image | Self::Asset => Code::MissingImage,
            Self::Video => Code::MissingVideo,
            Self::Material => Code::MissingMaterial,
            Self::Link => Code::BrokenLink,
        }
    }

    fn sentence(self, path: &str) -> String {
        match self {
            Self::Image => format!("the image `{path}` does not exist"),
            Self::Video => format!("the video `{path}` does not exist"),
            Self::Material => format!("the material `{path}` does not exist"),
            Self::Asset => format!("the embedded file `{path}` does not exist"),
            Self::Link => format!("the link target `{path}` does not exist"),
        }
    }

    fn fits(self, kind: FileKind) -> bool {
        match self {
            Self::Image => kind == FileKind::Image,
            Self::Video => kind == FileKind::Video,
            Self::Material | Self::Asset | Self::Link => true,
        }
    }
}

/// Reports that something is not there, unless the author allows it; `written` says where its target
/// is.
pub(super) fn report_missing(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    page: Option<&Page>,
    wanted: Wanted,
    (target, written): (&str, Written),
    tried: &[CoursePath],
    place: LazyPlace<'_>,
) {
    let code = wanted.code();
    if context.allows(page, code) {
        collected.suppressed.insert((page.map(|page| page.source.path.clone()), code));
        return;
    }
    let near = context.near_misses.of(&context.finder, tried, |kind| wanted.fits(kind));
    let near = if near.help.is_none() && target::begins_with_host(target) {
        NearMiss {
            label: "a web address begins with `https://`".to_owned(),
            help: Some(format!("write `https://{target}`")),
            meant: None,
            certain: None,
        }
    } else {
        near
    };
    let mut diagnostic =
        Diagnostic::new(code, wanted.sentence(&target::path(target))).at(place.place()).label(near.label);
    diagnostic.help = near.help;
    diagnostic.fix = near.certain.and_then(|meant| repair(&context.finder, written, target, meant, place));
    // To say of the same file that nobody uses it would only confuse.
    near.meant.into_iter().for_each(|file| collected.assets.expect(file));
    collected.diagnostics.push(diagnostic);
}

/// That `target`, written on a page of `folder`, is outside of the course.
pub(super) fn outside_course(folder: &CoursePath, target: &str, place: LazyPlace<'_>) -> Diagnostic {
    let path = folder.join(&target::path(target)).unwrap_or_default();
    Diagnostic::new(Code::OutsideCourse, format!("`{target}` is outside the course"))
        .at(place.place())
        .label("outside the course's folder")
        .help(crate::diagnostic::path_escape::help(&path))
}
