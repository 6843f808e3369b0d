//! The file of `--client-file`: a client id and a client secret.
//!
//! ```toml
//! client_id = "…"
//! client_secret = "…"
//! ```

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::fs;
use crate::secret::Secret;

use super::profile::ClientKeys;

/// Such a file is a hundred bytes or so.
const LONGEST: u64 = 64 * 1024;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    client_id: String,
    client_secret: String,
}

/// The file does not give what is needed.
#[derive(Debug, thiserror::Error)]
pub enum ClientFileError {
    /// It cannot be read.
    #[error(transparent)]
    Disk(#[from] fs::Error),
    /// It has other content. The message does not quote it: it may be the secret.
    #[error("no client id and client secret in `{}`", path.display())]
    Other {
        /// The file.
        path: PathBuf,
    },
}

impl ClientFileError {
    /// What the author can do.
    #[expect(clippy::unused_self, reason = "asked as every other error is")]
    pub fn hint(&self) -> &'static str {
        "write two lines: `client_id = \"…\"` and `client_secret = \"…\"`"
    }
}

/// Reads such a file. The other value tells that others than its owner may read it too.
pub fn read(path: &Path) -> Result<(ClientKeys, bool), ClientFileError> {
    let bytes = fs::read_start(path, LONGEST)?;
    let keys = String::from_utf8(bytes).ok().and_then(|text| toml::from_str::<Keys>(&text).ok());
    let keys = keys.filter(|keys| !keys.client_id.trim().is_empty() && !keys.client_secret.trim().is_empty());
    let Keys { client_id, client_secret } =
        keys.ok_or_else(|| ClientFileError::Other { path: path.to_owned() })?;
    let is_open = fs::open_to_others(path)?.is_some();
    let keys = ClientKeys { id: client_id.trim().to_owned(), secret: Secret::new(client_secret.trim()) };
    Ok((keys, is_open))
}
