//! Which removed line became which added one.

use std::collections::BTreeSet;

/// More pairs are not compared: a change of so many lines is read as a whole.
const MAX_PAIRS: usize = 4_000;

/// Lines are one if they share at least this part of their words, in percent.
const ENOUGH: usize = 40;

/// Pairs of places in two lists of lines, from front to back, no place twice.
pub(super) fn pairs(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    if let ([one], [other]) = (before, after) {
        let is_pair = likeness(&words(one), &words(other)) > 0;
        return if is_pair { vec![(0, 0)] } else { Vec::new() };
    }
    if before.is_empty() || after.is_empty() || before.len() * after.len() > MAX_PAIRS {
        return Vec::new();
    }
    let (rows, columns): (Vec<_>, Vec<_>) =
        (before.iter().map(|line| words(line)).collect(), after.iter().map(|line| words(line)).collect());
    let like: Vec<Vec<usize>> =
        rows.iter().map(|row| columns.iter().map(|column| likeness(row, column)).collect()).collect();
    // The best sum of likenesses of the lines from a place on, as for a longest common subsequence.
    let mut best = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for row in (0..before.len()).rev() {
        for column in (0..after.len()).rev() {
            let likeness = like[row][column];
            let paired = if likeness >= ENOUGH { best[row + 1][column + 1] + likeness } else { 0 };
            best[row][column] = paired.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let mut found = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < before.len() && column < after.len() {
        let likeness = like[row][column];
        if likeness >= ENOUGH && best[row][column] == best[row + 1][column + 1] + likeness {
            found.push((row, column));
            row += 1;
            column += 1;
        } else if best[row][column] == best[row + 1][column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

/// The words of a line. Of a long one not all are needed.
fn words(line: &str) -> BTreeSet<&str> {
    const MOST: usize = 2_000;
    line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST).collect()
}

/// How many of their words two lines share, in percent.
fn likeness(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> usize {
    let all = one.len() + other.len();
    let shared = one.intersection(other).count();
    (200 * shared).checked_div(all).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_share_words_belong_together() {
        assert_eq!(pairs(&["a b c", "d e f"], &["new", "a b x", "d e y"]), [(0, 1), (1, 2)]);
        assert_eq!(pairs(&["a b c"], &["x y z"]), []);
        assert_eq!(pairs(&["a b c"], &["a x y z q"]), [(0, 0)]);
        assert_eq!(pairs(&[], &["a"]), []);
    }
}
