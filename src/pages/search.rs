//! The search index: titles and words of all lessons, in pieces.
//!
//! A piece is named by what is in it, so that after a change only what changed is read again, and a
//! browser that has it need not ask. The list of pieces is [`Index::manifest`].

use serde_json::{Value, json};

use super::body::Content;
use super::host::{Context, Target};
use super::text;

/// A piece becomes about as large as this, in bytes: small enough to be read at once, large enough
/// that ten thousand lessons are some dozens of pieces.
const PIECE: usize = 512 * 1024;

/// Everything that can be found.
#[derive(Debug, Default)]
pub struct Index {
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    name: String,
    json: String,
}

impl Index {
    /// Reads every lesson of a course.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let trails = trails(context);
        let mut index = Self::default();
        let mut lessons: Vec<Value> = Vec::new();
        let mut bytes = 0;
        for (number, lesson) in context.course.lessons.iter().enumerate() {
            let Content { description, .. } = Content::read(context.course.json(number));
            let words = text::of(&description);
            bytes += words.len() + 100;
            lessons.push(json!([
                context.host.path(Target::Lesson(number)),
                lesson.head.title,
                trails.get(number).map_or("", String::as_str),
                words
            ]));
            if bytes >= PIECE {
                index.push(&lessons);
                lessons.clear();
                bytes = 0;
            }
        }
        if !lessons.is_empty() {
            index.push(&lessons);
        }
        index
    }

    fn push(&mut self, lessons: &[Value]) {
        let json = Value::from(lessons).to_string();
        let hash = blake3::hash(json.as_bytes()).to_hex();
        let name = format!("{}-{}", self.pieces.len(), &hash[..12]);
        self.pieces.push(Piece { name, json });
    }

    /// The list of pieces: their names, in order.
    pub fn manifest(&self) -> String {
        let names: Vec<&str> = self.pieces.iter().map(|piece| piece.name.as_str()).collect();
        json!({ "pieces": names }).to_string()
    }

    /// Every piece with its name.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pieces.iter().map(|piece| (piece.name.as_str(), piece.json.as_str()))
    }

    /// The piece of this name.
    pub fn piece(&self, name: &str) -> Option<&str> {
        self.pieces.iter().find(|piece| piece.name == name).map(|piece| piece.json.as_str())
    }

    /// A list or piece as a script, for pages that cannot ask for data because they come from a disk.
    pub fn as_script(name: &str, json: &str) -> String {
        format!("coursedirIndex({},{json});\n", Value::from(name))
    }
}

/// The category of each lesson, in words.
fn trails(context: &Context<'_>) -> Vec<String> {
    let mut trails = vec![String::new(); context.course.lessons.len()];
    for section in &context.course.body.sections {
        for lesson in section.all_lessons() {
            if let Some(trail) = trails.get_mut(lesson) {
                trail.clone_from(&section.title);
            }
        }
        for inner in &section.inner {
            for lesson in inner.lessons.clone() {
                if let Some(trail) = trails.get_mut(lesson) {
                    *trail = format!("{} › {}", section.title, inner.title);
                }
            }
        }
    }
    trails
}
