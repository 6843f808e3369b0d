//! The keys of the [`table`](super::table), found in any spelling, and near misses of them.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::spelling::canonical;
use super::table::{Family, KEYS};

/// All names, in the order of the table.
fn names() -> impl Iterator<Item = (Family, &'static str)> {
    KEYS.iter().flat_map(|(family, key)| key.names.iter().map(|&name| (*family, name)))
}

/// Keys of other tools that look like a slip of one of ours.
const OTHER_TOOLS: &[&str] = &[
    "assignments",
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

/// In a word as long as this, two slips leave no doubt.
const SHORTEST_FOR_TWO_SLIPS: usize = 9;

/// The family of a key and its rank among all keys, with the key as we write it.
pub(super) fn find(key: &str) -> Option<(Family, usize, &'static str)> {
    KNOWN.get(&canonical(key)).copied()
}

/// Every key by its canonical form.
static KNOWN: LazyLock<HashMap<String, (Family, usize, &'static str)>> = LazyLock::new(|| {
    let mut known = HashMap::default();
    for (rank, (family, name)) in names().enumerate() {
        known.entry(canonical(name)).or_insert((family, rank, name));
    }
    known
});

/// The known key that an unknown one is a slip away from: one letter wrong, missing, too many, or
/// two letters swapped; in a long key, two such slips.
pub(super) fn near_miss(key: &str) -> Option<&'static str> {
    let slip = canonical(key);
    let one_slip = slips(&slip, 1).next();
    let is_long = || slip.chars().count() >= SHORTEST_FOR_TWO_SLIPS;
    one_slip.or_else(|| if is_long() { slips(&slip, 2).next() } else { None })
}

/// Whether an unknown key is a slip away from one known key alone.
pub(super) fn is_only_near_miss(key: &str) -> bool {
    slips(&canonical(key), 1).count() == 1
}

/// The known keys that are so many slips away from `slip`. More than one leave the first letter.
fn slips(slip: &str, distance: usize) -> impl Iterator<Item = &'static str> {
    let length = slip.chars().count();
    let is_slip = length >= SHORTEST_FOR_NEAR_MISS
        && !OTHER_TOOLS.contains(&slip)
        && !slip.ends_with(|c: char| c.is_ascii_digit());
    // To measure a distance is dear. Each slip makes a key one letter longer or shorter at most, and one
    // slip leaves the first letter, or the last.
    let could_be = move |known: &str| {
        let ends = |text: &'_ str| (text.as_bytes().first().copied(), text.as_bytes().last().copied());
        let ((first, last), (known_first, known_last)) = (ends(slip), ends(known));
        is_slip
            && known.len().abs_diff(length) <= distance
            && (first == known_first || (distance == 1 && last == known_last))
    };
    let near = NEAR
        .iter()
        .filter(move |(known, _)| could_be(known) && strsim::osa_distance(known, slip) == distance);
    near.map(|&(_, key)| key)
}

/// The keys that a slip may have meant, all of them ASCII: in their canonical form, and as we write
/// them.
static NEAR: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let known = names().map(|(_, name)| name).filter(|known| known.len() >= SHORTEST_FOR_NEAR_MISS);
    known.map(|known| (canonical(known), known)).collect()
});

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
            ("attatchmnets", "attachments"),
            ("desciptoin", "description"),
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
            "video_image",
            "video_time",
            "prescription",
            "subscription",
            "downloaded_at",
            "resourceType",
            "sidebar_class_name",
        ] {
            assert_eq!(near_miss(key), None, "{key}");
        }
    }
}
