//! `init`: a course that checks clean, and nothing of the author's touched.

use std::fs;

use super::Home;

const FILES: &[&str] = &[
    "course.yaml",
    "01-start-here/01-welcome.md",
    "02-first-category/01-first-steps.md",
    ".coursedir/course.schema.json",
    ".gitignore",
    ".github/workflows/course.yml",
];

#[test]
fn a_new_course_checks_clean_and_has_two_categories_with_a_lesson_each() {
    let home = Home::new();
    let said = home.run(&["init", "sourdough-at-home"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (0, ""), "{}", said.stderr);
    for file in FILES {
        assert!(said.stderr.contains(&format!("created sourdough-at-home/{file}\n")), "{}", said.stderr);
    }
    assert!(said.stderr.contains("\n  coursedir outline sourdough-at-home "), "{}", said.stderr);

    let checked = home.run(&["check", "sourdough-at-home", "--deny", "warnings"]);
    assert_eq!((checked.exit(), checked.stdout.as_str()), (0, ""));
    assert_eq!(checked.stderr, "no problems found\n");
    let outline = "\
Sourdough at home
├── Start here
│   └── Welcome
└── First category
    └── First steps
";
    assert_eq!(home.run(&["outline", "sourdough-at-home"]).stdout, outline);
}

#[test]
fn the_schema_is_switched_on_and_the_settings_are_valid() {
    let home = Home::new();
    assert_eq!(home.run(&["init", "course"]).exit(), 0);
    let settings = fs::read_to_string(home.path("course/course.yaml")).unwrap();
    let first = settings.lines().next().unwrap();
    let schema = first.strip_prefix("# yaml-language-server: $schema=").unwrap();
    let schema = fs::read_to_string(home.path("course").join(schema)).unwrap();
    assert_eq!(schema, home.run(&["schema", "course"]).stdout);
    let validator = jsonschema::draft202012::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let value: serde_json::Value = serde_saphyr::from_str(&settings).unwrap();
    assert!(validator.is_valid(&value));
}

#[test]
fn the_folder_one_is_in_will_do_and_other_files_in_it_stay() {
    let home = Home::with(&["photo.png"]);
    let said = home.run(&["init"]);
    assert_eq!(said.exit(), 0, "{}", said.stderr);
    assert!(said.stderr.contains("created course.yaml\n"), "{}", said.stderr);
    assert_eq!(fs::read_to_string(home.path("photo.png")).unwrap(), "x");
}

#[test]
fn a_folder_with_lessons_gets_no_others_and_its_outline_stays() {
    let home = Home::with(&["course/01-basics/01-loops.md", "course/02-more.md"]);
    home.write("course/README.md", "# My loops\n\nAll about them.\n");
    let before = home.run(&["import", "course", "--dry-run"]).stdout;
    assert!(before.contains("My loops"), "{before}");
    crate::testkit::schema::assert_valid(&serde_json::from_str(&before).expect("the body is JSON"));
    let said = home.run(&["init", "course"]);
    assert_eq!(said.exit(), 0, "{}", said.stderr);
    assert!(!home.path("course/01-start-here").exists() && home.path("course/course.yaml").exists());
    assert_eq!(home.run(&["import", "course", "--dry-run"]).stdout, before);
}

#[test]
fn a_readme_is_no_lesson_yet() {
    let home = Home::with(&["course/README.md"]);
    assert_eq!(home.run(&["init", "course"]).exit(), 0);
    assert!(home.path("course/01-start-here/01-welcome.md").exists());
}

#[test]
fn files_that_are_there_are_listed_and_nothing_is_written() {
    let home = Home::with(&["course/.gitignore", "course/course.yaml"]);
    let said = home.run(&["init", "course"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (4, ""));
    assert_eq!(
        said.stderr,
        "error: nothing was written, these files already exist:\n  course/course.yaml\n  course/.gitignore\n\
         hint: move these files, or choose another folder: `coursedir init NEW-FOLDER`\n"
    );
    assert_eq!(fs::read_to_string(home.path("course/.gitignore")).unwrap(), "x");
    assert!(!home.path("course/01-start-here").exists());
}

#[test]
fn a_second_init_changes_nothing() {
    let home = Home::new();
    assert_eq!(home.run(&["init", "course"]).exit(), 0);
    home.write("course/01-start-here/01-welcome.md", "Mine.\n");
    assert_eq!(home.run(&["init", "course"]).exit(), 4);
    assert_eq!(fs::read_to_string(home.path("course/01-start-here/01-welcome.md")).unwrap(), "Mine.\n");
}

#[test]
fn a_folder_whose_name_means_something_to_yaml_gives_a_title_all_the_same() {
    for (folder, title) in
        [("yes", "Yes"), ("2024", "2024"), ("a: b", "A: b"), ("it's \"so\"", "It's \"so\"")]
    {
        let home = Home::new();
        assert_eq!(home.run(&["init", folder]).exit(), 0);
        let outline = home.run(&["outline", folder]).stdout;
        assert_eq!(outline.lines().next(), Some(title));
    }
}

#[test]
fn the_workflow_checks_the_course() {
    let home = Home::new();
    assert_eq!(home.run(&["init", "course"]).exit(), 0);
    let workflow = fs::read_to_string(home.path("course/.github/workflows/course.yml")).unwrap();
    let workflow: serde_json::Value = serde_saphyr::from_str(&workflow).unwrap();
    let steps = workflow["jobs"]["check"]["steps"].as_array().unwrap();
    assert_eq!(steps.last().unwrap()["run"], "coursedir check --format github");
}
