//! Notes that stand out of the text: GitHub's alerts and fenced `:::` notes, drawn with the little
//! inline CSS that the portal keeps.

use pulldown_cmark::BlockQuoteKind;
use pulldown_cmark_escape::escape_html_body_text;

/// How a note looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    class: &'static str,
    title: &'static str,
    color: &'static str,
}

const NOTE: Look = Look { class: "note", title: "Note", color: "#0969da" };
const TIP: Look = Look { class: "tip", title: "Tip", color: "#1a7f37" };
const IMPORTANT: Look = Look { class: "important", title: "Important", color: "#8250df" };
const WARNING: Look = Look { class: "warning", title: "Warning", color: "#9a6700" };
const CAUTION: Look = Look { class: "caution", title: "Caution", color: "#cf222e" };

/// The look of GitHub's alert.
pub(super) fn of_alert(kind: BlockQuoteKind) -> Look {
    match kind {
        BlockQuoteKind::Note => NOTE,
        BlockQuoteKind::Tip => TIP,
        BlockQuoteKind::Important => IMPORTANT,
        BlockQuoteKind::Warning => WARNING,
        BlockQuoteKind::Caution => CAUTION,
    }
}

/// The look of a note by the name that other tools give it, with its title when the name is not one
/// of ours (`objectives`).
pub(super) fn of_name(name: &str) -> (Look, Option<String>) {
    let look = match name.to_lowercase().as_str() {
        "note" | "info" | "notice" => return (NOTE, None),
        "tip" | "hint" | "success" => return (TIP, None),
        "important" => return (IMPORTANT, None),
        "warning" | "attention" => return (WARNING, None),
        "caution" | "danger" | "error" => return (CAUTION, None),
        "solution" | "answer" | "discussion" | "challenge" | "exercise" => TIP,
        _ => NOTE,
    };
    (look, Some(readable(name)))
}

fn readable(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Writes the start of a note; [`close`] ends it.
pub(super) fn open(out: &mut String, look: Look, title: Option<&str>) {
    let Look { class, color, .. } = look;
    out.push_str("<blockquote class=\"markdown-alert markdown-alert-");
    out.push_str(class);
    out.push_str("\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid ");
    out.push_str(color);
    out.push_str("\">\n<p><strong style=\"color:");
    out.push_str(color);
    out.push_str("\">");
    // Writing to a string does not fail.
    let _ = escape_html_body_text(&mut *out, title.unwrap_or(look.title));
    out.push_str("</strong></p>\n");
}

/// Writes the end of a note.
pub(super) fn close(out: &mut String) {
    out.push_str("</blockquote>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_another_tool_becomes_the_title() {
        assert_eq!(of_name("learning-objectives").1.as_deref(), Some("Learning objectives"));
        assert_eq!((of_name("Danger").0.class, of_name("Danger").1), ("caution", None));
    }
}
