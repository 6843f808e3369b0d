//! The newer courses API (`Version: v3`): reads and changes a course that is on the platform.
//!
//! One function a call. Each takes a [`CoursesApi`] (client and location) and ids that were checked to be ids ([`Id`]),
//! and goes through the one `Request`. Source of every path, field and enum: the platform's public reference of
//! autumn 2026; nobody has reported what its writes really do.
//!
//! - **Read tolerantly.** [`Course`], [`Category`], [`Lesson`], [`Quiz`] and [`Assignment`] keep the whole JSON as it came:
//!   unknown fields stay for the copy that is kept before a write, unknown words of an enum stay text. Only what the
//!   tool cannot do without is demanded; a field that is missing, an id that occurs twice or a cursor that the
//!   reference does not declare is a [`ReplyError`].
//! - **Write strictly.** A create is a struct with documented fields alone. An update is a [`PutBody`]: every writable
//!   field as it was read, with the changes over it. A value that the reference does not list for writing is an
//!   [`UnknownValue`] and is sent never; the caller decides whether the field may be left out.
//! - **Failures are sorted** by "did it arrive?", as for the import: [`CallError::outcome`].
//!
//! Read on in this order: `api` (how a call is made), `object` and `fields` (what is kept and what may be sent), `course`,
//! `category`, `lesson`, `sequence`, `quiz`, `question`, `assignment` (the calls), `probe` (is the API there?), `error`.

mod api;
mod assignment;
mod category;
mod course;
mod error;
mod fields;
mod id;
mod lesson;
mod object;
mod probe;
mod question;
mod quiz;
mod sequence;
mod words;

#[cfg(test)]
mod tests;

pub use api::CoursesApi;
pub use assignment::{
    Assignment, AssignmentChanges, NewAssignment, create_assignment, delete_assignment, lesson_assignment,
    update_assignment,
};
pub use category::{
    Category, CategoryChanges, NewCategory, create_category, delete_category, get_category, list_categories,
    update_category,
};
pub use course::{
    Course, CourseChanges, NewCourse, create_course, delete_course, get_course, list_courses, update_course,
};
pub use error::{CallError, CallOutcome, READ_SCOPE, ReplyError, ReplyFault, WRITE_SCOPE};
pub use id::Id;
pub use lesson::{
    Lesson, LessonChanges, NewLesson, create_lesson, delete_lesson, get_lesson, list_lessons,
    list_lessons_in, update_lesson,
};
pub use object::{Object, PutBody, UnknownValue};
pub use probe::{Capability, probe};
pub use question::{
    NewOption, NewQuestion, OptionText, Question, QuestionOption, QuestionType, put_questions, quiz_questions,
};
pub use quiz::{NewQuiz, Quiz, QuizChanges, create_quiz, delete_quiz, lesson_quiz, update_quiz};
pub use sequence::{sequence_categories, sequence_lessons};
pub use words::{Change, ContentType, Removal, Visibility};
