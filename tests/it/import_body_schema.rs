//! The import body's schema says what the platform's API description says: tests of the tests.

use coursedir::internals::model::MATERIAL_TYPES;
use serde_json::{Value, json};

use crate::testkit::schema;

/// A body with every field that there is.
fn full() -> Value {
    json!({
        "locationId": "YOUR_LOCATION_ID",
        "userId": "user",
        "products": [{
            "title": "Sourdough at home",
            "description": "Flour, water, salt and time.",
            "imageUrl": "upload://cover.png",
            "instructorDetails": { "name": "Mara", "description": "" },
            "categories": [{
                "title": "Getting started",
                "visibility": "published",
                "thumbnailUrl": "https://example.com/thumbnail.png",
                "posts": [{
                    "title": "Welcome",
                    "visibility": "published",
                    "thumbnailUrl": "https://example.com/thumbnail.png",
                    "contentType": "video",
                    "description": "<p>Hello.</p>",
                    "bucketVideoUrl": "upload://01/welcome.mp4",
                    "postMaterials": [
                        { "title": "Checklist", "type": "pdf", "url": "upload://01/checklist.pdf" }
                    ]
                }],
                "subCategories": [{
                    "title": "Shaping",
                    "visibility": "draft",
                    "thumbnailUrl": "https://example.com/thumbnail.png",
                    "posts": [
                        { "title": "Quiz", "visibility": "draft", "contentType": "quiz", "description": "" }
                    ]
                }]
            }]
        }]
    })
}

/// A full body in which the value at `place` was changed.
fn with(place: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut body = full();
    change(body.pointer_mut(place).expect("the place is in the full body"));
    body
}

/// Asserts that the body is refused once, at this place.
fn check_refused(body: &Value, place: &str) {
    let errors = schema::errors(body);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].starts_with(&format!("{place}: ")), "{errors:?}");
}

const PRODUCT: &str = "/products/0";
const CATEGORY: &str = "/products/0/categories/0";
const POST: &str = "/products/0/categories/0/posts/0";
const MATERIAL: &str = "/products/0/categories/0/posts/0/postMaterials/0";
const SUBCATEGORY: &str = "/products/0/categories/0/subCategories/0";
const INSTRUCTOR: &str = "/products/0/instructorDetails";

#[test]
fn the_enums_are_the_model_s() {
    let definition = |name: &str| schema::IMPORT_BODY["$defs"][name]["enum"].clone();
    assert_eq!(definition("materialType"), json!(MATERIAL_TYPES));
    assert_eq!(definition("visibility"), json!(["published", "draft"]));
    assert_eq!(definition("contentType"), json!(["video", "assignment", "quiz"]));
}

#[test]
fn a_body_with_every_field_is_valid() {
    schema::assert_valid(&full());
}

#[test]
fn a_body_with_only_what_is_required_is_valid() {
    schema::assert_valid(&json!({
        "locationId": "x",
        "products": [{ "title": "A", "description": "", "categories": [] }]
    }));
}

#[test]
fn an_unknown_field_is_refused_wherever_it_is() {
    for place in ["", PRODUCT, CATEGORY, POST, MATERIAL, SUBCATEGORY, INSTRUCTOR] {
        check_refused(&with(place, |object| object["order"] = json!(1)), place);
    }
}

#[test]
fn a_third_level_of_categories_is_refused() {
    let third = with(SUBCATEGORY, |sub| sub["subCategories"] = json!([]));
    check_refused(&third, SUBCATEGORY);
}

#[test]
fn a_missing_required_field_is_refused() {
    for (place, fields) in [
        ("", &["locationId", "products"][..]),
        (PRODUCT, &["title", "description", "categories"]),
        (CATEGORY, &["title", "visibility"]),
        (SUBCATEGORY, &["title", "visibility"]),
        (POST, &["title", "visibility", "contentType", "description"]),
        (MATERIAL, &["title", "type", "url"]),
        (INSTRUCTOR, &["name", "description"]),
    ] {
        for field in fields {
            let without = with(place, |object| {
                object.as_object_mut().expect("an object").remove(*field).expect("the field is there");
            });
            check_refused(&without, place);
        }
    }
}

#[test]
fn a_word_that_is_in_no_enum_is_refused() {
    for (place, word) in [
        (format!("{CATEGORY}/visibility"), "hidden"),
        (format!("{SUBCATEGORY}/visibility"), "Published"),
        (format!("{POST}/contentType"), "text"),
        (format!("{MATERIAL}/type"), "tex"),
    ] {
        check_refused(&with(&place, |value| *value = json!(word)), &place);
    }
}

#[test]
fn an_empty_title_is_refused() {
    for object in [PRODUCT, CATEGORY, SUBCATEGORY, POST, MATERIAL] {
        let place = format!("{object}/title");
        assert!(!schema::errors(&with(&place, |title| *title = json!(""))).is_empty(), "{place}");
        check_refused(&with(&place, |title| *title = json!(" ")), &place);
    }
}

#[test]
fn a_request_without_a_course_is_refused() {
    check_refused(&with("/products", |products| *products = json!([])), "/products");
}

#[test]
#[should_panic(expected = "/products/0/title: ")]
fn an_invalid_body_fails_a_test_and_says_where() {
    schema::assert_valid(&with("/products/0/title", |title| *title = json!(7)));
}
