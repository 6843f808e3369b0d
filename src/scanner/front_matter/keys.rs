//! The keys we know, in families of keys that mean the same thing, and near misses of them.

use std::sync::LazyLock;

/// What a key is about. Of two keys of one family, the first of the family's list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Title,
    Order,
    Visibility,
    Kind,
    Video,
    Materials,
    Thumbnail,
    Description,
    Id,
    Date,
    Allow,
    Questions,
}

const FAMILIES: &[(Family, &[&str])] = &[
    (Family::Title, &["title"]),
    (Family::Order, &["order", "weight", "position", "sidebar_position", "nav_order", "sort_order"]),
    (Family::Visibility, &["visibility", "draft", "published", "hidden", "ready"]),
    (Family::Kind, &["type", "content_type"]),
    (
        Family::Video,
        &[
            "video",
            "video_url",
            "video_id",
            "video_link",
            "youtube",
            "youtube_id",
            "youtube_url",
            "youtube_link",
            "vimeo",
            "vimeo_id",
            "vimeo_url",
            "vimeo_link",
            "loom",
            "loom_id",
            "loom_url",
            "loom_link",
            "wistia",
            "wistia_id",
            "wistia_url",
            "wistia_link",
        ],
    ),
    (Family::Materials, &["materials", "attachments", "downloads", "download", "resources", "files"]),
    (Family::Thumbnail, &["thumbnail", "image", "cover"]),
    (Family::Description, &["description", "summary"]),
    (Family::Id, &["id"]),
    (Family::Date, &["date"]),
    (Family::Allow, &["allow"]),
    (Family::Questions, &["question", "questions"]),
];

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

/// In a word as long as this, two slips leave no doubt.
const SHORTEST_FOR_TWO_SLIPS: usize = 9;

/// The family of a key and its rank in it, with the key as we write it.
pub(super) fn find(key: &str) -> Option<(Family, usize, &'static str)> {
    FAMILIES.iter().find_map(|&(family, keys)| {
        let rank = keys.iter().position(|known| same(known, key))?;
        Some((family, rank, keys[rank]))
    })
}

/// The known key that an unknown one is a slip away from: one letter wrong, missing, too many, or
/// two letters swapped; in a long key, two such slips.
pub(super) fn near_miss(key: &str) -> Option<&'static str> {
    let slip = canonical(key);
    let one_slip = slips(&slip, 1).next();
    one_slip.or_else(|| {
        let is_long = slip.chars().count() >= SHORTEST_FOR_TWO_SLIPS;
        let begins_like = |known: &&str| known.as_bytes().first() == slip.as_bytes().first();
        slips(&slip, 2).filter(begins_like).find(|_| is_long)
    })
}

/// Whether an unknown key is a slip away from one known key alone.
pub(super) fn is_only_near_miss(key: &str) -> bool {
    slips(&canonical(key), 1).count() == 1
}

/// The known keys that are so many slips away from `slip`.
fn slips(slip: &str, distance: usize) -> impl Iterator<Item = &'static str> {
    let is_slip = slip.chars().count() >= SHORTEST_FOR_NEAR_MISS
        && !OTHER_TOOLS.contains(&slip)
        && !slip.ends_with(|c: char| c.is_ascii_digit());
    // Each slip makes a key one letter longer or shorter at most, and to count is cheaper.
    let could_be = move |known: &str| is_slip && known.len().abs_diff(slip.chars().count()) <= distance;
    let near = NEAR
        .iter()
        .filter(move |(known, _)| could_be(known) && strsim::osa_distance(known, slip) == distance);
    near.map(|&(_, key)| key)
}

/// The keys that a slip may have meant, all of them ASCII: in their canonical form, and as we write
/// them.
static NEAR: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let known = FAMILIES.iter().flat_map(|&(_, keys)| keys).copied();
    let known = known.filter(|known| known.len() >= SHORTEST_FOR_NEAR_MISS);
    known.map(|known| (canonical(known), known)).collect()
});

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

/// Whether a key is so near to the known one that nothing else can be meant: one slip, or two in a
/// long word.
pub(in crate::scanner) fn is_slip_of(key: &str, known: &str) -> bool {
    let known = canonical(known);
    let most = if known.len() >= 8 { 2 } else { 1 };
    strsim::osa_distance(&canonical(key), &known) <= most
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
    use std::sync::LazyLock;

    use super::*;

    #[test]
    fn case_and_separators_do_not_count() {
        for key in ["sidebar_position", "sidebarPosition", "Sidebar-Position"] {
            assert_eq!(find(key), Some((Family::Order, 3, "sidebar_position")), "{key}");
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
