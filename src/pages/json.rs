//! Formats JSON with line breaks and indents, without parsing it.

/// Spaces a level.
const INDENT: usize = 2;

/// Lays out a JSON text as `serde_json` does, without a last line end.
pub(super) fn pretty(json: &str) -> String {
    let mut printer = Printer::default();
    printer.feed(json);
    printer.out
}

/// Lays out JSON that comes in pieces; a piece ends before or after a value, never within one.
#[derive(Default)]
pub(super) struct Printer {
    pub out: String,
    level: usize,
}

impl Printer {
    /// Adds the next piece.
    pub fn feed(&mut self, json: &str) {
        self.out.reserve(json.len() + json.len() / 8);
        let mut rest = json;
        // Text between strings is short, and what is in strings is taken in one piece.
        while let Some(c) = rest.chars().next() {
            match c {
                '"' => {
                    let end = string_end(rest);
                    self.out.push_str(&rest[..end]);
                    rest = &rest[end..];
                    continue;
                }
                '{' | '[' => {
                    self.out.push(c);
                    let inside = rest[1..].trim_start();
                    if inside.starts_with(['}', ']']) {
                        self.out.push_str(&inside[..1]);
                        rest = &inside[1..];
                        continue;
                    }
                    self.level += 1;
                    self.line();
                }
                '}' | ']' => {
                    self.level = self.level.saturating_sub(1);
                    self.line();
                    self.out.push(c);
                }
                ',' => {
                    self.out.push(c);
                    self.line();
                }
                ':' => self.out.push_str(": "),
                c if c.is_ascii_whitespace() => {}
                c => self.out.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Begins a line.
    pub fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.level * INDENT));
    }
}

/// Where the string that `json` begins with ends.
fn string_end(json: &str) -> usize {
    let bytes = json.as_bytes();
    let mut at = 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_serde_json_writes() {
        for value in [
            serde_json::json!({ "a": [1, -2.5e3, true, null], "b": { "c": "x\"\\,{}[]:\nü" }, "d": [], "e": {} }),
            serde_json::json!([[["deep"]], "", "\\"]),
            serde_json::json!("text"),
        ] {
            let expected = serde_json::to_string_pretty(&value).unwrap();
            assert_eq!(pretty(&value.to_string()), expected);
            assert_eq!(pretty(&expected), expected);
        }
    }

    #[test]
    fn what_is_no_json_does_no_harm() {
        for text in ["", "\"", "\"\\", "}}]", "[", "{\"a\"", "ü"] {
            pretty(text);
        }
    }
}
