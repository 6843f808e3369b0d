//! Paths inside a course: relative, `/`-separated, normalised.
//!
//! A [`CoursePath`] never begins with `/` and contains no `.` and no empty segment. It may begin with `..`, because
//! the author's `assets_root` can allow files outside the course. [`crate::fs`] decides whether such a path may be
//! read; [`CoursePath::is_inside`] is the quick check.

use crate::shown::shown;
use std::borrow::Cow;
use std::fmt;

use memchr::{memchr2, memrchr};

use super::bytes;

/// A path relative to the course root; the empty path is the root itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CoursePath(String);

/// Why a path is none of the course's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// Absolute paths and drive letters name places outside.
    #[error("`{0}` is an absolute path")]
    Absolute(String),
}

impl CoursePath {
    /// The course root.
    pub fn root() -> Self {
        Self::default()
    }

    /// Resolves `relative` (with `/` or `\`, `.` and `..`) against this folder.
    ///
    /// `..` that leaves the root is kept at the front: see [`Self::is_inside`].
    pub fn join(&self, relative: &str) -> Result<Self, PathError> {
        if relative.starts_with(['/', '\\']) || is_drive(relative) {
            return Err(PathError::Absolute(relative.replace('\\', "/")));
        }
        let mut joined = self.with_room_for(relative);
        let mut rest = relative;
        while !rest.is_empty() {
            let end = memchr2(b'/', b'\\', rest.as_bytes()).unwrap_or(rest.len());
            match &rest[..end] {
                "" | "." => {}
                ".." if !matches!(joined.name(), "" | "..") => joined.pop(),
                name => joined.push(name),
            }
            rest = rest.get(end + 1..).unwrap_or_default();
        }
        Ok(joined)
    }

    /// A copy that can take `more` at its end.
    fn with_room_for(&self, more: &str) -> Self {
        let mut path = String::with_capacity(self.0.len() + 1 + more.len());
        path.push_str(&self.0);
        Self(path)
    }

    /// Adds a name at the end.
    fn push(&mut self, name: &str) {
        if !self.0.is_empty() {
            self.0.push('/');
        }
        self.0.push_str(name);
    }

    /// Drops the last name.
    fn pop(&mut self) {
        self.0.truncate(memrchr(b'/', self.0.as_bytes()).unwrap_or(0));
    }

    /// Adds one name, taken as it is.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        let mut child = self.with_room_for(name);
        child.push(name);
        child
    }

    /// The folder that holds this; `None` for the root.
    pub fn parent(&self) -> Option<Self> {
        if self.0.is_empty() {
            return None;
        }
        Some(self.0.rsplit_once('/').map_or_else(Self::root, |(parent, _)| Self(parent.to_owned())))
    }

    /// The last segment; empty for the root.
    pub fn name(&self) -> &str {
        let start = memrchr(b'/', self.0.as_bytes()).map_or(0, |slash| slash + 1);
        &self.0[start..]
    }

    /// The name without its last extension: `03-loops` of `a/03-loops.md`.
    pub fn stem(&self) -> &str {
        let name = self.name();
        match memrchr(b'.', name.as_bytes()) {
            Some(dot) if dot > 0 => &name[..dot],
            _ => name,
        }
    }

    /// The last extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> Cow<'_, str> {
        extension(self.name())
    }

    /// The segments from the root down.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|segment| !segment.is_empty())
    }

    /// Whether the path stays inside the course root.
    pub fn is_inside(&self) -> bool {
        self.segments().next() != Some("..")
    }

    /// Whether this is the root itself.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this is `folder` or is below it.
    pub fn starts_with(&self, folder: &Self) -> bool {
        folder.is_root()
            || self.0.strip_prefix(&folder.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The path as text; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as text; `.` for the root.
    pub fn exact(&self) -> &str {
        if self.0.is_empty() { "." } else { &self.0 }
    }
}

/// `C:` at the front, and addresses such as `file:`.
fn is_drive(path: &str) -> bool {
    let bytes = path.as_bytes();
    bytes.len() >= 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// For people: what a terminal would obey is made visible. [`CoursePath::exact`] is the path itself.
impl fmt::Display for CoursePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(self.exact()))
    }
}

/// The last extension of a name in lower case, without the dot; empty when there is none.
pub(crate) fn extension(name: &str) -> Cow<'_, str> {
    let Some(dot) = memrchr(b'.', name.as_bytes()).filter(|&dot| dot > 0) else {
        return Cow::Borrowed("");
    };
    let written = &name[dot + 1..];
    if is_lower_case(written) { Cow::Borrowed(written) } else { Cow::Owned(written.to_lowercase()) }
}

/// Whether a name is plain ASCII in lower case, as most are.
pub(crate) fn is_lower_case(name: &str) -> bool {
    !bytes::any(name, |byte| !byte.is_ascii() | byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn join(base: &str, relative: &str) -> String {
        CoursePath::root().join(base).unwrap().join(relative).unwrap().as_str().to_owned()
    }

    #[test]
    fn dots_and_backslashes_are_resolved() {
        assert_eq!(join("a/b", "../c/./d.png"), "a/c/d.png");
        assert_eq!(join("a", r"img\x.png"), "a/img/x.png");
    }

    #[test]
    fn leaving_the_root_is_seen() {
        let out = CoursePath::root().join("a/../../x.png").unwrap();
        assert_eq!(out.as_str(), "../x.png");
        assert!(!out.is_inside());
        assert_eq!(join("..", "../x"), "../../x");
    }

    #[test]
    fn absolute_paths_are_refused() {
        assert!(CoursePath::root().join("/etc/passwd").is_err());
        assert!(CoursePath::root().join("C:/x").is_err());
    }

    #[test]
    fn a_name_comes_apart() {
        let path = CoursePath::root().join("a/03-loops.tar.GZ").unwrap();
        assert_eq!(
            (path.name(), path.stem(), path.extension().as_ref()),
            ("03-loops.tar.GZ", "03-loops.tar", "gz")
        );
        assert_eq!(path.parent().unwrap().as_str(), "a");
        assert!(path.starts_with(&CoursePath::root().child("a")));
        assert!(!path.starts_with(&CoursePath::root().child("a/03")));
    }
}
