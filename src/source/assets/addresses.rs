//! The addresses that a website may give to the pages and folders of a course.

use crate::source::files::tree::{Entry, FileKind};
use crate::source::maps::HashMap;

use super::slug::slug_path;
use super::sources::Sources;

/// Every page and folder under the last part of its addresses.
pub(super) struct Addresses {
    by_last: HashMap<String, Vec<(String, Entry)>>,
}

/// How much of an address has to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// All of it, from the root of the course.
    Whole,
    /// Its end: the course may be in a folder of the website's own.
    End,
    /// Its end, or as a last resort its last part: a website may publish a page under any folder.
    AnySite,
}

impl Addresses {
    /// Lists the pages and folders of a course, met by learners or not.
    pub fn new(sources: Sources<'_>) -> Self {
        let tree = sources.tree;
        let mut addresses = Self { by_last: HashMap::default() };
        for (id, file) in tree.files.iter().enumerate() {
            if !matches!(file.kind, FileKind::Markdown | FileKind::OtherMarkdown) {
                continue;
            }
            let dir = slug_path(tree.dirs[file.dir].path.as_str());
            let stem = slug_path(file.path.stem());
            let by_name = match stem.as_str() {
                "index" | "readme" => dir.clone(),
                stem => under(&dir, stem),
            };
            addresses.add(by_name, Entry::File(id));
            if let Some(address) = sources.pages.get(id).and_then(|page| page.front.address.as_deref()) {
                let own = slug_path(address);
                addresses
                    .add(if address.starts_with('/') { own } else { under(&dir, &own) }, Entry::File(id));
            }
        }
        for (id, dir) in tree.dirs.iter().enumerate().skip(1) {
            addresses.add(slug_path(dir.path.as_str()), Entry::Dir(id));
        }
        addresses
    }

    fn add(&mut self, address: String, entry: Entry) {
        let last = address.rsplit('/').next().unwrap_or_default().to_owned();
        self.by_last.entry(last).or_default().push((address, entry));
    }

    /// What has the address `path`: something that learners meet, if there is such.
    pub fn find(&self, path: &str, reach: Reach, is_met: impl Fn(Entry) -> bool) -> Option<Entry> {
        let wanted = slug_path(path);
        let named = self.by_last.get(wanted.rsplit('/').next()?)?;
        let fits = |address: &str, reach: Reach| match reach {
            Reach::AnySite => true,
            Reach::Whole => address == wanted,
            Reach::End => address
                .strip_suffix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('/')),
        };
        let best = |reach: Reach| {
            let fitting =
                || named.iter().filter(|(address, _)| fits(address, reach)).map(|&(_, entry)| entry);
            fitting().find(|&entry| is_met(entry)).or_else(|| fitting().next())
        };
        match reach {
            Reach::Whole => best(Reach::Whole),
            Reach::End => best(Reach::End),
            Reach::AnySite => best(Reach::End).or_else(|| best(Reach::AnySite)),
        }
    }

    /// What has an address that ends with `path`: of several the one with the most `points`, if it is the only
    /// one. What has no points is not meant.
    pub fn nearest(&self, path: &str, points: impl Fn(Entry) -> Option<usize>) -> Option<Entry> {
        let wanted = slug_path(path);
        let named = self.by_last.get(wanted.rsplit('/').next()?)?;
        let fits = |address: &str| {
            let rest = address.strip_suffix(wanted.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let fitting = named.iter().filter(|(address, _)| fits(address));
        let rated: Vec<(usize, &str, Entry)> = fitting
            .filter_map(|(address, entry)| Some((points(*entry)?, address.as_str(), *entry)))
            .collect();
        let most = rated.iter().map(|&(points, ..)| points).max()?;
        let mut best = rated.into_iter().filter(|&(points, ..)| points == most);
        let (_, address, entry) = best.next()?;
        // A folder and its index file are one.
        best.all(|(_, other, _)| other == address).then_some(entry)
    }
}

fn under(dir: &str, name: &str) -> String {
    if dir.is_empty() { name.to_owned() } else { format!("{dir}/{name}") }
}
