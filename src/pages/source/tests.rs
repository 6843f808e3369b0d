//! Bodies small and large, and what the JSON tab shows of them.

use super::*;
use crate::pages::assets::Asset;
use crate::pages::host::{File, Host};
use crate::pages::view::Course;

struct Nowhere;

impl Host for Nowhere {
    fn path(&self, target: Target<'_>) -> String {
        match target {
            Target::Asset(Asset::Style) => "style.css".to_owned(),
            _ => "x.html".to_owned(),
        }
    }

    fn file(&self, _: &str) -> Option<File> {
        None
    }

    fn kind(&self) -> Kind {
        Kind::Static
    }

    fn has_course_list(&self) -> bool {
        false
    }
}

/// A body of two modules; the words make it small or large.
fn body(words: usize) -> String {
    let post = |title: &str| serde_json::json!({ "title": title, "description": "w ".repeat(words) });
    let body = serde_json::json!({ "locationId": "L", "products": [{
    "title": "T", "description": "\"D\"", "categories": [
        { "title": "A", "posts": [post("one"), post("two")],
          "subCategories": [{ "title": "A1", "posts": [post("three"), post("four"), post("five")] }] },
        { "title": "B", "visibility": "draft", "posts": [post("six")] },
    ]}]});
    body.to_string()
}

fn text(words: usize, number: Option<usize>) -> Text {
    let course = Course::of(Body::read(body(words)).unwrap());
    laid_out(&Context { course: &course, host: &Nowhere }, number)
}

fn part(text: &Text) -> String {
    let lines: Vec<&str> = text.json.lines().collect();
    lines[text.part.clone()].join("\n")
}

#[test]
fn a_small_body_is_shown_whole_with_the_lesson_marked() {
    let text = text(1, Some(3));
    let value: Value = serde_json::from_str(&body(1)).unwrap();
    assert!(text.is_whole);
    assert_eq!(serde_json::from_str::<Value>(&text.json).unwrap(), value);
    let part: Value = serde_json::from_str(part(&text).trim_end_matches(',')).unwrap();
    assert_eq!(part["title"], "four");
}

#[test]
fn of_a_large_body_only_the_way_to_the_lesson_is_shown() {
    let text = text(WHOLE, Some(3));
    assert!(!text.is_whole);
    let part: Value = serde_json::from_str(part(&text).trim_end_matches(',')).unwrap();
    assert_eq!(part["title"], "four");
    let short = text.json.replace(&"w ".repeat(WHOLE), "w");
    let expected = r#"{
  "locationId": "L",
  "products": [
    {
      "title": "T",
      "description": "\"D\"",
      "categories": [
        {
          "title": "A",
          "visibility": "published",
          "posts": [
            … 2 lessons …
          ],
          "subCategories": [
            {
              "title": "A1",
              "visibility": "published",
              "posts": [
                … 1 lesson …
                {
                  "title": "four",
                  "description": "w"
                },
                … 1 lesson …
              ]
            }
          ]
        },
        … 1 category …
      ]
    }
  ]
}"#;
    assert_eq!(short, expected);
    assert_eq!(text.left_out.len(), 4);
}

#[test]
fn of_a_large_course_its_own_fields_are_shown() {
    let text = text(WHOLE, None);
    assert!(text.json.contains("… 2 categories …") && text.part.is_empty(), "{}", text.json);
}
