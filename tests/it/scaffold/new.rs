//! `new`: a category or lesson more, and words for videos.

use std::fs;

use super::Home;

/// Runs a command that has to end well, and gives what it says to a person.
#[track_caller]
fn said(home: &Home, args: &[&str]) -> String {
    let said = home.run(args);
    assert_eq!((said.exit(), said.stdout.as_str()), (0, ""), "{}", said.stderr);
    said.stderr
}

fn text(home: &Home, name: &str) -> String {
    fs::read_to_string(home.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_course_grows_from_init_to_an_outline() {
    let home = Home::new();
    said(&home, &["init", "course"]);
    assert_eq!(
        said(&home, &["new", "category", "Baking day", "--in", "course"]),
        "created course/03-baking-day/_index.md\nnext: coursedir new lesson \"A title\" --in course/03-baking-day\n"
    );
    let into = ["--in", "course/03-baking-day"];
    let made = said(&home, &[&["new", "lesson", "Mix the dough"], &into[..]].concat());
    assert_eq!(made, "created course/03-baking-day/01-mix-the-dough.md\n");
    said(&home, &[&["new", "lesson", "Is it ready? The float test", "--folder"], &into[..]].concat());
    said(&home, &[&["new", "lesson", "What you know", "--type", "quiz"], &into[..]].concat());
    said(&home, &[&["new", "lesson", "Your first loaf", "--type", "assignment"], &into[..]].concat());
    said(&home, &["new", "category", "Shape: long & round", "--in", "course/03-baking-day"]);
    let sub = "course/03-baking-day/05-shape-long-round";
    said(&home, &["new", "lesson", "Long", "--in", sub]);
    let outline = "\
Course
├── Start here
│   └── Welcome
├── First category
│   └── First steps
└── Baking day
    ├── Mix the dough
    ├── Is it ready? The float test
    ├── What you know  (quiz)
    ├── Your first loaf  (assignment)
    └── Shape: long & round
        └── Long
";
    assert_eq!(home.run(&["outline", "course"]).stdout, outline);
    let checked = home.run(&[
        "check",
        "course",
        "--allow",
        "empty-lesson",
        "--allow",
        "sample-text",
        "--format",
        "concise",
    ]);
    assert_eq!((checked.exit(), checked.stdout.contains("warning")), (0, false), "{}", checked.stdout);
}

#[test]
fn front_matter_is_written_only_where_the_name_does_not_say_it() {
    let home = Home::new();
    said(&home, &["new", "lesson", "Loops"]);
    said(&home, &["new", "lesson", "For & while"]);
    said(&home, &["new", "lesson", "Try it", "--type", "quiz"]);
    assert_eq!(text(&home, "01-loops.md"), "");
    assert_eq!(text(&home, "02-for-while.md"), "---\ntitle: For & while\n---\n");
    assert_eq!(text(&home, "03-try-it.md"), "---\ntype: quiz\n---\n");
}

#[test]
fn the_name_is_written_as_its_siblings_are() {
    let home = Home::with(&["1. Start/1. Welcome.md", "1. Start/2. Tools/README.md", "1. Start/list.pdf"]);
    said(&home, &["new", "lesson", "Why?", "--in", "1. Start"]);
    assert_eq!(text(&home, "1. Start/3. Why.md"), "---\ntitle: Why?\n---\n");
    let made = said(&home, &["new", "category", "Next steps"]);
    assert!(made.starts_with("created 2. Next steps/_index.md\n"), "{made}");
    assert!(made.contains("--in '2. Next steps'"), "{made}");
}

#[test]
fn a_lesson_of_the_same_title_gets_a_file_of_its_own() {
    let home = Home::with(&["intro.md", "loops.md"]);
    said(&home, &["new", "lesson", "Intro"]);
    assert_eq!(text(&home, "intro.md"), "Words.\n");
    assert_eq!(text(&home, "intro-2.md"), "---\ntitle: Intro\n---\n");
}

#[test]
fn a_folder_that_is_not_there_and_a_title_without_words_are_slips_of_the_command_line() {
    let home = Home::new();
    let run = home.run(&["new", "lesson", "Loops", "--in", "01-basics"]);
    assert_eq!(run.exit(), 2);
    assert_eq!(
        run.stderr,
        "error: folder not found: `01-basics`\n\
         hint: pass the folder of a course or category; run `coursedir new category` to create one\n"
    );
    let run = home.run(&["new", "lesson", " "]);
    assert_eq!(run.exit(), 2);
    assert!(run.stderr.contains("the title is empty"), "{}", run.stderr);
    assert_eq!(fs::read_dir(home.path(".")).unwrap().count(), 0);
}

#[test]
fn every_video_without_words_gets_a_file_of_its_name_and_the_outline_stays() {
    let home = Home::with(&[
        "course/01-week/01-knife.mp4",
        "course/01-week/02 Onion.mov",
        "course/01-week/03-notes.md",
        "course/01-week/03-notes.mp4",
        "course/02-week/1.mp4",
        "course/02-week/2.mp4",
        "course/images/loose.mp4",
    ]);
    let before = home.run(&["outline", "course"]).stdout;
    let made = said(&home, &["new", "lessons", "--for-videos", "course"]);
    assert_eq!(
        made,
        "created course/01-week/01-knife.md\ncreated course/01-week/02 Onion.md\ncreated course/02-week/1.md\n\
         created course/02-week/2.md\n"
    );
    assert_eq!(home.run(&["outline", "course"]).stdout, before);
    assert_eq!(text(&home, "course/01-week/03-notes.md"), "Words.\n");
    let checked = home.run(&["check", "course", "--format", "concise"]).stdout;
    assert!(!checked.contains("video-only-lesson") && !checked.contains("empty-lesson"), "{checked}");

    let again = said(&home, &["new", "lessons", "--for-videos", "course"]);
    assert_eq!(again, "nothing to do: every video lesson has a Markdown file\n");
}

#[test]
fn an_outline_that_changes_with_the_new_files_is_said() {
    let home = Home::with(&["course/01-knife/01-knife.mp4", "course/02-onion/02-onion.mp4"]);
    let made = said(&home, &["new", "lessons", "--for-videos", "course"]);
    assert_eq!(
        made,
        "created course/01-knife/01-knife.md\ncreated course/02-onion/02-onion.md\n\
         the outline changed: a folder whose only Markdown file has the folder's name is one lesson; run \
         `coursedir outline course`
"
    );
}

#[test]
fn a_file_that_is_left_out_is_not_written_over() {
    let home = Home::with(&["course/a.mp4", "course/a.md", "course/b.md"]);
    home.write("course/.courseignore", "a.md\n");
    said(&home, &["new", "lessons", "--for-videos", "course"]);
    assert_eq!(text(&home, "course/a.md"), "Words.\n");
}

#[test]
fn lessons_asks_for_what() {
    let run = Home::new().run(&["new", "lessons"]);
    assert_eq!(run.exit(), 2);
    assert!(run.stderr.contains("--for-videos"), "{}", run.stderr);
}
