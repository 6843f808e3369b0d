//! Reads the courses of a command, and prints their findings.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use crate::diagnostic::render::{self, full};
use crate::diagnostic::{Diagnostic, Severity};
use crate::images::Images;
use crate::platform;
use crate::rules;
use crate::source::{self, Options, Scan};
use crate::sync::lock;

use super::exit::{CommandError, Exit};
use super::output::terminal::Terminal;
use super::write;

/// A course as the author named it, and what a scan gave.
pub(super) struct LoadedCourse {
    /// The path of its folder as typed.
    pub path: PathBuf,
    pub scan: Scan,
}

/// What decides how a course is read; the same for every command.
#[derive(Debug, clap::Args)]
pub(super) struct ReadArgs {
    #[command(flatten)]
    language: LanguageArgs,

    /// Convert HEIC and TIFF images with a program of this machine
    #[arg(long)]
    convert: bool,
}

/// What decides which part of a course is read.
#[derive(Debug, clap::Args)]
pub(super) struct LanguageArgs {
    /// Read this language of a course with several languages
    #[arg(long, value_name = "NAME", env = "COURSEDIR_LANGUAGE")]
    language: Option<String>,
}

impl ReadArgs {
    pub fn options(&self, draft: bool) -> Options {
        Options { draft, images: images(self.convert), ..self.language.options() }
    }

    /// The flags that read a course in the same way.
    pub fn flags(&self) -> Vec<String> {
        let language = self.language.language.iter().map(|name| format!("--language={name}"));
        language.chain(self.convert.then(|| "--convert".to_owned())).collect()
    }
}

impl LanguageArgs {
    pub fn options(&self) -> Options {
        Options {
            language: self.language.clone(),
            limits: platform::limits(),
            home: etcetera::home_dir().ok(),
            ..Options::default()
        }
    }
}

/// What this machine can do about images that no browser shows.
fn images(convert: bool) -> Images {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let cache = etcetera::choose_base_strategy().map(|folders| folders.cache_dir());
    let cache = cache.unwrap_or_else(|_| std::env::temp_dir());
    Images::on_machine(&path, &cache, std::env::vars_os(), convert)
}

/// Reads every course that the paths hold, in order.
pub(super) fn read(paths: &[PathBuf], options: &Options) -> Result<Vec<LoadedCourse>, CommandError> {
    let mut found = Vec::new();
    must_be_folders(paths)?;
    for path in paths {
        for course in source::find(path)? {
            let scan = rules::scan(&course, options)?;
            found.push(LoadedCourse { path: course, scan });
        }
    }
    Ok(found)
}

/// Stops at a path that is not a folder.
pub(super) fn must_be_folders(paths: &[PathBuf]) -> Result<(), CommandError> {
    match paths.iter().find(|path| !path.is_dir()) {
        None => Ok(()),
        Some(path) => {
            let what = if path.exists() { "not a folder" } else { "folder not found" };
            Err(CommandError::unclear(format!("{what}: `{}`", path.display()))
                .hint("pass the folder of a course, such as `./my-course`"))
        }
    }
}

impl LoadedCourse {
    /// The path as findings show it.
    pub fn prefix(&self) -> String {
        self.path.display().to_string()
    }

    /// The path as a word of a command that is shown to be copied.
    pub fn argument(&self) -> String {
        write::quoted(&self.prefix())
    }
}

/// Warns about folders inside another course: the author may mean that course, and the import of a part
/// creates a second course.
pub(super) fn warn_of_parts(found: &[LoadedCourse], terminal: &mut Terminal) {
    let is_imported = |course: &LoadedCourse| course.path.join(lock::FILE_NAME).exists();
    for course in found.iter().filter(|course| !is_imported(course)) {
        if let Some(above) = source::course_above(&course.path) {
            let (part, whole) = (course.path.display(), above.display());
            terminal.warn(&format!(
                "`{part}` is part of the course `{whole}`, but is treated as a separate course"
            ));
        }
    }
}

/// Prints the findings of at least this severity, their counts, and how to see the rest.
pub(super) fn print_findings(found: &LoadedCourse, least: Severity, terminal: &mut Terminal) {
    let style = terminal.message_style();
    let prefix = found.prefix();
    let (shown, kept_back): (Vec<Diagnostic>, Vec<Diagnostic>) =
        found.scan.diagnostics.iter().cloned().partition(|diagnostic| diagnostic.severity >= least);
    for diagnostic in &shown {
        let text = format!("{}\n", full::report(diagnostic, &prefix, style));
        if diagnostic.severity == Severity::Error { terminal.print(&text) } else { terminal.status(&text) }
    }
    match (render::count(&shown), render::count(&kept_back)) {
        (Some(count), Some(more)) => {
            terminal
                .status(&format!("{count}, {more}; run `coursedir check {}` to see all", found.argument()));
        }
        (Some(count), None) => terminal.status(&count),
        (None, _) => {}
    }
}

/// Says that a command stops because a course has errors, if one has. The findings were printed.
pub(super) fn stop_at_errors(found: &[LoadedCourse], what: &str, terminal: &mut Terminal) -> Option<Exit> {
    if !found.iter().any(|course| course.scan.has_errors()) {
        return None;
    }
    terminal.error(&format!("{what} stopped: the course has errors; nothing was sent"));
    terminal.hint(&what_to_do(found));
    Some(Exit::CourseHasErrors)
}

/// The same for a command that prints no other findings.
pub(super) fn refuse_errors(found: &[LoadedCourse], what: &str, terminal: &mut Terminal) -> Option<Exit> {
    for course in found {
        print_findings(course, Severity::Error, terminal);
    }
    stop_at_errors(found, what, terminal)
}

/// What an author does about errors: some are put right by a command, the others are explained.
fn what_to_do(found: &[LoadedCourse]) -> String {
    let errors = |course: &LoadedCourse| -> Vec<bool> {
        let findings = course.scan.diagnostics.iter();
        let errors = findings.filter(|finding| finding.severity == Severity::Error);
        errors.map(|error| error.fix.is_some()).collect()
    };
    let all: Vec<bool> = found.iter().flat_map(errors).collect();
    let fixable = all.iter().filter(|&&is_fixable| is_fixable).count();
    if fixable == 0 {
        return "run `coursedir check --explain CODE` to see what a finding means and how to fix it"
            .to_owned();
    }
    let them = match all.len() {
        1 => "it".to_owned(),
        count if count == fixable => "them".to_owned(),
        _ => format!("{fixable} of them"),
    };
    let courses = found.iter().filter(|course| errors(course).contains(&true)).map(LoadedCourse::argument);
    format!("run `coursedir check --fix {}` to fix {them}", courses.collect::<Vec<_>>().join(" "))
}
