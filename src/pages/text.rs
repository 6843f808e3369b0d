//! Extracts the words of a lesson's HTML for search.

/// Tags after which a word cannot go on.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "s", "small", "span", "strong", "sub",
    "sup", "u",
];

/// The words of `html`, with one space between them.
///
/// Not a parser: what search shows of it is escaped again.
pub(super) fn of(html: &str) -> String {
    let mut words = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut words, &rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = rest[at + 1..end].trim_start_matches('/');
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.contains(&name) {
            space(&mut words);
        }
        rest = &rest[end..];
    }
    push(&mut words, rest);
    words.truncate(words.trim_end().len());
    words
}

fn push(words: &mut String, text: &str) {
    let decoded;
    let text = if text.contains('&') {
        decoded = decode(text);
        &decoded
    } else {
        text
    };
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() { space(words) } else { words.push(c) }
    }
}

fn space(words: &mut String) {
    if !words.is_empty() && !words.ends_with(' ') {
        words.push(' ');
    }
}

fn decode(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&nbsp;", " ").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn words_stay_whole_and_apart() {
        for (html, words) in [
            ("<p>One <b>tw</b>o</p>\n<p>three</p>", "One two three"),
            ("<li>a</li><li>b &amp; c &lt;d&gt;</li>", "a b & c <d>"),
            ("<img src=\"x\" alt=\"no\">", ""),
            ("a < b", "a"),
            ("", ""),
        ] {
            assert_eq!(of(html), words, "{html}");
        }
    }
}
