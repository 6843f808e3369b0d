//! Names that say where an entry without a number is: at the beginning of its folder, or at its end (rule 5).

use crate::source::files::language_code::split_suffix;
use crate::source::files::tree::{fold, words};

const FIRST: &[&str] = &["intro", "introduction", "overview", "welcome", "preface", "foreword"];

const LAST: &[&str] = &[
    "finish",
    "conclusion",
    "conclusions",
    "summary",
    "wrap up",
    "wrapup",
    "outro",
    "epilogue",
    "afterword",
];

/// Where an entry is among those that only their names sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    First,
    Between,
    Last,
}

/// The rank of an entry of this name (without extension).
pub(super) fn rank(name: &str) -> Rank {
    let folded = fold(split_suffix(name).0);
    let words: Vec<&str> = words(&folded).collect();
    match words.join(" ").as_str() {
        name if FIRST.contains(&name) => Rank::First,
        name if LAST.contains(&name) => Rank::Last,
        _ => Rank::Between,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_name_says_first_or_last() {
        for name in ["intro", "Introduction", "WELCOME", "overview.pt"] {
            assert_eq!(rank(name), Rank::First, "{name}");
        }
        for name in ["summary", "wrap-up", "Wrap_up", "wrapup", "Conclusion"] {
            assert_eq!(rank(name), Rank::Last, "{name}");
        }
        for name in ["intro-to-bread", "summary statistics", "wrap", "", "--", "finished"] {
            assert_eq!(rank(name), Rank::Between, "{name}");
        }
    }
}
