//! From drafts to the questions of a quiz, with findings about what cannot be asked.
//!
//! The platform documents no limits. Those below are far beyond what a learner answers, and keep a request small.

use std::collections::BTreeSet;
use std::ops::Range;

use super::draft::{Draft, Item, Open};
use crate::diagnostic::cap::keep_few;
use crate::diagnostic::{Code, Diagnostic, Source};
use crate::model::{Choice, Question};

/// The most questions of a quiz.
pub(super) const MAX_QUESTIONS: usize = 500;
/// The most options of a question.
const MAX_OPTIONS: usize = 100;
/// The longest text of a question, an option or an explanation, in characters.
const MAX_TEXT: usize = 10_000;

/// What came of the drafts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Checked {
    /// Those that can be asked.
    pub questions: Vec<Question>,
    /// The others, and texts among them: paragraphs for the lesson's text.
    pub texts: Vec<String>,
}

/// Turns drafts into questions. Reports every fault of each, in the file `source`.
pub(crate) fn check(source: &Source, items: Vec<Item>, diagnostics: &mut Vec<Diagnostic>) -> Checked {
    let mut report = Report { source, diagnostics };
    let mut checked = Checked::default();
    for item in items {
        match item {
            Item::Question(draft) | Item::Unknown(draft) if checked.questions.len() == MAX_QUESTIONS => {
                report.say(
                    &draft.text.span,
                    Diagnostic::new(
                        Code::QuizTooLarge,
                        format!("a quiz has more than {MAX_QUESTIONS} questions"),
                    )
                    .label("from here on")
                    .help("split the quiz into several lessons"),
                );
                return checked;
            }
            Item::Question(draft) => checked.questions.extend(question(draft, Answers::Known, &mut report)),
            Item::Unknown(draft) => checked.questions.extend(question(draft, Answers::Unknown, &mut report)),
            Item::Open(open) => checked.texts.extend(text_of(open, &mut report)),
        }
    }
    checked
}

struct Report<'a> {
    source: &'a Source,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    fn say(&mut self, span: &Range<usize>, finding: Diagnostic) {
        self.diagnostics.push(finding.at(self.source.place(span.clone())));
        keep_few(self.diagnostics);
    }
}

fn text_of(open: Open, report: &mut Report<'_>) -> Option<String> {
    if let Some(kind) = open.kind {
        let finding = Diagnostic::new(Code::UnsupportedQuestion, format!("{kind} is imported as text"))
            .label("the platform asks only questions with options to choose")
            .help("give it options, or leave it for the learner to think about");
        report.say(&open.text.span, finding);
    }
    (!open.text.text.is_empty()).then_some(open.text.text)
}

/// Whether it is known which options of a question are right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answers {
    Known,
    Unknown,
}

/// The question, if nothing is wrong with it.
fn question(mut draft: Draft, answers: Answers, report: &mut Report<'_>) -> Option<Question> {
    for dropped in &draft.dropped {
        let message = format!("{} is left out of the question", dropped.what);
        let finding =
            Diagnostic::new(Code::QuizContentDropped, message).label("the platform has no place for it");
        report.say(&dropped.span, finding);
    }
    // All of them are reported, whichever comes first.
    let is_sound =
        [has_texts(&draft, report), has_answers(&draft, answers, report), is_small(&draft, report)];
    if is_sound.contains(&false) {
        return None;
    }
    if answers == Answers::Unknown {
        draft.options.iter_mut().for_each(|(_, is_right)| *is_right = false);
        let finding = Diagnostic::new(Code::UnknownAnswer, "the right answer of this question is not known")
            .label("an option has the box `[?]`")
            .help("tick the right answer (`- [x]`), and write `- [ ]` for the others");
        report.say(&draft.text.span, finding);
    }
    let options = draft.options.into_iter().map(|(option, is_right)| Choice { text: option.text, is_right });
    Some(Question { text: draft.text.text, options: options.collect(), explanation: draft.explanation })
}

/// Whether the question and each option have a text, and no two the same.
fn has_texts(draft: &Draft, report: &mut Report<'_>) -> bool {
    let mut is_sound = true;
    if draft.text.text.is_empty() {
        is_sound = false;
        let finding = Diagnostic::new(Code::EmptyQuestionText, "a question has no text")
            .help("write what is asked in the heading or the numbered item above the options");
        report.say(&draft.text.span, finding);
    }
    let mut seen = BTreeSet::new();
    for (option, _) in &draft.options {
        let folded = as_seen(&option.text);
        if folded.is_empty() {
            is_sound = false;
            let finding = Diagnostic::new(Code::EmptyQuestionText, "an option has no text")
                .help("write the option behind its box, or remove the line");
            report.say(&option.span, finding);
        } else if !seen.insert(folded) {
            is_sound = false;
            let finding =
                Diagnostic::new(Code::DuplicateOption, "two options of a question have the same text")
                    .label("this one is above, too")
                    .help("change one of the two, or remove it");
            report.say(&option.span, finding);
        }
    }
    is_sound
}

/// What tells two options apart. In code of several lines blanks do, too.
fn as_seen(text: &str) -> String {
    if text.contains('\n') { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether there is something to choose, and a right answer unless that is not known.
fn has_answers(draft: &Draft, answers: Answers, report: &mut Report<'_>) -> bool {
    let finding = match draft.options.len() {
        0 | 1 => Diagnostic::new(Code::TooFewOptions, "a question has fewer than two options")
            .help("add an option, so that there is something to choose"),
        _ if answers == Answers::Known && !draft.options.iter().any(|(_, is_right)| *is_right) => {
            Diagnostic::new(Code::NoRightAnswer, "no option of this question is right")
                .help("tick the right answer: `- [x]`")
        }
        _ => return true,
    };
    report.say(&draft.text.span, finding);
    false
}

/// Whether the platform could show it.
fn is_small(draft: &Draft, report: &mut Report<'_>) -> bool {
    let too_large = |message: String| {
        Diagnostic::new(Code::QuizTooLarge, message)
            .help("shorten it, or move some of it into the lesson's text")
    };
    let is_long = |text: &str| text.len() > MAX_TEXT && text.chars().count() > MAX_TEXT;
    let mut is_sound = true;
    if draft.options.len() > MAX_OPTIONS {
        is_sound = false;
        let message = format!("a question has more than {MAX_OPTIONS} options");
        report.say(&draft.text.span, too_large(message));
    }
    let explanation = draft.explanation.as_deref().map(|text| (text, &draft.text.span));
    let options = draft.options.iter().map(|(option, _)| (option.text.as_str(), &option.span));
    let texts = [(draft.text.text.as_str(), &draft.text.span)].into_iter().chain(explanation).chain(options);
    for (_, span) in texts.filter(|(text, _)| is_long(text)) {
        is_sound = false;
        let message = format!("a text of a question is longer than {MAX_TEXT} characters");
        report.say(span, too_large(message));
    }
    is_sound
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CoursePath;
    use crate::quiz::Located;

    fn located(text: &str) -> Located {
        Located::new(text, 0..1)
    }

    fn draft(text: &str, options: &[(&str, bool)]) -> Draft {
        let options = options.iter().map(|&(text, is_right)| (located(text), is_right)).collect();
        Draft { text: located(text), options, explanation: None, dropped: Vec::new() }
    }

    #[track_caller]
    fn check_one(draft: Draft, expected: &[Code]) {
        let (source, mut found) = (Source::new(CoursePath::root().child("a.md"), "text"), Vec::new());
        let checked = check(&source, vec![Item::Question(draft)], &mut found);
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), expected);
        assert_eq!(checked.questions.len(), usize::from(expected.is_empty()));
    }

    #[test]
    fn what_cannot_be_asked_is_no_question() {
        check_one(draft("Q", &[("a", true), ("b", false)]), &[]);
        check_one(draft("Q", &[("a", true), ("b", true)]), &[]);
        check_one(draft("Q", &[("a", false), ("b", false)]), &[Code::NoRightAnswer]);
        check_one(draft("Q", &[("a", true)]), &[Code::TooFewOptions]);
        check_one(draft("Q", &[]), &[Code::TooFewOptions]);
        check_one(draft("Q", &[("a  b", true), ("a\nb", false)]), &[]);
        check_one(draft("Q", &[("a  b", true), ("a b", false)]), &[Code::DuplicateOption]);
        check_one(
            draft("", &[("", true), ("b", false)]),
            &[Code::EmptyQuestionText, Code::EmptyQuestionText],
        );
        let many: Vec<String> = (0..=MAX_OPTIONS).map(|number| number.to_string()).collect();
        let many: Vec<(&str, bool)> = many.iter().map(|text| (text.as_str(), true)).collect();
        check_one(draft("Q", &many), &[Code::QuizTooLarge]);
        let long = "ü".repeat(MAX_TEXT + 1);
        check_one(draft(&long, &[(&long, true), ("b", false)]), &[Code::QuizTooLarge, Code::QuizTooLarge]);
    }

    #[test]
    fn a_quiz_has_an_end() {
        let (source, mut found) = (Source::new(CoursePath::root().child("a.md"), "text"), Vec::new());
        let one = draft("Q", &[("a", true), ("b", false)]);
        let items = vec![Item::Question(one); 10 * MAX_QUESTIONS];
        assert_eq!(check(&source, items, &mut found).questions.len(), MAX_QUESTIONS);
        assert_eq!(found.len(), 1);
    }
}
