//! Small courses in, whole bodies out.

#[path = "../../../tests/testkit/schema.rs"]
mod schema;

use std::path::PathBuf;

use crate::model::{
    Body, Category, CategoryHead, Change, Instructor, KindFrom, Lesson, LessonKind, LocalFile, Material,
    OrderFrom, Origins, Packing, Replacement, Subcategory, Title, TitleFrom, VideoFrom, Visibility,
    VisibilityFrom,
};

use crate::html::embeds;

use super::*;

/// The body as it is written, held against the schema.
fn valid_json(body: &impl Serialize) -> String {
    schema::assert_valid(&serde_json::to_value(body).unwrap());
    serde_json::to_string_pretty(body).unwrap()
}

fn path(text: &str) -> CoursePath {
    CoursePath::root().join(text).unwrap()
}

fn local(text: &str) -> Address {
    Address::Local(path(text))
}

fn title(text: &str) -> Title {
    Title::new(text).unwrap()
}

fn origins() -> Origins {
    Origins {
        title: TitleFrom::FileName,
        order: OrderFrom::Name,
        visibility: VisibilityFrom::Default,
        kind: Some(KindFrom::Default),
        video: Some(VideoFrom::Stem),
    }
}

fn head(name: &str, thumbnail: Option<Address>) -> CategoryHead {
    let (title, visibility) = (title(name), Visibility::Published);
    CategoryHead { id: name.into(), path: path(name), title, visibility, thumbnail, origins: origins() }
}

fn lesson(name: &str, html: &str) -> Lesson {
    Lesson {
        id: name.into(),
        path: path(name),
        title: title(name),
        visibility: Visibility::Published,
        kind: LessonKind::Video,
        body: Body::from_html(html.to_owned()),
        quiz: None,
        assignment: None,
        video: None,
        materials: Vec::new(),
        thumbnail: None,
        origins: origins(),
    }
}

/// A course that uses everything the platform takes.
fn course() -> Course {
    let html = "<p><img src=\"\"></p>".to_owned();
    let image = Change { range: 13..13, instead: Replacement::AddressOf(path("img/a & b.png")) };
    let welcome = Lesson {
        visibility: Visibility::Draft,
        body: Body::changed(html, vec![image]),
        quiz: None,
        assignment: None,
        video: Some(Video::File(local("welcome.mp4"))),
        materials: vec![
            Material { title: title("Sheet"), kind: "pdf", address: local("sheet.pdf") },
            Material {
                title: title("More"),
                kind: "pdf",
                address: Address::Remote("https://example.com/more.pdf".into()),
            },
        ],
        thumbnail: Some(local("welcome.png")),
        ..lesson("Welcome", "")
    };
    let watch = Lesson {
        kind: LessonKind::Assignment,
        video: Some(Video::Embed("https://player.vimeo.com/video/1?h=2&t=3".into())),
        ..lesson("Watch \"this\"", "<p>Text.</p>")
    };
    let files = ["cover.png", "img/a & b.png", "sheet.pdf", "welcome.mp4", "welcome.png"];
    let file =
        |name: &str| (path(name), LocalFile { disk: PathBuf::from(name), bytes: 1, packing: Packing::AsIs });
    Course {
        title: title("Course"),
        title_from: TitleFrom::FolderName,
        description: "About it".into(),
        language: None,
        image: Some(local("cover.png")),
        instructor: Some(Instructor { name: "Ada".into(), description: String::new() }),
        categories: vec![Category {
            head: head("Basics", Some(Address::Remote("https://example.com/basics.png".into()))),
            lessons: vec![welcome],
            subcategories: vec![Subcategory {
                head: head("Deeper", None),
                lessons: vec![watch, Lesson { kind: LessonKind::Quiz, ..lesson("Quiz", "<p>Text.</p>") }],
            }],
        }],
        files: files.into_iter().map(file).collect(),
    }
}

/// The body with `A` for the addresses of pictures and files, for comparing whole.
const BODY: &str = r#"{
  "locationId": "LOCATION",
  "products": [
    {
      "title": "Course",
      "description": "About it",
      "imageUrl": "A/cover.png",
      "categories": [
        {
          "title": "Basics",
          "visibility": "published",
          "thumbnailUrl": "https://example.com/basics.png",
          "posts": [
            {
              "title": "Welcome",
              "visibility": "draft",
              "thumbnailUrl": "A/welcome.png",
              "contentType": "video",
              "description": "<p><img src=\"A/img/a%20&amp;%20b.png\"></p>",
              "bucketVideoUrl": "A/welcome.mp4",
              "postMaterials": [
                {
                  "title": "Sheet",
                  "type": "pdf",
                  "url": "A/sheet.pdf"
                },
                {
                  "title": "More",
                  "type": "pdf",
                  "url": "https://example.com/more.pdf"
                }
              ]
            }
          ],
          "subCategories": [
            {
              "title": "Deeper",
              "visibility": "published",
              "posts": [
                {
                  "title": "Watch \"this\"",
                  "visibility": "published",
                  "contentType": "assignment",
                  "description": "PLAYER<p>Text.</p>"
                },
                {
                  "title": "Quiz",
                  "visibility": "published",
                  "contentType": "quiz",
                  "description": "<p>Text.</p>"
                }
              ]
            }
          ]
        }
      ],
      "instructorDetails": {
        "name": "Ada",
        "description": ""
      }
    }
  ]
}"#;

/// The expected body: `location`, and the replacement of `A`.
fn expected(location: &str, base: &str) -> String {
    let player = embeds::player("https://player.vimeo.com/video/1?h=2&t=3", "Watch \"this\"");
    let quoted = serde_json::to_string(&player).unwrap();
    let player = quoted.trim_matches('"');
    BODY.replace("LOCATION", location).replace("A/", base).replace("PLAYER", player)
}

#[test]
fn a_hosted_course_becomes_the_body_that_is_sent() {
    let course = course();
    let address = |path: &CoursePath| {
        (path.clone(), format!("https://cdn.example/{}", path.as_str().replace(' ', "%20")))
    };
    let hosted = Hosted::new(&course, course.files.keys().map(address).collect()).unwrap();
    let body = import_body(&hosted, "loc1", Some("user1"));
    let expected =
        expected("loc1", "https://cdn.example/").replace("\"loc1\",", "\"loc1\",\n  \"userId\": \"user1\",");
    assert_eq!(valid_json(&body), expected);
}

#[test]
fn a_dry_run_shows_placeholders_and_what_is_known() {
    let course = course();
    let known = BTreeMap::from([(path("cover.png"), "https://cdn.example/1.png".to_owned())]);
    let body = preview(&course, &known, None, None);
    let expected =
        expected(NO_LOCATION, "upload://").replace("upload://cover.png", "https://cdn.example/1.png");
    assert_eq!(valid_json(&body), expected);
}

#[test]
fn nothing_is_hosted_while_an_address_is_missing() {
    let mut course = course();
    course.files.remove(&path("welcome.png"));
    let known = course.files.keys().skip(1).map(|path| (path.clone(), "https://x".to_owned())).collect();
    assert_eq!(Hosted::new(&course, known).unwrap_err(), [path("cover.png"), path("welcome.png")]);
}

#[test]
fn texts_are_not_copied() {
    let course = course();
    let known = BTreeMap::new();
    let body = preview(&course, &known, None, None);
    valid_json(&body);
    let posts = &body.body().products[0].categories[0].sub_categories[0].posts;
    assert!(matches!(posts[1].description.0[..], [Cow::Borrowed(_)]));
}
