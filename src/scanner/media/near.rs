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
    /// What the author may have meant.
    pub help: Option<String>,
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
            return NearMiss { label: "nothing of this name".into(), help: None };
        };
        let folder = wanted.parent().unwrap_or_default();
        let beside = names_in(finder, &folder);
        let label = match (&beside, folder.is_root()) {
            (None, _) => format!("there is no folder `{folder}/`"),
            (Some(_), true) => "nothing of this name at the root of the course".to_owned(),
            (Some(_), false) => format!("nothing of this name in `{folder}/`"),
        };
        let beside = beside.unwrap_or_default();
        let help = other_case(finder, tried, &beside)
            .map(|name| format!("`{name}` is there: names are case-sensitive"))
            .or_else(|| {
                let name = similar(wanted, &beside, &fits)
                    .or_else(|| self.elsewhere(finder, wanted).map(CoursePath::to_string))?;
                Some(format!("`{name}` is there; did you mean that one?"))
            });
        NearMiss { label, help }
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

fn other_case(finder: &Finder<'_>, tried: &[CoursePath], beside: &[String]) -> Option<String> {
    if let Some(found) = tried.iter().find_map(|path| finder.walked_in_other_case(path)) {
        let same_folder = tried.first().and_then(CoursePath::parent) == found.parent();
        return Some(if same_folder { found.name().to_owned() } else { found.as_str().to_owned() });
    }
    let wanted = fold(tried.first()?.name());
    beside.iter().find(|name| fold(name) == wanted).cloned()
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
