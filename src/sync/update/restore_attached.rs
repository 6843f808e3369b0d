//! Puts back the settings of a quiz and of an assignment. Questions cannot be put back: the platform does not tell which
//! options were right, and a list without that would be worse than the new one.

use std::collections::BTreeSet;

use super::apply::UpdateError;
use super::one_write::{self, Means};
use super::pre_images::PreImages;
use crate::platform::courses_v3::{
    self, AssignmentChanges, CallError, CoursesApi, Id, Object, PutBody, QuizChanges, UnknownValue,
};
use crate::sync::versions::{Attached, Field, RemoteNode};

/// What is beside a lesson, as it is now and as it was.
#[derive(Debug, Clone)]
pub struct AttachedImage {
    /// The lesson there, as a plan sees it.
    lesson: RemoteNode,
    now: Attached,
    before: Attached,
}

impl AttachedImage {
    /// Compares both; `None` where they are of different kinds.
    pub(super) fn new(lesson: RemoteNode, now: Attached, before: Attached) -> Option<Self> {
        let is_one_kind = matches!(
            (&now, &before),
            (Attached::Quiz(..), Attached::Quiz(..)) | (Attached::Assignment(_), Attached::Assignment(_))
        );
        is_one_kind.then_some(Self { lesson, now, before })
    }

    /// The title of the lesson.
    pub fn title(&self) -> &str {
        &self.lesson.title
    }

    /// What people call it.
    pub fn word(&self) -> &'static str {
        match self.before {
            Attached::Quiz(..) => "quiz",
            Attached::Assignment(_) => "assignment",
        }
    }

    /// Whether its settings are others than they were.
    pub fn has_other_settings(&self) -> bool {
        self.differs(&[Field::Quiz, Field::Assignment])
    }

    /// Whether its questions are others than they were.
    pub fn has_other_questions(&self) -> bool {
        self.differs(&[Field::Questions])
    }

    fn differs(&self, fields: &[Field]) -> bool {
        let [now, before] = [&self.now, &self.before].map(|attached| self.seen(attached));
        fields.iter().any(|field| now.fields.get(field) != before.fields.get(field))
    }

    fn seen(&self, attached: &Attached) -> RemoteNode {
        let mut node = self.lesson.clone();
        node.attach(Some(attached));
        node
    }

    /// The lesson with the old settings and nothing else: what the base has of it afterwards.
    pub(super) fn restored(&self) -> RemoteNode {
        let mut node = self.seen(&self.before);
        node.fields.retain(|field, _| match self.before {
            Attached::Quiz(..) => *field == Field::Quiz,
            Attached::Assignment(_) => *field == Field::Assignment,
        });
        node
    }

    /// Writes the old settings; says why they are not.
    pub(super) async fn put_back(
        &self,
        api: &CoursesApi,
        course: &Id,
        pre_images: &mut PreImages,
    ) -> Result<Option<String>, UpdateError> {
        let Some(body) = self.body() else {
            return Ok(Some("it holds values that cannot be sent".to_owned()));
        };
        pre_images.keep_attached(&self.lesson.id, &self.now)?;
        let written = match &self.now {
            Attached::Quiz(quiz, _) => courses_v3::update_quiz(api, course, quiz.id(), &body).await,
            Attached::Assignment(assignment) => {
                courses_v3::update_assignment(api, course, assignment.id(), &body).await
            }
        };
        written.map_or_else(failed, |()| Ok(None))
    }

    fn body(&self) -> Option<PutBody> {
        match &self.before {
            Attached::Quiz(quiz, _) => quiz.put(&QuizChanges::default(), &unknown(quiz)),
            Attached::Assignment(assignment) => {
                assignment.put(&AssignmentChanges::default(), &unknown(assignment))
            }
        }
        .ok()
    }
}

/// Values that the reference does not list for writing stay away.
fn unknown(object: &Object) -> BTreeSet<UnknownValue> {
    object.unknown_values().into_iter().collect()
}

fn failed(error: CallError) -> Result<Option<String>, UpdateError> {
    match one_write::meaning(error) {
        Means::IsGone => Ok(Some("it was removed on the platform".to_owned())),
        Means::Skip(why) => Ok(Some(why.to_string())),
        Means::Stop(error) => Err(error.into()),
    }
}
