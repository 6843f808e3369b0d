//! What learners download with a lesson (rule 9): files listed in the front matter, linked in the text, and next to
//! the lesson. They are in this order, each file once.

use url::Url;

use crate::front_matter::{MaterialRef, Spanned};
use crate::model::{Address, CoursePath, Material, Title};
use crate::source::files::tree::{DirId, FileId, FileKind, Tree, fold, natural_order};
use crate::source::layout::names;
use crate::source::page::Page;
use crate::source::plan::LessonSource;

use super::context::{Collected, Context};
use super::globs::{is_glob, matches};
use super::lazy_place::LazyPlace;
use super::mentions::Mention;
use super::missing::{Wanted, outside_course, report_missing};
use super::ownership::files_below;
use super::repair::Written;
use super::resolve::{Located, Search};
use super::sources::LinkBase;
use super::video::Videos;
use super::{kinds, target};

/// Folders of a lesson folder whose files are all for learners to download.
const DOWNLOAD_FOLDERS: [&str; 4] = ["materials", "files", "attachments", "downloads"];

/// A lesson's materials, and what can only be linked.
#[derive(Default)]
pub(super) struct Materials {
    list: Vec<Entered>,
    /// Titles and addresses of materials on the web that the platform has no type for.
    links: Vec<(String, String)>,
}

/// A material that may still get a better title: the front matter lists it, the text names it.
struct Entered {
    title: Option<Title>,
    kind: &'static str,
    address: Address,
}

impl Materials {
    fn enter(&mut self, title: Option<&str>, kind: &'static str, address: Address) {
        let title = title.and_then(Title::new);
        match self.list.iter_mut().find(|entered| entered.address == address) {
            Some(known) => known.title = known.title.take().or(title),
            None => self.list.push(Entered { title, kind, address }),
        }
    }

    /// The finished list (what has no title is called by its name), and the titles and addresses of what
    /// can only be linked.
    pub fn finish(self) -> (Vec<Material>, Vec<(String, String)>) {
        let finish = |Entered { title, kind, address }: Entered| {
            let title = title.or_else(|| Title::new(&name_of(&address)))?;
            Some(Material { title, kind, address })
        };
        (self.list.into_iter().filter_map(finish).collect(), self.links)
    }
}

/// The default title of a material: its name made readable, or its host's.
fn name_of(address: &Address) -> String {
    match address {
        Address::Local(path) => {
            let name = readable(path.stem());
            if name.trim().is_empty() { path.name().to_owned() } else { name }
        }
        Address::Remote(url) => remote_name(url),
    }
}

fn remote_name(url: &str) -> String {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = target::path(path);
    match path.trim_end_matches('/').rsplit_once('/') {
        Some((_, name)) => readable(CoursePath::root().child(name).stem()),
        None => path.into_owned(),
    }
}

fn readable(stem: &str) -> String {
    names::readable(stem, names::numbers(&[stem])[0].as_ref())
}

/// Collects a lesson's materials.
pub(super) fn materials(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    of: LessonSource,
    page: Option<&Page>,
    mentions: &[Mention],
    videos: &Videos,
) -> Materials {
    let mut materials = Materials::default();
    if let Some(page) = page {
        let from = context.sources.link_base(of.file());
        for listed in &page.front.materials {
            add_listed(context, collected, &mut materials, from, page, listed);
        }
        for (reference, mention) in page.markdown.references.iter().zip(mentions) {
            if let Mention::File { path, material: Some(kind) } = mention {
                materials.enter(Some(&reference.text), kind, Address::Local(path.clone()));
            }
        }
    }
    for file in lying_by(context, of, videos) {
        let path = &context.sources.tree.files[file].path;
        let found = Located::File { path: path.clone(), id: Some(file) };
        if let Some((path, kind)) = collected.assets.attach(&found, LazyPlace::Whole(path)) {
            materials.enter(None, kind, Address::Local(path));
        }
    }
    // The lesson's video is there to be watched, however the text mentions it.
    if let Some(video) = videos.local() {
        materials.list.retain(|entered| !matches!(&entered.address, Address::Local(path) if path == video));
    }
    materials
}

fn add_listed(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    materials: &mut Materials,
    from: LinkBase<'_>,
    page: &Page,
    listed: &Spanned<MaterialRef>,
) {
    let MaterialRef { target, title, kind } = &listed.value;
    let place = LazyPlace::In(&page.source, &listed.span);
    if target::is_remote(target) {
        return add_remote(materials, target, title.as_deref(), *kind);
    }
    let found = match context.finder.find(from, target, |_| true) {
        Search::Found(found) => vec![found],
        Search::Outside => {
            let finding = outside_course(context, Wanted::Material, from, target, place);
            return collected.diagnostics.push(finding);
        }
        Search::Missing(tried) => {
            let found = if is_glob(target) { matches(&context.finder, from, target) } else { Vec::new() };
            if found.is_empty() {
                let target = (from, target.as_str(), Written::Value);
                return report_missing(
                    context,
                    collected,
                    Some(page),
                    Wanted::Material,
                    target,
                    &tried,
                    place,
                );
            }
            found
        }
    };
    for found in found {
        let attached = match kind {
            // The author knows better what an unknown extension stands for.
            Some(kind) if *kind != "zip" && !matches!(found, Located::Dir { .. }) => {
                collected.assets.show(&found, place).map(|path| (path, *kind))
            }
            _ => collected.assets.attach(&found, place),
        };
        if let Some((path, kind)) = attached {
            materials.enter(title.as_deref(), kind, Address::Local(path));
        }
    }
}

/// The files that are a lesson's materials by where they are and what they are called.
fn lying_by(context: &Context<'_>, of: LessonSource, videos: &Videos) -> Vec<FileId> {
    let tree = context.sources.tree;
    let is_download = |&file: &FileId| tree.files[file].kind.is_download();
    let mut files = Vec::new();
    if let LessonSource::Sound(file) = of {
        files.push(file);
    }
    if let (Some(owned), false) =
        (context.lookups.ownership.of(of.file()), matches!(of, LessonSource::Index(_)))
    {
        files.extend(owned.files.iter().copied().filter(is_download));
        for &dir in &owned.dirs {
            files.extend(
                files_below(tree, dir)
                    .into_iter()
                    .filter(|file| is_download(file) && !tree.files[*file].ignored),
            );
            files.extend(downloads(tree, dir));
        }
    }
    if let LessonSource::Folder { page, folder } = of {
        let beside = tree.files[page].dir;
        let dirs = if beside == folder { vec![folder] } else { vec![beside, folder] };
        for dir in dirs {
            let mut documents: Vec<FileId> = tree.dirs[dir]
                .files
                .iter()
                .copied()
                .filter(is_download)
                .filter(|&file| !tree.files[file].ignored && !belongs_to_another(context, file, of.file()))
                .collect();
            documents.sort_by(|&a, &b| natural_order(tree.files[a].path.name(), tree.files[b].path.name()));
            files.extend(documents);
            files.extend(downloads(tree, dir));
        }
    }
    files.extend(&videos.others);
    files.retain(|&file| !context.lookups.questions.contains(&tree.files[file].path));
    files
}

/// The files in the folders for downloads of a lesson's folder. What git ignores is taken only
/// if it is what learners download: the rest is what programs leave behind.
fn downloads(tree: &Tree, dir: DirId) -> Vec<FileId> {
    let folders = DOWNLOAD_FOLDERS.iter().filter_map(|&name| {
        let called = |&&child: &&DirId| fold(tree.dirs[child].path.name()) == name;
        tree.dirs[dir].dirs.iter().find(called)
    });
    folders
        .flat_map(|&folder| files_below(tree, folder))
        .filter(|&file| match tree.files[file].kind {
            FileKind::Markdown | FileKind::OtherMarkdown | FileKind::Captions => false,
            FileKind::Document | FileKind::Sound | FileKind::Video => true,
            FileKind::Image | FileKind::Other => !tree.files[file].ignored,
        })
        .collect()
}

fn belongs_to_another(context: &Context<'_>, file: FileId, lesson: FileId) -> bool {
    context.lookups.ownership.owner(file).is_some_and(|owner| owner != lesson)
}

fn add_remote(materials: &mut Materials, url: &str, title: Option<&str>, kind: Option<&'static str>) {
    let kind = kind.or_else(|| {
        let path = Url::parse(url).ok()?.path().to_owned();
        kinds::by_extension(&kinds::extension(path.rsplit('/').next()?)?)
    });
    if let Some(kind) = kind {
        materials.enter(title, kind, Address::Remote(url.to_owned()));
    } else if Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
        let title = title.map_or_else(|| remote_name(url), str::to_owned);
        materials.links.push((if title.is_empty() { url.to_owned() } else { title }, url.to_owned()));
    }
}
