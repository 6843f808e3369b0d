//! Courses as outlines, and the three versions that are made of them.
//!
//! `= Start` is a category, `== Deep` a sub-category, `- Knead` a lesson. Behind the title: `id=`, `text=`, `video=`, `path=`,
//! `draft`. Without `id=` the id is the title in lower case; without
//! `text=` the text is the id.

use std::collections::BTreeMap;

use crate::platform::courses_v3::Id;
use crate::sync::versions::{
    Base, BaseNode, Field, Local, LocalId, LocalNode, LocalPlace, MediaPlace, NodeKind, Print, Remote,
    RemoteNode, Sent,
};

/// A category or lesson, in one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    pub path: String,
    pub kind: NodeKind,
    pub parent: Option<String>,
    pub title: String,
    pub text: String,
    pub is_draft: bool,
    pub video: String,
}

impl Item {
    pub fn new(kind: NodeKind, id: &str, parent: Option<&str>) -> Self {
        Self {
            id: id.to_owned(),
            path: id.to_owned(),
            kind,
            parent: parent.map(str::to_owned),
            title: id.to_owned(),
            text: if kind == NodeKind::Lesson { format!("<p>{id}</p>") } else { String::new() },
            is_draft: false,
            video: String::new(),
        }
    }

    /// Its fields; the video only where it is shown.
    fn fields(&self, with_video: bool) -> BTreeMap<Field, Print> {
        let visibility = if self.is_draft { "draft" } else { "published" };
        let mut fields = BTreeMap::from([
            (Field::Title, Print::of(&self.title)),
            (Field::Visibility, Print::of(visibility)),
            (Field::Picture, Print::of_nothing()),
        ]);
        if self.kind == NodeKind::Lesson {
            fields.insert(Field::Text, Print::of_html(&self.text));
            fields.insert(Field::Type, Print::of("video"));
            if with_video {
                fields.insert(Field::Video, Print::of(&self.video));
                fields.insert(Field::Materials, Print::of_nothing());
            }
        }
        fields
    }
}

/// Reads an outline.
pub fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut category, mut subcategory): (Option<String>, Option<String>) = (None, None);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (mark, rest) = line.split_once(' ').unwrap();
        let mut words = rest.split(' ');
        let title = words.next().unwrap();
        let mut item = Item::new(
            if mark == "-" { NodeKind::Lesson } else { NodeKind::Category },
            &title.to_lowercase(),
            None,
        );
        item.title = title.to_owned();
        item.text.clear();
        for word in words {
            match word.split_once('=') {
                Some(("id", id)) => (item.id, item.path) = (id.to_owned(), id.to_owned()),
                Some(("path", path)) => item.path = path.to_owned(),
                Some(("text", text)) => item.text = text.to_owned(),
                Some(("video", video)) => item.video = video.to_owned(),
                _ if word == "draft" => item.is_draft = true,
                _ => panic!("{word}"),
            }
        }
        if item.text.is_empty() && item.kind == NodeKind::Lesson {
            item.text = format!("<p>{}</p>", item.id);
        }
        match mark {
            "=" => (category, subcategory) = (Some(item.id.clone()), None),
            "==" => {
                item.parent.clone_from(&category);
                subcategory = Some(item.id.clone());
            }
            _ => item.parent = subcategory.clone().or_else(|| category.clone()),
        }
        items.push(item);
    }
    items
}

/// The id that the platform has for an id of the folder.
pub fn remote_id(id: &str) -> Id {
    Id::new(&format!("{}-0", id.replace('/', "_"))).unwrap()
}

/// The folder: parents before children, whatever the order of the items.
pub fn local(items: &[Item]) -> Local {
    let mut nodes = vec![course_here()];
    below(items, None, &mut nodes);
    Local { nodes }
}

fn below(items: &[Item], parent: Option<&str>, nodes: &mut Vec<LocalNode>) {
    for item in items.iter().filter(|item| item.parent.as_deref() == parent) {
        nodes.push(local_node(item));
        if item.kind == NodeKind::Category {
            below(items, Some(&item.id), nodes);
        }
    }
}

fn course_here() -> LocalNode {
    LocalNode {
        kind: NodeKind::Course,
        id: LocalId::new(""),
        path: String::new(),
        parent: None,
        title: "Course".to_owned(),
        fields: course_fields(),
        text_with_media: None,
    }
}

fn course_fields() -> BTreeMap<Field, Print> {
    BTreeMap::from([
        (Field::Title, Print::of("Course")),
        (Field::Text, Print::of_nothing()),
        (Field::Picture, Print::of_nothing()),
    ])
}

fn local_node(item: &Item) -> LocalNode {
    let with_media = format!("{}{}", item.video, item.text);
    LocalNode {
        kind: item.kind,
        id: LocalId::new(&item.id),
        path: item.path.clone(),
        parent: item.parent.as_deref().map(LocalId::new),
        title: item.title.clone(),
        fields: item.fields(true),
        text_with_media: (!item.video.is_empty()).then(|| Print::of_html(&with_media)),
    }
}

/// The platform, with the ids of [`remote_id`].
pub fn remote(items: &[Item]) -> Remote {
    let course = RemoteNode {
        kind: NodeKind::Course,
        id: Id::new("course-0").unwrap(),
        parent: None,
        title: "Course".to_owned(),
        fields: course_fields(),
        unknown: Vec::new(),
    };
    let nodes = items.iter().map(|item| RemoteNode {
        kind: item.kind,
        id: remote_id(&item.id),
        parent: item.parent.as_deref().map(remote_id),
        title: item.title.clone(),
        fields: item.fields(false),
        unknown: Vec::new(),
    });
    Remote { nodes: [course].into_iter().chain(nodes).collect() }
}

/// What was sent and bound.
pub fn base(items: &[Item]) -> Base {
    let mut nodes: Vec<BaseNode> = local(items)
        .nodes
        .into_iter()
        .zip(1..)
        .map(|(node, position)| BaseNode {
            kind: node.kind,
            remote: Some(if node.kind == NodeKind::Course {
                Id::new("course-0").unwrap()
            } else {
                remote_id(node.id.as_str())
            }),
            path: (node.path != node.id.as_str()).then_some(node.path),
            id: node.id,
            place: LocalPlace { parent: node.parent, position: Some(position * 100) },
            parent_there: None,
            position_there: None,
            stays_removed: false,
            fields: node.fields.into_iter().map(|(field, print)| (field, Sent::same(print))).collect(),
            media: MediaPlace::Beside,
        })
        .collect();
    nodes.reverse();
    Base { nodes }
}

/// The same, where the platform's ids are not known yet.
pub fn unbound(items: &[Item]) -> Base {
    let mut base = base(items);
    base.nodes.iter_mut().for_each(|node| node.remote = None);
    base
}
