//! `--dry-run`: prints the plan, and what would be sent. Sends nothing, writes nothing.
//!
//! Of a course that is not imported: the request body. Of one that is: the operations of an update, for which the
//! platform is read where it can be.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write as _;
use std::time::SystemTime;

use serde::Serialize;

use crate::model::Course;
use crate::platform::convert;
use crate::shown::shown;
use crate::sync::lock::{Destination, Lock, SharedLock};
use crate::sync::plan::known_files;

use crate::cli::account::{Account, LoginNeed};
use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::permission;
use crate::cli::target::places::{Place, PlacedCourse};
use crate::cli::update::look::{self, Look, Looked, Looking};
use crate::cli::update::plan_json::PlanJson;

use super::args::{Format, ImportArgs};
use super::plan::{self, Creates, Rest, Uploads};
use super::report_json::{self, PlanOfReport, Report};

pub(super) fn run(
    args: &ImportArgs,
    places: &[Place<'_>],
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let mut planned = Vec::new();
    let mut exit = Exit::Done;
    let mut known = Vec::new();
    let by_number = locks(places)?;
    for place in places {
        let account = args.account.resolve_at(&place.choice, LoginNeed::Settings, terminal)?;
        let location = account.location().unwrap_or_default().to_owned();
        let to = Destination { host: account.base().key(), location };
        if places.len() > 1 {
            terminal.status(&format!("location {}", shown(place.name())));
        }
        let mut of_place = Vec::new();
        for placed in &place.courses {
            let lock = by_number[&placed.number].view(&to);
            let is_known = lock.imports(&to).next().is_some()
                || lock.target(&to).is_some_and(|target| target.course.is_some());
            if is_known && !args.again && !args.forget {
                of_place.push(*placed);
            } else {
                let text = first_import(args, placed, &account, &lock, &to, terminal)?;
                planned.push((placed.number, text));
            }
        }
        if !of_place.is_empty() {
            known.push(Place { choice: place.choice.clone(), courses: of_place });
        }
    }
    let looking = Looking {
        account: &args.account,
        connection: &args.connection,
        offline: args.update.offline,
        options: args.update.options(),
    };
    let began = SystemTime::now();
    let looks = if known.is_empty() { Vec::new() } else { look::all(&known, &looking, terminal)? };
    for look in &looks {
        terminal.status(&look.text());
        exit = exit.or_worse(exit_of(look));
        match (args.format, look.compared()) {
            (Format::Json, _) => planned.push((look.placed.number, pretty(&of_look(look, began))?)),
            (Format::Text, Some((_, plan))) => {
                planned.push((look.placed.number, pretty(&PlanJson::of(plan))?));
            }
            (Format::Text, None) => {}
        }
    }
    if places.len() == 1 {
        planned.sort_by_key(|(number, _)| *number);
    }
    print(args.format, planned.into_iter().map(|(_, text)| text), terminal)?;
    Ok(exit)
}

/// The plan of a course that is not in the location yet: for programs, what would be sent.
fn first_import(
    args: &ImportArgs,
    placed: &PlacedCourse<'_>,
    account: &Account,
    lock: &Lock,
    to: &Destination,
    terminal: &mut Terminal,
) -> Result<String, CommandError> {
    let began = SystemTime::now();
    let course = placed.course();
    let uploads = uploads(&course, lock, to)?;
    terminal.status(&plan::words(&placed.found.path, &course, &uploads, &placed.found.scan, Rest::default()));
    if let Some(line) = permission::before_login(account).line(uploads.files) {
        terminal.status(line);
    }
    match args.format {
        Format::Text => {
            let known = known_files(&course, lock, to)?;
            pretty(&convert::preview(&course, &known, account.location(), account.user()))
        }
        Format::Json => {
            let plan = PlanOfReport::Import { creates: Creates::of(&course), uploads };
            pretty(&of_new(placed, course.title.as_str(), account, plan, began))
        }
    }
}

fn pretty(value: &impl Serialize) -> Result<String, CommandError> {
    Ok(serde_json::to_string_pretty(value).map_err(std::io::Error::from)?)
}

/// Writes the plans to stdout: in a list, or one after the other.
fn print(
    format: Format,
    planned: impl Iterator<Item = String>,
    terminal: &Terminal,
) -> Result<(), CommandError> {
    let mut out = terminal.results_in(Form::Json);
    let planned: Vec<String> = planned.collect();
    match format {
        Format::Text => {
            for text in planned {
                writeln!(out, "{text}")?;
            }
        }
        Format::Json if planned.is_empty() => writeln!(out, "[]")?,
        Format::Json => {
            let indented = planned.iter().map(|text| format!("  {}", text.replace('\n', "\n  ")));
            writeln!(out, "[\n{}\n]", indented.collect::<Vec<_>>().join(",\n"))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The lock of each course, by its number.
fn locks(places: &[Place<'_>]) -> Result<BTreeMap<usize, SharedLock>, CommandError> {
    let mut locks = BTreeMap::new();
    for placed in places.iter().flat_map(|place| &place.courses) {
        if let Entry::Vacant(entry) = locks.entry(placed.number) {
            entry.insert(SharedLock::read(&placed.found.scan.root)?);
        }
    }
    Ok(locks)
}

fn uploads(course: &Course, lock: &Lock, to: &Destination) -> Result<Uploads, CommandError> {
    let known = known_files(course, lock, to)?;
    let new = course.files.iter().filter(|(path, _)| !known.contains_key(*path));
    Ok(Uploads {
        files: course.files.len() - known.len(),
        bytes: new.map(|(_, file)| file.bytes).sum(),
        known: known.len(),
    })
}

/// How a real run would end, as far as that is known.
fn exit_of(look: &Look<'_>) -> Exit {
    match &look.looked {
        Looked::Failed(_) => Exit::Failed,
        Looked::OutcomeUnknown | Looked::Gone | Looked::NotBound(_) => Exit::DecisionNeeded,
        _ => match look.compared() {
            Some((_, plan)) if plan.must_stop() => Exit::DecisionNeeded,
            _ => Exit::Done,
        },
    }
}

fn of_look<'a>(look: &'a Look<'_>, began: SystemTime) -> Report<'a> {
    let found = look.placed.found;
    let mut report = report_json::begin(&found.path, &look.title, &found.scan.diagnostics, began);
    report.target = look.target.map(str::to_owned);
    report.outcome = "planned";
    report.exit_code = exit_of(look) as u8;
    report.host = look.to.as_ref().map(|to| to.host.clone()).filter(|host| !host.is_empty());
    report.location = look.to.as_ref().map(|to| to.location.clone());
    report.course_id = look.course_id.as_ref().map(ToString::to_string);
    report.state = Some(look.standing().word());
    report.plan = look.compared().map(|(_, plan)| PlanOfReport::Update(Box::new(PlanJson::of(plan))));
    report.errors = look.errors();
    report
}

fn of_new<'a>(
    placed: &PlacedCourse<'a>,
    title: &'a str,
    account: &Account,
    plan: PlanOfReport<'a>,
    began: SystemTime,
) -> Report<'a> {
    let found = placed.found;
    let mut report = report_json::begin(&found.path, title, &found.scan.diagnostics, began);
    report.outcome = "planned";
    report.target = placed.target.map(|target| target.name.clone());
    report.host = Some(account.base().key());
    report.location = account.location().map(str::to_owned);
    report.state = Some("not-imported");
    report.plan = Some(plan);
    report
}
