//! What becomes of links.

use super::*;
use crate::model::{Body, LessonLink, Piece};

#[test]
fn links_to_lessons_lose_their_address_and_are_said_once() {
    check(
        &[
            ("01-a/README.md", "# A\n\nStart."),
            (
                "01-a/01-x.md",
                "See [y](02-y.md), [part](02-y.md#part), [bare](02-y), [html](02-y.html), [folder](../01-a/), \
                 [site](/01-a/02-y), [numbered](/a/y/), [beside](../02-y/), [here](#top).",
            ),
            ("01-a/02-y.md", "Text."),
        ],
        r##"
            01-a/README.md
              | <p>Start.</p>
            01-a/01-x.md
              | <p>See y, part, bare, html, folder, site, numbered, beside, <a href="#top">here</a>.</p>
            01-a/02-y.md
              | <p>Text.</p>
            info[internal-link-dropped] 01-a/01-x.md:1:9: 8 links to other lessons are removed; their text is kept
              = set `portal:` in `course.yaml`; an update then adds links between lessons
        "##,
    );
}

/// A text with the lesson that each link leads to.
fn with_targets(body: &Body) -> String {
    let show = |piece: Piece<'_>| match piece {
        Piece::Html(html) => html.to_owned(),
        Piece::AddressOf(file) => format!("[{file}]"),
        Piece::LinkStart { link: LessonLink { lesson, fragment }, tag: [before, behind] } => {
            format!("{before}{{{lesson}}}{fragment}{behind}")
        }
        Piece::LinkEnd { link: _, tag } => tag.to_owned(),
    };
    body.pieces_with_links().map(show).collect()
}

#[test]
fn a_link_keeps_the_lesson_that_it_leads_to() {
    let folder = write(&[
        ("01-a/README.md", "# A\n\nStart."),
        (
            "01-a/01-x.md",
            "[1](02-y.md \"t\"), [2](02-y.md?a#part), [3](../01-a/), [4](/), [5](../02-b), [6](<d#1.md>), \
             [7](../02-b/03-c), <a class=\"c\" href=\"02-y\">8</a>, [9](02-y.md#a#b), [![p](p.png)](02-y.md).",
        ),
        ("01-a/02-y.md", "---\nid: \"y\"\n---\n\n## Part\n\n[[#Part]] [[d#1|self]]"),
        ("01-a/d#1.md", "[[02-y#My Part|w]] [[02-y#^block|v]] [[02-y#One#Two|u]]"),
        ("01-a/p.png", "x"),
        ("02-b/README.md", "---\ntitle: B\n---"),
        ("02-b/03-c/README.md", "---\ntitle: C\n---"),
        ("02-b/03-c/z.md", "[back](../../01-a/01-x.md)"),
    ]);
    let course = scan(folder.path(), &Options::default()).unwrap().course.unwrap();
    let of = |id: &str| with_targets(&course.lessons().find(|lesson| lesson.id == id).unwrap().body);
    assert_eq!(
        of("01-a/01-x.md"),
        "<p><a href=\"{y}\" title=\"t\">1</a>, <a href=\"{y}#part\">2</a>, <a href=\"{01-a/README.md}\">3</a>, \
         <a href=\"{01-a/README.md}\">4</a>, <a href=\"{02-b/03-c/z.md}\">5</a>, <a href=\"{01-a/d#1.md}\">6</a>, \
         <a href=\"{02-b/03-c/z.md}\">7</a>, <a href=\"{y}\" class=\"c\">8</a>, <a href=\"{y}#a#b\">9</a>, \
         <a href=\"{y}\"><img src=\"[01-a/p.png]\" alt=\"p\"></a>.</p>\n"
    );
    let by_name = "<p><a href=\"{y}#my-part\">w</a> <a href=\"{y}\">v</a> <a href=\"{y}#two\">u</a></p>\n";
    assert_eq!(of("01-a/d#1.md"), by_name);
    assert!(of("y").contains("<a href=\"#part\">Part</a> <a href=\"{01-a/d#1.md}\">self</a>"), "{}", of("y"));
}

#[test]
fn with_a_portal_the_finding_says_that_an_update_adds_the_link() {
    check(
        &[
            ("course.yaml", "portal: https://learn.example.com"),
            ("a.md", "[b](b.md)"),
            ("b.md", "[a](a.md) [a](a.md)"),
        ],
        "
            a.md
              | <p>b</p>
            b.md
              | <p>a a</p>
            info[internal-link-dropped] a.md:1:5: the import sends a link to another lesson as text
              = the first update after the import adds links between lessons
            info[internal-link-dropped] b.md:1:5: the import sends 2 links to other lessons as text
              = the first update after the import adds links between lessons
        ",
    );
}

#[test]
fn permalinks_without_number_and_date_are_links_to_lessons() {
    check(
        &[
            ("_2020/2020-01-13-course-shell.md", "Text."),
            ("_2020/2020-01-14-editors.md", "See [shell](/2020/course-shell/)."),
        ],
        "
            _2020/2020-01-13-course-shell.md
              | <p>Text.</p>
            _2020/2020-01-14-editors.md
              | <p>See shell.</p>
            info[internal-link-dropped] _2020/2020-01-14-editors.md:1:13: a link to another lesson is removed; its text is kept
              = set `portal:` in `course.yaml`; an update then adds links between lessons
        ",
    );
}

#[test]
fn a_link_to_markdown_or_a_folder_that_is_no_lesson_is_a_warning() {
    check(
        &[
            ("README.md", "# Face\n\nText."),
            ("LICENSE.md", "Text."),
            ("a.md", "See [face](README.md), [license](LICENSE.md), [code](code/)."),
            ("code/x.py", "x"),
        ],
        r#"
            a.md
              | <p>See face, license, code.</p>
            info[excluded-file] .: excluded from the course: `LICENSE.md`
              = write `ignore: ["!NAME"]` in `course.yaml` to include one
            info[excluded-readme] README.md: `README.md` is the repository's README, not a lesson
              = rename it to `index.md` to make it the first lesson
            warning[not-a-lesson] a.md:1:12: `README.md` and the targets of 2 more links are not lessons of this course
        "#,
    );
}

#[test]
fn a_link_to_nothing_is_an_error() {
    check(
        &[("a.md", "See [x](b.md), [y](/no.pdf) and [z](nowhere)."), ("B.md", "Text.")],
        "
            a.md
              | <p>See x, y and z.</p>
            B.md
              | <p>Text.</p>
            error[broken-link] a.md:1:9: the link target `b.md` does not exist
              ^ no such file in the course's folder
              = did you mean `B.md`? Names are case-sensitive
            error[broken-link] a.md:1:20: the link target `/no.pdf` does not exist
              ^ no such file in the course's folder
            warning[not-a-lesson] a.md:1:37: the link to `nowhere` is removed: its target is neither a lesson nor a file of the course
              = to link to a lesson, write the path of its file
        ",
    );
}

#[test]
fn a_lesson_is_a_near_miss_by_its_words_whatever_its_number() {
    check(
        &[
            (
                "01-a.md",
                "[one](loops.md) [two](02-loops.md) [three](03-lops) [four](05-ends.md) [five](if.md)",
            ),
            ("03-loops.md", "Text."),
            ("04-x/ends.md", "Text."),
            ("07-if.md", "Text."),
        ],
        "
            01-a.md
              | <p>one two three four five</p>
            03-loops.md
              | <p>Text.</p>
            04-x/ends.md
              | <p>Text.</p>
            07-if.md
              | <p>Text.</p>
            error[broken-link] 01-a.md:1:7: the link target `loops.md` does not exist
              ^ no such file in the course's folder
              = did you mean `03-loops.md`?
            error[broken-link] 01-a.md:1:23: the link target `02-loops.md` does not exist
              ^ no such file in the course's folder
              = did you mean `03-loops.md`?
            warning[not-a-lesson] 01-a.md:1:44: the link to `03-lops` is removed: its target is neither a lesson nor a file of the course
              = did you mean `03-loops.md`?
            error[broken-link] 01-a.md:1:60: the link target `05-ends.md` does not exist
              ^ no such file in the course's folder
            error[broken-link] 01-a.md:1:79: the link target `if.md` does not exist
              ^ no such file in the course's folder
        ",
    );
}

#[test]
fn a_link_to_nothing_that_the_author_allows_is_text() {
    check(
        &[("course.yaml", "allow: [broken-link]"), ("a.md", "See [x](b.pdf).")],
        "
            a.md
              | <p>See x.</p>
        ",
    );
}

#[test]
fn a_link_to_a_file_is_kept_and_the_file_is_a_material() {
    check(
        &[
            (
                "a.md",
                "See [the slides](a%20b.pdf#page=3), [again](<a b.pdf>), [code](x.py), [![s](shot.png)](shot.png).",
            ),
            ("a b.pdf", "x"),
            ("x.py", "x"),
            ("shot.png", "x"),
        ],
        r#"
            a.md
              pdf "the slides" a b.pdf
              zip "code" x.py
              | <p>See <a href="[a b.pdf]#page=3">the slides</a>, <a href="[a b.pdf]">again</a>, <a href="[x.py]">code</a>, <a href="[shot.png]"><img src="[shot.png]" alt="s"></a>.</p>
            Zip x.py
        "#,
    );
}

#[test]
fn links_to_pages_out_of_the_course_go_with_one_warning_and_to_files_are_one_error() {
    let folder = write(&[
        (
            "course/a.md",
            "[a](../x.md#a) [b](../std/y.html) [c](../../z/) [d](../x.pdf) [e](../y.zip) ![f](../z.png)",
        ),
        ("course/b/c.md", "[g](../../x.py) [h](../../../x.py)"),
        ("x.md", "Text."),
        ("x.pdf", "x"),
    ]);
    check_in(
        &folder,
        "course",
        "
            a.md
              | <p>a b c d e f</p>
            b/c.md
              | <p>g h</p>
            warning[not-a-lesson] a.md:1:5: the link to `../x.md` and 2 more are removed: their targets are outside the course
            error[outside-course] a.md:1:53: `../x.pdf` is outside the course, and so are 4 more
              ^ outside the course's folder
              = move the files into the course
        ",
    );
}

#[test]
fn links_to_a_website_that_shows_the_course_go_with_one_warning() {
    check(
        &[("a.md", "[a](/lessons/x) [b](/y/) [c](/z.html#z) [d](/v1.2)")],
        "
            a.md
              | <p>a b c d</p>
            warning[not-a-lesson] a.md:1:5: the link to `/lessons/x` and 3 more are removed: their targets are on a website, not in the course
              = write the full address, with `https://`, to keep the link
        ",
    );
}

#[test]
fn a_page_is_found_by_the_address_that_a_website_gives_it() {
    check(
        &[
            ("content/01-part-one/01-Start_Here.md", "Text."),
            ("content/01-part-one/02-more/index.md", "---\nslug: /part-1/other-name/\n---\nText."),
            ("content/02-part-two/_posts/2000-01-04-sub-modules.md", "Text."),
            (
                "content/02-part-two/_posts/2000-01-05-links.md",
                "[number](../../part-one/start-here/) [slug](../part-1/other-name) \
                 [posts](../../part-two/sub-modules/) [folder](/part-two/) [site](/course/start-here) \
                 [none](../../part-one/nothing)",
            ),
        ],
        "
            content/01-part-one/01-Start_Here.md
              | <p>Text.</p>
            content/01-part-one/02-more/index.md
              | <p>Text.</p>
            content/02-part-two/_posts/2000-01-04-sub-modules.md
              | <p>Text.</p>
            content/02-part-two/_posts/2000-01-05-links.md
              | <p>number slug posts folder site none</p>
            info[internal-link-dropped] content/02-part-two/_posts/2000-01-05-links.md:1:10: 5 links to other lessons are removed; their text is kept
              = set `portal:` in `course.yaml`; an update then adds links between lessons
            warning[not-a-lesson] content/02-part-two/_posts/2000-01-05-links.md:1:159: the link to `../../part-one/nothing` is removed: its target is neither a lesson nor a file of the course
              = to link to a lesson, write the path of its file
        ",
    );
}

#[test]
fn an_address_without_its_scheme_is_told_from_a_file() {
    check(
        &[("a.md", "[a](www.example.com/in/x) [b](example.org) [c](notes.txt)")],
        "
            a.md
              | <p>a b c</p>
            error[broken-link] a.md:1:5: the link target `www.example.com/in/x` does not exist
              ^ a web address begins with `https://`
              = write `https://www.example.com/in/x`
            error[broken-link] a.md:1:31: the link target `example.org` does not exist
              ^ a web address begins with `https://`
              = write `https://example.org`
            error[broken-link] a.md:1:48: the link target `notes.txt` does not exist
              ^ no such file in the course's folder
        ",
    );
}

#[test]
fn a_file_of_a_website_is_found_below_the_folder_that_is_its_root() {
    check(
        &[
            ("_2020/a.md", "[a](/2020/files/rc) ![b](/media/b.png) ![c](./img/c.png)"),
            ("_2020/files/rc", "x"),
            ("_2020/media/b.png", "x"),
            ("_2021/media/b.png", "x"),
            ("public/img/c.png", "x"),
        ],
        r#"
            _2020/a.md
              zip "a" _2020/files/rc
              | <p><a href="[_2020/files/rc]">a</a> <img src="[_2020/media/b.png]" alt="b"> <img src="[public/img/c.png]" alt="c"></p>
            Zip _2020/files/rc
            warning[unused-file] _2021/media: no lesson uses `b.png`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        "#,
    );
}

#[test]
fn a_link_that_a_template_fills_in_is_said_to_be_one() {
    check(
        &[("a.md", "{% for x in y %} <a href='{{ x.url }}'>a</a> {% endfor %}")],
        "
            a.md
              | <p>{% for x in y %} a {% endfor %}</p>
            warning[unsupported-syntax] a.md:1:1: `{% … %}` is a tag of Jekyll, not Markdown
              = replace it with Markdown, or remove it
            warning[unsupported-syntax] a.md:1:27: `{{ x.url }}` is a template, not an address
        ",
    );
}

#[test]
fn pages_beside_the_course_are_no_lessons_where_files_there_may_be_shown() {
    let folder = write(&[
        (".git/HEAD", ""),
        ("course/course.yaml", "assets_root: .."),
        ("course/a.md", "[a](../std/x.html) [b](../x.pdf)"),
    ]);
    check_in(
        &folder,
        "course",
        "
            a.md
              | <p>a b</p>
            warning[not-a-lesson] a.md:1:5: the link to `../std/x.html` is removed: its target is outside the course
            error[broken-link] a.md:1:24: the link target `../x.pdf` does not exist
              ^ no such file in `../`
        ",
    );
}

#[test]
fn a_path_that_goes_up_and_stays_inside_is_not_outside() {
    check(
        &[("a/b/c.md", "[x](./../../no.md)"), ("a/d.md", "Text.")],
        "
            a/d.md
              | <p>Text.</p>
            a/b/c.md
              | <p>x</p>
            error[broken-link] a/b/c.md:1:5: the link target `./../../no.md` does not exist
              ^ no such file in the course's folder
        ",
    );
}
