//! The values of `quiz` and `assignment`: settings that are no part of a lesson's text.

use super::key_spec::{Key, Takes};
use super::node::{Entry, Node};
use super::report::{Report, boolean};
use super::spanned::Spanned;
use super::spelling::{closest, same};
use super::values::QuizKeys;
use crate::model::Assignment;

/// The keys below `quiz`.
pub(super) const QUIZ: &[Key] = &[
    Key {
        names: &["file"],
        title: "File with the questions",
        about: "Questions in GIFT, Aiken, Moodle XML, QTI, text2qti, YAML, JSON or TOML, relative to the lesson.",
        takes: Takes::Text,
        examples: &[r#""questions.gift""#],
    },
    Key {
        names: &["passing_grade"],
        title: "Passing grade",
        about: "The part of the answers that must be right, in percent. Default: no grade is needed.",
        takes: Takes::Percent,
        examples: &["80"],
    },
    Key {
        names: &["pass_message"],
        title: "Message for those who pass",
        about: "Plain text.",
        takes: Takes::Text,
        examples: &[r#""Well done.""#],
    },
    Key {
        names: &["fail_message"],
        title: "Message for those who do not pass",
        about: "Plain text.",
        takes: Takes::Text,
        examples: &[r#""Read the lesson again.""#],
    },
];

/// The keys below `assignment`.
pub(super) const ASSIGNMENT: &[Key] = &[
    Key {
        names: &["introduction"],
        title: "What to do",
        about: "Plain text, shown where learners hand in their work.",
        takes: Takes::Text,
        examples: &[r#""Bake a loaf and take a picture of it.""#],
    },
    Key {
        names: &["confirm_message"],
        title: "Message when it is handed in",
        about: "Plain text.",
        takes: Takes::Text,
        examples: &[r#""Thank you. You hear from us within a week.""#],
    },
    Key {
        names: &["graded"],
        title: "Graded",
        about: "`false`: nobody grades the work.",
        takes: Takes::Truth,
        examples: &["false"],
    },
];

/// Reads `quiz`. A value that is no group of keys is another tool's.
pub(super) fn quiz(report: &mut Report<'_>, entry: &Entry) -> Option<Box<QuizKeys>> {
    let mut quiz = QuizKeys { span: entry.key.span.clone(), ..QuizKeys::default() };
    for part in parts(report, entry)? {
        match known(report, part, QUIZ) {
            Some("file") => quiz.file = text(report, part),
            Some("passing_grade") => quiz.settings.passing_grade = percent(report, part),
            Some("pass_message") => quiz.settings.pass_message = plain(report, part),
            Some("fail_message") => quiz.settings.fail_message = plain(report, part),
            _ => {}
        }
    }
    Some(Box::new(quiz))
}

/// Reads `assignment`, the same way.
pub(super) fn assignment(report: &mut Report<'_>, entry: &Entry) -> Option<Box<Spanned<Assignment>>> {
    let mut assignment = Assignment::default();
    for part in parts(report, entry)? {
        match known(report, part, ASSIGNMENT) {
            Some("introduction") => assignment.introduction = plain(report, part),
            Some("confirm_message") => assignment.confirm_message = plain(report, part),
            Some("graded") => assignment.graded = truth(report, part),
            _ => {}
        }
    }
    Some(Box::new(Spanned { value: assignment, span: entry.key.span.clone() }))
}

fn parts<'e>(report: &mut Report<'_>, entry: &'e Entry) -> Option<Vec<&'e Entry>> {
    match &entry.value.value {
        Node::Map(parts) => Some(report.unique(parts)),
        node if node.is_blank() => None,
        _ => {
            report.foreign(entry, "a group of keys");
            None
        }
    }
}

fn known(report: &mut Report<'_>, part: &Entry, keys: &'static [Key]) -> Option<&'static str> {
    let names = || keys.iter().flat_map(|key| key.names).copied();
    let known = names().find(|name| same(name, &part.key.value));
    if known.is_none() {
        report.unknown_key(&part.key, closest(&part.key.value, names()), false);
    }
    known
}

fn text(report: &mut Report<'_>, part: &Entry) -> Option<Spanned<String>> {
    if matches!(part.value.value, Node::List(_) | Node::Map(_)) {
        report.invalid(&part.value, format!("`{}` must be text", part.key.value), None);
    }
    let text = part.value.value.text()?.trim();
    (!text.is_empty()).then(|| Spanned { value: text.to_owned(), span: part.value.span.clone() })
}

fn plain(report: &mut Report<'_>, part: &Entry) -> Option<String> {
    let kept: String = text(report, part)?.value.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    (!kept.trim().is_empty()).then_some(kept)
}

/// `80`, or `80%`.
fn percent(report: &mut Report<'_>, part: &Entry) -> Option<u8> {
    if part.value.value.is_blank() {
        return None;
    }
    let written = part.value.value.text().unwrap_or_default().trim();
    let digits = written.strip_suffix('%').unwrap_or(written).trim_end();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let percent = digits.parse().ok().filter(|&percent: &u8| is_number && percent <= 100);
    if percent.is_none() {
        let message = format!("`{}` must be a whole number from 0 to 100", part.key.value);
        report.invalid(&part.value, message, Some("write `80` for 80 percent".to_owned()));
    }
    percent
}

fn truth(report: &mut Report<'_>, part: &Entry) -> Option<bool> {
    if part.value.value.is_blank() {
        return None;
    }
    let Some((value, is_lenient)) = boolean(&part.value.value) else {
        report.invalid(&part.value, format!("`{}` must be `true` or `false`", part.key.value), None);
        return None;
    };
    if is_lenient {
        report.lenient_boolean(&part.value, value);
    }
    Some(value)
}
