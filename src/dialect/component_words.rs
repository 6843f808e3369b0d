//! The words in the attributes of a component that nobody knows: `<Fold title="More" />`. The tag goes, and they stay.

use std::borrow::Cow;

/// Attributes that hold what is shown over the rest, in the order in which one is taken.
const TITLES: &[&str] = &["title", "label", "heading", "header", "summary"];

/// Attributes that hold text.
const TEXTS: &[&str] =
    &["subtitle", "text", "description", "caption", "question", "answer", "message", "content"];

/// What attributes say to a reader.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ComponentWords {
    pub title: Option<String>,
    pub text: Option<String>,
}

impl ComponentWords {
    /// Reads them with `get`, which gives the value of an attribute.
    pub fn of<'v>(get: impl Fn(&str) -> Option<Cow<'v, str>>) -> Self {
        let words = |name: &&str| get(name).and_then(|value| words(&value));
        let mut titles = TITLES.iter().filter_map(words);
        let title = titles.next();
        let texts: Vec<String> = titles.chain(TEXTS.iter().filter_map(words)).collect();
        Self { title, text: (!texts.is_empty()).then(|| texts.join(" ")) }
    }
}

/// A value on one line, unless it is code or names a file.
fn words(value: &str) -> Option<String> {
    let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_code = words.starts_with(['{', '[', '$', '(']);
    let is_file = !words.contains(' ') && words.contains(['/', '.']) && !words.ends_with(['.', '…']);
    (words.contains(char::is_alphabetic) && !is_code && !is_file).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_names_of_files_and_no_code() {
        let of = |attributes: &'static [(&str, &str)]| {
            let get = |name: &str| {
                attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into())
            };
            let ComponentWords { title, text } = ComponentWords::of(get);
            (title.unwrap_or_default(), text.unwrap_or_default())
        };
        for (attributes, title, text) in [
            (&[("title", "Mix\n it"), ("text", "Now.")][..], "Mix it", "Now."),
            (&[("label", "A"), ("title", "B")], "B", "A"),
            (&[("title", "./a.png"), ("text", "3"), ("label", "{x}")], "", ""),
            (&[("id", "x"), ("name", "icon")], "", ""),
        ] {
            assert_eq!(of(attributes), (title.to_owned(), text.to_owned()), "{attributes:?}");
        }
    }
}
