//! The keys of the [`table`](super::table), found in any spelling, and near misses of them.

use super::table::{Family, KEYS};

/// All names, in the order of the table.
fn names() -> impl Iterator<Item = (Family, &'static str)> {
    KEYS.iter().flat_map(|(family, key)| key.names.iter().map(|&name| (*family, name)))
}

/// Keys of other tools that look like a slip of one of ours.
const OTHER_TOOLS: &[&str] = &[
    "border",
    "covers",
    "data",
    "dates",
    "drafts",
    "file",
    "height",
    "images",
    "loop",
    "orders",
    "publisher",
    "read",
    "room",
    "tile",
    "tiles",
    "titles",
    "types",
    "videos",
    "weights",
];

/// Shorter keys are one slip away from too many words.
const SHORTEST_FOR_NEAR_MISS: usize = 4;

/// The family of a key and its rank among all keys, with the key as we write it.
pub(super) fn find(key: &str) -> Option<(Family, usize, &'static str)> {
    let mut names = names().enumerate();
    let (rank, (family, name)) = names.find(|(_, (_, known))| same(known, key))?;
    Some((family, rank, name))
}

/// The known key that an unknown one is a slip away from: one letter wrong, missing, too many, or
/// two letters swapped.
pub(super) fn near_miss(key: &str) -> Option<&'static str> {
    let slip = canonical(key);
    if slip.chars().count() < SHORTEST_FOR_NEAR_MISS
        || OTHER_TOOLS.contains(&slip.as_str())
        || slip.ends_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    names()
        .map(|(_, name)| name)
        .filter(|known| known.len() >= SHORTEST_FOR_NEAR_MISS)
        .find(|known| strsim::osa_distance(&canonical(known), &slip) == 1)
}

/// Of the words given, the one nearest to `word`, if it is near enough to be meant.
pub(in crate::scanner) fn closest<'a>(
    word: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = canonical(word);
    let most = (word.chars().count() / 3).clamp(1, 3);
    words
        .into_iter()
        .map(|known| (strsim::osa_distance(&canonical(known), &word), known))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// Whether two keys are the same but for case, `-` and `_`.
pub(in crate::scanner) fn same(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

/// A key without case, `-` and `_`.
pub(super) fn canonical(key: &str) -> String {
    letters(key).collect()
}

fn letters(key: &str) -> impl Iterator<Item = char> {
    key.trim().chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_separators_do_not_count() {
        for key in ["sidebar_position", "sidebarPosition", "Sidebar-Position"] {
            let found = find(key).map(|(family, _, name)| (family, name));
            assert_eq!(found, Some((Family::Order, "sidebar_position")), "{key}");
        }
        assert_eq!(find("videoId").map(|(_, _, name)| name), Some("video_id"));
        assert_eq!(find("sidebar_label"), None);
    }

    #[test]
    fn one_slip_is_noticed() {
        for (slip, meant) in [
            ("titel", "title"),
            ("tilte", "title"),
            ("wieght", "weight"),
            ("vidoe", "video"),
            ("material", "materials"),
            ("Atachments", "attachments"),
            ("thumbnial", "thumbnail"),
            ("drafft", "draft"),
        ] {
            assert_eq!(near_miss(slip), Some(meant), "{slip}");
        }
    }

    #[test]
    fn keys_of_other_tools_are_no_slips() {
        for key in [
            "tags",
            "date",
            "layout",
            "part",
            "letter",
            "slides",
            "links",
            "author",
            "authors",
            "type",
            "slug",
            "language",
            "videos",
            "name",
            "pageTitle",
            "subtitle",
            "minutes",
            "duration",
            "icon",
            "mainImage",
            "repository",
            "web_editor",
            "teaching",
            "exercises",
            "video_number",
            "series_number",
            "phony",
            "sidebar_label",
            "images",
            "aliases",
            "menu",
            "toc",
            "parent",
            "permalink",
            "template",
            "height",
            "read",
            "video1",
            "answers",
            "correctAnswer",
            "categories",
            "keywords",
            "chapterNumber",
            "nav",
        ] {
            assert_eq!(near_miss(key), None, "{key}");
        }
    }
}
