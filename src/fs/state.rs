//! A versioned state file.
//!
//! It is read as a whole and replaced as a whole. What a newer program wrote is refused, however little of it looks
//! like what this one knows, and so is what cannot be understood: the file stays as it is.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Access, Error, WriteDir};

/// What a state file holds.
pub trait State: Serialize + DeserializeOwned {
    /// The version that this program writes, and the newest that it reads.
    const VERSION: u32;
    /// How the file is written.
    const FORMAT: Format;

    /// The version that the file had.
    fn version(&self) -> u32;
}

/// How a state file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// TOML below these lines.
    Toml(&'static str),
    /// JSON, indented.
    Json,
}

/// A state file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It cannot be read or written.
    #[error(transparent)]
    Disk(#[from] Error),
    /// It is not what this program writes.
    #[error("`{}` is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The parser's message, which may quote the file.
        what: String,
        /// The line, counted from 1; none of what is no text.
        line: Option<usize>,
    },
    /// A newer program wrote it.
    #[error("`{}` was written by a newer coursedir (file version {version}, supported up to {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        version: u32,
        /// The newest that is known.
        known: u32,
    },
}

/// The largest state file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// Reads the state file `name`; `None` if there is none.
pub fn read<T: State>(folder: &WriteDir, name: &str) -> Result<Option<T>, StateError> {
    let name = Path::new(name);
    folder.read(name, MAX_BYTES)?.map(|content| parse(content, &folder.disk(name))).transpose()
}

/// Replaces the state file `name`.
pub fn write<T: State>(folder: &WriteDir, name: &str, state: &T) -> Result<(), Error> {
    folder.replace(Path::new(name), text(state).as_bytes(), Access::Usual)
}

/// Understands what was read from the state file at `path`.
pub fn parse<T: State>(content: Vec<u8>, path: &Path) -> Result<T, StateError> {
    let damaged = |what: String, line| StateError::Damaged { path: path.to_owned(), what, line };
    let text = String::from_utf8(content).map_err(|error| damaged(error.to_string(), None))?;
    let newer = |version| StateError::Newer { path: path.to_owned(), version, known: T::VERSION };
    match understand::<T>(&text) {
        Ok(state) if state.version() > T::VERSION => Err(newer(state.version())),
        Ok(state) => Ok(state),
        // What a newer program wrote need not look like anything that this one knows.
        Err((what, line)) => Err(match understand_version::<T>(&text) {
            Some(version) if version > T::VERSION => newer(version),
            _ => damaged(what, line),
        }),
    }
}

/// The text of a state file.
pub fn text<T: State>(state: &T) -> String {
    match T::FORMAT {
        Format::Toml(header) => {
            let text = toml::to_string(state).expect("strings, numbers and lists are TOML");
            format!("{header}{text}")
        }
        Format::Json => serde_json::to_string_pretty(state).expect("strings and lists are JSON") + "\n",
    }
}

fn understand<T: State>(text: &str) -> Result<T, (String, Option<usize>)> {
    match T::FORMAT {
        Format::Toml(_) => toml::from_str(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start.min(text.len()));
            let line = Some(text[..start].matches('\n').count() + 1);
            (error.to_string().trim().to_owned(), line)
        }),
        Format::Json => serde_json::from_str(text).map_err(|error| (error.to_string(), Some(error.line()))),
    }
}

/// Just the version, whatever else is there.
fn understand_version<T: State>(text: &str) -> Option<u32> {
    #[derive(Deserialize)]
    struct VersionOnly {
        version: u32,
    }
    let only: Option<VersionOnly> = match T::FORMAT {
        Format::Toml(_) => toml::from_str(text).ok(),
        Format::Json => serde_json::from_str(text).ok(),
    };
    only.map(|only| only.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Names<const JSON: bool> {
        version: u32,
        names: Vec<String>,
    }

    impl<const JSON: bool> State for Names<JSON> {
        const VERSION: u32 = 2;
        const FORMAT: Format = if JSON { Format::Json } else { Format::Toml("# Names.\n") };

        fn version(&self) -> u32 {
            self.version
        }
    }

    fn check<const JSON: bool>(text: &str, newer: &str, damaged: &str) {
        let folder = tempfile::tempdir().unwrap();
        let dir = WriteDir::open(folder.path()).unwrap();
        assert_eq!(read::<Names<JSON>>(&dir, "names").unwrap(), None);
        let names = Names::<JSON> { version: 2, names: vec!["a".to_owned()] };
        write(&dir, "names", &names).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("names")).unwrap(), text);
        assert_eq!(read(&dir, "names").unwrap(), Some(names));
        let refused = |text: &str| {
            std::fs::write(folder.path().join("names"), text).unwrap();
            read::<Names<JSON>>(&dir, "names").unwrap_err()
        };
        assert!(matches!(refused(newer), StateError::Newer { version: 3, known: 2, .. }));
        assert!(matches!(refused(damaged), StateError::Damaged { line: Some(2), .. }));
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_newer() {
        check::<false>(
            "# Names.\nversion = 2\nnames = [\"a\"]\n",
            "version = 3\nunheard = 1\n",
            "version = 2\nnames = 1\n",
        );
        let text = "{\n  \"version\": 2,\n  \"names\": [\n    \"a\"\n  ]\n}\n";
        check::<true>(text, r#"{"version": 3, "unheard": 1}"#, "{\"version\": 2,\n\"names\": 1}");
    }
}
