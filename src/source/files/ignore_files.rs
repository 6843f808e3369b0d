//! Ignore files: `.courseignore` and the author's `ignore:`, which hide everything; `.gitignore` and `.ignore`, which
//! hide Markdown.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::io::BufRead as _;
use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::fs::{self, Entry, Kind, Root};
use crate::model::nfc;
use crate::source::text_limits;

/// Ignore files that hide everything.
const HIDING: &[&str] = &[".courseignore"];
/// Ignore files that hide Markdown.
const GIT: &[&str] = &[".gitignore", ".ignore"];

/// By name, but for ignore files: they are about their folder's other entries.
pub(super) fn ignore_files_first(a: &Path, b: &Path) -> Ordering {
    // Entries of one folder have the same path but for their names.
    let is_other = |path: &Path| !is_ignore_file(path);
    is_other(a).cmp(&is_other(b)).then_with(|| path_bytes(a).cmp(path_bytes(b)))
}

fn path_bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// Whether it is an ignore file of either kind.
pub(super) fn is_ignore_file(path: &Path) -> bool {
    // To cut a name out of its path takes time, and there are many.
    path_bytes(path).ends_with(b"ignore") && HIDING.iter().chain(GIT).any(|name| path.ends_with(name))
}

/// The author's own patterns; a wrong one was already named when `course.yaml` was read.
fn author_patterns(root: &Path, patterns: &[String]) -> Gitignore {
    let mut builder = GitignoreBuilder::new(root);
    for pattern in patterns {
        let _ = builder.add_line(None, &nfc(pattern));
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// An ignore file.
fn ignore_file(root: &Root, path: &Path) -> Result<Gitignore, fs::Error> {
    let bytes = root.read_disk(path, text_limits::SMALL)?;
    Ok(patterns(path.parent().unwrap_or(path), &bytes, path.ends_with(".gitignore")))
}

/// The rules of a file that git reads, about what is in `folder`.
pub(super) fn gitignore(folder: &Path, bytes: &[u8]) -> Gitignore {
    patterns(folder, bytes, true)
}

/// The rules of an ignore file; a line that is no pattern is skipped, as git does.
fn patterns(folder: &Path, bytes: &[u8], is_gits: bool) -> Gitignore {
    let mut builder = GitignoreBuilder::new(folder);
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    for line in text.lines().map_while(Result::ok) {
        let line = if is_gits { with_braces_as_letters(&line) } else { Cow::Borrowed(line.as_str()) };
        let _ = builder.add_line(None, &nfc(&line));
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// A pattern as git reads it: to git, braces are letters. Those of a class (`[{]`) and escaped ones are already.
fn with_braces_as_letters(line: &str) -> Cow<'_, str> {
    if !line.contains(['{', '}']) {
        return Cow::Borrowed(line);
    }
    let mut pattern = String::with_capacity(line.len() + 2);
    let (mut is_escaped, mut is_class) = (false, false);
    for c in line.chars() {
        if matches!(c, '{' | '}') && !is_escaped && !is_class {
            pattern.push('\\');
        }
        is_class = !is_escaped && (c == '[' || is_class && c != ']');
        is_escaped = c == '\\' && !is_escaped;
        pattern.push(c);
    }
    Cow::Owned(pattern)
}

/// Ignore files from the root down to the folder that is being listed.
pub(super) struct IgnoreStack {
    names: &'static [&'static str],
    base: Gitignore,
    levels: Vec<Vec<Gitignore>>,
}

impl IgnoreStack {
    /// What hides everything: `.courseignore`, and below it the author's own patterns.
    pub fn hiding(root: &Path, patterns: &[String]) -> Self {
        Self { names: HIDING, base: author_patterns(root, patterns), levels: Vec::new() }
    }

    /// What hides Markdown.
    pub fn git() -> Self {
        Self { names: GIT, base: Gitignore::empty(), levels: Vec::new() }
    }

    /// Enters a folder.
    pub fn push(&mut self) {
        self.levels.push(Vec::new());
    }

    /// Reads an entry of the folder, if it is an ignore file. A link is none, because it may end anywhere.
    pub fn add(&mut self, entry: &Entry, root: &Root) -> Result<(), fs::Error> {
        let is_ours = self.names.iter().any(|name| entry.name() == *name);
        if let Some(level) = self.levels.last_mut().filter(|_| is_ours && entry.kind == Kind::File) {
            level.push(ignore_file(root, &entry.path)?);
        }
        Ok(())
    }

    /// Leaves it.
    pub fn pop(&mut self) {
        self.levels.pop();
    }

    /// What the innermost file that knows this path says of it.
    pub fn matched(&self, path: &Path, is_dir: bool) -> Match<()> {
        self.levels
            .iter()
            .rev()
            .flatten()
            .chain([&self.base])
            .filter(|ignore| !ignore.is_empty())
            .map(|ignore| {
                if ignore.path().as_os_str().is_empty() {
                    return ignore.matched(path, is_dir).map(|_| ());
                }
                match path.strip_prefix(ignore.path()) {
                    // Patterns and names have one spelling.
                    Ok(below) => match below.to_str().map(nfc) {
                        Some(Cow::Owned(below)) => ignore.matched(below, is_dir).map(|_| ()),
                        _ => ignore.matched(path, is_dir).map(|_| ()),
                    },
                    Err(_) => Match::None,
                }
            })
            .find(|matched| !matched.is_none())
            .unwrap_or(Match::None)
    }
}
