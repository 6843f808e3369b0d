//! Suggestions for the path of a missing file.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::model::CoursePath;
use crate::source::files::tree::{Entry, FileId, FileKind, fold};
use crate::source::layout::names;
use crate::source::maps::HashMap;

use super::resolve::Finder;

/// The label and help for a missing file.
pub(super) struct NearMiss {
    /// What is wrong at the mark.
    pub label: String,
    /// What the author may have meant, in words.
    pub help: Option<String>,
    /// What the author may have meant.
    pub meant: Option<FileId>,
    /// The only file that can be meant.
    pub certain: Option<Suggestion>,
}

/// The only file that can be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suggestion {
    /// Where it was looked for, in another case.
    OtherCase(FileId),
    /// Somewhere else, and the only one of this name.
    Moved(FileId),
}

/// Every other folder has a page of this name: that there is one only is chance.
const ANYWHERE: &[&str] = &["index", "_index", "readme", "license", "licence", "summary"];

/// In larger folders names are compared only for equality: comparing letter by letter would take long,
/// and the nearest of thousands is seldom the right one.
const LARGEST_FOLDER: usize = 500;

/// After so many comparisons letter by letter the course has bigger problems than typos.
const MOST_COMPARED: usize = 200_000;

/// The names of the course, made when the first file is missing.
#[derive(Default)]
pub(super) struct NearMisses {
    by_name: OnceCell<HashMap<String, Vec<FileId>>>,
    folders: RefCell<HashMap<CoursePath, Option<Rc<Folder>>>>,
    compared: Cell<usize>,
}

/// The names of the files in a folder.
struct Folder {
    names: Vec<Name>,
    by_folded: HashMap<String, usize>,
    by_stem: HashMap<String, Vec<usize>>,
    /// See [`letters`].
    by_letters: HashMap<String, Vec<usize>>,
    /// See [`words_of_page`].
    by_words: HashMap<String, Vec<usize>>,
}

struct Name {
    written: String,
    folded: String,
    kind: FileKind,
}

impl NearMisses {
    /// Looks for what may be meant by the paths in `tried`, the likeliest first. `fits` says which
    /// kinds of file would do.
    pub fn of(&self, finder: &Finder<'_>, tried: &[CoursePath], fits: impl Fn(FileKind) -> bool) -> NearMiss {
        let Some(wanted) = tried.first() else {
            return NearMiss { label: "no such file".into(), help: None, meant: None, certain: None };
        };
        let folder = wanted.parent().unwrap_or_default();
        let beside = self.folder(finder, &folder);
        let label = match (&beside, folder.is_root()) {
            (None, _) => format!("no folder `{folder}/`"),
            (Some(_), true) => "no such file in the course's folder".to_owned(),
            (Some(_), false) => format!("no such file in `{folder}/`"),
        };
        let beside = beside.as_deref();
        let other_case = other_case(finder, tried, beside);
        let is_other_case = other_case.is_some();
        let mut is_elsewhere = false;
        let mut other_name = || {
            let similar = beside.and_then(|beside| self.similar(wanted, beside, &fits));
            is_elsewhere = similar.is_none();
            similar.map(|name| folder.child(name)).or_else(|| self.elsewhere(finder, wanted).cloned())
        };
        let (help, meant) = match other_case {
            Some(path) => {
                (format!("did you mean `{}`? Names are case-sensitive", said(&path, &folder)), path)
            }
            None => match other_name() {
                Some(path) => (format!("did you mean `{}`?", said(&path, &folder)), path),
                None => return NearMiss { label, help: None, meant: None, certain: None },
            },
        };
        let meant = match finder.sources.tree.at(&meant) {
            Some(Entry::File(file)) => Some(file),
            _ => None,
        };
        let certain = meant.filter(|&file| fits(finder.sources.tree.files[file].kind)).and_then(|file| {
            let path = &finder.sources.tree.files[file].path;
            if is_other_case {
                finder.is_alone_but_for_case(path).then_some(Suggestion::OtherCase(file))
            } else {
                let is_moved = is_elsewhere && !ANYWHERE.contains(&fold(path.stem()).as_ref());
                is_moved.then_some(Suggestion::Moved(file))
            }
        });
        NearMiss { label, help: Some(help), meant, certain }
    }

    /// The name beside the wanted one that differs in its extension, by a slip, in what is between
    /// its words, or (a page) in its number.
    fn similar<'f>(
        &self,
        wanted: &CoursePath,
        beside: &'f Folder,
        fits: &impl Fn(FileKind) -> bool,
    ) -> Option<&'f str> {
        let of_stem = beside.by_stem.get(fold(wanted.stem()).as_ref()).map_or(&[][..], Vec::as_slice);
        let other_extension = of_stem.iter().map(|&at| &beside.names[at]).find(|name| fits(name.kind));
        let slip = || {
            let budget = MOST_COMPARED.saturating_sub(self.compared.get());
            if beside.names.len() > LARGEST_FOLDER.min(budget) {
                return None;
            }
            self.compared.set(self.compared.get() + beside.names.len());
            let is_bare = wanted.extension().is_empty();
            let wanted = fold(wanted.name());
            let fitting = beside.names.iter().filter(|name| fits(name.kind));
            let alike = fitting.filter_map(|name| {
                // Links to pages are often written without the extension.
                let is_page = is_bare && name.kind == FileKind::Markdown;
                let end = if is_page { name.folded.rfind('.')? } else { name.folded.len() };
                Some((slips(&wanted, &name.folded[..end])?, name))
            });
            alike.min_by_key(|(slips, _)| *slips).map(|(_, name)| name)
        };
        let same_letters =
            || beside.only(&beside.by_letters, &letters(wanted.name())).filter(|name| fits(name.kind));
        let other_number = || beside.only(&beside.by_words, &words_of_page(wanted)?);
        let found = other_extension.or_else(same_letters).or_else(slip).or_else(other_number);
        found.map(|name| name.written.as_str())
    }

    /// The names in a folder, walked or not; `None` when there is no such folder.
    fn folder(&self, finder: &Finder<'_>, path: &CoursePath) -> Option<Rc<Folder>> {
        let mut folders = self.folders.borrow_mut();
        if let Some(known) = folders.get(path) {
            return known.clone();
        }
        let folder = names_in(finder, path).map(|names| Rc::new(Folder::new(names)));
        folders.insert(path.clone(), folder.clone());
        folder
    }

    /// The only file of the course that has the wanted name.
    fn elsewhere<'f>(&self, finder: &'f Finder<'_>, wanted: &CoursePath) -> Option<&'f CoursePath> {
        let tree = finder.sources.tree;
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<FileId>> = HashMap::default();
            for (id, file) in tree.files.iter().enumerate() {
                by_name.entry(fold(file.path.name()).into_owned()).or_default().push(id);
            }
            by_name
        });
        match by_name.get(fold(wanted.name()).as_ref())?.as_slice() {
            [only] => Some(&tree.files[*only].path),
            _ => None,
        }
    }
}

/// A path for people: the name alone, if it is in the folder that was meant.
fn said<'p>(path: &'p CoursePath, folder: &CoursePath) -> &'p str {
    if path.parent().as_ref() == Some(folder) { path.name() } else { path.as_str() }
}

fn other_case(finder: &Finder<'_>, tried: &[CoursePath], beside: Option<&Folder>) -> Option<CoursePath> {
    let walked = tried.iter().find_map(|path| finder.walked_in_other_case(path));
    walked.or_else(|| {
        let wanted = tried.first()?;
        let beside = beside?;
        let name = &beside.names[*beside.by_folded.get(fold(wanted.name()).as_ref())?];
        Some(wanted.parent().unwrap_or_default().child(&name.written))
    })
}

/// The number of typos between two names, if it is so small that one was meant for the other. Numbers are
/// no slips: `02-x.png` is not `03-x.png`.
fn slips(wanted: &str, name: &str) -> Option<usize> {
    let digits = |name: &str| name.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let most = if wanted.len() >= 8 { 2 } else { 1 };
    if wanted.len().abs_diff(name.len()) > most || digits(wanted) != digits(name) {
        return None;
    }
    let slips = strsim::osa_distance(wanted, name);
    (slips <= most).then_some(slips)
}

impl Folder {
    fn new(names: Vec<String>) -> Self {
        let mut folder = Self {
            names: Vec::new(),
            by_folded: HashMap::default(),
            by_stem: HashMap::default(),
            by_letters: HashMap::default(),
            by_words: HashMap::default(),
        };
        for (at, written) in names.into_iter().enumerate() {
            let path = CoursePath::root().child(&written);
            let compared = fold(&written).into_owned();
            folder.by_folded.entry(compared.clone()).or_insert(at);
            folder.by_stem.entry(fold(path.stem()).into_owned()).or_default().push(at);
            folder.by_letters.entry(letters(&written)).or_default().push(at);
            if let Some(words) = words_of_page(&path) {
                folder.by_words.entry(words).or_default().push(at);
            }
            folder.names.push(Name { kind: FileKind::of(&path.extension()), folded: compared, written });
        }
        folder
    }

    /// The name under this key, if there is only one: one among several would be a guess.
    fn only(&self, names: &HashMap<String, Vec<usize>>, key: &str) -> Option<&Name> {
        match names.get(key)?.as_slice() {
            [only] => Some(&self.names[*only]),
            _ => None,
        }
    }
}

/// A name without what is between its words: `my-long%20name.pdf` is like `My_long name.pdf`.
fn letters(name: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    fold(&decoded).chars().filter(|c| c.is_alphanumeric() || *c == '.').collect()
}

/// The words of a page's name, without its number: lessons move, and links to them stay behind.
/// `None` for other files, whose numbers tell them apart.
fn words_of_page(path: &CoursePath) -> Option<String> {
    const SHORTEST: usize = 3;
    let is_page = matches!(path.extension().as_ref(), "" | "html")
        || FileKind::of(&path.extension()) == FileKind::Markdown;
    let words = letters(names::without_number(path.stem()));
    (is_page && words.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST).then_some(words)
}

/// The names of the files in a folder, walked or not; `None` when there is no such folder.
fn names_in(finder: &Finder<'_>, folder: &CoursePath) -> Option<Vec<String>> {
    let tree = finder.sources.tree;
    if let Some(Entry::Dir(dir)) = tree.at(folder) {
        return Some(
            tree.dirs[dir].files.iter().map(|&file| tree.files[file].path.name().to_owned()).collect(),
        );
    }
    let listing = finder.listing(folder).ok()?;
    Some(listing.iter().filter(|listed| !listed.is_dir).map(|listed| listed.name.clone()).collect())
}
