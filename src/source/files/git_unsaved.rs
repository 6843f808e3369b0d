//! Whether git has a file as it is on the disk, so that it can be had back. git itself is never run.

use filetime::FileTime;
use gix_index::State;
use gix_index::decode::Options;
use gix_index::hash::{Kind, hasher};

use super::git_index::{self, MAX_BYTES};
use crate::fs::Root;
use crate::model::CoursePath;

/// What git knows of the files of a course.
pub(crate) struct GitFiles {
    index: State,
    /// The course's path in the repository, with a slash behind it.
    prefix: String,
}

impl GitFiles {
    /// Reads the index of the repository that a course is in; `None` where there is none.
    pub fn of(root: &Root) -> Option<Self> {
        let repository = git_index::repository(root)?;
        let bytes =
            root.vfs().read(&git_index::git_folder(root, repository)?.join("index"), MAX_BYTES).ok()?;
        let options = Options { thread_limit: Some(1), ..Options::default() };
        let (index, _) = State::from_bytes(&bytes, FileTime::zero(), Kind::Sha1, options).ok()?;
        let course = root.course().strip_prefix(repository).ok()?;
        let parts = course.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
        Some(Self { index, prefix: parts.collect() })
    }

    /// Whether git has a file with this content. A file that was changed and not added is not one.
    pub fn has(&self, path: &CoursePath, content: &[u8]) -> bool {
        let path = format!("{}{}", self.prefix, path.as_str());
        let entry = self.index.entry_by_path(path.as_bytes().into());
        entry.is_some_and(|entry| blob(content).is_some_and(|id| id == entry.id.as_bytes()))
    }
}

/// The name that git gives a content.
fn blob(content: &[u8]) -> Option<Vec<u8>> {
    let mut hasher = hasher(Kind::Sha1);
    hasher.update(format!("blob {}\0", content.len()).as_bytes());
    hasher.update(content);
    Some(hasher.try_finalize().ok()?.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::blob;

    #[test]
    fn a_content_has_the_name_that_git_gives_it() {
        let name = blob(b"hello\n").unwrap();
        assert_eq!((name.len(), &name[..4]), (20, &[0xce, 0x01, 0x36, 0x25][..]));
    }
}
