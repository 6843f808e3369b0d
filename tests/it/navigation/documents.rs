//! Courses that are written in notebooks, Word documents, web pages or plain text.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::{check, course, outline};

const NOTEBOOK: &str = r##"{"nbformat": 4, "metadata": {"kernelspec": {"language": "python"}}, "cells": [
    {"cell_type": "markdown", "source": ["# Loops\n", "\n", "They repeat. ![](gone.png)"]},
    {"cell_type": "code", "source": "print(1)", "outputs": [{"output_type": "stream", "text": "1\n"},
     {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="}},
     {"output_type": "display_data", "data": {"application/vnd.x": {}}}]}]}"##;

/// A Word document with a title and a paragraph.
fn word(title: &str, text: &str) -> Vec<u8> {
    let body = format!(
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>{title}</w:t></w:r></w:p><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(body.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_course_of_notebooks() {
    let folder = course(&[("README.md", ""), ("01-loops.ipynb", NOTEBOOK), ("02-more.ipynb", NOTEBOOK)]);
    assert_eq!(outline(&folder).lines().count(), 4, "{}", outline(&folder));
    let said = folder.run(&["check", "course", "--format", "concise"]).stdout;
    assert!(
        said.contains("course/01-loops.ipynb: error[missing-image]: the image `gone.png` does not exist"),
        "{said}"
    );
    assert!(
        said.contains("course/01-loops.ipynb: warning[document-content-dropped]: the lesson leaves out parts of the document: 1 interactive output"),
        "{said}"
    );
    let body = folder.run(&["import", "course", "--dry-run", "--allow", "missing-image"]).stdout;
    assert!(body.contains("language-python"), "{body}");
    // The picture is a file.
    assert!(!body.contains("data:image"), "{body}");
}

#[test]
fn a_navigation_lists_notebooks_beside_pages() {
    check(
        &[
            ("_toc.yml", "format: jb-book\nroot: intro\nchapters:\n- file: loops\n- file: end\n"),
            ("intro.md", ""),
            ("end.md", ""),
            ("loops.ipynb", NOTEBOOK),
        ],
        "
        Course
          Course
            INTRO
            Loops
            END
        ",
    );
}

#[test]
fn a_folder_of_documents_and_videos() {
    let folder = course(&[]);
    folder.write("01 Welcome.docx", word("Welcome", "Hello &amp; welcome."));
    folder.write("02 Knead.docx", word("", "Knead it."));
    folder.write("02 Knead.mp4", "video");
    folder.write("03 Bake.mp4", "video");
    folder.write("Recipe.pdf", "pdf");
    folder.write("._01 Welcome.docx", "companion");
    folder.write("~$ Welcome.docx", "lock");
    let shown = outline(&folder);
    assert!(shown.contains("Welcome\n"), "{shown}");
    assert!(shown.contains("Knead  (video)"), "{shown}");
    let body = folder.run(&["import", "course", "--dry-run"]).stdout;
    assert!(body.contains("<p>Hello &amp; welcome.</p>"), "{body}");
}

#[test]
fn documents_beside_pages_stay_what_they_are() {
    let folder = course(&[("a.md", ""), ("b.md", ""), ("notes.ipynb", NOTEBOOK), ("page.html", "<p>x</p>")]);
    assert_eq!(outline(&folder).matches("    ").count(), 2, "{}", outline(&folder));
}

#[test]
fn web_pages_and_texts_are_lessons_where_nothing_else_is() {
    check(
        &[
            (
                "one.html",
                "<html><head><title>First page</title><script>alert(1)</script></head><body><p onclick=\"x\">Text</p></body></html>",
            ),
            ("two.html", "<h1>Second</h1><p>x</p>"),
            ("robots.txt", "x"),
        ],
        "
        Course
          Course
            First page
            Second
        ",
    );
    check(
        &[("one.txt", "Some text.\n"), ("two.txt", "# Two\n\nMore.\n")],
        "
        Course
          Course
            One
            Two
        ",
    );
}

#[test]
fn a_damaged_document_is_an_error_and_is_not_changed() {
    let folder = course(&[("a.docx", "no zip"), ("b.ipynb", "{"), ("c.ipynb", NOTEBOOK)]);
    let before = folder.contents();
    let said = folder.run(&["check", "course", "--format", "concise"]).stdout;
    assert!(said.contains("course/a.docx: error[unreadable-file]"), "{said}");
    assert!(said.contains("course/b.ipynb: error[unreadable-file]"), "{said}");
    folder.run(&["check", "course", "--fix"]);
    assert_eq!(folder.contents(), before);
}
