//! Copies of what a run replaces, kept before it is replaced, for `restore`.
//!
//! A run has a folder of its own, named by its time. In it is `run.json` (which course, where, when) and for each object one
//! file, such as `lesson-ID.json`: the object as the platform gave it, every field. The first copy of a run counts. What is
//! beside a lesson is `quiz-LESSON.json`, with its questions, or `assignment-LESSON.json`. The order of a list is `order-…json`. The files hold the texts of a course and nothing secret; only this user may read them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::remote_object::RemoteObject;
use crate::fs::{self, WriteDir};
use crate::platform::courses_v3::{Assignment, Id, Question, Quiz, ReplyFault};
use crate::sync::versions::{Attached, NodeKind};

/// The file that says what a run was.
const RUN: &str = "run.json";

/// The largest copy that is read: a lesson with all its inline images.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The folder of one run, made when the first copy is kept.
#[derive(Debug)]
pub struct PreImages {
    folder: PathBuf,
    run: Run,
    is_begun: bool,
}

/// Which run it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Its name: the time at which it began.
    pub name: String,
    /// The API's host.
    pub host: String,
    /// The location.
    pub location: String,
    /// The id of the course there.
    pub course: Id,
    /// The course's title.
    pub title: String,
}

/// One copy.
#[derive(Debug, Clone, PartialEq)]
pub enum PreImage {
    /// An object as it was.
    Object(Box<RemoteObject>),
    /// The order of a list as it was.
    Order(OrderImage),
    /// What was beside the lesson with this id.
    Attached(Id, Box<Attached>),
}

/// The order of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderImage {
    /// Whose children; `None` for categories of the first level.
    pub parent: Option<Id>,
    /// Whether the children are lessons.
    pub of_lessons: bool,
    /// Their ids.
    pub members: Vec<Id>,
}

/// A copy that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PreImageError {
    /// It cannot be read or written.
    #[error(transparent)]
    Disk(#[from] fs::Error),
    /// It is not what was written.
    #[error("cannot use the copy `{}`: {why}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl PreImages {
    /// The copies of a run that begins at `now`, below `folder`.
    pub fn new(folder: &Path, host: &str, location: &str, course: &Id, title: &str, now: SystemTime) -> Self {
        let name = humantime::format_rfc3339_millis(now).to_string().replace(':', "-");
        let (host, location) = (host.to_owned(), location.to_owned());
        let run = Run { name: name.clone(), host, location, course: course.clone(), title: title.to_owned() };
        Self { folder: folder.join(name), run, is_begun: false }
    }

    /// The name of the run, if anything was kept.
    pub fn name(&self) -> Option<&str> {
        self.is_begun.then_some(self.run.name.as_str())
    }

    /// Keeps an object. Nothing may be written before this succeeded.
    pub fn keep(&mut self, object: &RemoteObject) -> Result<(), fs::Error> {
        let name = format!("{}-{}.json", object.kind().word(), object.id());
        self.add(&name, object.json())
    }

    /// Keeps what is beside a lesson. Which options are right is not known.
    pub fn keep_attached(&mut self, lesson: &Id, attached: &Attached) -> Result<(), fs::Error> {
        match attached {
            Attached::Quiz(quiz, questions) => {
                let questions: Vec<_> = questions.iter().map(|question| &question.json).collect();
                let content = json!({ "lesson": lesson, "quiz": quiz.json(), "questions": questions });
                self.add(&format!("quiz-{lesson}.json"), &content)
            }
            Attached::Assignment(assignment) => {
                let content = json!({ "lesson": lesson, "assignment": assignment.json() });
                self.add(&format!("assignment-{lesson}.json"), &content)
            }
        }
    }

    /// Keeps the order of a list.
    pub fn keep_order(&mut self, order: &OrderImage) -> Result<(), fs::Error> {
        let of = if order.of_lessons { "lessons" } else { "categories" };
        let parent = order.parent.as_ref().map_or("course", Id::as_str);
        self.add(&format!("order-{of}-{parent}.json"), order)
    }

    fn add(&mut self, name: &str, content: &impl Serialize) -> Result<(), fs::Error> {
        if !self.is_begun {
            fs::create_private_folder(&self.folder)?;
            self.write(RUN, &self.run)?;
            self.is_begun = true;
        }
        self.write(name, content)
    }

    fn write(&self, name: &str, content: &impl Serialize) -> Result<(), fs::Error> {
        let folder = WriteDir::open(&self.folder)?;
        let name = Path::new(name);
        if folder.has_file(name)? {
            return Ok(());
        }
        let mut text = serde_json::to_vec_pretty(content).expect("a reply is JSON");
        text.push(b'\n');
        folder.replace(name, &text, fs::Access::Private)
    }
}

/// The runs below a folder that changed this course, the oldest first.
pub fn runs(folder: &Path, host: &str, location: &str, course: &Id) -> Result<Vec<Run>, fs::Error> {
    let listed = match fs::list(folder) {
        Ok(listed) => listed,
        Err(error) if error.source.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut runs: Vec<Run> = listed
        .into_iter()
        .filter_map(|listed| {
            let content = fs::read(&folder.join(listed.name).join(RUN), LARGEST).ok()?;
            serde_json::from_slice(&content).ok()
        })
        .filter(|run: &Run| run.host == host && run.location == location && run.course == *course)
        .collect();
    runs.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(runs)
}

/// All copies of a run, in the order of their names.
pub fn read(folder: &Path, run: &Run) -> Result<Vec<PreImage>, PreImageError> {
    let folder = folder.join(&run.name);
    let listed = fs::list(&folder)?;
    let copies = listed.iter().filter_map(|listed| Some((&listed.name, kind_of(&listed.name)?)));
    copies.map(|(name, kind)| read_one(&folder.join(name), kind)).collect()
}

/// What a file of a run holds.
#[derive(Debug, Clone, Copy)]
enum Holds {
    Object(NodeKind),
    Attached,
    Order,
}

/// What a file with this name holds; none of another file.
fn kind_of(name: &str) -> Option<Holds> {
    let (kind, _) = name.strip_suffix(".json")?.split_once('-')?;
    Some(match kind {
        "course" => Holds::Object(NodeKind::Course),
        "category" => Holds::Object(NodeKind::Category),
        "lesson" => Holds::Object(NodeKind::Lesson),
        "quiz" | "assignment" => Holds::Attached,
        "order" => Holds::Order,
        _ => return None,
    })
}

fn read_one(path: &Path, holds: Holds) -> Result<PreImage, PreImageError> {
    let damaged = |why: String| PreImageError::Damaged { path: path.to_owned(), why };
    let content = fs::read(path, LARGEST)?;
    let value: Value = serde_json::from_slice(&content).map_err(|error| damaged(error.to_string()))?;
    Ok(match holds {
        Holds::Object(kind) => PreImage::Object(Box::new(
            RemoteObject::from_json(kind, value).map_err(|fault| damaged(fault.to_string()))?,
        )),
        Holds::Attached => {
            let (lesson, attached) = attached(value).map_err(|fault| damaged(fault.to_string()))?;
            PreImage::Attached(lesson, Box::new(attached))
        }
        Holds::Order => {
            PreImage::Order(serde_json::from_value(value).map_err(|error| damaged(error.to_string()))?)
        }
    })
}

fn attached(mut value: Value) -> Result<(Id, Attached), ReplyFault> {
    let lesson = value.get("lesson").and_then(Value::as_str).and_then(Id::new);
    let lesson = lesson.ok_or(ReplyFault::MissingField { object: "copy", field: "lesson" })?;
    let mut take = |name: &str| value.get_mut(name).map(Value::take);
    if let Some(assignment) = take("assignment") {
        return Ok((lesson, Attached::Assignment(Assignment::from_json(assignment)?)));
    }
    let quiz = Quiz::from_json(take("quiz").unwrap_or_default())?;
    let questions = match take("questions") {
        Some(Value::Array(questions)) => questions.into_iter().map(Question::from_json).collect(),
        _ => Err(ReplyFault::MissingList("questions")),
    };
    Ok((lesson, Attached::Quiz(quiz, questions?)))
}
