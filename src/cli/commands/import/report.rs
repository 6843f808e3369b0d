//! The result of an import, as text or JSON.

use std::borrow::Cow;
use std::error::Error;
use std::io::Write as _;
use std::time::SystemTime;

use crate::model::Title;
use crate::platform::SendError;
use crate::platform::courses_v3::Id;
use crate::shown::shown;
use crate::sync::diff::NodeRef;
use crate::sync::lock::{Destination, Import, State};
use crate::sync::update::report::HowShown;
use crate::sync::{Done, RunError};

use crate::cli::exit::{CommandError, Exit, with_causes};
use crate::cli::load::LoadedCourse;
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::cli::update::plan_json::PlanJson;
use crate::size::count;

use super::after::{self, Looked};
use super::by_hand::{self, ByHand};
use super::plan::{Creates, Uploads};
use super::report_json::{self, DoneJson, LeftOverJson, PlanOfReport, Report, ShownJson};
use super::run_failure;
use super::update_report::{self, UpdateEnding};

/// The most changes that are listed.
const MOST: usize = 10;

/// What came of one course.
pub(super) struct Outcome<'a> {
    pub found: &'a LoadedCourse,
    /// The name of the target, if it is one.
    pub target: Option<&'a str>,
    pub title: Title,
    /// The host is empty where it did not become known.
    pub to: Destination,
    /// What a first import makes and uploads, if it came to that.
    pub plan: Option<(Creates, Uploads)>,
    /// The plan that was or would be asked about, in a line.
    pub words: Option<String>,
    /// What an update left to the author.
    pub by_hand: Vec<ByHand>,
    /// The course that was updated: its id, and where to open it.
    pub there: Option<(String, Option<String>)>,
    pub began: SystemTime,
    pub result: Ending,
}

/// The ways an import can end.
pub(super) enum Ending {
    /// The platform has it; with what was omitted, what it shows of it, and what came of what the import has no place for.
    Imported(Box<Done>, Option<String>, Looked, Option<Box<UpdateEnding>>),
    /// Nothing is known of it, and the location has courses with its title.
    SameTitle(Vec<Id>),
    /// It was there already, which was fine (`--if-new`); these changes were not sent.
    NothingToDo(Import, Vec<String>),
    /// It was there already, and an update was tried.
    Updated(Box<UpdateEnding>),
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

impl Outcome<'_> {
    /// Nobody was there to say yes to the plan that waits for it.
    pub fn nobody_confirms(&mut self) {
        let result = std::mem::replace(&mut self.result, Ending::Declined);
        self.result = match result {
            Ending::Declined => Ending::NotConfirmed,
            Ending::Updated(ending) => Ending::Updated(Box::new(match *ending {
                UpdateEnding::Declined(plan) => UpdateEnding::NotConfirmed(plan),
                ending => ending,
            })),
            other => other,
        };
    }

    pub fn exit(&self) -> Exit {
        match &self.result {
            Ending::Imported(_, _, _, Some(links)) => links.exit(),
            Ending::Imported(..) | Ending::NothingToDo(..) => Exit::Done,
            Ending::SameTitle(_)
            | Ending::OutcomeUnknown(_)
            | Ending::Declined
            | Ending::NotConfirmed
            | Ending::OutsideNotAllowed(_) => Exit::DecisionNeeded,
            Ending::Updated(ending) => ending.exit(),
            Ending::Failed(_) => Exit::Failed,
            Ending::NotBegun(stop) => stop.exit(),
        }
    }

    /// The platform's id of the course that was imported now, if it said one.
    pub fn course_id(&self) -> Option<&String> {
        match &self.result {
            Ending::Imported(done, ..) => done.started.course_id.as_ref(),
            _ => None,
        }
    }

    /// The course and its target as arguments of a command, with a blank before them; nothing for the course that is the
    /// default.
    fn argument(&self) -> String {
        let path = self.path();
        let path = if path == " ." { "" } else { &path };
        match self.target {
            Some(target) => format!("{path} --target {}", crate::cli::write::quoted(target)),
            None => path.to_owned(),
        }
    }

    fn path(&self) -> String {
        format!(" {}", crate::cli::write::quoted(&self.found.path.display().to_string()))
    }

    /// Whether it is done, and the platform shows what was sent, as far as anybody looked.
    pub fn is_clean(&self) -> bool {
        let is_shown = match &self.result {
            Ending::Imported(_, _, looked, _) => match looked {
                Looked::NotAsked => true,
                Looked::Verified(verified) => verified.is_clean(),
                Looked::NotShown | Looked::Failed(_) => false,
            },
            Ending::Updated(ending) => ending.report().is_none_or(|report| {
                report.is_confirmed && report.differs.iter().all(|shown| shown.how == HowShown::Rewritten)
            }),
            _ => true,
        };
        is_shown && self.exit() == Exit::Done
    }

    /// Whether it waits for the author's yes.
    pub fn waits(&self) -> bool {
        match &self.result {
            Ending::Declined => true,
            Ending::Updated(ending) => matches!(**ending, UpdateEnding::Declined(_)),
            _ => false,
        }
    }

    /// One word for programs.
    pub fn word(&self) -> &'static str {
        match &self.result {
            Ending::Imported(..) => "imported",
            Ending::NothingToDo(..) => "nothing-to-do",
            Ending::SameTitle(_) => "same-title",
            Ending::Updated(ending) => ending.word(),
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
pub(super) fn print_dropped(
    outcome: &Outcome<'_>,
    dropped: &[crate::sandbox::Dropped],
    terminal: &mut Terminal,
) {
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
pub(super) fn print(outcome: &Outcome<'_>, is_sandbox: bool, terminal: &mut Terminal) {
    let title = &outcome.title;
    match &outcome.result {
        Ending::Imported(done, lost, looked, links) => {
            terminal.status(&imported(title, done, lost.as_deref()));
            after::print(looked, terminal);
            if let Some(line) = look(done.started.url.as_deref(), matches!(looked, Looked::Verified(_)))
                .filter(|_| !is_sandbox)
            {
                terminal.status(&line);
            }
            if let Some(links) = links {
                update_report::print(links, title, &outcome.argument(), terminal);
            }
        }
        Ending::SameTitle(ids) => {
            let courses = count(ids.len(), "course has", "courses have");
            terminal.error(&format!("{courses} the title `{title}` in this location; nothing was sent"));
            let path = outcome.argument();
            let link = match outcome.target {
                Some(_) => format!("{} --location {}", outcome.path(), outcome.to.location),
                None => outcome.path(),
            };
            let id = if let [one] = ids.as_slice() { one.to_string() } else { "ID".to_owned() };
            terminal.hint(&format!(
                "run `coursedir link{link} --course {id}` to update that course, or `coursedir import{path} --again` \
                 to make another one"
            ));
        }
        Ending::NothingToDo(import, changes) => {
            terminal.status(&format!("already imported: {STRONG}{title}{STRONG:#} ({})", import.at));
            for change in changes.iter().take(MOST) {
                terminal.status(&format!("  {change}"));
            }
            if changes.len() > MOST {
                terminal.status(&format!("  and {} more changes", changes.len() - MOST));
            }
        }
        Ending::Updated(ending) => {
            update_report::print(ending, title, &outcome.argument(), terminal);
            by_hand::print(&outcome.by_hand, &outcome.argument(), terminal);
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
        Ending::Failed(error) => run_failure::print(error, is_sandbox, terminal),
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

/// Where to look at the course, and that it may take a while; nothing where it was seen and has no address.
fn look(url: Option<&str>, is_there: bool) -> Option<String> {
    let url = web_address(url).map(|url| format!("  open      {url}"));
    let later = "  the platform copies the course in the background; this may take some minutes";
    match (url, is_there) {
        (url, true) => url,
        (Some(url), false) => Some(format!("{url}\n{later}")),
        (None, false) => Some(later.to_owned()),
    }
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

/// Writes the report of all courses to stdout.
pub(super) fn json(outcomes: &[Outcome<'_>], terminal: &Terminal) -> std::result::Result<(), CommandError> {
    let reports: Vec<Report<'_>> = outcomes.iter().map(report).collect();
    let mut out = terminal.results_in(Form::Json);
    serde_json::to_writer_pretty(&mut out, &reports).map_err(std::io::Error::from)?;
    writeln!(out)?;
    out.flush()?;
    Ok(())
}

fn report<'a>(outcome: &'a Outcome<'_>) -> Report<'a> {
    let mut report = report_json::begin(
        &outcome.found.path,
        outcome.title.as_str(),
        &outcome.found.scan.diagnostics,
        outcome.began,
    );
    report.outcome = outcome.word();
    report.exit_code = outcome.exit() as u8;
    report.target = outcome.target.map(str::to_owned);
    report.host = Some(outcome.to.host.clone()).filter(|host| !host.is_empty());
    report.location = Some(outcome.to.location.clone());
    report.plan = outcome.plan.map(|(creates, uploads)| PlanOfReport::Import { creates, uploads });
    match &outcome.result {
        Ending::Imported(done, lost, _, rest) => {
            report.losses = lost.iter().cloned().collect();
            if let Some(rest) = rest {
                report.errors = rest.errors();
                report.done = done_json(rest);
            }
            report.uploaded = Some(done.uploaded);
            report.known = Some(done.known);
            report.course_id.clone_from(&done.started.course_id);
            report.url.clone_from(&done.started.url);
        }
        Ending::NothingToDo(import, changes) => {
            of_import(&mut report, import);
            report.changes.clone_from(changes);
        }
        Ending::OutcomeUnknown(import) => of_import(&mut report, import),
        Ending::Updated(ending) => {
            of_update(&mut report, ending);
            report.by_hand = &outcome.by_hand;
            if let Some((id, url)) = &outcome.there {
                report.course_id = Some(id.clone());
                report.url.clone_from(url);
            }
        }
        Ending::SameTitle(_) | Ending::Declined | Ending::NotConfirmed | Ending::OutsideNotAllowed(_) => {}
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

fn of_import(report: &mut Report<'_>, import: &Import) {
    report.course_id.clone_from(&import.course_id);
    report.url.clone_from(&import.url);
}

fn of_update<'a>(report: &mut Report<'a>, ending: &'a UpdateEnding) {
    report.errors = ending.errors();
    report.plan = ending.plan().map(|plan| PlanOfReport::Update(Box::new(PlanJson::of(plan))));
    report.done = done_json(ending);
    if let UpdateEnding::NoApi(import, plan, _) = ending {
        of_import(report, import);
        report.changes = update_report::changes(plan);
    }
    if let UpdateEnding::Gone(import) | UpdateEnding::NotBound(import, _) = ending {
        of_import(report, import);
    }
}

fn done_json(ending: &UpdateEnding) -> Option<DoneJson<'_>> {
    ending.report().map(|done| DoneJson {
        operations: done.done.len(),
        is_confirmed: done.is_confirmed,
        run: done.run.as_deref(),
        differs: done.differs.iter().map(shown_json).collect(),
        left_over: done.left_over.iter().map(|(node, questions)| left_over(node, questions)).collect(),
    })
}

fn left_over<'a>(node: &'a NodeRef, questions: &'a [String]) -> LeftOverJson<'a> {
    LeftOverJson { title: &node.title, path: node.path.as_deref(), questions }
}

fn shown_json(shown: &crate::sync::update::report::Shown) -> ShownJson<'_> {
    ShownJson {
        title: &shown.node.title,
        path: shown.node.path.as_deref(),
        remote: shown.remote.to_string(),
        field: shown.field.word(),
        how: match shown.how {
            HowShown::Rewritten => "rewritten",
            HowShown::Dropped => "dropped",
            HowShown::Otherwise => "otherwise",
        },
    }
}
