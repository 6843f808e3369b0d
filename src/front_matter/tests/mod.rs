//! Front matter in, what it says and what is wrong with it out.

mod families;
mod fences;
mod hiding;
mod media;
mod syntax;
mod texts;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Diagnostic, Source};
use crate::model::{Assignment, CoursePath, QuizSettings, Visibility};

use super::values::QuizKeys;

fn source(text: &str) -> Source {
    Source::new(CoursePath::root().child("a.md"), text)
}

/// Reads a page and compares all that comes of it, line by line: fields, findings, body.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let source = source(text);
    let mut diagnostics = Vec::new();
    let (front, body) = read(&source, &mut diagnostics);
    let mut lines = fields(&front);
    lines.extend(diagnostics.iter().map(finding));
    lines.push(format!("body {:?}", &text[body]));
    assert_eq!(lines, expected, "\n{}", lines.join("\n"));
}

/// Compares the fields and findings of a block of keys.
#[track_caller]
fn check_keys(keys: &str, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.push("body \"Text\\n\"");
    check(&format!("---\n{keys}\n---\nText\n"), &expected);
}

fn fields(front: &FrontMatter) -> Vec<String> {
    let FrontMatter {
        title,
        order,
        date,
        visibility,
        hiding: _,
        kind,
        video,
        materials,
        thumbnail,
        description,
        id,
        address,
        allow,
        aliases,
        quiz,
        assignment,
        has_questions,
    } = front;
    let text = |name: &str, text: &Option<Spanned<String>>| {
        text.as_ref().map(|text| format!("{name} {}", text.value))
    };
    let mut lines = Vec::new();
    lines.extend(text("title", title));
    lines.extend(address.as_ref().map(|address| format!("address {address}")));
    lines.extend(order.as_ref().map(|order| format!("order {}={}", order.value.key, order.value.value)));
    lines.extend(date.as_ref().map(|date| format!("date {date}")));
    lines.extend(visibility.as_ref().map(|visibility| format!("{:?}", visibility.value)));
    lines.extend(kind.as_ref().map(|kind| format!("kind {kind:?}")));
    lines.extend(video.as_ref().map(|video| format!("video {}", shown(&video.value))));
    lines.extend(materials.iter().map(|material| {
        let MaterialRef { target, title, kind } = &material.value;
        format!("material {target} {} {}", title.as_deref().unwrap_or("-"), kind.unwrap_or("-"))
    }));
    lines.extend(text("thumbnail", thumbnail));
    lines.extend(text("description", description));
    lines.extend(id.as_ref().map(|id| format!("id {id}")));
    lines.extend(allow.iter().map(|code| format!("allow {}", code.value)));
    lines.extend(aliases.iter().map(|alias| format!("alias {alias}")));
    lines.extend(quiz.iter().flat_map(|quiz| {
        let QuizKeys { file, settings, span: _ } = &**quiz;
        let QuizSettings { passing_grade, pass_message, fail_message } = settings;
        let grade = passing_grade.map(|grade| format!("grade {grade}"));
        let file = text("questions in", file);
        let messages = [pass_message, fail_message].into_iter().flatten().map(|text| format!("says {text}"));
        file.into_iter().chain(grade).chain(messages).collect::<Vec<_>>()
    }));
    lines.extend(assignment.iter().map(|assignment| {
        let Assignment { introduction, confirm_message, graded } = &assignment.value;
        format!("assignment {introduction:?} {confirm_message:?} {graded:?}")
    }));
    lines.extend(has_questions.then(|| "questions".to_owned()));
    lines
}

/// A player is shown by the id it ends with, because its address is the embed module's affair.
fn shown(video: &VideoRef) -> String {
    match video {
        VideoRef::Path(path) => format!("path {path}"),
        VideoRef::Url(url) | VideoRef::Embed(url) => format!("url {url}"),
    }
}

fn finding(diagnostic: &Diagnostic) -> String {
    let region = diagnostic.place.as_ref().and_then(|place| place.region.as_ref());
    let place = region.map_or(String::new(), |region| format!("{}:{}", region.line, region.column));
    let help = diagnostic.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    format!("{} {place} {}{help}", diagnostic.code, diagnostic.message)
}

proptest! {
    #[test]
    fn any_text_is_read_and_leaves_a_body(text in any_page()) {
        crate::properties::front_matter(&text);
    }
}

/// Arbitrary text, and lines that come near front matter.
fn any_page() -> impl Strategy<Value = String> {
    let bytes = prop::collection::vec(any::<u8>(), 0..200)
        .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let piece = prop::sample::select(vec![
        "---",
        "+++",
        "...",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "{",
        "}",
        "\"",
        "'",
        "title",
        ":",
        ": ",
        " = ",
        "- ",
        "[",
        "]",
        "é",
        "\u{feff}",
        "&a",
        "*a",
        "|",
        ">",
        "#",
        "video",
        "materials",
        "draft",
        "3",
        "1.10",
        "x.mp4",
        "\\",
        "!!int ",
        "? ",
        "<<",
        "\u{85}",
        "\u{2028}",
        "\0",
        ", ",
        "2020-01-01",
        "\\ud83d",
    ]);
    let pieces = prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    let fenced = (
        "(---|\\+\\+\\+)\n",
        prop::collection::vec("[a-z]{1,6}(: | = )[\\PC\t]{0,12}\n", 0..6),
        "(---|\\+\\+\\+)?\n",
    )
        .prop_map(|(open, lines, close)| format!("{open}{}{close}", lines.concat()));
    prop_oneof![
        bytes,
        any::<String>(),
        pieces.clone(),
        pieces.prop_map(|text| format!("---\n{text}\n---\n")),
        fenced
    ]
}
