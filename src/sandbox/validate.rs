//! Validates the import body field by field, as documented.
//!
//! Start at [`import_body`]. The tables below are written from the platform's own description and from
//! nothing else in this crate, so that a mistake in what the client sends is noticed here. The check
//! is stricter than the platform seems to be: a field that is not described is refused, and so are empty titles
//! and addresses that nobody could fetch. The platform has been seen to answer 400 to some of what is
//! refused with 422 here; a client cannot tell from the description which it will get.

use serde_json::{Map, Value};
use url::Url;

/// Enough to see what is wrong; a body with one mistake in every lesson must not become an answer of megabytes.
const MAX_FAULTS: usize = 50;

/// Checks an import body.
///
/// Returns every fault as a sentence that starts with the path of the field, such as
/// `products.0.categories.1.title is required`; none when the body is right.
pub(super) fn import_body(body: &Value) -> Vec<String> {
    check(body, IMPORT)
}

/// Checks the body that makes a folder in the media library.
pub(super) fn folder(body: &Value) -> Vec<String> {
    check(body, FOLDER)
}

const IMPORT: &[Field] = &[
    required("locationId", Shape::Filled),
    optional("userId", Shape::Filled),
    required("products", Shape::Filling(PRODUCT)),
];

const PRODUCT: &[Field] = &[
    required("title", Shape::Filled),
    required("description", Shape::Text),
    optional("imageUrl", Shape::Address),
    required("categories", Shape::List(CATEGORY)),
    optional("instructorDetails", Shape::Object(INSTRUCTOR)),
];

const INSTRUCTOR: &[Field] = &[required("name", Shape::Text), required("description", Shape::Text)];

const CATEGORY: &[Field] = &[
    required("title", Shape::Filled),
    required("visibility", Shape::OneOf(VISIBILITY)),
    optional("thumbnailUrl", Shape::Address),
    optional("posts", Shape::List(POST)),
    optional("subCategories", Shape::List(SUB_CATEGORY)),
];

const SUB_CATEGORY: &[Field] = &[
    required("title", Shape::Filled),
    required("visibility", Shape::OneOf(VISIBILITY)),
    optional("thumbnailUrl", Shape::Address),
    optional("posts", Shape::List(POST)),
];

const POST: &[Field] = &[
    required("title", Shape::Filled),
    required("visibility", Shape::OneOf(VISIBILITY)),
    optional("thumbnailUrl", Shape::Address),
    required("contentType", Shape::OneOf(&["video", "assignment", "quiz"])),
    required("description", Shape::Text),
    optional("bucketVideoUrl", Shape::Address),
    optional("postMaterials", Shape::List(MATERIAL)),
];

const MATERIAL: &[Field] = &[
    required("title", Shape::Filled),
    required("type", Shape::OneOf(MATERIAL_TYPE)),
    required("url", Shape::Address),
];

const FOLDER: &[Field] = &[
    required("altId", Shape::Filled),
    required("altType", Shape::OneOf(&["location"])),
    required("name", Shape::Filled),
    optional("parentId", Shape::Filled),
];

const VISIBILITY: &[&str] = &["published", "draft"];

#[rustfmt::skip]
const MATERIAL_TYPE: &[&str] = &[
    "pdf", "image", "docx", "pptx", "xlsx", "html", "dotx", "epub", "webp", "gdoc", "mp3", "doc", "txt", "zip",
    "ppt", "key", "htm", "xls", "odp", "odt", "rtf", "m4a", "ods", "mp4", "ai", "avi", "mov", "wmv", "mkv",
    "wav", "flac", "ogg", "png", "jpeg", "jpg", "gif", "bmp", "tiff", "svg", "odg", "sxw", "sxc", "sxi", "rar",
    "7z", "json", "xml", "csv", "md", "obj", "stl", "woff", "ttf",
];

/// One described field of an object.
struct Field {
    name: &'static str,
    required: bool,
    shape: Shape,
}

/// What a field may hold.
enum Shape {
    /// A string, empty or not.
    Text,
    /// A string with something in it.
    Filled,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// An `http` or `https` address.
    Address,
    /// An object with these fields and no others.
    Object(&'static [Field]),
    /// A list of such objects.
    List(&'static [Field]),
    /// A list with at least one such object.
    Filling(&'static [Field]),
}

const fn required(name: &'static str, shape: Shape) -> Field {
    Field { name, required: true, shape }
}

const fn optional(name: &'static str, shape: Shape) -> Field {
    Field { name, required: false, shape }
}

fn check(body: &Value, fields: &'static [Field]) -> Vec<String> {
    let mut faults = Faults::default();
    match body {
        Value::Object(body) => faults.object("", body, fields),
        _ => faults.add("", "the body must be an object"),
    }
    faults.0
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn object(&mut self, path: &str, object: &Map<String, Value>, fields: &'static [Field]) {
        for field in fields {
            let path = join(path, field.name);
            match object.get(field.name) {
                Some(value) => self.value(&path, value, &field.shape),
                None if field.required => self.add(&path, "is required"),
                None => {}
            }
        }
        for name in object.keys().filter(|name| fields.iter().all(|field| field.name != name.as_str())) {
            self.add(&join(path, name), "should not exist");
        }
    }

    fn value(&mut self, path: &str, value: &Value, shape: &'static Shape) {
        match (shape, value) {
            (Shape::Text, Value::String(_)) => {}
            (Shape::Filled, Value::String(text)) => {
                self.check(path, !text.trim().is_empty(), "should not be empty");
            }
            (Shape::Address, Value::String(text)) => {
                self.check(path, is_address(text), "must be an http or https address");
            }
            (Shape::OneOf(allowed), value) => {
                let known = value.as_str().is_some_and(|text| allowed.contains(&text));
                self.check(
                    path,
                    known,
                    &format!("must be one of the following values: {}", allowed.join(", ")),
                );
            }
            (Shape::Object(fields), Value::Object(object)) => self.object(path, object, fields),
            (Shape::List(fields) | Shape::Filling(fields), Value::Array(items)) => {
                let enough = !items.is_empty() || matches!(shape, Shape::List(_));
                self.check(path, enough, "should not be empty");
                self.items(path, items, fields);
            }
            (Shape::Text | Shape::Filled | Shape::Address, _) => self.add(path, "must be a string"),
            (Shape::Object(_), _) => self.add(path, "must be an object"),
            (Shape::List(_) | Shape::Filling(_), _) => self.add(path, "must be an array"),
        }
    }

    fn items(&mut self, path: &str, items: &[Value], fields: &'static [Field]) {
        for (index, item) in items.iter().enumerate() {
            let path = join(path, &index.to_string());
            match item {
                Value::Object(object) => self.object(&path, object, fields),
                _ => self.add(&path, "must be an object"),
            }
        }
    }

    fn check(&mut self, path: &str, right: bool, otherwise: &str) {
        if !right {
            self.add(path, otherwise);
        }
    }

    fn add(&mut self, path: &str, problem: &str) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(if path.is_empty() { problem.to_owned() } else { format!("{path} {problem}") });
        }
    }
}

/// Returns whether somebody could fetch this.
pub(super) fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// A body that uses every described field.
    fn whole() -> Value {
        let post = json!({
            "title": "Lesson", "visibility": "draft", "thumbnailUrl": "https://a.example/t.png",
            "contentType": "video", "description": "", "bucketVideoUrl": "http://127.0.0.1:1/v.mp4",
            "postMaterials": [{ "title": "Sheet", "type": "pdf", "url": "https://a.example/s.pdf" }],
        });
        json!({
            "locationId": "loc", "userId": "me",
            "products": [{
                "title": "Course", "description": "<p>Hi</p>", "imageUrl": "https://a.example/c.png",
                "instructorDetails": { "name": "", "description": "" },
                "categories": [{
                    "title": "Part", "visibility": "published", "thumbnailUrl": "https://a.example/p.png",
                    "posts": [post],
                    "subCategories": [{ "title": "Sub", "visibility": "published", "posts": [post] }],
                }],
            }],
        })
    }

    fn check(pointer: &str, value: Value, expected: &str) {
        let mut body = whole();
        *body.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        assert_eq!(import_body(&body).join("\n"), expected);
    }

    fn check_without(pointer: &str, field: &str, expected: &str) {
        let mut body = whole();
        let object = body.pointer_mut(pointer).and_then(Value::as_object_mut);
        object.and_then(|object| object.remove(field)).unwrap_or_else(|| panic!("no {pointer}/{field}"));
        assert_eq!(import_body(&body).join("\n"), expected);
    }

    #[test]
    fn a_body_with_every_described_field_is_right() {
        assert_eq!(import_body(&whole()), [""; 0]);
    }

    #[test]
    fn what_is_required_is_missed_by_its_path() {
        for (pointer, field, expected) in [
            ("", "locationId", "locationId is required"),
            ("", "products", "products is required"),
            ("/products/0", "title", "products.0.title is required"),
            ("/products/0", "description", "products.0.description is required"),
            ("/products/0", "categories", "products.0.categories is required"),
            ("/products/0/categories/0", "title", "products.0.categories.0.title is required"),
            ("/products/0/categories/0", "visibility", "products.0.categories.0.visibility is required"),
            (
                "/products/0/categories/0/subCategories/0/posts/0",
                "contentType",
                "products.0.categories.0.subCategories.0.posts.0.contentType is required",
            ),
            (
                "/products/0/categories/0/posts/0/postMaterials/0",
                "url",
                "products.0.categories.0.posts.0.postMaterials.0.url is required",
            ),
            ("/products/0/instructorDetails", "name", "products.0.instructorDetails.name is required"),
        ] {
            check_without(pointer, field, expected);
        }
        for (pointer, field) in
            [("", "userId"), ("/products/0", "imageUrl"), ("/products/0/categories/0", "posts")]
        {
            check_without(pointer, field, "");
        }
    }

    #[test]
    fn a_wrong_value_is_named_with_what_is_allowed() {
        let post = "/products/0/categories/0/posts/0";
        check(
            &format!("{post}/contentType"),
            json!("text"),
            "products.0.categories.0.posts.0.contentType must be one of the following values: video, assignment, quiz",
        );
        check(
            &format!("{post}/visibility"),
            json!(true),
            "products.0.categories.0.posts.0.visibility must be one of the following values: published, draft",
        );
        check(
            &format!("{post}/description"),
            Value::Null,
            "products.0.categories.0.posts.0.description must be a string",
        );
        check(
            &format!("{post}/bucketVideoUrl"),
            json!("upload://intro.mp4"),
            "products.0.categories.0.posts.0.bucketVideoUrl must be an http or https address",
        );
        check("/products/0/title", json!(" "), "products.0.title should not be empty");
        check("/products/0/categories", json!({}), "products.0.categories must be an array");
        check("/products", json!([]), "products should not be empty");
        check("/products/0", json!([]), "products.0 must be an object");
    }

    #[test]
    fn a_field_that_is_not_described_is_refused() {
        check(
            "/products/0/instructorDetails",
            json!({ "name": "", "description": "", "image": "x" }),
            "products.0.instructorDetails.image should not exist",
        );
        check(
            "/products/0/categories/0/subCategories/0",
            json!({ "title": "S", "visibility": "draft", "subCategories": [] }),
            "products.0.categories.0.subCategories.0.subCategories should not exist",
        );
    }

    #[test]
    fn a_body_that_is_wrong_everywhere_gets_a_short_answer() {
        let body = json!({ "locationId": "l", "products": vec![json!({}); 1000] });
        assert_eq!(import_body(&body).len(), MAX_FAULTS);
        assert_eq!(import_body(&json!([])), ["the body must be an object"]);
    }
}
