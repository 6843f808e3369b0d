//! Makes findings of answers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Place, Source};
use crate::fs::Root;
use crate::model::{CoursePath, is_markdown_extension};

use super::answer::Answer;
use super::find::Addresses;
use super::host::name;

/// Makes findings of what was answered about the course in `root`, but for those that the author `allows`.
///
/// A missing page is reported at each mention; a host that could not be checked, once.
pub fn report(
    root: &Path,
    addresses: &Addresses,
    answers: &BTreeMap<String, Answer>,
    allows: impl Fn(&CoursePath, Code) -> bool,
) -> Vec<Diagnostic> {
    let mut said = BTreeSet::new();
    let mut found = Vec::new();
    for (address, files) in addresses {
        for file in files {
            let diagnostic = match answers.get(address) {
                Some(Answer::Gone(status)) => dead(format!("the page `{address}` does not exist ({status})")),
                Some(Answer::UnknownHost) => dead(format!("the website `{address}` does not exist")),
                Some(Answer::Unclear(reason)) => {
                    let host = name(address);
                    if !said.insert(host.clone()) {
                        continue;
                    }
                    Diagnostic::new(Code::LinkNotVerified, format!("`{host}` could not be checked: {reason}"))
                        .help("open the address in a browser to check it")
                }
                Some(Answer::Alive) | None => continue,
            };
            if !allows(file, diagnostic.code) {
                found.push(diagnostic.at(place(root, file, address)));
            }
        }
    }
    found
}

fn dead(message: String) -> Diagnostic {
    Diagnostic::new(Code::DeadLink, message)
        .label("does not work for learners")
        .help("update the address, or remove it")
}

/// In bytes: no page is larger.
const MAX_BYTES: u64 = 64 << 20;

/// Where a file holds an address; the file as a whole where that is written in another way.
fn place(root: &Path, file: &CoursePath, address: &str) -> Place {
    let extension = file.extension();
    let is_text = is_markdown_extension(&extension) || matches!(extension.as_ref(), "yaml" | "yml");
    let text = || {
        let bytes = Root::new(root).ok()?.read(file, MAX_BYTES).ok()?;
        String::from_utf8(bytes).ok()
    };
    let source = is_text.then(text).flatten().map(|text| Source::new(file.clone(), text));
    let found = source.and_then(|source| {
        let at = written_at(&source.text, address)?;
        Some(source.place(at..at + address.len()))
    });
    found.unwrap_or_else(|| Place::whole(file.clone()))
}

/// The position of an address that ends there.
fn written_at(text: &str, address: &str) -> Option<usize> {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_' | '%' | '=' | '&' | '?');
    let mut all = text.match_indices(address).map(|(at, _)| at);
    all.find(|at| !text[at + address.len()..].starts_with(goes_on))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_not_found_inside_a_longer_one() {
        let text = "https://a.b/cd https://a.b/c/d [x](https://a.b/c)";
        assert_eq!(written_at(text, "https://a.b/c"), text.rfind("https"));
        assert_eq!(written_at("https://a.b/c.", "https://a.b/c"), Some(0));
        assert_eq!(written_at("nothing", "https://a.b/c"), None);
    }
}
