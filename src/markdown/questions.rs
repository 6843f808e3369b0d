//! The questions of a quiz in a page's Markdown: `docs/reference/quizzes.md` has the grammar.
//!
//! [`take`] parses the text once more, block by block. A list whose items have boxes is a list of answers. The heading
//! or the numbered item above it is the question, and what is below it the explanation. All of that leaves the text:
//! what stays is the lesson's own text, without any answer.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Code, Diagnostic};
use crate::quiz::{Draft, Dropped, Item, Located, Open, Plain, lia_script, text};

use crate::commonmark::events::{Spanned, end_of};
use crate::commonmark::findings::Findings;
use crate::commonmark::parse::parse;
use crate::commonmark::source_map::{Edit, Text};

/// Takes the questions out of a text: gives the rest, and the questions in their order.
pub(super) fn take<'a>(text: Text<'a>, findings: &mut Findings<'_>) -> (Text<'a>, Vec<Item>) {
    let (items, mut taken) = {
        let events = parse(text.as_str());
        let mut reader = Reader {
            text: &text,
            findings,
            items: Vec::new(),
            taken: Vec::new(),
            heading: None,
            is_answered: false,
            is_in_quiz: false,
        };
        reader.blocks(&events);
        (reader.items, reader.taken)
    };
    taken.sort_by_key(|range| range.start);
    let edits: Vec<Edit> = taken.into_iter().map(|range| Edit { range, with: "\n".to_owned() }).collect();
    (text.edit(&edits), items)
}

/// Writes the quizzes of `LiaScript` in our grammar.
pub(super) fn of_lia_script(text: Text<'_>) -> Text<'_> {
    if !lia_script::is_in(text.as_str()) {
        return text;
    }
    let edit = |lia_script::Change { range, with }| Edit { range, with };
    let edits: Vec<Edit> = lia_script::changes(text.as_str()).into_iter().map(edit).collect();
    text.edit(&edits)
}

/// The blocks in some events: each is a start event with all up to its end, or an event of its own.
fn blocks<'e, 't>(events: &'e [Spanned<'t>]) -> impl Iterator<Item = &'e [Spanned<'t>]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let (event, _) = events.get(start)?;
        at = if matches!(event, Event::Start(_)) { end_of(events, start) + 1 } else { start + 1 };
        Some(&events[start..at])
    })
}

/// What is between the start and the end of a block.
fn inside<'e, 't>(block: &'e [Spanned<'t>]) -> &'e [Spanned<'t>] {
    block.get(1..block.len().saturating_sub(1)).unwrap_or_default()
}

fn range_of(events: &[Spanned<'_>]) -> Range<usize> {
    let start = events.first().map_or(0, |(_, range)| range.start);
    start..events.iter().map(|(_, range)| range.end).max().unwrap_or(start).max(start)
}

/// What a block is to a quiz.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    Heading,
    /// A list whose items have boxes.
    Answers,
    /// A numbered list with such a list in it.
    Questions,
    /// Another numbered list.
    Numbered,
    /// A line across the page.
    Rule,
    /// A comment.
    Nothing,
    Quote,
    Other,
}

fn kind_of(block: &[Spanned<'_>]) -> BlockKind {
    match &block[0].0 {
        Event::Start(Tag::Heading { .. }) => BlockKind::Heading,
        Event::Start(Tag::BlockQuote(_)) => BlockKind::Quote,
        Event::Start(Tag::List(_)) if is_answers(block) => BlockKind::Answers,
        Event::Start(Tag::List(Some(_))) => {
            let holds_answers = |item: &[Spanned<'_>]| blocks(inside(item)).any(is_answers);
            if blocks(inside(block)).any(holds_answers) { BlockKind::Questions } else { BlockKind::Numbered }
        }
        Event::Start(Tag::HtmlBlock) => {
            let mut html = inside(block).iter();
            let is_comment = |(event, _): &Spanned<'_>| matches!(event, Event::Html(html) if html.trim().is_empty() || html.starts_with("<!--") && html.trim_end().ends_with("-->"));
            if html.all(is_comment) { BlockKind::Nothing } else { BlockKind::Other }
        }
        Event::Rule => BlockKind::Rule,
        _ => BlockKind::Other,
    }
}

/// Whether a block is a list of which an item has a box.
fn is_answers(block: &[Spanned<'_>]) -> bool {
    matches!(block[0].0, Event::Start(Tag::List(_))) && blocks(inside(block)).any(|item| tick(item).is_some())
}

/// The box of an answer.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tick {
    Right,
    Wrong,
    /// `[?]`, which is text to the parser.
    Unknown,
}

/// What stands for a box where nobody knows which answer is right.
const UNKNOWN: &str = "[?]";

/// The box of an item, if it has one.
fn tick(item: &[Spanned<'_>]) -> Option<Tick> {
    let mut own = inside(item).iter().skip_while(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
    let (first, range) = own.next()?;
    match first {
        Event::TaskListMarker(true) => Some(Tick::Right),
        Event::TaskListMarker(false) => Some(Tick::Wrong),
        // Written as a reference, a bracket is a bracket.
        Event::Text(text) if range.len() == text.len() => {
            let more = own.map_while(|(event, _)| match event {
                Event::Text(text) => Some(text),
                _ => None,
            });
            let start: String = std::iter::once(text).chain(more.take(3)).map(|text| &**text).collect();
            let rest = start.strip_prefix(UNKNOWN)?;
            (rest.is_empty() || rest.starts_with(' ')).then_some(Tick::Unknown)
        }
        _ => None,
    }
}

/// A heading that may be a question, and what is below it.
struct Heading<'e> {
    heading: &'e [Spanned<'e>],
    below: Vec<&'e [Spanned<'e>]>,
}

struct Reader<'e, 'r, 'f> {
    text: &'e Text<'e>,
    findings: &'r mut Findings<'f>,
    items: Vec<Item>,
    /// Parts of the text that are no text of the lesson, in its order but for headings.
    taken: Vec<Range<usize>>,
    heading: Option<Heading<'e>>,
    /// Whether the last question has its answers, and what comes is its explanation.
    is_answered: bool,
    /// Whether there was a question, and no rule behind it.
    is_in_quiz: bool,
}

impl<'e> Reader<'e, '_, '_> {
    fn blocks(&mut self, events: &'e [Spanned<'e>]) {
        let mut blocks = blocks(events).peekable();
        while let Some(block) = blocks.next() {
            let kind = kind_of(block);
            if kind == BlockKind::Numbered {
                let next = blocks.peek().filter(|next| kind_of(next) == BlockKind::Answers);
                if let Some(answers) = next.filter(|answers| self.is_asked_by_item(block, answers)) {
                    let answers = *answers;
                    blocks.next();
                    self.answers_below_item(block, answers);
                    continue;
                }
            }
            self.block(block, kind);
        }
        self.leave_heading();
    }

    fn block(&mut self, block: &'e [Spanned<'e>], kind: BlockKind) {
        match kind {
            BlockKind::Nothing => {}
            BlockKind::Rule => {
                self.leave_heading();
                if self.is_in_quiz {
                    self.taken.push(range_of(block));
                }
                (self.is_answered, self.is_in_quiz) = (false, false);
            }
            BlockKind::Heading => {
                self.leave_heading();
                self.is_answered = false;
                self.heading = Some(Heading { heading: block, below: Vec::new() });
            }
            BlockKind::Answers => self.answers_below_heading(block),
            BlockKind::Questions => {
                self.leave_heading();
                for item in blocks(inside(block)) {
                    self.numbered(item);
                }
            }
            BlockKind::Numbered | BlockKind::Quote | BlockKind::Other => self.other(block, kind),
        }
    }

    /// A heading without answers is text of the lesson.
    fn leave_heading(&mut self) {
        let Some(heading) = self.heading.take().filter(|_| self.is_in_quiz) else { return };
        let finding = Diagnostic::new(Code::TextBetweenQuestions, "this heading has no answers below it")
            .label("learners read this part as the lesson's text")
            .help("add a list of answers (`- [x]`, `- [ ]`), or move it before the first question");
        self.findings.say(self.text, &trimmed(self.text, range_of(heading.heading)), finding);
    }

    /// Whether answers belong to the last item of the list above them, and not to the heading above both.
    fn is_asked_by_item(&self, list: &[Spanned<'_>], answers: &[Spanned<'_>]) -> bool {
        let list = range_of(list);
        let between = self.text.as_str().get(list.start..range_of(answers).start).unwrap_or_default();
        let behind = &between[between.trim_end().len()..];
        self.heading.is_none() || behind.bytes().filter(|byte| *byte == b'\n').count() < 2
    }

    /// Answers that are not indented: the last item above them is the question.
    fn answers_below_item(&mut self, list: &'e [Spanned<'e>], answers: &'e [Spanned<'e>]) {
        self.leave_heading();
        let items: Vec<_> = blocks(inside(list)).collect();
        let Some((asked, others)) = items.split_last() else { return };
        for item in others {
            self.open(item);
        }
        let mut question = Plain::default();
        question.add(inside(asked));
        self.taken.extend([range_of(asked), range_of(answers)]);
        self.question(&question, answers, &range_of(asked));
    }

    fn answers_below_heading(&mut self, answers: &'e [Spanned<'e>]) {
        let Some(Heading { heading, below }) = self.heading.take() else {
            let message = if self.is_answered {
                "a question has a second list of answers"
            } else {
                "these answers are below no question"
            };
            return self.misplaced(
                message,
                answers,
                "write the question as a heading or a numbered item right above its answers",
            );
        };
        let mut question = Plain::default();
        question.add(inside(heading));
        self.taken.push(range_of(heading));
        for block in below {
            question.add(block);
            self.taken.push(range_of(block));
        }
        self.taken.push(range_of(answers));
        self.question(&question, answers, &range_of(heading));
    }

    /// An item of a numbered list in which there are answers.
    fn numbered(&mut self, item: &'e [Spanned<'e>]) {
        let parts: Vec<_> = blocks(inside(item)).collect();
        let Some(at) = parts.iter().position(|part| is_answers(part)) else {
            return self.open(item);
        };
        let mut question = Plain::default();
        let before: usize = parts[..at].iter().map(|part| part.len()).sum();
        question.add(&inside(item)[..before]);
        self.taken.push(range_of(item));
        self.question(&question, parts[at], &range_of(item));
        for part in &parts[at + 1..] {
            if is_answers(part) {
                let help = "give each question a number of its own";
                self.misplaced("a question has a second list of answers", part, help);
            } else {
                self.explain(part);
            }
        }
    }

    /// A numbered item without answers stays in the text.
    fn open(&mut self, item: &[Spanned<'_>]) {
        self.is_answered = false;
        let span = self.text.origin(&trimmed(self.text, range_of(item)));
        let text = Located { text: String::new(), span };
        self.items.push(Item::Open(Open { text, kind: Some("a question without answers") }));
    }

    fn question(&mut self, question: &Plain, answers: &'e [Spanned<'e>], else_at: &Range<usize>) {
        let (text, dropped) = located(self.text, question, else_at);
        let mut draft = Draft { text, options: Vec::new(), explanation: None, dropped };
        (self.is_answered, self.is_in_quiz) = (true, true);
        for item in blocks(inside(answers)) {
            self.option(item, &mut draft);
        }
        let is_unknown = blocks(inside(answers)).any(|item| tick(item) == Some(Tick::Unknown));
        self.items.push(if is_unknown { Item::Unknown(draft) } else { Item::Question(draft) });
    }

    fn option(&mut self, item: &'e [Spanned<'e>], draft: &mut Draft) {
        let mut option = Plain::default();
        let mut own = Vec::new();
        for part in blocks(inside(item)) {
            match kind_of(part) {
                BlockKind::Quote => add_explanation(self.text, part, draft),
                BlockKind::Answers => {
                    self.misplaced("answers are below another answer", part, "move them to the left");
                }
                _ => own.extend_from_slice(part),
            }
        }
        option.add(&own);
        let (mut text, dropped) = located(self.text, &option, &range_of(item));
        draft.dropped.extend(dropped);
        // A box without a text is text to the parser.
        let tick = tick(item);
        if tick == Some(Tick::Unknown) {
            let own = text.text.strip_prefix(UNKNOWN).unwrap_or(&text.text).trim_start_matches(' ');
            text.text = own.to_string();
        }
        let is_empty_box = tick.is_none() && matches!(text.text.as_str(), "[ ]" | "[x]" | "[X]" | "[]");
        if is_empty_box {
            text.text.clear();
        }
        if tick.is_none() && !is_empty_box {
            self.misplaced(
                "an answer has no box",
                item,
                "write `- [x]` if it is right, `- [ ]` if it is not",
            );
        }
        draft.options.push((text, tick == Some(Tick::Right)));
    }

    fn other(&mut self, block: &'e [Spanned<'e>], kind: BlockKind) {
        if self.is_answered {
            if kind != BlockKind::Quote {
                let message = "this text is taken for the explanation of the question above it";
                let finding = Diagnostic::new(Code::TextBetweenQuestions, message)
                    .label("learners see it with the right answer")
                    .help("write it as a quote (`>`), or put a line with `---` above the lesson's text");
                self.findings.say(self.text, &trimmed(self.text, range_of(block)), finding);
            }
            self.taken.push(range_of(block));
            self.explain(block);
        } else if let Some(heading) = &mut self.heading {
            heading.below.push(block);
        }
    }

    /// Adds a block to the explanation of the last question.
    fn explain(&mut self, block: &[Spanned<'_>]) {
        if let Some(Item::Question(draft) | Item::Unknown(draft)) = self.items.last_mut() {
            add_explanation(self.text, block, draft);
        }
    }

    fn misplaced(&mut self, message: &str, block: &[Spanned<'_>], help: &str) {
        let finding = Diagnostic::new(Code::MisplacedAnswers, message).help(help);
        self.findings.say(self.text, &trimmed(self.text, range_of(block)), finding);
    }
}

fn add_explanation(text: &Text<'_>, block: &[Spanned<'_>], draft: &mut Draft) {
    let mut more = Plain::default();
    more.add(block);
    let (more, dropped) = located(text, &more, &range_of(block));
    draft.dropped.extend(dropped);
    draft.explanation =
        text::paragraphs(draft.explanation.iter().map(String::as_str).chain([more.text.as_str()]));
}

/// A text with its place in the file, and what is left out of it; `else_at` is the place of a text without events.
fn located(text: &Text<'_>, plain: &Plain, else_at: &Range<usize>) -> (Located, Vec<Dropped>) {
    let span = trimmed(text, plain.span.clone().unwrap_or_else(|| else_at.clone()));
    let dropped = plain.dropped.iter().map(|(what, range)| Dropped { what, span: text.origin(range) });
    (Located { text: plain.text(), span: text.origin(&span) }, dropped.collect())
}

/// A range without the line ends behind it.
fn trimmed(text: &Text<'_>, range: Range<usize>) -> Range<usize> {
    let length = text.as_str().get(range.clone()).map_or(0, |text| text.trim_end().len());
    range.start..range.start + length
}
