//! Roles: a name in braces before code, as in ``{ref}`label` ``.

use std::ops::Range;

use crate::dialect::image::{link, push_escaped};
use crate::dialect::rewriter::Rewriter;
use crate::html::escape::escape;

use super::labels::{Labels, id};
use super::{links, titles};

/// No name is longer.
const MAX_NAME: usize = 60;

/// Rewrites the role before some code, if there is one.
pub(super) fn rewrite(
    rewriter: &mut Rewriter<'_, '_, '_>,
    labels: &mut Labels,
    content: &str,
    code: &Range<usize>,
) {
    let text = rewriter.text.as_str();
    let Some(name) = name_before(&text[..code.start]) else { return };
    let range = code.start - name.len() - 2..code.end;
    let role = Role { name: name.to_ascii_lowercase(), content, range };
    if let Some(with) = role.becomes(rewriter, labels) {
        rewriter.replace(role.range, with);
    }
}

/// The name in braces that a text ends with.
fn name_before(text: &str) -> Option<&str> {
    let inner = text.strip_suffix('}')?;
    let start = text.floor_char_boundary(text.len().saturating_sub(MAX_NAME));
    let at = start + inner[start.min(inner.len())..].rfind('{')?;
    let name = &inner[at + 1..];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b':' | b'.'));
    (is_name && !text[..at].ends_with(['\\', '{', '$'])).then_some(name)
}

struct Role<'c> {
    name: String,
    content: &'c str,
    range: Range<usize>,
}

impl Role<'_> {
    /// What stands in its place; `None` for what is no role.
    fn becomes(&self, rewriter: &mut Rewriter<'_, '_, '_>, labels: &mut Labels) -> Option<String> {
        let content = self.content;
        let (text, target) = text_and_target(content);
        let shown = || escaped(text.unwrap_or(content));
        Some(match self.name.as_str() {
            "ref" | "std:ref" | "any" | "prf:ref" | "proof:ref" => self.reference(rewriter, labels, None),
            "eq" | "math:numref" => self.reference(rewriter, labels, Some("Equation")),
            "numref" | "std:numref" => self.reference(rewriter, labels, Some(kind_of(target))),
            "doc" | "std:doc" => {
                let title = text.map(str::to_owned).or_else(|| titles::of_page(rewriter, target));
                link(&escaped(&title.unwrap_or_else(|| titles::readable(target))), target)
            }
            "download" | "nb-download" | "button" => {
                let name = target.rsplit('/').next().unwrap_or(target);
                link(&escaped(text.unwrap_or(name)), target)
            }
            "term" | "keyterm" | "index" => shown(),
            "kbd" => tagged("kbd", content),
            "sub" | "subscript" => tagged("sub", content),
            "sup" | "superscript" => tagged("sup", content),
            "u" | "underline" => tagged("u", content),
            "del" | "strike" => tagged("del", content),
            "small" | "smallcaps" | "sc" => tagged("small", content),
            "abbr" | "abbreviation" => abbreviation(content),
            "math" => format!("${content}$"),
            "strong" | "guilabel" | "menuselection" => {
                format!("**{}**", escaped(&content.replace("-->", "→")))
            }
            "emphasis" | "dfn" => format!("*{}*", escaped(content)),
            "code" | "file" | "command" | "program" | "samp" | "envvar" | "option" | "literal" | "class"
            | "func" | "meth" | "mod" | "attr" | "data" | "exc" | "obj" | "const" | "regexp" | "makevar"
            | "token" | "pyeval" => code(content),
            "bdg" | "badge" => escaped(content),
            "pep" => link(&format!("PEP {content}"), &format!("https://peps.python.org/pep-{content:0>4}/")),
            "rfc" => link(&format!("RFC {content}"), &format!("https://www.rfc-editor.org/rfc/rfc{content}")),
            "octicon" | "fa" | "fas" | "fab" | "far" | "material-regular" | "material-outlined"
            | "material-round" | "material-sharp" | "material-twotone" => String::new(),
            name if name.starts_with("bdg-") => shown(),
            name if is_code_domain(name) => code(text.unwrap_or(target)),
            name if is_citation(name) => {
                self.name_it(rewriter, "citations are made of the whole book; the key is shown");
                escaped(&format!("({content})"))
            }
            _ if rewriter.kind.tools.myst => {
                self.name_it(rewriter, "its text is kept");
                shown()
            }
            _ => return None,
        })
    }

    /// A link to a label, with its title where it has no text; `kind` is what is counted.
    fn reference(
        &self,
        rewriter: &mut Rewriter<'_, '_, '_>,
        labels: &mut Labels,
        kind: Option<&str>,
    ) -> String {
        let (text, target) = text_and_target(self.content);
        // Numbers are given when the book is built.
        let text = text.map(|text| text.replace("%s", "").replace("{number}", "").trim().to_owned());
        let text = text.filter(|text| !text.is_empty());
        let title = labels.find(target).map(str::to_owned);
        let is_found = title.is_some();
        let title = title.filter(|title| !title.is_empty());
        let is_named = text.is_some() || title.is_some() || kind.is_some();
        let words = text.or_else(|| kind.map(str::to_owned)).or(title);
        let words = escaped(&words.unwrap_or_else(|| titles::readable(target)));
        if is_found {
            return link(&words, &format!("#{}", id(target)));
        }
        if is_named {
            links::dropped(rewriter, &self.range);
        } else {
            links::lost(rewriter, &self.range, target);
        }
        words
    }

    fn name_it(&self, rewriter: &mut Rewriter<'_, '_, '_>, label: &str) {
        let name = &self.name;
        let message = format!("`{{{name}}}` is a role of MyST that a lesson cannot show");
        rewriter.warn(&format!("role {name}"), &self.range, message, label, "replace it with Markdown");
    }
}

/// The two parts of `text <target>`; without a text it is all target.
fn text_and_target(content: &str) -> (Option<&str>, &str) {
    let parts = content.strip_suffix('>').and_then(|inner| inner.rsplit_once('<'));
    match parts {
        Some((text, target)) => (Some(text.trim()).filter(|text| !text.is_empty()), target.trim()),
        None => (None, content.trim_start_matches(['~', '!'])),
    }
}

/// What a label counts, by the way that authors name labels.
fn kind_of(label: &str) -> &'static str {
    let kinds =
        [("tab", "Table"), ("tbl", "Table"), ("eq", "Equation"), ("sec", "Section"), ("code", "Listing")];
    kinds.iter().find(|(start, _)| label.starts_with(start)).map_or("Figure", |(_, kind)| kind)
}

fn is_code_domain(name: &str) -> bool {
    ["py:", "c:", "cpp:", "js:", "rst:"].iter().any(|domain| name.starts_with(domain))
}

fn is_citation(name: &str) -> bool {
    name == "cite" || name == "footcite" || name.starts_with("cite:") || name.starts_with("footcite:")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

fn tagged(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}

/// `MyST (Markedly Structured Text)`.
fn abbreviation(content: &str) -> String {
    match content.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((word, meaning)) => {
            let title = escape(meaning.trim()).replace('|', "&#124;");
            format!("<abbr title=\"{title}\">{}</abbr>", escaped(word.trim()))
        }
        None => escaped(content),
    }
}
