//! What learners download with a lesson (rule 9): what the front matter lists, what the text links
//! to, what lies by the lesson, in this order, each file once.

use globset::GlobBuilder;
use url::Url;

use crate::course::{Address, CoursePath, Material, Title};
use crate::scanner::front_matter::{MaterialRef, Spanned};
use crate::scanner::names;
use crate::scanner::page::Page;
use crate::scanner::plan::LessonSource;
use crate::scanner::tree::{DirId, Entry, FileId, FileKind, fold, natural_order};

use super::mentions::{Mention, Wanted};
use super::place::Spot;
use super::repair::Written;
use super::resolve::{Finder, Found, From, Search};
use super::video::Videos;
use super::{Media, kinds, target};

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

/// What a material is called when nobody said: its name made readable, or its host's.
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

impl<'a> Media<'a> {
    /// Collects a lesson's materials.
    pub(super) fn materials(
        &mut self,
        of: LessonSource,
        page: Option<&'a Page>,
        mentions: &[Mention],
        videos: &Videos,
    ) -> Materials {
        let mut materials = Materials::default();
        if let Some(page) = page {
            let from = self.finder_from(of.file());
            for listed in &page.front.materials {
                self.listed(&mut materials, from, page, listed);
            }
            for (reference, mention) in page.markdown.references.iter().zip(mentions) {
                if let Mention::File { path, material: Some(kind) } = mention {
                    materials.enter(Some(&reference.text), kind, Address::Local(path.clone()));
                }
            }
        }
        for file in self.lying_by(of, videos) {
            let path = &self.sources.tree.files[file].path;
            let found = Found::File { path: path.clone(), id: Some(file) };
            if let Some((path, kind)) = self.files.attach(&found, Spot::Whole(path)) {
                materials.enter(None, kind, Address::Local(path));
            }
        }
        // The lesson's video is there to be watched, however the text mentions it.
        if let Some(video) = videos.local() {
            materials
                .list
                .retain(|entered| !matches!(&entered.address, Address::Local(path) if path == video));
        }
        materials
    }

    fn listed(
        &mut self,
        materials: &mut Materials,
        from: From<'_>,
        page: &'a Page,
        listed: &'a Spanned<MaterialRef>,
    ) {
        let MaterialRef { target, title, kind } = &listed.value;
        let spot = Spot::In(&page.source, &listed.span);
        if target::is_remote(target) {
            return listed_remote(materials, target, title.as_deref(), *kind);
        }
        let found = match self.finder.find(from, target, |_| true) {
            Search::Found(found) => vec![found],
            Search::Outside => return self.say_outside(from.folder, target, spot),
            Search::Missing(tried) => {
                let found = if is_glob(target) { matches(&self.finder, from, target) } else { Vec::new() };
                if found.is_empty() {
                    return self.say_missing(
                        Some(page),
                        Wanted::Material,
                        (target, Written::Value),
                        &tried,
                        spot,
                    );
                }
                found
            }
        };
        for found in found {
            let attached = match kind {
                // The author knows better what an unknown extension stands for.
                Some(kind) if *kind != "zip" && !matches!(found, Found::Dir { .. }) => {
                    self.files.show(&found, spot).map(|path| (path, *kind))
                }
                _ => self.files.attach(&found, spot),
            };
            if let Some((path, kind)) = attached {
                materials.enter(title.as_deref(), kind, Address::Local(path));
            }
        }
    }

    /// The files that are a lesson's materials by where they lie and what they are called.
    fn lying_by(&self, of: LessonSource, videos: &Videos) -> Vec<FileId> {
        let tree = self.sources.tree;
        let is = |file: FileId, kind: FileKind| tree.files[file].kind == kind;
        let mut files = Vec::new();
        if let (Some(owned), false) = (self.known.stems.of(of.file()), matches!(of, LessonSource::Index(_))) {
            files.extend(owned.files.iter().copied().filter(|&file| is(file, FileKind::Document)));
            for &dir in &owned.dirs {
                files.extend(
                    self.files_below(dir)
                        .into_iter()
                        .filter(|&file| is(file, FileKind::Document) && !tree.files[file].ignored),
                );
                files.extend(self.downloads(dir));
            }
        }
        if let LessonSource::Folder { page, folder } = of {
            let beside = tree.files[page].dir;
            let dirs = if beside == folder { vec![folder] } else { vec![beside, folder] };
            for dir in dirs {
                let mut documents: Vec<FileId> = tree
                    .files_of_kind(dir, FileKind::Document)
                    .filter(|&file| !tree.files[file].ignored && !self.belongs_to_another(file, of.file()))
                    .collect();
                documents
                    .sort_by(|&a, &b| natural_order(tree.files[a].path.name(), tree.files[b].path.name()));
                files.extend(documents);
                files.extend(self.downloads(dir));
            }
        }
        files.extend(&videos.others);
        files
    }

    /// The files in the folders for downloads of a lesson's folder. What git ignores is taken only
    /// if it is what learners download: the rest is what programs leave behind.
    fn downloads(&self, dir: DirId) -> Vec<FileId> {
        let tree = self.sources.tree;
        let folders = DOWNLOAD_FOLDERS.iter().filter_map(|&name| {
            let called = |&&child: &&DirId| fold(tree.dirs[child].path.name()) == name;
            tree.dirs[dir].dirs.iter().find(called)
        });
        folders
            .flat_map(|&folder| self.files_below(folder))
            .filter(|&file| match tree.files[file].kind {
                FileKind::Markdown | FileKind::OtherMarkdown | FileKind::Captions => false,
                FileKind::Document | FileKind::Video => true,
                FileKind::Image | FileKind::Other => !tree.files[file].ignored,
            })
            .collect()
    }

    fn belongs_to_another(&self, file: FileId, lesson: FileId) -> bool {
        self.known.stems.owner(file).is_some_and(|owner| owner != lesson)
    }
}

fn listed_remote(materials: &mut Materials, url: &str, title: Option<&str>, kind: Option<&'static str>) {
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

/// Whether a target is a pattern for several files.
pub(super) fn is_glob(target: &str) -> bool {
    target.contains(['*', '?', '[', '{'])
}

/// The files that a pattern matches, in natural order. Pages of the course are no materials.
pub(super) fn matches(finder: &Finder<'_>, from: From<'_>, pattern: &str) -> Vec<Found> {
    let pattern = pattern.replace('\\', "/");
    // Only the folder in front of the first wildcard is searched.
    let fixed =
        pattern.split('/').take_while(|segment| !is_glob(segment)).map(|segment| segment.len() + 1).sum();
    let (base, rest) = pattern.split_at(usize::min(fixed, pattern.len()));
    let Ok(glob) = GlobBuilder::new(rest).literal_separator(true).build() else { return Vec::new() };
    let glob = glob.compile_matcher();
    let base = if base.is_empty() { "." } else { base };
    for folder in finder.candidates(from, base).into_iter().flatten() {
        let mut found: Vec<Found> = files_in(finder, &folder, rest.contains('/'))
            .into_iter()
            .filter(|(path, _)| glob.is_match(path))
            .map(|(_, found)| found)
            .collect();
        if !found.is_empty() {
            found.sort_by(|a, b| natural_order(path_of(a), path_of(b)));
            return found;
        }
    }
    Vec::new()
}

fn path_of(found: &Found) -> &str {
    let (Found::File { path, .. } | Found::Dir { path, .. }) = found;
    path.as_str()
}

/// The files of a folder with their paths in it; of one that was not walked, only those directly in it.
fn files_in(finder: &Finder<'_>, folder: &CoursePath, below: bool) -> Vec<(String, Found)> {
    let tree = finder.sources.tree;
    if let Some(Entry::Dir(dir)) = tree.at(folder) {
        let files = if below { tree.files_below(dir) } else { tree.dirs[dir].files.clone() };
        let skip = if folder.is_root() { 0 } else { folder.as_str().len() + 1 };
        let fitting = files.into_iter().filter(|&file| tree.files[file].kind != FileKind::Markdown);
        return fitting
            .map(|id| {
                let path = tree.files[id].path.clone();
                (path.as_str()[skip..].to_owned(), Found::File { path, id: Some(id) })
            })
            .collect();
    }
    let Ok(listing) = finder.listing(folder) else { return Vec::new() };
    let files = listing.iter().filter(|listed| !listed.is_dir && !listed.name.starts_with('.'));
    files
        .map(|listed| (listed.name.clone(), Found::File { path: folder.child(&listed.name), id: None }))
        .collect()
}
