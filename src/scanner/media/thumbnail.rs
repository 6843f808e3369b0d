//! Pictures of lessons, categories, and the course (rule 9).

use crate::course::{Address, CoursePath};
use crate::diagnostic::Source;
use crate::scanner::front_matter::Spanned;
use crate::scanner::markdown::ReferenceKind;
use crate::scanner::page::Page;
use crate::scanner::plan::LessonSource;
use crate::scanner::tree::{DirId, FileId, FileKind, fold};

use super::mentions::{Mention, Wanted};
use super::place::Spot;
use super::repair::Written;
use super::resolve::{Found, From, Search};
use super::{Media, target};

impl<'a> Media<'a> {
    /// A lesson's picture: its front matter's, an image of its stem that the text does not show, or
    /// `thumbnail.*` or `cover.*` in its folder.
    pub(super) fn lesson_thumbnail(
        &mut self,
        of: LessonSource,
        page: Option<&'a Page>,
        mentions: &[Mention],
    ) -> Option<Address> {
        if let Some((page, named)) = page.and_then(|page| Some((page, page.front.thumbnail.as_ref()?))) {
            let from = self.finder_from(of.file());
            return self.named_image(from, Some(page), &page.source, named);
        }
        let image = self.image_of_stem(of, page, mentions).or_else(|| {
            let LessonSource::Folder { page, folder } = of else { return None };
            let beside = self.sources.tree.files[page].dir;
            [beside, folder].iter().find_map(|&dir| self.image_called(dir, &["thumbnail", "thumb", "cover"]))
        })?;
        self.walked_image(image)
    }

    fn image_of_stem(&self, of: LessonSource, page: Option<&Page>, mentions: &[Mention]) -> Option<FileId> {
        if matches!(of, LessonSource::Index(_)) {
            return None;
        }
        let tree = self.sources.tree;
        let beside = self.known.stems.of(of.file())?;
        let stem = fold(tree.files[of.file()].path.stem());
        let references = page.map_or(&[][..], |page| &page.markdown.references);
        let shown = |path: &CoursePath| {
            references.iter().zip(mentions).any(|(reference, mention)| {
                reference.kind != ReferenceKind::Link
                    && matches!(mention, Mention::File { path: shown, .. } if shown == path)
            })
        };
        beside.files.iter().copied().find(|&file| {
            let file = &tree.files[file];
            file.kind == FileKind::Image
                && is_thumbnail_of(&fold(file.path.stem()), &stem)
                && !shown(&file.path)
        })
    }

    /// A category's picture: its index file's, else `thumbnail.*` in its folder.
    pub(super) fn category_thumbnail(&mut self, dir: DirId, index: Option<FileId>) -> Option<Address> {
        let named = index.and_then(|index| {
            let page: &'a Page = self.sources.pages.get(index)?;
            Some((index, page, page.front.thumbnail.as_ref()?))
        });
        if let Some((index, page, named)) = named {
            let from = self.finder_from(index);
            let address = self.named_image(from, Some(page), &page.source, named);
            return address;
        }
        // The root's is the course's.
        if dir == crate::scanner::tree::ROOT {
            return None;
        }
        let image = self.image_called(dir, &["thumbnail", "thumb"])?;
        self.walked_image(image)
    }

    /// An image that an author named: a path or an address on the web.
    pub(super) fn named_image(
        &mut self,
        from: From<'_>,
        page: Option<&Page>,
        source: &Source,
        named: &Spanned<String>,
    ) -> Option<Address> {
        if target::is_remote(&named.value) {
            return Some(Address::Remote(named.value.clone()));
        }
        let spot = Spot::In(source, &named.span);
        match self.finder.file(from, &named.value) {
            Search::Found(found) => self.files.show(&found, spot).map(Address::Local),
            Search::Outside => {
                self.say_outside(from.folder, &named.value, spot);
                None
            }
            Search::Missing(tried) => {
                self.say_missing(page, Wanted::Image, (&named.value, Written::Value), &tried, spot);
                None
            }
        }
    }

    /// The image in a folder that has one of these names, the first name first.
    pub(super) fn image_called(&self, dir: DirId, names: &[&str]) -> Option<FileId> {
        let tree = self.sources.tree;
        let called = |name: &&str| {
            tree.files_of_kind(dir, FileKind::Image)
                .find(|&file| fold(tree.files[file].path.stem()) == **name)
        };
        names.iter().find_map(called)
    }

    pub(super) fn walked_image(&mut self, id: FileId) -> Option<Address> {
        let path = &self.sources.tree.files[id].path;
        let found = Found::File { path: path.clone(), id: Some(id) };
        self.files.show(&found, Spot::Whole(path)).map(Address::Local)
    }
}

/// `03-loops.png` and `03-loops-thumbnail.png` are pictures of `03-loops`; `03-loops-diagram.png` is
/// one that the text was to show.
fn is_thumbnail_of(name: &str, stem: &str) -> bool {
    name.strip_prefix(stem).is_some_and(|rest| {
        matches!(rest.trim_start_matches(['-', '_', '.', ' ']), "" | "thumbnail" | "thumb" | "cover")
    })
}
