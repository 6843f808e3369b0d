//! The result of an import, as text or JSON.

use std::borrow::Cow;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use crate::model::Title;
use crate::platform::{SendError, UploadError};
use crate::shown::shown;
use crate::sync::lock::{Import, State};
use crate::sync::{Change, Done, RunError};

use crate::cli::exit::{CommandError, Exit, with_causes};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::size::count;

/// What came of one course.
pub(super) struct Outcome {
    pub path: PathBuf,
    pub title: Title,
    pub result: Ending,
}

/// The ways an import can end.
pub(super) enum Ending {
    /// The platform has it; with what was omitted.
    Imported(Done, Option<String>),
    /// It was there already, which was fine (`--if-new`).
    NothingToDo(Import),
    /// It was there already; the author has to decide.
    AlreadyImported(Import, Vec<Change>),
    /// The outcome of an earlier run is unknown; the author has to look.
    OutcomeUnknown(Import),
    /// The author said no.
    Declined,
    /// There was nobody to ask.
    NotConfirmed,
    /// So many files are outside of the course, and nobody said that they are meant.
    OutsideNotAllowed(usize),
    /// It did not work.
    Failed(RunError),
    /// It did not come to the first byte.
    NotBegun(CommandError),
}

impl Outcome {
    pub fn exit(&self) -> Exit {
        match &self.result {
            Ending::Imported(..) | Ending::NothingToDo(_) => Exit::Done,
            Ending::AlreadyImported(..)
            | Ending::OutcomeUnknown(_)
            | Ending::Declined
            | Ending::NotConfirmed
            | Ending::OutsideNotAllowed(_) => Exit::DecisionNeeded,
            Ending::Failed(_) => Exit::Failed,
            Ending::NotBegun(stop) => stop.exit(),
        }
    }

    /// The platform's id of the course that was imported now, if it said one.
    pub fn course_id(&self) -> Option<&String> {
        match &self.result {
            Ending::Imported(done, _) => done.started.course_id.as_ref(),
            _ => None,
        }
    }

    /// One word for programs.
    fn word(&self) -> &'static str {
        match &self.result {
            Ending::Imported(..) => "imported",
            Ending::NothingToDo(_) => "nothing-to-do",
            Ending::AlreadyImported(..) => "already-imported",
            Ending::OutcomeUnknown(_) => "outcome-unknown",
            Ending::Declined => "declined",
            Ending::NotConfirmed | Ending::OutsideNotAllowed(_) => "not-confirmed",
            Ending::Failed(RunError::Send(SendError::Unknown(_))) => "sent-outcome-unknown",
            Ending::Failed(RunError::Send(SendError::Refused(_))) => "refused",
            Ending::Failed(RunError::Stopped { .. }) => "stopped",
            Ending::Failed(RunError::NotRecorded(_)) => "imported-not-recorded",
            Ending::Failed(_) | Ending::NotBegun(_) => "failed",
        }
    }
}

/// Tells a person what the platform dropped without a word, which only the sandbox can know.
pub(super) fn print_dropped(outcome: &Outcome, dropped: &[crate::sandbox::Dropped], terminal: &mut Terminal) {
    if dropped.is_empty() {
        return;
    }
    let addresses = count(dropped.len(), "address", "addresses");
    let lines: Vec<String> =
        dropped.iter().map(|dropped| format!("  {}  {}", dropped.field, dropped.url)).collect();
    terminal.status(&format!(
        "the platform silently drops {addresses} of `{}` that are not in its media library:\n{}",
        outcome.title,
        lines.join("\n")
    ));
}

/// Tells a person. What the sandbox of this process took is gone with it, until it is started again.
pub(super) fn print(outcome: &Outcome, is_sandbox: bool, terminal: &mut Terminal) {
    let title = &outcome.title;
    match &outcome.result {
        Ending::Imported(done, lost) => {
            terminal.status(&imported(title, done, lost.as_deref()));
            if !is_sandbox {
                terminal.status(&look(done.started.url.as_deref()));
            }
        }
        Ending::NothingToDo(import) => {
            terminal.status(&format!("already imported: {STRONG}{title}{STRONG:#} ({})", import.at));
        }
        Ending::AlreadyImported(import, changes) => {
            terminal.error(&already_imported(import, changes));
            terminal.hint(
                "the platform cannot update a course: edit it there, or run with `--again` to import a \
                 second copy; if it was deleted there, run with `--forget`",
            );
        }
        Ending::OutcomeUnknown(import) => {
            terminal.error(&outcome_unknown(import));
            terminal.hint(
                "check the courses of this location: run with `--forget` if the course is not there, or \
                 with `--again` to import a second copy",
            );
        }
        Ending::Declined => terminal.status("nothing was sent"),
        Ending::NotConfirmed => {
            terminal.error(&format!(
                "import not confirmed: `{title}`; stdin is not a terminal, nothing was sent"
            ));
            terminal.hint("run with `--yes` to confirm, or with `--dry-run` to see what would be sent");
        }
        Ending::OutsideNotAllowed(files) => {
            let files = count(*files, "file is", "files are");
            terminal.error(&format!(
                "import not confirmed: `{title}`; {files} outside the course, nothing was sent"
            ));
            terminal.hint("check the files in the plan, then run again with `--allow outside-course`");
        }
        Ending::Failed(error) => failed(error, is_sandbox, terminal),
        Ending::NotBegun(stop) => {
            stop.print(terminal);
        }
    }
}

fn imported(title: &Title, done: &Done, lost: Option<&str>) -> String {
    let mut lines = vec![format!("imported {STRONG}{title}{STRONG:#}")];
    let known = if done.known > 0 { format!(", {} already uploaded", done.known) } else { String::new() };
    lines.push(format!("  uploaded  {}{known}", count(done.uploaded, "file", "files")));
    if let Some(lost) = lost {
        lines.push(format!("  omitted   {lost}"));
    }
    lines.join("\n")
}

/// An address that a browser opens; others, which a lock file or an answer may hold, are not shown.
fn web_address(url: Option<&str>) -> Option<Cow<'_, str>> {
    let is_web = |url: &&str| ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme));
    url.filter(is_web).map(shown)
}

fn look(url: Option<&str>) -> String {
    let url = web_address(url).map(|url| format!("  open      {url}\n")).unwrap_or_default();
    format!("{url}  the platform copies the course in the background; this may take some minutes")
}

fn already_imported(import: &Import, changes: &[Change]) -> String {
    const SHOWN: usize = 10;
    let at = web_address(import.url.as_deref()).map(|url| format!(", {url}")).unwrap_or_default();
    let mut lines = vec![format!("already imported: `{}` ({}{at})", import.title, import.at)];
    if changes.is_empty() {
        lines.push("  no changes since then".to_owned());
    }
    lines.extend(changes.iter().take(SHOWN).map(|change| format!("  {}", change_words(change))));
    if changes.len() > SHOWN {
        lines.push(format!("  and {} more changes", changes.len() - SHOWN));
    }
    lines.join("\n")
}

fn change_words(change: &Change) -> String {
    let (verb, kind, name) = match change {
        Change::Added(kind, title) => ("added", kind, title),
        Change::Changed(kind, title) => ("changed", kind, title),
        Change::Moved(kind, title) => ("moved", kind, title),
        Change::Reordered(kind, title) => ("reordered", kind, title),
        Change::Removed(kind, path) => ("removed", kind, path),
    };
    format!("{verb} since: {} `{name}`", kind.word())
}

fn outcome_unknown(import: &Import) -> String {
    let how = match import.state {
        State::Sending => "the run was interrupted",
        State::Unknown | State::Imported => "no response",
    };
    format!(
        "outcome of the earlier import unknown ({how}): `{}` ({}); nothing was sent",
        import.title, import.at
    )
}

fn failed(error: &RunError, is_sandbox: bool, terminal: &mut Terminal) {
    match error {
        RunError::Uploads { failed, uploaded } => {
            let mut hints: Vec<String> = Vec::new();
            for upload in worth_saying(failed) {
                terminal.error(&with_causes(upload));
                hints.extend(upload.hint().filter(|hint| !hints.contains(hint)));
            }
            terminal.error(&error.to_string());
            for hint in hints {
                terminal.hint(&hint);
            }
            if !is_sandbox {
                kept(*uploaded, terminal);
            }
        }
        RunError::Stopped { uploaded } => {
            terminal.error(&error.to_string());
            if !is_sandbox {
                kept(*uploaded, terminal);
            }
        }
        RunError::Send(send) => {
            terminal.error(&with_causes(send));
            if let Some(hint) = send.hint() {
                terminal.hint(&hint);
            }
        }
        RunError::Lock(journal) => {
            terminal.error(&with_causes(journal));
            terminal.hint(journal.hint());
        }
        RunError::NotRecorded(journal) => {
            terminal.error(&with_causes(error));
            terminal.hint(journal.hint());
            terminal.hint("the next run reports an unknown outcome, but the import succeeded");
        }
    }
}

/// What stops one upload stops all that are under way: once is enough.
fn worth_saying(failed: &[UploadError]) -> impl Iterator<Item = &UploadError> {
    let first = failed.iter().position(UploadError::stops_the_run);
    failed
        .iter()
        .enumerate()
        .filter(move |(at, error)| !error.stops_the_run() || Some(*at) == first)
        .map(|(_, error)| error)
}

fn kept(uploaded: usize, terminal: &mut Terminal) {
    if uploaded > 0 {
        terminal.hint(&format!(
            "{} uploaded and recorded; run the same command again to continue",
            count(uploaded, "file is", "files are")
        ));
    }
}

/// What came of each course, for programs. Fields are added, never renamed or removed.
#[derive(Serialize)]
struct Report<'a> {
    path: String,
    title: &'a str,
    outcome: &'static str,
    exit_code: u8,
    uploaded: Option<usize>,
    known: Option<usize>,
    course_id: Option<&'a str>,
    url: Option<&'a str>,
    /// What went wrong, with its causes.
    errors: Vec<String>,
    /// What is different in the course since it was imported.
    changes: Vec<String>,
}

/// Writes the report of all courses to stdout.
pub(super) fn json(outcomes: &[Outcome], terminal: &Terminal) -> std::result::Result<(), CommandError> {
    let reports: Vec<Report<'_>> = outcomes.iter().map(report).collect();
    let mut out = terminal.results_in(Form::Json);
    serde_json::to_writer_pretty(&mut out, &reports).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

fn report(outcome: &Outcome) -> Report<'_> {
    let mut report = Report {
        path: outcome.path.display().to_string(),
        title: outcome.title.as_str(),
        outcome: outcome.word(),
        exit_code: outcome.exit() as u8,
        uploaded: None,
        known: None,
        course_id: None,
        url: None,
        errors: Vec::new(),
        changes: Vec::new(),
    };
    match &outcome.result {
        Ending::Imported(done, _) => {
            report.uploaded = Some(done.uploaded);
            report.known = Some(done.known);
            report.course_id = done.started.course_id.as_deref();
            report.url = done.started.url.as_deref();
        }
        Ending::NothingToDo(import) | Ending::OutcomeUnknown(import) => of_import(&mut report, import),
        Ending::AlreadyImported(import, changes) => {
            of_import(&mut report, import);
            report.changes = changes.iter().map(change_words).collect();
        }
        Ending::Declined | Ending::NotConfirmed | Ending::OutsideNotAllowed(_) => {}
        Ending::NotBegun(stop) => report.errors.push(stop.text()),
        Ending::Failed(error) => {
            let all: Vec<&dyn Error> = match error {
                RunError::Uploads { failed, uploaded } => {
                    report.uploaded = Some(*uploaded);
                    failed.iter().map(|error| error as &dyn Error).collect()
                }
                RunError::Stopped { uploaded } => {
                    report.uploaded = Some(*uploaded);
                    vec![error]
                }
                RunError::Send(_) | RunError::Lock(_) | RunError::NotRecorded(_) => vec![error],
            };
            report.errors = all.into_iter().map(with_causes).collect();
        }
    }
    report
}

fn of_import<'a>(report: &mut Report<'a>, import: &'a Import) {
    report.course_id = import.course_id.as_deref();
    report.url = import.url.as_deref();
}
