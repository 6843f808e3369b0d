//! Keeps pages of the last scan for the next scan of the same course, so that unchanged files are not read again.
//!
//! A file is unchanged if its size, times and (where available) file number are the same as when it was read.
//! Two kinds of pages are always read again: pages whose file changed so shortly before the read that the next
//! change may have the same time, and pages with text of other files (`include`).

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use crate::fs::Stamp;
use crate::markdown::Tools;
use crate::model::CoursePath;

use super::maps::HashMap;
use super::page::Page;

/// The pages that one scan leaves to the next.
#[derive(Debug, Default)]
pub struct PageCache {
    root: PathBuf,
    tools: Tools,
    pages: HashMap<CoursePath, CachedPage>,
}

#[derive(Debug)]
struct CachedPage {
    stamp: Stamp,
    page: Arc<Page>,
}

impl PageCache {
    /// Forgets the pages of another course, or of an author with other tools.
    pub(super) fn of_course(&mut self, root: &Path, tools: Tools) {
        if (self.root.as_path(), self.tools) != (root, tools) {
            *self = Self { root: root.to_owned(), tools, pages: HashMap::default() };
        }
    }

    /// The page of a file that did not change.
    pub(super) fn get(&self, path: &CoursePath, stamp: &Stamp) -> Option<Arc<Page>> {
        self.pages.get(path).filter(|kept| kept.stamp == *stamp).map(|kept| Arc::clone(&kept.page))
    }

    /// Keeps the pages of this scan and no others; `now` is when it began.
    pub(super) fn replace(&mut self, pages: impl Iterator<Item = (Stamp, Arc<Page>)>, now: SystemTime) {
        let sure = pages.filter(|(stamp, _)| stamp.is_sure(now));
        self.pages =
            sure.map(|(stamp, page)| (page.source.path.clone(), CachedPage { stamp, page })).collect();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use crate::source::{Options, PageCache, Scan, scan, scan_kept};

    const LONG_AGO: Duration = Duration::from_secs(1_000_000_000);

    fn write(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        let file = fs::File::options().write(true).open(path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + LONG_AGO).unwrap();
    }

    fn same(scan: &Scan, kept: &Scan) {
        assert_eq!(scan.course, kept.course);
        assert_eq!(scan.diagnostics, kept.diagnostics);
    }

    #[test]
    fn a_scan_with_kept_pages_is_a_scan() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let options = Options::default();
        write(root, "a.md", "# A\n\n![x](nope.png)\n");
        write(root, "b.md", "# B\n\nOne.\n");
        let mut kept = PageCache::default();
        let mut again = || {
            let now = scan_kept(root, &options, |_| Vec::new(), &mut kept).unwrap();
            same(&scan(root, &options).unwrap(), &now);
            kept.pages.len()
        };
        assert_eq!((again(), again()), (2, 2));
        // Of the same size, and as old as before.
        write(root, "b.md", "# B\n\nTwo.\n");
        again();
        fs::rename(root.join("a.md"), root.join("c.md")).unwrap();
        assert_eq!(again(), 2);
        fs::remove_file(root.join("c.md")).unwrap();
        assert_eq!(again(), 1);
    }

    #[test]
    fn a_page_that_includes_another_file_or_is_quite_new_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, "a.md", "# A\n\n{{#include code.txt}}\n");
        write(root, "code.txt", "one");
        fs::write(root.join("b.md"), "# B\n\nNew.\n").unwrap();
        let mut kept = PageCache::default();
        for text in ["one", "two"] {
            write(root, "code.txt", text);
            let now = scan_kept(root, &Options::default(), |_| Vec::new(), &mut kept).unwrap();
            same(&scan(root, &Options::default()).unwrap(), &now);
            assert!(kept.pages.is_empty(), "{kept:?}");
        }
    }
}
