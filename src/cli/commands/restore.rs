//! `restore`: puts back what an update replaced.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::sync::watch;

use crate::cli::account::AccountArgs;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LoadedCourse, ReadArgs};
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::prompt;
use crate::cli::signals;
use crate::cli::target::args::TargetArgs;
use crate::cli::target::places::{self, Place};
use crate::cli::target::{self, ConnectionArgs, Target};
use crate::cli::update::refused;
use crate::shown::shown;
use crate::size::count;
use crate::sync::lock::Lock;
use crate::sync::update::apply::UpdateError;
use crate::sync::update::pre_images::{self, PreImages, Run};
use crate::sync::update::restore::{Restore, RestorePlan, RestoreReport};
use crate::sync::update::snapshot::Snapshot;

/// Put back what an update replaced on the platform
///
/// Each update keeps copies of what it replaces. This command shows what differs from them, asks,
/// and writes them back. The next import shows the changes of the folder again.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RestoreArgs {
    /// Restore the course of this folder
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) path: PathBuf,

    /// Undo this run [default: the last one]
    #[arg(long, value_name = "RUN")]
    run: Option<String>,

    /// List the runs that can be undone
    #[arg(long, conflicts_with = "run")]
    list: bool,

    /// Restore without confirmation
    #[arg(long, short)]
    yes: bool,

    /// Print what would be restored without sending anything
    #[arg(long)]
    dry_run: bool,

    /// Read the copies from this folder, and keep new ones there
    #[arg(long, value_name = "DIR", env = "COURSEDIR_KEEP_IN")]
    keep_in: Option<PathBuf>,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    connection: ConnectionArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

pub(in crate::cli) fn run(args: &RestoreArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let found = load::read(std::slice::from_ref(&args.path), &args.reading.options(false))?;
    let [course] = found.as_slice() else {
        return Err(CommandError::unclear(format!("{} courses below this path", found.len()))
            .hint("name the folder of one course"));
    };
    let places = places::of(&found, &args.targets, &args.account, terminal)?;
    let places = if places.is_empty() { vec![Place::default()] } else { places };
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let done = runtime.block_on(async {
        let stop = signals::on_interrupt()?;
        if let [place] = places.as_slice() {
            return in_place(args, course, place, stop, terminal).await;
        }
        let mut exit = Exit::Done;
        for place in &places {
            terminal.status(&format!("location {STRONG}{}{STRONG:#}", shown(place.name())));
            let done = in_place(args, course, place, stop.clone(), terminal).await;
            exit = exit.or_worse(done.unwrap_or_else(|error| error.print(terminal)));
            if *stop.borrow() {
                break;
            }
        }
        Ok(exit)
    });
    // A question that nobody answered may still wait for its answer.
    runtime.shutdown_background();
    done
}

async fn in_place(
    args: &RestoreArgs,
    course: &LoadedCourse,
    place: &Place<'_>,
    stop: watch::Receiver<bool>,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let target = Target::at(&args.account, &place.choice, &args.connection, terminal)?;
    let done = restore(args, course, &target, stop, terminal).await;
    target.login.wait_for_renewal().await;
    done
}

async fn restore(
    args: &RestoreArgs,
    found: &LoadedCourse,
    target: &Target,
    stop: watch::Receiver<bool>,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let root = target.lock_folder(&found.scan.root)?;
    let Some(_held) = crate::cli::update::hold::hold(&root, &mut stop.clone(), terminal).await? else {
        return Err(CommandError::failed_because("stopped; nothing was sent"));
    };
    let mut lock = Lock::read(&root)?;
    let to = &target.to;
    let Some(course) = lock.target(to).and_then(|target| target.course.clone()) else {
        return Err(CommandError::unclear(format!(
            "no update was sent to location `{}`",
            shown(&to.location)
        ))
        .hint("set `--location` to the location of the update"));
    };
    let folder = target::pre_images(args.keep_in.as_deref());
    let runs = pre_images::runs(&folder, &to.host, &to.location, &course)?;
    if args.list {
        list(&runs, terminal)?;
        return Ok(Exit::Done);
    }
    let run = chosen(args, &runs, &folder)?;
    let images = pre_images::read(&folder, run).map_err(CommandError::failed)?;
    let Some(snapshot) = Snapshot::read_whole(&target.api(), &course).await.map_err(refused::call)? else {
        return Err(CommandError::failed_because("the course is not on the platform any more")
            .hint(&format!("the copies are in {}", folder.join(&run.name).display())));
    };
    let title = snapshot.course.title().to_owned();
    let plan = RestorePlan::new(images, snapshot);
    terminal.status(&plan_lines(&plan, run, &folder));
    if plan.is_empty() {
        terminal.status("nothing to restore: the platform has these values");
        return Ok(Exit::Done);
    }
    if args.dry_run {
        return Ok(Exit::Done);
    }
    if !args.yes {
        if !prompt::is_possible() {
            terminal.error("restore not confirmed; stdin is not a terminal, nothing was sent");
            terminal.hint("run with `--yes` to confirm");
            return Ok(Exit::DecisionNeeded);
        }
        let question = format!("Restore in location `{}` at {}? [y/N] ", to.location, to.host);
        if !prompt::yes(question, &mut stop.clone()).await? {
            terminal.status("nothing was sent");
            return Ok(Exit::DecisionNeeded);
        }
    }
    lock.begin_run(to, SystemTime::now());
    let pre_images = PreImages::new(&folder, &to.host, &to.location, &course, &title, SystemTime::now());
    let restore = Restore { api: &target.api(), to, course: &course, pre_images, stop };
    match restore.run(plan, &mut lock).await {
        Ok(report) => Ok(print(&report, terminal)),
        Err(UpdateError::Call(error)) => Err(refused::call(*error)),
        Err(error) => Err(CommandError::failed(error)),
    }
}

fn list(runs: &[Run], terminal: &Terminal) -> Result<(), CommandError> {
    let mut out = terminal.results();
    for run in runs {
        writeln!(out, "{}  {}", shown(&run.name), shown(&run.title))?;
    }
    out.flush()?;
    Ok(())
}

fn chosen<'r>(args: &RestoreArgs, runs: &'r [Run], folder: &Path) -> Result<&'r Run, CommandError> {
    let Some(wanted) = &args.run else {
        return runs.last().ok_or_else(|| {
            CommandError::failed_because(format!("no copies of this course in {}", folder.display()))
                .hint("copies of a CI run are in its artifacts: download them and set `--keep-in DIR`")
        });
    };
    runs.iter().find(|run| run.name == *wanted).ok_or_else(|| {
        CommandError::unclear(format!("run not found: `{}`", shown(wanted)))
            .hint("run `coursedir restore --list` to see the runs")
    })
}

fn plan_lines(plan: &RestorePlan, run: &Run, folder: &Path) -> String {
    const MOST: usize = 100;
    let mut text =
        format!("{STRONG}{}{STRONG:#}: restores what run {} replaced", shown(&run.title), run.name);
    for [now, before] in plan.objects.iter().take(MOST) {
        let title = now.json().get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
        let fields = crate::cli::update::object_fields::changed(now, before).join(", ");
        let _ = write!(text, "\n  {} {}  {FAINT}{fields}{FAINT:#}", now.kind().word(), shown(title));
    }
    if plan.objects.len() > MOST {
        let _ = write!(text, "\n  and {} more", plan.objects.len() - MOST);
    }
    for image in plan.attached.iter().take(MOST) {
        let _ = write!(text, "\n  the settings of the {} of {}", image.word(), shown(image.title()));
    }
    for image in plan.questions.iter().take(MOST) {
        let _ = write!(
            text,
            "\n  not the questions of {}  {FAINT}the copy does not hold which answers are right{FAINT:#}",
            shown(image.title())
        );
    }
    if !plan.orders.is_empty() {
        let _ = write!(text, "\n  the order of {}", count(plan.orders.len(), "list", "lists"));
    }
    for gone in plan.gone.iter().take(MOST) {
        let title = gone.json().get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
        let file = folder.join(&run.name).join(format!("{}-{}.json", gone.kind().word(), gone.id()));
        let _ = write!(
            text,
            "\n  not {} {}  {FAINT}it was removed; its copy is {}{FAINT:#}",
            gone.kind().word(),
            shown(title),
            file.display()
        );
    }
    text
}

fn print(report: &RestoreReport, terminal: &mut Terminal) -> Exit {
    let objects = count(report.restored, "object", "objects");
    let orders = if report.sorted > 0 {
        format!(" and the order of {}", count(report.sorted, "list", "lists"))
    } else {
        String::new()
    };
    terminal.status(&format!("restored {objects}{orders}"));
    for (object, why) in &report.skipped {
        let title = object.json().get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
        terminal.error(&format!("not restored: {} `{}`: {why}", object.kind().word(), shown(title)));
    }
    for (image, why) in &report.skipped_attached {
        let title = shown(image.title());
        terminal.error(&format!("not restored: the {} of `{title}`: {why}", image.word()));
    }
    let is_whole = report.skipped.is_empty() && report.skipped_attached.is_empty();
    if is_whole { Exit::Done } else { Exit::Failed }
}
