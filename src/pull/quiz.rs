//! The questions of a quiz. The platform does not tell which options are right: they are written as not known.

use crate::html::blocks::blocks;
use crate::html::canonical::canonical;
use crate::html::quiz as html_quiz;
use crate::html::tokens::{Token, Tokens, decode};
use crate::model::{Choice, Question, Quiz};
use crate::platform::courses_v3;

/// A text without the questions below it, where this program wrote them there; and these.
pub(super) fn split(html: &str) -> (String, Vec<Question>) {
    let whole = canonical(html);
    let last = blocks(&whole).last().copied().unwrap_or_default();
    let questions = if last.starts_with("<ol>") { of_list(last) } else { None };
    match questions {
        Some(questions) => (html[..start_of_last_list(html)].to_owned(), questions),
        None => (html.to_owned(), Vec::new()),
    }
}

/// Where the last list of the top level begins.
fn start_of_last_list(html: &str) -> usize {
    let (mut depth, mut start) = (0_usize, html.len());
    let mut tokens = Tokens::new(html);
    loop {
        let before = tokens.at;
        match tokens.next() {
            None => return start,
            Some(Token::Start(tag)) if matches!(tag.name, "ol" | "ul") => {
                if depth == 0 && tag.name == "ol" {
                    start = before;
                }
                depth += 1;
            }
            Some(Token::End("ol" | "ul")) => depth = depth.saturating_sub(1),
            Some(_) => {}
        }
    }
}

/// The questions of a list that [`html_quiz::questions`] wrote; none of any other.
fn of_list(html: &str) -> Option<Vec<Question>> {
    let mut reader = Reader::default();
    for token in Tokens::new(html) {
        match token {
            Token::Start(tag) => reader.start(tag.name),
            Token::End(name) => reader.end(name),
            Token::Text(text) => reader.text(&decode(text)),
        }
    }
    let questions = reader.questions;
    let quiz = Quiz { questions, ..Quiz::default() };
    let is_ours = canonical(&html_quiz::questions(&quiz)) == html && !quiz.questions.is_empty();
    is_ours.then_some(quiz.questions)
}

/// Reads what may be a list of questions. Whether it was one is seen when it is written again.
#[derive(Default)]
struct Reader {
    questions: Vec<Question>,
    /// Whether the next words are an option.
    is_in_options: bool,
}

impl Reader {
    fn start(&mut self, name: &str) {
        match name {
            "ul" => self.is_in_options = true,
            "li" if self.is_in_options => {
                if let Some(question) = self.questions.last_mut() {
                    question.options.push(Choice { text: String::new(), is_right: false });
                }
            }
            "li" => {
                self.questions.push(Question { text: String::new(), options: Vec::new(), explanation: None });
            }
            "p" => self.push("\n\n"),
            "br" => self.push("\n"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if name == "ul" {
            self.is_in_options = false;
        }
    }

    fn text(&mut self, text: &str) {
        let Some(place) = self.place() else { return };
        let text = if place.is_empty() { text.trim_ascii_start() } else { text };
        place.push_str(&text.replace('\u{a0}', " "));
    }

    fn push(&mut self, between: &str) {
        if let Some(place) = self.place().filter(|place| !place.is_empty()) {
            place.push_str(between);
        }
    }

    fn place(&mut self) -> Option<&mut String> {
        let question = self.questions.last_mut()?;
        if self.is_in_options {
            question.options.last_mut().map(|option| &mut option.text)
        } else {
            Some(&mut question.text)
        }
    }
}

/// The questions of the platform that can be asked, and how many cannot.
pub(super) fn of_platform(questions: &[courses_v3::Question]) -> (Vec<Question>, usize) {
    let all = questions.iter().map(|question| {
        let mut options: Vec<Choice> = Vec::new();
        for option in &question.options {
            let text = plain(&option.text);
            if !text.is_empty() && options.iter().all(|other| other.text != text) {
                options.push(Choice { text, is_right: option.is_correct == Some(true) });
            }
        }
        let explanation = question.json.get("explanation").and_then(serde_json::Value::as_str);
        let explanation = explanation.map(plain).filter(|text| !text.is_empty());
        Question { text: plain(&question.title), options, explanation }
    });
    let can_be_asked = |question: &Question| !question.text.is_empty() && question.options.len() > 1;
    let asked: Vec<Question> = all.filter(can_be_asked).collect();
    let others = questions.len() - asked.len();
    (asked, others)
}

/// Plain text with the line ends that it has.
fn plain(text: &str) -> String {
    crate::quiz::text::normal(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(text: &str, options: &[&str]) -> Question {
        let options = options.iter().map(|text| Choice { text: (*text).to_owned(), is_right: false });
        Question { text: text.to_owned(), options: options.collect(), explanation: None }
    }

    #[test]
    fn questions_below_a_text_are_taken_from_it() {
        let questions = vec![
            question("What\n  is <b>?\n\nMore & \"more\"", &["a", "b\nc"]),
            question("Which?", &["d", "\u{1f35e}"]),
        ];
        let quiz = Quiz { questions: questions.clone(), ..Quiz::default() };
        let text = "<p>Text.</p>\n<ol>\n<li>a</li>\n</ol>\n<p>b</p>\n";
        let html = format!("{text}{}", html_quiz::questions(&quiz));
        assert_eq!(split(&html), (text.to_owned(), questions));
        assert_eq!(split(text), (text.to_owned(), vec![]));
        let other = "<p>a</p><ol><li>b<ul><li><input type=\"checkbox\" disabled> c</li></ul></li></ol>";
        assert_eq!(split(other), (other.to_owned(), vec![]));
        assert_eq!(split("<ol>"), ("<ol>".to_owned(), vec![]));
    }
}
