//! The fingerprints of the model in the text of a lock file: each a comment below the hash of its record.
//!
//! Older programs refuse a record with a key that they do not know, and skip comments. What they wrote again has none:
//! such a record is compared by its hash.

use serde::Deserialize;
use toml::Spanned;

/// How such a line begins.
const START: &str = "# model = \"";

/// The fingerprints that stand in the text of a lock file: of each import, of each of its parts.
pub(super) fn read(text: &str) -> Vec<Vec<Option<String>>> {
    if !text.contains(START) {
        return Vec::new();
    }
    let Ok(Hashes { imports }) = toml::from_str(text) else { return Vec::new() };
    let below = |part: &Part| below(&text[part.hash.span().end..]).map(str::to_owned);
    imports.iter().map(|import| import.parts.iter().map(below).collect()).collect()
}

/// The fingerprint in the line after this end of a line.
fn below(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('\n')?;
    let (model, _) = rest.strip_prefix(START)?.split_once('"')?;
    (!model.contains('\n')).then_some(model)
}

/// Where the hashes stand.
#[derive(Deserialize)]
struct Hashes {
    #[serde(default, rename = "import")]
    imports: Vec<Import>,
}

#[derive(Deserialize)]
struct Import {
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Part {
    hash: Spanned<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[Option<&str>]]) {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let models = read(&text);
            let models: Vec<Vec<_>> =
                models.iter().map(|parts| parts.iter().map(Option::as_deref).collect()).collect();
            assert_eq!(models, expected, "{text}");
        }
    }

    #[test]
    fn a_fingerprint_belongs_to_the_hash_above_it() {
        check(
            "[[import]]\n[[import]]\n\
             [[import.parts]]\nhash = \"a\"\n# model = \"1:aa\"\n\
             [[import.parts]]\nhash = \"b\"\n\n# model = \"1:too far\"\n\
             [[import.parts]]\n# model = \"1:too early\"\nhash = \"c\"\ntitle = \"C\"\n\
             [[import.parts]]\nhash = \"d\"\n# model = \"1:dd\"",
            &[&[], &[Some("1:aa"), None, None, Some("1:dd")]],
        );
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        check("[[import]]\ntitle = '''\n# model = \"1:aa\"\n'''\n", &[&[]]);
        check(
            "[[import]]\n[[import.parts]]\nhash = \"a\"\n# model = \"1:aa\n\
             [[import.parts]]\nhash = \"b\"\n",
            &[&[None, None]],
        );
        check("# model = \"1:aa\"\n[[import", &[]);
        check("[[import]]\n", &[]);
    }
}
