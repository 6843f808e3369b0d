//! What only the whole course shows, and what the platform would make of it: rules, one file each.
//!
//! Start at [`scan`], which reads a course and asks every rule. A rule sees the course and its pages
//! as the scanner read them, opens no file, and says at most one thing of a lesson or category. What
//! it says can be allowed like everything else.

mod rules;

use std::path::Path;

use crate::fs;
use crate::scanner::{self, Kept, Options, Scan};

/// Reads the course in `path` and says everything there is to say about it. Fails only when the
/// folder itself cannot be used.
pub fn scan(path: &Path, options: &Options) -> Result<Scan, fs::Error> {
    scanner::scan_with(path, options, rules::findings)
}

/// The same once more, after changes: files that did not change are not read again.
pub fn scan_kept(path: &Path, options: &Options, kept: &mut Kept) -> Result<Scan, fs::Error> {
    scanner::scan_kept(path, options, rules::findings, kept)
}
