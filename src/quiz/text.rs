//! The plain text of a question: its normal form.

/// The normal form of a text: no control characters, no blanks at the end of a line, no more than one empty line, and
/// no empty line at either end. Blanks in front of a line stay: in code they mean something.
pub(crate) fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let line = line.trim_end();
        if line.chars().all(|c| is_dropped(c) || c.is_whitespace()) {
            empty += 1;
            continue;
        }
        if !normal.is_empty() {
            normal.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        empty = 0;
        let letters = line.chars().filter(|&c| !is_dropped(c));
        let from = normal.len();
        normal.extend(letters);
        normal.truncate(from + normal[from..].trim_end().len());
    }
    let start = normal.len() - normal.trim_start_matches([' ', '\t']).len();
    normal.split_off(start)
}

/// Whether a character shows nothing and is in no text.
fn is_dropped(c: char) -> bool {
    c.is_control() && c != '\t' || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}')
}

/// The paragraphs of texts, one below the other, in normal form. `None` if there is no text in them.
pub(crate) fn paragraphs<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<String> {
    let all: Vec<String> = texts.into_iter().map(normal).filter(|text| !text.is_empty()).collect();
    (!all.is_empty()).then(|| all.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_normal_form_has_no_blanks_at_its_ends() {
        for (text, expected) in [
            ("  a \r\n b\t\n\n \n\n c  \n\n", "a\n b\n\n c"),
            ("", ""),
            (" \n\u{1}\n", ""),
            ("a\u{1}b \u{7}", "ab"),
            ("x\n\u{feff}\ny", "x\n\ny"),
        ] {
            assert_eq!(normal(text), expected, "{text:?}");
            assert_eq!(normal(expected), expected);
        }
        assert_eq!(paragraphs([" a", "", "b "]), Some("a\n\nb".to_owned()));
        assert_eq!(paragraphs([" "]), None);
    }
}
