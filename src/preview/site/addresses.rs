//! Addresses of courses and lessons, made of their paths: a new title or order changes none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::model::CoursePath;

/// Names at the root of the site that are taken.
const TAKEN: &[&str] = &["assets", "explain", "events"];

/// Longer names are cut: file systems take 255 bytes, and endings are put behind.
const LONGEST: usize = 120;

/// A lesson that was renamed twenty times while its author looked at it has been followed far enough.
const FOLLOWED: usize = 20;

/// Where the pages of each course begin.
pub(super) fn bases(folders: &[PathBuf], has_course_list: bool) -> Vec<String> {
    if !has_course_list {
        return vec![String::new(); folders.len()];
    }
    let mut taken: BTreeSet<String> = TAKEN.iter().map(|&name| name.to_owned()).collect();
    folders
        .iter()
        .map(|folder| {
            let name = folder_name(folder);
            let slug = Some(slug::slugify(&name)).filter(|slug| !slug.is_empty());
            let slug = slug.unwrap_or_else(|| format!("course-{}", hash(&name)));
            format!("{}/", unique(&slug, &folder.to_string_lossy(), &mut taken))
        })
        .collect()
}

/// The name of a course's folder; `.` has the name of the folder that it is.
pub(super) fn folder_name(folder: &Path) -> String {
    let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The addresses of lessons by their paths, in the same order.
///
/// Of two paths that would have the same, the one that sorts first has it plain.
pub(super) fn of_lessons(paths: &[&CoursePath]) -> Vec<String> {
    let mut sorted: Vec<usize> = (0..paths.len()).collect();
    sorted.sort_by_key(|&at| paths[at].as_str());
    let mut taken = BTreeSet::new();
    let mut addresses = vec![String::new(); paths.len()];
    for at in sorted {
        addresses[at] = unique(&of_path(paths[at]), paths[at].as_str(), &mut taken);
    }
    addresses
}

/// `02-baking-day/04-shape/01-shape.md` becomes `02-baking-day--04-shape--01-shape`.
fn of_path(path: &CoursePath) -> String {
    let parent = path.parent().unwrap_or_default();
    let names = parent.segments().chain([path.stem()]).map(slug::slugify);
    let slug = names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join("--");
    match slug {
        slug if slug.is_empty() => format!("lesson-{}", hash(path.as_str())),
        // Slugs are ASCII.
        slug if slug.len() > LONGEST => format!("{}-{}", &slug[..LONGEST], hash(path.as_str())),
        slug => slug,
    }
}

fn unique(slug: &str, path: &str, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = slug.to_owned();
    let mut salt = path.to_owned();
    while !taken.insert(candidate.clone()) {
        candidate = format!("{slug}-{}", hash(&salt));
        salt.push('+');
    }
    candidate
}

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..6].to_owned()
}

/// Where lessons went whose files were moved while they were shown.
#[derive(Debug, Default, Clone)]
pub(super) struct Moved(BTreeMap<String, String>);

impl Moved {
    /// Notes a move.
    pub fn note(&mut self, from: String, to: String) {
        // What is at an address now did not move away from it.
        self.0.remove(&to);
        self.0.insert(from, to);
    }

    /// Where a lesson is now.
    pub fn now(&self, address: &str, lesson_at: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        let mut address = address;
        for _ in 0..FOLLOWED {
            address = self.0.get(address)?;
            if let Some(lesson) = lesson_at(address) {
                return Some(lesson);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(paths: &[&str]) -> Vec<String> {
        let paths: Vec<CoursePath> =
            paths.iter().map(|path| CoursePath::root().join(path).unwrap()).collect();
        of_lessons(&paths.iter().collect::<Vec<_>>())
    }

    #[test]
    fn an_address_is_the_path_in_plain_letters() {
        assert_eq!(
            addresses(&["02-baking/04 Über/01-shape.md", "intro.md", "a/README.md"]),
            ["02-baking--04-uber--01-shape", "intro", "a--readme"]
        );
    }

    #[test]
    fn no_two_are_the_same_and_others_do_not_change_them() {
        let both = addresses(&["a_b.md", "a-b.md", "日.md", "🍞.md", "🥐.md"]);
        let unique: BTreeSet<&String> = both.iter().collect();
        assert_eq!(unique.len(), 5, "{both:?}");
        assert_eq!(both[1], "a-b");
        assert_eq!(addresses(&["🥐.md"])[0], both[4]);
        assert!(both.iter().all(|address| !address.is_empty()), "{both:?}");
    }

    #[test]
    fn long_paths_give_names_that_file_systems_take() {
        let long = format!("{}/x.md", "abc/".repeat(200));
        let other = format!("{}/y.md", "abc/".repeat(200));
        let [one, two] = &addresses(&[&long, &other])[..] else { panic!() };
        assert!(one.len() < 200 && one != two);
    }

    #[test]
    fn courses_do_not_take_the_sites_own_names() {
        let folders = ["x/assets", "y/Assets", "z/b"].map(PathBuf::from);
        let bases = bases(&folders, true);
        assert!(bases[0] != "assets/" && bases[0] != bases[1], "{bases:?}");
        assert_eq!(bases[2], "b/");
    }

    #[test]
    fn a_lesson_is_followed_from_name_to_name() {
        let mut moved = Moved::default();
        moved.note("a".to_owned(), "b".to_owned());
        moved.note("b".to_owned(), "c".to_owned());
        assert_eq!(moved.now("a", |address| (address == "c").then_some(7)), Some(7));
        moved.note("c".to_owned(), "a".to_owned());
        assert_eq!(moved.now("b", |address| (address == "a").then_some(7)), Some(7));
        assert_eq!(moved.now("x", |_| Some(1)), None);
        assert_eq!(moved.now("a", |_| None), None);
    }
}
