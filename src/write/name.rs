//! What files and folders are called: a title made a name, with the number that gives its place.
//!
//! Titles come from others. A name has no separators, begins with no dot, dash or underscore, is none that Windows keeps
//! for itself, has at most [`LONGEST`] bytes, and nothing beside it has it. Start at [`next`] for one name among
//! siblings, at [`in_order`] for all names of a new folder.

use crate::fs::Listed;
use crate::source;
use crate::source::layout::names;

/// What a name is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Category,
    Lesson,
}

/// A name that is free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
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

/// How the words of a name are joined.
#[derive(Clone, Copy)]
enum Words {
    AsTheyAre,
    Dashes,
    Underscores,
}

/// More words than this are a burden in a terminal, in characters.
const LONGEST_WORDS: usize = 60;

/// The longest name, in bytes, without its extension: it fits on every disk, with all that is put behind it.
const LONGEST: usize = 80;

/// The name of a new `kind` called `title`, in a folder that holds `listed`.
pub(crate) fn next(listed: &[Listed], title: &str, kind: Kind) -> Name {
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
    let stem = stem(title, kind, numbering.as_ref(), joint(&siblings, numbering.as_ref()));
    let stem = free(&stem, &siblings, kind);
    let gives_title = readable(&stem, &siblings) == title;
    Name { stem, gives_title }
}

/// The names of all that is in a new folder, in its order, each with its number.
pub(crate) fn in_order(entries: &[(Kind, &str)]) -> Vec<Name> {
    let width = entries.len().to_string().len().max(FIRST.len());
    let stems = entries.iter().zip(1..).map(|((kind, title), number)| {
        let numbering = Numbering { number: format!("{number:0width$}"), separator: SEPARATOR };
        stem(title, *kind, Some(&numbering), Words::Dashes)
    });
    // Each has another number.
    let stems: Vec<String> = stems.collect();
    let siblings: Vec<&str> = stems.iter().map(String::as_str).collect();
    let prefixes = names::numbers(&siblings);
    let names = siblings.iter().zip(&prefixes).zip(entries).map(|((stem, prefix), (_, title))| Name {
        stem: (*stem).to_owned(),
        gives_title: names::readable(stem, prefix.as_ref()) == *title,
    });
    names.collect()
}

/// The name of a course's folder.
pub(crate) fn of_course(title: &str) -> String {
    let name = shortened(&slug::slugify(title), LONGEST).to_owned();
    if name.is_empty() || is_of_windows(&name) { "course".to_owned() } else { name }
}

/// How siblings join their words.
fn joint(siblings: &[&str], numbering: Option<&Numbering<'_>>) -> Words {
    if siblings.iter().any(|name| name.contains(' ')) {
        return Words::AsTheyAre;
    }
    match numbering {
        Some(Numbering { separator: "_", .. }) => Words::Underscores,
        _ => Words::Dashes,
    }
}

/// A title as a name with a number.
fn stem(title: &str, kind: Kind, numbering: Option<&Numbering<'_>>, joint: Words) -> String {
    let number =
        numbering.map(|Numbering { number, separator }| format!("{number}{separator}")).unwrap_or_default();
    let words = match joint {
        Words::AsTheyAre => as_it_is(title),
        Words::Underscores => slug::slugify(title).replace('-', "_"),
        Words::Dashes => slug::slugify(title),
    };
    let words = shortened(&words, LONGEST.saturating_sub(number.len()));
    let words = match (words.is_empty(), kind) {
        (false, _) => words,
        (true, Kind::Category) => "category",
        (true, Kind::Lesson) => "lesson",
    };
    format!("{number}{words}")
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
    name.trim_end_matches(['.', ' ']).trim_start_matches(['.', ' ', '-', '_', '~', '$']).to_owned()
}

/// The first words of a name, in at most `bytes`.
fn shortened(words: &str, bytes: usize) -> &str {
    let by_words = words.char_indices().nth(LONGEST_WORDS).map_or(words.len(), |(end, _)| end);
    let end = words.floor_char_boundary(by_words.min(bytes));
    if end == words.len() {
        return words;
    }
    let cut = &words[..end];
    cut.rfind(['-', '_', ' ']).filter(|at| *at > 0).map_or(cut, |at| &cut[..at]).trim_end_matches(['.', ' '])
}

/// Whether Windows keeps a name for itself, whatever follows behind a dot.
fn is_of_windows(stem: &str) -> bool {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];
    let name = stem.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = |port: &str| {
        let mut rest = name.strip_prefix(port).into_iter().flat_map(str::chars);
        matches!((rest.next(), rest.next()), (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None))
    };
    DEVICES.contains(&name.as_str()) || is_port("com") || is_port("lpt")
}

/// A name that nothing beside it has and that means nothing special: if it is not free, with a word or a
/// number behind it.
fn free(stem: &str, siblings: &[&str], kind: Kind) -> String {
    let is_taken = |name: &str| siblings.iter().any(|sibling| sibling.to_lowercase() == name.to_lowercase());
    let is_special = is_of_windows(stem)
        || match kind {
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
    fn a_name_is_one_that_every_disk_takes() {
        check(&["loops.md"], "Con", "con-lesson", false);
        check(&["loops.md"], "COM1", "com1-lesson", false);
        check(&["a b.md"], "--draft: ../../etc", "draft .. .. etc", false);
        check(&["a b.md"], "~$.hidden", "hidden", false);
        check(&["a b.md"], "...", "lesson", false);
        let long = "\u{1f35e}".repeat(50);
        check(&["a b.md"], &long, &"\u{1f35e}".repeat(20), false);
    }

    #[test]
    fn a_new_folder_is_numbered() {
        let names = |titles: &[(Kind, &str)]| -> Vec<(String, bool)> {
            in_order(titles).into_iter().map(|name| (name.stem, name.gives_title)).collect()
        };
        let titles = [
            (Kind::Lesson, "Mix"),
            (Kind::Lesson, "Mix"),
            (Kind::Category, "../\u{7}"),
            (Kind::Lesson, "2 ways"),
        ];
        let expected = [("01-mix", true), ("02-mix", true), ("03-category", false), ("04-2-ways", false)];
        assert_eq!(names(&titles), expected.map(|(stem, gives)| (stem.to_owned(), gives)));
        let many = vec![(Kind::Lesson, "A"); 100];
        assert_eq!(names(&many)[99], ("100-a".to_owned(), true));
        assert_eq!(names(&many)[0], ("001-a".to_owned(), true));
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
