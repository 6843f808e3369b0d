//! A list of attributes in braces: `{: .class #id key="value" name}`.

/// No list is longer.
const MAX_LENGTH: usize = 600;

/// What stands in the braces.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AttributeList<'t> {
    pub classes: Vec<&'t str>,
    pub id: Option<&'t str>,
    /// Names of lists that are defined elsewhere, or `toc`.
    pub words: Vec<&'t str>,
    /// In bytes, with the braces.
    pub length: usize,
}

impl<'t> AttributeList<'t> {
    /// Reads what a text begins with. Words alone are a sentence, but for one.
    pub fn read(text: &'t str) -> Option<Self> {
        let text = &text[..text.floor_char_boundary(MAX_LENGTH)];
        let mut rest = text.strip_prefix("{:").filter(|rest| !rest.starts_with([':', '/']))?;
        let mut list = Self::default();
        let mut others = 0;
        loop {
            rest = rest.trim_start_matches(' ');
            if let Some(after) = rest.strip_prefix('}') {
                list.length = text.len() - after.len();
                let all = list.classes.len() + list.words.len() + others;
                let is_list = all > 0 && (list.words.len() <= 1 || all > list.words.len());
                return is_list.then_some(list);
            }
            let (mark, name) = match rest.as_bytes().first()? {
                mark @ (b'.' | b'#') => (*mark, &rest[1..]),
                _ => (b' ', rest),
            };
            let length =
                name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(name.len());
            let (name, after) = name.split_at(length);
            if name.is_empty() {
                return None;
            }
            rest = after;
            match mark {
                b'.' => {
                    // `{:.a.b}`.
                    list.classes.push(name);
                }
                b'#' => {
                    list.id = Some(name);
                    others += 1;
                }
                _ if rest.starts_with('=') => {
                    rest = behind_value(&rest[1..])?;
                    others += 1;
                }
                _ => list.words.push(name),
            }
            if !rest.starts_with([' ', '}', '.', '#']) {
                return None;
            }
        }
    }
}

fn behind_value(text: &str) -> Option<&str> {
    match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split_once(quote).map(|(_, rest)| rest),
        _ => text.find([' ', '}']).map(|end| &text[end..]),
    }
}

/// Whether a line defines a list by a name: `{:center: style="text-align: center"}`.
pub(super) fn is_definition(line: &str) -> bool {
    let name = line.strip_prefix("{:").and_then(|rest| rest.split_once(':'));
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'))
    };
    name.is_some_and(|(name, rest)| is_name(name.trim()) && rest.ends_with('}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read_and_sentences_are_not() {
        for (text, classes, words) in [
            ("{: .a #b key=\"v }\" } x", vec!["a"], vec![]),
            ("{:.a.b}", vec!["a", "b"], vec![]),
            ("{:toc}", vec![], vec!["toc"]),
            ("{: target='_blank' rel=noopener}", vec![], vec![]),
        ] {
            let list = AttributeList::read(text).unwrap();
            assert_eq!((list.classes, list.words), (classes, words), "{text}");
        }
        for text in ["{: a b}", "{:}", "{: .a", "{:: a}", "{: \"a\": 1}", "{:.a(b)}"] {
            assert_eq!(AttributeList::read(text), None, "{text}");
        }
        assert!(is_definition("{:center: .a}") && !is_definition("{: .a}"));
    }
}
