//! The result of an import, or its plan, for programs.

use std::path::Path;
use std::time::SystemTime;

use serde::Serialize;

use crate::cli::update::plan_json::PlanJson;
use crate::diagnostic::{Diagnostic, Severity};

use super::by_hand::ByHand;
use super::plan::{self, Creates, Uploads};

/// What came of a course. Fields are added, never renamed or removed.
#[derive(Serialize)]
pub(super) struct Report<'a> {
    pub path: String,
    pub title: &'a str,
    /// The name of the target in `course.yaml`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The API's host.
    pub host: Option<String>,
    pub location: Option<String>,
    pub outcome: &'static str,
    pub exit_code: u8,
    /// Where the course stood, for a dry run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    pub uploaded: Option<usize>,
    pub known: Option<usize>,
    pub course_id: Option<String>,
    pub url: Option<String>,
    /// What is to be done, or was.
    pub plan: Option<PlanOfReport<'a>>,
    /// What was done of the plan of an update.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<DoneJson<'a>>,
    /// Videos and materials that are to be replaced on the platform by hand.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub by_hand: &'a [ByHand],
    /// What the import leaves out, in words.
    pub losses: Vec<String>,
    pub warnings: Vec<WarningJson>,
    /// What went wrong, with its causes.
    pub errors: Vec<String>,
    /// What is different in the course since it was imported, where nothing was sent.
    pub changes: Vec<String>,
    pub started_at: String,
    pub finished_at: String,
}

/// A plan of one of two kinds.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum PlanOfReport<'a> {
    /// Of a first import.
    Import { creates: Creates, uploads: Uploads },
    /// Of an update.
    Update(Box<PlanJson<'a>>),
}

/// How far an update came.
#[derive(Serialize)]
pub(super) struct DoneJson<'a> {
    /// How many operations are done.
    pub operations: usize,
    /// Whether the platform shows the result.
    pub is_confirmed: bool,
    /// The name of the run, for `restore --run`.
    pub run: Option<&'a str>,
    /// What is shown in another way than it was sent: `rewritten`, `dropped`, `otherwise`.
    pub differs: Vec<ShownJson<'a>>,
    /// Quizzes with questions that were not sent and that the platform kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_over: Vec<LeftOverJson<'a>>,
}

/// Questions of a quiz that are to be removed by hand.
#[derive(Serialize)]
pub(super) struct LeftOverJson<'a> {
    pub title: &'a str,
    pub path: Option<&'a str>,
    pub questions: &'a [String],
}

#[derive(Serialize)]
pub(super) struct ShownJson<'a> {
    pub title: &'a str,
    pub path: Option<&'a str>,
    pub remote: String,
    pub field: &'static str,
    pub how: &'static str,
}

/// A finding of the course.
#[derive(Serialize)]
pub(super) struct WarningJson {
    pub code: &'static str,
    pub path: Option<String>,
    pub line: Option<usize>,
    pub message: String,
}

/// A report about a course that nothing was done with yet.
pub(super) fn begin<'a>(
    path: &Path,
    title: &'a str,
    findings: &[Diagnostic],
    began: SystemTime,
) -> Report<'a> {
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning);
    Report {
        path: path.display().to_string(),
        title,
        target: None,
        host: None,
        location: None,
        outcome: "",
        exit_code: 0,
        state: None,
        uploaded: None,
        known: None,
        course_id: None,
        url: None,
        plan: None,
        done: None,
        by_hand: &[],
        losses: plan::lost(findings, false).into_iter().collect(),
        warnings: warnings.map(warning).collect(),
        errors: Vec::new(),
        changes: Vec::new(),
        started_at: time(began),
        finished_at: time(SystemTime::now()),
    }
}

fn warning(finding: &Diagnostic) -> WarningJson {
    WarningJson {
        code: finding.code.as_str(),
        path: finding.place.as_ref().map(|place| place.path.to_string()),
        line: finding.place.as_ref().and_then(|place| Some(place.region.as_ref()?.line)),
        message: finding.message.clone(),
    }
}

fn time(at: SystemTime) -> String {
    humantime::format_rfc3339_seconds(at).to_string()
}
