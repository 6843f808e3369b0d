//! The grammar of quizzes: Markdown in, questions and the rest of the text out.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::model::{Choice, Question};
use crate::quiz::{self, text::normal};

fn read_as_quiz(text: &str) -> (Markdown, Vec<Diagnostic>) {
    let source = Source::new(CoursePath::root().child("quiz.md"), text);
    let mut found = Vec::new();
    let page = read_quiz(&source, 0..text.len(), Some("Quiz"), Tools::default(), &Files(&[]), &mut found);
    (page, found)
}

/// Draws the questions (`+` is a right answer, `=` an explanation), then the rest of the text, then findings.
fn draw_quiz(text: &str) -> String {
    let (page, found) = read_as_quiz(text);
    let mut out = String::new();
    for question in &page.quiz.as_ref().unwrap().questions {
        _ = writeln!(out, "{:?}", question.text);
        for option in &question.options {
            _ = writeln!(out, "{} {:?}", if option.is_right { '+' } else { '-' }, option.text);
        }
        if let Some(explanation) = &question.explanation {
            _ = writeln!(out, "= {explanation:?}");
        }
    }
    out.push_str(page.html.trim());
    for finding in &found {
        let region = finding.place.as_ref().unwrap().region.as_ref().unwrap();
        _ = write!(
            out,
            "\n{} {}:{} {:?}",
            finding.code,
            region.line,
            region.column,
            &text[region.span.clone()]
        );
    }
    out.trim().to_owned()
}

#[track_caller]
fn check_quiz(text: &str, expected: &str) {
    let drawn = draw_quiz(text);
    assert_eq!(drawn, expected, "\n{drawn}");
}

#[test]
fn a_heading_with_answers_is_a_question() {
    check_quiz(
        "# Quiz\n\nThink *first*.\n\n## What is **2** + `2`?\n\nCount.\n\n- [ ] 3\n- [x] 4\n\n> Two and\n> two.\n>\n> More.\n\n\
         ## Which?\n* [X] a\n* [x] b\n* [ ] c\n",
        "\"What is 2 + 2?\\n\\nCount.\"\n- \"3\"\n+ \"4\"\n= \"Two and two.\\n\\nMore.\"\n\
         \"Which?\"\n+ \"a\"\n+ \"b\"\n- \"c\"\n<p>Think <em>first</em>.</p>",
    );
}

#[test]
fn a_numbered_item_with_answers_is_a_question() {
    let expected = "\"One?\"\n+ \"a\"\n- \"b\"\n= \"Because.\"\n\"Two?\\n\\nReally?\"\n- \"c\"\n+ \"d\"\n= \"So.\\n\\nThere.\"\n\
                    <p>Intro.</p>";
    check_quiz(
        "Intro.\n\n1. One?\n   - [x] a\n   - [ ] b\n\n   > Because.\n\n2. Two?\n\n   Really?\n\n   - [ ] c\n   - [x] d\n\n   \
         So.\n\n   There.\n",
        expected,
    );
    // Answers and explanations need not be indented.
    check_quiz(
        "Intro.\n\n1. One?\n- [x] a\n- [ ] b\n> Because.\n\n2) Two?\n\n   Really?\n\n- [ ] c\n- [x] d\n\n> So.\n\n> There.\n",
        expected,
    );
}

#[test]
fn a_line_ends_the_questions() {
    check_quiz(
        "## One?\n\n- [x] a\n- [ ] b\n\n---\n\n# More\n\nText.\n\n1. step\n2. step\n",
        "\"One?\"\n+ \"a\"\n- \"b\"\n<h1 id=\"more\">More</h1>\n<p>Text.</p>\n<ol>\n<li>step</li>\n<li>step</li>\n</ol>",
    );
}

#[test]
fn what_belongs_to_no_question_is_named() {
    check_quiz(
        "- [x] a\n- [ ] b\n\n# A?\n\n- [x] a\n- b\n\nText.\n\n- [x] a\n\n# Answers\n\nThey are a.\n",
        "\"A?\"\n+ \"a\"\n- \"b\"\n= \"Text.\"\n<ul>\n<li>\n<p><input disabled=\"\" type=\"checkbox\" checked=\"\"> a</p>\n\
         </li>\n<li>\n<p><input disabled=\"\" type=\"checkbox\"> b</p>\n</li>\n<li>\n\
         <p><input disabled=\"\" type=\"checkbox\" checked=\"\"> a</p>\n</li>\n</ul>\n<h1 id=\"answers\">Answers</h1>\n\
         <p>They are a.</p>\n\
         misplaced-answers 1:1 \"- [x] a\\n- [ ] b\"\n\
         misplaced-answers 7:1 \"- b\"\n\
         text-between-questions 9:1 \"Text.\"\n\
         misplaced-answers 11:1 \"- [x] a\"\n\
         text-between-questions 13:1 \"# Answers\"",
    );
}

#[test]
fn what_plain_text_cannot_hold_is_named_and_its_words_stay() {
    check_quiz(
        "# A? ![x](y.png)\n\n- [x] <b>a</b> Vec<T>\n- [ ] [b](https://b.example/) [c](c.md)\n- [ ] $x^2$ \\(y\\)\n\
         - [ ] <!-- no -->d\n",
        "\"A? x\"\n+ \"a Vec<T>\"\n- \"b (https://b.example/) c\"\n- \"$x^2$ \\\\(y\\\\)\"\n- \"d\"\n\n\
         quiz-content-dropped 1:6 \"![x](y.png)\"\n\
         quiz-content-dropped 3:7 \"<b>\"\n\
         quiz-content-dropped 3:11 \"</b>\"\n\
         quiz-content-dropped 4:31 \"[c](c.md)\"",
    );
}

#[test]
fn code_keeps_its_lines() {
    check_quiz(
        "## What does this print?\n\n```py\nif x:\n    print(1)\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n* one\n* two\n\n\
         - [x] `1`\n- [ ] 2\\\n  3\n",
        r#""What does this print?\n\nif x:\n    print(1)\n\na | b\n1 | 2\n\n- one\n- two"
+ "1"
- "2\n3""#,
    );
}

#[test]
fn other_texts_of_a_quiz_stay_where_they_are() {
    check_quiz(
        "# Quiz\n\n## Why?\n\nThink.\n\n1. a\n2. b\n",
        r#"<h2 id="why">Why?</h2>
<p>Think.</p>
<ol>
<li>a</li>
<li>b</li>
</ol>"#,
    );
    check_quiz(
        "1. Open?\n2. One?\n   - [x] a\n   - [ ] b\n3. Open again?\n\n> Quote.\n",
        r#""One?"
+ "a"
- "b"
<ol>
<li>
<p>Open?</p>
</li>
<li>
<p>Open again?</p>
</li>
</ol>
<blockquote>
<p>Quote.</p>
</blockquote>
unsupported-question 1:1 "1. Open?"
unsupported-question 5:1 "3. Open again?""#,
    );
    check_quiz(
        "## A?\n\n1. one\n2. two\n\n- [x] a\n- [ ] [x][l]\n\n[l]: https://l.example\n\nRest [m][l].\n",
        r#""A?\n\n1. one\n2. two"
+ "a"
- "x (https://l.example)"
= "Rest m (https://l.example)."

text-between-questions 11:1 "Rest [m][l].""#,
    );
    check_quiz(
        "## A?\n\n- [x] a\n- [ ] b\n\n<!-- note -->\n\n<div>x</div>\n\nPart 2\n------\n\n### B?\n\n- [x] a\n- [ ] b\n",
        r#""A?"
+ "a"
- "b"
= "x"
"B?"
+ "a"
- "b"
<h2 id="part-2">Part 2</h2>
text-between-questions 8:1 "<div>x</div>"
text-between-questions 10:1 "Part 2\n------"
quiz-content-dropped 8:1 "<div>x</div>\n""#,
    );
    check_quiz(
        "# Quiz\n\n1. a?\n- [x] a\n- [ ] b\n1. open\n2. b?\n- [x] a\n- [ ] b\n",
        r#""a?"
+ "a"
- "b"
"b?"
+ "a"
- "b"
<ol>
<li>open</li>
</ol>
unsupported-question 6:1 "1. open""#,
    );
}

#[test]
fn answers_have_faults() {
    check_quiz("## A?\n\n- [x]\n- [ ] b\n", r#"empty-question-text 3:3 "[x]""#);
    check_quiz(
        "## A?\n\n- [ ] a\n- [ ] b\n\n## B?\n\n- [x] a\n\n## C?\n- [x] a\n- [ ] a\n\n#\n\n- [x] a\n- [ ] b\n",
        r##"no-right-answer 1:4 "A?"
too-few-options 6:4 "B?"
duplicate-option 12:3 "[ ] a"
empty-question-text 14:1 "#""##,
    );
    check_quiz(
        "1. A?\n   - [x] a\n     - [ ] b\n   - [ ] c\n     > Why.\n\n   - [ ] d\n",
        r#""A?"
+ "a"
- "c"
- "d"
= "Why."

misplaced-answers 3:6 "- [ ] b""#,
    );
}

#[test]
fn answers_that_are_not_known_are_no_fault() {
    check_quiz(
        "## A?\n\n- [?] a\n- [?] *b*\n\n1. B?\n\n   - [?] c\n\n   - [x] d\n\n   > Why.\n\n2. C?\n   - &#91;?] e\n   - [x] f\n",
        r#""A?"
- "a"
- "b"
"B?"
- "c"
- "d"
= "Why."
"C?"
- "[?] e"
+ "f"

misplaced-answers 15:4 "- &#91;?] e"
unknown-answer 1:4 "A?"
unknown-answer 6:4 "B?""#,
    );
    check_quiz("## A?\n\n- [?] a\n- [?]\n", r#"empty-question-text 4:3 "[?]""#);
}

#[test]
fn answers_and_questions_have_many_shapes() {
    check_quiz(
        "## A?\n\n- [x] a\n\n  more\n\n- [ ] b\nlazy\n\n```\ncode\n```\n",
        r#""A?"
+ "a\n\nmore"
- "b lazy"
= "code"

text-between-questions 10:1 "```\ncode\n```""#,
    );
    check_quiz(
        "## A?\n\n* [ ] a\n* [x] b\n\n1. B?\n   1. [x] c\n   2. [ ] d\n",
        r#""A?"
- "a"
+ "b"
"B?"
+ "c"
- "d""#,
    );
}

#[test]
fn quizzes_of_lia_script_are_questions() {
    check_quiz(
        "# Quiz\n\nIntro.\n\n**What** is\nin dough?\n\n    [(X)] Flour\n    [( )] Sand\n****************\nOnly *flour*.\n\n\
         And water.\n****************\n\n## Which?\n\n- [[X]] a\n- [[X]] b\n- [[ ]] c\n\n```\n[(X)] code\n```\n",
        r#""What is in dough?"
+ "Flour"
- "Sand"
= "Only flour.\n\nAnd water."
"Which?"
+ "a"
+ "b"
- "c"
= "[(X)] code"
<p>Intro.</p>
text-between-questions 22:1 "```\n[(X)] code\n```""#,
    );
}

/// Any text that a question can hold.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "B",
        "ß",
        "日本",
        "1",
        "2.",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "-",
        "- [x] ",
        "[ ]",
        "# ",
        "> ",
        "`",
        "```",
        "~~~",
        "*",
        "**",
        "_",
        "__",
        "[",
        "]",
        "(",
        ")",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<",
        ">",
        "&amp;",
        "&",
        "\\",
        "$",
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "{",
        "}",
        "{{",
        "}}",
        "{%",
        "%}",
        "%%",
        "==",
        "++",
        "^",
        "~",
        ":smile:",
        ":::",
        ":",
        "|",
        "| a |",
        "---",
        "+++",
        "!",
        "![",
        "](",
        "https://example.com/a_b?c=d&e",
        "www.example.com",
        "a@b.example",
        "\"",
        "'",
        "[^1]",
        "[[",
        "]]",
        "!!! note",
        "import x",
        "::: tip",
        "{: .x}",
        "{#id}",
        "@fig",
        "../a.md",
        "<script>alert(1)</script>",
        "\u{1}",
        "\u{a0}",
        "\u{200b}",
        "\r",
        "[!NOTE]",
        "#tag",
        "^id",
        "/// note",
        "<T>",
        "1) ",
        "* ",
        "+ ",
        "=",
        "…",
        "“",
        "[x]: y",
        "*[A]: b",
        "Duration: 3",
        "--8<-- \"x\"",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| normal(&pieces.concat()))
}

fn any_question() -> impl Strategy<Value = Question> {
    let option = (any_text(), any::<bool>());
    (any_text(), prop::collection::vec(option, 2..5), prop::option::of(any_text())).prop_filter_map(
        "a question that can be asked",
        |(text, options, explanation)| {
            let mut seen = std::collections::BTreeSet::new();
            let is_new = |text: &str| {
                !text.is_empty() && seen.insert(text.split_whitespace().collect::<Vec<_>>().join(" "))
            };
            let mut is_new = is_new;
            let options: Vec<Choice> = options
                .into_iter()
                .filter(|(text, _)| is_new(text))
                .map(|(text, is_right)| Choice { text, is_right })
                .collect();
            let can_be_asked = options.len() > 1 && !text.is_empty();
            let explanation = explanation.filter(|text| !text.is_empty());
            can_be_asked.then_some(Question { text, options, explanation })
        },
    )
}

proptest! {
    #[test]
    fn a_quiz_that_we_wrote_is_read_as_the_same(questions in prop::collection::vec(any_question(), 1..4)) {
        let text = quiz::markdown(&questions);
        let (page, found) = read_as_quiz(&text);
        let read = &page.quiz.as_ref().unwrap().questions;
        prop_assert_eq!(read, &questions, "{}\n{:?}", text, found);
        prop_assert!(page.html.trim().is_empty(), "{}", page.html);
    }
}
