//! Rules that need the whole course, or that know how the platform shows it: one file for each rule.
//!
//! Start at [`scan`], which reads a course and runs every rule. A rule gets the course and its pages, opens no file,
//! and reports each lesson or category at most once. Its findings can be allowed like all others. Each file explains
//! what the rule looks for and why, and contains its tests.
//!
//! A new rule: its file here, its line in [`ALL`], its code in `diagnostic/code.rs`, its text in
//! `diagnostic/explain/texts/`, its row in `docs/reference/checks.md`.

mod draft_in_published_category;
mod duplicate_title;
mod embed_blocked;
mod material_zipped;
mod mojibake_text;
mod published_in_draft_category;
mod sample_text;
mod skipped_heading_level;
mod unplayable_video;
mod wide_table;

use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::source::rule_context::RuleContext;
use crate::source::{self, Options, PageCache, Scan};

/// Looks at a course and adds what it finds.
type Rule = fn(&RuleContext<'_>, &mut Vec<Diagnostic>);

/// Every rule.
const ALL: &[Rule] = &[
    draft_in_published_category::check,
    duplicate_title::check,
    embed_blocked::check,
    material_zipped::check,
    mojibake_text::check,
    published_in_draft_category::check,
    sample_text::check,
    skipped_heading_level::check,
    unplayable_video::check,
    wide_table::check,
];

/// Reads the course in `path` and returns all findings about it. Fails only when the
/// folder itself cannot be used.
pub fn scan(path: &Path, options: &Options) -> Result<Scan, fs::Error> {
    source::scan_with(path, options, findings)
}

/// The same once more, after changes: files that did not change are not read again.
pub fn scan_kept(path: &Path, options: &Options, kept: &mut PageCache) -> Result<Scan, fs::Error> {
    source::scan_kept(path, options, findings, kept)
}

/// What the rules find in a course.
fn findings(whole: &RuleContext<'_>) -> Vec<Diagnostic> {
    let ask = |rule: &Rule| {
        let mut findings = Vec::new();
        rule(whole, &mut findings);
        findings
    };
    ALL.par_iter().flat_map_iter(ask).collect()
}

#[cfg(test)]
use crate::source::small_course::findings_of;

/// Compares the findings of a small course, one per line.
#[cfg(test)]
#[track_caller]
fn check_course(folder: &str, expected: &str) {
    findings_of(findings, folder, expected);
}
