//! Links that have no address on the platform: one finding for each kind and page.
//!
//! A link to a page that is not in the course does not stop an import: the link is removed, and its text is kept.

use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::Reference;
use crate::model::CoursePath;
use crate::source::files::tree::FileKind;
use crate::source::page::Page;

use super::context::{Collected, Context};
use super::destination::Destination;
use super::lazy_place::LazyPlace;
use super::missing::{Wanted, outside_course, report_missing};
use super::repair::Written;
use super::sources::LinkBase;
use super::target;

/// Links of one page that are reported together.
#[derive(Default)]
pub(super) struct Unsaid<'r> {
    lessons: Vec<&'r Reference>,
    /// To pages in folders beside or above the course.
    outside: Vec<&'r Reference>,
    /// To pages of the website that shows the course.
    site: Vec<&'r Reference>,
    /// To no page that is known, and to no file.
    nowhere: Vec<&'r Reference>,
    /// What the author may have meant by the first of these.
    meant: Option<String>,
    /// What a template was to fill in.
    templates: Vec<&'r Reference>,
    /// By names that nothing in the course has.
    names: Vec<&'r Reference>,
    /// To what is there and no lesson.
    no_lessons: Vec<(&'r Reference, CoursePath)>,
}

/// Whether a path leaves the course, into a folder that `assets_root` may have opened or not: that one
/// is for files, and pages in it are no lessons.
fn leaves(folder: &CoursePath, written: &str) -> bool {
    folder.join(&target::path(written)).is_ok_and(|path| !path.is_inside())
}

/// Takes note of a link that leads to no file, or reports it.
pub(super) fn dead_end<'r>(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    from: LinkBase<'_>,
    page: &Page,
    reference: &'r Reference,
    destination: Destination,
    unsaid: &mut Unsaid<'r>,
) {
    let place = LazyPlace::In(&page.source, &reference.span);
    let written = &reference.target;
    match destination {
        Destination::Lesson(_) => unsaid.lessons.push(reference),
        Destination::NotALesson(path) => unsaid.no_lessons.push((reference, path)),
        Destination::File(_) => {}
        Destination::Outside | Destination::Nowhere(_) if reference.is_by_name() => {
            unsaid.names.push(reference);
        }
        _ if target::is_template(written) => unsaid.templates.push(reference),
        Destination::Outside if target::names_page(written) => unsaid.outside.push(reference),
        Destination::Outside => {
            collected.diagnostics.push(outside_course(context, Wanted::Link, from, written, place));
        }
        Destination::Nowhere(tried) => {
            if target::names_page(written) && !target::begins_with_host(written) {
                if leaves(from.folder, written) || context.finder.above(from, written).is_some() {
                    unsaid.outside.push(reference);
                    return;
                }
                if target::names_page_of_site(written) {
                    nowhere(context, unsaid, reference, &tried);
                    return;
                }
            }
            let target = (from, written.as_str(), Written::Text);
            report_missing(context, collected, Some(page), Wanted::Link, target, &tried, place);
        }
    }
}

/// Takes note of a link to a page that nobody knows.
fn nowhere<'r>(
    context: &Context<'_>,
    unsaid: &mut Unsaid<'r>,
    reference: &'r Reference,
    tried: &[CoursePath],
) {
    if reference.target.starts_with('/') {
        unsaid.site.push(reference);
        return;
    }
    if unsaid.nowhere.is_empty() {
        let is_page = |kind: FileKind| kind == FileKind::Markdown;
        unsaid.meant = context.near_misses.of(&context.finder, tried, is_page).help;
    }
    unsaid.nowhere.push(reference);
}

/// One finding for all links of a kind.
///
/// `has_portal` says whether updates know the learners' address.
pub(super) fn report_links(page: &Page, unsaid: &Unsaid<'_>, has_portal: bool) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let Unsaid { lessons, outside, site, nowhere, meant, names, templates, no_lessons } = unsaid;
    diagnostics.extend(to_lessons(page, lessons, has_portal));
    if let Some((first, path)) = no_lessons.first() {
        let message = match no_lessons.len() - 1 {
            0 => format!("`{path}` is not a lesson of this course"),
            1 => format!("`{path}` and the target of 1 more link are not lessons of this course"),
            more => format!("`{path}` and the targets of {more} more links are not lessons of this course"),
        };
        let found = Diagnostic::new(Code::NotALesson, message);
        let label = "the link is removed, its text is kept";
        diagnostics.push(found.at(page.source.place(first.span.clone())).label(label));
    }
    if let Some(first) = templates.first() {
        let message = format!("`{}` is a template, not an address", first.target);
        let found = Diagnostic::new(Code::UnsupportedSyntax, message);
        let label = "the link is removed, its text is kept";
        diagnostics.push(found.at(page.source.place(first.span.clone())).label(label));
    }
    diagnostics.extend(lost(page, outside, "outside the course", None));
    diagnostics.extend(lost(page, names, "no page or file of the course", Some("check the name in `[[…]]`")));
    let keep = "write the full address, with `https://`, to keep the link";
    let name = meant.as_deref().unwrap_or("to link to a lesson, write the path of its file");
    diagnostics.extend(lost(page, nowhere, "neither a lesson nor a file of the course", Some(name)));
    diagnostics.extend(lost(page, site, "on a website, not in the course", Some(keep)));
    diagnostics
}

/// Links to other lessons: the import sends their text, and with `portal:` an update makes links of them.
fn to_lessons(page: &Page, links: &[&Reference], has_portal: bool) -> Option<Diagnostic> {
    let first = links.first()?;
    let (message, help) = match (has_portal, links.len()) {
        (true, 1) => ("the import sends a link to another lesson as text".to_owned(), AFTER_IMPORT),
        (true, count) => (format!("the import sends {count} links to other lessons as text"), AFTER_IMPORT),
        (false, 1) => ("a link to another lesson is removed; its text is kept".to_owned(), WITH_PORTAL),
        (false, count) => {
            (format!("{count} links to other lessons are removed; their text is kept"), WITH_PORTAL)
        }
    };
    let found = Diagnostic::new(Code::InternalLinkDropped, message)
        .at(page.source.place(first.span.clone()))
        .label("lessons have no address before the import");
    Some(found.help(help))
}

const AFTER_IMPORT: &str = "the first update after the import adds links between lessons";
const WITH_PORTAL: &str = "set `portal:` in `course.yaml`; an update then adds links between lessons";

fn lost(page: &Page, links: &[&Reference], location: &str, help: Option<&str>) -> Option<Diagnostic> {
    let first = links.first()?;
    let target = target::path(&first.target);
    let message = match links.len() - 1 {
        0 => format!("the link to `{target}` is removed: its target is {location}"),
        more => {
            format!("the link to `{target}` and {more} more are removed: their targets are {location}")
        }
    };
    let mut found = Diagnostic::new(Code::NotALesson, message)
        .at(page.source.place(first.span.clone()))
        .label("the link is removed, its text is kept");
    found.help = help.map(str::to_owned);
    Some(found)
}
