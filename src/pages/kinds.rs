//! What a lesson is for its reader: a video, a text, a quiz; and how long it takes.

use std::ops::Range;

use super::body;
use super::host::Context;
use super::text_facts::Medium;
use super::view::Lesson;
use crate::size;

/// How many words a reader takes in a minute; studies of silent reading find 175 to 300.
const WORDS_A_MINUTE: u64 = 220;

/// Kinds of lessons as readers tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LessonKind {
    Video,
    Text,
    Sound,
    Quiz,
    Assignment,
}

impl LessonKind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Video => "Video",
            Self::Text => "Text",
            Self::Sound => "Sound",
            Self::Quiz => "Quiz",
            Self::Assignment => "Assignment",
        }
    }

    /// The class of its icon, after `is-`.
    pub fn class(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Text => "text",
            Self::Sound => "sound",
            Self::Quiz => "quiz",
            Self::Assignment => "assignment",
        }
    }
}

/// The kind of a lesson.
pub(super) fn of(lesson: &Lesson) -> LessonKind {
    match (lesson.head.kind, lesson.head.text.medium) {
        (body::Kind::Quiz, _) => LessonKind::Quiz,
        (body::Kind::Assignment, _) => LessonKind::Assignment,
        (body::Kind::Video, _) if lesson.head.video.is_some() => LessonKind::Video,
        (body::Kind::Video, Medium::Player) => LessonKind::Video,
        (body::Kind::Video, Medium::Sound) => LessonKind::Sound,
        (body::Kind::Video, Medium::Text) => LessonKind::Text,
    }
}

/// How long a lesson is: its video as players say it, a text in minutes of reading.
pub(super) fn length(context: &Context<'_>, number: usize) -> Option<String> {
    let lesson = &context.course.lessons[number];
    if let Some(seconds) = video(context, lesson) {
        return Some(size::clock(seconds));
    }
    let reading = reading(lesson);
    let is_read = of(lesson) == LessonKind::Text && reading > 0;
    is_read.then(|| format!("{} read", size::minutes(reading)))
}

/// About how long lessons take together: their videos, and reading their texts.
pub(super) fn time(context: &Context<'_>, lessons: Range<usize>) -> Option<String> {
    let lessons = context.course.lessons.get(lessons)?.iter();
    let seconds: u64 =
        lessons.map(|lesson| video(context, lesson).unwrap_or(0).saturating_add(reading(lesson))).sum();
    (seconds > 0).then(|| format!("about {}", size::minutes(seconds)))
}

fn video(context: &Context<'_>, lesson: &Lesson) -> Option<u64> {
    context.host.seconds(lesson.head.video.as_deref()?)
}

/// How long reading takes, in seconds.
fn reading(lesson: &Lesson) -> u64 {
    u64::try_from(lesson.head.text.words).unwrap_or(0).saturating_mul(60) / WORDS_A_MINUTE
}
