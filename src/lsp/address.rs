//! Files as the protocol names them: `file:` addresses.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;
use url::Url;

/// The path of a `file:` address; `None` for a document that is no file.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    path_of(uri.as_str())
}

/// The same of an address as text.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    Url::parse(uri).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
}

/// The address of a file; `None` for a path that is not absolute.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    // What browsers let pass and the standard of addresses does not.
    const STRICT: [(&str, &str); 4] = [("[", "%5B"), ("]", "%5D"), ("|", "%7C"), ("^", "%5E")];
    let mut address = Url::from_file_path(path).ok()?.to_string();
    for (sign, encoded) in STRICT {
        if address.contains(sign) {
            address = address.replace(sign, encoded);
        }
    }
    Uri::from_str(&address).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_path_is_the_same_on_the_way_back() {
        for text in ["/a b/\u{fc}bung #1 (x) [y] %20 |a^b.md", "/a/b.md"] {
            let uri = uri(Path::new(text)).unwrap();
            assert_eq!(path(&uri).as_deref(), Some(Path::new(text)), "{}", uri.as_str());
        }
        for other in ["untitled:Untitled-1", "https://example.com/a.md", "nothing"] {
            assert_eq!(path_of(other), None);
        }
    }
}
