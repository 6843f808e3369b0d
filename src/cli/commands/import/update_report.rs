//! What came of an update, for people.

use std::collections::BTreeMap;

use crate::cli::exit::{Exit, with_causes};
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::update::plan_text::titled;
use crate::cli::update::refused;
use crate::model::Title;
use crate::platform::courses_v3::{CallError, Capability};
use crate::shown::shown;
use crate::size::count;
use crate::sync::RunError;
use crate::sync::diff::{Member, NodeRef, Operation, Plan, Reason};
use crate::sync::lock::Import;
use crate::sync::update::apply::{CanaryFault, UpdateError};
use crate::sync::update::report::{HowShown, Overtaken, Shown, Skipped, UpdateReport};
use crate::sync::versions::{Field, NodeKind};

use super::run_failure;

/// The most lines of one kind.
const MOST: usize = 20;

/// How the update of a course ended.
pub(super) enum UpdateEnding {
    /// The account does not have the newer API, or the token may not use it: nothing can be updated.
    NoApi(Import, Plan, Capability),
    /// The course is not on the platform any more.
    Gone(Import),
    /// It is not known which course on the platform it is: so many have its title.
    NotBound(Import, usize),
    /// Something has to be decided first.
    MustDecide(Plan),
    /// There was nothing to send.
    InStep(Plan),
    /// The author said no, or nobody was there to say yes.
    Declined(Plan),
    NotConfirmed(Plan),
    /// It is done, as far as the report says.
    Done(Plan, Box<UpdateReport>),
    /// The first lesson with a video is written, and somebody has to look at it.
    LookAtMedia(Plan, Box<UpdateReport>, Box<NodeRef>),
    /// Somebody looked, and the video is gone.
    MediaLost(Plan, Box<UpdateReport>, Box<NodeRef>),
    /// It ended early.
    Failed(Plan, Box<UpdateReport>, UpdateError),
    /// The platform could not be read.
    Unreadable(Box<CallError>),
    /// Files could not be uploaded.
    NotUploaded(Plan, RunError),
}

impl UpdateEnding {
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::InStep(plan) if waits(plan).next().is_some() => Exit::Failed,
            Self::InStep(plan) if plan.conflicts.is_empty() => Exit::Done,
            Self::Done(plan, report) => {
                if !report.skipped.is_empty() || waits(plan).next().is_some() {
                    Exit::Failed
                } else if !report.overtaken.is_empty() || !plan.conflicts.is_empty() {
                    Exit::DecisionNeeded
                } else {
                    Exit::Done
                }
            }
            Self::InStep(_)
            | Self::NoApi(..)
            | Self::Gone(_)
            | Self::NotBound(..)
            | Self::MustDecide(_)
            | Self::Declined(_)
            | Self::NotConfirmed(_)
            | Self::LookAtMedia(..)
            | Self::MediaLost(..) => Exit::DecisionNeeded,
            Self::Failed(..) | Self::Unreadable(_) | Self::NotUploaded(..) => Exit::Failed,
        }
    }

    /// One word for programs.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::InStep(plan) if waits(plan).next().is_some() => "updated-in-part",
            Self::InStep(plan) if plan.conflicts.is_empty() => "in-step",
            Self::Done(..) if self.exit() == Exit::Done => "updated",
            Self::Done(..) => "updated-in-part",
            Self::NoApi(..) => "already-imported",
            Self::Gone(_) => "gone",
            Self::NotBound(..) => "not-bound",
            Self::InStep(_) | Self::MustDecide(_) => "conflict",
            Self::Declined(_) => "declined",
            Self::NotConfirmed(_) => "not-confirmed",
            Self::LookAtMedia(..) => "confirm-media",
            Self::MediaLost(..) => "media-lost",
            Self::Failed(_, _, UpdateError::Stopped) => "stopped",
            Self::Failed(..) | Self::Unreadable(_) | Self::NotUploaded(..) => "failed",
        }
    }

    /// The plan, where there is one.
    pub(super) fn plan(&self) -> Option<&Plan> {
        match self {
            Self::NoApi(_, plan, _)
            | Self::MustDecide(plan)
            | Self::InStep(plan)
            | Self::Declined(plan)
            | Self::NotConfirmed(plan)
            | Self::Done(plan, _)
            | Self::LookAtMedia(plan, ..)
            | Self::MediaLost(plan, ..)
            | Self::Failed(plan, ..)
            | Self::NotUploaded(plan, _) => Some(plan),
            Self::Gone(_) | Self::NotBound(..) | Self::Unreadable(_) => None,
        }
    }

    /// What was done, where anything could have been.
    pub(super) fn report(&self) -> Option<&UpdateReport> {
        match self {
            Self::Done(_, report)
            | Self::LookAtMedia(_, report, _)
            | Self::MediaLost(_, report, _)
            | Self::Failed(_, report, _) => Some(report),
            _ => None,
        }
    }

    /// Whether quizzes with questions were sent, and none is missing.
    pub(super) fn sent_quizzes(&self) -> bool {
        let has_questions = |operation: &Operation| matches!(operation, Operation::Update { fields, .. } if fields.contains(&Field::Questions));
        self.exit() == Exit::Done && self.report().is_some_and(|report| report.done.iter().any(has_questions))
    }

    /// What went wrong.
    pub(super) fn errors(&self) -> Vec<String> {
        let mut errors: Vec<String> = match self {
            Self::Failed(_, _, UpdateError::Canary(fault)) => vec![canary(fault)],
            Self::Failed(_, _, error) => vec![with_causes(error)],
            Self::Unreadable(error) => vec![with_causes(&**error)],
            Self::NotUploaded(_, error) => vec![with_causes(error)],
            Self::NoApi(_, _, capability) => vec![refused::words(capability).0],
            _ => Vec::new(),
        };
        errors.extend(self.plan().into_iter().flat_map(waits).map(not_listed_yet));
        if let Some(report) = self.report() {
            errors.extend(report.skipped.iter().map(|(operation, why)| skipped(operation, why)));
            errors.extend(report.overtaken.iter().map(|(operation, how)| overtaken(operation, *how)));
        }
        errors
    }
}

/// What was sent in an earlier run without an answer. It is not sent again before the platform's lists have caught up.
fn waits(plan: &Plan) -> impl Iterator<Item = &NodeRef> {
    let waits = plan.needs_you.iter().filter(|needs| needs.reason == Reason::NotListedYet);
    waits.map(|needs| &needs.node)
}

fn not_listed_yet(node: &NodeRef) -> String {
    format!("outcome unknown: `{}`: it was sent a short time ago and is not listed yet", titled(node))
}

/// Tells a person.
pub(super) fn print(ending: &UpdateEnding, title: &Title, path: &str, terminal: &mut Terminal) {
    match ending {
        UpdateEnding::InStep(plan) => {
            let more = if plan.is_in_step() { "nothing to send" } else { "nothing to send; see above" };
            terminal.status(&format!("{STRONG}{title}{STRONG:#} is on the platform: {more}"));
            left(plan, path, terminal);
        }
        UpdateEnding::Done(plan, report) => {
            done(title, report, path, true, terminal);
            left(plan, path, terminal);
        }
        UpdateEnding::NoApi(last, plan, capability) => {
            let (why, hint) = refused::words(capability);
            terminal.error(&format!(
                "already imported: `{}` ({}); {why}",
                shown(&last.title),
                shown(&last.at)
            ));
            if plan.is_in_step() {
                terminal.status("  no changes since then");
            } else {
                terminal.status(&format!("  changed since then: {}", plan.counts()));
                let all = changes(plan);
                for change in all.iter().take(MOST) {
                    terminal.status(&format!("  {change}"));
                }
                if all.len() > MOST {
                    terminal.status(&format!("  and {} more changes", all.len() - MOST));
                }
            }
            terminal.hint(&format!(
                "{hint}; run with `--again` to import a second copy; if it was deleted there, run with `--forget`"
            ));
        }
        UpdateEnding::Gone(last) => {
            terminal
                .error(&format!("not on the platform any more: `{}`; nothing was sent", shown(&last.title)));
            terminal.hint(
                "run with `--forget` to import it again, or with `coursedir link` to bind another course",
            );
        }
        UpdateEnding::NotBound(last, 0) => {
            terminal.error(&format!("not found on the platform: `{}`; nothing was sent", shown(&last.title)));
            terminal.hint(
                "run `coursedir link` to choose the course if it has another title there, or run with `--forget` to \
                 import it again",
            );
        }
        UpdateEnding::NotBound(last, number) => {
            terminal.error(&format!(
                "{number} courses have the title `{}`; nothing was sent",
                shown(&last.title)
            ));
            terminal.hint("run `coursedir link` to list them, then `coursedir link PATH --course ID`");
        }
        UpdateEnding::MustDecide(plan) => must_decide(plan, path, terminal),
        UpdateEnding::Declined(_) => terminal.status("nothing was sent"),
        UpdateEnding::NotConfirmed(_) => {
            terminal.error(&format!(
                "update not confirmed: `{title}`; stdin is not a terminal, nothing was sent"
            ));
            terminal.hint("run with `--yes` to confirm, or with `--dry-run` to see what would be sent");
        }
        UpdateEnding::LookAtMedia(_, report, node) => {
            done(title, report, path, false, terminal);
            terminal.error(&format!("look at `{}` on the platform: its text was updated", titled(node)));
            terminal.hint(
                "run the same command again, with `--confirm-media` added, if its video still plays and its files are still \
                 there",
            );
        }
        UpdateEnding::MediaLost(_, report, node) => {
            done(title, report, path, false, terminal);
            terminal.error(&format!("an update of `{}` removed its video or its files", titled(node)));
            terminal.hint(
                "add them again on the platform; later runs list lessons with a video and do not write them",
            );
        }
        UpdateEnding::Failed(_, report, error) => {
            done(title, report, path, false, terminal);
            failed(error, terminal);
        }
        UpdateEnding::Unreadable(error) => {
            terminal.error(&with_causes(&**error));
            terminal
                .hint(&error.hint().unwrap_or_else(|| "nothing was sent; run the command again".to_owned()));
        }
        UpdateEnding::NotUploaded(_, error) => run_failure::print(error, false, terminal),
    }
}

fn must_decide(plan: &Plan, path: &str, terminal: &mut Terminal) {
    if !plan.ambiguous.is_empty() {
        terminal.error("it is unclear which lessons belong together; nothing was sent");
        terminal
            .hint("give them different titles on the platform, or move them into one order with the folder");
    } else if !plan.asks_about_media.is_empty() {
        terminal.error(&format!(
            "{} with a video or materials that no call can attach; nothing was sent",
            count(plan.asks_about_media.len(), "new lesson", "new lessons")
        ));
        terminal.hint("set `media: embed` in `course.yaml` to put players and links into their texts");
    } else {
        terminal.error(&format!(
            "{}; nothing was sent",
            count(
                plan.conflicts.len(),
                "conflict between the folder and the platform",
                "conflicts between the folder and the platform"
            )
        ));
        decide(path, terminal);
    }
}

/// What is left for another run: conflicts, and what may be there already.
fn left(plan: &Plan, path: &str, terminal: &mut Terminal) {
    for node in waits(plan).take(MOST) {
        terminal.error(&not_listed_yet(node));
    }
    if waits(plan).next().is_some() {
        terminal.hint("run the same command again in ten minutes: it sends what is not there by then");
    }
    if !plan.conflicts.is_empty() {
        terminal.error(&format!(
            "left as on the platform: {}",
            count(plan.conflicts.len(), "conflict", "conflicts")
        ));
        decide(path, terminal);
    }
}

fn decide(path: &str, terminal: &mut Terminal) {
    terminal.hint(&format!(
        "run `coursedir diff{path}` to see both sides, then decide with `--keep local` or `--keep remote`, for one \
         lesson with `--keep local=LESSON`; or run with `--skip-conflicts`"
    ));
}

/// What is different since the import, where nothing can be sent.
pub(super) fn changes(plan: &Plan) -> Vec<String> {
    let kept = plan.kept.iter().map(|kept| format!("removed: {}", titled(&kept.node)));
    plan.operations.iter().filter_map(change).chain(kept).collect()
}

fn change(operation: &Operation) -> Option<String> {
    let verb = match operation {
        Operation::Create { .. } => "added",
        Operation::Update { fields, .. } if fields.iter().eq([&Field::Place]) => "moved",
        Operation::Update { .. } => "changed",
        Operation::Draft { .. } | Operation::Delete { .. } => "removed",
        Operation::Sequence { kind, members, .. } => {
            let [one, many] = match kind {
                NodeKind::Lesson => ["lesson", "lessons"],
                NodeKind::Category | NodeKind::Course => ["category", "categories"],
            };
            let is_new = members.iter().any(|member| matches!(member, Member::New(_)));
            // What is added is listed already.
            return (!is_new).then(|| format!("reordered: {}", count(members.len(), one, many)));
        }
    };
    operation.node().map(|node| format!("{verb}: {}", titled(node)))
}

fn done(title: &Title, report: &UpdateReport, path: &str, is_finished: bool, terminal: &mut Terminal) {
    let mut verbs: BTreeMap<usize, (&str, usize)> = BTreeMap::new();
    for operation in &report.done {
        let (rank, verb) = match operation {
            Operation::Update { .. } => (0, "updated"),
            Operation::Create { .. } => (1, "added"),
            Operation::Sequence { .. } => (2, "reordered"),
            Operation::Draft { .. } => (3, "drafted"),
            Operation::Delete { .. } => (4, "removed"),
        };
        verbs.entry(rank).or_insert((verb, 0)).1 += 1;
    }
    if !verbs.is_empty() {
        let counts: Vec<String> = verbs.values().map(|(verb, number)| format!("{verb} {number}")).collect();
        terminal.status(&format!("{STRONG}{title}{STRONG:#}: {}", counts.join(", ")));
    }
    for shown in report.differs.iter().take(MOST) {
        terminal.status(&differs(shown));
    }
    if report.differs.len() > MOST {
        terminal.status(&format!("  and {} more differences", report.differs.len() - MOST));
    }
    for (node, questions) in report.left_over.iter().take(MOST) {
        terminal.warn(&left_over(node, questions));
    }
    if is_finished && !verbs.is_empty() && !report.is_confirmed && report.skipped.is_empty() {
        terminal.status(&format!(
            "  {FAINT}the platform does not show all changes yet; `coursedir status` looks again{FAINT:#}"
        ));
    }
    for (operation, why) in report.skipped.iter().take(MOST) {
        terminal.error(&skipped(operation, why));
    }
    for (operation, how) in report.overtaken.iter().take(MOST) {
        terminal.error(&overtaken(operation, *how));
    }
    if !report.skipped.is_empty() || !report.overtaken.is_empty() {
        terminal.hint("run the same command again: it sends what is still missing");
    }
    // The questions of a quiz cannot be put back, and a text with its questions would be there beside the quiz.
    let has_quiz = |operation: &Operation| match operation {
        Operation::Update { fields, .. } => {
            [Field::Questions, Field::Answers].iter().any(|field| fields.contains(field))
        }
        _ => false,
    };
    let can_be_undone = |operation: &Operation| {
        matches!(operation, Operation::Update { .. } | Operation::Draft { .. } | Operation::Sequence { .. })
            && !report.done.iter().any(has_quiz)
    };
    if let Some(run) = report.run.as_ref().filter(|_| report.done.iter().any(can_be_undone)) {
        terminal
            .status(&format!("  {FAINT}undo changes with `coursedir restore{path} --run {run}`{FAINT:#}"));
    }
}

/// Questions that stayed in a quiz, and what to do about them.
fn left_over(node: &NodeRef, questions: &[String]) -> String {
    let listed: Vec<String> = questions.iter().take(5).map(|text| format!("`{}`", short(text))).collect();
    let more = if questions.len() > listed.len() { ", …" } else { "" };
    format!(
        "the platform kept {} of the quiz `{}` that the folder does not have: {}{more}; delete them there by hand",
        count(questions.len(), "question", "questions"),
        titled(node),
        listed.join(", ")
    )
}

fn differs(shown: &Shown) -> String {
    let node = titled(&shown.node);
    match shown.how {
        HowShown::Rewritten => {
            format!(
                "  rewritten {node}  {FAINT}the platform changed the markup of its text, not the words{FAINT:#}"
            )
        }
        HowShown::Dropped => {
            format!("  dropped   {node}  {FAINT}the platform did not take its picture{FAINT:#}")
        }
        HowShown::Otherwise => {
            format!("  differs   {node}  {FAINT}its {} is not as it was sent{FAINT:#}", shown.field.word())
        }
    }
}

fn of(operation: &Operation) -> String {
    match operation.node() {
        Some(node) => format!("`{}`", titled(node)),
        None => "the order of a list".to_owned(),
    }
}

fn skipped(operation: &Operation, why: &Skipped) -> String {
    match why {
        Skipped::AnswerLost(why) => {
            format!("outcome unknown: {} ({why}); the next run looks whether it is there", of(operation))
        }
        why => format!("not sent: {}: {}", of(operation), shown(&why.to_string())),
    }
}

fn overtaken(operation: &Operation, how: Overtaken) -> String {
    let how = match how {
        Overtaken::Removed => "it was removed on the platform meanwhile".to_owned(),
        Overtaken::NotListed => "it is on the platform, whose lists do not show it yet".to_owned(),
        Overtaken::NotEmpty => "something is in it on the platform that would be removed with it".to_owned(),
        Overtaken::Changed(field) => {
            format!("somebody changed its {} on the platform meanwhile", field.word())
        }
    };
    format!("not sent: {}: {how}", of(operation))
}

fn canary(fault: &CanaryFault) -> String {
    let fields: Vec<String> = fault
        .moved
        .iter()
        .map(|moved| {
            let what = if moved.is_asked { "not taken" } else { "changed" };
            format!("`{}` {what} ({} → {})", shown(&moved.field), short(&moved.before), short(&moved.after))
        })
        .collect();
    let back = if fault.is_put_back {
        "; its old values are restored"
    } else {
        "; its old values could not be restored"
    };
    format!(
        "the platform did not write `{}` as it was asked to: {}{back}",
        titled(&fault.node),
        fields.join(", ")
    )
}

fn short(value: &str) -> String {
    const LENGTH: usize = 40;
    let value = shown(value);
    if value.chars().count() <= LENGTH {
        return value.into_owned();
    }
    format!("{}…", value.chars().take(LENGTH).collect::<String>())
}

fn failed(error: &UpdateError, terminal: &mut Terminal) {
    match error {
        UpdateError::Stopped => {
            terminal.error("stopped; what was sent is recorded");
            terminal.hint("run the same command again to continue");
        }
        UpdateError::Canary(fault) => {
            terminal.error(&canary(fault));
            terminal
                .hint("nothing more was sent; report this, and edit the course on the platform until then");
        }
        UpdateError::Call(call) => {
            terminal.error(&with_causes(&**call));
            terminal
                .hint(&call.hint().unwrap_or_else(|| "run the same command again to continue".to_owned()));
        }
        UpdateError::Lock(lock) => {
            terminal.error(&with_causes(lock));
            terminal.hint(lock.hint());
        }
        UpdateError::Disk(disk) => {
            terminal.error(&with_causes(disk));
            terminal.hint(
                "copies of replaced texts must be kept: make the folder writable or set `--keep-in DIR`",
            );
        }
    }
}
