//! The fingerprints that earlier runs computed, for as long as a command compares texts.

use std::path::PathBuf;

use crate::cli::target;
use crate::sync::versions::print_memo;

/// Fingerprints from the user's cache folder. New ones are added to it at the end.
pub(in crate::cli) struct Fingerprints(Option<PathBuf>);

impl Fingerprints {
    pub(in crate::cli) fn load() -> Self {
        let folder = target::cache_folder();
        if let Some(folder) = &folder {
            print_memo::load(folder);
        }
        Self(folder)
    }
}

impl Drop for Fingerprints {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            print_memo::save(folder);
        }
    }
}
