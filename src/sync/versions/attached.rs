//! The fields of a quiz and of an assignment, of both sides.
//!
//! What both sides show is put down in one form: texts without blanks around them, `null` as an empty text. What a side does
//! not have at all is nothing.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::node::Field;
use super::print::Print;
use crate::model::{self, Lesson, LessonKind, Question};
use crate::platform::courses_v3;

/// What the platform has beside a lesson.
#[derive(Debug, Clone, PartialEq)]
pub enum Attached {
    /// A quiz with its questions.
    Quiz(courses_v3::Quiz, Vec<courses_v3::Question>),
    /// An assignment.
    Assignment(courses_v3::Assignment),
}

/// The quiz of a lesson, if it is to be sent: it asks something, and all right answers are known. Those of a quiz that was
/// pulled are not, and would be wiped on the platform.
pub fn quiz_of(lesson: &Lesson) -> Option<&model::Quiz> {
    let quiz = lesson.quiz.as_ref().filter(|quiz| !quiz.questions.is_empty());
    quiz.filter(|quiz| lesson.kind == LessonKind::Quiz && quiz.questions.iter().all(Question::is_answered))
}

/// The assignment of a lesson, if it is to be sent: the folder says something of it.
pub fn assignment_of(lesson: &Lesson) -> Option<&model::Assignment> {
    let assignment =
        lesson.assignment.as_ref().filter(|assignment| **assignment != model::Assignment::default());
    assignment.filter(|_| lesson.kind == LessonKind::Assignment)
}

/// The fields that the folder has for a lesson.
pub(super) fn local(lesson: &Lesson) -> BTreeMap<Field, Print> {
    let title = lesson.title.as_str();
    let mut fields = BTreeMap::new();
    if let Some(quiz) = quiz_of(lesson) {
        let settings = &quiz.settings;
        let texts = [&settings.pass_message, &settings.fail_message].map(|text| text.as_deref());
        fields.insert(Field::Quiz, quiz_print(title, settings.passing_grade.map(f64::from), texts));
        let questions = quiz.questions.iter().map(|question| {
            let options = question.options.iter().map(|option| option.text.trim());
            let kind = if question.is_multiple() { "multiple" } else { "single" };
            shown(&question.text, kind, &options.collect::<Vec<_>>(), question.explanation.as_deref())
        });
        fields.insert(Field::Questions, of_list(questions.collect()));
        let answers = quiz
            .questions
            .iter()
            .map(|question| question.options.iter().map(|option| json!(option.is_right)).collect::<Value>());
        fields.insert(Field::Answers, of_list(answers.collect()));
    }
    if let Some(model::Assignment { introduction, confirm_message, graded }) = assignment_of(lesson) {
        let texts = [introduction, confirm_message].map(|text| text.as_deref());
        fields.insert(Field::Assignment, assignment_print(title, texts, *graded == Some(false)));
    }
    fields
}

/// The fields that the platform has for a lesson; `None` where it has neither a quiz nor an assignment.
pub(super) fn remote(attached: Option<&Attached>) -> BTreeMap<Field, Print> {
    let nothing = Print::of_nothing();
    let mut fields =
        BTreeMap::from([Field::Quiz, Field::Questions, Field::Assignment].map(|field| (field, nothing)));
    match attached {
        None => {}
        Some(Attached::Quiz(quiz, questions)) => {
            let needs_grade = quiz.field("requiredPassingGrade").and_then(Value::as_bool).unwrap_or_default();
            let grade = quiz.field("passingGrade").and_then(Value::as_f64).filter(|_| needs_grade);
            let texts = ["passMessage", "failMessage"].map(|field| quiz.text(field));
            fields.insert(Field::Quiz, quiz_print(quiz.title(), grade, texts));
            fields.insert(Field::Questions, of_list(questions.iter().map(question_there).collect()));
        }
        Some(Attached::Assignment(assignment)) => {
            let texts = ["introduction", "confirmMessage"].map(|field| assignment.text(field));
            let ungraded =
                assignment.field("ungradedAssignment").and_then(Value::as_bool).unwrap_or_default();
            let is_shell =
                texts.iter().all(|text| text.is_none_or(|text| text.trim().is_empty())) && !ungraded;
            if !is_shell {
                fields.insert(Field::Assignment, assignment_print(assignment.title(), texts, ungraded));
            }
        }
    }
    fields
}

fn question_there(question: &courses_v3::Question) -> Value {
    let options: Vec<&str> = question.options.iter().map(|option| option.text.trim()).collect();
    let explanation = question.json.get("explanation").and_then(Value::as_str);
    shown(&question.title, &question.question_type, &options, explanation)
}

/// A question as learners see it.
fn shown(text: &str, kind: &str, options: &[&str], explanation: Option<&str>) -> Value {
    json!([text.trim(), kind, options, explanation.unwrap_or_default().trim()])
}

/// No question is nothing.
fn of_list(questions: Vec<Value>) -> Print {
    if questions.is_empty() { Print::of_nothing() } else { Print::of(&Value::from(questions).to_string()) }
}

fn quiz_print(title: &str, grade: Option<f64>, texts: [Option<&str>; 2]) -> Print {
    Print::of(&json!([title.trim(), grade, texts.map(|text| text.unwrap_or_default().trim())]).to_string())
}

fn assignment_print(title: &str, texts: [Option<&str>; 2], ungraded: bool) -> Print {
    Print::of(&json!([title.trim(), texts.map(|text| text.unwrap_or_default().trim()), ungraded]).to_string())
}
