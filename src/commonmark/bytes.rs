//! Finds the bytes of a kind in a text, many at a time. Where there are some on each line, this is faster than to ask
//! for the next one again and again.

use crate::html::mark::MARK_BYTE;

/// Calls `found` with the place of each byte for which `flag` is 1, from front to back; for the others it is 0. Sums of
/// comparisons, and not branches, are computed for many bytes at once: for so many that the compiler sees the use, and
/// no more than it has registers for.
#[inline]
fn each<const CHUNK: usize>(bytes: &[u8], flag: impl Fn(u8) -> u8, mut found: impl FnMut(usize)) {
    let (chunks, rest) = bytes.as_chunks::<CHUNK>();
    let mut start = 0;
    for chunk in chunks {
        let mut flags = *chunk;
        for byte in &mut flags {
            *byte = flag(*byte);
        }
        for word in flags.as_chunks::<8>().0 {
            let mut word = u64::from_le_bytes(*word);
            while word != 0 {
                found(start + word.trailing_zeros() as usize / 8);
                word &= word - 1;
            }
            start += 8;
        }
    }
    for (at, byte) in (start..).zip(rest) {
        if flag(*byte) != 0 {
            found(at);
        }
    }
}

/// The places of the bytes that tell what a text holds, found in one pass: most of a text is letters.
#[derive(Debug)]
pub(crate) struct Places {
    /// Where the lines end: before each `\n`, and the last one at the end of the text.
    pub line_ends: Vec<usize>,
    /// Where a byte is of which one of [`Places::has`] knows, from front to back.
    pub special: Vec<usize>,
    /// Which bytes are at `special`: one bit for the lower six bits of each.
    seen: u64,
}

impl Places {
    /// Looks through a text.
    pub fn of(bytes: &[u8]) -> Self {
        let mut places = Self {
            line_ends: Vec::with_capacity(bytes.len() / 24 + 1),
            special: Vec::with_capacity(bytes.len() / 24),
            seen: 0,
        };
        each::<32>(
            bytes,
            |byte| is_special(byte) | u8::from(byte == b'\n'),
            |at| match bytes[at] {
                b'\n' => places.line_ends.push(at),
                byte => {
                    places.special.push(at);
                    places.seen |= 1 << (byte & 63);
                }
            },
        );
        if !bytes.is_empty() && !bytes.ends_with(b"\n") {
            places.line_ends.push(bytes.len());
        }
        places
    }

    /// Whether one of `wanted`, which are special bytes, may be in the text. May say yes where none is.
    pub fn has(&self, wanted: &[u8]) -> bool {
        wanted.iter().any(|byte| self.seen & 1 << (byte & 63) != 0)
    }
}

/// 1 for what begins most markup, for backslashes and dollar signs, and for the first bytes of letters that few authors
/// type; 0 for the others. Neighbours are compared at once: with `0x20`, `[` and `\` are `{` and `|`.
fn is_special(byte: u8) -> u8 {
    u8::from(byte == MARK_BYTE)
        | u8::from(byte.wrapping_sub(b'$') <= b'&' - b'$')
        | u8::from(byte == b'+')
        | u8::from(byte.wrapping_sub(b':') <= b'>' - b':')
        | u8::from((byte | 0x20).wrapping_sub(b'{') <= b'|' - b'{')
        | u8::from(byte == b'^')
        | u8::from(byte == 0xc3)
        | u8::from(byte >= 0xe1)
}

/// The line ends alone, where no [`Places`] are at hand.
pub(crate) fn line_ends(bytes: &[u8]) -> Vec<usize> {
    let mut ends = Vec::with_capacity(bytes.len() / 24 + 1);
    each::<64>(bytes, |byte| u8::from(byte == b'\n'), |at| ends.push(at));
    if !bytes.is_empty() && !bytes.ends_with(b"\n") {
        ends.push(bytes.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_a_kind_is_found() {
        for length in [0, 1, 7, 8, 63, 64, 65, 200] {
            let bytes: Vec<u8> =
                (0..length).map(|at| if at % 3 == 0 || at == 63 { b'x' } else { 0xff }).collect();
            let mut found = Vec::new();
            each::<64>(&bytes, |byte| u8::from(byte == b'x'), |at| found.push(at));
            let expected: Vec<_> = (0..length).filter(|&at| bytes[at] == b'x').collect();
            assert_eq!(found, expected, "{length}");
        }
    }

    #[test]
    fn a_line_ends_before_its_line_feed() {
        for (text, ends) in [("", vec![]), ("a", vec![1]), ("a\n\nbc\n", vec![1, 2, 5]), ("\na", vec![0, 2])]
        {
            assert_eq!(line_ends(text.as_bytes()), ends, "{text:?}");
            assert_eq!(Places::of(text.as_bytes()).line_ends, ends, "{text:?}");
        }
    }

    #[test]
    fn special_bytes_are_no_letters_of_english() {
        let special: Vec<u8> = (0..=u8::MAX).filter(|&byte| is_special(byte) != 0).collect();
        let expected = [&b"\x01$%&+:;<=>[\\^{|\xc3"[..], &(0xe1..=0xff).collect::<Vec<u8>>()].concat();
        assert_eq!(special, expected);
        let places = Places::of(b"a $b\n|c");
        assert_eq!(
            (places.special.as_slice(), places.has(b"|"), places.has(b"\\")),
            (&[2, 5][..], true, false)
        );
    }
}
