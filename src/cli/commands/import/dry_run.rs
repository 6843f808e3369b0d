//! `--dry-run`: prints the plan, and what would be sent. Sends nothing, writes nothing.
//!
//! Of a course that is not imported: the request body. Of one that is: the operations of an update, for which the
//! platform is read where it can be.

use std::io::Write as _;
use std::time::SystemTime;

use crate::platform::convert;
use crate::sync::lock::{Destination, Lock};
use crate::sync::plan::known_files;

use crate::cli::account::{Account, LoginNeed};
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::LoadedCourse;
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::permission;
use crate::cli::update::look::{self, Look, Looked, Looking};
use crate::cli::update::plan_json::PlanJson;

use super::args::{Format, ImportArgs};
use super::plan::{self, Creates, Rest, Uploads};
use super::report_json::{self, PlanOfReport, Report};

pub(super) fn run(
    args: &ImportArgs,
    found: &[LoadedCourse],
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let account = args.account.resolve(LoginNeed::Settings, terminal)?;
    let mut out = terminal.results_in(Form::Json);
    let mut reports = Vec::new();
    let mut exit = Exit::Done;
    for found in found {
        let Some(course) = &found.scan.course else { continue };
        let began = SystemTime::now();
        let lock = Lock::read(&found.scan.root)?;
        let location = account.location().unwrap_or_default().to_owned();
        let to = Destination { host: account.base().key(), location };
        let is_known = lock.imports(&to).next().is_some()
            || lock.target(&to).is_some_and(|target| target.course.is_some());
        if is_known && !args.again && !args.forget {
            let looking = Looking {
                account: &args.account,
                connection: &args.connection,
                offline: args.update.offline,
                options: args.update.options(),
            };
            for look in look::all(&[found], &looking, terminal)? {
                terminal.status(&look.text());
                exit = heavier(exit, exit_of(&look));
                let report = of_look(found, &look, began);
                match args.format {
                    Format::Json => reports.push(serde_json::to_value(report).expect("a report is JSON")),
                    Format::Text => {
                        if let Some((_, plan)) = look.compared() {
                            serde_json::to_writer_pretty(&mut out, &PlanJson::of(plan))
                                .map_err(std::io::Error::from)?;
                            writeln!(out)?;
                        }
                    }
                }
            }
            continue;
        }
        let uploads = uploads(found, &lock, &to)?;
        terminal.status(&plan::words(&found.path, course, &uploads, &found.scan, Rest::default()));
        if let Some(line) = permission::before_login(&account).line(uploads.files) {
            terminal.status(line);
        }
        match args.format {
            Format::Text => {
                let known = known_files(course, &lock, &to)?;
                let body = convert::preview(course, &known, account.location(), account.user());
                serde_json::to_writer_pretty(&mut out, &body).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            Format::Json => {
                let plan = PlanOfReport::Import { creates: Creates::of(course), uploads };
                let report = of_new(found, &account, plan, began);
                reports.push(serde_json::to_value(report).expect("a report is JSON"));
            }
        }
    }
    if args.format == Format::Json {
        serde_json::to_writer_pretty(&mut out, &reports).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(exit)
}

fn uploads(found: &LoadedCourse, lock: &Lock, to: &Destination) -> Result<Uploads, CommandError> {
    let Some(course) = &found.scan.course else { return Ok(Uploads { files: 0, bytes: 0, known: 0 }) };
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

fn heavier(one: Exit, other: Exit) -> Exit {
    [Exit::Failed, Exit::DecisionNeeded]
        .into_iter()
        .find(|exit| [one, other].contains(exit))
        .unwrap_or(Exit::Done)
}

fn of_look<'a>(found: &'a LoadedCourse, look: &'a Look<'_>, began: SystemTime) -> Report<'a> {
    let mut report = report_json::begin(&found.path, look.title, &found.scan.diagnostics, began);
    report.outcome = "planned";
    report.exit_code = exit_of(look) as u8;
    report.host = look.to.as_ref().map(|to| to.host.clone());
    report.location = look.to.as_ref().map(|to| to.location.clone());
    report.course_id = look.course_id.as_ref().map(ToString::to_string);
    report.state = Some(look.standing().word());
    report.plan = look.compared().map(|(_, plan)| PlanOfReport::Update(PlanJson::of(plan)));
    report.errors = look.errors();
    report
}

fn of_new<'a>(
    found: &'a LoadedCourse,
    account: &Account,
    plan: PlanOfReport<'a>,
    began: SystemTime,
) -> Report<'a> {
    let title = found.scan.course.as_ref().map_or("", |course| course.title.as_str());
    let mut report = report_json::begin(&found.path, title, &found.scan.diagnostics, began);
    report.outcome = "planned";
    report.host = Some(account.base().key());
    report.location = account.location().map(str::to_owned);
    report.state = Some("not-imported");
    report.plan = Some(plan);
    report
}
