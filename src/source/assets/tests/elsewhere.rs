//! Paths that an author's website or tools understand, and that name no file where they are written.

use super::*;
use crate::diagnostic::Fix;

#[test]
fn a_bare_name_is_the_lesson_that_is_published_under_it() {
    check(
        &[
            ("1-a/1-x.md", "[b](bind-this) [c](../../svelte/actions/) [d](./page-data.html#more) [e](deep/er)"),
            ("2-b/3-bind-this/README.md", "Text."),
            ("2-b/4-svelte/1-actions.md", "Text."),
            ("3-c/2-page-data.md", "Text."),
            ("3-c/9-deep/2-er.md", "Text."),
        ],
        "
            1-a/1-x.md
              | <p>b c d e</p>
            2-b/3-bind-this/README.md
              | <p>Text.</p>
            2-b/4-svelte/1-actions.md
              | <p>Text.</p>
            3-c/2-page-data.md
              | <p>Text.</p>
            3-c/9-deep/2-er.md
              | <p>Text.</p>
            info[internal-link-dropped] 1-a/1-x.md:1:5: 4 links to other lessons are removed; their text is kept
              = set `portal:` in `course.yaml`; an update then adds links between lessons
        ",
    );
}

#[test]
fn of_two_lessons_of_one_name_the_nearer_is_meant_and_of_two_as_near_none() {
    check(
        &[
            ("1-a/1-x.md", "[near](intro)"),
            ("1-a/2-intro.md", "Text."),
            ("2-b/1-intro.md", "Text."),
            ("3-c/1-intro.md", "Text."),
            ("4-d/1-y.md", "[which?](intro)"),
        ],
        "
            1-a/1-x.md
              | <p>near</p>
            1-a/2-intro.md
              | <p>Text.</p>
            2-b/1-intro.md
              | <p>Text.</p>
            3-c/1-intro.md
              | <p>Text.</p>
            4-d/1-y.md
              | <p>which?</p>
            info[internal-link-dropped] 1-a/1-x.md:1:8: a link to another lesson is removed; its text is kept
              = set `portal:` in `course.yaml`; an update then adds links between lessons
            warning[not-a-lesson] 4-d/1-y.md:1:10: the link to `intro` is removed: its target is neither a lesson nor a file of the course
              = to link to a lesson, write the path of its file
        ",
    );
}

#[test]
fn a_link_to_no_page_is_a_warning_and_to_no_file_an_error() {
    check(
        &[(
            "01.md",
            "[a](nowhere) [b](no/where/) [c](no.html) [d](<(/x/2)>) [e](v1.2) [f](no.pdf) [g](no.md) [h](no.md#x)",
        )],
        "
            01.md
              | <p>a b c d e f g h</p>
            warning[not-a-lesson] 01.md:1:5: the link to `nowhere` and 4 more are removed: their targets are neither a lesson nor a file of the course
              = to link to a lesson, write the path of its file
            error[broken-link] 01.md:1:70: the link target `no.pdf` does not exist
              ^ no such file in the course's folder
            error[broken-link] 01.md:1:82: the link target `no.md` does not exist
              ^ no such file in the course's folder
            error[broken-link] 01.md:1:93: the link target `no.md` does not exist
              ^ no such file in the course's folder
        ",
    );
}

#[test]
fn markdown_above_the_course_is_a_warning_however_it_is_written() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("README.md", "Text."),
        ("notes/n.md", "Text."),
        (
            "course/01.md",
            "[a](../README.md) [b](/notes/n.md) [c](@site/notes/n.md) [d](../no.md) [e](/no.md)",
        ),
    ]);
    check_in(
        &folder,
        "course",
        "
            01.md
              | <p>a b c d e</p>
            warning[not-a-lesson] 01.md:1:5: the link to `../README.md` and 3 more are removed: their targets are outside the course
            error[broken-link] 01.md:1:76: the link target `/no.md` does not exist
              ^ no such file in the course's folder
        ",
    );
}

#[test]
fn files_of_the_website_above_the_course_are_one_error() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("img/1.png", "x"),
        ("site/static/img/2.png", "x"),
        ("site/public/3.pdf", "x"),
        ("site/x/4.mp4", "x"),
        (
            "site/course/01.md",
            "![1](/img/1.png) ![2](/img/2.png) [3](/3.pdf) ![2](@site/static/img/2.png)\n\n![4](../x/4.mp4)",
        ),
        ("site/course/02.md", "---\nthumbnail: /img/1.png\n---\n![5](/img/5.png)"),
    ]);
    check_in(
        &folder,
        "site/course",
        "
            01.md
              | <p>1 2 3 2</p>
              | 4
            02.md
              | <p>5</p>
            error[outside-course] 01.md:1:6: `/img/1.png` is outside the course, and so are 5 more
              ^ outside the course's folder
              = write `assets_root: ../..` in `course.yaml` so that lessons can use the files there, or copy them into the course
            error[missing-image] 02.md:4:6: the image `/img/5.png` does not exist
              ^ no folder `img/`
        ",
    );
}

#[test]
fn the_line_that_opens_the_folder_is_a_fix_and_finds_all_of_them() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("static/img/1.png", "x"),
        ("static/2.pdf", "x"),
        ("docs/01.md", "![1](/img/1.png) [2](/static/2.pdf) ![1](../static/img/1.png)"),
    ]);
    let course = folder.path().join("docs");
    let before = scan(&course, &Options::default()).unwrap();
    let fix = before.diagnostics[0].fix.clone().unwrap();
    assert_eq!(fix, Fix::new_file(CoursePath::root().child("course.yaml"), "assets_root: ..\n"));
    write_file(&course, "course.yaml", fix.replacement.as_bytes());
    check_in(
        &folder,
        "docs",
        r#"
            01.md
              pdf "2" ../static/2.pdf
              | <p><img src="[../static/img/1.png]" alt="1"> <a href="[../static/2.pdf]">2</a> <img src="[../static/img/1.png]" alt="1"></p>
        "#,
    );
}

#[test]
fn nothing_above_a_repository_or_without_one_is_looked_for() {
    for sign in ["docs/.git/HEAD", "README.md"] {
        let folder = write(&[("img/1.png", "x"), ("docs/01.md", "![1](/img/1.png)"), (sign, "")]);
        check_in(
            &folder,
            "docs",
            "
            01.md
              | <p>1</p>
            error[missing-image] 01.md:1:6: the image `/img/1.png` does not exist
              ^ no folder `img/`
            ",
        );
    }
}

#[test]
fn an_author_who_allows_missing_images_hears_nothing_of_those_above() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("img/1.png", "x"),
        ("docs/01.md", "---\nallow: missing-image\n---\n![1](/img/1.png)"),
    ]);
    check_in(&folder, "docs", "01.md\n  | <p>1</p>");
}

#[test]
fn an_address_below_the_courses_own_folder_is_in_the_course() {
    let folder = write(&[
        (
            "site/_2020/01.md",
            "![1](/2020/img/1.png) [2](/site/2020/2.pdf) [3](/_2020/2.pdf) [4](/2021/2.pdf)",
        ),
        ("site/_2020/img/1.png", "x"),
        ("site/_2020/2.pdf", "x"),
    ]);
    check_in(
        &folder,
        "site/_2020",
        r#"
            01.md
              pdf "2" 2.pdf
              | <p><img src="[img/1.png]" alt="1"> <a href="[2.pdf]">2</a> <a href="[2.pdf]">3</a> 4</p>
            error[broken-link] 01.md:1:67: the link target `/2021/2.pdf` does not exist
              ^ no folder `2021/`
              = did you mean `2.pdf`?
        "#,
    );
}

#[test]
fn a_path_is_also_looked_for_without_the_prefix_of_a_tool() {
    check(
        &[
            (
                "1-a/01.md",
                "![1]($lesson/1.png) ![2](@site/static/2.png) ![3](ASSET_PATH/img/3.png) ![4](~/img/3.png)\n\
                 ![5](%PUBLIC_URL%/2.png) [6](@/1-a/6.pdf) [7](@site/1-a/02.md) ![8](@site/8.png)",
            ),
            ("1-a/02.md", "---\nthumbnail: $lesson/1.png\nmaterials: [ASSET_PATH/1-a/6.pdf]\n---\nText."),
            ("1-a/1.png", "x"),
            ("static/2.png", "x"),
            ("img/3.png", "x"),
            ("1-a/6.pdf", "x"),
        ],
        r#"
            1-a/01.md
              pdf "6" 1-a/6.pdf
              | <p><img src="[1-a/1.png]" alt="1"> <img src="[static/2.png]" alt="2"> <img src="[img/3.png]" alt="3"> <img src="[img/3.png]" alt="4">
              | <img src="[static/2.png]" alt="5"> <a href="[1-a/6.pdf]">6</a> 7 8</p>
            1-a/02.md
              pdf "6" 1-a/6.pdf
              thumbnail 1-a/1.png
              | <p>Text.</p>
            info[internal-link-dropped] 1-a/01.md:2:47: a link to another lesson is removed; its text is kept
              = set `portal:` in `course.yaml`; an update then adds links between lessons
            error[missing-image] 1-a/01.md:2:69: the image `@site/8.png` does not exist
              ^ no folder `1-a/@site/`
        "#,
    );
}

#[test]
fn a_folder_that_is_called_like_a_prefix_comes_first() {
    check(
        &[("a.md", "![1](@x/1.png)"), ("@x/1.png", "x"), ("1.png", "x")],
        r#"
            a.md
              | <p><img src="[@x/1.png]" alt="1"></p>
        "#,
    );
}

#[test]
fn a_web_address_without_its_beginning_is_fixed() {
    let text = "[a](www.example.org/x) [b](hf.co/a/b) ![c](www.example.org/c.png) <a href=\"example.com\">d</a>\n\n\
         [e] and [f][e]\n\n[e]: www.example.net \"E\"\n";
    let folder = write(&[
        ("01.md", text),
        (
            "02.md",
            "---\nmaterials:\n  - www.example.org/m.pdf\nthumbnail: \"www.example.org/t.png\"\n---\nText.",
        ),
    ]);
    let fixes = |file: &str| {
        let scan = scan(folder.path(), &Options::default()).unwrap();
        let of_file =
            |found: &&Diagnostic| found.place.as_ref().is_some_and(|place| place.path.as_str() == file);
        let found = scan.diagnostics.iter().filter(of_file);
        found.map(|found| found.fix.clone().unwrap().replacement).collect::<Vec<_>>()
    };
    assert_eq!(
        fixes("01.md"),
        [
            "https://www.example.org/x",
            "https://hf.co/a/b",
            "https://www.example.org/c.png",
            "https://example.com",
            "https://www.example.net",
            "https://www.example.net",
        ]
    );
    assert_eq!(fixes("02.md"), ["https://www.example.org/m.pdf", "https://www.example.org/t.png"]);
}

#[test]
fn a_missing_thumbnail_is_a_warning_wherever_it_is_named() {
    check(
        &[
            ("course.yaml", "image: no.png"),
            ("1-a/_index.md", "---\nthumbnail: no.png\n---\n"),
            ("1-a/01.md", "---\ncover: ../../no.png\n---\nText."),
            ("1-a/02.md", "---\nimage: No.jpg\n---\nText."),
            ("1-a/no.jpg", "x"),
        ],
        "
            1-a/01.md
              | <p>Text.</p>
            1-a/02.md
              | <p>Text.</p>
            warning[outside-course] 1-a/01.md:2:8: `../../no.png` is outside the course
              = move the files into the course
            warning[missing-image] 1-a/02.md:2:8: the thumbnail `No.jpg` does not exist
              = did you mean `no.jpg`? Names are case-sensitive
            warning[missing-image] 1-a/_index.md:2:12: the thumbnail `no.png` does not exist
              = did you mean `no.jpg`?
            warning[missing-image] course.yaml:1:8: the thumbnail `no.png` does not exist
        ",
    );
}

#[test]
fn an_empty_file_is_a_warning_if_it_is_only_linked() {
    check(
        &[
            ("01.md", "[a](a.css) [b](b.pdf) [c](c.pdf)"),
            ("02.md", "![d](d.png) [d](d.png)"),
            ("03.md", "---\nmaterials: b.pdf\n---\n[a](a.css)"),
            ("04.md", "[e](e.png) ![e](e.png)"),
            ("a.css", ""),
            ("b.pdf", ""),
            ("c.pdf", "x"),
            ("d.png", ""),
            ("e.png", ""),
        ],
        r#"
            01.md
              zip "a" a.css
              pdf "b" b.pdf
              pdf "c" c.pdf
              | <p><a href="[a.css]">a</a> <a href="[b.pdf]">b</a> <a href="[c.pdf]">c</a></p>
            02.md
              | <p><img src="[d.png]" alt="d"> <a href="[d.png]">d</a></p>
            03.md
              pdf "B" b.pdf
              zip "a" a.css
              | <p><a href="[a.css]">a</a></p>
            04.md
              | <p><a href="[e.png]">e</a> <img src="[e.png]" alt="e"></p>
            Zip a.css
            warning[empty-file] 01.md:1:5: `a.css` is empty
              = run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file
            error[empty-file] 02.md:1:6: `d.png` is empty
              = run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file
            error[empty-file] 03.md:2:12: `b.pdf` is empty
              = run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file
            error[empty-file] 04.md:1:17: `e.png` is empty
              = run `git lfs pull` if Git LFS stores it; otherwise replace it with the real file
        "#,
    );
}

#[test]
fn no_setting_opens_texts_above_the_course() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("listings/a.rs", "let a = 1;"),
        ("img/1.png", "x"),
        (
            "src/01.md",
            "![1](/img/1.png)\n\n```rust\n{{#include ../listings/a.rs}}\n{{#include ../listings/b.rs}}\n```",
        ),
    ]);
    let said = || {
        let scan = scan(&folder.path().join("src"), &Options::default()).unwrap();
        let said = scan.diagnostics.into_iter().filter(|found| found.severity == Severity::Error);
        said.map(|found| (found.message, found.fix.is_some())).collect::<Vec<_>>()
    };
    let of = |message: &str, has_fix: bool| (message.to_owned(), has_fix);
    let included = [
        of("the included file `../listings/a.rs` is outside the course", false),
        of("the included file `../listings/b.rs` is outside the course", false),
    ];
    assert_eq!(said(), [&[of("`/img/1.png` is outside the course", true)][..], &included].concat());
    write_file(&folder.path().join("src"), "course.yaml", b"assets_root: ..\n");
    assert_eq!(said(), included);
}

#[cfg(unix)]
#[test]
fn the_help_names_no_folder_that_cannot_be_opened() {
    let page = "![o](../../o.png) ![l](../l.png) ![n](../n.png)";
    let folder = write(&[("o.png", "x"), ("repository/.git/HEAD", ""), ("repository/course/a.md", page)]);
    std::os::unix::fs::symlink("../o.png", folder.path().join("repository/l.png")).unwrap();
    let course = folder.path().join("repository/course");
    let helps = || {
        let scan = scan(&course, &Options::default()).unwrap();
        let said = scan.diagnostics.into_iter();
        said.map(|found| format!("{}: {}", found.message, found.help.unwrap_or_default())).collect::<Vec<_>>()
    };
    assert_eq!(
        helps(),
        [
            "`../../o.png` is outside the course, and so is 1 more: move the files into the course",
            "`../n.png` is outside the course: move the files into the course, or write `assets_root: ..` in \
             `course.yaml` so that lessons can use them",
        ]
    );
    write_file(&course, "course.yaml", b"assets_root: ..\n");
    assert_eq!(
        helps(),
        [
            "`../../o.png` is outside the course, and so is 1 more: move the files into the course",
            "the image `../n.png` does not exist: did you mean `l.png`?",
        ]
    );
}
