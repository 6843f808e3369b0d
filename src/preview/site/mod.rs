//! The courses of the preview: read, built, and kept until they change.
//!
//! Start at [`Site::open`]. A [`Snapshot`] is what every page is drawn from; [`Site::refresh`] reads the
//! courses again and puts a new one in its place if anything differs. What did not change is shared
//! between the two, so that a reader who is being answered keeps what was asked for.

mod addresses;
mod course;
mod entry;
mod files;
mod host;
mod lengths;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::model::Course;
use crate::rules;
use crate::source::{self, PageCache, Scan};

pub use entry::{Entry, Snapshot};
pub(super) use files::{LocalFile, decode};
pub(super) use host::{Place, answers, course_list};

/// Makes of findings what the author decided that they are.
pub type ApplySeverities = Arc<dyn Fn(&mut [Diagnostic]) + Send + Sync>;

/// What is shown, and how it is read.
#[derive(Clone)]
pub struct Options {
    /// Folders of courses.
    pub paths: Vec<PathBuf>,
    /// How they are read.
    pub scan: source::Options,
    /// What becomes of findings.
    pub apply_severities: ApplySeverities,
    /// The location that the body names.
    pub location: Option<String>,
    /// The user that the body names.
    pub user: Option<String>,
}

/// The courses that are shown, and what they were read from.
pub struct Site {
    options: Options,
    snapshot: RwLock<Arc<Snapshot>>,
    /// What the last scan of each course leaves to the next, by its folder.
    kept: Mutex<BTreeMap<PathBuf, PageCache>>,
}

impl Site {
    /// Reads the courses for the first time. Fails when a folder cannot be used.
    pub fn open(options: Options) -> Result<Self, fs::Error> {
        let site = Self { options, snapshot: RwLock::default(), kept: Mutex::default() };
        let found = site.find(source::find)?;
        site.replace(&found, &BTreeSet::new());
        Ok(site)
    }

    /// What is shown now.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The paths that were asked for.
    pub fn paths(&self) -> &[PathBuf] {
        &self.options.paths
    }

    /// Reads everything again; whether something that is shown is different now. `touched` are files that
    /// changed: the pages of a course do not say what is in a picture.
    pub fn refresh(&self, touched: &BTreeSet<PathBuf>) -> bool {
        let before = self.snapshot();
        // Of a folder that is gone the courses stay that it had; reading them says that it is gone.
        let or_before = |path: &Path| {
            let had = before.courses.iter().map(|entry| entry.path.clone());
            let known = || had.filter(|course| course.starts_with(path)).collect();
            Ok(source::find(path).unwrap_or_else(|_| known()))
        };
        self.find(or_before).is_ok_and(|found| self.replace(&found, touched))
    }

    /// The folders of courses, and whether there is a list of them.
    fn find(&self, below: impl Fn(&Path) -> Result<Vec<PathBuf>, fs::Error>) -> Result<Found, fs::Error> {
        let mut folders = Vec::new();
        for path in &self.options.paths {
            folders.extend(below(path)?);
        }
        let has_course_list = folders != self.options.paths || folders.len() != 1;
        Ok(Found { folders, has_course_list })
    }

    fn replace(&self, found: &Found, touched: &BTreeSet<PathBuf>) -> bool {
        let before = self.snapshot();
        let bases = addresses::bases(&found.folders, found.has_course_list);
        let courses: Vec<Arc<Entry>> = found
            .folders
            .iter()
            .zip(bases)
            .map(|(path, base)| {
                let old = before.courses.iter().find(|entry| entry.path == *path && entry.base == base);
                let new = self.read(path, base, old.map(Arc::as_ref));
                match old {
                    Some(old) if !new.differs(old) => Arc::clone(old),
                    _ => Arc::new(new),
                }
            })
            .collect();
        // What a course leaves to its next scan goes with it.
        let is_there = |path: &PathBuf| found.folders.contains(path);
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).retain(|path, _| is_there(path));
        let is_same = before.has_course_list == found.has_course_list
            && before.courses.len() == courses.len()
            && before.courses.iter().zip(&courses).all(|(old, new)| Arc::ptr_eq(old, new));
        let is_touched = courses.iter().any(|entry| entry.files.hold_any(touched));
        if is_same && !is_touched && before.version > 0 {
            return false;
        }
        let new = Snapshot {
            courses,
            has_course_list: found.has_course_list,
            version: before.version + 1,
            lengths: Arc::clone(&before.lengths),
        };
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        true
    }

    fn read(&self, path: &Path, base: String, old: Option<&Entry>) -> Entry {
        let mut all = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = all.entry(path.to_owned()).or_default();
        match rules::scan_kept(path, &self.options.scan, kept) {
            Ok(mut scan) => {
                (self.options.apply_severities)(&mut scan.diagnostics);
                if self.options.scan.outside {
                    scan.outside.clear();
                }
                let text = scan.course.as_ref().map(|course| self.body(course, &scan)).unwrap_or_default();
                course::entry(path, base, scan, text, old)
            }
            Err(error) => course::unusable(path, base, &error, old),
        }
    }

    /// The text of the import body.
    fn body(&self, course: &Course, scan: &Scan) -> String {
        let Options { location, user, scan: how, .. } = &self.options;
        let target = scan.targets.iter().find(|target| Some(&target.name) == how.target.as_ref());
        let location = target.map(|target| &target.location).or(location.as_ref());
        let known = BTreeMap::new();
        let body =
            crate::platform::convert::preview(course, &known, location.map(String::as_str), user.as_deref());
        serde_json::to_string(&body).expect("strings and lists are JSON")
    }
}

struct Found {
    folders: Vec<PathBuf>,
    has_course_list: bool,
}
