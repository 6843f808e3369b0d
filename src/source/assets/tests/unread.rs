//! Texts that are not read, folders that became nothing, and the files in no lesson.

use crate::source::small_course::{findings, left};

#[test]
fn texts_in_other_formats_are_named_once_a_folder() {
    for name in ["notes.txt", "notes.docx", "notes.HTML", "notes.ipynb", "notes.adoc", "notes.h5p"] {
        findings(
            &format!("bread/a.md\nbread/{name}: x\ncake/b.md\n"),
            &format!("bread: warning[unread-file]: 1 file is not read: `{name}`"),
        );
    }
    findings(
        "
        bread/a.md
        bread/b.txt: x
        bread/c.rst: x
        bread/d.org: x
        bread/e.tex: x
        ",
        "bread: warning[unread-file]: 4 files are not read: `b.txt`, `c.rst`, `d.org` and 1 more",
    );
}

#[test]
fn the_same_texts_in_many_folders_are_one_finding() {
    findings(
        "
        a/notes.rst: x
        a/x.md
        b/notes.rst: x
        b/x.md
        c/notes.rst: x
        c/x.md
        ",
        "a: warning[unread-file]: 1 file is not read: `notes.rst`, here and in 2 more folders",
    );
}

#[test]
fn they_are_an_error_when_they_are_more_than_the_lessons() {
    let error = |folder: &str, place: &str, rest: &str| {
        findings(folder, &format!("{place}: error[unread-file]: {rest}"));
    };
    // By their own numbers.
    error(
        "
        01-start.md
        02-flour.odt: x
        03-water.odt: x
        ",
        ".",
        "2 files are not read: `02-flour.odt`, `03-water.odt`",
    );
    // By a word and a number.
    error(
        "
        course.md
        week1.rst: x
        week2.rst: x
        ",
        ".",
        "2 files are not read: `week1.rst`, `week2.rst`",
    );
    // By the number of their folder.
    error(
        "
        01-start/a.md
        02-flour/one.html: x
        02-flour/two.html: x
        ",
        "02-flour",
        "2 files are not read: `one.html`, `two.html`; `02-flour` becomes no category",
    );
    // Alone in a folder beside categories.
    error(
        "
        flour/one.gift: x
        flour/two.gift: x
        start/a.md
        ",
        "flour",
        "2 files are not read: `one.gift`, `two.gift`; `flour` becomes no category",
    );
}

#[test]
fn near_misses_are_warnings() {
    for (folder, place, rest) in [
        // As many as lessons.
        ("01-a.md\n02-b.docx: x\n", ".", "1 file is not read: `02-b.docx`"),
        // No number, and lessons beside them.
        ("a.md\nb.docx: x\nc.docx: x\n", ".", "2 files are not read: `b.docx`, `c.docx`"),
    ] {
        findings(folder, &format!("{place}: warning[unread-file]: {rest}"));
    }
}

#[test]
fn texts_that_a_lesson_uses_or_that_programs_read_are_not_named() {
    for folder in [
        // Linked, and of a lesson's stem.
        "a.md: [x](b.txt) [y](c.html)\nb.txt: x\nc.html: x\n",
        "03-loops.docx: x\n03-loops.md\n",
        // Made from a page beside it.
        "a.html: x\na.md\n",
        "a.ipynb: x\na.Rmd\n",
        // Of programs and of the repository.
        "README.rst: x\na.md\n",
        "LICENSE.txt: x\na.md\nrequirements.txt: x\nrobots.txt: x\n",
        "a.md\napp/index.html: x\napp/main.js: x\n",
        "a.md\napp/main.py: x\napp/pages/about.html: x\n",
        "a.md\ndata/words.txt: x\n",
        "a/x.md\na/examples/page.html: x\na/samples/one.txt: x\n",
        "_layouts/page.html: x\na.md\nstatic/demo.html: x\n",
        ".courseignore: *.docx\na.md\nb.docx: x\n",
        ".gitignore: *.docx\na.md\nb.docx: x\n",
    ] {
        findings(folder, "");
    }
}

#[test]
fn a_course_without_lessons_says_which_texts_it_has() {
    findings(
        "
        01-flour.odt: x
        02-water.odt: x
        ",
        "
        .: error[no-lessons]: the course has no lessons
        .: error[unread-file]: 2 files are not read: `01-flour.odt`, `02-water.odt`
        ",
    );
}

#[test]
fn a_folder_that_became_nothing_is_a_warning_with_the_reason() {
    for (folder, expected) in [
        ("01-a/x.md\n02-b/\n", "02-b: warning[empty-category]: `02-b` becomes no category: it is empty"),
        ("a/x.md\nnotes/\n", ""),
        (
            "a/x.md\nb/settings.json: {}\n",
            "b: warning[empty-category]: `b` becomes no category: it has no Markdown and no video, only 1 other file",
        ),
        (
            "01-a/x.md\n02-b/x.srt: x\n02-b/y.json: x\n",
            "02-b: warning[empty-category]: `02-b` becomes no category: \
             it has no Markdown and no video, only 1 captions file, 1 other file",
        ),
        (
            "week1/x.md\nweek2/deep/x.yaml: x\n",
            "week2: warning[empty-category]: `week2` becomes no category: \
             it has no Markdown and no video, only 1 other file",
        ),
    ] {
        findings(folder, expected);
    }
    findings(
        "
        01-a/x.md
        02-b/_draft.md
        ",
        "
        02-b: warning[empty-category]: `02-b` becomes no category: its Markdown is excluded (`_draft.md`)
        02-b: info[excluded-file]: excluded from the course: `_draft.md`
        ",
    );
}

#[test]
fn folders_of_one_name_that_became_nothing_are_one_finding() {
    findings(
        "
        1-a/lesson/x.md
        1-a/more/x.json: {}
        2-b/lesson/x.md
        2-b/more/x.json: {}
        ",
        "1-a/more: warning[empty-category]: `1-a/more` becomes no category: it has no Markdown and no video, only \
         1 other file, here and in 1 more folder",
    );
}

#[test]
fn folders_of_code_of_images_and_of_lessons_are_no_categories_that_were_lost() {
    for folder in [
        "a/x.md\nsolutions/main.py: x\n",
        "01-a/x.md\n02-b/main.rs: x\n02-b/data.json: x\n02-b/screen.png: x\n",
        "a/x.md\nimages/\nscripts/\n",
        "a/x.md\nnotebook/.gitkeep: x\n",
        "01-a/x.md\n02-b/.courseignore: *\n02-b/y.md\n",
        "a/x.md\nexercises/page.html: x\nexercises/main.js: x\n",
        "a/x.md: ![y](../photos/y.png)\nphotos/y.png: x\n",
        "03-loops.md\n03-loops/x.json: {}\n04-more/y.md\n",
        "01-a/README.md\n01-a/02-code/x.json: {}\n02-b/y.md\n",
        ".gitignore: 02-b/\n01-a/x.md\n02-b/x.json: {}\n",
    ] {
        findings(folder, "");
    }
}

#[test]
fn only_code_files_make_a_folder_a_folder_of_code() {
    findings(
        "
        a/x.md
        b/config.json: {}
        b/guide.pdf: x
        ",
        "b: warning[unused-file]: no lesson uses `guide.pdf`",
    );
    findings("a/x.md\nb/guide.pdf: x\nb/main.py: x\n", "");
    // A program's folder with lessons in it is none.
    findings(
        "
        site/01-a/guide.pdf: x
        site/01-a/x.md
        site/02-b/y.md
        site/package.json: {}
        z.md
        ",
        "site/01-a: warning[unused-file]: no lesson uses `guide.pdf`",
    );
}

#[test]
fn every_file_in_no_lesson_is_listed_by_kind() {
    left(
        "
        .env: x
        .gitignore: *.log
        01-a/_category_.json: {\"label\": \"A\"}
        01-a/x.md: ![y](y.png)
        01-a/y.png: x
        01-a/z.png: x
        README.md: # Hi | words
        SUMMARY.md: - [x](01-a/x.md)
        clip.vtt: x
        course.yaml: title: T
        data.json: {}
        main.py: x
        notes.docx: x
        run.log: x
        ",
        "
        01-a/z.png image
        README.md markdown
        clip.vtt captions
        data.json other
        main.py code
        notes.docx text
        ",
    );
    left(
        "
        a.md: {{#include part.txt}}
        a.pt.md
        part.txt: x
        ",
        "a.pt.md translation",
    );
    left("a.md\n", "");
}
