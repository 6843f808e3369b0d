//! Questions of a quiz, in one batch.
//!
//! Reads leave out which options are right. Whether a batch replaces the questions or adds to them is unknown, so it is
//! sent once, and read back by whoever sends it.

use serde::Serialize;
use serde_json::{Map, Value};

use super::api::{CoursesApi, Sends};
use super::error::{CallError, ReplyError, ReplyFault};
use super::id::Id;
use super::object::id_of;
use crate::platform::http::Call;

const GET: Call = Call { method: "GET", path: "/courses/products/{productId}/quizzes/{quizId}/questions" };
const PUT: Call = Call { method: "PUT", path: "/courses/products/{productId}/quizzes/{quizId}/questions" };

/// A question as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The platform's id.
    pub id: Id,
    /// What is asked.
    pub title: String,
    /// `single`, `multiple`, or a word of a later day.
    pub question_type: String,
    /// In their order.
    pub options: Vec<QuestionOption>,
    /// Everything, as it came.
    pub json: Map<String, Value>,
}

/// An option of a question, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionOption {
    /// Its text, which replies have under `title` or `statement`.
    pub text: String,
    /// Whether it is right, if the reply names it; most do not.
    pub is_correct: Option<bool>,
}

/// A question to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuestion<'a> {
    /// What is asked.
    pub title: &'a str,
    /// How many options are right.
    pub question_type: QuestionType,
    /// In their order.
    pub options: Vec<NewOption<'a>>,
    /// Shown with the answer.
    pub explanation: Option<&'a str>,
}

/// An option to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewOption<'a> {
    /// Its text.
    pub title: &'a str,
    /// Whether it is right.
    pub is_correct: bool,
}

/// How many options of a question are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionType {
    /// One.
    Single,
    /// Any number.
    Multiple,
}

#[derive(Serialize)]
struct Batch<'a> {
    questions: Vec<Sent<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sent<'a> {
    title: &'a str,
    question_type: QuestionType,
    /// From 1.
    sequence_number: usize,
    options: &'a [NewOption<'a>],
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a str>,
}

/// Reads the questions of a quiz.
pub async fn quiz_questions(api: &CoursesApi, course: &Id, quiz: &Id) -> Result<Vec<Question>, CallError> {
    let value = api.json(GET, &[("productId", course), ("quizId", quiz)], &[], Sends::Nothing).await?;
    questions(GET, value)
}

/// Sends all questions of a quiz, once, and gives them as the platform has them then.
pub async fn put_questions(
    api: &CoursesApi,
    course: &Id,
    quiz: &Id,
    new: &[NewQuestion<'_>],
) -> Result<Vec<Question>, CallError> {
    let sent = new.iter().zip(1..).map(|(question, sequence_number)| {
        let NewQuestion { title, question_type, options, explanation } = question;
        let (question_type, explanation) = (*question_type, *explanation);
        Sent { title, question_type, sequence_number, options, explanation }
    });
    let batch = Batch { questions: sent.collect() };
    let ids = [("productId", course), ("quizId", quiz)];
    let value = api.json(PUT, &ids, &[], Sends::once(&batch)).await?;
    questions(PUT, value)
}

/// Reads the list, which comes bare or under `questions`.
fn questions(call: Call, mut value: Value) -> Result<Vec<Question>, CallError> {
    let list = match &mut value {
        Value::Object(object) => object.get_mut("questions").map(Value::take),
        Value::Array(_) => Some(value),
        _ => None,
    };
    let read = match list {
        Some(Value::Array(items)) => items.into_iter().map(question).collect(),
        _ => Err(ReplyFault::MissingList("questions")),
    };
    read.map_err(|fault| CallError::Reply(ReplyError { call, fault }))
}

fn question(value: Value) -> Result<Question, ReplyFault> {
    const OBJECT: &str = "question";
    let Value::Object(json) = value else { return Err(ReplyFault::NotAnObject { object: OBJECT }) };
    let id = id_of(OBJECT, &json, "id")?;
    let text = |field| match json.get(field) {
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(ReplyFault::WrongType { object: OBJECT, field }),
        None => Err(ReplyFault::MissingField { object: OBJECT, field }),
    };
    let (title, question_type) = (text("title")?, text("questionType")?);
    let options = json.get("options").and_then(Value::as_array);
    let options = options.into_iter().flatten().map(option).collect::<Result<_, _>>()?;
    Ok(Question { id, title, question_type, options, json })
}

fn option(value: &Value) -> Result<QuestionOption, ReplyFault> {
    let text = ["title", "statement"].iter().find_map(|field| value.get(field)?.as_str());
    let text = text.ok_or(ReplyFault::MissingField { object: "option", field: "title" })?.to_owned();
    Ok(QuestionOption { text, is_correct: value.get("isCorrect").and_then(Value::as_bool) })
}
