//! What the pages of a course say.

use std::collections::BTreeSet;

use super::*;

/// Where the links, pictures and videos of a page lead, as paths from the root.
fn links(page: &str, at: &str) -> BTreeSet<String> {
    let base = url::Url::parse("http://x").unwrap().join(at).unwrap();
    addresses(page)
        .into_iter()
        .map(|address| base.join(&address).unwrap())
        .filter(|url| url.host_str() == Some("x"))
        .map(|url| url[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
        .collect()
}

/// Everything that can be reached from the first page.
async fn crawl(preview: &Preview) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec!["/".to_owned()];
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let response = preview.get(&path).await;
        assert_eq!(response.status(), 200, "{path}");
        if response.headers()["content-type"].to_str().unwrap().starts_with("text/html") {
            waiting.extend(links(&response.text().await.unwrap(), &path));
        }
    }
    seen
}

#[tokio::test]
async fn every_lesson_and_every_file_of_the_example_course_is_reached_by_links_that_work() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let seen = crawl(&preview).await;
    let count = |part: &str, end: &str| {
        seen.iter()
            .filter(|path| path.contains(part) && path.split('?').next().unwrap().ends_with(end))
            .count()
    };
    assert_eq!(count("/lessons/", ".html"), 24, "twelve lessons and their JSON: {seen:#?}");
    assert_eq!(count("/files/", ".mp4"), 1);
    assert_eq!(count("/files/", ".pdf"), 2);
    assert_eq!(count("/assets/", ".js"), 7);
    assert!(seen.contains("/findings.html") && seen.contains("/body.json"), "{seen:#?}");
}

#[tokio::test]
async fn the_course_page_says_what_the_course_is() {
    let course = Course::example();
    let page = Preview::of(course.path()).text("/").await;
    for part in [
        "<h1 dir=\"auto\">Sourdough at home</h1>",
        "Bake a good loaf in your own oven",
        "src=\"files/cover.jpg?v=",
        "Mara Lind",
        "still surprised by every tenth loaf",
        "2 categories",
        "12 lessons",
        "1 draft",
        "4 lessons",
        "Shape and bake",
        ">Draft</span>",
        ">Quiz</span>",
        ">Assignment</span>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[tokio::test]
async fn a_lesson_has_its_video_text_materials_and_neighbors() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let video = preview.text("/lessons/02-baking-day--02-stretch-and-fold.html").await;
    for part in [
        "<h1 data-cd-part=\"title\" dir=\"auto\">Stretch and fold</h1>",
        "src=\"../files/02-baking-day/02-stretch-and-fold.mp4?v=",
        "poster=\"../files/02-baking-day/02-stretch-and-fold.jpg?v=",
        "No kneading.",
        "href=\"../lessons/02-baking-day--01-mix-the-dough.html\" rel=\"prev\"",
        "href=\"../lessons/02-baking-day--03-while-it-rests.html\" rel=\"next\"",
        "href=\"../lessons/02-baking-day--02-stretch-and-fold.html\" aria-current=\"page\"",
        "aria-label=\"Breadcrumb\"",
        "<code class=\"cd-file\" title=\"The lesson&#39;s file\">02-baking-day/02-stretch-and-fold.md</code>",
    ] {
        let part = part.replace("&#39;", "'");
        assert!(video.contains(&part), "{part} in {video}");
    }
    let homework =
        preview.text("/lessons/02-baking-day--04-shape-and-bake--03-homework-your-first-loaf.html").await;
    for part in [">Assignment</span>", "Loaf notes", "PDF · 2.7 kB", "download"] {
        assert!(homework.contains(part), "{part} in {homework}");
    }
    let embed = preview.text("/lessons/02-baking-day--03-while-it-rests.html").await;
    assert!(embed.contains("<iframe src=\"https://www.youtube-nocookie.com/"), "{embed}");
}

#[tokio::test]
async fn the_json_is_the_dry_runs_and_the_lessons_part_is_marked() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let body = preview.text("/body.json").await;
    let (code, dry_run, _) = run(&["import", "--dry-run", course.path().to_str().unwrap()]);
    assert_eq!((code, body.trim_end()), (0, dry_run.trim_end()));
    let page = preview.text("/lessons/02-baking-day--02-stretch-and-fold.body.html").await;
    let marked: Vec<&str> =
        page.split("<span class=\"l").skip(1).filter(|line| line.starts_with(" is-part")).collect();
    assert!(
        marked[0].contains("id=\"cd-json-part\"") && marked[1].contains("Stretch and fold"),
        "{marked:?}"
    );
    assert!(marked.iter().any(|line| line.contains("upload://02-baking-day/02-stretch-and-fold.mp4")));
    assert!(!marked.iter().any(|line| line.contains("What you need")), "{marked:?}");
}

#[tokio::test]
async fn search_looks_through_titles_and_words() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    let list: serde_json::Value = preview.get("/search/index.json").await.json().await.unwrap();
    let piece = list["pieces"][0].as_str().unwrap();
    let lessons: Vec<[String; 4]> = preview.get(&format!("/search/{piece}.json")).await.json().await.unwrap();
    assert_eq!(lessons.len(), 12);
    let [path, title, trail, words] = &lessons[8];
    assert_eq!(
        (path.as_str(), title.as_str(), trail.as_str()),
        (
            "lessons/02-baking-day--04-shape-and-bake--01-shape-the-loaf.html",
            "Shape the loaf",
            "Baking day › Shape and bake"
        )
    );
    assert!(words.starts_with("Shaping gives the loaf a skin."), "{words}");
    assert_eq!(preview.get("/search/0-000000000000.json").await.status(), 404);
}

#[tokio::test]
async fn several_courses_stand_on_a_shelf() {
    let shelf = Course::of(&[
        ("one/course.yaml", "title: First course\n"),
        ("one/a.md", "# A\n\nText."),
        ("two/course.yaml", "title: Second course\nlanguage: ar\n"),
        ("two/a.md", "# B\n\n![x](nope.png)"),
    ]);
    let preview = Preview::of(shelf.path());
    let page = preview.text("/").await;
    for part in
        ["First course", "Second course", "href=\"one/index.html\"", "1 category, 1 lesson", "1 error"]
    {
        assert!(page.contains(part), "{part} in {page}");
    }
    let lesson = preview.text("/two/lessons/a.html").await;
    assert!(lesson.contains("href=\"../../index.html\""), "a way back: {lesson}");
    assert!(lesson.contains("<html lang=\"ar\" dir=\"rtl\""), "{lesson}");
    crawl(&preview).await;
    let both = Preview::with(&[
        shelf.path().join("one").to_str().unwrap(),
        shelf.path().join("two").to_str().unwrap(),
        "--port",
        "0",
    ]);
    assert!(both.text("/").await.contains("Second course"));
}

#[tokio::test]
async fn what_is_not_there_is_said_and_led_back_from() {
    let course = Course::example();
    let preview = Preview::of(course.path());
    for path in ["/nothing", "/lessons/none.html", "/explain/none.html", "/assets/none.js", "/deep/er/x.html"]
    {
        let response = preview.get(path).await;
        assert_eq!(response.status(), 404, "{path}");
        let page = response.text().await.unwrap();
        assert!(
            page.contains("href=\"/index.html\"") && page.contains("href=\"/assets/style.css\""),
            "{page}"
        );
    }
}

#[tokio::test]
async fn a_draft_run_and_a_language_are_what_import_would_make_of_them() {
    let course = Course::of(&[("en/a.md", "# Hello\n\nText."), ("de/a.md", "# Hallo\n\nText.")]);
    let path = course.path();
    let preview = Preview::with(&[path.to_str().unwrap(), "--port", "0", "--draft", "--language", "de"]);
    let page = preview.text("/").await;
    assert!(page.contains("Hallo") && !page.contains("Hello") && page.contains("1 draft"), "{page}");
}

#[tokio::test]
async fn a_list_says_the_kind_and_the_length_of_each_lesson() {
    let course = Course::example();
    course.write("01-getting-started/05-words.md", format!("# Words\n\n{}\n", "word ".repeat(1000)));
    course.write(
        "01-getting-started/06-sound.md",
        "# Sound\n\n<audio src=\"https://example.com/a.mp3\"></audio>\n",
    );
    let page = Preview::of(course.path()).text("/").await;
    let item = |title: &str| {
        let from = page.split_once(&format!(">{title}</span>")).unwrap_or_else(|| panic!("no {title}")).1;
        from.split("</li>").next().unwrap().to_owned()
    };
    assert!(item("Stretch and fold").contains(">Video</span> · 0:05"), "{}", item("Stretch and fold"));
    assert!(item("Words").contains(">Text</span> · 5 min read"), "{}", item("Words"));
    assert!(item("Sound").contains(">Sound</span>"), "{}", item("Sound"));
    assert!(item("Is it ready? The float test").contains(" read"), "{page}");
}

#[tokio::test]
async fn counts_tell_what_the_author_has_and_what_a_learner_sees() {
    let course = Course::of(&[
        ("01-one/a.md", "# A\n"),
        ("01-one/b.md", "---\ndraft: true\n---\n# B\n"),
        ("02-two/c.md", "# C\n"),
    ]);
    let page = Preview::of(course.path()).text("/").await;
    let both = |author: &str, learner: &str| {
        format!("<span class=\"cd-author\">{author}</span><span class=\"cd-platform\">{learner}</span>")
    };
    assert!(page.contains(&both("3 lessons", "2 lessons")), "{page}");
    assert!(page.contains(&both("2 lessons", "1 lesson")), "{page}");
}

#[tokio::test]
async fn headings_can_be_linked_to_and_code_has_colors() {
    let course =
        Course::of(&[("a.md", "# A\n\n## One\n\n```js\nlet x = 1; // <b>\n```\n\n## Two\n\nText.\n")]);
    let page = Preview::of(course.path()).text("/lessons/a.html").await;
    for part in [
        "<a href=\"#one\" dir=\"auto\">One</a>",
        "<h2 id=\"two\">Two<a class=\"cd-anchor\" href=\"#two\"",
        "<div class=\"cd-listing\" data-cd-language=\"JavaScript\">",
        "<cd-k>let</cd-k>",
        "// &lt;b&gt;</cd-c>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let body = Preview::of(course.path()).text("/body.json").await;
    assert!(!body.contains("cd-"), "what is imported has no colors: {body}");
}
