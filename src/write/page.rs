//! A Markdown file with front matter, and `course.yaml`. Values come from others: a YAML writer writes them.

use serde_json::{Map, Value};
use serde_saphyr::{SerializerOptions, ser_options};

/// Keys and values in the order in which they are written.
pub(crate) type Keys = Map<String, Value>;

/// Keys as a YAML document, one line each where they are single values; nothing for no keys.
pub(crate) fn yaml(keys: &Keys) -> String {
    if keys.is_empty() { String::new() } else { written(&Value::Object(keys.clone())) }
}

/// A single text as a YAML value on one line, without a line end.
pub(crate) fn yaml_text(text: &str) -> String {
    written(&Value::from(text)).trim_end_matches('\n').to_owned()
}

/// Markdown below its front matter; without front matter where there are no keys.
pub(crate) fn with_front_matter(keys: &Keys, markdown: &str) -> String {
    if keys.is_empty() {
        return markdown.to_owned();
    }
    let between = if markdown.is_empty() { "" } else { "\n" };
    format!("---\n{}---\n{between}{markdown}", yaml(keys))
}

fn written(value: &Value) -> String {
    // Long texts stay on one line: a title that is folded is hard to edit.
    let options: SerializerOptions = ser_options! { prefer_block_scalars: false };
    let mut text = serde_saphyr::to_string_with_options(value, options).expect("JSON values are YAML values");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::diagnostic::Source;
    use crate::front_matter;
    use crate::model::CoursePath;

    #[track_caller]
    fn title_of(page: &str) -> (Option<String>, String) {
        let source = Source::new(CoursePath::root().child("a.md"), page);
        let mut findings = Vec::new();
        let (front, body) = front_matter::read(&source, &mut findings);
        assert!(findings.is_empty(), "{page:?}: {findings:?}");
        (front.title.map(|title| title.value), page[body].to_owned())
    }

    fn keys(title: &str) -> Keys {
        Keys::from_iter([("title".to_owned(), json!(title)), ("id".to_owned(), json!("1e3"))])
    }

    #[test]
    fn a_title_is_the_same_after_yaml_has_read_it() {
        for title in [
            "Loops",
            "What's next?",
            "Loops: for & while",
            "2024",
            "1e3",
            "yes",
            "~",
            "# one",
            "\"quoted\" \\ text",
            "- a",
            "日本語 🍞",
            "a\tb",
            "---",
            "!x &y *z",
            "{{ a }}: [b]",
            "a # b",
            "\u{7}\u{202e}",
            "a very long title that a writer of YAML would like to fold, because it has more than eighty characters",
        ] {
            assert_eq!(title_of(&with_front_matter(&keys(title), "")).0.as_deref(), Some(title), "{title}");
            let read: String = serde_saphyr::from_str(&yaml_text(title)).unwrap();
            assert_eq!(read, title);
            assert_eq!(yaml_text(title).lines().count(), 1, "{title}");
        }
        assert_eq!(yaml_text("What's next?"), "What's next?");
    }

    #[test]
    fn front_matter_is_what_a_person_would_write() {
        let mut keys = keys("Mix");
        keys.insert("x-platform".to_owned(), json!({ "visibility": "drip", "dripDays": 3, "days": [1, 2] }));
        assert_eq!(
            with_front_matter(&keys, "Text.\n"),
            "---\ntitle: Mix\nid: \"1e3\"\nx-platform:\n  visibility: drip\n  dripDays: 3\n  days:\n  - 1\n  - 2\n---\n\nText.\n"
        );
        assert_eq!(with_front_matter(&Keys::new(), "Text.\n"), "Text.\n");
    }

    proptest! {
        #[test]
        fn whatever_the_title_is_it_is_read_again(title in "[^\u{0}]{1,40}", body in "[a-z\n -]{0,20}") {
            prop_assume!(title.trim().chars().any(char::is_alphanumeric));
            let page = with_front_matter(&keys(&title), &body);
            let source = Source::new(CoursePath::root().child("a.md"), &page);
            let (front, range) = front_matter::read(&source, &mut Vec::new());
            prop_assert_eq!(front.title.map(|title| title.value), Some(title.trim().to_owned()));
            prop_assert_eq!(page[range].trim(), body.trim());
        }
    }
}
