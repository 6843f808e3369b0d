//! Where the links of a page lead, and what becomes of those that have no address on the platform.
//!
//! Start at [`Media::destination`]. Authors write links to other pages as file names or as the
//! addresses that their website gives those pages; both are looked for. A page that cannot be found
//! because it is none of this folder's is no reason to stop an import: the text of the link stays.

use std::cell::RefCell;

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::markdown::Reference;
use crate::scanner::page::Page;
use crate::scanner::tree::{Entry, FileKind};

use super::addresses::{Addresses, Reach};
use super::mentions::Wanted;
use super::place::Spot;
use super::repair::Written;
use super::resolve::{Found, From, Search};
use super::{Media, target};

/// What a link leads to.
pub(super) enum Destination {
    Lesson,
    NotALesson(CoursePath),
    File(Found),
    Outside,
    /// The paths that were tried.
    Nowhere(Vec<CoursePath>),
}

/// Links of one page that are said together.
#[derive(Default)]
pub(super) struct Unsaid<'r> {
    lessons: Vec<&'r Reference>,
    /// To pages in folders beside or above the course.
    outside: Vec<&'r Reference>,
    /// To pages of the website that shows the course.
    site: Vec<&'r Reference>,
    /// What a template was to fill in.
    templates: Vec<&'r Reference>,
    /// To what is there and no lesson.
    no_lessons: Vec<(&'r Reference, CoursePath)>,
}

/// Whether a path leaves the course, into a folder that `assets_root` may have opened or not: that one
/// is for files, and pages in it are no lessons.
fn leaves(folder: &CoursePath, written: &str) -> bool {
    folder.join(&target::path(written)).is_ok_and(|path| !path.is_inside())
}

impl Media<'_> {
    /// What a link leads to; `None` for a place on the page itself or an address on the web.
    pub(super) fn destination(&self, from: From<'_>, link: &str) -> Option<Destination> {
        let path = target::path(link);
        if path.is_empty() || target::is_remote(link) {
            return None;
        }
        let other = RefCell::new(None);
        let search = self.finder.find(from, link, |found| {
            let fits = self.is_destination(found);
            if !fits {
                let (Found::File { path, .. } | Found::Dir { path, .. }) = found;
                other.borrow_mut().get_or_insert_with(|| path.clone());
            }
            fits
        });
        if let Search::Found(found) = search {
            let is_page = matches!(self.finder.kind(&found), None | Some(FileKind::Markdown));
            return Some(if is_page { Destination::Lesson } else { Destination::File(found) });
        }
        if let Some(page) = self.page_by_address(from, &path) {
            if self.known.outline.is_met(page) {
                return Some(Destination::Lesson);
            }
            other.borrow_mut().get_or_insert_with(|| self.sources.tree.path_of(page).clone());
        }
        Some(match (other.into_inner(), search) {
            (Some(path), _) => Destination::NotALesson(path),
            (None, Search::Outside) => Destination::Outside,
            (None, Search::Missing(tried)) => Destination::Nowhere(tried),
            (None, Search::Found(found)) => Destination::File(found),
        })
    }

    /// Whether a link can lead here: to a file that is no page, to a page that is a lesson or
    /// category, to a folder that holds lessons.
    fn is_destination(&self, found: &Found) -> bool {
        match found {
            Found::File { id, .. } => match self.finder.kind(found) {
                Some(FileKind::Markdown | FileKind::OtherMarkdown) => {
                    id.is_some_and(|id| self.known.outline.is_met(Entry::File(id)))
                }
                _ => true,
            },
            Found::Dir { id, .. } => id.is_some_and(|id| self.known.outline.is_met(Entry::Dir(id))),
        }
    }

    /// The page or category at an address as websites have them: without extension, or with `.html`.
    fn page_by_address(&self, from: From<'_>, path: &str) -> Option<Entry> {
        let bare = target::without_page_extension(path);
        let candidates: Vec<CoursePath> = self.finder.candidates(from, bare)?.collect();
        let with_extension = candidates.iter().find_map(|candidate| {
            let parent = candidate.parent()?;
            ["md", "markdown", "mdx"].iter().find_map(|extension| {
                match self.finder.walked(&parent.child(&format!("{}.{extension}", candidate.name())))? {
                    Found::File { id, .. } => id.map(Entry::File),
                    Found::Dir { .. } => None,
                }
            })
        });
        with_extension
            .or_else(|| if target::has_extension(bare) { None } else { self.page_like(&candidates, bare) })
    }

    fn page_like(&self, candidates: &[CoursePath], bare: &str) -> Option<Entry> {
        let addresses = self.known.addresses.get_or_init(|| Addresses::new(self.sources));
        let at = |path: &str, reach| addresses.find(path, reach, |entry| self.known.outline.is_met(entry));
        if bare.starts_with('/') {
            return at(bare, Reach::AnySite);
        }
        let whole = candidates.iter().find_map(|path| at(path.as_str(), Reach::Whole));
        // Addresses on a website count their levels in another way than folders: what matters is
        // where the link goes once it has gone up.
        let down = bare.trim_start_matches("./").trim_start_matches("../");
        let climbs = down.len() + 2 < bare.len();
        whole.or_else(|| if climbs && down.contains('/') { at(down, Reach::End) } else { None })
    }

    /// Takes note of a link that leads to no file, or says what is wrong with it.
    pub(super) fn dead_end<'r>(
        &mut self,
        from: From<'_>,
        page: &Page,
        reference: &'r Reference,
        destination: Destination,
        unsaid: &mut Unsaid<'r>,
    ) {
        let spot = Spot::In(&page.source, &reference.span);
        let written = &reference.target;
        match destination {
            Destination::Lesson => unsaid.lessons.push(reference),
            Destination::NotALesson(path) => unsaid.no_lessons.push((reference, path)),
            _ if target::is_template(written) => unsaid.templates.push(reference),
            Destination::Outside | Destination::Nowhere(_)
                if target::names_page(written) && leaves(from.folder, written) =>
            {
                unsaid.outside.push(reference);
            }
            Destination::Outside => self.say_outside(from.folder, written, spot),
            Destination::Nowhere(_) if written.starts_with('/') && target::names_page_of_site(written) => {
                unsaid.site.push(reference);
            }
            Destination::Nowhere(tried) => {
                self.say_missing(Some(page), Wanted::Link, (written, Written::Text), &tried, spot);
            }
            Destination::File(_) => {}
        }
    }

    /// Says what is said of all links of a kind together.
    pub(super) fn say_links(&mut self, page: &Page, unsaid: &Unsaid<'_>) {
        let Unsaid { lessons, outside, site, templates, no_lessons } = unsaid;
        if let Some(first) = lessons.first() {
            let message = match lessons.len() {
                1 => "a link to another lesson: its text stays, the link goes".to_owned(),
                count => format!("{count} links to other lessons: their text stays, the links go"),
            };
            let found = Diagnostic::new(Code::LessonLink, message);
            let label = "lessons have no address before the course exists";
            self.diagnostics.push(found.at(page.source.place(first.span.clone())).label(label));
        }
        if let Some((first, path)) = no_lessons.first() {
            let message = match no_lessons.len() - 1 {
                0 => format!("`{path}` is no lesson of this course"),
                1 => format!(
                    "`{path}`, and what 1 more link of this page leads to, is no lesson of this course"
                ),
                more => format!(
                    "`{path}`, and what {more} more links of this page lead to, are no lessons of this course"
                ),
            };
            let found = Diagnostic::new(Code::NotALesson, message);
            let label = "the text stays, the link goes";
            self.diagnostics.push(found.at(page.source.place(first.span.clone())).label(label));
        }
        if let Some(first) = templates.first() {
            let message = format!("`{}` is no address but a template's", first.target);
            let found = Diagnostic::new(Code::ForeignMarkup, message);
            let label = "the text stays, the link goes";
            self.diagnostics.push(found.at(page.source.place(first.span.clone())).label(label));
        }
        self.say_lost(page, outside, "out of the course", None);
        let keep = "to keep such a link, write the whole address, `https://` and all";
        self.say_lost(page, site, "to a page of a website, and to no lesson", Some(keep));
    }

    fn say_lost(&mut self, page: &Page, links: &[&Reference], whither: &str, help: Option<&str>) {
        let Some(first) = links.first() else { return };
        let target = target::path(&first.target);
        let message = match links.len() - 1 {
            0 => format!("the link to `{target}` leads {whither}: its text stays, the link goes"),
            more => {
                format!(
                    "the link to `{target}` and {more} more lead {whither}: their text stays, the links go"
                )
            }
        };
        let mut found = Diagnostic::new(Code::NotALesson, message)
            .at(page.source.place(first.span.clone()))
            .label("the text stays, the link goes");
        found.help = help.map(str::to_owned);
        self.diagnostics.push(found);
    }
}
