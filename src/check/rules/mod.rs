//! The rules. Each file says what, why and by which example, and has the tests that show it.
//!
//! A new rule: its file here, its line in [`ALL`], its code in `diagnostic/code.rs`, its text in
//! `diagnostic/explain/texts/`, its row in `docs/course-format.md`.

mod drafts_inside;
mod duplicate_title;
mod garbled_text;
mod heading_levels;
mod packed_material;
mod published_in_draft;
mod refused_embed;
mod unplayable_video;
mod wide_table;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::scanner::whole::Whole;

/// Looks at a course and adds what it finds.
type Rule = fn(&Whole<'_>, &mut Vec<Diagnostic>);

/// Every rule.
const ALL: &[Rule] = &[
    drafts_inside::check,
    duplicate_title::check,
    garbled_text::check,
    heading_levels::check,
    packed_material::check,
    published_in_draft::check,
    refused_embed::check,
    unplayable_video::check,
    wide_table::check,
];

/// What the rules say of a course.
pub(super) fn findings(whole: &Whole<'_>) -> Vec<Diagnostic> {
    let ask = |rule: &Rule| {
        let mut findings = Vec::new();
        rule(whole, &mut findings);
        findings
    };
    ALL.par_iter().flat_map_iter(ask).collect()
}

#[cfg(test)]
use crate::scanner::small_course::findings_of;

/// Compares what is said of a small course, one line a finding.
#[cfg(test)]
#[track_caller]
fn check_course(folder: &str, expected: &str) {
    findings_of(findings, folder, expected);
}
