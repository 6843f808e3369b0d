//! One course on its way, for all steps of an import: what was asked for, where it goes, and what the author answers.

use std::collections::BTreeMap;
use std::io::Write as _;

use tokio::sync::watch;

use crate::model::{Course, CoursePath};
use crate::sync::lock::Lock;
use crate::sync::plan::Planned;
use crate::sync::{self, RunError, Uploads};

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::output::progress;
use crate::cli::output::terminal::Terminal;
use crate::cli::target::Target;

use super::args::ImportArgs;
use super::ask::{Answer, Else, ask};
use super::plan;

/// One course on its way.
pub(super) struct CourseImport<'a> {
    pub args: &'a ImportArgs,
    pub target: &'a Target,
    pub found: &'a LoadedCourse,
    pub course: &'a Course,
    pub stop: watch::Receiver<bool>,
    /// The author said yes already.
    pub is_confirmed: bool,
    /// What a first import makes and uploads, once that is known.
    pub plan: Option<(plan::Creates, plan::Uploads)>,
}

impl CourseImport<'_> {
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
            reporter: progress::reporter(terminal),
            stop: self.stop.clone(),
        };
        let mut addresses = BTreeMap::new();
        let waiting = std::mem::take(&mut planned.uploads);
        sync::upload_all(&mut uploads, waiting, lock, &mut addresses).await?;
        Ok(addresses)
    }

    /// Whether nobody is asked about the plan.
    pub fn is_unasked(&self) -> bool {
        self.args.yes || self.is_confirmed || self.target.is_sandbox()
    }

    /// Asks about the plan; `verb` is what happens then.
    pub async fn confirm(&mut self, verb: &str) -> Result<Answer, CommandError> {
        if self.is_unasked() {
            return Ok(Answer::Yes);
        }
        let to = &self.target.to;
        let into = if verb == "Import" { "into" } else { "in" };
        self.ask(&format!("{verb} {into} location `{}` at {}?", to.location, to.host), Else::No).await
    }

    /// Asks a question, whatever `--yes` says.
    pub async fn ask(&mut self, question: &str, otherwise: Else) -> Result<Answer, CommandError> {
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
