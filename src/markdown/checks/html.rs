//! HTML that is never closed, and hides the rest of the page or changes how it looks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::commonmark::events::Spanned;
use crate::commonmark::findings::Findings;
use crate::commonmark::source_map::Text;
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::placeholder;
use crate::html::elements::{WITH_CONTENT, is_known, is_void};
use crate::html::tokens::{Token, Tokens, find_end_tag};

/// Elements in which a page looks different, up to their end tag.
const AROUND: &[&str] = &["details", "blockquote", "table", "center", "pre"];

/// Elements whose content a browser does not read as HTML.
const OF_TEXT: &[&str] = &["textarea", "xmp", "noembed", "noframes"];

/// What is not HTML and has an end of its own.
const OTHERS: &[(&str, &str, &str)] = &[
    ("<!--", "-->", "an HTML comment is never closed"),
    ("<![CDATA[", "]]>", "a `<![CDATA[` section is never closed"),
    ("<?", "?>", "a `<?` section is never closed"),
];

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Html {
    open: Vec<(&'static str, Range<usize>)>,
    /// The last of them is one whose content is no HTML.
    is_in_text: bool,
}

impl Html {
    /// Checks a block of HTML, or a tag in running text.
    pub fn check(&mut self, text: &Text<'_>, (event, range): &Spanned<'_>, findings: &mut Findings<'_>) {
        let written = &text.as_str()[range.clone()];
        if placeholder::number(written).is_some() {
            return;
        }
        if *event == Event::Start(Tag::HtmlBlock) {
            check_other(text, range, findings);
        }
        if let Some(start) = self.tags(written, range.start) {
            let name = written[start + 1 - range.start..].split(|c: char| !c.is_ascii_alphanumeric()).next();
            let finding = Diagnostic::new(Code::UnclosedBlock, "an HTML tag has no end")
                .label("shown to learners as written")
                .help("close its quotes, and end it with `>`");
            let end = start + 1 + name.map_or(0, str::len);
            findings.say_once("tag", text, &(start..end), finding);
        }
    }

    /// Looks at the tags; gives where one is that has no end, and is text.
    fn tags(&mut self, html: &str, start: usize) -> Option<usize> {
        let mut tokens = Tokens::new(html);
        let mut endless = None;
        if self.is_in_text {
            let (name, _) = self.open.last()?;
            find_end_tag(html, name)?;
            tokens.skip_past_end(name);
            self.open.pop();
            self.is_in_text = false;
        }
        while let Some(token) = tokens.next() {
            match token {
                Token::Start(tag) if !tag.self_closing => {
                    let range = start + tag.range.start..start + tag.range.end;
                    let name = tag.name.to_ascii_lowercase();
                    if let Some(name) = known(AROUND, &name) {
                        self.open.push((name, range));
                    } else if let Some(name) = known(WITH_CONTENT, &name).or_else(|| known(OF_TEXT, &name))
                        && !is_void(name)
                        && tokens.skip_past_end(name).is_none()
                    {
                        self.open.push((name, range));
                        self.is_in_text = true;
                        return endless;
                    }
                }
                Token::End(name) => {
                    let open = self.open.iter().rposition(|(open, _)| open.eq_ignore_ascii_case(name));
                    self.open.truncate(open.unwrap_or(self.open.len()));
                }
                Token::Text("<") if begins_tag(&html[tokens.at..]) => {
                    endless = endless.or(Some(start + tokens.at - 1));
                }
                Token::Start(_) | Token::Text(_) => {}
            }
        }
        endless
    }

    /// Reports what is still open at the end of the page.
    pub fn finish(self, text: &Text<'_>, findings: &mut Findings<'_>) {
        for (name, range) in self.open {
            let label = match name {
                "details" => "everything below it is folded away",
                _ if AROUND.contains(&name) => "everything below it is in it",
                _ => "what is below it may be missing",
            };
            let finding = Diagnostic::new(Code::UnclosedBlock, format!("`<{name}>` is never closed"))
                .label(label)
                .help(format!("add `</{name}>`"));
            findings.say_once(name, text, &range, finding);
        }
    }
}

/// Whether what is behind a `<` is the name of an element.
fn begins_tag(rest: &str) -> bool {
    const LONGEST: usize = 12;
    let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.len() <= LONGEST && is_known(&name.to_ascii_lowercase())
}

fn known(names: &'static [&'static str], name: &str) -> Option<&'static str> {
    names.iter().copied().find(|known| *known == name)
}

/// Reports a comment or the like that begins a block and never ends.
fn check_other(text: &Text<'_>, range: &Range<usize>, findings: &mut Findings<'_>) {
    let html = &text.as_str()[range.clone()];
    for (start, end, message) in OTHERS {
        let Some(inner) = html.strip_prefix(start) else { continue };
        // `<!-->` and `<!--->` are comments.
        let is_closed = inner.contains(end) || html.starts_with("<!-->") || html.starts_with("<!--->");
        if !is_closed {
            let finding = Diagnostic::new(Code::UnclosedBlock, *message)
                .label("everything below it is left out")
                .help(format!("add `{end}`"));
            findings.say_once(start, text, &(range.start..range.start + start.len()), finding);
        }
        return;
    }
}
