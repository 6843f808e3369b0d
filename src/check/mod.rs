//! What only the whole course shows, and what the platform would make of it: rules, one file each.
//!
//! Start at [`scan`], which reads a course and asks every rule. A rule sees the course and its pages
//! as the scanner read them, opens no file, and says at most one thing of a lesson or category. What
//! it says can be allowed like everything else.

mod rules;

use std::path::Path;
use std::thread::ScopedJoinHandle;

use crate::diagnostic::Diagnostic;
use crate::fs;
use crate::scanner::whole::Whole;
use crate::scanner::{self, Options, Scan};

/// Reads the course in `path` and says everything there is to say about it. Fails only when the
/// folder itself cannot be used.
pub fn scan(path: &Path, options: &Options) -> Result<Scan, fs::Error> {
    scanner::scan_with(path, options, findings)
}

/// What the rules say of a course.
fn findings(whole: &Whole<'_>) -> Vec<Diagnostic> {
    std::thread::scope(|scope| {
        let ask = |rule: &rules::Rule| {
            let rule = *rule;
            scope.spawn(move || {
                let mut findings = Vec::new();
                rule(whole, &mut findings);
                findings
            })
        };
        let asked: Vec<_> = rules::ALL.iter().map(ask).collect();
        let answer = |rule: ScopedJoinHandle<'_, Vec<Diagnostic>>| {
            rule.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        asked.into_iter().flat_map(answer).collect()
    })
}
