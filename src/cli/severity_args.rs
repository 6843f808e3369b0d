//! `--deny` and `--allow`: which findings are errors, and which are suppressed.

use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Options;

use super::exit::CommandError;
use super::load::{self, LoadedCourse, ReadArgs};

/// What the author decides about findings; the same for `check` and `import`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct SeverityArgs {
    /// Treat findings as errors (`warnings` or a code)
    #[arg(
        long,
        value_name = "warnings|CODE",
        value_parser = denied,
        value_delimiter = ',',
        action = clap::ArgAction::Append,
        env = "COURSEDIR_DENY"
    )]
    deny: Vec<Denied>,

    /// Suppress findings of this code; overrides `--deny`
    ///
    /// Any warning or info can be suppressed, and the errors `missing-image`, `missing-material` and
    /// `broken-link`. `outside-course` allows files outside the course that `assets_root` opens.
    #[arg(
        long,
        value_name = "CODE",
        value_parser = allowed,
        value_delimiter = ',',
        action = clap::ArgAction::Append,
        env = "COURSEDIR_ALLOW"
    )]
    allow: Vec<Code>,
}

/// What `--deny` takes for errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denied {
    Warnings,
    Code(Code),
}

impl SeverityArgs {
    /// Reads every course that the paths hold, and weighs what was found in them.
    pub fn read(
        &self,
        paths: &[PathBuf],
        reading: &ReadArgs,
        draft: bool,
    ) -> Result<Vec<LoadedCourse>, CommandError> {
        self.read_with(paths, &self.options(reading, draft))
    }

    /// The same, to fix what can be fixed.
    pub fn read_to_fix(
        &self,
        paths: &[PathBuf],
        reading: &ReadArgs,
    ) -> Result<Vec<LoadedCourse>, CommandError> {
        self.read_with(paths, &Options { keep_fixes: true, ..self.options(reading, false) })
    }

    fn read_with(&self, paths: &[PathBuf], options: &Options) -> Result<Vec<LoadedCourse>, CommandError> {
        let mut found = load::read(paths, options)?;
        for course in &mut found {
            self.apply_severities(&mut course.scan.diagnostics);
        }
        Ok(found)
    }

    /// How a course is read when these findings are allowed.
    pub fn options(&self, reading: &ReadArgs, draft: bool) -> Options {
        // It suppresses no error: it says that files from outside of the course are meant.
        let outside = self.allows_outside();
        let allow = self.allow.iter().copied().filter(|code| *code != Code::OutsideCourse).collect();
        Options { allow, outside, ..reading.options(draft) }
    }

    /// Whether files from outside of the course are meant to be part of it. Only who runs the command says so, not the
    /// course.
    pub fn allows_outside(&self) -> bool {
        self.allow.contains(&Code::OutsideCourse)
    }

    /// Makes errors of what is denied.
    pub fn apply_severities(&self, diagnostics: &mut [Diagnostic]) {
        for diagnostic in diagnostics {
            if self.denies(diagnostic.code, diagnostic.severity) {
                diagnostic.severity = Severity::Error;
            }
        }
    }

    fn denies(&self, code: Code, severity: Severity) -> bool {
        self.deny.iter().any(|denied| match denied {
            Denied::Warnings => severity == Severity::Warning,
            Denied::Code(denied) => *denied == code,
        })
    }
}

/// Where a user finds the codes.
const WHERE: &str = concat!(
    "; `check` prints codes in brackets, and ",
    env!("CARGO_PKG_REPOSITORY"),
    "/blob/v",
    env!("CARGO_PKG_VERSION"),
    "/docs/reference/findings.md lists them"
);

/// Reads the name of a finding.
pub(super) fn code(name: &str) -> Result<Code, String> {
    Code::from_name(name).ok_or_else(|| no_finding(name, WHERE))
}

fn denied(name: &str) -> Result<Denied, String> {
    if name.eq_ignore_ascii_case("warnings") {
        return Ok(Denied::Warnings);
    }
    Code::from_name(name)
        .map(Denied::Code)
        .ok_or_else(|| no_finding(name, &format!("; use `warnings` for all warnings{WHERE}")))
}

fn allowed(name: &str) -> Result<Code, String> {
    let code = code(name)?;
    if code.can_be_allowed() || code == Code::OutsideCourse {
        Ok(code)
    } else {
        Err(format!("this error cannot be suppressed; run `coursedir check --explain {code}` for details"))
    }
}

fn no_finding(name: &str, more: &str) -> String {
    let meant = Code::closest(name).map(|code| format!("; did you mean `{code}`?"));
    format!("unknown finding code{}", meant.as_deref().unwrap_or(more))
}
