//! What changes on disk shows at once.

use std::fs;

use super::*;

const LESSON: &str = "01-getting-started/03-is-it-ready.md";
const PAGE: &str = "/lessons/01-getting-started--03-is-it-ready.html";

/// Waits until a page says something; each event is a reason to look again.
async fn until(preview: &Preview, events: &mut Events, path: &str, says: impl Fn(&str) -> bool) -> String {
    loop {
        let page = preview.get(path).await.text().await.unwrap();
        if says(&page) {
            return page;
        }
        events.next();
    }
}

#[tokio::test]
async fn a_saved_lesson_shows() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    course.edit(LESSON, "Drop a teaspoon", "Drop a big teaspoon");
    until(&preview, &mut events, PAGE, |page| page.contains("big teaspoon")).await;
    // As editors save: written beside, and renamed.
    let text = course.read(LESSON).replace("big teaspoon", "huge teaspoon");
    course.write("01-getting-started/.swap-file", text);
    course.rename("01-getting-started/.swap-file", LESSON);
    until(&preview, &mut events, PAGE, |page| page.contains("huge teaspoon")).await;
}

#[tokio::test]
async fn the_terminal_says_when_a_change_brings_or_mends_something() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    course.edit(LESSON, "Drop a teaspoon", "![a jar](jar.png) Drop a teaspoon");
    preview.until_it_says(&format!("{}: now 1 error, 4 infos\n", course.path().display()));
    course.edit(LESSON, "![a jar](jar.png) ", "");
    preview.until_it_says(&format!("{}: now 4 infos\n", course.path().display()));
}

#[tokio::test]
async fn saving_without_a_change_is_no_event() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    let before = preview.events().next_of(&preview);
    course.write(LESSON, course.read(LESSON));
    course.write("01-getting-started/notes.txt~", "an editor's copy");
    course.edit("course.yaml", "Sourdough at home", "Bread at home");
    let after = events.next();
    assert_eq!(number(&after), number(&before) + 1, "{before} {after}");
}

#[tokio::test]
async fn a_broken_lesson_keeps_its_last_good_version_and_says_what_is_wrong() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    course.edit(LESSON, "# Is it ready? The float test", "# Broken\n\n![a jar](jar.png)");
    let page = until(&preview, &mut events, PAGE, |page| page.contains("last valid version")).await;
    for part in [
        "the image <code>jar.png</code> does not exist",
        &format!("{LESSON}:"),
        "![a jar](<mark>jar.png</mark>)",
        "href=\"../explain/missing-image.html\"",
        "<h1 data-cd-part=\"title\" dir=\"auto\">Is it ready? The float test",
        "cd-lesson is-kept",
        "1 error",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let panel = preview.text("/findings.html").await;
    assert!(
        panel.contains(PAGE.trim_start_matches('/')) && panel.contains("<strong>1</strong> error<"),
        "{panel}"
    );
    let json = preview.text(&PAGE.replace(".html", ".body.html")).await;
    assert!(json.contains("Broken") && json.contains("with its errors"), "{json}");
    course.edit(LESSON, "# Broken\n\n![a jar](jar.png)", "# Mended");
    let page = until(&preview, &mut events, PAGE, |page| page.contains("Mended</h1>")).await;
    assert!(!page.contains("last valid version"), "{page}");
}

#[tokio::test]
async fn a_lesson_that_is_broken_from_the_start_is_shown_as_it_is() {
    let course = Course::of(&[("a.md", "# A\n\nWords.\n\n![x](nope.png)\n")]);
    let page = Preview::of(course.path()).text("/lessons/a.html").await;
    assert!(page.contains("Words.") && page.contains("missing-image"), "{page}");
    assert!(!page.contains("last valid version"), "{page}");
}

#[tokio::test]
async fn lessons_come_move_and_go() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    course.write("01-getting-started/05-more.md", "# One more\n\nSome words of its own.\n");
    until(&preview, &mut events, "/", |page| page.contains("One more")).await;
    fs::create_dir_all(course.path().join("03-late/deep")).unwrap();
    course.write("03-late/deep/a.md", "# Late\n\nText.\n");
    until(&preview, &mut events, "/", |page| page.contains("Late")).await;
    course.write("03-late/deep/a.md", "# Later\n\nText.\n");
    until(&preview, &mut events, "/", |page| page.contains("Later")).await;
    course.rename("01-getting-started/05-more.md", "02-baking-day/05-moved.md");
    until(&preview, &mut events, "/", |page| page.contains("02-baking-day--05-moved.html")).await;
    let moved = preview.get("/lessons/01-getting-started--05-more.html").await;
    assert_eq!(moved.status(), 302);
    assert_eq!(moved.headers()["location"], "/lessons/02-baking-day--05-moved.html");
    course.remove("02-baking-day/05-moved.md");
    until(&preview, &mut events, "/", |page| !page.contains("One more")).await;
    assert_eq!(preview.get("/lessons/02-baking-day--05-moved.html").await.status(), 404);
    fs::remove_dir_all(course.path().join("03-late")).unwrap();
    until(&preview, &mut events, "/", |page| !page.contains("Later")).await;
}

#[tokio::test]
async fn a_new_title_or_place_does_not_change_an_address() {
    let course = Course::of(&[
        ("a.md", "---\norder: 1\n---\n# A\n\nText."),
        ("b.md", "---\norder: 2\n---\n# B\n\nText."),
    ]);
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    course.write("b.md", "---\norder: 0\ntitle: Renamed\n---\n# B\n\nText.");
    let page = until(&preview, &mut events, "/lessons/b.html", |page| page.contains("Renamed")).await;
    assert!(page.contains("href=\"../lessons/a.html\" rel=\"next\""), "{page}");
}

#[tokio::test]
async fn a_picture_that_was_replaced_has_another_address() {
    let course = Course::of(&[("a.md", "# A\n\n![x](x.png)\n"), ("x.png", "one")]);
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    let address =
        |page: &str| page.split("src=\"../files/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let before = address(&preview.text("/lessons/a.html").await);
    course.write("x.png", "two");
    events.next();
    let after = address(&preview.text("/lessons/a.html").await);
    assert_ne!(before, after);
    assert_eq!(preview.text(&format!("/files/{after}")).await, "two");
}

#[tokio::test]
async fn a_broken_course_yaml_leaves_the_course_as_it_was_and_its_lessons_alive() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    course.edit("course.yaml", "title: Sourdough", "title: [ Sourdough");
    let page = until(&preview, &mut events, "/", |page| page.contains("The course cannot be read")).await;
    assert!(
        page.contains("<h1 dir=\"auto\">Sourdough at home</h1>") && page.contains("invalid-settings"),
        "{page}"
    );
    course.edit(LESSON, "Drop a teaspoon", "Drop a big teaspoon");
    let page = until(&preview, &mut events, PAGE, |page| page.contains("big teaspoon")).await;
    assert!(page.contains("The course cannot be read"), "{page}");
    course.edit("course.yaml", "title: [ Sourdough", "title: Rye");
    let page = until(&preview, &mut events, "/", |page| page.contains("Rye at home")).await;
    assert!(!page.contains("cannot be read"), "{page}");
    course.remove("course.yaml");
    until(&preview, &mut events, "/", |page| page.contains("the example course</h1>")).await;
}

#[tokio::test]
async fn a_course_without_a_lesson_has_a_page_and_gets_its_first_lesson() {
    let course = Course::of(&[("course.yaml", "title: Empty\n")]);
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    let page = preview.text("/").await;
    assert!(page.contains("no-lessons") && page.contains("The course cannot be read"), "{page}");
    course.write("a.md", "# First\n\nText.");
    let page = until(&preview, &mut events, "/", |page| page.contains("First")).await;
    assert!(page.contains("Empty</h1>") && !page.contains("cannot be read"), "{page}");
    course.remove("a.md");
    let page = until(&preview, &mut events, "/", |page| page.contains("last valid version")).await;
    assert!(page.contains("First"), "{page}");
}

#[tokio::test]
async fn a_folder_that_is_gone_is_waited_for() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let mut events = preview.events();
    let away = course.path().with_file_name("away");
    fs::rename(course.path(), &away).unwrap();
    let page = until(&preview, &mut events, "/", |page| page.contains("The course cannot be read")).await;
    assert!(page.contains("Sourdough at home</h1>"), "{page}");
    fs::rename(&away, course.path()).unwrap();
    until(&preview, &mut events, "/", |page| !page.contains("cannot be read")).await;
    course.edit(LESSON, "Drop a teaspoon", "Drop a big teaspoon");
    until(&preview, &mut events, PAGE, |page| page.contains("big teaspoon")).await;
}

#[tokio::test]
async fn the_shelf_gains_and_loses_courses() {
    let shelf = Course::of(&[
        ("one/course.yaml", "title: First course\n"),
        ("one/a.md", "# A\n\nText."),
        ("two/b.md", "# B\n\nText."),
    ]);
    let preview = Preview::of(shelf.path());
    let mut events = preview.events();
    assert!(!preview.text("/").await.contains("two/index.html"));
    shelf.write("two/course.yaml", "title: Second course\n");
    until(&preview, &mut events, "/", |page| page.contains("Second course")).await;
    shelf.edit("two/b.md", "# B", "# Bee");
    until(&preview, &mut events, "/two/lessons/b.html", |page| page.contains("Bee")).await;
    fs::remove_dir_all(shelf.path().join("two")).unwrap();
    until(&preview, &mut events, "/", |page| !page.contains("Second course")).await;
}

#[tokio::test]
async fn images_above_the_course_are_watched_too() {
    let course = Course::of(&[
        ("course.yaml", "title: T\nassets_root: ..\n"),
        ("a.md", "# A\n\n![x](../shared/x.png)\n"),
        ("../shared/readme.txt", ""),
        ("../.git/HEAD", ""),
    ]);
    let preview =
        Preview::with(&["--port", "0", "--allow", "outside-course", course.path().to_str().unwrap()]);
    let mut events = preview.events();
    assert!(preview.text("/lessons/a.html").await.contains("missing-image"));
    course.write("../shared/x.png", "one");
    until(&preview, &mut events, "/lessons/a.html", |page| !page.contains("missing-image")).await;
    course.write("../shared/x.png", "three");
    events.next();
    assert_eq!(preview.text("/files-above/1/shared/x.png").await, "three");
}

impl Events {
    /// The version of now: that of a stream that was opened for it.
    fn next_of(self, preview: &Preview) -> String {
        drop(self);
        let address = preview.host().to_owned();
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        std::io::Write::write_all(
            &mut stream,
            format!("GET /events HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes(),
        )
        .unwrap();
        Self::over(stream).next()
    }
}

/// The part of a version that counts.
fn number(version: &str) -> u64 {
    version.rsplit('-').next().unwrap().parse().unwrap()
}
