//! Sends the quiz or the assignment of a lesson that is on the platform.
//!
//! The order is lesson, quiz, questions. Whatever is there is read right before, and left to the next run if somebody changed
//! it since the plan was made. Everything that is written is read back. The list of questions is written as a whole; what the
//! platform does with questions that are not sent is not documented, so whatever it still has is told.
//!
//! Neither is it sure under which name it takes the texts of options. The first list that is sent to a location tells:
//! `title` as documented, else `statement`. Where both get lost no quiz is sent there any more, and the questions stay in the
//! texts of their lessons.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::time::Instant;

use super::one_write::{self, Means};
use super::pre_images::PreImages;
use super::report::{Overtaken, Skipped};
use super::snapshot::read_quiz;
use crate::fs;
use crate::model::{self, nfc};
use crate::platform::courses_v3::{
    self, AssignmentChanges, CallError, CallOutcome, CoursesApi, Id, NewAssignment, NewOption, NewQuestion,
    NewQuiz, Object, OptionText, Question, QuestionType, Quiz, QuizChanges, UnknownValue,
};
use crate::sync::versions::{Attached, Field, RemoteNode};

/// The longest pause between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// A lesson whose quiz or assignment is sent.
pub(super) struct OfLesson<'a> {
    pub(super) api: &'a CoursesApi,
    /// The course there.
    pub(super) course: &'a Id,
    /// The lesson there.
    pub(super) lesson: &'a Id,
    /// The title in the folder.
    pub(super) title: &'a str,
    /// What is written.
    pub(super) fields: &'a BTreeSet<Field>,
    /// As the plan knows it; none of a lesson that was made just now.
    pub(super) planned: Option<&'a RemoteNode>,
    pub(super) pre_images: &'a mut PreImages,
    /// Becomes `true` when the run should stop.
    pub(super) stop: &'a watch::Receiver<bool>,
    /// How long a list is waited for that does not show what was written.
    pub(super) verify: Duration,
}

/// What was sent, as the platform has it now.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) attached: Attached,
    /// Whether it was made: all of it was written.
    pub(super) is_new: bool,
    /// The name that the texts of options were taken under, where options were sent.
    pub(super) option_text: Option<OptionText>,
    /// Questions that the platform kept though they were not sent.
    pub(super) left_over: Vec<String>,
}

/// Why something was not sent to its end.
#[derive(Debug)]
pub(super) enum End {
    /// Somebody changed it.
    Overtaken(Overtaken),
    /// The platform did not take it.
    Skipped(Skipped),
    /// The platform loses the texts of options, whatever their name.
    NotKept,
    /// Nothing more is sent.
    Call(Box<CallError>),
    /// What would be replaced cannot be kept.
    Disk(fs::Error),
}

impl From<CallError> for End {
    fn from(error: CallError) -> Self {
        match one_write::meaning(error) {
            Means::IsGone => Self::Overtaken(Overtaken::Removed),
            Means::Skip(why) => Self::Skipped(why),
            Means::Stop(error) => Self::Call(Box::new(error)),
        }
    }
}

impl From<fs::Error> for End {
    fn from(error: fs::Error) -> Self {
        Self::Disk(error)
    }
}

impl OfLesson<'_> {
    /// Sends a quiz: makes it, or writes what of it changed.
    pub(super) async fn send_quiz(
        self,
        quiz: &model::Quiz,
        option_text: Option<OptionText>,
    ) -> Result<Done, End> {
        let before = read_quiz(self.api, self.course, self.lesson).await?;
        self.must_be_as_planned(before.as_ref())?;
        if let Some(before) = &before {
            self.pre_images.keep_attached(self.lesson, before)?;
        }
        let settings = Settings::of(self.title, &quiz.settings);
        let (mut own, is_new, questions) = match before {
            Some(Attached::Quiz(own, questions)) => (own, false, questions),
            _ => (self.make_quiz(&settings).await?, true, Vec::new()),
        };
        if !is_new && self.fields.contains(&Field::Quiz) {
            own = self.write_settings(own, &settings).await?;
        }
        let writes_questions =
            is_new || [Field::Questions, Field::Answers].iter().any(|field| self.fields.contains(field));
        let list = if writes_questions {
            let questions = self.write_questions(&own, &new_questions(quiz), &questions, option_text).await;
            if let (Err(End::NotKept), true) = (&questions, is_new) {
                // It was made just now, and asks nothing that can be answered.
                courses_v3::delete_quiz(self.api, self.course, own.id()).await?;
            }
            questions?
        } else {
            Written { questions, option_text: None, left_over: Vec::new() }
        };
        if is_new {
            own = self.read_back(&own, &settings).await?;
        }
        let Written { questions, option_text, left_over } = list;
        Ok(Done { attached: Attached::Quiz(own, questions), is_new, option_text, left_over })
    }

    /// Sends an assignment: makes it, or writes what of it changed.
    pub(super) async fn send_assignment(self, assignment: &model::Assignment) -> Result<Done, End> {
        let (api, course, lesson) = (self.api, self.course, self.lesson);
        let before = courses_v3::lesson_assignment(api, course, lesson).await?;
        let before = before.map(Attached::Assignment);
        self.must_be_as_planned(before.as_ref())?;
        let model::Assignment { introduction, confirm_message, graded } = assignment;
        let (introduction, confirm_message) = (introduction.as_deref(), confirm_message.as_deref());
        let ungraded_assignment = graded.map(|graded| !graded);
        let wanted = [
            ("title", Some(Value::from(self.title))),
            ("introduction", introduction.map(Value::from)),
            ("confirmMessage", confirm_message.map(Value::from)),
            ("ungradedAssignment", ungraded_assignment.map(Value::from)),
        ];
        let title = self.title;
        if let Some(before) = &before {
            self.pre_images.keep_attached(lesson, before)?;
        }
        let old = if let Some(Attached::Assignment(old)) = before {
            let changes =
                AssignmentChanges { title: Some(title), introduction, confirm_message, ungraded_assignment };
            let body = old.put(&changes, &nulls(&old)).map_err(|values| unknown_values(&values))?;
            written(courses_v3::update_assignment(api, course, old.id(), &body).await)?;
            Some(old)
        } else {
            let new = NewAssignment { title, introduction, confirm_message, ungraded_assignment };
            made(courses_v3::create_assignment(api, course, lesson, &new).await.map(drop))?;
            None
        };
        let Some(now) = courses_v3::lesson_assignment(api, course, lesson).await? else {
            return Err(answer_lost("create-lesson-assignment"));
        };
        not_taken(old.as_deref(), &now, &wanted)?;
        let (is_new, attached) = (old.is_none(), Attached::Assignment(now));
        Ok(Done { attached, is_new, option_text: None, left_over: Vec::new() })
    }

    /// Leaves alone what somebody changed since the plan was made.
    fn must_be_as_planned(&self, now: Option<&Attached>) -> Result<(), End> {
        let Some(planned) = self.planned else { return Ok(()) };
        let mut seen = planned.clone();
        seen.attach(now);
        // Questions are written with their answers.
        let written = self.fields.iter().map(|field| match field {
            Field::Answers => Field::Questions,
            field => *field,
        });
        let mut changed = written.filter(|field| planned.fields.get(field) != seen.fields.get(field));
        changed.next().map_or(Ok(()), |field| Err(End::Overtaken(Overtaken::Changed(field))))
    }

    /// Makes the quiz. Where the answer is lost it is looked for: a second one is never made.
    async fn make_quiz(&self, settings: &Settings<'_>) -> Result<Quiz, End> {
        let (api, course, lesson) = (self.api, self.course, self.lesson);
        match courses_v3::create_quiz(api, course, lesson, &settings.new_quiz()).await {
            Ok(quiz) => Ok(quiz),
            Err(error) if error.outcome() == CallOutcome::Unknown => {
                let found = courses_v3::lesson_quiz(api, course, lesson).await?;
                found.ok_or_else(|| End::Skipped(Skipped::AnswerLost(one_write::lost(&error))))
            }
            Err(error) => Err(not_made(error)),
        }
    }

    /// Writes settings that are others than those that are there; gives the quiz as it is then.
    async fn write_settings(&self, own: Quiz, settings: &Settings<'_>) -> Result<Quiz, End> {
        if settings.wanted().iter().all(|wanted| is_taken(&own, wanted)) {
            return Ok(own);
        }
        let body = own.put(&settings.changes(), &nulls(&own)).map_err(|values| unknown_values(&values))?;
        written(courses_v3::update_quiz(self.api, self.course, own.id(), &body).await)?;
        let Some(now) = courses_v3::lesson_quiz(self.api, self.course, self.lesson).await? else {
            return Err(End::Overtaken(Overtaken::Removed));
        };
        not_taken(Some(&own), &now, &settings.wanted())?;
        Ok(now)
    }

    /// Reads a quiz that was made.
    async fn read_back(&self, own: &Quiz, settings: &Settings<'_>) -> Result<Quiz, End> {
        let Some(now) = courses_v3::lesson_quiz(self.api, self.course, self.lesson).await? else {
            return Err(End::Overtaken(Overtaken::Removed));
        };
        if now.id() != own.id() {
            return Err(End::Skipped(Skipped::NotTaken("the lesson has another quiz".to_owned())));
        }
        not_taken(None, &now, &settings.wanted())?;
        Ok(now)
    }

    /// Writes the list once, under the name that is known, else under both, and compares what is there then.
    async fn write_questions(
        &self,
        own: &Quiz,
        new: &[NewQuestion<'_>],
        before: &[Question],
        known: Option<OptionText>,
    ) -> Result<Written, End> {
        let option_text = known.unwrap_or(OptionText::Title);
        let (seen, questions) = self.try_questions(own, new, before, option_text).await?;
        match (seen, known) {
            (Seen::Other(what), _) => Err(End::Skipped(Skipped::NotTaken(what))),
            (Seen::All { left_over }, _) => {
                Ok(Written { questions, option_text: Some(option_text), left_over })
            }
            (Seen::NoTexts, Some(_)) => Err(End::NotKept),
            (Seen::NoTexts, None) => {
                let option_text = OptionText::Statement;
                match self.try_questions(own, new, &questions, option_text).await {
                    Ok((Seen::All { left_over }, questions)) => {
                        Ok(Written { questions, option_text: Some(option_text), left_over })
                    }
                    Ok(_) | Err(End::Skipped(Skipped::Refused(_))) => Err(End::NotKept),
                    Err(end) => Err(end),
                }
            }
        }
    }

    async fn try_questions(
        &self,
        own: &Quiz,
        new: &[NewQuestion<'_>],
        before: &[Question],
        option_text: OptionText,
    ) -> Result<(Seen, Vec<Question>), End> {
        let (api, course, quiz) = (self.api, self.course, own.id());
        let result = courses_v3::put_questions(api, course, quiz, new, option_text).await;
        let (reply, lost) = match result {
            Ok(reply) => (Some(reply), None),
            // What the answer holds is not relied on.
            Err(CallError::Reply(_)) => (None, None),
            Err(error) if error.outcome() == CallOutcome::Unknown => (None, Some(error)),
            Err(error) => return Err(error.into()),
        };
        let now = self.until_shown(own, new, before).await?;
        let seen = compare(new, &now);
        let is_stale = is_same(before, &now);
        match (lost, reply) {
            // Where nothing that is shown was to change, nobody knows whether the answers did.
            (Some(error), _) if matches!(seen, Seen::Other(_)) || is_stale => {
                Err(End::Skipped(Skipped::AnswerLost(one_write::lost(&error))))
            }
            // A list that lags: the answer to the write has it.
            (None, Some(reply)) if matches!(seen, Seen::Other(_)) && is_stale => {
                Ok((compare(new, &reply), reply))
            }
            _ => Ok((seen, now)),
        }
    }

    /// Reads the list until it shows another one than before, or the one that was sent.
    async fn until_shown(
        &self,
        own: &Quiz,
        new: &[NewQuestion<'_>],
        before: &[Question],
    ) -> Result<Vec<Question>, End> {
        let end = Instant::now() + self.verify;
        let mut pause = Duration::from_millis(500);
        loop {
            let now = courses_v3::quiz_questions(self.api, self.course, own.id()).await?;
            let is_shown = !is_same(before, &now) || matches!(compare(new, &now), Seen::All { .. });
            if is_shown || Instant::now() + pause > end || *self.stop.borrow() {
                return Ok(now);
            }
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }
}

/// Questions that were written.
struct Written {
    questions: Vec<Question>,
    option_text: Option<OptionText>,
    left_over: Vec<String>,
}

/// What the platform has of a list that was sent.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    /// All of it in its order; and these questions, too.
    All { left_over: Vec<String> },
    /// The questions without any text of an option.
    NoTexts,
    /// Something else.
    Other(String),
}

/// What is sent of a quiz besides its questions.
struct Settings<'a> {
    title: &'a str,
    grade: Option<u8>,
    pass_message: Option<&'a str>,
    fail_message: Option<&'a str>,
}

impl<'a> Settings<'a> {
    fn of(title: &'a str, settings: &'a model::QuizSettings) -> Self {
        let model::QuizSettings { passing_grade, pass_message, fail_message } = settings;
        Self {
            title,
            grade: *passing_grade,
            pass_message: pass_message.as_deref(),
            fail_message: fail_message.as_deref(),
        }
    }

    fn new_quiz(&self) -> NewQuiz<'a> {
        NewQuiz {
            title: self.title,
            required_passing_grade: Some(self.grade.is_some()),
            passing_grade: self.grade,
            pass_message: self.pass_message,
            fail_message: self.fail_message,
        }
    }

    fn changes(&self) -> QuizChanges<'a> {
        QuizChanges {
            title: Some(self.title),
            required_passing_grade: Some(self.grade.is_some()),
            passing_grade: self.grade,
            pass_message: self.pass_message,
            fail_message: self.fail_message,
        }
    }

    fn wanted(&self) -> [Wanted; 5] {
        [
            ("title", Some(Value::from(self.title))),
            ("requiredPassingGrade", Some(Value::from(self.grade.is_some()))),
            ("passingGrade", self.grade.map(Value::from)),
            ("passMessage", self.pass_message.map(Value::from)),
            ("failMessage", self.fail_message.map(Value::from)),
        ]
    }
}

/// A field on the wire, and the value that it shall have; none where it stays.
type Wanted = (&'static str, Option<Value>);

fn is_taken(now: &Object, (name, wanted): &Wanted) -> bool {
    let Some(wanted) = wanted else { return true };
    match (wanted, now.field(name)) {
        (Value::String(wanted), Some(Value::String(now))) => has_same_text(wanted, now),
        (Value::Number(wanted), Some(Value::Number(now))) => wanted.as_f64() == now.as_f64(),
        (wanted, now) => Some(wanted) == now,
    }
}

/// Tells of an object which field was not taken, or changed though it was not to.
fn not_taken(before: Option<&Object>, now: &Object, wanted: &[Wanted]) -> Result<(), End> {
    let touched: BTreeMap<&str, &Option<Value>> = wanted.iter().map(|(name, value)| (*name, value)).collect();
    let mut wrong: Vec<String> = wanted
        .iter()
        .filter(|wanted| !is_taken(now, wanted))
        .map(|(name, _)| format!("`{name}` is not as it was sent"))
        .collect();
    let names = before.into_iter().flat_map(|before| before.json().keys());
    let is_other = |name: &&String| {
        let is_written = touched.get(name.as_str()).is_some_and(|value| value.is_some());
        let before = before.and_then(|before| before.field(name));
        !is_written && now.writes(name) && before != now.field(name)
    };
    wrong.extend(names.filter(is_other).map(|name| format!("`{name}` changed, too")));
    if wrong.is_empty() { Ok(()) } else { Err(End::Skipped(Skipped::NotTaken(wrong.join(", ")))) }
}

/// Values that may stay away from an update: what is `null` is as if it had not been sent.
fn nulls(object: &Object) -> BTreeSet<UnknownValue> {
    object.unknown_values().into_iter().filter(|value| value.value == "null").collect()
}

fn unknown_values(values: &[UnknownValue]) -> End {
    let values = values.iter().map(|value| format!("{}: {}", value.field, value.value));
    End::Skipped(Skipped::UnknownValues(values.collect()))
}

/// A write of known values: what is lost is read back by whoever asks.
fn written(result: Result<(), CallError>) -> Result<(), End> {
    match result {
        Err(error) if error.outcome() == CallOutcome::Unknown => {
            Err(End::Skipped(Skipped::Failed(one_write::lost(&error))))
        }
        result => Ok(result?),
    }
}

/// A create: where its answer is lost, the next look tells.
fn made(result: Result<(), CallError>) -> Result<(), End> {
    match result {
        Err(error) if error.outcome() == CallOutcome::Unknown => Ok(()),
        result => result.map_err(not_made),
    }
}

/// An account may have the newer calls without this one: then the rest goes on.
fn not_made(error: CallError) -> End {
    if error.is_absent() { End::Skipped(Skipped::Refused(error.to_string())) } else { error.into() }
}

fn answer_lost(call: &str) -> End {
    End::Skipped(Skipped::AnswerLost(format!("no answer to {call}")))
}

fn new_questions(quiz: &model::Quiz) -> Vec<NewQuestion<'_>> {
    quiz.questions
        .iter()
        .map(|question| NewQuestion {
            title: &question.text,
            question_type: if question.is_multiple() { QuestionType::Multiple } else { QuestionType::Single },
            options: question
                .options
                .iter()
                .map(|option| NewOption { title: &option.text, is_correct: option.is_right })
                .collect(),
            explanation: question.explanation.as_deref(),
        })
        .collect()
}

/// Finds the questions that were sent in those that are there, in their order.
fn compare(sent: &[NewQuestion<'_>], there: &[Question]) -> Seen {
    let (waits, left_over) = missing(sent, there, is_question);
    if waits.is_none() {
        return Seen::All { left_over: left_over.iter().map(|question| question.title.clone()).collect() };
    }
    let has_no_text =
        |question: &Question| question.options.iter().all(|option| option.text.trim().is_empty());
    if there.iter().all(has_no_text) && missing(sent, there, has_title).0.is_none() {
        return Seen::NoTexts;
    }
    let counts = format!("{} sent, {} there", sent.len(), there.len());
    match waits {
        Some(question) => Seen::Other(format!(
            "the question `{}` is not there as it was sent ({counts})",
            short(question.title)
        )),
        None => Seen::Other(counts),
    }
}

/// The first question that was sent and is not there, and those that are there and were not sent.
fn missing<'s, 't, 'q>(
    sent: &'s [NewQuestion<'q>],
    there: &'t [Question],
    is_it: impl Fn(&NewQuestion<'_>, &Question) -> bool,
) -> (Option<&'s NewQuestion<'q>>, Vec<&'t Question>) {
    let mut waits = sent.iter().peekable();
    let left_over =
        there.iter().filter(|question| waits.next_if(|sent| is_it(sent, question)).is_none()).collect();
    (waits.next(), left_over)
}

fn has_title(sent: &NewQuestion<'_>, there: &Question) -> bool {
    has_same_text(sent.title, &there.title)
}

fn is_question(sent: &NewQuestion<'_>, there: &Question) -> bool {
    let kind = match sent.question_type {
        QuestionType::Single => "single",
        QuestionType::Multiple => "multiple",
    };
    let explanation = there.json.get("explanation").and_then(Value::as_str);
    let options = sent.options.iter().zip(&there.options);
    has_title(sent, there)
        && kind == there.question_type
        && sent.options.len() == there.options.len()
        && options.into_iter().all(|(sent, there)| has_same_text(sent.title, &there.text))
        // A reply may leave it out, as it does the answers.
        && explanation.is_none_or(|there| has_same_text(sent.explanation.unwrap_or_default(), there))
}

/// Whether two texts have the same words, whatever the blanks between them.
fn has_same_text(one: &str, other: &str) -> bool {
    one == other || nfc(one).split_whitespace().eq(nfc(other).split_whitespace())
}

fn is_same(before: &[Question], now: &[Question]) -> bool {
    let shown = |question: &Question| {
        let options: Vec<String> = question.options.iter().map(|option| option.text.clone()).collect();
        let explanation = question.json.get("explanation").cloned();
        (question.title.clone(), question.question_type.clone(), options, explanation)
    };
    before.iter().map(shown).eq(now.iter().map(shown))
}

fn short(text: &str) -> String {
    const LENGTH: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LENGTH && line.len() == text.len() {
        return line.to_owned();
    }
    format!("{}…", line.chars().take(LENGTH).collect::<String>())
}
