//! `check --links`: requests the web addresses of a course, and adds findings for those that fail.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::time::Duration;

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::severity_args::SeverityArgs;
use crate::diagnostic;
use crate::links::{self, Addresses, Options};
use crate::model::CoursePath;

/// Asks each address of all courses once.
pub(super) fn ask(
    found: &mut [LoadedCourse],
    seconds: NonZero<u64>,
    private: bool,
    severities: &SeverityArgs,
) -> Result<(), CommandError> {
    let find = |course: &LoadedCourse| course.scan.course.as_ref().map(links::find).unwrap_or_default();
    let addresses: Vec<Addresses> = found.iter().map(find).collect();
    let all: BTreeSet<String> = addresses.iter().flat_map(|addresses| addresses.keys().cloned()).collect();
    if all.is_empty() {
        return Ok(());
    }
    let options = Options { timeout: Duration::from_secs(seconds.get()), private, ..Options::default() };
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let answers = runtime.block_on(links::ask(&all, options));
    // A name that nobody can look up may still be looked up.
    runtime.shutdown_background();
    let answers = answers?;
    for (course, addresses) in found.iter_mut().zip(&addresses) {
        let scan = &course.scan;
        let allows = |file: &CoursePath, code| scan.allows(file, code);
        let mut said = links::report(&scan.root, addresses, &answers, allows);
        severities.apply_severities(&mut said);
        course.scan.diagnostics.append(&mut said);
        diagnostic::sort(&mut course.scan.diagnostics);
    }
    Ok(())
}
