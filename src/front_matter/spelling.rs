//! Compares words of an author with known words, in any spelling and with typos.

/// Of the words given, the one nearest to `word`, if it is near enough to be meant.
pub(crate) fn closest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = canonical(word);
    let letters = word.chars().count();
    let most = (letters / 3).clamp(1, 3);
    words
        .into_iter()
        // So many letters more or fewer are as many slips.
        .filter(|known| canonical(known).chars().count().abs_diff(letters) <= most)
        .map(|known| (strsim::osa_distance(&canonical(known), &word), known))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// Whether a key is so near to the known one that nothing else can be meant: one slip, or two in a
/// long word.
pub(crate) fn is_slip_of(key: &str, known: &str) -> bool {
    let known = canonical(known);
    let most = if known.len() >= 8 { 2 } else { 1 };
    strsim::osa_distance(&canonical(key), &known) <= most
}

/// Whether two keys are the same but for case, `-` and `_`.
pub(crate) fn same(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

/// A key without case, `-` and `_`.
pub(super) fn canonical(key: &str) -> String {
    letters(key).collect()
}

fn letters(key: &str) -> impl Iterator<Item = char> {
    key.trim().chars().filter(|c| !matches!(c, '-' | '_')).flat_map(char::to_lowercase)
}
