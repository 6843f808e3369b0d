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
    /// Its text, which replies have under `title` or `statement`; empty where they have neither.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewOption<'a> {
    /// Its text.
    pub title: &'a str,
    /// Whether it is right.
    pub is_correct: bool,
}

/// The name that the text of an option is sent under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionText {
    /// As documented.
    Title,
    /// As others read it.
    Statement,
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
    options: Vec<SentOption<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<&'a str>,
}

/// An option has its number where it has a statement: both come together in what others read.
#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum SentOption<'a> {
    Title { title: &'a str, is_correct: bool },
    Statement { statement: &'a str, sequence: usize, is_correct: bool },
}

fn sent_option<'a>(option: &NewOption<'a>, sequence: usize, text: OptionText) -> SentOption<'a> {
    let NewOption { title, is_correct } = *option;
    match text {
        OptionText::Title => SentOption::Title { title, is_correct },
        OptionText::Statement => SentOption::Statement { statement: title, sequence, is_correct },
    }
}

impl Question {
    /// Takes the JSON of one, as a reply or a kept copy has it.
    pub fn from_json(value: Value) -> Result<Self, ReplyFault> {
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
        let options = options.into_iter().flatten().map(option).collect();
        Ok(Self { id, title, question_type, options, json })
    }

    /// Its number in the list; those without one come last, as they came.
    fn number(&self) -> f64 {
        self.json.get("sequenceNumber").and_then(Value::as_f64).unwrap_or(f64::INFINITY)
    }
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
    option_text: OptionText,
) -> Result<Vec<Question>, CallError> {
    let sent = new.iter().zip(1..).map(|(question, sequence_number)| {
        let NewQuestion { title, question_type, options, explanation } = question;
        let (question_type, explanation) = (*question_type, *explanation);
        let options =
            options.iter().zip(1..).map(|(option, at)| sent_option(option, at, option_text)).collect();
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
        Some(Value::Array(items)) => items.into_iter().map(Question::from_json).collect(),
        _ => Err(ReplyFault::MissingList("questions")),
    };
    let mut read: Vec<Question> = read.map_err(|fault| CallError::Reply(ReplyError { call, fault }))?;
    read.sort_by(|one, other| one.number().total_cmp(&other.number()));
    Ok(read)
}

fn option(value: &Value) -> QuestionOption {
    let text = ["title", "statement"].iter().find_map(|field| value.get(field)?.as_str());
    let is_correct = value.get("isCorrect").and_then(Value::as_bool);
    QuestionOption { text: text.unwrap_or_default().to_owned(), is_correct }
}
