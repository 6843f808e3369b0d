//! What a new category or lesson is called: the next free number, written as its siblings write theirs,
//! and its title made a name. Start at [`next`].

use crate::fs::Listed;
use crate::source;
use crate::source::layout::names;

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Category,
    Lesson,
}

/// A name that is free.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Of a folder, or of a file without its extension.
    pub stem: String,
    /// Whether the scanner makes the title out of it.
    pub gives_title: bool,
}

/// The number in a folder without a sibling that could tell how to write it.
const FIRST: &str = "01";
const SEPARATOR: &str = "-";

/// How a name begins.
struct Numbering<'a> {
    number: String,
    separator: &'a str,
}

/// Names longer than this are a burden in a terminal, and in the end too long for the disk.
const LONGEST: usize = 60;

/// The name of a new `kind` called `title`, in a folder that holds `listed`.
pub(super) fn next(listed: &[Listed], title: &str, kind: Kind) -> Name {
    let siblings: Vec<&str> = listed.iter().filter_map(sibling).collect();
    let prefixes = names::numbers(&siblings);
    let last = siblings.iter().zip(&prefixes).filter_map(|(name, prefix)| Some((*name, prefix.as_ref()?)));
    let last = last.max_by(|(_, a), (_, b)| a.number.cmp(&b.number));
    let numbering = match last {
        None if siblings.is_empty() => Some(Numbering { number: FIRST.to_owned(), separator: SEPARATOR }),
        None => None,
        Some((name, prefix)) => following(prefix.text).map(|number| {
            let separator = names::separator(&name[prefix.text.len()..]);
            Numbering { number, separator: if separator.is_empty() { SEPARATOR } else { separator } }
        }),
    };
    let separator = numbering.as_ref().map(|numbering| numbering.separator);
    let spaced = siblings.iter().any(|name| name.contains(' '));
    let words = match separator {
        _ if spaced => as_it_is(title),
        Some("_") => slug::slugify(title).replace('-', "_"),
        _ => slug::slugify(title),
    };
    let words = shortened(&words);
    let words = match (words.is_empty(), kind) {
        (false, _) => words,
        (true, Kind::Category) => "category",
        (true, Kind::Lesson) => "lesson",
    };
    let stem = match &numbering {
        Some(numbering) => format!("{}{}{words}", numbering.number, numbering.separator),
        None => words.to_owned(),
    };
    let stem = free(&stem, &siblings, kind);
    let gives_title = readable(&stem, &siblings) == title;
    Name { stem, gives_title }
}

/// The name of a folder, or of a lesson's file without its extension; nothing for what gives no example.
fn sibling(listed: &Listed) -> Option<&str> {
    let name = listed.name.as_str();
    if name.starts_with(['.', '_']) {
        return None;
    }
    if listed.is_dir {
        return (!source::is_left_out(name, true) && !source::is_for_other_files(name)).then_some(name);
    }
    let (stem, _) = name.rsplit_once('.')?;
    let is_lesson = source::is_markdown(name) && !source::is_left_out(name, false);
    let is_index = ["index", "readme"].iter().any(|index| stem.eq_ignore_ascii_case(index));
    ((is_lesson && !is_index) || source::is_video_or_sound(name)).then_some(stem)
}

/// The number after this one: `02` → `03`, `1.9` → `1.10`, `04a` → `04b`, `B` → `C`. None after a date,
/// and none after `z`.
fn following(number: &str) -> Option<String> {
    let is_date = number.len() == 10 && number.bytes().filter(u8::is_ascii_digit).count() == 8;
    if is_date {
        return None;
    }
    if let Some(letter) = number.chars().last().filter(char::is_ascii_alphabetic) {
        let next = char::from_u32(u32::from(letter) + 1).filter(char::is_ascii_alphabetic)?;
        return Some(format!("{}{next}", &number[..number.len() - 1]));
    }
    let before = number.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &number[before.len()..];
    let next = digits.parse::<u64>().ok()?.checked_add(1)?;
    Some(format!("{before}{next:0width$}", width = digits.len()))
}

/// A title as a name that every disk takes, for authors who write names with spaces.
fn as_it_is(title: &str) -> String {
    let is_refused =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name = title.replace(is_refused, " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.trim_matches(['.', ' ']).to_owned()
}

/// The first words of a name.
fn shortened(words: &str) -> &str {
    let Some((end, _)) = words.char_indices().nth(LONGEST) else { return words };
    let cut = &words[..end];
    cut.rfind(['-', '_', ' ']).map_or(cut, |at| &cut[..at])
}

/// A name that nothing beside it has and that means nothing special: if it is not free, with a word or a
/// number behind it.
fn free(stem: &str, siblings: &[&str], kind: Kind) -> String {
    let is_taken = |name: &str| siblings.iter().any(|sibling| sibling.to_lowercase() == name.to_lowercase());
    let is_special = match kind {
        Kind::Category => source::is_left_out(stem, true) || source::is_for_other_files(stem),
        Kind::Lesson => {
            let index = ["index", "readme", "summary"].iter().any(|name| stem.eq_ignore_ascii_case(name));
            index || source::is_left_out(&format!("{stem}.md"), false)
        }
    };
    let stem = match kind {
        _ if !is_special => stem.to_owned(),
        Kind::Category => format!("{stem}-category"),
        Kind::Lesson => format!("{stem}-lesson"),
    };
    if !is_taken(&stem) {
        return stem;
    }
    let mut numbered = (2_u32..).map(|number| format!("{stem}-{number}"));
    numbered.find(|name| !is_taken(name)).unwrap_or(stem)
}

/// The title that the scanner will make of a name.
fn readable(stem: &str, siblings: &[&str]) -> String {
    let all: Vec<&str> = siblings.iter().copied().chain([stem]).collect();
    let prefixes = names::numbers(&all);
    names::readable(stem, prefixes.last().and_then(Option::as_ref))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name of a new lesson beside these; a name that ends with `/` is a folder's.
    #[track_caller]
    fn check(names: &[&str], title: &str, stem: &str, gives_title: bool) {
        let listed: Vec<Listed> = names
            .iter()
            .map(|name| Listed { name: name.trim_end_matches('/').to_owned(), is_dir: name.ends_with('/') })
            .collect();
        let expected = Name { stem: stem.to_owned(), gives_title };
        assert_eq!(next(&listed, title, Kind::Lesson), expected, "{names:?}");
    }

    #[test]
    fn the_first_of_a_folder_begins_with_01() {
        check(&[], "Mix the dough", "01-mix-the-dough", true);
        check(&["_index.md", "README.md", "images/", "cover.jpg"], "Mix", "01-mix", true);
    }

    #[test]
    fn the_number_follows_the_highest_and_is_written_like_it() {
        check(&["01-a.md", "02-b/"], "C", "03-c", true);
        check(&["1-a.md", "9-b.mp4", "10-c.md"], "D", "11-d", true);
        check(&["009-a.md"], "B", "010-b", true);
        check(&["01_a.md"], "The end", "02_the_end", true);
        check(&["1.9-a.md", "1.2-b.md"], "C", "1.10-c", true);
        check(&["A-first.md", "B-then.md"], "Last", "C-last", true);
        check(&["04a-first.md", "04b-then.md"], "Last", "04c-last", true);
        check(&["1. Welcome.md", "2. What you need.mov"], "How it works?", "3. How it works", false);
        check(&["week1.md", "week2.md"], "Loops", "week3-loops", false);
        check(&["7.md"], "Loops", "8-loops", true);
    }

    #[test]
    fn files_that_are_no_lessons_do_not_count() {
        check(&["01-a.md", "07-notes.pdf", ".09-x.md", "_08-draft.md"], "B", "02-b", true);
    }

    #[test]
    fn where_names_have_no_numbers_the_new_one_has_none() {
        check(&["intro.md", "loops.md"], "While", "while", true);
        check(&["2026-01-01-a.md", "2026-02-01-b.md"], "C", "c", true);
    }

    #[test]
    fn a_title_that_the_name_cannot_give_is_noticed() {
        check(&[], "What is AI?", "01-what-is-ai", false);
        check(&[], "Brot & Käse", "01-brot-kase", false);
        check(&[], "???", "01-lesson", false);
        check(
            &[],
            &"word ".repeat(40),
            "01-word-word-word-word-word-word-word-word-word-word-word-word",
            false,
        );
    }

    #[test]
    fn a_name_that_is_taken_or_means_something_is_not_given() {
        check(&["intro/", "loops.md"], "Intro", "intro-2", false);
        check(&["loops.md"], "Summary", "summary-lesson", false);
        check(&["loops.md"], "License", "license-lesson", false);
        let listed = [Listed { name: "basics".to_owned(), is_dir: true }];
        assert_eq!(next(&listed, "Files", Kind::Category).stem, "files-category");
        assert_eq!(next(&listed, "Archive", Kind::Category).stem, "archive-category");
    }
}
