//! An import into several locations at once.
//!
//! Each course is opened, and its files are hashed, once. Where somebody has to say yes, all locations are planned first, one
//! question is asked, and each is planned again right before it is sent. Each location has its own client, pace and retries.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::stream::{self, StreamExt as _};
use tokio::sync::watch;

use crate::auth::agency::{self, TokenPace};
use crate::cli::account::LoginNeed;
use crate::cli::exit::{CommandError, Exit, with_causes};
use crate::cli::output::board::Board;
use crate::cli::output::terminal::Terminal;
use crate::cli::prompt;
use crate::cli::signals::on_interrupt;
use crate::cli::target::Sandbox;
use crate::cli::target::places::{Place, PlacedCourse};
use crate::size::count;
use crate::sync::lock::Destination;

use super::args::{Format, ImportArgs};
use super::course_import::Asks;
use super::many_report::{self, Ended};
use super::one::{self, OneImport};
use super::open_course::OpenCourse;
use super::report::{self, Ending, Outcome};

/// What all locations share.
struct Many<'r, 'a> {
    args: &'r ImportArgs,
    places: &'a [Place<'a>],
    sandbox: Option<&'r Arc<Sandbox>>,
    /// By the number of the course.
    open: BTreeMap<usize, OpenCourse>,
    stop: watch::Receiver<bool>,
    has_failed: Cell<bool>,
    tokens: TokenPace,
}

/// What is to be done in one location: courses, and who says yes to each.
struct Job<'a> {
    place: usize,
    courses: Vec<(PlacedCourse<'a>, Asks)>,
}

/// Imports into all places, and reports.
pub(super) async fn run<'a>(
    args: &ImportArgs,
    places: &'a [Place<'a>],
    sandbox: Option<&Arc<Sandbox>>,
    terminal: &mut Terminal,
) -> Result<Vec<Outcome<'a>>, CommandError> {
    let mut stop = on_interrupt()?;
    let open = open_all(places, sandbox, &mut stop, terminal).await?;
    print_time_of_tokens(args, places, terminal);
    let many = Many {
        args,
        places,
        sandbox,
        open,
        stop,
        has_failed: Cell::new(false),
        tokens: TokenPace::default(),
    };
    let mut ended = if args.yes || args.sandbox {
        many.in_waves(many.jobs(|_| Asks::Author), terminal).await
    } else {
        let planned = many.pass("planned", many.jobs(|_| Asks::Together), terminal).await;
        many.send_what_is_confirmed(planned, terminal).await?
    };
    for open in many.open.values() {
        // What was sent is recorded already; the report matters more.
        if let Err(error) = open.lock.finish() {
            terminal.error(&with_causes(&error));
            terminal.hint(error.hint());
        }
    }
    ended.sort_by_key(|ended| ended.place);
    if args.format == Format::Text {
        many_report::print(places, &ended, terminal);
    }
    Ok(ended.into_iter().flat_map(|ended| ended.outcomes).collect())
}

/// Says how long it takes to get a token for each location of an agency.
fn print_time_of_tokens(args: &ImportArgs, places: &[Place<'_>], terminal: &mut Terminal) {
    let mut silent = terminal.keeping();
    let lacking = places.iter().filter(|place| lacks_token(args, place, &mut silent)).count();
    if lacking > agency::CALLS_A_MINUTE {
        let minutes = (lacking - 1) / agency::CALLS_A_MINUTE;
        terminal.status(&format!(
            "requesting tokens for {}, {} a minute: this takes about {}",
            count(lacking, "location", "locations"),
            agency::CALLS_A_MINUTE,
            count(minutes, "minute", "minutes")
        ));
    }
}

/// Whether a token for this location has to be asked for with an agency's login.
fn lacks_token(args: &ImportArgs, place: &Place<'_>, terminal: &mut Terminal) -> bool {
    let mut account = || args.account.resolve_at(&place.choice, LoginNeed::Settings, terminal);
    !args.sandbox && account().is_ok_and(|account| account.lacks_location_token())
}

/// Opens each course once, in the order of their folders: so no two runs wait for each other.
async fn open_all(
    places: &[Place<'_>],
    sandbox: Option<&Arc<Sandbox>>,
    stop: &mut watch::Receiver<bool>,
    terminal: &mut Terminal,
) -> Result<BTreeMap<usize, OpenCourse>, CommandError> {
    let courses = places.iter().flat_map(|place| &place.courses);
    let by_folder: BTreeMap<_, _> = courses.map(|course| (&course.found.scan.root, course)).collect();
    let mut open = BTreeMap::new();
    for (root, placed) in by_folder {
        let folder = sandbox.map_or_else(|| Ok(root.clone()), |sandbox| sandbox.lock_folder(root))?;
        let opened = OpenCourse::open(placed.found, &folder, sandbox.is_some(), stop, terminal).await?;
        let opened = opened.ok_or_else(|| CommandError::failed_because("stopped; nothing was sent"))?;
        open.insert(placed.number, opened);
    }
    Ok(open)
}

impl<'a> Many<'_, 'a> {
    fn jobs(&self, asks: impl Fn(&PlacedCourse<'a>) -> Asks) -> Vec<Job<'a>> {
        let job = |(place, of): (usize, &Place<'a>)| Job {
            place,
            courses: of.courses.iter().map(|course| (*course, asks(course))).collect(),
        };
        self.places.iter().enumerate().map(job).collect()
    }

    /// Does the same in several locations, so many at once.
    async fn pass(&self, done: &str, jobs: Vec<Job<'a>>, terminal: &Terminal) -> Vec<Ended<'a>> {
        let board = Board::new(done, jobs.len(), terminal);
        let at_once = self.args.many.parallel_targets.get();
        let running = stream::iter(jobs).map(|job| self.in_place(job, &board, terminal));
        let ended = running.buffer_unordered(at_once).collect().await;
        board.finish();
        ended
    }

    /// Sends to the first wave; to the others, if all of it is as it was sent.
    async fn in_waves(&self, mut jobs: Vec<Job<'a>>, terminal: &mut Terminal) -> Vec<Ended<'a>> {
        let first = self.args.many.wave.map_or(jobs.len(), |wave| wave.of(jobs.len()));
        let others = jobs.split_off(first);
        let mut ended = self.pass("imported", jobs, terminal).await;
        if others.is_empty() {
            return ended;
        }
        if ended.iter().flat_map(|ended| &ended.outcomes).all(Outcome::is_clean) {
            let first = count(first, "location", "locations");
            terminal.status(&format!("{first} imported as sent; continuing with the others"));
            ended.extend(self.pass("imported", others, terminal).await);
            return ended;
        }
        terminal.error(&format!(
            "the first wave is not clean: {} skipped",
            count(others.len(), "location is", "locations are")
        ));
        let why = || {
            CommandError::failed_because("skipped: the first wave is not clean")
                .hint("look at the first locations, then run the same command again")
        };
        for Job { place, courses } in others {
            let outcomes = courses.iter().map(|(placed, _)| self.not_begun(place, placed, why())).collect();
            ended.push(self.ended(place, outcomes, terminal.keeping()));
        }
        ended
    }

    /// A course that it did not come to in a location.
    fn not_begun(&self, place: usize, placed: &PlacedCourse<'a>, why: CommandError) -> Outcome<'a> {
        let location = self.places[place].choice.location.as_ref().map(|location| location.value.clone());
        let to = Destination { host: String::new(), location: location.unwrap_or_default() };
        one::not_begun(placed, to, SystemTime::now(), Ending::NotBegun(why))
    }

    /// What came of a location, with what there is to say about it.
    fn ended(&self, place: usize, outcomes: Vec<Outcome<'a>>, mut terminal: Terminal) -> Ended<'a> {
        for outcome in outcomes.iter().filter(|outcome| !outcome.waits()) {
            report::print(outcome, self.sandbox.is_some(), &mut terminal);
        }
        Ended { place, outcomes, messages: terminal.into_kept() }
    }

    async fn in_place(&self, job: Job<'a>, board: &Board, terminal: &Terminal) -> Ended<'a> {
        let place = &self.places[job.place];
        let (row, reporter) = board.begin(place.name());
        let mut terminal = terminal.keeping();
        let not_begun = |placed: &PlacedCourse<'a>, why| self.not_begun(job.place, placed, why);
        let mut outcomes = Vec::new();
        if *self.stop.borrow() {
            outcomes.extend(job.courses.iter().map(|(placed, _)| not_begun(placed, stopped())));
        } else if self.args.many.fail_fast && self.has_failed.get() {
            outcomes.extend(job.courses.iter().map(|(placed, _)| not_begun(placed, skipped())));
        } else {
            if lacks_token(self.args, place, &mut terminal) {
                self.tokens.turn().await;
            }
            match one::target(self.args, place, self.sandbox, true, &mut terminal) {
                Err(error) => {
                    let mut error = Some(error);
                    let why = |_: &_| error.take().unwrap_or_else(skipped);
                    let reasons: Vec<_> = job.courses.iter().map(why).collect();
                    let all = job.courses.iter().zip(reasons);
                    outcomes.extend(all.map(|((placed, _), why)| not_begun(placed, why)));
                }
                Ok(target) => {
                    for (placed, asks) in &job.courses {
                        if outcomes.last().is_some_and(|last: &Outcome<'_>| last.exit() == Exit::Failed) {
                            outcomes.push(not_begun(placed, skipped()));
                            continue;
                        }
                        let one = OneImport {
                            args: self.args,
                            target: &target,
                            open: &self.open[&placed.number],
                            stop: self.stop.clone(),
                            asks: asks.clone(),
                            reporter: Some(Arc::clone(&reporter)),
                        };
                        outcomes.push(one.run(placed, &mut terminal).await);
                    }
                    target.login.wait_for_renewal().await;
                }
            }
        }
        if outcomes.iter().any(|outcome| matches!(outcome.exit(), Exit::Failed | Exit::Usage)) {
            self.has_failed.set(true);
        }
        board.end(&row, &many_report::in_words(&outcomes));
        self.ended(job.place, outcomes, terminal)
    }

    /// Shows the plans, asks once, and sends what was agreed on.
    async fn send_what_is_confirmed(
        &self,
        planned: Vec<Ended<'a>>,
        terminal: &mut Terminal,
    ) -> Result<Vec<Ended<'a>>, CommandError> {
        let waits = |ended: &Ended<'_>| ended.outcomes.iter().any(Outcome::waits);
        let waiting = planned.iter().filter(|ended| waits(ended)).count();
        if waiting == 0 {
            return Ok(planned);
        }
        terminal.status(&many_report::plan(self.places, &planned));
        if !prompt::is_possible() {
            terminal.error("import not confirmed; stdin is not a terminal, nothing was sent");
            terminal.hint("run with `--yes` to confirm, or with `--dry-run` to see what would be sent");
            let mut planned = planned;
            let outcomes = planned.iter_mut().flat_map(|ended| &mut ended.outcomes);
            outcomes.for_each(Outcome::nobody_confirms);
            return Ok(planned);
        }
        let question = format!("Send to {}? [y/N] ", count(waiting, "location", "locations"));
        if !prompt::yes(question, &mut self.stop.clone()).await? {
            terminal.status("nothing was sent");
            return Ok(planned);
        }
        let (waiting, mut ended): (Vec<_>, Vec<_>) = planned.into_iter().partition(waits);
        let mut jobs = Vec::new();
        for Ended { place, outcomes, messages } in waiting {
            let courses = self.places[place].courses.iter();
            let mut job = Job { place, courses: Vec::new() };
            let mut is_over = Vec::new();
            for outcome in outcomes {
                let placed = courses.clone().find(|placed| std::ptr::eq(placed.found, outcome.found));
                match placed.filter(|_| outcome.waits()) {
                    Some(placed) => {
                        let words = outcome.words.unwrap_or_default();
                        job.courses.push((*placed, Asks::ConfirmedPlan(words)));
                    }
                    None => is_over.push(outcome),
                }
            }
            if !is_over.is_empty() {
                ended.push(Ended { place, outcomes: is_over, messages });
            }
            jobs.push(job);
        }
        ended.extend(self.in_waves(jobs, terminal).await);
        Ok(ended)
    }
}

fn stopped() -> CommandError {
    CommandError::failed_because("stopped; nothing was sent to this location")
        .hint("run the same command again to continue")
}

fn skipped() -> CommandError {
    CommandError::failed_because("skipped: an earlier import failed")
        .hint("run the same command again to continue")
}
