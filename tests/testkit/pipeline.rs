//! From a folder to the bytes of its import body, as `import --dry-run` writes them.
//!
//! The one place where benchmarks and property tests call the library.

use std::collections::BTreeMap;
use std::path::Path;

use super::schema;

/// What scanning and building a folder gave.
#[derive(Debug, PartialEq, Eq)]
pub struct DryRun {
    /// The import body; `None` when the folder is no course.
    pub body: Option<Vec<u8>>,
    /// Every finding, in the library's order.
    pub findings: Vec<String>,
    /// Those that are errors.
    pub errors: Vec<String>,
}

/// Scans `root` and builds the body; the library's own error as text when that is impossible.
pub fn dry_run(root: &Path) -> Result<DryRun, String> {
    use coursedir::internals::diagnostic::{Diagnostic, Severity};

    let say = |finding: &Diagnostic| format!("{finding:?}");
    let scan = coursedir::internals::source::scan(root, &coursedir::internals::source::Options::default())
        .map_err(|error| error.to_string())?;
    let body = scan.course.as_ref().map(|course| {
        let known = BTreeMap::new();
        let body = coursedir::internals::platform::convert::preview(course, &known, None, None);
        serde_json::to_vec(&body).expect("the body's types hold nothing that JSON cannot say")
    });
    Ok(DryRun {
        body,
        findings: scan.diagnostics.iter().map(say).collect(),
        errors: scan.diagnostics.iter().filter(|it| it.severity == Severity::Error).map(say).collect(),
    })
}

/// Fails unless `body` is JSON and what the platform's schema asks for.
pub fn assert_valid(body: &[u8]) {
    let body = std::str::from_utf8(body).expect("the body is UTF-8");
    schema::assert_valid(&serde_json::from_str(body).expect("the body is JSON"));
}
