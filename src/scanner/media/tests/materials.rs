use super::*;

#[test]
fn materials_stand_in_order_and_each_file_once() {
    check(
        &[
            (
                "03-loops.md",
                "---\nmaterials:\n  - sheets/b.pdf\n  - {file: code.py, title: The code}\n---\nSee [the *sheet*](sheets/b.pdf) and [x](sheets/a.pdf).",
            ),
            ("sheets/a.pdf", "x"),
            ("sheets/b.pdf", "x"),
            ("code.py", "x"),
            ("03-loops.pdf", "x"),
            ("03-loops-worksheet.xlsx", "x"),
            ("03-loops-demo.py", "x"),
            ("03-loops/more.pdf", "x"),
            ("03-loops/code.py", "x"),
            ("03-loops.assets/extra.zip", "x"),
        ],
        "",
    );
}

#[test]
fn of_two_stems_that_fit_a_name_the_longest_wins() {
    check(
        &[
            ("01-a.md", "Text."),
            ("01-a-b.md", "Text."),
            ("01-a-b-sheet.pdf", "x"),
            ("01-a-sheet.pdf", "x"),
            ("01-ab.pdf", "x"),
        ],
        "",
    );
}

#[test]
fn a_lesson_folder_gives_its_documents_and_all_of_its_download_folders() {
    check(
        &[
            ("01-a/docs/en.md", "# A\n\nText."),
            ("01-a/docs/notes.pdf", "x"),
            ("01-a/slides.pptx", "x"),
            ("01-a/main.py", "x"),
            ("01-a/shot.png", "x"),
            ("01-a/materials/code/main.py", "x"),
            ("01-a/materials/photo.png", "x"),
            ("02-b.md", "Text."),
        ],
        "",
    );
}

#[test]
fn patterns_folders_and_addresses_can_be_listed() {
    check(
        &[
            (
                "a.md",
                "---\nmaterials:\n  - slides/*.pdf\n  - '**/*.xlsx'\n  - code\n  - https://example.com/x/my-book.epub\n  - {url: 'https://example.com/tool', title: 'A <tool>'}\n---\nText.",
            ),
            ("slides/10.pdf", "x"),
            ("slides/9.pdf", "x"),
            ("slides/deep/1.pdf", "x"),
            ("sheets/deep/s.xlsx", "x"),
            ("code/main.py", "12345"),
            ("code/.hidden", "x"),
        ],
        "",
    );
}

#[test]
fn a_listed_material_that_is_missing_is_an_error() {
    check(&[("a.md", "---\nmaterials: [week-1.pdf, slides/*.pdf]\n---\nText."), ("week1.pdf", "x")], "");
}

#[test]
fn a_missing_material_that_the_author_allows_is_left_out() {
    check(&[("a.md", "---\nmaterials: week-1.pdf\nallow: missing-material\n---\nText.")], "");
}

#[test]
fn a_lesson_of_nothing_is_a_warning_and_its_description_is_text_enough() {
    check(
        &[
            ("01-a.md", ""),
            ("02-b.md", "---\ndescription: About <it>\n---\n"),
            ("03-c.md", "---\ntitle: C\n---\n"),
            ("03-c.pdf", "x"),
            ("04-d.md", "![shot](d.png)"),
            ("d.png", "x"),
        ],
        "",
    );
}

#[test]
fn a_quiz_arrives_without_its_questions() {
    check(&[("01-quiz.md", "Text."), ("02-quiz.md", "Text.\n\n- [ ] A\n- [x] B\n")], "");
}
