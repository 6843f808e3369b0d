//! What learners download.

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
        r#"
            03-loops.md
              pdf "the sheet" sheets/b.pdf
              zip "The code" code.py
              pdf "x" sheets/a.pdf
              pdf "Loops" 03-loops.pdf
              xlsx "Loops worksheet" 03-loops-worksheet.xlsx
              pdf "More" 03-loops/more.pdf
              zip "Extra" 03-loops.assets/extra.zip
              | <p>See <a href="[sheets/b.pdf]">the <em>sheet</em></a> and <a href="[sheets/a.pdf]">x</a>.</p>
            Zip code.py
        "#,
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
        r#"
            01-a.md
              pdf "A sheet" 01-a-sheet.pdf
              | <p>Text.</p>
            01-a-b.md
              pdf "A b sheet" 01-a-b-sheet.pdf
              | <p>Text.</p>
            warning[unused-file] .: no lesson uses `01-ab.pdf`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        "#,
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
        r#"
            01-a/docs/en.md
              pdf "Notes" 01-a/docs/notes.pdf
              pptx "Slides" 01-a/slides.pptx
              zip "Main" 01-a/materials/code/main.py
              png "Photo" 01-a/materials/photo.png
              | <p>Text.</p>
            02-b.md
              | <p>Text.</p>
            Zip 01-a/materials/code/main.py
            warning[unused-file] 01-a: no lesson uses `shot.png`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        "#,
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
        r#"
            a.md
              pdf "9" slides/9.pdf
              pdf "10" slides/10.pdf
              xlsx "S" sheets/deep/s.xlsx
              zip "Code" code
              epub "My book" https://example.com/x/my-book.epub
              | <p>Text.</p>
              | <ul>
              | <li><a href="https://example.com/tool">A &lt;tool&gt;</a></li>
              | </ul>
            ZippedFolder code
            warning[unused-file] slides/deep: no lesson uses `1.pdf`
              = link to it from a lesson, list it in its `materials:`, or add it to `.courseignore`
        "#,
    );
}

#[test]
fn a_listed_material_that_is_missing_is_an_error() {
    check(
        &[("a.md", "---\nmaterials: [week-1.pdf, slides/*.pdf]\n---\nText."), ("week1.pdf", "x")],
        "
            a.md
              | <p>Text.</p>
            error[missing-material] a.md:2:13: the material `week-1.pdf` does not exist
              ^ no such file in the course's folder
              = did you mean `week1.pdf`?
            error[missing-material] a.md:2:25: the material `slides/*.pdf` does not exist
              ^ no folder `slides/`
        ",
    );
}

#[test]
fn a_missing_material_that_the_author_allows_is_left_out() {
    check(
        &[("a.md", "---\nmaterials: week-1.pdf\nallow: missing-material\n---\nText.")],
        "
            a.md
              | <p>Text.</p>
        ",
    );
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
        r#"
            01-a.md
            02-b.md
              | <p>About &lt;it&gt;</p>
            03-c.md
              pdf "C" 03-c.pdf
            04-d.md
              | <p><img src="[d.png]" alt="shot"></p>
            warning[empty-lesson] 01-a.md: the lesson has no text, no video and no materials
        "#,
    );
}

#[test]
fn a_quiz_arrives_without_its_questions() {
    check(
        &[("01-quiz.md", "Text."), ("02-quiz.md", "Text.\n\n- [ ] A\n- [x] B\n")],
        r#"
            01-quiz.md
              | <p>Text.</p>
            02-quiz.md
              | <p>Text.</p>
              | <ul>
              | <li><input disabled="" type="checkbox"> A</li>
              | <li><input disabled="" type="checkbox"> B</li>
              | </ul>
            info[quiz-questions-not-imported] 01-quiz.md: the import creates the quiz with its text, but without questions
              = write a heading for each question, and a list of answers below it: `- [x]`, `- [ ]`
            warning[quiz-questions-not-imported] 02-quiz.md: the import creates the quiz with its text, but without questions
              = write a heading for each question, and a list of answers below it: `- [x]`, `- [ ]`
            error[misplaced-answers] 02-quiz.md:3:1: these answers are below no question
              = write the question as a heading or a numbered item right above its answers
        "#,
    );
}

#[test]
fn the_answers_of_a_quiz_are_not_ticked() {
    let text = "---\ntype: quiz\n---\n![x](x.png)\n\n* [X] A\n  - [x] B [b](b.pdf)\n\n1. [x] C\n2. [ ] D\n\n\
                <input type=checkbox checked> E `<input disabled=\"\" type=\"checkbox\" checked=\"\">`\n";
    let folder =
        write(&[("a.md", text), ("x.png", "x"), ("b.pdf", "x"), ("b.md", &text.replace("quiz", "video"))]);
    let course = scan(folder.path(), &Options::default()).unwrap().course.unwrap();
    let bodies: Vec<String> = course.lessons().map(|lesson| lesson.body.html().into_owned()).collect();
    let ticked = "type=\"checkbox\" checked";
    assert_eq!((bodies[0].matches(ticked).count(), bodies[1].matches(ticked).count()), (1, 5));
    // Nothing else changes, and code stays as it is.
    assert_eq!(bodies[0], bodies[1].replace(" checked=\"\">", ">"));
    assert!(bodies[0].contains(" checked=\"\"&gt;"), "{}", bodies[0]);
}

#[test]
fn the_questions_of_a_quiz_are_no_part_of_its_text() {
    let quiz = "# Check yourself\n\nThink.\n\n## What is in dough? ![x](x.png)\n\n- [x] Flour\n- [ ] Sand\n\n> SECRET\n";
    let folder = write(&[("01-quiz.md", quiz), ("02-more.md", quiz), ("x.png", "x")]);
    let scan = scan(folder.path(), &Options::default()).unwrap();
    let course = scan.course.unwrap();
    let lessons: Vec<_> = course.lessons().collect();
    assert_eq!(lessons[0].title.as_str(), "Check yourself");
    assert_eq!(lessons[0].body.html().trim(), "<p>Think.</p>");
    let quiz = lessons[0].quiz.as_ref().unwrap();
    assert_eq!((quiz.questions.len(), quiz.questions[0].explanation.as_deref()), (1, Some("SECRET")));
    // A lesson that is no quiz is read as it was.
    assert!(lessons[1].quiz.is_none() && lessons[1].body.html().contains("SECRET"));
}
