//! What came of an update.

use std::fmt;

use crate::platform::courses_v3::Id;
use crate::sync::diff::{NodeRef, Operation};
use crate::sync::versions::Field;

/// What an update did, and what it did not do. What the plan lists as impossible is in the plan.
#[derive(Debug, Default)]
pub struct UpdateReport {
    /// Operations of the plan that are done.
    pub done: Vec<Operation>,
    /// Operations that are left for the next run, because something changed on the platform while this one ran.
    pub overtaken: Vec<(Operation, Overtaken)>,
    /// Operations that the platform did not take.
    pub skipped: Vec<(Operation, Skipped)>,
    /// What the platform shows in another way than it was sent.
    pub differs: Vec<Shown>,
    /// The run's copies of what it replaced, by name; none where nothing was replaced.
    pub run: Option<String>,
    /// Whether the platform showed the result: its lists lag where it did not.
    pub is_confirmed: bool,
    /// Quizzes in which the platform kept questions that were not sent, with the texts of these.
    pub left_over: Vec<(NodeRef, Vec<String>)>,
}

impl UpdateReport {
    /// Adds what a second pass did.
    pub fn add(&mut self, other: Self) {
        let Self { done, overtaken, skipped, differs, run, is_confirmed, left_over } = other;
        self.done.extend(done);
        self.overtaken.extend(overtaken);
        self.skipped.extend(skipped);
        self.differs.extend(differs);
        self.left_over.extend(left_over);
        self.run = self.run.take().or(run);
        self.is_confirmed &= is_confirmed;
    }
}

/// What happened on the platform between the plan and the write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overtaken {
    /// It was removed.
    Removed,
    /// One of the fields to be written was changed.
    Changed(Field),
    /// It was to be removed, and something is in it that this run neither removed nor moved.
    NotEmpty,
    /// It was to be made again, and is there although no list shows it.
    NotListed,
}

/// Why an operation was skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skipped {
    /// The platform refused it; its words.
    Refused(String),
    /// It failed twice with an error of the platform.
    Failed(String),
    /// The answer was lost: the next run looks whether it is there.
    AnswerLost(String),
    /// What it goes into was not made.
    NoParent,
    /// The object holds values now that may not be sent.
    UnknownValues(Vec<String>),
    /// The platform said yes, and has something else.
    NotTaken(String),
    /// The platform loses the texts of options: no quiz is sent to this location.
    QuizzesNotKept,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) | Self::Failed(why) | Self::AnswerLost(why) => f.write_str(why),
            Self::NoParent => f.write_str("its category was not made"),
            Self::UnknownValues(values) => {
                write!(f, "it holds values that cannot be sent ({})", values.join(", "))
            }
            Self::NotTaken(what) => write!(f, "the platform has something else than was sent: {what}"),
            Self::QuizzesNotKept => f.write_str(
                "the platform loses the texts of options; its questions stay in the text of the lesson",
            ),
        }
    }
}

/// A field that is not shown as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Of which node.
    pub node: NodeRef,
    /// Its id.
    pub remote: Id,
    /// Which field.
    pub field: Field,
    /// How.
    pub how: HowShown,
}

/// How the platform shows a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HowShown {
    /// The same words in other markup.
    Rewritten,
    /// Nothing: it did not take the picture.
    Dropped,
    /// Something else, which may be a change of somebody.
    Otherwise,
}
