//! What each image, video and link of a page's text turns out to be.

use std::cell::RefCell;

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::markdown::{Reference, ReferenceKind};
use crate::scanner::page::Page;
use crate::scanner::tree::{FileId, FileKind};

use super::place::Spot;
use super::resolve::{Found, From, Search};
use super::{Media, target};

/// What a reference turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mention {
    /// A local file; with the platform's type if learners are to download it.
    File { path: CoursePath, material: Option<&'static str> },
    /// Nothing that has an address: its text stays.
    Gone,
    /// Nothing of ours: it stays as it is written.
    AsWritten,
}

/// What a link leads to.
enum Destination {
    Lesson,
    NotALesson(CoursePath),
    File(Found),
    Outside,
    Nowhere(Vec<CoursePath>),
}

impl<'a> Media<'a> {
    /// Looks at every reference of a page, in their order.
    pub(super) fn mentions(&mut self, id: FileId, page: &'a Page) -> Vec<Mention> {
        let references = &page.markdown.references;
        let from = self.finder_from(id);
        let mut mentions = vec![Mention::Gone; references.len()];
        // Links come after what the page shows: a link from an image to itself is no download.
        for (at, reference) in references.iter().enumerate() {
            if reference.kind != ReferenceKind::Link {
                mentions[at] = self.shown(from, page, reference);
            }
        }
        let mut to_lessons = Vec::new();
        for (at, reference) in references.iter().enumerate() {
            if reference.kind == ReferenceKind::Link {
                let shown = |path: &CoursePath| {
                    references.iter().zip(&mentions).any(|(other, mention)| {
                        other.kind == ReferenceKind::Image
                            && matches!(mention, Mention::File { path: image, .. } if image == path)
                    })
                };
                let destination = self.destination(from, &reference.target);
                mentions[at] = match destination {
                    Some(Destination::File(found)) => self.linked(page, reference, &found, shown),
                    Some(Destination::Lesson) => {
                        to_lessons.push(reference);
                        Mention::Gone
                    }
                    Some(other) => self.dead_end(page, reference, other),
                    None => Mention::AsWritten,
                };
            }
        }
        self.say_lesson_links(page, &to_lessons);
        mentions
    }

    fn shown(&mut self, from: From<'_>, page: &'a Page, reference: &'a Reference) -> Mention {
        if target::is_remote(&reference.target) {
            return Mention::AsWritten;
        }
        let spot = Spot::In(&page.source, &reference.span);
        let is_video = reference.kind == ReferenceKind::Video;
        let found = match self.finder.file(from, &reference.target) {
            Search::Found(found) => found,
            Search::Outside => {
                self.say_outside(&reference.target, spot);
                return Mention::Gone;
            }
            Search::Missing(tried) => {
                let wanted = match reference.kind {
                    ReferenceKind::Video => Wanted::Video,
                    ReferenceKind::Asset => Wanted::Asset,
                    ReferenceKind::Image | ReferenceKind::Link => Wanted::Image,
                };
                self.say_missing(Some(page), wanted, &reference.target, &tried, spot);
                return Mention::Gone;
            }
        };
        let claimed = if is_video {
            self.files.attach(&found, spot).map(|(path, kind)| (path, Some(kind)))
        } else {
            self.files.show(&found, spot).map(|path| (path, None))
        };
        claimed.map_or(Mention::Gone, |(path, material)| Mention::File { path, material })
    }

    fn linked(
        &mut self,
        page: &'a Page,
        reference: &'a Reference,
        found: &Found,
        shown: impl Fn(&CoursePath) -> bool,
    ) -> Mention {
        let spot = Spot::In(&page.source, &reference.span);
        match self.files.attach(found, spot) {
            Some((path, kind)) => Mention::File { material: (!shown(&path)).then_some(kind), path },
            None => Mention::Gone,
        }
    }

    /// What a link leads to; `None` for a place on the page itself or an address on the web.
    fn destination(&self, from: From<'_>, link: &str) -> Option<Destination> {
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
            if self.outline.is_page(page) {
                return Some(Destination::Lesson);
            }
            other.borrow_mut().get_or_insert_with(|| self.sources.tree.files[page].path.clone());
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
                    id.is_some_and(|id| self.outline.is_page(id))
                }
                _ => true,
            },
            Found::Dir { id, .. } => id.is_some_and(|id| self.outline.holds_lessons(id)),
        }
    }

    /// The page at an address as websites have them: without extension, or with `.html`.
    fn page_by_address(&self, from: From<'_>, path: &str) -> Option<FileId> {
        let bare = [".html", ".htm"].iter().find_map(|suffix| path.strip_suffix(suffix)).unwrap_or(path);
        let bare = bare.trim_end_matches('/');
        let bare = bare.strip_suffix("/index").unwrap_or(bare);
        let candidates = self.finder.candidates(from, bare)?;
        let with_extension = candidates.iter().find_map(|candidate| {
            let parent = candidate.parent()?;
            ["md", "markdown", "mdx"].iter().find_map(|extension| {
                match self.finder.walked(&parent.child(&format!("{}.{extension}", candidate.name())))? {
                    Found::File { id, .. } => id,
                    Found::Dir { .. } => None,
                }
            })
        });
        let tree = self.sources.tree;
        let has_extension = bare.rsplit('/').next().is_some_and(|name| name.contains('.'));
        with_extension.or_else(|| {
            if has_extension {
                None
            } else if path.starts_with('/') {
                self.outline.by_address(tree, bare, true)
            } else {
                candidates.iter().find_map(|path| self.outline.by_address(tree, path.as_str(), false))
            }
        })
    }

    fn dead_end(&mut self, page: &'a Page, reference: &'a Reference, destination: Destination) -> Mention {
        let spot = Spot::In(&page.source, &reference.span);
        match destination {
            Destination::NotALesson(path) => self.diagnostics.push(
                Diagnostic::new(Code::NotALesson, format!("`{path}` is no lesson of this course"))
                    .at(spot.place())
                    .label("the text stays, the link goes"),
            ),
            Destination::Outside => self.say_outside(&reference.target, spot),
            Destination::Nowhere(tried) => {
                self.say_missing(Some(page), Wanted::Link, &reference.target, &tried, spot);
            }
            Destination::Lesson | Destination::File(_) => {}
        }
        Mention::Gone
    }

    fn say_lesson_links(&mut self, page: &Page, links: &[&Reference]) {
        let Some(first) = links.first() else { return };
        let message = match links.len() {
            1 => "a link to another lesson: its text stays, the link goes".to_owned(),
            count => format!("{count} links to other lessons: their text stays, the links go"),
        };
        self.diagnostics.push(
            Diagnostic::new(Code::LessonLink, message)
                .at(page.source.place(first.span.clone()))
                .label("lessons have no address before the course exists"),
        );
    }

    pub(super) fn say_outside(&mut self, target: &str, spot: Spot<'_>) {
        self.diagnostics.push(
            Diagnostic::new(Code::OutsideCourse, format!("`{target}` is outside of the course"))
                .at(spot.place())
                .label("leaves the course's folder")
                .help(
                    "move the file into the course; for images and materials in a folder above it, set \
                     `assets_root` in `course.yaml`",
                ),
        );
    }

    /// Says that something is not there, unless the author allows it.
    pub(super) fn say_missing(
        &mut self,
        page: Option<&Page>,
        wanted: Wanted,
        target: &str,
        tried: &[CoursePath],
        spot: Spot<'_>,
    ) {
        let code = wanted.code();
        if self.allows(page, code) {
            self.let_go.insert((page.map(|page| page.source.path.clone()), code));
            return;
        }
        let near = self.near.of(&self.finder, tried, |kind| wanted.fits(kind));
        let mut diagnostic =
            Diagnostic::new(code, wanted.sentence(&target::path(target))).at(spot.place()).label(near.label);
        diagnostic.help = near.help;
        // To say of the same file that nobody uses it would only confuse.
        near.meant.into_iter().for_each(|file| self.files.expect(file));
        self.diagnostics.push(diagnostic);
    }

    /// Whether the author, of the page or of the course, wants to hear nothing of this.
    fn allows(&self, page: Option<&Page>, code: Code) -> bool {
        code.can_be_allowed()
            && (self.allow.contains(&code)
                || page.is_some_and(|page| page.front.allow.iter().any(|allowed| allowed.value == code)))
    }
}

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
            Self::Image => format!("the image `{path}` is not there"),
            Self::Video => format!("the video `{path}` is not there"),
            Self::Material => format!("the material `{path}` is not there"),
            Self::Asset => format!("the file `{path}`, which the page shows, is not there"),
            Self::Link => format!("the link to `{path}` leads nowhere"),
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
