//! Creates new files for an author. Never overwrites a file; prints each file that it creates.

use crate::shown;
use std::path::{Path, PathBuf};

use super::exit::CommandError;
use super::output::terminal::Terminal;
use crate::fs::WriteDir;

/// A file to be made.
#[derive(Debug)]
pub(super) struct NewFile {
    /// Relative to the folder in question.
    pub path: PathBuf,
    pub text: String,
}

impl NewFile {
    pub fn new(path: impl Into<PathBuf>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// Files to be made, without those that are there.
#[derive(Debug)]
pub(super) struct Missing {
    /// What can be made.
    pub new: Vec<NewFile>,
    /// The paths of the others, as an author would type them.
    pub existing: Vec<PathBuf>,
}

/// Keeps the files whose names are not taken in the folder; an error if a link is on the way to one.
pub(super) fn missing(folder: &Path, files: Vec<NewFile>) -> Result<Missing, CommandError> {
    let dir = WriteDir::open(folder)?;
    let mut missing = Missing { new: Vec::new(), existing: Vec::new() };
    for file in files {
        if dir.has_name(&file.path)? {
            missing.existing.push(folder.join(&file.path));
        } else {
            missing.new.push(file);
        }
    }
    Ok(missing)
}

/// Creates the files and their folders, and prints the path of each file.
pub(super) fn all(folder: &Path, files: &[NewFile], terminal: &mut Terminal) -> Result<(), CommandError> {
    if files.is_empty() {
        return Ok(());
    }
    let dir = WriteDir::make(folder)?;
    for file in files {
        // Between the look and now somebody else may have made it: that is not written over.
        dir.create(&file.path, file.text.as_bytes())?;
        terminal.status(&format!("created {}", shown(&folder.join(&file.path))));
    }
    Ok(())
}

/// A path as an author would type it.
pub(super) fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// A word of a command line that can be copied into a shell: nothing in it is run, and it is no flag.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':') || (cfg!(windows) && c == '\\')
    };
    let word = if word.starts_with('-') { format!("./{word}") } else { word.to_owned() };
    let word = shown::shown(&word);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into_owned()
    } else if cfg!(windows) {
        format!("\"{}\"", word.replace('"', ""))
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_shell_runs_nothing_of_a_word() {
        for (word, expected) in [
            ("my-course/01", "my-course/01"),
            ("my course", "'my course'"),
            ("$(x) `y` \"z\"", "'$(x) `y` \"z\"'"),
            ("it's", "'it'\\''s'"),
            ("--yes", "./--yes"),
            ("a\nb", "'a␊b'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected, "{word}");
        }
    }
}
