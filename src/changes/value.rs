//! The difference of two single values: a title, a visibility, a picture.

use percent_encoding::percent_decode_str;
use serde::Serialize;

/// A value in two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueDiff {
    /// What the value is: `title`.
    pub name: String,
    /// The first version's; `None` if it has none.
    pub before: Option<String>,
    /// The second version's.
    pub after: Option<String>,
}

impl ValueDiff {
    /// The difference of two values; `None` if they are the same.
    pub fn new(name: &str, before: Option<&str>, after: Option<&str>) -> Option<Self> {
        let owned = |value: Option<&str>| value.map(str::to_owned);
        (before != after).then(|| Self { name: name.to_owned(), before: owned(before), after: owned(after) })
    }

    /// The difference of two addresses of files: their names, if these differ and say enough.
    pub fn of_files(name: &str, before: Option<&str>, after: Option<&str>) -> Option<Self> {
        let names = (before.map(file_name), after.map(file_name));
        match &names {
            _ if before == after => None,
            (before, after) if before != after => Self::new(name, before.as_deref(), after.as_deref()),
            _ => Self::new(name, before, after),
        }
    }
}

/// The name of the file that an address leads to; the address, if it ends with none.
fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    match path.rsplit_once('/') {
        Some((_, name)) if name.contains('.') => percent_decode_str(name).decode_utf8_lossy().into_owned(),
        _ => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_names_where_these_differ() {
        let files = |before, after| {
            ValueDiff::of_files("picture", before, after)
                .map(|it| (it.before.unwrap_or_default(), it.after.unwrap_or_default()))
        };
        let pair = |one: &str, other: &str| Some((one.to_owned(), other.to_owned()));
        assert_eq!(
            files(Some("https://a.b/c/old%20one.png?x"), Some("https://a.b/new.png")),
            pair("old one.png", "new.png")
        );
        assert_eq!(
            files(Some("https://a.b/1/x.png"), Some("https://a.b/2/x.png")),
            pair("https://a.b/1/x.png", "https://a.b/2/x.png")
        );
        assert_eq!(files(None, Some("https://a.b/x")), pair("", "https://a.b/x"));
        assert_eq!(files(Some("https://a.b/x.png"), Some("https://a.b/x.png")), None);
    }
}
