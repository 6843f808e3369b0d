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
fn a_new_course_has_only_examples_to_replace_and_two_categories_with_a_lesson_each() {
    let home = Home::new();
    let said = home.run(&["init", "sourdough-at-home"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (0, ""), "{}", said.stderr);
    for file in FILES {
        assert!(said.stderr.contains(&format!("created sourdough-at-home/{file}\n")), "{}", said.stderr);
    }
    assert!(said.stderr.contains("\n  coursedir outline sourdough-at-home "), "{}", said.stderr);

    // Nothing is wrong but that the examples are still there. A build of no release knows none to install.
    let checked = home.run(&["check", "sourdough-at-home", "--format", "concise"]);
    let places = checked.stdout.lines().filter_map(|line| line.split_once(": warning[sample-text]: "));
    let mut places: Vec<&str> = places.map(|(place, _)| place).collect();
    assert_eq!((checked.exit(), checked.stdout.lines().count()), (0, places.len()), "{}", checked.stdout);
    let workflow = "sourdough-at-home/.github/workflows/course.yml";
    let is_published = !env!("CARGO_PKG_REPOSITORY").starts_with("https://example.com/");
    places.retain(|place| is_published || !place.starts_with(workflow));
    assert_eq!(
        places,
        [
            "sourdough-at-home/01-start-here/01-welcome.md:3:1",
            "sourdough-at-home/02-first-category/01-first-steps.md:3:1",
            "sourdough-at-home/course.yaml:5:14"
        ]
    );
    for (file, text) in [
        ("course.yaml", "title: Sourdough at home\ndescription: Bake bread.\n"),
        ("01-start-here/01-welcome.md", "# Welcome\n\nFor people with an oven.\n"),
        ("02-first-category/01-first-steps.md", "# First steps\n\nLight the oven.\n"),
        (".github/workflows/course.yml", "on: push\n"),
    ] {
        home.write(&format!("sourdough-at-home/{file}"), text);
    }
    let checked = home.run(&["check", "sourdough-at-home", "--deny", "warnings"]);
    assert_eq!((checked.exit(), checked.stderr.as_str()), (0, "no problems found\n"));
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
fn files_that_are_there_are_kept_and_the_others_are_added() {
    let home = Home::with(&["course/.gitignore", "course/course.yaml"]);
    let said = home.run(&["init", "course"]);
    assert_eq!((said.exit(), said.stdout.as_str()), (0, ""));
    for line in [
        "created course/01-start-here/01-welcome.md\n",
        "created course/.github/workflows/course.yml\n",
        "kept course/course.yaml, which exists\nkept course/.gitignore, which exists\n",
        "hint: add to course/.gitignore: `.coursedir.run` and `.coursedir*.lock.*`\n",
    ] {
        assert!(said.stderr.contains(line), "{line}{}", said.stderr);
    }
    for file in ["course.yaml", ".gitignore"] {
        assert_eq!(fs::read_to_string(home.path("course").join(file)).unwrap(), "x");
    }
}

#[test]
fn a_second_init_changes_nothing() {
    let home = Home::new();
    assert_eq!(home.run(&["init", "course"]).exit(), 0);
    home.write("course/01-start-here/01-welcome.md", "Mine.\n");
    let said = home.run(&["init", "course"]);
    assert_eq!((said.exit(), said.stderr.contains("created")), (0, false), "{}", said.stderr);
    assert!(!said.stderr.contains("add to course/.gitignore"), "{}", said.stderr);
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

/// A repository around a course, with files of git as it writes them.
fn repository(remote: &str, files: &[&str]) -> Home {
    let home = Home::with(files);
    home.write("repo/.git/HEAD", "ref: refs/heads/master\n");
    home.write("repo/.git/config", &format!("[core]\n\tbare = false\n{remote}"));
    home
}

#[test]
fn the_workflow_is_where_the_host_of_the_repository_looks_for_it() {
    let github = "[remote \"origin\"]\n\turl = git@github.com:ana/bread.git\n";
    let gitlab = "[remote \"origin\"]\n\turl = https://gitlab.com/ana/bread.git\n";
    let other = "[remote \"origin\"]\n\turl = https://git.example.org/ana/bread.git\n";
    for (remote, files, expected) in [
        (github, &[][..], Some(".github/workflows/course.yml")),
        (gitlab, &["repo/.github/CODEOWNERS"], Some(".gitlab-ci.yml")),
        (other, &["repo/.github/CODEOWNERS"], Some(".github/workflows/course.yml")),
        (other, &[], None),
        ("", &[], Some(".github/workflows/course.yml")),
    ] {
        let home = repository(remote, files);
        let said = home.run(&["-C", "repo", "init", "courses/bread"]);
        assert_eq!(said.exit(), 0, "{}", said.stderr);
        assert!(!home.path("repo/courses/bread/.github").exists());
        let Some(file) = expected else {
            assert!(said.stderr.contains("no workflow was created"), "{}", said.stderr);
            continue;
        };
        assert!(said.stderr.contains(&format!("created {file}\n")), "{}", said.stderr);
        let text = fs::read_to_string(home.path("repo").join(file)).unwrap();
        assert!(text.contains("courses/bread"), "{text}");
        if file.starts_with(".github") {
            assert!(text.contains("branches: [master]"), "{text}");
        }
    }
}

#[test]
fn a_workflow_of_the_author_is_kept_and_the_course_is_to_be_named_there() {
    let home = repository("", &["repo/.gitlab-ci.yml"]);
    let said = home.run(&["init", "repo/bread"]);
    assert_eq!(said.exit(), 0, "{}", said.stderr);
    assert_eq!(fs::read_to_string(home.path("repo/.gitlab-ci.yml")).unwrap(), "x");
    let hint =
        "kept repo/.gitlab-ci.yml, which exists\nhint: name the course in repo/.gitlab-ci.yml: `bread`\n";
    assert!(said.stderr.contains(hint), "{}", said.stderr);
    // From below, the path leads up.
    let said = home.run(&["-C", "repo/bread", "init", "."]);
    assert!(said.stderr.contains("kept ../.gitlab-ci.yml, which exists"), "{}", said.stderr);
}

#[test]
fn a_build_of_no_release_writes_a_workflow_that_cannot_fail() {
    let home = Home::new();
    let said = home.run(&["init", "course"]);
    let workflow = fs::read_to_string(home.path("course/.github/workflows/course.yml")).unwrap();
    let workflow: serde_json::Value = serde_saphyr::from_str(&workflow).unwrap();
    let steps = workflow["jobs"]["check"]["steps"].as_array().unwrap();
    let uses: Vec<&str> = steps.iter().filter_map(|step| step["uses"].as_str()).collect();
    if env!("CARGO_PKG_REPOSITORY").starts_with("https://example.com/") {
        assert!(said.stderr.contains("the workflow checks nothing yet"), "{}", said.stderr);
        let checked = home.run(&["check", "course", "--format", "concise"]).stdout;
        assert!(checked.contains("course/.github/workflows/course.yml:"), "{checked}");
        assert_eq!(uses, ["actions/checkout@v6"]);
    } else {
        assert_eq!(uses.len(), 2, "{uses:?}");
    }
}
