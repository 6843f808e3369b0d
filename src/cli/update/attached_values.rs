//! What differs in the quiz or the assignment of a lesson. Which answers are right is never shown.

use serde_json::Value;

use crate::changes::{TextDiff, ValueDiff};
use crate::html::quiz::questions;
use crate::model::{self, Lesson};
use crate::platform::courses_v3::{Object, Question};
use crate::sync::versions::{Attached, Field, assignment_of, quiz_of};

/// A lesson of both sides.
pub(super) struct Sides<'a> {
    pub(super) lesson: Option<&'a Lesson>,
    pub(super) there: Option<&'a Attached>,
    /// Whether the platform was asked.
    pub(super) is_known: bool,
}

/// The differences of what is beside a lesson.
#[derive(Default)]
pub(super) struct AttachedDiff {
    /// Settings: the platform's, then the folder's.
    pub(super) values: Vec<ValueDiff>,
    /// Fields that changed and whose values are not known here, or are not shown.
    pub(super) unseen: Vec<&'static str>,
    /// The questions without their answers.
    pub(super) questions: Option<TextDiff>,
}

impl Sides<'_> {
    /// The differences of these fields.
    pub(super) fn compare(&self, fields: impl Iterator<Item = Field>) -> AttachedDiff {
        let mut diff = AttachedDiff::default();
        for field in fields {
            if !self.is_known || field == Field::Answers {
                diff.unseen.push(field.word());
                continue;
            }
            match field {
                Field::Questions => {
                    let text = TextDiff::new(&self.questions_there(), &self.questions_here());
                    diff.questions = Some(text).filter(|text| !text.is_empty());
                }
                Field::Quiz => diff.values.extend(self.quiz()),
                _ => diff.values.extend(self.assignment()),
            }
        }
        diff
    }

    fn questions_here(&self) -> String {
        self.lesson.and_then(quiz_of).map(questions).unwrap_or_default()
    }

    fn questions_there(&self) -> String {
        let Some(Attached::Quiz(_, there)) = self.there else { return String::new() };
        questions(&model::Quiz { questions: there.iter().map(question).collect(), ..model::Quiz::default() })
    }

    fn title(&self, name: &str, there: &Object) -> Option<ValueDiff> {
        ValueDiff::new(name, Some(there.title()), Some(self.lesson?.title.as_str()))
    }

    fn quiz(&self) -> Vec<ValueDiff> {
        let there = match self.there {
            Some(Attached::Quiz(quiz, _)) => Some(&**quiz),
            _ => None,
        };
        let settings = self.lesson.and_then(quiz_of).map(|quiz| &quiz.settings);
        let needs_grade =
            there.is_some_and(|quiz| quiz.field("requiredPassingGrade") == Some(&Value::Bool(true)));
        let old_grade = there.and_then(|quiz| quiz.field("passingGrade")).filter(|_| needs_grade);
        let new_grade = settings.and_then(|settings| settings.passing_grade);
        let [old_grade, new_grade] =
            [old_grade.map(Value::to_string), new_grade.map(|grade| grade.to_string())];
        [
            there.and_then(|there| self.title("quiz title", there)),
            ValueDiff::new("passing grade", old_grade.as_deref(), new_grade.as_deref()),
            text("pass message", there, "passMessage", settings.and_then(|it| it.pass_message.as_deref())),
            text("fail message", there, "failMessage", settings.and_then(|it| it.fail_message.as_deref())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn assignment(&self) -> Vec<ValueDiff> {
        let there = match self.there {
            Some(Attached::Assignment(assignment)) => Some(&**assignment),
            _ => None,
        };
        let here = self.lesson.and_then(assignment_of);
        let was_ungraded = there.and_then(|it| it.field("ungradedAssignment")).and_then(Value::as_bool);
        let word = |yes: bool| if yes { "yes" } else { "no" };
        let is_graded = here.and_then(|here| here.graded).map(word);
        [
            there.and_then(|there| self.title("assignment title", there)),
            text("introduction", there, "introduction", here.and_then(|here| here.introduction.as_deref())),
            text(
                "confirm message",
                there,
                "confirmMessage",
                here.and_then(|here| here.confirm_message.as_deref()),
            ),
            is_graded.and_then(|here| {
                ValueDiff::new("graded", was_ungraded.map(|ungraded| word(!ungraded)), Some(here))
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// A text of both sides; what the folder does not say stays as it is there.
fn text(name: &'static str, there: Option<&Object>, field: &str, here: Option<&str>) -> Option<ValueDiff> {
    ValueDiff::new(name, there.and_then(|there| there.text(field)), Some(here?))
}

fn question(there: &Question) -> model::Question {
    let choice = |text: &str| model::Choice { text: text.to_owned(), is_right: false };
    model::Question {
        text: there.title.clone(),
        options: there.options.iter().map(|option| choice(&option.text)).collect(),
        explanation: None,
    }
}
