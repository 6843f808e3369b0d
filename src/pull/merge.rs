//! Two versions of a text and the one that both come from, block by block.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A run of blocks, in the order of both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// These of mine stay.
    Mine(Range<usize>),
    /// In the place of these of mine belong these of theirs; either may be empty.
    Theirs { mine: Range<usize>, theirs: Range<usize> },
    /// Both changed them, to different ones.
    Conflict { mine: Range<usize>, theirs: Range<usize> },
}

/// Merges two versions. Without a `base` nobody knows who changed what: all that differs is a conflict.
pub(crate) fn merge<T: Hash + Ord>(base: Option<&[T]>, mine: &[T], theirs: &[T]) -> Vec<Piece> {
    let base = base.unwrap_or(&[]);
    let mut anchors =
        if base.is_empty() { common(mine, theirs) } else { common_of_three(base, mine, theirs) };
    anchors.push(Anchor { base: base.len(), mine: mine.len(), theirs: theirs.len() });
    let mut pieces = Vec::new();
    let mut at = Anchor { base: 0, mine: 0, theirs: 0 };
    for anchor in anchors {
        let of_base = base.get(at.base..anchor.base).unwrap_or_default();
        let (own, other) = (at.mine..anchor.mine, at.theirs..anchor.theirs);
        let (of_mine, of_theirs) = (&mine[own.clone()], &theirs[other.clone()]);
        // What is new without a base may be anybody's.
        let is_known = !base.is_empty();
        if of_mine == of_theirs || is_known && of_theirs == of_base {
            push_mine(&mut pieces, own);
        } else if is_known && of_mine == of_base {
            pieces.push(Piece::Theirs { mine: own, theirs: other });
        } else {
            pieces.push(Piece::Conflict { mine: own, theirs: other });
        }
        let end = (anchor.mine + 1).min(mine.len());
        push_mine(&mut pieces, anchor.mine..end);
        at = Anchor { base: anchor.base + 1, mine: end, theirs: (anchor.theirs + 1).min(theirs.len()) };
    }
    pieces
}

/// A block that all have.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    base: usize,
    mine: usize,
    theirs: usize,
}

fn push_mine(pieces: &mut Vec<Piece>, range: Range<usize>) {
    match pieces.last_mut() {
        _ if range.is_empty() => {}
        Some(Piece::Mine(last)) if last.end == range.start => last.end = range.end,
        _ => pieces.push(Piece::Mine(range)),
    }
}

fn common<T: Hash + Ord>(mine: &[T], theirs: &[T]) -> Vec<Anchor> {
    equal(mine, theirs).into_iter().map(|(mine, theirs)| Anchor { base: 0, mine, theirs }).collect()
}

fn common_of_three<T: Hash + Ord>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<Anchor> {
    let mut in_theirs = equal(base, theirs).into_iter().peekable();
    let mut anchors = Vec::new();
    for (base, mine) in equal(base, mine) {
        while in_theirs.next_if(|(before, _)| *before < base).is_some() {}
        if let Some((_, theirs)) = in_theirs.next_if(|(same, _)| *same == base) {
            anchors.push(Anchor { base, mine, theirs });
        }
    }
    anchors
}

/// The pairs of blocks that are the same, in order.
fn equal<T: Hash + Ord>(one: &[T], other: &[T]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, one, other) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            pairs.extend((0..len).map(|at| (old_index + at, new_index + at)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn letters(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The merged text, a conflict in brackets.
    fn merged(base: &str, mine: &str, theirs: &str) -> String {
        let (base, mine, theirs) = (letters(base), letters(mine), letters(theirs));
        let base = (!base.is_empty()).then_some(base.as_slice());
        let mut text = String::new();
        for piece in merge(base, &mine, &theirs) {
            match piece {
                Piece::Mine(range) => text.extend(&mine[range]),
                Piece::Theirs { theirs: range, .. } => text.extend(&theirs[range]),
                Piece::Conflict { mine: own, theirs: other } => {
                    text.push('[');
                    text.extend(&mine[own]);
                    text.push('|');
                    text.extend(&theirs[other]);
                    text.push(']');
                }
            }
        }
        text
    }

    #[test]
    fn each_side_s_changes_count() {
        for (base, mine, theirs, expected) in [
            ("abc", "abc", "abc", "abc"),
            ("abc", "axc", "abc", "axc"),
            ("abc", "abc", "axc", "axc"),
            ("abcde", "xbcde", "abcdy", "xbcdy"),
            ("abc", "axc", "axc", "axc"),
            ("abc", "axc", "ayc", "a[x|y]c"),
            ("abc", "ac", "abxc", "a[|bx]c"),
            ("abc", "abc", "", ""),
            ("abc", "abc", "abcd", "abcd"),
            ("abc", "zabc", "abcd", "zabcd"),
            ("", "abc", "axc", "a[b|x]c"),
            ("", "abc", "abc", "abc"),
        ] {
            assert_eq!(merged(base, mine, theirs), expected, "{base} {mine} {theirs}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(base in "[a-d]{1,8}", mine in "[a-e]{0,8}", theirs in "[a-f]{0,8}") {
            let (of_base, own, other) = (letters(&base), letters(&mine), letters(&theirs));
            // All of mine is in the pieces, in order.
            let pieces = merge(Some(&of_base), &own, &other);
            let mut at = 0;
            for piece in &pieces {
                let (Piece::Mine(range) | Piece::Theirs { mine: range, .. } | Piece::Conflict { mine: range, .. }) = piece;
                prop_assert_eq!(range.start, at);
                at = range.end;
            }
            prop_assert_eq!(at, own.len());
            // A side that changed nothing gives the other.
            prop_assert_eq!(merged(&base, &base, &theirs), theirs.clone());
            prop_assert_eq!(merged(&base, &mine, &base), mine);
            prop_assert_eq!(merged(&base, &theirs, &theirs), theirs);
        }
    }
}
