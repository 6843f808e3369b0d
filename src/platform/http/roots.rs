//! The authorities whose certificates are trusted: those that are compiled in, and the system's.
//!
//! Where the system has no store of its own, on Unix but macOS, `SSL_CERT_FILE` names its file. The library that reads
//! it passes over a file that is not there or has no certificate, and the connection then fails for another reason.

use std::path::PathBuf;
use std::{env, fs, io};

use reqwest::Certificate;

/// A file of authorities that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RootsError {
    /// It cannot be read.
    #[error("cannot read the certificates of `SSL_CERT_FILE`: `{}`", .path.display())]
    Unreadable {
        /// The value of the variable.
        path: PathBuf,
        #[source]
        why: io::Error,
    },
    /// It has none in it.
    #[error("no certificate in the file of `SSL_CERT_FILE`: `{}`", .0.display())]
    Empty(PathBuf),
}

impl RootsError {
    /// What the author can do.
    pub fn hint() -> &'static str {
        "set `SSL_CERT_FILE` to a file of PEM certificates, or unset it"
    }
}

/// Roots that are compiled in: a machine without a store of its own cannot connect otherwise.
pub(super) fn bundled() -> Result<Vec<Certificate>, reqwest::Error> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|root| Certificate::from_der(root)).collect()
}

/// Looks at the file that the environment names, if it does.
pub(super) fn check_named_file() -> Result<(), RootsError> {
    const START: &[u8] = b"-----BEGIN CERTIFICATE-----";
    let is_read = cfg!(all(unix, not(target_os = "macos")));
    let Some(path) = env::var_os("SSL_CERT_FILE").filter(|path| is_read && !path.is_empty()) else {
        return Ok(());
    };
    let path = PathBuf::from(path);
    match fs::read(&path) {
        Ok(text) if memchr::memmem::find(&text, START).is_some() => Ok(()),
        Ok(_) => Err(RootsError::Empty(path)),
        Err(why) => Err(RootsError::Unreadable { path, why }),
    }
}
