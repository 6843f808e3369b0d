//! One course on its way, for all steps of an import: what was asked for, where it goes, and what the author answers.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::Arc;

use tokio::sync::watch;

use crate::model::{Course, CoursePath};
use crate::sync::lock::Lock;
use crate::sync::plan::Planned;
use crate::sync::{self, Reporter, RunError, Uploads};

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::output::progress;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::Target;

use super::args::ImportArgs;
use super::ask::{Answer, Else, ask};
use super::by_hand::ByHand;
use super::open_course::OpenCourse;
use super::plan;

/// One course on its way.
pub(super) struct CourseImport<'a> {
    pub args: &'a ImportArgs,
    pub target: &'a Target,
    pub found: &'a LoadedCourse,
    /// As it is in this location.
    pub course: &'a Course,
    pub open: &'a OpenCourse,
    pub stop: watch::Receiver<bool>,
    pub asks: Asks,
    /// Told what goes on, instead of the terminal.
    pub reporter: Option<Arc<dyn Reporter>>,
    /// What a first import makes and uploads, once that is known.
    pub plan: Option<(plan::Creates, plan::Uploads)>,
    /// The plan that was or would be asked about, in a line.
    pub words: Option<String>,
    /// What an update leaves to the author.
    pub by_hand: Vec<ByHand>,
    /// The course that is there, once it was found: its id, and where to open it.
    pub there: Option<(String, Option<String>)>,
}

/// Who says yes to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Asks {
    /// The author is asked.
    Author,
    /// The author said yes already.
    Confirmed,
    /// Nobody yet: the plans of all locations are shown together.
    Together,
    /// The author said yes to this plan, in words.
    ConfirmedPlan(String),
}

impl CourseImport<'_> {
    /// Told what goes on.
    pub fn reporter(&self, terminal: &Terminal) -> Arc<dyn Reporter> {
        self.reporter.clone().unwrap_or_else(|| progress::reporter(terminal))
    }

    /// Uploads what the platform does not have yet.
    pub async fn upload(
        &mut self,
        planned: &mut Planned,
        lock: &mut Lock,
        terminal: &Terminal,
    ) -> Result<BTreeMap<CoursePath, String>, RunError> {
        let mut uploads = Uploads {
            client: &self.target.client,
            to: &self.target.to,
            jobs: self.args.jobs.get(),
            reporter: self.reporter(terminal),
            stop: self.stop.clone(),
        };
        let mut addresses = BTreeMap::new();
        let waiting = std::mem::take(&mut planned.uploads);
        sync::upload_all(&mut uploads, waiting, lock, &mut addresses).await?;
        Ok(addresses)
    }

    /// Whether nobody is asked about the plan.
    pub fn is_unasked(&self) -> bool {
        let is_confirmed = matches!(self.asks, Asks::Confirmed | Asks::ConfirmedPlan(_));
        self.args.yes || is_confirmed || self.target.is_sandbox()
    }

    /// Asks about the plan, which `words` say shortly; `verb` is what happens then.
    pub async fn confirm(&mut self, verb: &str, words: &str) -> Result<Answer, CommandError> {
        match &self.asks {
            Asks::Together => return Ok(Answer::No),
            Asks::ConfirmedPlan(confirmed) if confirmed != words => {
                return Err(CommandError::failed_because("the plan changed after it was confirmed")
                    .hint("nothing was sent to this location; run the same command again"));
            }
            _ if self.is_unasked() => return Ok(Answer::Yes),
            _ => {}
        }
        let to = &self.target.to;
        let into = if verb == "Import" { "into" } else { "in" };
        self.ask(&format!("{verb} {into} location `{}` at {}?", to.location, to.host), Else::No).await
    }

    /// Asks a question, whatever `--yes` says.
    pub async fn ask(&mut self, question: &str, otherwise: Else) -> Result<Answer, CommandError> {
        // Several locations at once cannot ask each for itself.
        if self.reporter.is_some() {
            return Ok(Answer::Nobody);
        }
        let question = question.to_owned();
        let asked = tokio::task::spawn_blocking(move || ask(&question, otherwise));
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
