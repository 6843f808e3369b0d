//! What stands in a template tag: its name, and values with or without keys.

/// The name of a tag, and what follows it.
#[derive(Debug, Default)]
pub(super) struct Arguments<'t> {
    pub name: &'t str,
    /// Each with its key, if it has one.
    pub values: Vec<(Option<&'t str>, &'t str)>,
}

impl<'t> Arguments<'t> {
    /// Reads what is between the braces of a tag.
    pub fn read(inner: &'t str) -> Self {
        let inner =
            inner.trim_matches(|c: char| c.is_whitespace() || c == '-').trim_end_matches('/').trim_end();
        let (name, mut rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        let mut values = Vec::new();
        loop {
            rest = rest.trim_start();
            if rest.is_empty() {
                return Self { name, values };
            }
            let key_length = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | '`'))
                .unwrap_or(rest.len());
            let key = (rest[key_length..].starts_with('=')).then(|| &rest[..key_length]);
            if key.is_some() {
                rest = &rest[key_length + 1..];
            }
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
            let (value, after) = match quote {
                Some(quote) => quoted(&rest[1..], quote),
                None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
            };
            values.push((key, value));
            rest = after;
        }
    }

    /// The value of the first of these keys that it has.
    pub fn get(&self, keys: &[&str]) -> Option<&'t str> {
        keys.iter()
            .find_map(|key| self.values.iter().find(|(name, _)| *name == Some(*key)).map(|(_, value)| *value))
    }

    /// The values without a key.
    pub fn plain(&self) -> impl Iterator<Item = &'t str> {
        self.values.iter().filter(|(key, _)| key.is_none()).map(|(_, value)| *value)
    }

    /// The first value without a key.
    pub fn first(&self) -> Option<&'t str> {
        self.plain().next()
    }
}

/// What is up to the end of a quote, and what is behind it. A title may have quotes of its own: `"A "b" c"`.
fn quoted(text: &str, quote: char) -> (&str, &str) {
    let mut left = text.matches(quote).count();
    let ends = text.match_indices(quote).map(|(at, _)| at);
    let end = ends.clone().find(|at| {
        left -= 1;
        left.is_multiple_of(2) && !text[at + 1..].starts_with(char::is_alphanumeric)
    });
    match end.or_else(|| ends.clone().next()) {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_keys_and_quotes_or_not() {
        let arguments = Arguments::read(" youtube  \"a b\" id='x y' start=3 last ");
        assert_eq!(arguments.name, "youtube");
        assert_eq!(
            arguments.values,
            [(None, "a b"), (Some("id"), "x y"), (Some("start"), "3"), (None, "last")]
        );
        assert_eq!(
            Arguments::read("a \"b \"c\" d\" \"e\" f='it' g=\"\"").values,
            [(None, "b \"c\" d"), (None, "e"), (Some("f"), "it"), (Some("g"), "")]
        );
        assert_eq!(Arguments::read("a \"open").values, [(None, "open")]);
        assert_eq!(Arguments::read("a =").values, [(Some(""), "")]);
    }
}
