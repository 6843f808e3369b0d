//! What lists say of a lesson's text: how many words it has, and whether it holds a player.
//!
//! Every text of a course is looked at after each change, so it is neither decoded nor copied: bytes of its JSON are
//! counted in one pass.

use memchr::memmem;

/// What a text is like.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct TextFacts {
    /// About how many words it has; of scripts without spaces, one for two characters.
    pub words: usize,
    /// What is in it beside words.
    pub medium: Medium,
}

/// What a text holds that plays.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Nothing.
    #[default]
    Text,
    /// A video, or the player of another site.
    Player,
    /// Sound.
    Sound,
}

impl TextFacts {
    /// Reads the JSON of a text, a string of HTML.
    pub(super) fn of(json: &str) -> Self {
        let has = |tag: &str| memmem::find(json.as_bytes(), tag.as_bytes()).is_some();
        let medium = if has("<iframe") || has("<video") {
            Medium::Player
        } else if has("<audio") {
            Medium::Sound
        } else {
            Medium::Text
        };
        Self { words: words(json), medium }
    }
}

/// Counts words: what is between spaces, tags and escapes.
fn words(json: &str) -> usize {
    let (mut words, mut characters) = (0, 0);
    let (mut in_word, mut in_tag, mut is_escaped) = (false, false, false);
    for byte in json.bytes() {
        // Of `\n` and `\"`, both bytes are no part of a word.
        let is_text = !is_escaped && !in_tag && byte > b' ' && !matches!(byte, b'<' | b'\\' | b'"');
        is_escaped = byte == b'\\' && !is_escaped;
        match byte {
            b'<' => in_tag = true,
            b'>' => in_tag = false,
            // The first bytes of kana and of Chinese characters.
            0xE3..=0xE9 if is_text => characters += 1,
            _ => {}
        }
        words += usize::from(is_text && byte != b'>' && !in_word);
        in_word = is_text && byte != b'>';
    }
    words + characters / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_without_their_tags() {
        for (html, count) in [
            ("", 0),
            ("<p>One two</p>\n<p class=\"a b\">three</p>", 3),
            ("<p>a\nb\tc</p>", 3),
            ("a<br>b", 2),
            ("日本語の文", 3),
        ] {
            let json = serde_json::to_string(html).unwrap();
            assert_eq!(TextFacts::of(&json).words, count, "{html}");
        }
    }

    #[test]
    fn what_plays_is_known() {
        for (html, medium) in [
            ("<p>a</p>", Medium::Text),
            ("<div><iframe src=\"x\"></iframe></div>", Medium::Player),
            ("<audio src=\"x\"></audio>", Medium::Sound),
            ("&lt;iframe", Medium::Text),
        ] {
            assert_eq!(TextFacts::of(&serde_json::to_string(html).unwrap()).medium, medium, "{html}");
        }
    }
}
