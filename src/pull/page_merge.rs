//! Brings the platform's blocks into an author's page: only the parts that changed are written anew.

use std::ops::Range;

use super::inert;
use super::merge::{Piece, merge};
use super::page_blocks::{Place, blocks_of, parts};
use super::text::{self, ReadAs};

/// Two versions of a page's text, and what is known of the one that both come from.
pub(crate) struct Versions<'a> {
    /// The Markdown below the front matter.
    pub body: &'a str,
    /// Which part of it is which block.
    pub places: &'a [Place],
    /// The blocks of the folder, and a fingerprint of each.
    pub mine: &'a [String],
    pub mine_prints: &'a [String],
    /// The blocks of the platform, the same.
    pub theirs: &'a [String],
    pub theirs_prints: &'a [String],
    /// Fingerprints of the blocks that were sent last, if they are known.
    pub base: Option<&'a [String]>,
    /// Gives HTML of the platform the paths of the folder's own files.
    pub with_paths: &'a dyn Fn(&str) -> String,
    pub as_page: ReadAs<'a>,
}

/// A page with both sides' changes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// The new Markdown.
    pub body: String,
    /// How many places both changed.
    pub conflicts: usize,
    /// Whether the folder has changes that the platform has not.
    pub keeps_mine: bool,
}

/// A run of blocks that is written anew.
struct Rewrite {
    /// Of the body.
    part: Range<usize>,
    /// The blocks of the folder in it.
    mine: Range<usize>,
    /// What is to be there, as HTML.
    theirs: String,
    is_conflict: bool,
}

/// The lines around a conflict, as git writes them.
const MINE: &str = "<<<<<<< coursedir: folder";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>> coursedir: platform";

/// Merges a page.
pub(crate) fn merged(versions: &Versions<'_>) -> Merged {
    let pieces = merge(versions.base, versions.mine_prints, versions.theirs_prints);
    let keeps_mine = keeps_mine(&pieces, versions);
    let rewrites = rewrites(&pieces, versions);
    let end = if versions.body.contains("\r\n") { "\r\n" } else { "\n" };
    let mut body = String::with_capacity(versions.body.len());
    let mut at = 0;
    for rewrite in &rewrites {
        body.push_str(&versions.body[at..rewrite.part.start]);
        let old = &versions.body[rewrite.part.clone()];
        let markdown = (versions.with_paths)(&rewrite.theirs);
        let markdown = text::markdown_of_blocks(&markdown, versions.as_page);
        let markdown = inert::markdown(markdown.trim_end());
        let new = if rewrite.is_conflict {
            let lines = [MINE, old.trim(), BETWEEN, &*markdown, THEIRS];
            lines.iter().filter(|line| !line.is_empty()).copied().collect::<Vec<_>>().join("\n\n")
        } else {
            markdown.into_owned()
        };
        at = rewrite.part.end;
        push_part(&mut body, old, &new.replace('\n', end), &versions.body[at..], end);
    }
    body.push_str(&versions.body[at..]);
    let conflicts = rewrites.iter().filter(|rewrite| rewrite.is_conflict).count();
    Merged { body, conflicts, keeps_mine }
}

/// Puts new Markdown in the place of a part, with the empty lines that were around it.
fn push_part(body: &mut String, old: &str, new: &str, rest: &str, end: &str) {
    let start = &old[..old.len() - old.trim_start().len()];
    let behind = &old[old.trim_end().len()..];
    if new.is_empty() {
        return;
    }
    if !old.trim().is_empty() {
        return body.extend([start, new, if behind.is_empty() { end } else { behind }]);
    }
    // A new part: an empty line on each side.
    if body.is_empty() {
        body.push_str(end);
    } else if !body.trim().is_empty() {
        while !body.ends_with(&end.repeat(2)) {
            body.push_str(end);
        }
    }
    body.extend([new, end]);
    if !rest.is_empty() && !rest.starts_with(end) {
        body.push_str(end);
    }
}

/// Whether something of the folder stays that the platform has not.
fn keeps_mine(pieces: &[Piece], versions: &Versions<'_>) -> bool {
    let mut mine = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Mine(range) => mine.extend(&versions.mine_prints[range.clone()]),
            Piece::Theirs { theirs, .. } => mine.extend(&versions.theirs_prints[theirs.clone()]),
            Piece::Conflict { .. } => return true,
        }
    }
    !mine.into_iter().eq(versions.theirs_prints)
}

fn rewrites(pieces: &[Piece], versions: &Versions<'_>) -> Vec<Rewrite> {
    let mine_html = |range: Range<usize>| versions.mine[range].concat();
    let mut rewrites: Vec<Rewrite> = Vec::new();
    for piece in pieces {
        let (mine, theirs, is_conflict) = match piece {
            Piece::Mine(_) => continue,
            Piece::Theirs { mine, theirs } => (mine, theirs, false),
            Piece::Conflict { mine, theirs } => (mine, theirs, true),
        };
        let theirs = versions.theirs[theirs.clone()].concat();
        let (part, whole) = parts(versions.places, versions.body.len(), versions.mine.len(), mine);
        match rewrites.last_mut() {
            // In the same part as the one before: both are written as one.
            Some(last) if last.part.end > part.start || last.mine.end > mine.start => {
                let end = last.mine.end.max(whole.end);
                last.theirs = joined(last, mine, &theirs, versions);
                last.part.end = last.part.end.max(part.end);
                last.mine.end = end;
                last.is_conflict |= is_conflict;
            }
            _ => {
                let before = mine_html(whole.start..mine.start);
                let after = mine_html(mine.end..whole.end);
                rewrites.push(Rewrite { part, mine: whole, theirs: before + &theirs + &after, is_conflict });
            }
        }
    }
    rewrites
}

/// The HTML of a part with one more change in it: what is behind the last change was kept as it was.
fn joined(last: &Rewrite, mine: &Range<usize>, theirs: &str, versions: &Versions<'_>) -> String {
    let mut blocks = blocks_of(&last.theirs);
    // The blocks behind the change are the last of the part.
    let kept = last.mine.end.saturating_sub(mine.start);
    blocks.truncate(blocks.len().saturating_sub(kept));
    let after = versions.mine.get(mine.end..last.mine.end.max(mine.end)).unwrap_or_default();
    blocks.concat() + theirs + &after.concat()
}

#[cfg(test)]
mod tests {
    use super::super::page_blocks::{Marked, Rendered};
    use super::*;
    use crate::html::blocks::BlockPrints;
    use crate::markdown::read_back;

    const AS_PAGE: ReadAs<'static> = ReadAs { title: Some("Title"), is_quiz: false };

    fn html(text: &str) -> String {
        read_back(text, Some("Title"), false).html
    }

    fn prints(html: &str) -> Vec<String> {
        BlockPrints::of(html).each().map(str::to_owned).collect()
    }

    fn merge_page(base: Option<&str>, body: &str, theirs: &str) -> Merged {
        let mine = html(body);
        let mut marked = Marked::of(body, false);
        let places = loop {
            match marked.read(&html(&marked.text(body)), &blocks_of(&mine)) {
                Rendered::Known(places) => break places,
                Rendered::Again(fewer) => marked = fewer,
                Rendered::Unknown => panic!("{body}"),
            }
        };
        let theirs = html(theirs);
        let base = base.map(|base| prints(&html(base)));
        merged(&Versions {
            body,
            places: &places,
            mine: &blocks_of(&mine),
            mine_prints: &prints(&mine),
            theirs: &blocks_of(&theirs),
            theirs_prints: &prints(&theirs),
            base: base.as_deref(),
            with_paths: &str::to_owned,
            as_page: AS_PAGE,
        })
    }

    #[track_caller]
    fn check(base: &str, body: &str, theirs: &str, expected: &str) {
        let merged = merge_page(Some(base), body, theirs);
        assert_eq!(merged.body, expected, "{merged:?}");
        assert_eq!(merged.conflicts, expected.matches(MINE).count());
    }

    #[test]
    fn only_what_changed_is_written_anew() {
        let base = "a *b*\n\nc\n\n- d\n";
        // Wrapping, comments and other marks stay.
        let mine = "\na _b_\n\n<!-- mine -->\n\nc\n\n* d\n";
        check(base, mine, base, mine);
        check(base, mine, "a *b*\n\nC\n\n- d\n", "\na _b_\n\n<!-- mine -->\n\nC\n\n* d\n");
        check(base, mine, "x\n\na *b*\n\nc\n\n- d\n", "\nx\n\na _b_\n\n<!-- mine -->\n\nc\n\n* d\n");
        check(base, mine, "a *b*\n\nc\n\n- d\n\ne\n", "\na _b_\n\n<!-- mine -->\n\nc\n\n* d\n\ne\n");
        check(base, mine, "a *b*\n\n- d\n", "\na _b_\n\n<!-- mine -->\n\n* d\n");
    }

    #[test]
    fn changes_of_both_sides_meet() {
        let base = "a\n\nb\n\nc\n";
        let merged = merge_page(Some(base), "A\n\nb\n\nc\n", "a\n\nb\n\nC\n");
        assert_eq!((merged.body.as_str(), merged.conflicts, merged.keeps_mine), ("A\n\nb\n\nC\n", 0, true));
        let merged = merge_page(Some(base), base, "a\n\nb\n\nC\n");
        assert!(!merged.keeps_mine);
        check(
            base,
            "a\n\nmine\n\nc\n",
            "a\n\ntheirs\n\nc\n",
            "a\n\n<<<<<<< coursedir: folder\n\nmine\n\n=======\n\ntheirs\n\n>>>>>>> coursedir: platform\n\nc\n",
        );
        assert_eq!(merge_page(None, "a\n\nmine\n", "a\n\ntheirs\n").conflicts, 1);
        check("a\r\n\r\nb\r\n", "a\r\n\r\nb\r\n", "a\n\nc\n\nd\n", "a\r\n\r\nc\r\n\r\nd\r\n");
    }
}
