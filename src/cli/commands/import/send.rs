//! The import itself, into one location or several.

use std::sync::Arc;
use std::time::SystemTime;

use tokio::sync::watch;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::signals::on_interrupt;
use crate::cli::target::places::{Place, PlacedCourse};
use crate::cli::target::{Sandbox, Target};
use crate::size;

use super::args::{Format, ImportArgs};
use super::course_import::Asks;
use super::many;
use super::one::{self, OneImport, STOPPED, not_begun};
use super::open_course::OpenCourse;
use super::report::{self, Ending, Outcome};

pub(super) fn run(
    args: &ImportArgs,
    places: &[Place<'_>],
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let outcomes = runtime.block_on(import_all(args, places, terminal));
    // A question that nobody answered may still wait for its answer.
    runtime.shutdown_background();
    let outcomes = outcomes?;
    let exit = exit(&outcomes);
    if args.format == Format::Json {
        report::json(&outcomes, terminal).or_else(|stop| match stop.print(terminal) {
            Exit::Done => Ok(()),
            _ => Err(stop),
        })?;
    }
    Ok(exit)
}

/// The worst of all.
fn exit(outcomes: &[Outcome<'_>]) -> Exit {
    match outcomes {
        [one] => one.exit(),
        all => all.iter().map(Outcome::exit).fold(Exit::Done, Exit::or_worse),
    }
}

async fn import_all<'a>(
    args: &ImportArgs,
    places: &'a [Place<'a>],
    terminal: &mut Terminal,
) -> Result<Vec<Outcome<'a>>, CommandError> {
    let sandbox =
        if args.sandbox { Some(Arc::new(Sandbox::start(&args.sandbox_options).await?)) } else { None };
    let outcomes = match places {
        [place] => in_one_place(args, place, sandbox.as_ref(), terminal).await?,
        places => many::run(args, places, sandbox.as_ref(), terminal).await?,
    };
    if let Some(sandbox) = sandbox {
        finish(sandbox, &outcomes, terminal).await;
    }
    Ok(outcomes)
}

/// Imports courses into one location, one after the other.
async fn in_one_place<'a>(
    args: &ImportArgs,
    place: &'a Place<'a>,
    sandbox: Option<&Arc<Sandbox>>,
    terminal: &mut Terminal,
) -> Result<Vec<Outcome<'a>>, CommandError> {
    let target = one::target(args, place, sandbox, false, terminal)?;
    let stop = on_interrupt()?;
    let mut outcomes = Vec::new();
    for (at, placed) in place.courses.iter().enumerate() {
        let outcome = import_alone(args, placed, &target, stop.clone(), terminal).await;
        if args.format == Format::Text {
            report::print(&outcome, target.is_sandbox(), terminal);
        }
        let failed = outcome.exit() == Exit::Failed;
        outcomes.push(outcome);
        let left = place.courses.len() - at - 1;
        if failed && left > 0 {
            terminal.error(&format!("{} skipped", size::count(left, "course was", "courses were")));
        }
        if failed {
            break;
        }
    }
    target.login.wait_for_renewal().await;
    Ok(outcomes)
}

/// Imports a course that this run opens and closes.
async fn import_alone<'a>(
    args: &ImportArgs,
    placed: &PlacedCourse<'a>,
    target: &Target,
    mut stop: watch::Receiver<bool>,
    terminal: &mut Terminal,
) -> Outcome<'a> {
    let began = SystemTime::now();
    let found = placed.found;
    let open = match target.lock_folder(&found.scan.root) {
        Ok(folder) => OpenCourse::open(found, &folder, target.is_sandbox(), &mut stop, terminal).await,
        Err(error) => Err(error),
    };
    match open {
        Ok(Some(open)) => {
            let one = OneImport { args, target, open: &open, stop, asks: Asks::Author, reporter: None };
            let mut outcome = one.run(placed, terminal).await;
            outcome.began = began;
            outcome
        }
        Ok(None) => not_begun(placed, target.to.clone(), began, STOPPED),
        Err(error) => not_begun(placed, target.to.clone(), began, Ending::NotBegun(error)),
    }
}

/// Lets the sandbox's courses appear, and says where to look.
async fn finish(sandbox: Arc<Sandbox>, outcomes: &[Outcome<'_>], terminal: &mut Terminal) {
    // All locations are done with it.
    let Some(Sandbox { running, data }) = Arc::into_inner(sandbox) else { return };
    running.imports_finished().await;
    for course in running.courses() {
        let is_ours = |outcome: &&Outcome<'_>| outcome.course_id() == Some(&course.id);
        if let Some(outcome) = outcomes.iter().find(is_ours) {
            report::print_dropped(outcome, &course.dropped, terminal);
        }
    }
    running.stop().await;
    if outcomes.iter().any(|outcome| outcome.exit() == Exit::Done) {
        let default = crate::cli::sandbox::SandboxArgs { sandbox_data: None, fault: Vec::new() }.data();
        let folder = if data == default {
            String::new()
        } else {
            format!(" {}", crate::cli::write::quoted(&data.display().to_string()))
        };
        terminal.status(&format!("run `coursedir sandbox{folder}` to view the imported courses"));
    }
}
