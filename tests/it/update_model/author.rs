//! The folder as its author knows it, and what the author changes in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::random::Random;
use crate::testkit::Course;

/// A course of the test.
#[derive(Debug, Clone)]
pub(super) struct Author {
    pub(super) title: String,
    pub(super) categories: Vec<Section>,
    /// Counts names, so that no two are the same by accident.
    counter: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Section {
    name: String,
    id: Option<String>,
    title: String,
    is_draft: bool,
    lessons: Vec<Page>,
    inner: Vec<Section>,
}

#[derive(Debug, Clone)]
pub(super) struct Page {
    name: String,
    id: Option<String>,
    title: String,
    /// The first word belongs to this lesson alone, as long as it is not written anew.
    text: String,
    is_draft: bool,
    picture: Option<usize>,
    /// Which video lies beside the file.
    video: Option<usize>,
}

/// A category or lesson that the platform should show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) kind: &'static str,
    /// Its id in the folder.
    pub(super) id: String,
    pub(super) parent: Option<String>,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) visibility: &'static str,
    pub(super) picture: Option<usize>,
}

/// What an author does.
const MOVES: [fn(&mut Author, &mut Random) -> String; 16] = [
    Author::edit_text,
    Author::edit_text,
    Author::edit_title,
    Author::edit_draft,
    Author::edit_picture,
    Author::edit_video,
    Author::edit_category,
    Author::edit_course,
    Author::add_lesson,
    Author::add_category,
    Author::remove_lesson,
    Author::remove_category,
    Author::rename_lesson,
    Author::move_lesson,
    Author::sort_lessons,
    Author::swap_texts,
];

impl Author {
    pub(super) fn new(random: &mut Random) -> Self {
        let mut author = Self { title: "The model".to_owned(), categories: Vec::new(), counter: 0 };
        for _ in 0..2 + random.below(2) {
            let mut section = author.section(random);
            for _ in 0..=random.below(2) {
                let page = author.page(random);
                section.lessons.push(page);
            }
            if random.one_in(3) {
                let mut inner = author.section(random);
                let page = author.page(random);
                inner.lessons.push(page);
                section.inner.push(inner);
            }
            author.categories.push(section);
        }
        author.categories[0].lessons[0].video = random.one_in(3).then_some(0);
        author
    }

    fn number(&mut self) -> usize {
        self.counter += 1;
        self.counter
    }

    fn section(&mut self, random: &mut Random) -> Section {
        let number = self.number();
        Section {
            name: format!("part{number}"),
            id: random.one_in(3).then(|| format!("id-{number}")),
            title: format!("Part {number}"),
            is_draft: false,
            lessons: Vec::new(),
            inner: Vec::new(),
        }
    }

    fn page(&mut self, random: &mut Random) -> Page {
        let number = self.number();
        Page {
            name: format!("page{number}"),
            id: random.one_in(3).then(|| format!("id-{number}")),
            // Twins.
            title: if random.one_in(5) { "Summary".to_owned() } else { format!("Lesson {number}") },
            text: format!("unique{number} words"),
            is_draft: random.one_in(5),
            picture: random.one_in(5).then_some(number % 3),
            video: None,
        }
    }

    /// Changes something; says what.
    pub(super) fn act(&mut self, random: &mut Random) -> String {
        let act = *random.of(&MOVES);
        act(self, random)
    }

    /// Calls `act` with a lesson of any category.
    fn on_lesson(&mut self, random: &mut Random, act: impl FnOnce(&mut Page)) -> String {
        let section = self.any_section(random);
        let at = random.below(section.lessons.len());
        let page = &mut section.lessons[at];
        act(page);
        page.name.clone()
    }

    /// A category of the first level, or one in it.
    fn any_section(&mut self, random: &mut Random) -> &mut Section {
        let at = random.below(self.categories.len());
        let section = &mut self.categories[at];
        if !section.inner.is_empty() && random.one_in(2) {
            let at = random.below(section.inner.len());
            return &mut section.inner[at];
        }
        section
    }

    fn edit_text(&mut self, random: &mut Random) -> String {
        let number = self.number();
        let name = self.on_lesson(random, |page| {
            let first = page.text.split(' ').next().unwrap_or_default().to_owned();
            page.text = format!("{first} author{number}");
        });
        format!("text of {name}: author{number}")
    }

    fn edit_title(&mut self, random: &mut Random) -> String {
        let number = self.number();
        let name = self.on_lesson(random, |page| page.title = format!("Title {number}"));
        format!("title of {name}: Title {number}")
    }

    fn edit_draft(&mut self, random: &mut Random) -> String {
        let name = self.on_lesson(random, |page| page.is_draft = !page.is_draft);
        format!("visibility of {name}")
    }

    fn edit_picture(&mut self, random: &mut Random) -> String {
        let picture = random.below(4).checked_sub(1);
        let name = self.on_lesson(random, |page| page.picture = picture);
        format!("picture of {name}: {picture:?}")
    }

    fn edit_video(&mut self, random: &mut Random) -> String {
        let video = random.below(4).checked_sub(1);
        let name = self.on_lesson(random, |page| page.video = video);
        format!("video of {name}: {video:?}")
    }

    fn edit_category(&mut self, random: &mut Random) -> String {
        let number = self.number();
        let is_title = random.one_in(2);
        let section = self.any_section(random);
        if is_title {
            section.title = format!("Part title {number}");
        } else {
            section.is_draft = !section.is_draft;
        }
        format!("category {}: {} {}", section.name, section.title, section.is_draft)
    }

    fn edit_course(&mut self, _: &mut Random) -> String {
        let number = self.number();
        self.title = format!("The model {number}");
        format!("course title {number}")
    }

    fn add_lesson(&mut self, random: &mut Random) -> String {
        let page = self.page(random);
        let name = page.name.clone();
        let section = self.any_section(random);
        let at = random.below(section.lessons.len() + 1);
        section.lessons.insert(at, page);
        format!("adds {name} to {} at {at}", section.name)
    }

    fn add_category(&mut self, random: &mut Random) -> String {
        let mut section = self.section(random);
        let page = self.page(random);
        section.lessons.push(page);
        let name = section.name.clone();
        if random.one_in(3) {
            let at = random.below(self.categories.len());
            self.categories[at].inner.push(section);
        } else {
            let at = random.below(self.categories.len() + 1);
            self.categories.insert(at, section);
        }
        format!("adds category {name}")
    }

    fn remove_lesson(&mut self, random: &mut Random) -> String {
        let section = self.any_section(random);
        if section.lessons.len() < 2 {
            return "nothing".to_owned();
        }
        let at = random.below(section.lessons.len());
        let page = section.lessons.remove(at);
        format!("removes {}", page.name)
    }

    fn remove_category(&mut self, random: &mut Random) -> String {
        if self.categories.len() < 2 {
            return "nothing".to_owned();
        }
        let at = random.below(self.categories.len());
        if !self.categories[at].inner.is_empty() {
            let inner = self.categories[at].inner.remove(0);
            return format!("removes category {}", inner.name);
        }
        format!("removes category {}", self.categories.remove(at).name)
    }

    fn rename_lesson(&mut self, random: &mut Random) -> String {
        let number = self.number();
        let name = self.on_lesson(random, |page| page.name = format!("renamed{number}"));
        format!("renames to {name}")
    }

    fn move_lesson(&mut self, random: &mut Random) -> String {
        let from = self.any_section(random);
        if from.lessons.len() < 2 {
            return "nothing".to_owned();
        }
        let at = random.below(from.lessons.len());
        let page = from.lessons.remove(at);
        let to = self.any_section(random);
        let at = random.below(to.lessons.len() + 1);
        let said = format!("moves {} to {} at {at}", page.name, to.name);
        to.lessons.insert(at, page);
        said
    }

    fn sort_lessons(&mut self, random: &mut Random) -> String {
        if random.one_in(3) {
            let at = random.below(self.categories.len());
            self.categories.rotate_left(at);
            return format!("rotates categories by {at}");
        }
        let section = self.any_section(random);
        section.lessons.reverse();
        format!("reverses {}", section.name)
    }

    fn swap_texts(&mut self, random: &mut Random) -> String {
        let section = self.any_section(random);
        if section.lessons.len() < 2 {
            return "nothing".to_owned();
        }
        let [one, other] = &mut section.lessons[..2] else { unreachable!("there are two") };
        std::mem::swap(&mut one.text, &mut other.text);
        std::mem::swap(&mut one.title, &mut other.title);
        format!("swaps {} and {}", one.name, other.name)
    }

    /// Writes the folder, and removes what is not in it any more.
    pub(super) fn write(&self, course: &Course) {
        let mut files = BTreeMap::new();
        files.insert("course.yaml".to_owned(), format!("title: {}\n", self.title).into_bytes());
        for picture in 0..3 {
            files.insert(format!("pictures/{picture}.png"), png(picture));
        }
        for (at, section) in self.categories.iter().enumerate() {
            section.files("", at, &mut files);
        }
        for path in course.contents().keys() {
            let name = path.strip_prefix(course.path()).unwrap().to_str().unwrap().to_owned();
            if !files.contains_key(&name) && !name.starts_with("coursedir.") {
                std::fs::remove_file(path).unwrap();
                // What is empty now would be a finding.
                for above in path.ancestors().skip(1).take_while(|above| *above != course.path()) {
                    if std::fs::remove_dir(above).is_err() {
                        break;
                    }
                }
            }
        }
        for (name, content) in files {
            course.write(&name, content);
        }
    }

    /// What the platform should show, parents first, siblings in their order.
    pub(super) fn expected(&self) -> Vec<Expected> {
        let mut all = Vec::new();
        for (at, section) in self.categories.iter().enumerate() {
            section.expected(("", None, at), false, &mut all);
        }
        all
    }
}

impl Section {
    fn path(&self, above: &str, at: usize) -> String {
        format!("{above}{:02}-{}", at + 1, self.name)
    }

    fn files(&self, above: &str, at: usize, files: &mut BTreeMap<String, Vec<u8>>) {
        let path = self.path(above, at);
        let mut head = format!("---\ntitle: {}\n", self.title);
        if let Some(id) = &self.id {
            writeln!(head, "id: {id}").unwrap();
        }
        if self.is_draft {
            head.push_str("draft: true\n");
        }
        head.push_str("---\n");
        files.insert(format!("{path}/index.md"), head.into_bytes());
        for (at, page) in self.lessons.iter().enumerate() {
            let path = page.path(&path, at);
            if let Some(video) = page.video {
                files.insert(path.replace(".md", ".mp4"), format!("not really video {video}").into_bytes());
            }
            files.insert(path, page.content(above.is_empty()).into_bytes());
        }
        for (at, inner) in self.inner.iter().enumerate() {
            inner.files(&format!("{path}/"), at + 50, files);
        }
    }

    /// What is in a draft is one.
    fn expected(
        &self,
        (above, parent, at): (&str, Option<&str>, usize),
        is_in_draft: bool,
        all: &mut Vec<Expected>,
    ) {
        let is_draft = self.is_draft || is_in_draft;
        let path = self.path(above, at);
        let id = self.id.clone().unwrap_or_else(|| path.clone());
        all.push(Expected {
            kind: "category",
            id: id.clone(),
            parent: parent.map(str::to_owned),
            title: self.title.clone(),
            text: String::new(),
            visibility: visibility(is_draft),
            picture: None,
        });
        for (at, page) in self.lessons.iter().enumerate() {
            all.push(Expected {
                kind: "lesson",
                id: page.id.clone().unwrap_or_else(|| page.path(&path, at)),
                parent: Some(id.clone()),
                title: page.title.clone(),
                text: page.text.clone(),
                visibility: visibility(page.is_draft || is_draft),
                picture: page.picture,
            });
        }
        for (at, inner) in self.inner.iter().enumerate() {
            inner.expected((&format!("{path}/"), Some(&id), at + 50), is_draft, all);
        }
    }
}

impl Page {
    fn path(&self, above: &str, at: usize) -> String {
        format!("{above}/{:02}-{}.md", at + 1, self.name)
    }

    fn content(&self, is_first_level: bool) -> String {
        let mut text = format!("---\ntitle: {}\n", self.title);
        if let Some(id) = &self.id {
            writeln!(text, "id: {id}").unwrap();
        }
        if self.is_draft {
            text.push_str("draft: true\n");
        }
        if let Some(picture) = self.picture {
            let up = if is_first_level { "../" } else { "../../" };
            writeln!(text, "thumbnail: {up}pictures/{picture}.png").unwrap();
        }
        write!(text, "---\n{}\n", self.text).unwrap();
        text
    }
}

fn visibility(is_draft: bool) -> &'static str {
    if is_draft { "draft" } else { "published" }
}

/// The smallest image, with something behind it that makes it another one.
fn png(number: usize) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89".to_vec();
    png.extend(format!("number {number}").bytes());
    png
}
