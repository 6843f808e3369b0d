//! `schema`: valid JSON Schema, that takes what `check` takes and refuses what it calls an error.

use std::fs;

use jsonschema::Validator;
use serde_json::Value;

use super::{Home, repository};

fn validator(of: &str) -> Validator {
    let said = Home::new().run(&["schema", of]);
    assert_eq!((said.exit(), said.stderr.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&said.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn assert_valid(validator: &Validator, text: &str, name: &str) {
    let value = yaml(text);
    let errors: Vec<String> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}:\n{text}\n{}", errors.join("\n"));
}

/// What `check` says of a course with this `course.yaml`, and a lesson with this front matter.
fn findings(settings: &str, front_matter: &str) -> String {
    let home = Home::new();
    for file in ["worksheet.pdf", "folding.mp4", "cover.jpg", "welcome.md"] {
        home.write(&format!("course/{file}"), "Words.");
    }
    home.write("course/course.yaml", settings);
    home.write("course/01-loops.md", &format!("---\n{front_matter}\n---\nWords.\n"));
    let said = home.run(&["check", "course", "--format", "concise"]);
    let about_keys = ["invalid-value", "invalid-settings", "empty-title", "unknown-key"];
    let lines = said.stdout.lines().filter(|line| about_keys.iter().any(|code| line.contains(code)));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_example_course_is_valid() {
    let example = repository().join("example-course");
    let settings = fs::read_to_string(example.join("course.yaml")).unwrap();
    assert_valid(&validator("course"), &settings, "course.yaml");
    let lesson = validator("lesson");
    let mut folders = vec![example];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).unwrap();
                let Some((block, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"))
                else {
                    continue;
                };
                assert_valid(&lesson, block, &path.display().to_string());
                count += 1;
            }
        }
    }
    assert!(count >= 5, "the test finds front matter: {count}");
}

#[test]
fn what_check_takes_in_course_yaml_is_valid() {
    let validator = validator("course");
    for text in [
        "# nothing but a comment",
        "title: 2024",
        "description:",
        "instructor: Mara Lind",
        "instructor: {name: Mara Lind, description: Bakes.}",
        "instructor:",
        "language: en",
        "defaults: {visibility: Draft, type: quiz}",
        "defaults:",
        "ignore: notes/",
        "lesson_file: [slides.md]",
        "lessonFile: [slides.md]",
        "Root-Category: Start here",
        "contents: [welcome.md]",
        "assets_root: .",
        "allow: missing_alt",
        "allow: [missing-alt, internal-link-dropped]",
        "allow:",
    ] {
        assert_valid(&validator, text, "course.yaml");
        assert_eq!(findings(text, "id: x"), "", "{text}");
    }
}

#[test]
fn what_check_refuses_in_course_yaml_is_not_valid() {
    let validator = validator("course");
    for text in [
        "- title",
        "titel: Loops",
        "title: ''",
        "title:",
        "title: [Loops]",
        "description: {en: Loops}",
        "image: [cover.jpg]",
        "instructor: [Mara]",
        "instructor: {description: Bakes.}",
        "instructor: {name: '', description: Bakes.}",
        "instructor: {name: Mara, photo: mara.jpg}",
        "defaults: draft",
        "defaults: {visibility: hidden}",
        "defaults: {type: text}",
        "defaults: {order: 3}",
        "ignore: {notes: true}",
        "contents: [[welcome.md]]",
        "root_category: ' '",
        "allow: missing-alts",
        "allow: [missing-alt, 3]",
    ] {
        assert!(!validator.is_valid(&yaml(text)), "{text}");
        assert_ne!(findings(text, "id: x"), "", "{text}");
    }
}

#[test]
fn what_check_takes_in_front_matter_is_valid() {
    let validator = validator("lesson");
    for text in [
        "title: Loops",
        "order: 3",
        "order: '4a'",
        "weight: -1.5",
        "nav_order:",
        "visibility: PUBLISHED",
        "draft: true",
        "draft: yes",
        "published: 2020-01-01",
        "type: read",
        "contentType: quiz",
        "video: folding.mp4",
        "video: {file: folding.mp4}",
        "video: {url: https://youtu.be/dQw4w9WgXcQ, start: 3}",
        "youtube: dQw4w9WgXcQ",
        "vimeo: 76979871",
        "materials: worksheet.pdf",
        "materials: [worksheet.pdf, {title: Sheet, file: worksheet.pdf, type: PDF}]",
        "files: [{src: a, name: b}]",
        "cover: {image: a.jpg}",
        "allow: [missing-alt]",
        "layout: page",
        "tags: [a, b]",
    ] {
        assert_valid(&validator, text, "front matter");
        assert_eq!(findings("", text), "", "{text}");
    }
}

#[test]
fn what_check_refuses_in_front_matter_is_not_valid() {
    let validator = validator("lesson");
    for text in [
        "title: ''",
        "title: {en: Loops}",
        "order: first",
        "sidebar_position: [1]",
        "visibility: public",
        "draft: maybe",
        "content_type: text",
        "contentType: text",
        "video: [folding.mp4]",
        "video: true",
        "video: {title: Folding}",
        "materials: [{title: Sheet}]",
        "materials: [3]",
        "attachments: {file: worksheet.pdf, type: sheet}",
        "allow: missing",
    ] {
        assert!(!validator.is_valid(&yaml(text)), "{text}");
        assert_ne!(findings("", text), "", "{text}");
    }
}

#[test]
fn every_key_has_a_title_a_description_and_most_an_example() {
    for of in ["course", "lesson"] {
        let schema: Value = serde_json::from_str(&Home::new().run(&["schema", of]).stdout).unwrap();
        let properties = schema["properties"].as_object().unwrap();
        assert!(properties.len() > 10, "{of}");
        for (name, property) in properties {
            assert!(property["title"].is_string() && property["description"].is_string(), "{name}");
            let validator = jsonschema::draft202012::new(property).unwrap();
            for example in property["examples"].as_array().into_iter().flatten() {
                assert!(validator.is_valid(example), "{name}: {example}");
            }
        }
    }
}
