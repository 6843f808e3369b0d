//! Links of a page to a part of itself, by its own name.

use percent_encoding::percent_decode_str;

use crate::model::CoursePath;

/// The part that a link names, `#` included, if it leads to the page at `own`.
pub(super) fn fragment<'t>(own: &CoursePath, target: &'t str) -> Option<&'t str> {
    let at = target.find('#')?;
    let (path, fragment) = target.split_at(at);
    let path = path.split('?').next().unwrap_or_default();
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let folder = own.parent()?;
    let named = match path.strip_prefix('/') {
        Some(path) => CoursePath::root().join(path),
        None => folder.join(&path),
    };
    let is_own = matches!(&*path, "." | "./") || named.is_ok_and(|named| is_page(own, &named));
    is_own.then_some(fragment)
}

/// Whether a path is that of the page, as a file or as an address on a website.
fn is_page(own: &CoursePath, path: &CoursePath) -> bool {
    if path == own {
        return true;
    }
    let name = path.name();
    let stem = name.strip_suffix(".html").unwrap_or(name);
    path.parent() == own.parent() && stem == own.stem()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_names() {
        let own = CoursePath::root().child("01-a").child("02 b.md");
        for target in [
            "02 b.md#x",
            "02%20b.md#x",
            "./02 b.md#x",
            "../01-a/02 b.md#x",
            "/01-a/02 b.md#x",
            "02 b#x",
            "02 b.html#x",
            "./#x",
        ] {
            assert_eq!(fragment(&own, target), Some("#x"), "{target}");
        }
        for target in
            ["02 b.md", "02 b.pdf#x", "../02 b.md#x", "01-a.md#x", "01-a/02 b.md#x", "../../../02 b.md#x"]
        {
            assert_eq!(fragment(&own, target), None, "{target}");
        }
    }
}
