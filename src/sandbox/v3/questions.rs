//! The questions of a quiz: one list, written as a whole.

use serde_json::{Map, Value, json};

use super::{
    asked::Asked,
    call::Kind,
    check::{self, Faults},
    object::QUESTIONS,
    readings::{Answers, Choices, OptionText, Questions},
};
use crate::sandbox::{api_error::ApiError, id, platform::Platform};

/// Kinds of questions.
const TYPES: &[&str] = &["single", "multiple"];
const NUMBER: &str = "sequenceNumber";

/// Lists the questions of a quiz.
pub(super) fn list(platform: &Platform, asked: &Asked) -> Result<Value, ApiError> {
    let quiz = asked.id(Kind::Quiz);
    let missing = || ApiError::not_found(Kind::Quiz.word());
    asked.course(platform)?.get(Kind::Quiz, quiz).ok_or_else(missing)?;
    let course = asked.listed(platform)?;
    let held = course.get(Kind::Quiz, quiz).and_then(|quiz| quiz.unseen.get(QUESTIONS));
    let held = held.and_then(Value::as_array).cloned().unwrap_or_default();
    let is_shown = asked.choices().answers == Answers::Shown;
    Ok(json!({ QUESTIONS: shown(&held, is_shown, asked.choices()) }))
}

/// Writes the questions of a quiz.
pub(super) fn put(platform: &Platform, mut asked: Asked) -> Result<Value, ApiError> {
    let own = asked.course(platform)?;
    let quiz = asked.id(Kind::Quiz).to_owned();
    let choices = asked.readings.choices;
    own.get(Kind::Quiz, &quiz).ok_or_else(|| ApiError::not_found(Kind::Quiz.word()))?;
    let sent = read(asked.body.take(), &choices)?;
    platform.portal.change(&own.id, &asked.readings, |course| {
        let object = course.get(Kind::Quiz, &quiz).ok_or_else(|| ApiError::not_found(Kind::Quiz.word()))?;
        let mut object = (**object).clone();
        let held = object.unseen.get(QUESTIONS).and_then(Value::as_array).cloned().unwrap_or_default();
        let new = written(sent, held, &quiz, &choices);
        let answer = json!({ QUESTIONS: shown(&new, true, &choices) });
        object.unseen.insert(QUESTIONS.to_owned(), Value::from(new));
        course.put(object);
        Ok(answer)
    })
}

/// The questions after a write. Nothing in a question that is sent tells which one it was, but its number.
fn written(sent: Vec<Value>, held: Vec<Value>, quiz: &str, choices: &Choices) -> Vec<Value> {
    let mut all = if choices.questions == Questions::Upsert { held } else { Vec::new() };
    for question in sent {
        let old = all.iter().position(|it| it[NUMBER] == question[NUMBER]);
        let own = old.map_or_else(|| json!(id::uuid()), |at| all[at]["id"].clone());
        let new = with_ids(question, own, quiz);
        match old {
            Some(at) => all[at] = new,
            None => all.push(new),
        }
    }
    all.sort_by(|a, b| {
        a[NUMBER].as_f64().unwrap_or_default().total_cmp(&b[NUMBER].as_f64().unwrap_or_default())
    });
    all
}

fn with_ids(question: Value, own: Value, quiz: &str) -> Value {
    let mut new = Map::new();
    new.insert("id".to_owned(), own);
    new.insert("quizId".to_owned(), json!(quiz));
    if let Value::Object(fields) = question {
        new.extend(fields);
    }
    for option in new.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten() {
        option["id"] = json!(id::uuid());
    }
    Value::Object(new)
}

/// Questions as an answer has them.
fn shown(questions: &[Value], has_answers: bool, choices: &Choices) -> Vec<Value> {
    let mut shown = questions.to_vec();
    for question in &mut shown {
        for (at, option) in question["options"].as_array_mut().into_iter().flatten().enumerate() {
            let mut new = Map::new();
            new.insert("id".to_owned(), option["id"].clone());
            if choices.option_text == OptionText::Title {
                new.insert("title".to_owned(), option["text"].clone());
            } else {
                new.insert("sequence".to_owned(), json!(at + 1));
                new.insert("statement".to_owned(), option["text"].clone());
            }
            if has_answers {
                new.insert("isCorrect".to_owned(), option["isCorrect"].clone());
            }
            *option = Value::Object(new);
        }
    }
    shown
}

/// Reads a body of questions; the text of an option is kept as `text`.
fn read(body: Value, choices: &Choices) -> Result<Vec<Value>, ApiError> {
    let Value::Object(mut body) = body else {
        return Err(check::invalid("the body", "must be an object", choices));
    };
    let Some(Value::Array(mut questions)) = body.remove(QUESTIONS) else {
        return Err(check::invalid(QUESTIONS, "must be an array", choices));
    };
    let mut faults = Faults::default();
    for name in body.keys() {
        faults.add(name, "should not exist");
    }
    let mut numbers = std::collections::BTreeSet::new();
    for (at, question) in questions.iter_mut().enumerate() {
        let path = format!("{QUESTIONS}.{at}");
        check_question(&path, question, choices, &mut faults);
        if !numbers.insert(question[NUMBER].to_string()) {
            faults.add(&format!("{path}.{NUMBER}"), "must be unique");
        }
    }
    faults.result(choices)?;
    Ok(questions)
}

fn check_question(path: &str, question: &mut Value, choices: &Choices, faults: &mut Faults) {
    let Value::Object(fields) = question else {
        return faults.add(path, "must be an object");
    };
    let known = ["title", "questionType", NUMBER, "options", "explanation"];
    for name in fields.keys().filter(|name| !known.contains(&name.as_str())) {
        faults.add(&format!("{path}.{name}"), "should not exist");
    }
    let is_filled =
        |value: Option<&Value>| value.and_then(Value::as_str).is_some_and(|it| !it.trim().is_empty());
    if !is_filled(fields.get("title")) {
        faults.add(&format!("{path}.title"), "should not be empty");
    }
    let kind = fields.get("questionType").and_then(Value::as_str).unwrap_or_default();
    if !TYPES.contains(&kind) {
        faults.bad_enum(&format!("{path}.questionType"), TYPES);
    }
    if fields.get(NUMBER).and_then(Value::as_u64).unwrap_or_default() == 0 {
        faults.add(&format!("{path}.{NUMBER}"), "must be a number above 0");
    }
    if fields.get("explanation").is_some_and(|it| !it.is_string() && !it.is_null()) {
        faults.add(&format!("{path}.explanation"), "must be a string");
    }
    let Some(Value::Array(options)) = fields.get_mut("options") else {
        return faults.add(&format!("{path}.options"), "must be an array");
    };
    for (at, option) in options.iter_mut().enumerate() {
        check_option(&format!("{path}.options.{at}"), option, choices, faults);
    }
}

/// The documents have `title` and `isCorrect`. Where the text is a `statement` inside, a `title` gets lost.
fn check_option(path: &str, option: &mut Value, choices: &Choices, faults: &mut Faults) {
    let Value::Object(fields) = option else {
        return faults.add(path, "must be an object");
    };
    let known: &[&str] = match choices.option_text {
        OptionText::Title | OptionText::Read => &["title", "isCorrect"],
        OptionText::Both | OptionText::Lost => &["title", "isCorrect", "statement", "sequence"],
    };
    for name in fields.keys().filter(|name| !known.contains(&name.as_str())) {
        faults.add(&format!("{path}.{name}"), "should not exist");
    }
    let (name, must_be_sent) = match choices.option_text {
        OptionText::Title | OptionText::Read => ("title", true),
        OptionText::Both => ("statement", false),
        OptionText::Lost => ("", false),
    };
    let text = fields.get(name).cloned();
    if must_be_sent && !text.as_ref().is_some_and(Value::is_string) {
        faults.add(&format!("{path}.title"), "must be a string");
    }
    let Some(Value::Bool(is_correct)) = fields.get("isCorrect").cloned() else {
        return faults.add(&format!("{path}.isCorrect"), "must be a boolean");
    };
    *option = json!({ "text": text.unwrap_or_else(|| json!("")), "isCorrect": is_correct });
}
