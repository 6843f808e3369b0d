//! Writes a course of any number of lessons, the same one every time.
//!
//! Start at [`course`]. The shape is that of large real courses: numbered folders of a dozen
//! lessons, some with sub-categories, lessons as files and as folders of their own, images and
//! materials shared by the lessons of a folder. Nothing in it is a mistake: checked, it gives no
//! error and no warning.

mod lesson;
mod phrases;
mod random;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use lesson::{Surroundings, capitalised};
use phrases::{OTHER_MARKUP, TOPICS};
use random::Random;

/// How many lessons a folder holds.
const LESSONS_A_FOLDER: usize = 12;

/// A picture of one grey pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
const CSV: &[u8] = b"name,value\nfirst,1\nsecond,2\n";

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated {
    /// How many lessons.
    pub lessons: usize,
    /// How much Markdown they are together, in bytes.
    pub markdown: usize,
}

/// Writes a course of `lessons` lessons into the folder `root`.
pub fn course(root: &Path, lessons: usize) -> io::Result<Generated> {
    write_course(root, lessons, false)
}

/// The same, with ten pieces of other tools' markup in each lesson.
#[allow(dead_code, reason = "one benchmark asks for it")]
pub fn course_with_other_markup(root: &Path, lessons: usize) -> io::Result<Generated> {
    write_course(root, lessons, true)
}

fn write_course(root: &Path, lessons: usize, has_other_markup: bool) -> io::Result<Generated> {
    write(
        root,
        "course.yaml",
        b"title: A generated course\ndescription: Made to be measured, not to be read.\ninstructor:\n  name: Nobody\n",
    )?;
    let folders = plan(lessons);
    let mut markdown = 0;
    for (number, folder) in folders.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &folders[before]);
        markdown += write_folder(root, folder, before, number, has_other_markup)?;
    }
    Ok(Generated { lessons, markdown })
}

/// A category or sub-category.
struct Folder {
    /// From the course root.
    path: String,
    title: String,
    lessons: Vec<Place>,
}

/// Where a lesson is.
struct Place {
    /// From the folder of the category: `03-x.md` or `03-x/index.md`.
    path: String,
    topic: &'static str,
}

impl Place {
    /// The lesson's own folder, if it has one.
    fn folder(&self) -> Option<&str> {
        self.path.split_once('/').map(|(folder, _)| folder)
    }
}

/// Decides the folders and the names, without writing anything.
fn plan(lessons: usize) -> Vec<Folder> {
    let mut random = Random::new(1);
    let count = lessons.div_ceil(LESSONS_A_FOLDER);
    // A number of three digits counts as one only in company, one with a leading zero always.
    let digits = if count < 100 { 2 } else { 4 };
    let mut folders: Vec<Folder> = Vec::with_capacity(count);
    let (mut categories, mut category) = (0, String::new());
    for at in 0..count {
        let title = folder_title(at);
        // Of five folders three are categories, and the last of these holds the other two.
        let path = match at % 5 {
            0..3 => {
                categories += 1;
                category = format!("{categories:0digits$}-{}", slug(&title));
                category.clone()
            }
            sub => format!("{category}/{}-{}", LESSONS_A_FOLDER + sub - 2, slug(&title)),
        };
        let size = LESSONS_A_FOLDER.min(lessons - at * LESSONS_A_FOLDER);
        let topics = topics(&mut random, size);
        let lessons = (1..).zip(topics).map(|(number, topic)| place(&mut random, number, topic)).collect();
        folders.push(Folder { path, title: capitalised(&title), lessons });
    }
    folders
}

/// What the folder at this place is called. No two are called the same.
fn folder_title(at: usize) -> String {
    let topic = TOPICS[at % TOPICS.len()];
    match at / TOPICS.len() {
        0 => topic.to_owned(),
        round => format!("{topic} {}", round + 1),
    }
}

/// Different topics for the lessons of a folder.
fn topics(random: &mut Random, count: usize) -> Vec<&'static str> {
    let mut topics = Vec::with_capacity(count);
    while topics.len() < count {
        let topic = *random.pick(TOPICS);
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics
}

fn place(random: &mut Random, number: usize, topic: &'static str) -> Place {
    let kind = if number == LESSONS_A_FOLDER && random.chance(30) { "assignment-" } else { "" };
    let stem = format!("{number:02}-{kind}{}", slug(topic));
    let path = if random.chance(25) {
        format!("{stem}/{}.md", random.pick(&["index", "README", "lesson"]))
    } else {
        format!("{stem}.md")
    };
    Place { path, topic }
}

/// Writes one folder and returns how many bytes of lessons it holds.
fn write_folder(
    root: &Path,
    folder: &Folder,
    before: Option<&Folder>,
    seed: usize,
    has_other_markup: bool,
) -> io::Result<usize> {
    let mut random = Random::new(2 + seed as u64);
    let home = root.join(&folder.path);
    if random.chance(50) {
        write(&home, "_index.md", format!("---\ntitle: {}\n---\n", folder.title).as_bytes())?;
    }
    let mut markdown = 0;
    let mut used = BTreeSet::new();
    for (at, place) in folder.lessons.iter().enumerate() {
        let up = if place.folder().is_some() { "../" } else { "" };
        let links = links(folder, at, before, up);
        let around = Surroundings { topic: place.topic, number: at + 1, up, lessons: &links };
        let mut text = lesson::write(&mut random, &around, &mut used);
        if has_other_markup {
            text.extend(OTHER_MARKUP);
        }
        markdown += text.len();
        write(&home, &place.path, text.as_bytes())?;
        write_own_files(&mut random, &home, place)?;
    }
    for file in used {
        write(&home, file, sample(file))?;
    }
    Ok(markdown)
}

/// Links from the lesson at `at` to the one before it and to one of the folder before.
fn links(folder: &Folder, at: usize, before: Option<&Folder>, up: &str) -> Vec<String> {
    let sibling = at.checked_sub(1).map(|at| format!("{up}{}", folder.lessons[at].path));
    let cousin = before.and_then(|before| {
        let to_root = "../".repeat(folder.path.split('/').count());
        let lesson = before.lessons.first()?;
        Some(format!("{up}{to_root}{}/{}#in-practice", before.path, lesson.path))
    });
    sibling.into_iter().chain(cousin).collect()
}

/// What a lesson has to itself: a worksheet in its folder, or a table of its stem beside it.
fn write_own_files(random: &mut Random, home: &Path, place: &Place) -> io::Result<()> {
    match place.folder() {
        Some(folder) if random.chance(50) => write(home, &format!("{folder}/worksheet.pdf"), PDF),
        None if random.chance(10) => {
            write(home, &format!("{}-table.csv", place.path.trim_end_matches(".md")), CSV)
        }
        _ => Ok(()),
    }
}

fn sample(file: &str) -> &'static [u8] {
    match file.rsplit('.').next() {
        Some("png") => PNG,
        Some("pdf") => PDF,
        _ => CSV,
    }
}

fn slug(words: &str) -> String {
    words.replace(' ', "-")
}

/// Writes a file and the folders it lies in.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes)
}
