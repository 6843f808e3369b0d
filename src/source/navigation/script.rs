//! Reads the literals of a script (JavaScript, TypeScript) without running it: objects, lists, texts, numbers, and names of
//! constants of the same file.
//!
//! The values are the same trees as those of YAML. A call `f(x)` is a map with the key `f()` and the value `x`. Whatever
//! would have to be run is null, and counted. Budgets bound the work: a constant may name another twice.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::Source;
use crate::front_matter::{Entry, Node, Scalar, ScalarKind, Spanned};

/// So many values are read of a script.
const MAX_NODES: usize = 100_000;

/// So much text of constants is read.
const MAX_BYTES: usize = 8 << 20;

/// Deeper values are not read.
const MAX_DEPTH: usize = 64;

/// The default export of a script, or its `module.exports`. Byte offsets are those of the file.
pub(crate) fn read(source: &Source) -> Option<Spanned<Node>> {
    Reader::new(&source.text).exported()
}

/// The argument of a function such as `defineConfig`, which only helps editors.
fn without_call(value: Spanned<Node>) -> Spanned<Node> {
    match value.value {
        Node::Map(mut entries) if entries.len() == 1 && entries[0].key.value.ends_with("()") => {
            without_call(entries.remove(0).value)
        }
        _ => value,
    }
}

struct Reader<'s> {
    text: &'s str,
    /// Where the values of constants begin.
    constants: BTreeMap<&'s str, usize>,
    nodes: usize,
    /// How much text of constants was read, those that are read again included.
    bytes: usize,
    /// How many values would have to be run.
    unread: usize,
}

impl<'s> Reader<'s> {
    fn new(text: &'s str) -> Self {
        Self { text, constants: BTreeMap::new(), nodes: 0, bytes: 0, unread: 0 }
    }

    fn exported(&mut self) -> Option<Spanned<Node>> {
        let mut at = self.top_level()?;
        Some(without_call(self.value(&mut at, 0)))
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn starts_with(&self, at: usize, what: &str) -> bool {
        self.text.as_bytes()[at.min(self.text.len())..].starts_with(what.as_bytes())
    }

    /// Skips blanks and comments.
    fn blanks(&self, at: &mut usize) {
        loop {
            match self.byte(*at) {
                Some(b' ' | b'\t' | b'\n' | b'\r' | 0xEF | 0xBB | 0xBF) => *at += 1,
                Some(b'/') if self.starts_with(*at, "//") => {
                    *at = self.find(*at, b"\n").map_or(self.text.len(), |end| end + 1);
                }
                Some(b'/') if self.starts_with(*at, "/*") => {
                    *at = self.find(*at + 2, b"*/").map_or(self.text.len(), |end| end + 2);
                }
                _ => return,
            }
        }
    }

    fn find(&self, from: usize, what: &[u8]) -> Option<usize> {
        let bytes = self.text.as_bytes().get(from..)?;
        memchr::memmem::find(bytes, what).map(|at| from + at)
    }

    fn is_word(byte: u8) -> bool {
        byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte >= 0x80
    }

    fn word(&self, at: &mut usize) -> &'s str {
        let start = *at;
        while self.byte(*at).is_some_and(Self::is_word) {
            *at += 1;
        }
        &self.text[start..*at]
    }

    /// Skips a text in quotes.
    fn skip_quoted(&self, at: &mut usize) {
        let Some(quote) = self.byte(*at) else { return };
        *at += 1;
        while let Some(byte) = self.byte(*at) {
            *at += 1;
            match byte {
                b'\\' => *at += 1,
                byte if byte == quote => return,
                _ => {}
            }
        }
        *at = (*at).min(self.text.len());
    }

    /// Skips one thing at the top level or in brackets: a word, a text, a pair of brackets with all in it, a sign.
    fn skip(&self, at: &mut usize) {
        let mut open = 0_usize;
        loop {
            self.blanks(at);
            match self.byte(*at) {
                None => return,
                Some(b'"' | b'\'' | b'`') => self.skip_quoted(at),
                Some(b'{' | b'[' | b'(') => {
                    open += 1;
                    *at += 1;
                }
                Some(b'}' | b']' | b')') => {
                    open = open.saturating_sub(1);
                    *at += 1;
                }
                Some(byte) if Self::is_word(byte) => {
                    self.word(at);
                }
                Some(_) => *at += 1,
            }
            if open == 0 {
                return;
            }
        }
    }

    /// Collects the constants of the file, and gives the place of what it exports.
    fn top_level(&mut self) -> Option<usize> {
        let (mut at, mut export) = (0, None);
        loop {
            self.blanks(&mut at);
            let Some(byte) = self.byte(at) else { return export };
            if !Self::is_word(byte) {
                self.skip(&mut at);
                continue;
            }
            match self.word(&mut at) {
                "const" | "let" | "var" => self.constant(&mut at),
                "default" => export = Some(at),
                "module" if self.starts_with(at, ".exports") => {
                    at += ".exports".len();
                    self.blanks(&mut at);
                    if self.byte(at) == Some(b'=') {
                        at += 1;
                        export = Some(at);
                    }
                }
                _ => {}
            }
        }
    }

    fn constant(&mut self, at: &mut usize) {
        self.blanks(at);
        let name = self.word(at);
        // The type of a constant is between.
        loop {
            self.blanks(at);
            let Some(byte) = self.byte(*at) else { return };
            if byte == b'=' && !matches!(self.byte(*at + 1), Some(b'>' | b'=')) {
                *at += 1;
                if !name.is_empty() {
                    self.constants.entry(name).or_insert(*at);
                }
                return;
            }
            if byte == b';' {
                return;
            }
            self.skip(at);
        }
    }

    /// Reads a value.
    fn value(&mut self, at: &mut usize, depth: usize) -> Spanned<Node> {
        self.blanks(at);
        let start = *at;
        self.nodes += 1;
        let is_too_much = self.nodes > MAX_NODES || self.bytes > MAX_BYTES || depth > MAX_DEPTH;
        let value = if is_too_much { None } else { self.primary(at, depth) };
        let value = value.filter(|_| self.ends_here(at));
        if value.is_none() {
            self.unread += 1;
            self.to_end(at);
        }
        Spanned { value: value.unwrap_or(Node::Null), span: start..(*at).max(start) }
    }

    /// Whether a value ends here, but for its type.
    fn ends_here(&self, at: &mut usize) -> bool {
        loop {
            let mut next = *at;
            self.blanks(&mut next);
            match self.byte(next) {
                None | Some(b',' | b';' | b'}' | b']' | b')') => return true,
                Some(byte) if Self::is_word(byte) => {
                    let is_line = self.text[*at..next].contains('\n');
                    let mut end = next;
                    match self.word(&mut end) {
                        "as" | "satisfies" => {
                            *at = end;
                            self.to_end(at);
                        }
                        // The next statement.
                        _ => return is_line,
                    }
                }
                Some(_) => return false,
            }
        }
    }

    /// Skips the rest of a value.
    fn to_end(&self, at: &mut usize) {
        loop {
            self.blanks(at);
            match self.byte(*at) {
                None | Some(b',' | b';' | b'}' | b']' | b')') => return,
                Some(_) => self.skip(at),
            }
        }
    }

    fn primary(&mut self, at: &mut usize, depth: usize) -> Option<Node> {
        match self.byte(*at)? {
            b'{' => self.object(at, depth),
            b'[' => self.list(at, depth),
            b'(' => {
                *at += 1;
                let inner = self.value(at, depth + 1);
                self.blanks(at);
                let is_closed = self.byte(*at) == Some(b')');
                *at += usize::from(is_closed);
                is_closed.then_some(inner.value)
            }
            b'"' | b'\'' | b'`' => self.quoted(at),
            b'-' | b'0'..=b'9' => {
                let start = *at;
                while self
                    .byte(*at)
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || b".-+".contains(&byte))
                {
                    *at += 1;
                }
                Some(scalar(ScalarKind::Number, &self.text[start..*at]))
            }
            byte if Self::is_word(byte) => self.name(at, depth),
            _ => None,
        }
    }

    /// A word: a constant, a call, or one of the language's own.
    fn name(&mut self, at: &mut usize, depth: usize) -> Option<Node> {
        let start = *at;
        let word = self.word(at);
        match word {
            "true" | "false" => return Some(scalar(ScalarKind::Bool(word == "true"), word)),
            "null" | "undefined" => return Some(Node::Null),
            "function" | "async" | "new" | "await" | "class" | "require" | "import" => return None,
            _ => {}
        }
        while self.byte(*at) == Some(b'.') {
            *at += 1;
            self.word(at);
        }
        let path = &self.text[start..*at];
        self.type_arguments(at);
        self.blanks(at);
        if self.byte(*at) == Some(b'(') {
            *at += 1;
            let span = start..*at;
            self.blanks(at);
            if self.byte(*at) == Some(b')') {
                *at += 1;
                return None;
            }
            let argument = self.value(at, depth + 1);
            self.rest_of_arguments(at);
            let key = Spanned { value: format!("{path}()"), span };
            return Some(Node::Map(vec![Entry { key, value: argument }]));
        }
        if self.starts_with(*at, "=>") {
            return None;
        }
        self.constant_value(path, depth).map(|value| value.value)
    }

    /// Skips the types between a function and its arguments: `f<T>(x)`.
    fn type_arguments(&self, at: &mut usize) {
        if self.byte(*at) != Some(b'<') {
            return;
        }
        let mut end = *at;
        let mut open = 0_usize;
        while let Some(byte) = self.byte(end) {
            end += 1;
            match byte {
                b'<' => open += 1,
                b'>' => open = open.saturating_sub(1),
                b';' => return,
                _ => {}
            }
            if open == 0 {
                *at = end;
                return;
            }
        }
    }

    /// The value of a constant, read where it is.
    fn constant_value(&mut self, name: &str, depth: usize) -> Option<Spanned<Node>> {
        let start = *self.constants.get(name)?;
        let mut end = start;
        let value = self.value(&mut end, depth + 1);
        self.bytes += end - start;
        Some(value)
    }

    fn rest_of_arguments(&self, at: &mut usize) {
        loop {
            self.to_end(at);
            match self.byte(*at) {
                None => return,
                Some(b')') => {
                    *at += 1;
                    return;
                }
                Some(_) => *at += 1,
            }
        }
    }

    fn list(&mut self, at: &mut usize, depth: usize) -> Option<Node> {
        *at += 1;
        let mut items = Vec::new();
        loop {
            self.blanks(at);
            match self.byte(*at)? {
                b']' => {
                    *at += 1;
                    return Some(Node::List(items));
                }
                b',' => *at += 1,
                b'.' if self.starts_with(*at, "...") => {
                    *at += 3;
                    let more = self.value(at, depth + 1);
                    match more.value {
                        Node::List(more) => items.extend(more),
                        _ => items.push(more),
                    }
                }
                b';' | b'}' | b')' => return None,
                _ => items.push(self.value(at, depth + 1)),
            }
        }
    }

    fn object(&mut self, at: &mut usize, depth: usize) -> Option<Node> {
        *at += 1;
        let mut entries = Vec::new();
        loop {
            self.blanks(at);
            match self.byte(*at)? {
                b'}' => {
                    *at += 1;
                    return Some(Node::Map(entries));
                }
                b',' => *at += 1,
                b'.' if self.starts_with(*at, "...") => {
                    *at += 3;
                    if let Node::Map(more) = self.value(at, depth + 1).value {
                        entries.extend(more);
                    }
                }
                b';' | b']' | b')' => return None,
                _ => entries.extend(self.entry(at, depth)),
            }
        }
    }

    /// An entry of an object: `key: value`, a name alone, or a function.
    fn entry(&mut self, at: &mut usize, depth: usize) -> Option<Entry> {
        let start = *at;
        let key = match self.byte(*at)? {
            b'"' | b'\'' | b'`' => match self.quoted(at) {
                Some(Node::Scalar(text)) => Some(text.text),
                _ => None,
            },
            byte if Self::is_word(byte) => Some(self.word(at).to_owned()),
            _ => {
                self.skip(at);
                None
            }
        };
        let span = start..*at;
        self.blanks(at);
        match (key, self.byte(*at)) {
            (key, Some(b':')) => {
                *at += 1;
                let value = self.value(at, depth + 1);
                Some(Entry { key: Spanned { value: key?, span }, value })
            }
            (Some(key), Some(b',' | b'}')) => {
                let value = self.constant_value(&key, depth)?;
                Some(Entry { key: Spanned { value: key, span }, value })
            }
            _ => {
                self.unread += 1;
                self.to_end(at);
                None
            }
        }
    }

    fn quoted(&self, at: &mut usize) -> Option<Node> {
        let start = *at;
        let is_template = self.byte(start) == Some(b'`');
        self.skip_quoted(at);
        let raw = self.text.get(start + 1..at.saturating_sub(1)).unwrap_or_default();
        (!is_template || !raw.contains("${")).then(|| scalar(ScalarKind::Text, &unescape(raw)))
    }
}

fn scalar(kind: ScalarKind, text: &str) -> Node {
    Node::Scalar(Scalar { kind, text: text.to_owned() })
}

/// A text of a script as it is meant.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(letter) = rest.chars().next() else { break };
        rest = &rest[letter.len_utf8()..];
        match letter {
            'n' => text.push('\n'),
            't' => text.push('\t'),
            'u' | 'x' => {
                let (digits, length) = code(rest, if letter == 'u' { 4 } else { 2 });
                text.extend(char::from_u32(digits));
                rest = &rest[length..];
            }
            '\n' => {}
            letter => text.push(letter),
        }
    }
    text.push_str(rest);
    text
}

/// The number of a character, and how long it is written.
fn code(rest: &str, digits: usize) -> (u32, usize) {
    let range: Range<usize> = match rest.strip_prefix('{').and_then(|rest| rest.find('}')) {
        Some(end) => 1..end + 1,
        None => 0..digits.min(rest.len()),
    };
    let length = if range.start == 1 { range.end + 1 } else { range.end };
    match rest.get(range).and_then(|hex| u32::from_str_radix(hex, 16).ok()) {
        Some(number) => (number, length),
        None => (0xFFFD, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CoursePath;

    fn show(node: &Node) -> String {
        match node {
            Node::Null => "null".to_owned(),
            Node::Scalar(scalar) => scalar.text.clone(),
            Node::List(items) => {
                format!("[{}]", items.iter().map(|item| show(&item.value)).collect::<Vec<_>>().join(" "))
            }
            Node::Map(entries) => {
                let entry = |entry: &Entry| format!("{}={}", entry.key.value, show(&entry.value.value));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str, unread: usize) {
        let mut reader = Reader::new(text);
        let shown = reader.exported().map(|value| show(&value.value)).unwrap_or_default();
        assert_eq!((shown.as_str(), reader.unread), (expected, unread), "{text}");
    }

    #[test]
    fn literals_are_read() {
        check(
            "module.exports = {a: ['x', \"y\", `z`], 'b-c': {d: 1.5, e: true, f: null,},};",
            "{a=[x y z] b-c={d=1.5 e=true f=null}}",
            0,
        );
        check("// c\n/* d */ export default [ 'a', // b\n 'c' /* , 'd' */ ]\n", "[a c]", 0);
        check("export default ['it\\'s \\u00e9\\x41\\u{1F600}']", "[it's éA😀]", 0);
    }

    #[test]
    fn names_are_those_of_the_file() {
        check(
            "const a = ['x']\nconst b: Side['x'] = [...a, 'y']\nexport default { b, c: a }",
            "{b=[x y] c=[x]}",
            0,
        );
        check(
            "/** @type {import('x').Y} */\nconst sidebars = { a: [] };\n\nmodule.exports = sidebars;\n",
            "{a=[]}",
            0,
        );
        check("const s: SidebarsConfig = { a: ['x'] };\nexport default s satisfies Y;", "{a=[x]}", 0);
        check("export default defineConfig({ a: ['x'] as const, b: 'c' as any })", "{a=[x] b=c}", 0);
        check("export default define<A<B>>({ a: 1 })", "{a=1}", 0);
        check("export default withX(defineConfig({ a: 1 }), 2)", "{a=1}", 0);
        check("export default { i: [starlight({ s: [] }), mdx()] }", "{i=[{starlight()={s=[]}} null]}", 1);
    }

    #[test]
    fn what_would_have_to_be_run_is_counted() {
        check(
            "export default { a: f(), b: 'x' + y, c: `x${y}`, d() { return 1 }, e: (x) => [x], f: ['g'].map(h), g: 'i' }",
            "{a=null b=null c=null e=null f=null g=i}",
            7,
        );
        check(
            "export default { a: unknown, ...rest, [key]: 'x', b: require('./x.js'), c: 'd' }",
            "{a=null b=null c=d}",
            3,
        );
        check("export default async function () { return {} }", "null", 1);
        check("x = 1", "", 0);
        check("", "", 0);
    }

    #[test]
    fn whatever_is_written_comes_to_an_end() {
        for text in [
            "export default [",
            "export default {a:",
            "export default 'x",
            "module.exports = {a: [}",
            "const a = a\nexport default a",
            "export default )",
            "const a = [b, b]\nconst b = [a, a]\nexport default a",
            "export default {`",
            "export default \\",
        ] {
            let source = Source::new(CoursePath::root().child("a.js"), text);
            read(&source);
        }
        let deep = format!("export default {}", "[".repeat(100_000));
        read(&Source::new(CoursePath::root().child("a.js"), deep));
    }
}
