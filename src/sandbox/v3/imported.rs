//! A course that was imported, as objects: what the import made is what the newer calls change.
//!
//! Videos and materials go to what no call shows.

use serde_json::{Map, Value, json};

use super::{
    call::Kind,
    course::Course,
    fields,
    object::{CATEGORY_ID, LESSON_ID, MATERIALS, Object, PARENT, POSITION, VIDEO},
    readings::{Choices, Positions, Shells, Values},
};
use crate::sandbox::{id, store::ImportedCourse};

/// How many siblings get one position where positions are doubled.
const SHARING: usize = 2;

/// Makes the objects of an imported course.
pub(in crate::sandbox) fn course(
    imported: &ImportedCourse,
    library_order: usize,
    choices: &Choices,
) -> Course {
    let ImportedCourse { id, location_id, product, accepted_at, base_url, .. } = imported;
    let mut maker = Maker { choices, time: *accepted_at, objects: Vec::new() };
    let mut own = set(
        Kind::Course,
        product,
        &[("title", "title"), ("description", "description"), ("imageUrl", "posterImage")],
    );
    own.insert("libraryOrder".to_owned(), json!(library_order));
    if let Value::Object(instructor) = &product["instructorDetails"] {
        let details = json!({
            "id": id::uuid(), "instructorName": instructor.get("name"), "instructorBio": instructor.get("description"),
        });
        own.insert("customizations".to_owned(), details);
    }
    maker.keep(Kind::Course, id.clone(), own);
    maker.categories(&product["categories"], None);
    Course::new(id.clone(), location_id.clone(), base_url.clone(), maker.objects)
}

struct Maker<'a> {
    choices: &'a Choices,
    time: u64,
    objects: Vec<Object>,
}

impl Maker<'_> {
    fn keep(&mut self, kind: Kind, id: String, fields: Map<String, Value>) -> &mut Object {
        let made = self.objects.len() as u64;
        let (created_at, updated_at) = (self.time, self.time);
        self.objects.push(Object { kind, id, made, fields, unseen: Map::new(), created_at, updated_at });
        let last = self.objects.len() - 1;
        &mut self.objects[last]
    }

    fn position(&self, at: usize) -> Value {
        let at = match self.choices.positions {
            Positions::Counted => at,
            Positions::Doubled => at / SHARING,
        };
        json!(self.choices.first_position() + at as u64)
    }

    fn categories(&mut self, list: &Value, parent: Option<&str>) {
        for (at, category) in list.as_array().into_iter().flatten().enumerate() {
            let mut fields = set(
                Kind::Category,
                category,
                &[("title", "title"), ("visibility", "visibility"), ("thumbnailUrl", "posterImage")],
            );
            fields.insert(POSITION.to_owned(), self.position(at));
            fields.insert(PARENT.to_owned(), json!(parent));
            if self.choices.values == Values::Unknown {
                fields.insert("dripDays".to_owned(), json!(0));
                if category["visibility"] == "draft" {
                    fields.insert("visibility".to_owned(), json!("archived"));
                }
            }
            let id = id::uuid();
            self.keep(Kind::Category, id.clone(), fields);
            for (at, post) in category["posts"].as_array().into_iter().flatten().enumerate() {
                self.lesson(post, at, &id);
            }
            self.categories(&category["subCategories"], Some(&id));
        }
    }

    fn lesson(&mut self, post: &Value, at: usize, category: &str) {
        let names = [
            ("title", "title"),
            ("description", "description"),
            ("visibility", "visibility"),
            ("contentType", "contentType"),
            ("thumbnailUrl", "posterImage"),
        ];
        let mut fields = set(Kind::Lesson, post, &names);
        fields.insert(POSITION.to_owned(), self.position(at));
        fields.insert(CATEGORY_ID.to_owned(), json!(category));
        let is_text = post["contentType"] == "video" && post["bucketVideoUrl"].is_null();
        match self.choices.values {
            Values::Unknown => {
                fields.insert("commentStatus".to_owned(), json!("open"));
                if is_text {
                    fields.insert("contentType".to_owned(), json!("text"));
                }
            }
            Values::Null if is_text => {
                fields.insert("contentType".to_owned(), Value::Null);
            }
            Values::Documented | Values::Null => {}
        }
        let id = id::uuid();
        let title = post["title"].clone();
        let lesson = self.keep(Kind::Lesson, id.clone(), fields);
        for (from, to) in [("bucketVideoUrl", VIDEO), ("postMaterials", MATERIALS)] {
            if let Some(value) = post.get(from) {
                lesson.unseen.insert(to.to_owned(), value.clone());
            }
        }
        let shell = match post["contentType"].as_str() {
            Some("quiz") => Kind::Quiz,
            Some("assignment") => Kind::Assignment,
            _ => return,
        };
        if self.choices.shells == Shells::Made {
            let mut fields = fields::start(shell);
            fields.insert("title".to_owned(), title);
            fields.insert(LESSON_ID.to_owned(), json!(id));
            self.keep(shell, id::uuid(), fields);
        }
    }
}

/// What a new object of this kind holds, with these fields of the import under their names here.
fn set(kind: Kind, from: &Value, names: &[(&str, &str)]) -> Map<String, Value> {
    let mut fields = fields::start(kind);
    for (theirs, ours) in names {
        if let Some(value) = from.get(*theirs) {
            fields.insert((*ours).to_owned(), value.clone());
        }
    }
    fields
}
