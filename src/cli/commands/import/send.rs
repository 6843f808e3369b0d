//! The import itself: destination, lock, plan, confirmation, uploads, request.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::watch;

use crate::model::Course;
use crate::platform::{self, BaseUrl, Client, Retries, Timeouts, TokenSource};
use crate::sync::lock::{Destination, Lock};
use crate::sync::versions::{Addresses, Local};
use crate::sync::{self, Decision, ImportRun, Reimport, RunError, RunLock};

use crate::cli::account::LoginNeed;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::LoadedCourse;
use crate::cli::output::progress;
use crate::cli::output::terminal::Terminal;
use crate::cli::signals::Interrupt;
use crate::size;

use super::args::{Format, ImportArgs};
use super::ask::{Answer, ask};
use super::login::{self, Login};
use super::plan::{self, Uploads};
use super::report::{self, Ending, Outcome};

pub(super) fn run(
    args: &ImportArgs,
    found: &[LoadedCourse],
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let outcomes = runtime.block_on(import_all(args, found, terminal));
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

/// A failure takes precedence over a needed decision.
fn exit(outcomes: &[Outcome]) -> Exit {
    let has = |wanted| outcomes.iter().any(|outcome| outcome.exit() == wanted);
    let heaviest = [Exit::Failed, Exit::DecisionNeeded].into_iter().find(|exit| has(*exit));
    heaviest.unwrap_or(Exit::Done)
}

async fn import_all(
    args: &ImportArgs,
    found: &[LoadedCourse],
    terminal: &mut Terminal,
) -> Result<Vec<Outcome>, CommandError> {
    let target = Target::of(args, terminal).await?;
    let stop = on_interrupt()?;
    let mut outcomes = Vec::new();
    let courses: Vec<_> =
        found.iter().filter_map(|found| Some((found, found.scan.course.as_ref()?))).collect();
    for (at, (found, course)) in courses.iter().enumerate() {
        let import = Import { args, target: &target, found, course, stop: stop.clone() };
        let outcome = import.run(terminal).await;
        if args.format == Format::Text {
            report::print(&outcome, target.is_sandbox(), terminal);
        }
        let failed = outcome.exit() == Exit::Failed;
        outcomes.push(outcome);
        let left = courses.len() - at - 1;
        if failed && left > 0 {
            terminal.error(&format!("{} skipped", size::count(left, "course was", "courses were")));
        }
        if failed {
            break;
        }
    }
    target.login.wait_for_renewal().await;
    target.finish(&outcomes, terminal).await;
    Ok(outcomes)
}

/// Becomes `true` at the first Ctrl-C, SIGTERM or SIGHUP.
fn on_interrupt() -> Result<watch::Receiver<bool>, CommandError> {
    let mut interrupt = Interrupt::listen().map_err(CommandError::Output)?;
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        interrupt.came().await;
        sender.send_replace(true);
        // Kept for ever, so that whoever waits does not take the end of this task for a signal.
        std::future::pending::<()>().await;
    });
    Ok(receiver)
}

/// Where the courses go.
struct Target {
    client: Client,
    login: Login,
    to: Destination,
    user: Option<String>,
    sandbox: Option<Sandbox>,
}

struct Sandbox {
    running: crate::sandbox::SandboxServer,
    data: PathBuf,
}

impl Target {
    async fn of(args: &ImportArgs, terminal: &mut Terminal) -> Result<Self, CommandError> {
        if args.sandbox {
            return Self::sandbox(args).await;
        }
        Self::platform(args, terminal)
    }

    fn platform(args: &ImportArgs, terminal: &mut Terminal) -> Result<Self, CommandError> {
        let account = args.account.resolve(LoginNeed::Token, terminal)?;
        let location = account.location();
        let (tokens, login) = login::source(&account, timeouts(args), retries(args), terminal)?;
        let location = location.ok_or_else(|| {
            CommandError::unclear("no location: the import needs a location id")
                .hint(&account.how_to_name_a_location())
        })?;
        let to = Destination { host: account.base().key(), location: location.to_owned() };
        let user = account.user().map(str::to_owned);
        Ok(Self { client: client(args, account.base().clone(), tokens)?, login, to, user, sandbox: None })
    }

    async fn sandbox(args: &ImportArgs) -> Result<Self, CommandError> {
        let data = args.sandbox_options.data();
        let running =
            crate::sandbox::start(args.sandbox_options.options()).await.map_err(CommandError::failed)?;
        let base = BaseUrl::new(&running.base_url()).map_err(CommandError::usage)?;
        let to = Destination { host: base.key(), location: "sandbox".to_owned() };
        // Any token will do; it must not be part of an address, because it is masked wherever it comes back.
        let token = platform::Token::new("any-token-of-the-sandbox").map_err(CommandError::usage)?;
        let client = client(args, base, crate::cli::account::fixed(token))?;
        let user = args.account.given().user.map(|user| user.value).filter(|user| !user.trim().is_empty());
        Ok(Self { client, login: Login::Sandbox, to, user, sandbox: Some(Sandbox { running, data }) })
    }

    fn is_sandbox(&self) -> bool {
        self.sandbox.is_some()
    }

    /// Where the lock of a course is kept: with the course, or, for the sandbox, never there.
    fn lock_folder(&self, course: &Path) -> Result<PathBuf, CommandError> {
        if let Some(sandbox) = &self.sandbox {
            let name = blake3::hash(course.as_os_str().as_encoded_bytes()).to_hex();
            let folder = Path::new("locks").join(&name.as_str()[..16]);
            let data = crate::fs::WriteDir::make(&sandbox.data)?;
            data.make_folder(&folder)?;
            return Ok(data.disk(&folder));
        }
        Ok(course.to_owned())
    }

    /// What was done before. The sandbox begins anew every time.
    fn lock(&self, folder: &Path) -> Result<Lock, CommandError> {
        if self.is_sandbox() { Ok(Lock::empty(folder)) } else { Ok(Lock::read(folder)?) }
    }

    /// Lets the sandbox's courses appear, and says where to look.
    async fn finish(self, outcomes: &[Outcome], terminal: &mut Terminal) {
        if let Some(Sandbox { running, data }) = self.sandbox {
            running.imports_finished().await;
            for course in running.courses() {
                let is_ours = |outcome: &&Outcome| outcome.course_id() == Some(&course.id);
                if let Some(outcome) = outcomes.iter().find(is_ours) {
                    report::print_dropped(outcome, &course.dropped, terminal);
                }
            }
            running.stop().await;
            if outcomes.iter().any(|outcome| outcome.exit() == Exit::Done) {
                let default =
                    crate::cli::sandbox::SandboxArgs { sandbox_data: None, fault: Vec::new() }.data();
                let folder = if data == default {
                    String::new()
                } else {
                    format!(" {}", crate::cli::write::quoted(&data.display().to_string()))
                };
                terminal.status(&format!("run `coursedir sandbox{folder}` to view the imported courses"));
            }
        }
    }
}

fn client(args: &ImportArgs, base: BaseUrl, tokens: Arc<dyn TokenSource>) -> Result<Client, CommandError> {
    let mut options = platform::Options::new(base, tokens);
    options.timeouts = timeouts(args);
    options.retries = retries(args);
    Ok(Client::new(options)?)
}

fn timeouts(args: &ImportArgs) -> Timeouts {
    args.timeout.map_or_else(Timeouts::default, |seconds| Timeouts::both(Duration::from_secs(seconds.get())))
}

fn retries(args: &ImportArgs) -> Retries {
    Retries { times: args.retries, ..Retries::default() }
}

/// One course on its way.
struct Import<'a> {
    args: &'a ImportArgs,
    target: &'a Target,
    found: &'a LoadedCourse,
    course: &'a Course,
    stop: watch::Receiver<bool>,
}

impl Import<'_> {
    async fn run(mut self, terminal: &mut Terminal) -> Outcome {
        let (path, title) = (self.found.path.clone(), self.course.title.clone());
        let result = self.try_run(terminal).await.unwrap_or_else(Ending::NotBegun);
        Outcome { path, title, result }
    }

    async fn try_run(&mut self, terminal: &mut Terminal) -> Result<Ending, CommandError> {
        const STOPPED: Ending = Ending::Failed(RunError::Stopped { uploaded: 0 });
        let folder = self.target.lock_folder(&self.found.scan.root)?;
        let Some(_held) = self.hold(&folder, terminal).await? else { return Ok(STOPPED) };
        let mut lock = self.target.lock(&folder)?;
        for unmerged in lock.unmerged() {
            let (file, line) = (&unmerged.file, unmerged.line);
            terminal.status(&format!("merged a git conflict in `{file}` (line {line}); no record is lost"));
        }
        if !lock.unmerged().is_empty() {
            lock.save()?;
        }
        let to = &self.target.to;
        let Some(planned) = sync::plan(self.course, &lock, to, &self.stop)? else {
            return Ok(STOPPED);
        };
        let (known, hashes) = (planned.known_addresses(&lock, to), planned.hashes());
        let local = Local::of(self.course, Addresses { known: &known, hashes: &hashes });
        lock.meet_folder(to, self.course, &local, &hashes);
        let wish = if self.target.is_sandbox() { Reimport::Again } else { self.args.wish() };
        match sync::decide(&lock, to, wish, &local) {
            Decision::Go => {}
            Decision::NothingToDo(import) => return Ok(Ending::NothingToDo(import)),
            Decision::AlreadyImported { import, changes } => {
                return Ok(Ending::AlreadyImported(import, changes));
            }
            Decision::OutcomeUnknown(import) => return Ok(Ending::OutcomeUnknown(import)),
        }
        let uploads = Uploads {
            files: planned.uploads.len(),
            bytes: planned.bytes(),
            known: planned.known.iter().map(|upload| upload.paths.len()).sum(),
        };
        let scan = &self.found.scan;
        terminal.status(&plan::words(&self.found.path, self.course, &uploads, scan));
        if !scan.outside.is_empty() && self.is_unasked() && !self.args.severities.allows_outside() {
            return Ok(Ending::OutsideNotAllowed(scan.outside.len()));
        }
        let permission = tokio::select! {
            () = sync::stopped(&mut self.stop) => return Ok(STOPPED),
            checked = self.target.login.check(&to.location, !self.course.files.is_empty()) => checked?,
        };
        if let Some(line) = permission.line(uploads.files) {
            terminal.status(line);
        }
        match self.confirm().await? {
            Answer::Yes => {}
            Answer::No => return Ok(Ending::Declined),
            Answer::Nobody => return Ok(Ending::NotConfirmed),
            Answer::Stopped => return Ok(STOPPED),
        }
        if wish == Reimport::Forget {
            lock.forget(to);
        }
        let job = ImportRun {
            course: self.course,
            planned,
            to: to.clone(),
            user: self.target.user.clone(),
            jobs: self.args.jobs.get(),
            client: self.target.client.clone(),
            reporter: progress::reporter(terminal),
            stop: self.stop.clone(),
            now: SystemTime::now(),
        };
        let lost = plan::lost(&scan.diagnostics);
        Ok(match sync::run(job, &mut lock).await {
            Ok(done) => Ending::Imported(done, lost),
            Err(error) => Ending::Failed(error),
        })
    }

    /// Waits for its turn; `None` when the author would not.
    async fn hold(
        &mut self,
        folder: &Path,
        terminal: &mut Terminal,
    ) -> Result<Option<RunLock>, CommandError> {
        let me = format!("process {}", std::process::id());
        let terminal = std::sync::Mutex::new(terminal);
        let waiting = |who: &str| {
            if let Ok(mut terminal) = terminal.lock() {
                terminal.status(&format!("waiting for {who} to finish importing this course"));
            }
        };
        tokio::select! {
            biased;
            () = sync::stopped(&mut self.stop) => Ok(None),
            held = sync::hold(folder, &me, waiting) => Ok(Some(held?)),
        }
    }

    /// Whether nobody is asked about the plan.
    fn is_unasked(&self) -> bool {
        self.args.yes || self.target.is_sandbox()
    }

    async fn confirm(&mut self) -> Result<Answer, CommandError> {
        if self.is_unasked() {
            return Ok(Answer::Yes);
        }
        let to = &self.target.to;
        let question = format!("Import into location `{}` at {}?", to.location, to.host);
        let asked = tokio::task::spawn_blocking(move || ask(&question));
        tokio::select! {
            () = sync::stopped(&mut self.stop) => {
                // The cursor stands behind the question.
                let _ = writeln!(std::io::stderr());
                Ok(Answer::Stopped)
            }
            answer = asked => answer.map_err(CommandError::failed)?.map_err(CommandError::Output),
        }
    }
}
