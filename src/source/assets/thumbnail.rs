//! Pictures of lessons, categories, and the course (rule 9).

use crate::diagnostic::Source;
use crate::front_matter::Spanned;
use crate::markdown::ReferenceKind;
use crate::model::{Address, CoursePath};
use crate::source::files::tree::{DirId, FileId, FileKind, ROOT, Tree, fold};
use crate::source::page::Page;
use crate::source::plan::LessonSource;

use super::context::{Collected, Context};
use super::lazy_place::LazyPlace;
use super::mentions::Mention;
use super::missing::{Wanted, outside_course, report_missing};
use super::pictures::Pictures;
use super::repair::Written;
use super::resolve::{Located, Search};
use super::sources::LinkBase;
use super::target;

/// A lesson's picture: its front matter's, an image of its stem that the text does not show,
/// `thumbnail.*` or `cover.*` in its folder, or the poster of its `video`.
pub(super) fn lesson_thumbnail(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    of: LessonSource,
    page: Option<&Page>,
    mentions: &[Mention],
    video: Option<&CoursePath>,
) -> Option<Address> {
    if let Some((page, named)) = page.and_then(|page| Some((page, page.front.thumbnail.as_ref()?))) {
        let from = context.sources.link_base(of.file());
        return named_image(context, collected, from, Some(page), &page.source, named);
    }
    let image = image_of_stem(context, of, page, mentions).or_else(|| {
        let LessonSource::Folder { page, folder } = of else { return None };
        let beside = context.sources.tree.files[page].dir;
        [beside, folder]
            .iter()
            .find_map(|&dir| image_called(context.sources.tree, dir, &["thumbnail", "thumb", "cover"]))
    });
    match image {
        Some(image) => walked_image(context, collected, image),
        None => poster(page?, mentions, video?).map(Address::Local),
    }
}

/// The picture that the text has for the lesson's video, which leaves the text.
fn poster(page: &Page, mentions: &[Mention], video: &CoursePath) -> Option<CoursePath> {
    let references = page.markdown.references.iter().zip(mentions);
    let posters = references.clone().skip(1).zip(references).filter_map(|((poster, picture), (_, shown))| {
        match (picture, shown) {
            (Mention::File { path, .. }, Mention::File { path: shown, .. })
                if poster.kind == ReferenceKind::Poster && shown == video =>
            {
                Some(path.clone())
            }
            _ => None,
        }
    });
    posters.into_iter().next()
}

fn image_of_stem(
    context: &Context<'_>,
    of: LessonSource,
    page: Option<&Page>,
    mentions: &[Mention],
) -> Option<FileId> {
    if matches!(of, LessonSource::Index(_)) {
        return None;
    }
    let tree = context.sources.tree;
    let beside = context.lookups.ownership.of(of.file())?;
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
        file.kind == FileKind::Image && is_thumbnail_of(&fold(file.path.stem()), &stem) && !shown(&file.path)
    })
}

/// A category's picture: its index file's, else `thumbnail.*` in its folder.
pub(super) fn category_thumbnail(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    dir: DirId,
    index: Option<FileId>,
) -> Option<Address> {
    let named = index.and_then(|index| {
        let page: &Page = context.sources.pages.get(index)?;
        Some((index, page, page.front.thumbnail.as_ref()?))
    });
    if let Some((index, page, named)) = named {
        let from = context.sources.link_base(index);
        let address = named_image(context, collected, from, Some(page), &page.source, named);
        return address;
    }
    // The root's is the course's.
    if dir == ROOT {
        return None;
    }
    let image = image_called(context.sources.tree, dir, &["thumbnail", "thumb"])?;
    walked_image(context, collected, image)
}

/// The course's picture: what `image:` in `course.yaml` names, else `cover.*` or `thumbnail.*` at the
/// root.
pub(super) fn course_image(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    named: Option<(&Source, &Spanned<String>)>,
) -> Option<Address> {
    if let Some((settings, named)) = named {
        let root = CoursePath::root();
        let from = LinkBase { folder: &root, stem: None };
        return named_image(context, collected, from, None, settings, named);
    }
    let image = image_called(context.sources.tree, ROOT, &["cover", "thumbnail"])?;
    walked_image(context, collected, image)
}

/// An image that an author named: a path or an address on the web.
fn named_image(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    from: LinkBase<'_>,
    page: Option<&Page>,
    source: &Source,
    named: &Spanned<String>,
) -> Option<Address> {
    if target::is_remote(&named.value) {
        return Some(Address::Remote(named.value.clone()));
    }
    let place = LazyPlace::In(source, &named.span);
    match context.finder.file(from, &named.value) {
        Search::Found(found) => show(context, collected, &found, place),
        Search::Outside => {
            let finding = outside_course(context, Wanted::Thumbnail, from, &named.value, place);
            collected.diagnostics.push(finding);
            None
        }
        Search::Missing(tried) => {
            let target = (from, named.value.as_str(), Written::Value);
            report_missing(context, collected, page, Wanted::Thumbnail, target, &tried, place);
            None
        }
    }
}

/// The image in a folder that has one of these names, the first name first.
fn image_called(tree: &Tree, dir: DirId, names: &[&str]) -> Option<FileId> {
    let called = |name: &&str| {
        tree.files_of_kind(dir, FileKind::Image).find(|&file| fold(tree.files[file].path.stem()) == **name)
    };
    names.iter().find_map(called)
}

fn walked_image(context: &Context<'_>, collected: &mut Collected<'_>, id: FileId) -> Option<Address> {
    let path = &context.sources.tree.files[id].path;
    let found = Located::File { path: path.clone(), id: Some(id) };
    show(context, collected, &found, LazyPlace::Whole(path))
}

fn show(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    found: &Located,
    place: LazyPlace<'_>,
) -> Option<Address> {
    let mut pictures = Pictures::default();
    let path = pictures.show(&mut collected.assets, found, place);
    collected.diagnostics.extend(pictures.report(context.sources.images));
    path.map(Address::Local)
}

/// `03-loops.png` and `03-loops-thumbnail.png` are pictures of `03-loops`; `03-loops-diagram.png` is
/// one that the text was to show.
fn is_thumbnail_of(name: &str, stem: &str) -> bool {
    name.strip_prefix(stem).is_some_and(|rest| {
        matches!(rest.trim_start_matches(['-', '_', '.', ' ']), "" | "thumbnail" | "thumb" | "cover")
    })
}
