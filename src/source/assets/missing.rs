//! Reports a file that does not exist or is outside the course, with a suggestion.

use crate::diagnostic::{Code, Diagnostic, Severity, path_escape};
use crate::model::CoursePath;
use crate::source::files::tree::FileKind;
use crate::source::page::Page;

use super::context::{Collected, Context};
use super::lazy_place::LazyPlace;
use super::repair::{Written, repair, rewrite};
use super::sources::LinkBase;
use super::target;

/// What was looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    Image,
    /// The picture of a lesson, a category or the course: these do without.
    Thumbnail,
    Video,
    Material,
    Asset,
    Link,
}

impl Wanted {
    fn code(self) -> Code {
        match self {
            Self::Image | Self::Thumbnail | Self::Asset => Code::MissingImage,
            Self::Video => Code::MissingVideo,
            Self::Material => Code::MissingMaterial,
            Self::Link => Code::BrokenLink,
        }
    }

    fn severity(self) -> Severity {
        match self {
            Self::Thumbnail => Severity::Warning,
            Self::Image | Self::Video | Self::Material | Self::Asset | Self::Link => Severity::Error,
        }
    }

    fn sentence(self, path: &str) -> String {
        match self {
            Self::Image => format!("the image `{path}` does not exist"),
            Self::Thumbnail => format!("the thumbnail `{path}` does not exist"),
            Self::Video => format!("the video `{path}` does not exist"),
            Self::Material => format!("the material `{path}` does not exist"),
            Self::Asset => format!("the embedded file `{path}` does not exist"),
            Self::Link => format!("the link target `{path}` does not exist"),
        }
    }

    fn fits(self, kind: FileKind) -> bool {
        match self {
            Self::Image | Self::Thumbnail => kind == FileKind::Image,
            Self::Video => kind == FileKind::Video,
            Self::Material | Self::Asset | Self::Link => true,
        }
    }
}

/// Reports that something is not there, unless the author allows it; `written` says where its target
/// is. What is above the course is reported as such.
pub(super) fn report_missing(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    page: Option<&Page>,
    wanted: Wanted,
    (from, target, written): (LinkBase<'_>, &str, Written),
    tried: &[CoursePath],
    place: LazyPlace<'_>,
) {
    let code = wanted.code();
    if context.allows(page, code) {
        collected.suppressed.insert((page.map(|page| page.source.path.clone()), code));
        return;
    }
    if let Some(path) = context.finder.above(from, target) {
        let mut diagnostic = outside(target, place).help(path_escape::help_for_found(&path));
        diagnostic.severity = wanted.severity();
        collected.diagnostics.push(diagnostic);
        return;
    }
    let near = context.near_misses.of(&context.finder, tried, |kind| wanted.fits(kind));
    let mut diagnostic = Diagnostic::new(code, wanted.sentence(&target::path(target))).at(place.place());
    diagnostic.severity = wanted.severity();
    if near.help.is_none() && target::begins_with_host(target) {
        let address = format!("https://{target}");
        diagnostic.label = Some("a web address begins with `https://`".to_owned());
        diagnostic.help = Some(format!("write `{address}`"));
        diagnostic.fix = rewrite(written, target, address, place);
    } else {
        diagnostic.label = Some(near.label);
        diagnostic.help = near.help;
        diagnostic.fix =
            near.certain.and_then(|meant| repair(&context.finder, written, target, meant, place));
    }
    // To say of the same file that nobody uses it would only confuse.
    near.meant.into_iter().for_each(|file| collected.assets.expect(file));
    collected.diagnostics.push(diagnostic);
}

/// That `target`, written on a page from where paths are meant as `from` says, is outside of the course.
pub(super) fn outside_course(
    context: &Context<'_>,
    wanted: Wanted,
    from: LinkBase<'_>,
    target: &str,
    place: LazyPlace<'_>,
) -> Diagnostic {
    let path = from.folder.join(&target::path(target)).unwrap_or_default();
    let mut diagnostic = outside(target, place).help(match context.finder.above(from, target) {
        Some(path) => path_escape::help_for_found(&path),
        None => path_escape::help(&path, context.sources.root.could_open(&path)),
    });
    diagnostic.severity = wanted.severity();
    diagnostic
}

fn outside(target: &str, place: LazyPlace<'_>) -> Diagnostic {
    Diagnostic::new(Code::OutsideCourse, format!("`{target}` is outside the course"))
        .at(place.place())
        .label("outside the course's folder")
}
