//! The folder's version, from the model.
//!
//! A text needs the addresses of its files. A file that is not uploaded yet has a placeholder made of the hash of its
//! content, so that a file that changed is a text that changed, before and after the upload.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::apart::Apart;
use super::attached;
use super::lesson_addresses::LessonAddresses;
use super::node::{Field, LocalId, MediaPlace, NodeKind};
use super::print::Print;
use crate::html::escape::escape;
use crate::html::quiz::questions;
use crate::model::{
    Address, CategoryHead, Course, CoursePath, Instructor, Lesson, LessonLink, Material, Video, nfc,
};
use crate::platform::convert::html::description_with_links;

/// What the folder holds, in the order of its outline: parents come before their children.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Local {
    /// The course, then each category with its lessons and sub-categories.
    pub nodes: Vec<LocalNode>,
}

/// A node of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalNode {
    /// What it is.
    pub kind: NodeKind,
    /// Its id.
    pub id: LocalId,
    /// Its path in the course, in NFC.
    pub path: String,
    /// The category that it is in; `None` for the course and for categories of the first level.
    pub parent: Option<LocalId>,
    /// Its title.
    pub title: String,
    /// Its fields; those that are made by hand too.
    pub fields: BTreeMap<Field, Print>,
    /// Its text with the video and the materials in it; `None` where it has neither beside its text.
    pub text_with_media: Option<Print>,
}

/// The addresses of what a text refers to: of local files, by their paths in the course, and of other lessons.
#[derive(Debug, Clone, Copy)]
pub struct Addresses<'a> {
    /// Of those files that the platform has.
    pub known: &'a BTreeMap<CoursePath, String>,
    /// The hashes of all files.
    pub hashes: &'a BTreeMap<CoursePath, String>,
    /// Of those lessons that the platform has. A link to any other lesson is text, as in an import.
    pub lessons: &'a LessonAddresses,
    /// The lessons whose questions are no part of their texts.
    pub apart: &'a Apart,
}

impl LocalNode {
    /// A field, with the media where they are for this target.
    pub fn print(&self, field: Field, media: MediaPlace) -> Option<Print> {
        match (field, media) {
            (Field::Text, MediaPlace::InText) => self.text_with_media.or(self.fields.get(&field).copied()),
            _ => self.fields.get(&field).copied(),
        }
    }
}

impl Local {
    /// Takes a course as it would be sent with these addresses.
    pub fn of(course: &Course, addresses: Addresses<'_>) -> Self {
        let mut nodes = vec![course_node(course, addresses)];
        for category in &course.categories {
            let head = category_node(&category.head, None, addresses);
            let parent = head.id.clone();
            nodes.push(head);
            nodes.extend(category.lessons.iter().map(|lesson| lesson_node(lesson, &parent, addresses)));
            for subcategory in &category.subcategories {
                let head = category_node(&subcategory.head, Some(&parent), addresses);
                let parent = head.id.clone();
                nodes.push(head);
                nodes
                    .extend(subcategory.lessons.iter().map(|lesson| lesson_node(lesson, &parent, addresses)));
            }
        }
        Self { nodes }
    }
}

/// The text of a lesson as it is sent: the player of another site above it, the questions of its quiz below it where they are
/// not apart, and the media in it where they belong there.
pub fn lesson_html(lesson: &Lesson, media: MediaPlace, addresses: Addresses<'_>) -> String {
    let address_of = |path: &CoursePath| Cow::Owned(addresses.of_file(path));
    let player = match &lesson.video {
        Some(Video::Embed(player)) => Some((player.as_str(), lesson.title.as_str())),
        Some(Video::File(_)) | None => None,
    };
    let lesson_address = |link: &LessonLink| addresses.lessons.of_link(link);
    let mut text = description_with_links(&lesson.body, player, &address_of, &lesson_address).to_string();
    if let Some(quiz) = lesson.quiz.as_ref().filter(|_| !addresses.apart.has(&lesson.id)) {
        text.push_str(&questions(quiz));
    }
    match media {
        MediaPlace::Beside => text,
        MediaPlace::InText => with_media(lesson, &text, addresses),
    }
}

/// A video player above a text, and links to the materials below it.
fn with_media(lesson: &Lesson, text: &str, addresses: Addresses<'_>) -> String {
    let mut html = String::with_capacity(text.len() + 256);
    if let Some(Video::File(video)) = &lesson.video {
        let address = addresses.of(video);
        html.extend(["<video controls preload=\"metadata\" src=\"", &escape(&address), "\"></video>\n"]);
    }
    html.push_str(text);
    if !lesson.materials.is_empty() {
        html.push_str("<ul>\n");
        for Material { title, kind: _, address } in &lesson.materials {
            let address = addresses.of(address);
            html.extend(["<li><a href=\"", &escape(&address), "\">", &escape(title.as_str()), "</a></li>\n"]);
        }
        html.push_str("</ul>\n");
    }
    html
}

impl<'a> Addresses<'a> {
    /// The address that is sent for a file, known or not.
    pub(in crate::sync) fn of(&self, address: &'a Address) -> Cow<'a, str> {
        match address {
            Address::Local(path) => Cow::Owned(self.of_file(path)),
            Address::Remote(url) => Cow::Borrowed(url),
        }
    }

    fn of_file(&self, path: &CoursePath) -> String {
        match (self.known.get(path), self.hashes.get(path)) {
            (Some(address), _) => address.clone(),
            (None, Some(hash)) => format!("upload:{hash}"),
            (None, None) => format!("upload:{}", path.as_str()),
        }
    }

    /// What a file is, whatever its address: its content.
    fn content(&self, address: &Address) -> String {
        match address {
            Address::Local(path) => match self.hashes.get(path) {
                Some(hash) => format!("content:{hash}"),
                None => format!("path:{}", path.as_str()),
            },
            Address::Remote(url) => format!("address:{url}"),
        }
    }
}

fn course_node(course: &Course, addresses: Addresses<'_>) -> LocalNode {
    // What is in it are nodes of their own.
    let Course { title, title_from: _, description, language: _, image, instructor, categories: _, files: _ } =
        course;
    let instructor = instructor.as_ref().map(|Instructor { name, description }| {
        // A line break is in no name.
        format!("{name}\n{description}")
    });
    LocalNode {
        kind: NodeKind::Course,
        id: LocalId::new(""),
        path: String::new(),
        parent: None,
        title: title.as_str().to_owned(),
        fields: BTreeMap::from([
            (Field::Title, Print::of(title.as_str())),
            (Field::Text, Print::of_html(description)),
            (Field::Picture, picture(image.as_ref(), addresses)),
            (Field::Instructor, Print::of(&instructor.unwrap_or_default())),
        ]),
        text_with_media: None,
    }
}

fn category_node(head: &CategoryHead, parent: Option<&LocalId>, addresses: Addresses<'_>) -> LocalNode {
    let CategoryHead { id, path, title, visibility, thumbnail, origins: _ } = head;
    LocalNode {
        kind: NodeKind::Category,
        id: LocalId::new(id),
        path: nfc(path.as_str()).into_owned(),
        parent: parent.cloned(),
        title: title.as_str().to_owned(),
        fields: BTreeMap::from([
            (Field::Title, Print::of(title.as_str())),
            (Field::Visibility, Print::of(visibility.as_str())),
            (Field::Picture, picture(thumbnail.as_ref(), addresses)),
        ]),
        text_with_media: None,
    }
}

fn lesson_node(lesson: &Lesson, parent: &LocalId, addresses: Addresses<'_>) -> LocalNode {
    let Lesson {
        id,
        path,
        title,
        visibility,
        kind,
        body: _,
        // They are fields of their own where they are apart, and a part of the text where they are not.
        quiz: _,
        assignment: _,
        video,
        materials,
        thumbnail,
        origins: _,
    } = lesson;
    let text = lesson_html(lesson, MediaPlace::Beside, addresses);
    let attached = if addresses.apart.has(id) { attached::local(lesson) } else { BTreeMap::new() };
    let has_media = matches!(video, Some(Video::File(_))) || !materials.is_empty();
    let text_with_media = has_media.then(|| Print::of_html(&with_media(lesson, &text, addresses)));
    LocalNode {
        kind: NodeKind::Lesson,
        id: LocalId::new(id),
        path: nfc(path.as_str()).into_owned(),
        parent: Some(parent.clone()),
        title: title.as_str().to_owned(),
        fields: [
            (Field::Title, Print::of(title.as_str())),
            (Field::Visibility, Print::of(visibility.as_str())),
            (Field::Text, Print::of_html(&text)),
            (Field::Type, Print::of(kind.as_str())),
            (Field::Picture, picture(thumbnail.as_ref(), addresses)),
            (Field::Video, video_print(video.as_ref(), addresses)),
            (Field::Materials, materials_print(materials, addresses)),
        ]
        .into_iter()
        .chain(attached)
        .collect(),
        text_with_media,
    }
}

fn picture(picture: Option<&Address>, addresses: Addresses<'_>) -> Print {
    Print::of(&picture.map_or(Cow::Borrowed(""), |picture| addresses.of(picture)))
}

fn video_print(video: Option<&Video>, addresses: Addresses<'_>) -> Print {
    match video {
        Some(Video::File(address)) => Print::of(&addresses.content(address)),
        // A player is a part of the text.
        Some(Video::Embed(_)) | None => Print::of_nothing(),
    }
}

fn materials_print(materials: &[Material], addresses: Addresses<'_>) -> Print {
    let each = materials.iter().map(|Material { title, kind, address }| {
        // A line break is in no title.
        format!("{}\n{kind}\n{}\n", title.as_str(), addresses.content(address))
    });
    Print::of(&each.collect::<String>())
}
