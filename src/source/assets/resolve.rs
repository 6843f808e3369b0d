//! Finds the file or folder that an author means by a path.
//!
//! Start at [`Finder::find`]. What was walked is looked up by name and costs no look at the disk. Only
//! what was not walked (hidden folders, `node_modules`, the author's `assets_root`) is looked for on
//! the disk, each folder listed once, and never outside of what [`Root`](crate::fs::Root) opens.
//!
//! Names compare exactly, but for how accents are written (NFC). A name in another case is not found:
//! it would be missing on the next machine.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::ffi::OsStr;
use std::path::Path;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use crate::fs::{Denied, Kind, Listed};
use crate::model::{CoursePath, nfc};
use crate::source::above;
use crate::source::files::tree::{DirId, Entry, FileId, FileKind, fold};
use crate::source::maps::HashMap;

use super::sources::{LinkBase, Sources};
use super::target;

/// A file or folder that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Located {
    /// A file; `id` when it was walked.
    File { path: CoursePath, id: Option<FileId> },
    /// A folder; `id` when it was walked.
    Dir { path: CoursePath, id: Option<DirId> },
}

/// What became of looking for something.
#[derive(Debug)]
pub(super) enum Search {
    Found(Located),
    /// The path, or the link it names, leaves the course.
    Outside,
    /// Nothing is there; the paths that were tried, the likeliest first.
    Missing(Vec<CoursePath>),
}

/// A course is seldom deeper than this in the folders of its website.
const MOST_FOLDERS_OF_SITE: usize = 3;

/// The names in a folder of the disk, once it was listed.
type Listing = Result<Rc<[Listed]>, Denied>;

/// Looks for files and folders.
pub(super) struct Finder<'a> {
    pub sources: Sources<'a>,
    /// The author's `assets_root`.
    assets: Option<CoursePath>,
    /// Everything that was walked, by its path in NFC and lower case.
    folded: OnceCell<HashMap<Cow<'a, str>, Vec<Entry>>>,
    by_name: OnceCell<HashMap<&'a str, Vec<FileId>>>,
    listings: RefCell<HashMap<CoursePath, Listing>>,
}

impl<'a> Finder<'a> {
    pub fn new(sources: Sources<'a>) -> Self {
        Self {
            assets: sources.root.assets(),
            sources,
            folded: OnceCell::new(),
            by_name: OnceCell::new(),
            listings: RefCell::default(),
        }
    }

    /// Finds the file that `target` means.
    pub fn file(&self, from: LinkBase<'_>, target: &str) -> Search {
        self.find(from, target, |found| matches!(found, Located::File { .. }))
    }

    /// Finds what `target` means, and `fits`: a file that is named literally, else relative to the
    /// page, else to its address, else from the site's root. A prefix that a tool would replace is tried without.
    pub fn find(&self, from: LinkBase<'_>, target: &str, fits: impl Fn(&Located) -> bool) -> Search {
        let as_written = self.find_as_written(from, target, &fits);
        let bare = match as_written {
            Search::Found(_) => None,
            Search::Outside | Search::Missing(_) => target::without_prefix(target),
        };
        let found = bare.and_then(|bare| {
            let readings = [bare.to_owned(), format!("/{bare}")];
            readings.iter().find_map(|reading| match self.find_as_written(from, reading, &fits) {
                Search::Found(found) => Some(found),
                Search::Outside | Search::Missing(_) => None,
            })
        });
        found.map_or(as_written, Search::Found)
    }

    fn find_as_written(&self, from: LinkBase<'_>, target: &str, fits: &impl Fn(&Located) -> bool) -> Search {
        let mut tried = Vec::new();
        let mut outside = false;
        for reading in target::readings(target) {
            match self.candidates(from, &reading) {
                Some(paths) => {
                    for path in paths {
                        match self.walked(&path) {
                            Some(found) if fits(&found) => return Search::Found(found),
                            _ => tried.push(path),
                        }
                    }
                }
                None => outside = true,
            }
        }
        // The reading without escapes is the likelier one to be meant.
        let literal = tried.len() / 2;
        if target::path(target) != target {
            tried.rotate_left(literal);
        }
        for path in &tried {
            match self.on_disk(path) {
                Ok(Some(found)) if fits(&found) => return Search::Found(found),
                Ok(_) => {}
                Err(_) => outside = true,
            }
        }
        if let Some(found) = self.by_end(from, &target::path(target)).filter(|found| fits(found)) {
            return Search::Found(found);
        }
        if outside { Search::Outside } else { Search::Missing(tried) }
    }

    /// The file whose path ends with `path`, an address from the root of a website: that root may be any
    /// folder of the course, and a collection of Jekyll's begins with `_` (`_2020`). Of several, the one
    /// that shares most folders with the page.
    fn by_end(&self, from: LinkBase<'_>, path: &str) -> Option<Located> {
        let wanted = CoursePath::root().join(path.strip_prefix('/')?).ok().filter(CoursePath::is_inside)?;
        let tree = self.sources.tree;
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<&str, Vec<FileId>> = HashMap::default();
            for (id, file) in tree.files.iter().enumerate() {
                by_name.entry(file.path.name()).or_default().push(id);
            }
            by_name
        });
        let segments: Vec<&str> = wanted.segments().collect();
        let same = |have: &str, wanted: &str| have == wanted || have.strip_prefix('_') == Some(wanted);
        let fits = |file: &&FileId| {
            let have: Vec<&str> = tree.files[**file].path.segments().collect();
            have.len() >= segments.len()
                && have.iter().rev().zip(segments.iter().rev()).all(|(have, wanted)| same(have, wanted))
        };
        if segments.len() < 2 {
            return None;
        }
        let shared = |file: FileId| {
            let have = tree.files[file].path.segments();
            have.zip(from.folder.segments()).take_while(|(have, page)| have == page).count()
        };
        let fitting: Vec<FileId> = by_name.get(wanted.name())?.iter().filter(fits).copied().collect();
        let most = fitting.iter().map(|&file| shared(file)).max()?;
        let mut nearest = fitting.into_iter().filter(|&file| shared(file) == most);
        let only = nearest.next().filter(|_| nearest.next().is_none())?;
        Some(self.found(Entry::File(only)))
    }

    /// The paths that a reading of a target can mean, the likeliest first; `None` when it is absolute in a
    /// way that no website has.
    pub fn candidates<'c>(
        &'c self,
        from: LinkBase<'c>,
        reading: &'c str,
    ) -> Option<impl Iterator<Item = CoursePath> + 'c> {
        let (site, beside) = match reading.strip_prefix(['/', '\\']) {
            Some(site) => (Some(site.trim_start_matches('/')), None),
            None => (None, Some(from.folder.join(reading).ok()?)),
        };
        let below = from.stem.filter(|_| site.is_none());
        let below = below.into_iter().filter_map(move |stem| from.folder.child(stem).join(reading).ok());
        let climbs = || reading.split(['/', '\\']).any(|segment| segment == "..");
        // Nobody means the course's own folder by a path without a `/` in front.
        let skipped = usize::from(site.is_none());
        let roots = std::iter::once_with(move || site.is_some() || !climbs())
            .filter(|&from_roots| from_roots)
            .flat_map(move |_| self.site_roots().skip(skipped))
            .filter_map(move |root| root.join(site.unwrap_or(reading)).ok());
        let below_site = site.into_iter().flat_map(|site| self.below_site(site));
        Some(beside.into_iter().chain(below).chain(roots).chain(below_site))
    }

    /// The folders that `/` can mean: the course, the folders that site generators publish, and the
    /// same of the folders above, up to the author's `assets_root`.
    fn site_roots(&self) -> impl Iterator<Item = CoursePath> {
        let ups = self.assets.iter().flat_map(|assets| 1..=assets.segments().count());
        let above = ups.filter_map(|ups| CoursePath::root().join(&"../".repeat(ups)).ok());
        std::iter::once(CoursePath::root()).chain(above).flat_map(|root| {
            [root.child("static"), root.child("public")].into_iter().fold(vec![root], |mut all, dir| {
                all.push(dir);
                all
            })
        })
    }

    /// The paths of the course that an address means from the root of a website, if the course is one of its
    /// folders: `/2020/a.png` is `a.png` in `2020`, or in `_2020` as Jekyll has it.
    fn below_site<'s>(&self, site: &'s str) -> impl Iterator<Item = CoursePath> + 's {
        let course = self.sources.root.course();
        let is_named = |folder: &Path, name: &str| {
            let folder = folder.file_name().and_then(OsStr::to_str).unwrap_or_default();
            folder == name || folder.strip_prefix('_') == Some(name)
        };
        let behind = |ups: usize| {
            let names: Vec<&str> = site.splitn(ups + 1, '/').collect();
            let (rest, names) = names.split_last().filter(|(_, names)| names.len() == ups)?;
            let folders = course.ancestors().take(ups);
            folders.zip(names.iter().rev()).all(|(folder, name)| is_named(folder, name)).then_some(*rest)
        };
        let rests: Vec<&str> = (1..=MOST_FOLDERS_OF_SITE).filter_map(behind).collect();
        rests.into_iter().filter_map(|rest| CoursePath::root().join(rest).ok())
    }

    /// Where `target` is above the course, up to its repository: only its name is looked for.
    pub fn above(&self, from: LinkBase<'_>, target: &str) -> Option<CoursePath> {
        let root = self.sources.root;
        let levels = root.levels();
        if levels == 0 {
            return None;
        }
        let path = target::path(target);
        let is_there = |path: &CoursePath| above::is_there(root, path);
        let site = path.strip_prefix('/').or_else(|| target::without_prefix(&path));
        match site {
            Some(site) => above::of_site(levels, site.trim_start_matches('/')).find(is_there),
            None => self.candidates(from, &path)?.find(is_there),
        }
    }

    /// What was walked at this path.
    pub fn walked(&self, path: &CoursePath) -> Option<Located> {
        let tree = self.sources.tree;
        if let Some(entry) = tree.at(path) {
            return Some(self.found(entry));
        }
        // Two names that are both ASCII are the same or not: no accents to compare.
        if path.as_str().is_ascii() {
            return None;
        }
        let wanted: String = path.as_str().nfc().collect();
        let same = |entry: &&Entry| self.path_of(**entry).as_str().nfc().eq(wanted.chars());
        self.folded().get(fold(&wanted).as_ref())?.iter().find(same).map(|&entry| self.found(entry))
    }

    /// What was walked at this path, but for the case of its letters.
    pub fn walked_in_other_case(&self, path: &CoursePath) -> Option<CoursePath> {
        let entries = self.folded().get(fold(path.as_str()).as_ref())?;
        entries.first().map(|&entry| self.path_of(entry).clone())
    }

    /// Whether no other path that was walked differs from this one in case only.
    pub fn is_alone_but_for_case(&self, path: &CoursePath) -> bool {
        self.folded().get(fold(path.as_str()).as_ref()).is_some_and(|entries| entries.len() == 1)
    }

    /// What is on the disk at this path, though it was not walked.
    fn on_disk(&self, path: &CoursePath) -> Result<Option<Located>, Denied> {
        if !self.sources.root.may_hold(path) {
            return Err(Denied::Outside);
        }
        if self.sources.tree.hides(path) {
            return Ok(None);
        }
        let mut here = CoursePath::root();
        let mut is_dir = true;
        for segment in path.segments() {
            if segment == ".." {
                here = here.join("..").unwrap_or_default();
                continue;
            }
            let Some(listed) = self.named(&here, segment)? else { return Ok(None) };
            here = here.child(&nfc(&listed.name));
            is_dir = listed.is_dir;
        }
        // A link is followed here, and only if it ends inside.
        let root = self.sources.root;
        match root.open(&here) {
            Err(Denied::Outside) => Err(Denied::Outside),
            Err(Denied::Missing) => Ok(None),
            Ok(real) if is_dir || root.vfs().kind(&real) == Some(Kind::Folder) => {
                Ok(Some(Located::Dir { path: here, id: None }))
            }
            Ok(_) => Ok(Some(Located::File { path: here, id: None })),
        }
    }

    fn named(&self, folder: &CoursePath, name: &str) -> Result<Option<Listed>, Denied> {
        let listing = match self.listing(folder) {
            Ok(listing) => listing,
            Err(Denied::Missing) => return Ok(None),
            Err(Denied::Outside) => return Err(Denied::Outside),
        };
        if let Ok(at) = listing.binary_search_by(|listed| listed.name.as_str().cmp(name)) {
            return Ok(Some(listing[at].clone()));
        }
        let same = |listed: &&Listed| !listed.name.is_ascii() && listed.name.nfc().eq(name.nfc());
        Ok(if name.is_ascii() { None } else { listing.iter().find(same).cloned() })
    }

    /// The names in a folder of the disk.
    pub fn listing(&self, folder: &CoursePath) -> Listing {
        if let Some(listing) = self.listings.borrow().get(folder) {
            return listing.clone();
        }
        let listing = self.list(folder);
        self.listings.borrow_mut().insert(folder.clone(), listing.clone());
        listing
    }

    fn list(&self, folder: &CoursePath) -> Listing {
        let root = self.sources.root;
        if !root.may_hold(folder) {
            return Err(Denied::Outside);
        }
        let real = root.open(folder)?;
        root.vfs().list(&real).map(Rc::from).map_err(|_| Denied::Missing)
    }

    /// The kind of a file that was found.
    pub fn kind(&self, found: &Located) -> Option<FileKind> {
        match found {
            Located::File { id: Some(id), .. } => Some(self.sources.tree.files[*id].kind),
            Located::File { path, id: None } => Some(FileKind::of(&path.extension())),
            Located::Dir { .. } => None,
        }
    }

    fn found(&self, entry: Entry) -> Located {
        let path = self.path_of(entry).clone();
        match entry {
            Entry::File(id) => Located::File { path, id: Some(id) },
            Entry::Dir(id) => Located::Dir { path, id: Some(id) },
        }
    }

    fn path_of(&self, entry: Entry) -> &'a CoursePath {
        self.sources.tree.path_of(entry)
    }

    fn folded(&self) -> &HashMap<Cow<'a, str>, Vec<Entry>> {
        self.folded.get_or_init(|| {
            let tree = self.sources.tree;
            let files = (0..tree.files.len()).map(Entry::File);
            let mut folded: HashMap<Cow<'_, str>, Vec<Entry>> =
                HashMap::with_capacity_and_hasher(tree.files.len(), <_>::default());
            for entry in files.chain((0..tree.dirs.len()).map(Entry::Dir)) {
                folded.entry(fold(self.path_of(entry).as_str())).or_default().push(entry);
            }
            folded
        })
    }
}
