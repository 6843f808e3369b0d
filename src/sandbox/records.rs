//! Records on disk: one JSON file a thing, replaced as a whole.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

use crate::fs::WriteDir;

/// In bytes; the largest is that of a course, which is as large as its import.
const MAX_RECORD: u64 = 1 << 30;

/// A data folder that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file or folder cannot be read or written.
    #[error("cannot use the sandbox data folder")]
    Io(#[from] io::Error),
    /// A record was damaged, or written by another version.
    #[error("invalid sandbox record: `{path}`; delete the sandbox data folder to start over")]
    Record {
        /// The record.
        path: PathBuf,
        /// What is wrong with it.
        source: serde_json::Error,
    },
}

/// Writes the record of a thing.
pub(super) fn write<T: Serialize>(root: &WriteDir, folder: &str, id: &str, value: &T) -> io::Result<()> {
    let written = root.fill(&path(folder, id), |file| {
        let mut buffer = io::BufWriter::new(file);
        serde_json::to_writer(&mut buffer, value)?;
        io::Write::flush(&mut buffer)
    });
    written.map_err(io::Error::other)
}

/// Removes the record of a thing, if there is one.
pub(super) fn remove(root: &WriteDir, folder: &str, id: &str) -> io::Result<()> {
    root.remove(&path(folder, id)).map_err(io::Error::other)
}

/// Reads every record in a folder.
pub(super) fn read<T: DeserializeOwned>(root: &WriteDir, folder: &str) -> Result<Vec<T>, StoreError> {
    let mut records = Vec::new();
    for name in root.names(Path::new(folder)).map_err(io::Error::other)? {
        let path = Path::new(folder).join(name);
        // A record that was being written when the sandbox was killed has another ending.
        if path.extension().is_some_and(|extension| extension == "json")
            && let Some(text) = root.read(&path, MAX_RECORD).map_err(io::Error::other)?
        {
            let record = serde_json::from_slice(&text);
            records.push(record.map_err(|source| StoreError::Record { path: root.disk(&path), source })?);
        }
    }
    Ok(records)
}

fn path(folder: &str, id: &str) -> PathBuf {
    Path::new(folder).join(format!("{id}.json"))
}
