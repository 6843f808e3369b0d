//! Short texts, byte by byte: names, titles, attributes.

/// Whether any byte of `text` is one of those that `is_one` knows.
///
/// All are looked at: for texts as short as these that is quicker than to stop at the first, and nearly all of
/// them have none.
pub(crate) fn any(text: &str, is_one: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |any, byte| any | is_one(byte))
}
