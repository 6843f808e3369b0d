//! HTML as a platform may hand it back: the same page to a reader, in other bytes.
//!
//! Rewriting a text that was rewritten changes nothing.

use super::readings::Html;
use crate::html::{
    escape::escape,
    tokens::{Attribute, Tag, Token, Tokens, decode},
};

/// Returns a text as this reading hands it back.
pub(in crate::sandbox) fn rewritten(html: &str, how: Html) -> String {
    if how == Html::Kept {
        return html.to_owned();
    }
    let all = how == Html::Rewritten;
    let mut out = String::with_capacity(html.len());
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) if all || how == Html::Entities => out.push_str(&entities(text)),
            Token::Text(text) => out.push_str(text),
            Token::End(name) => out.extend(["</", name, ">"]),
            Token::Start(tag) => start(&mut out, &tag, how),
        }
    }
    out
}

fn start(out: &mut String, tag: &Tag<'_>, how: Html) {
    let all = how == Html::Rewritten;
    let mut attributes: Vec<&Attribute<'_>> = tag.attributes.iter().collect();
    if all || how == Html::Styles {
        attributes.retain(|attribute| !attribute.name.eq_ignore_ascii_case("style"));
    }
    if all || how == Html::Attributes {
        attributes.sort_by_key(|attribute| attribute.name);
    }
    out.extend(["<", tag.name]);
    for Attribute { name, value } in attributes {
        let value = if all || how == Html::Entities { entities(value) } else { (*value).to_owned() };
        out.extend([" ", name, "=\"", &value.replace('"', "&quot;"), "\""]);
    }
    out.push('>');
}

/// Character references resolved, but those that HTML needs and names that are not known here; a space that does not
/// break is named.
fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push(&mut out, &rest[..at]);
        let length =
            rest[at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '&' && c != '#').unwrap_or(0);
        let reference = rest[at..].get(..=length).filter(|it| length > 1 && it.ends_with(';')).unwrap_or("&");
        match decode(reference) {
            same if same == reference && reference != "&" => out.push_str(reference),
            character => push(&mut out, &character),
        }
        rest = &rest[at + reference.len()..];
    }
    push(&mut out, rest);
    out
}

fn push(out: &mut String, text: &str) {
    out.push_str(&escape(text).replace('\u{a0}', "&nbsp;"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reading_changes_its_own_part_and_only_once() {
        let html = "<p style=\"color:red\" class='a'>Caf&#233;&#160;&amp; tea &euro; & co</p><img src=\"a\" alt=\"&gt;\">";
        for (how, expected) in [
            (Html::Kept, html),
            (
                Html::Attributes,
                "<p class=\"a\" style=\"color:red\">Caf&#233;&#160;&amp; tea &euro; & co</p><img alt=\"&gt;\" src=\"a\">",
            ),
            (
                Html::Entities,
                "<p style=\"color:red\" class=\"a\">Café&nbsp;&amp; tea &euro; &amp; co</p><img src=\"a\" alt=\"&gt;\">",
            ),
            (
                Html::Styles,
                "<p class=\"a\">Caf&#233;&#160;&amp; tea &euro; & co</p><img src=\"a\" alt=\"&gt;\">",
            ),
            (
                Html::Rewritten,
                "<p class=\"a\">Café&nbsp;&amp; tea &euro; &amp; co</p><img alt=\"&gt;\" src=\"a\">",
            ),
        ] {
            let once = rewritten(html, how);
            assert_eq!(once, expected, "{how:?}");
            assert_eq!(rewritten(&once, how), once, "{how:?}");
        }
    }
}
