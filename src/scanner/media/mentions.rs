//! What each image, video and link of a page's text turns out to be.

use crate::course::CoursePath;
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::markdown::{Reference, ReferenceKind};
use crate::scanner::page::Page;
use crate::scanner::tree::{FileId, FileKind};

use super::links::{Destination, Unsaid};
use super::near::NearMiss;
use super::place::Spot;
use super::repair::Written;
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
        let mut unsaid = Unsaid::default();
        for (at, reference) in references.iter().enumerate() {
            if reference.kind == ReferenceKind::Link {
                let shown = |path: &CoursePath| {
                    references.iter().zip(&mentions).any(|(other, mention)| {
                        other.kind == ReferenceKind::Image
                            && matches!(mention, Mention::File { path: image, .. } if image == path)
                    })
                };
                mentions[at] = match self.destination(from, &reference.target) {
                    Some(Destination::File(found)) => self.linked(page, reference, &found, shown),
                    Some(other) => {
                        self.dead_end(from, page, reference, other, &mut unsaid);
                        Mention::Gone
                    }
                    None => Mention::AsWritten,
                };
            }
        }
        self.say_links(page, &unsaid);
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
                self.say_outside(from.folder, &reference.target, spot);
                return Mention::Gone;
            }
            Search::Missing(tried) => {
                let wanted = match reference.kind {
                    ReferenceKind::Video => Wanted::Video,
                    ReferenceKind::Asset => Wanted::Asset,
                    ReferenceKind::Image | ReferenceKind::Link => Wanted::Image,
                };
                self.say_missing(Some(page), wanted, (&reference.target, Written::Text), &tried, spot);
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

    /// Says that something is not there, unless the author allows it; `written` says where its target
    /// stands.
    pub(super) fn say_missing(
        &mut self,
        page: Option<&Page>,
        wanted: Wanted,
        (target, written): (&str, Written),
        tried: &[CoursePath],
        spot: Spot<'_>,
    ) {
        let code = wanted.code();
        if self.allows(page, code) {
            self.let_go.insert((page.map(|page| page.source.path.clone()), code));
            return;
        }
        let near = self.near.of(&self.finder, tried, |kind| wanted.fits(kind));
        let near = if near.help.is_none() && target::begins_with_host(target) {
            NearMiss {
                label: "an address on the web begins with `https://`".to_owned(),
                help: Some(format!("write `https://{target}`")),
                meant: None,
                certain: None,
            }
        } else {
            near
        };
        let mut diagnostic =
            Diagnostic::new(code, wanted.sentence(&target::path(target))).at(spot.place()).label(near.label);
        diagnostic.help = near.help;
        diagnostic.fix = near.certain.and_then(|meant| self.repair(written, target, &meant, spot));
        // To say of the same file that nobody uses it would only confuse.
        near.meant.into_iter().for_each(|file| self.files.expect(file));
        self.diagnostics.push(diagnostic);
    }

    /// Whether the author, of the page or of the course, wants to hear nothing of this.
    fn allows(&self, page: Option<&Page>, code: Code) -> bool {
        code.can_be_allowed()
            && (self.known.allow.contains(&code)
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
