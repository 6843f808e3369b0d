//! Resolves each image, video and link of a page's text.

use std::sync::Arc;

use crate::diagnostic::cap::keep_few;
use crate::markdown::{ByName, Reference, ReferenceKind, heading_id};
use crate::model::{CoursePath, LessonLink};
use crate::source::files::tree::FileId;
use crate::source::maps::HashSet;
use crate::source::page::Page;
use crate::source::resolved_link::ResolvedLink;

use super::by_name;
use super::context::{Collected, Context};
use super::destination::{Destination, destination};
use super::inline_images::{self, is_inline};
use super::lazy_place::LazyPlace;
use super::lesson_id::lesson_id;
use super::links::{Unsaid, dead_end, report_links};
use super::missing::{Wanted, outside_course, report_missing};
use super::pictures::Pictures;
use super::repair::Written;
use super::resolve::{Located, Search};
use super::sources::LinkBase;
use super::target;

/// What a reference turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mention {
    /// A local file; with the platform's type if learners are to download it.
    File { path: CoursePath, material: Option<&'static str> },
    /// A file of the course that belongs to the lesson and is not sent.
    Named(FileId),
    /// Another lesson: its text stays, and the link for whoever knows the lesson's address.
    Lesson(Arc<LessonLink>),
    /// Nothing that has an address: its text stays.
    Gone,
    /// No link at all: its text stays, in the two brackets that it was written in.
    Bracketed,
    /// Nothing of ours: it stays as it is written.
    AsWritten,
}

/// Looks at every reference of a page, in their order.
pub(super) fn mentions(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    id: FileId,
    page: &Page,
) -> Vec<Mention> {
    let references = &page.markdown.references;
    let from = context.sources.link_base(id);
    let mut mentions = vec![Mention::Gone; references.len()];
    let mut pictures = Pictures::default();
    let mut lost = inline_images::Lost::default();
    // Links come after what the page shows: a link from an image to itself is no download.
    for (at, reference) in references.iter().enumerate() {
        mentions[at] = match reference.kind {
            ReferenceKind::Link => Mention::Gone,
            ReferenceKind::Named => named(context, collected, from, reference),
            ReferenceKind::Image if is_inline(&reference.target) => {
                let place = LazyPlace::In(&page.source, &reference.span);
                let images = context.sources.images;
                match lost.show(&mut collected.assets, images, from.folder, &reference.target, place) {
                    inline_images::Fate::File(path) => Mention::File { path, material: None },
                    inline_images::Fate::AsWritten => Mention::AsWritten,
                    inline_images::Fate::Gone => Mention::Gone,
                }
            }
            _ => shown(context, collected, from, page, reference, &mut pictures),
        };
        keep_few(&mut collected.diagnostics);
        if context.sources.keep_links {
            let target = match &mentions[at] {
                Mention::File { path, .. } => Some(path),
                Mention::Named(file) => Some(&context.sources.tree.files[*file].path),
                _ => None,
            };
            collected.links.extend(target.map(|target| resolved(page, reference, target)));
        }
    }
    let images = references.iter().zip(&mentions).filter_map(|(reference, mention)| match mention {
        Mention::File { path, .. } if reference.kind == ReferenceKind::Image => Some(path.clone()),
        _ => None,
    });
    let images: HashSet<CoursePath> = images.collect();
    let is_shown = |path: &CoursePath| images.contains(path);
    let mut unsaid = Unsaid::default();
    for (at, reference) in references.iter().enumerate() {
        if reference.kind == ReferenceKind::Link {
            let destination = if reference.is_by_name() {
                by_name::destination(context, from, &reference.target)
            } else {
                destination(context, from, &reference.target)
            };
            if context.sources.keep_links {
                let target = destination.as_ref().and_then(|found| found.path(context.sources.tree));
                collected.links.extend(target.map(|target| resolved(page, reference, target)));
            }
            mentions[at] = match destination {
                Some(Destination::Nowhere(_) | Destination::Outside)
                    if reference.by_name == ByName::Perhaps && !context.has_names() =>
                {
                    Mention::Bracketed
                }
                Some(Destination::File(found)) => linked(collected, page, reference, &found, is_shown),
                Some(other) => {
                    let lesson = match other {
                        Destination::Lesson(file) => Some(lesson_link(context, file, reference)),
                        _ => None,
                    };
                    dead_end(context, collected, from, page, reference, other, &mut unsaid);
                    keep_few(&mut collected.diagnostics);
                    lesson.map_or(Mention::Gone, |link| Mention::Lesson(Arc::new(link)))
                }
                None => Mention::AsWritten,
            };
        }
    }
    collected.diagnostics.extend(pictures.report(context.sources.images));
    collected.diagnostics.extend(lost.report());
    collected.diagnostics.extend(report_links(page, &unsaid, context.lookups.has_portal));
    mentions
}

/// What is kept of a reference that leads somewhere.
fn resolved(page: &Page, reference: &Reference, target: &CoursePath) -> ResolvedLink {
    ResolvedLink {
        page: page.source.path.clone(),
        span: reference.span.clone(),
        written: reference.target.clone(),
        target: target.clone(),
    }
}

/// A link to the lesson that this file stands for.
fn lesson_link(context: &Context<'_>, file: FileId, reference: &Reference) -> LessonLink {
    let is_in_name = context.sources.tree.files[file].path.name().contains('#');
    let part = reference.target.find('#').filter(|_| !is_in_name);
    let part = part.map(|at| &reference.target[at..]).unwrap_or_default();
    let fragment = match part.rsplit('#').next().unwrap_or_default() {
        "" => String::new(),
        // A block has no id of its own.
        name if name.starts_with('^') && reference.is_by_name() => String::new(),
        name if reference.is_by_name() => format!("#{}", heading_id(name)),
        _ => part.to_owned(),
    };
    LessonLink { lesson: lesson_id(context.sources, file), fragment }
}

fn named(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    from: LinkBase<'_>,
    reference: &Reference,
) -> Mention {
    match context.finder.file(from, &reference.target) {
        Search::Found(Located::File { id: Some(id), .. }) => {
            collected.assets.expect(id);
            Mention::Named(id)
        }
        _ => Mention::Gone,
    }
}

fn shown<'p>(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    from: LinkBase<'_>,
    page: &'p Page,
    reference: &'p Reference,
    pictures: &mut Pictures<'p>,
) -> Mention {
    if reference.kind == ReferenceKind::Formula || target::is_remote(&reference.target) {
        return Mention::AsWritten;
    }
    let place = LazyPlace::In(&page.source, &reference.span);
    let is_download = matches!(reference.kind, ReferenceKind::Video | ReferenceKind::Sound);
    let wanted = match reference.kind {
        ReferenceKind::Video => Wanted::Video,
        ReferenceKind::Asset | ReferenceKind::Sound => Wanted::Asset,
        ReferenceKind::Poster => Wanted::Thumbnail,
        ReferenceKind::Image | ReferenceKind::Link | ReferenceKind::Named | ReferenceKind::Formula => {
            Wanted::Image
        }
    };
    let search = if reference.is_by_name() {
        by_name::file(&context.finder, from, &reference.target)
    } else {
        context.finder.file(from, &reference.target)
    };
    let found = match search {
        Search::Found(found) => found,
        Search::Outside => {
            let finding = outside_course(context, wanted, from, &reference.target, place);
            collected.diagnostics.push(finding);
            return Mention::Gone;
        }
        Search::Missing(tried) => {
            let target = (from, reference.target.as_str(), Written::Text);
            report_missing(context, collected, Some(page), wanted, target, &tried, place);
            return Mention::Gone;
        }
    };
    let claimed = if is_download {
        collected.assets.attach(&found, place).map(|(path, kind)| (path, Some(kind)))
    } else if reference.kind == ReferenceKind::Image {
        pictures.show(&mut collected.assets, &found, place).map(|path| (path, None))
    } else {
        collected.assets.show(&found, place).map(|path| (path, None))
    };
    claimed.map_or(Mention::Gone, |(path, material)| Mention::File { path, material })
}

fn linked(
    collected: &mut Collected<'_>,
    page: &Page,
    reference: &Reference,
    found: &Located,
    is_shown: impl Fn(&CoursePath) -> bool,
) -> Mention {
    let place = LazyPlace::In(&page.source, &reference.span);
    match collected.assets.link(found, place) {
        Some((path, kind)) => Mention::File { material: (!is_shown(&path)).then_some(kind), path },
        None => Mention::Gone,
    }
}
