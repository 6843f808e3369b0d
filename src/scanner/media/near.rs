//! What an author may have meant by a name that is not there.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::course::CoursePath;
use crate::scanner::tree::{Entry, FileId, FileKind, fold};

use super::resolve::Finder;

/// What there is to say about a missing file.
pub(super) struct NearMiss {
    /// What is wrong at the mark.
    pub label: String,
    /// What the author may have meant, in words.
    pub help: Option<String>,
    /// What the author may have meant.
    pub meant: Option<FileId>,
}

/// In larger folders names are compared only for equality: comparing letter by letter would take long,
/// and the nearest of thousands is seldom the right one.
const MOST_COMPARED: usize = 1000;

/// Two names more alike than this are taken for one and a slip (1.0 is equality).
const ALIKE: f64 = 0.94;

/// The files of the course by name, made when the first is missing.
#[derive(Default)]
pub(super) struct NearMisses {
    by_name: OnceCell<HashMap<String, Vec<FileId>>>,
}

impl NearMisses {
    /// Looks for what may be meant by the paths in `tried`, the likeliest first. `fits` says which
    /// kinds of file would do.
    pub fn of(&self, finder: &Finder<'_>, tried: &[CoursePath], fits: impl Fn(FileKind) -> bool) -> NearMiss {
        let Some(wanted) = tried.first() else {
            return NearMiss { label: "nothing of this name".into(), help: None, meant: None };
        };
        let folder = wanted.parent().unwrap_or_default();
        let beside = names_in(finder, &folder);
        let label = match (&beside, folder.is_root()) {
            (None, _) => format!("there is no folder `{folder}/`"),
            (Some(_), true) => "nothing of this name at the root of the course".to_owned(),
            (Some(_), false) => format!("nothing of this name in `{folder}/`"),
        };
        let beside = beside.unwrap_or_default();
        let other_case = other_case(finder, tried, &beside);
        let other_name = || {
            let similar = similar(wanted, &beside, &fits).map(|name| folder.child(&name));
            similar.or_else(|| self.elsewhere(finder, wanted).cloned())
        };
        let (help, meant) = match other_case {
            Some(path) => (format!("`{}` is there: names are case-sensitive", said(&path, &folder)), path),
            None => match other_name() {
                Some(path) => (format!("`{}` is there; did you mean that one?", said(&path, &folder)), path),
                None => return NearMiss { label, help: None, meant: None },
            },
        };
        let meant = match finder.sources.tree.at(&meant) {
            Some(Entry::File(file)) => Some(file),
            _ => None,
        };
        NearMiss { label, help: Some(help), meant }
    }

    /// The only file of the course that has the wanted name.
    fn elsewhere<'f>(&self, finder: &'f Finder<'_>, wanted: &CoursePath) -> Option<&'f CoursePath> {
        let tree = finder.sources.tree;
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name: HashMap<String, Vec<FileId>> = HashMap::new();
            for (id, file) in tree.files.iter().enumerate() {
                by_name.entry(fold(file.path.name())).or_default().push(id);
            }
            by_name
        });
        match by_name.get(&fold(wanted.name()))?.as_slice() {
            [only] => Some(&tree.files[*only].path),
            _ => None,
        }
    }
}

/// A path for people: the name alone, if it lies in the folder that was meant.
fn said<'p>(path: &'p CoursePath, folder: &CoursePath) -> &'p str {
    if path.parent().as_ref() == Some(folder) { path.name() } else { path.as_str() }
}

fn other_case(finder: &Finder<'_>, tried: &[CoursePath], beside: &[String]) -> Option<CoursePath> {
    let walked = tried.iter().find_map(|path| finder.walked_in_other_case(path));
    walked.or_else(|| {
        let wanted = tried.first()?;
        let name = fold(wanted.name());
        let beside = beside.iter().find(|beside| fold(beside) == name)?;
        Some(wanted.parent().unwrap_or_default().child(beside))
    })
}

/// The name beside the wanted one that differs in its extension or by a slip.
fn similar(wanted: &CoursePath, beside: &[String], fits: &impl Fn(FileKind) -> bool) -> Option<String> {
    let here = CoursePath::root();
    let fitting = || beside.iter().filter(|name| fits(FileKind::of(&here.child(name).extension())));
    let stem = fold(wanted.stem());
    if let Some(name) = fitting().find(|name| fold(here.child(name).stem()) == stem) {
        return Some(name.clone());
    }
    if beside.len() > MOST_COMPARED {
        return None;
    }
    let wanted = fold(wanted.name());
    let alike = fitting().map(|name| (strsim::damerau_levenshtein(&wanted, &fold(name)), name));
    let (slips, name) = alike.min_by_key(|(slips, _)| *slips)?;
    let one_slip_or_two = slips <= 2 && wanted.chars().count() > 2 * slips + 3;
    (one_slip_or_two || strsim::jaro_winkler(&wanted, &fold(name)) > ALIKE).then(|| name.clone())
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
