//! The pages as files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

fn export(course: &Course, folder: &Path) -> (i32, String) {
    let (code, stdout, stderr) =
        run(&["preview", course.path().to_str().unwrap(), "--export", folder.to_str().unwrap()]);
    assert_eq!(stdout, "");
    (code, stderr)
}

/// Every file below a folder, relative to it.
fn files(folder: &Path) -> BTreeSet<String> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(folder, folder, &mut found);
    found
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

fn page(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

/// Where the links of a page lead, as paths on this disk.
fn links(page: &str, at: &Path) -> Vec<PathBuf> {
    let base = url::Url::from_file_path(at).unwrap();
    addresses(page)
        .into_iter()
        .map(|address| base.join(&address).unwrap())
        .filter(|url| url.scheme() == "file")
        .map(|url| url.to_file_path().unwrap())
        .collect()
}

#[test]
fn every_link_of_every_page_leads_to_a_file() {
    let course = Course::example();
    course.write("03-odd/a b#c%?.md", "# Odd\n\n![x](<x y#%.png>)\n");
    course.write("03-odd/x y#%.png", "picture");
    let out = tempfile::tempdir().unwrap();
    let (code, said) = export(&course, &out.path().join("site"));
    assert_eq!(code, 0, "{said}");
    let site = out.path().join("site");
    let all = files(&site);
    let pages: Vec<&String> = all.iter().filter(|path| is_page(path)).collect();
    assert!(pages.len() >= 29, "{pages:?}");
    for path in pages {
        let text = page(&site, path);
        for link in links(&text, &site.join(path)) {
            assert!(link.is_file(), "{path} links to {}", link.display());
            assert!(link.starts_with(&site), "{path} leaves the export: {}", link.display());
        }
        assert!(!text.contains("live.js") && !text.contains("data-cd-events"), "{path}");
        assert!(text.contains("http-equiv=\"Content-Security-Policy\""), "{path}");
        assert!(!text.contains(out.path().to_str().unwrap()), "{path} names this machine's folders");
    }
    assert!(all.contains("files/03-odd/x y#%.png") && all.contains("files/cover.jpg"), "{all:?}");
    assert!(
        !all.contains("files/README.md") && !all.iter().any(|path| path.ends_with("course.yaml")),
        "{all:?}"
    );
    let index = page(&site, "search/index.js");
    assert!(index.starts_with("coursedirIndex(\"index\",{\"pieces\":["), "{index}");
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let course = Course::example();
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("mine.txt"), "mine").unwrap();
    let (code, said) = export(&course, out.path());
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("is not empty") && said.contains("hint:"), "{said}");
    assert_eq!(files(out.path()).into_iter().collect::<Vec<_>>(), ["mine.txt"]);
    let (code, _) = export(&course, course.path());
    assert_eq!(code, 4, "the course itself");
}

#[test]
fn an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else() {
    let course = Course::example();
    let out = tempfile::tempdir().unwrap();
    assert_eq!(export(&course, out.path()).0, 0);
    fs::write(out.path().join("CNAME"), "example.com").unwrap();
    course.remove("01-getting-started/04-check-yourself.md");
    course.write("03-more/a.md", "# More\n\nText.\n");
    let (code, said) = export(&course, out.path());
    assert_eq!(code, 0, "{said}");
    let all = files(out.path());
    assert!(all.contains("CNAME") && all.contains("lessons/03-more--a.html"), "{all:?}");
    assert!(!all.iter().any(|path| path.contains("04-check-yourself")), "{all:?}");
    fs::create_dir_all(out.path().join("lessons")).unwrap();
    fs::write(out.path().join("lessons/04-last--a.html"), "mine").unwrap();
    course.write("04-last/a.md", "# Last\n\nText.\n");
    let (code, said) = export(&course, out.path());
    assert_eq!(code, 4, "{said}");
    assert!(said.contains("04-last--a.html") && said.contains("file already exists"), "{said}");
    assert_eq!(page(out.path(), "lessons/04-last--a.html"), "mine");
}

#[test]
fn an_export_that_was_cut_off_is_noticed_and_done_again() {
    let course = Course::example();
    let out = tempfile::tempdir().unwrap();
    assert_eq!(export(&course, out.path()).0, 0);
    let marker = out.path().join(".coursedir-export.json");
    let text = fs::read_to_string(&marker).unwrap();
    assert!(text.contains("\"complete\""), "{text}");
    fs::write(&marker, text.replace("\"complete\"", "\"writing\"")).unwrap();
    fs::remove_file(out.path().join("index.html")).unwrap();
    let (code, said) = export(&course, out.path());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("replaced an incomplete earlier export"), "{said}");
    assert!(fs::read_to_string(&marker).unwrap().contains("\"complete\""));
    assert!(!export(&course, out.path()).1.contains("incomplete"));
}

#[test]
fn the_same_course_gives_the_same_bytes() {
    let course = Course::example();
    let out = tempfile::tempdir().unwrap();
    let (one, two) = (out.path().join("one"), out.path().join("two"));
    export(&course, &one);
    export(&course, &two);
    assert_eq!(files(&one), files(&two));
    for path in files(&one) {
        assert_eq!(fs::read(one.join(&path)).unwrap(), fs::read(two.join(&path)).unwrap(), "{path}");
    }
}

#[test]
fn a_course_with_errors_has_pages_that_show_them_and_an_exit_code_that_tells() {
    let course = Course::of(&[("a.md", "# A\n\n![x](nope.png)\n")]);
    let out = tempfile::tempdir().unwrap();
    let (code, said) = export(&course, out.path());
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("1 error"), "{said}");
    assert!(page(out.path(), "lessons/a.html").contains("missing-image"));
    assert!(out.path().join("explain/missing-image.html").is_file());
}

#[test]
fn an_export_within_a_course_is_no_part_of_it() {
    let course = Course::example();
    let site = course.path().join("site");
    assert_eq!(export(&course, &site).0, 0);
    let first = files(&site);
    let (code, said) = export(&course, &site);
    assert_eq!(code, 0, "{said}");
    assert_eq!(files(&site), first);
    let (_, report, _) = run(&["check", course.path().to_str().unwrap(), "--format", "concise"]);
    assert!(!report.contains("site"), "{report}");
}

/// An export of the example course, and beside it a folder with a file that nobody may touch.
#[cfg(unix)]
fn exported() -> (Course, tempfile::TempDir, PathBuf) {
    let (course, out) = (Course::example(), tempfile::tempdir().unwrap());
    let site = out.path().join("site");
    assert_eq!(export(&course, &site).0, 0);
    fs::create_dir(out.path().join("outside")).unwrap();
    fs::write(out.path().join("outside/keep.html"), "untouched").unwrap();
    (course, out, site)
}

/// Nothing was written, inside the folder or outside, and this says why.
#[cfg(unix)]
#[track_caller]
fn check_refused(course: &Course, out: &tempfile::TempDir, words: &[&str]) {
    let before = files(&out.path().join("outside"));
    let marker = fs::read(out.path().join("site/.coursedir-export.json")).unwrap();
    let (code, said) = export(course, &out.path().join("site"));
    assert_eq!(code, 3, "{said}");
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert_eq!(files(&out.path().join("outside")), before);
    assert_eq!(page(out.path(), "outside/keep.html"), "untouched");
    assert_eq!(fs::read(out.path().join("site/.coursedir-export.json")).unwrap(), marker);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    for to in ["../outside/keep.html", "../outside/none.html", "nothing", ".nojekyll"] {
        let (course, out, site) = exported();
        fs::remove_file(site.join("index.html")).unwrap();
        std::os::unix::fs::symlink(to, site.join("index.html")).unwrap();
        check_refused(&course, &out, &["site/index.html", "is a symbolic link"]);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_behind_a_linked_folder() {
    let (course, out, site) = exported();
    let marker = site.join(".coursedir-export.json");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, text.replacen('[', r#"["lessons/keep.html","#, 1)).unwrap();
    fs::remove_dir_all(site.join("lessons")).unwrap();
    std::os::unix::fs::symlink("../outside", site.join("lessons")).unwrap();
    check_refused(&course, &out, &["site/lessons", "is a symbolic link"]);
}

#[cfg(unix)]
#[test]
fn a_forged_marker_removes_nothing_outside() {
    let (course, out, site) = exported();
    let marker = site.join(".coursedir-export.json");
    let text = fs::read_to_string(&marker).unwrap();
    fs::write(
        &marker,
        text.replacen('[', r#"["../outside/keep.html","lessons/../../outside/keep.html","#, 1),
    )
    .unwrap();
    assert_eq!(export(&course, &site).0, 0);
    assert_eq!(page(out.path(), "outside/keep.html"), "untouched");
}

#[cfg(unix)]
#[test]
fn a_marker_behind_a_link_is_not_believed() {
    let (course, out, site) = exported();
    fs::rename(site.join(".coursedir-export.json"), out.path().join("outside/marker")).unwrap();
    std::os::unix::fs::symlink("../outside/marker", site.join(".coursedir-export.json")).unwrap();
    check_refused(&course, &out, &[".coursedir-export.json", "is a symbolic link"]);
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_not_waited_for() {
    let (course, out, site) = exported();
    fs::remove_file(site.join("index.html")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(site.join("index.html")).status().unwrap();
    assert!(made.success());
    check_refused(&course, &out, &["site/index.html", "is not a regular file"]);
}

#[test]
fn every_player_and_formula_of_an_export_is_as_it_is_sent() {
    let course = Course::of(&[
        ("course.yaml", "title: Bread\nmath: mathml\n"),
        (
            "01-a.md",
            "# A\n\n![Intro](https://youtu.be/dQw4w9WgXcQ)\n\n<iframe src=\"https://example.org/\"></iframe>\n\nSo $a^2$ and $\\nosuch$.\n",
        ),
    ]);
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let (code, said) = export(&course, &site);
    assert_eq!(code, 0, "{said}");
    let lesson = files(&site).into_iter().find(|file| {
        is_page(file) && page(&site, file).contains("<math>") && page(&site, file).contains("<iframe")
    });
    let lesson = page(&site, &lesson.expect("the lesson's page"));
    let count = |what: &str| lesson.matches(what).count();
    assert_eq!(count("<iframe"), 2);
    assert_eq!(count("referrerpolicy=\"strict-origin-when-cross-origin\""), 2);
    assert_eq!(count("<a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\""), 1);
    assert_eq!(count("<annotation encoding=\"application/x-tex\">a^2</annotation>"), 1);
    assert_eq!(count("<span class=\"math inline\">$\\nosuch$</span>"), 1);
}

/// Everything but the lesson's own HTML.
const LARGEST_FRAME: usize = 30_000;

/// The HTML of the lesson with this title.
fn text_of<'a>(value: &'a serde_json::Value, title: &str) -> Option<&'a str> {
    match value {
        serde_json::Value::Array(values) => values.iter().find_map(|value| text_of(value, title)),
        serde_json::Value::Object(fields) => {
            let is_it = fields.contains_key("contentType") && fields["title"] == title;
            if is_it {
                return fields["description"].as_str();
            }
            fields.values().find_map(|value| text_of(value, title))
        }
        _ => None,
    }
}

#[test]
fn the_page_of_a_lesson_is_little_more_than_its_text() {
    let course = Course::example();
    let code = "if (one < two) { return \"three\"; } // four\n".repeat(400);
    let headings: Vec<String> = (0..100).map(|number| format!("## Part {number}\n\nWords.\n\n")).collect();
    let headings = headings.concat();
    course.write("01-getting-started/05-code.md", format!("# Code\n\n{headings}\n```js\n{code}```\n"));
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    run(&["preview", course.path().to_str().unwrap(), "--export", site.to_str().unwrap()]);
    let body: serde_json::Value = serde_json::from_slice(&fs::read(site.join("body.json")).unwrap()).unwrap();
    for page in fs::read_dir(site.join("lessons")).unwrap().map(|page| page.unwrap().path()) {
        if page.to_str().unwrap().ends_with(".body.html") {
            continue;
        }
        let html = fs::read_to_string(&page).unwrap();
        let title = html.split_once("<title>").unwrap().1.split(" · ").next().unwrap();
        let own = text_of(&body, title).unwrap_or_else(|| panic!("no {title}")).len();
        assert!(
            html.len() < own + LARGEST_FRAME,
            "{}: {} bytes, of which {own} are the lesson",
            page.display(),
            html.len()
        );
    }
}
