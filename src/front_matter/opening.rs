//! The line that opens front matter, in the spellings of all tools.

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Yaml,
    Toml,
    Json,
}

/// A line that may open front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening<'t> {
    pub written: Written<'t>,
    /// The character that the fence is made of, and how many of it.
    mark: char,
    count: usize,
    /// Only keys behind it make it more than a thematic break.
    pub needs_key: bool,
}

/// What is between the fences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written<'t> {
    In(Format),
    /// What the first characters of it show.
    Guessed,
    /// A language that is not read.
    Unreadable(&'t str),
}

/// Languages that other tools read in front matter, and nobody here.
const UNREADABLE: &[&str] =
    &["js", "javascript", "ts", "typescript", "coffee", "cson", "json5", "xml", "ini", "lua", "lisp"];

impl Format {
    /// The line that opens and closes a block.
    pub fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
            Self::Json => "}",
        }
    }

    /// The name that authors know.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
        }
    }
}

impl<'t> Opening<'t> {
    /// Reads a line; `None` when it opens nothing.
    pub fn of(line: &'t str) -> Option<Self> {
        let line = line.trim_end();
        let inner = line.trim_start_matches(' ');
        let is_indented = inner.len() < line.len();
        if line.len() - inner.len() > 3 {
            return None;
        }
        let first = inner.chars().next()?;
        if is_long_dash(first) {
            let is_fence = inner.chars().all(|c| c == '-' || is_long_dash(c));
            let written = Written::In(Format::Yaml);
            return is_fence.then_some(Self { written, mark: '—', count: 1, needs_key: true });
        }
        let count = inner.chars().take_while(|&c| c == first).count();
        if !matches!(first, '-' | '+' | ';') || count < 3 {
            return None;
        }
        let info = inner[count..].trim();
        // A soft spelling of the fence alone: `---—`.
        if first == '-' && !info.is_empty() && info.chars().all(|c| c == '-' || is_long_dash(c)) {
            let written = Written::In(Format::Yaml);
            return Some(Self { written, mark: '—', count: 1, needs_key: true });
        }
        let written = written(first, info)?;
        let needs_key = is_indented || count > 3 || first == ';';
        Some(Self { written, mark: first, count, needs_key })
    }

    /// Whether a line closes what this one opens.
    pub fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim_end();
        let line = if self.needs_key { line.trim_start_matches(' ') } else { line };
        match self.mark {
            '—' => !line.is_empty() && line.chars().all(|c| c == '-' || is_long_dash(c)),
            '-' if line == "..." && self.written == Written::In(Format::Yaml) => true,
            mark => line.len() == self.count && line.chars().all(|c| c == mark),
        }
    }

    /// The line that closes it.
    pub fn closing(&self) -> &'static str {
        match self.mark {
            '+' => "+++",
            ';' => ";;;",
            _ => "---",
        }
    }
}

fn written(mark: char, info: &str) -> Option<Written<'_>> {
    let plain = match mark {
        '+' => Written::In(Format::Toml),
        ';' => Written::Guessed,
        _ => Written::In(Format::Yaml),
    };
    let language = info.split('#').next().unwrap_or_default().trim().trim_matches(['{', '}']);
    Some(match language.to_ascii_lowercase().as_str() {
        "" => plain,
        "yaml" | "yml" => Written::In(Format::Yaml),
        "toml" => Written::In(Format::Toml),
        "json" => Written::In(Format::Json),
        other if UNREADABLE.contains(&other) => Written::Unreadable(language),
        _ => return None,
    })
}

/// Dashes that word processors write in place of two or three short ones.
fn is_long_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}
