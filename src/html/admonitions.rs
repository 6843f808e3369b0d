//! Admonitions: GitHub's alerts and fenced `:::` notes, with the little inline CSS that the portal keeps.

use super::escape::push_text;

/// How a note looks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    class: &'static str,
    title: &'static str,
    color: &'static str,
}

impl Look {
    pub(crate) const NOTE: Self = Self { class: "note", title: "Note", color: "#0969da" };
    pub(crate) const TIP: Self = Self { class: "tip", title: "Tip", color: "#1a7f37" };
    pub(crate) const IMPORTANT: Self = Self { class: "important", title: "Important", color: "#8250df" };
    pub(crate) const WARNING: Self = Self { class: "warning", title: "Warning", color: "#9a6700" };
    pub(crate) const CAUTION: Self = Self { class: "caution", title: "Caution", color: "#cf222e" };

    /// The title of a note that has none of its own.
    pub(crate) fn title(self) -> &'static str {
        self.title
    }
}

/// The look of a note by the name that other tools give it, with its title when the name is not one
/// of ours (`objectives`).
pub(crate) fn of_name(name: &str) -> (Look, Option<String>) {
    known(&name.to_lowercase()).unwrap_or_else(|| (Look::NOTE, Some(readable(name))))
}

/// The same for names that are known to be notes somewhere, in small letters.
pub(crate) fn known(name: &str) -> Option<(Look, Option<String>)> {
    let look = match name {
        "note" | "info" | "notice" => return Some((Look::NOTE, None)),
        "tip" | "hint" | "success" => return Some((Look::TIP, None)),
        "important" => return Some((Look::IMPORTANT, None)),
        "warning" | "attention" => return Some((Look::WARNING, None)),
        "caution" | "danger" | "error" => return Some((Look::CAUTION, None)),
        "solution" | "answer" | "discussion" | "challenge" | "exercise" | "check" | "done" | "example" => {
            Look::TIP
        }
        "bug" | "fail" | "failure" | "missing" => Look::CAUTION,
        "abstract" | "summary" | "tldr" | "todo" | "question" | "help" | "faq" | "quote" | "cite"
        | "seealso" | "admonition" | "callout" | "aside" | "alert" | "box" | "objectives" | "keypoints"
        | "prereq" | "prerequisites" | "testimonial" | "default" | "primary" | "secondary" => Look::NOTE,
        _ => return None,
    };
    Some((look, Some(readable(name))))
}

fn readable(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Writes the start of a note; [`close`] ends it. An empty title is none at all.
pub(crate) fn open(out: &mut String, look: Look, title: Option<&str>) {
    open_box(out, look);
    if title == Some("") {
        return out.push_str("\">\n");
    }
    begin_title(out, look);
    push_text(out, title.unwrap_or(look.title));
    close_title(out);
}

/// Writes the start of a note up to its title; [`close_title`] ends that.
pub(crate) fn open_title(out: &mut String, look: Look) {
    open_box(out, look);
    begin_title(out, look);
}

fn open_box(out: &mut String, Look { class, color, .. }: Look) {
    out.push_str("<blockquote class=\"markdown-alert markdown-alert-");
    out.push_str(class);
    out.push_str("\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid ");
    out.push_str(color);
}

fn begin_title(out: &mut String, look: Look) {
    out.push_str("\">\n<p><strong style=\"color:");
    out.push_str(look.color);
    out.push_str("\">");
}

/// Writes the end of a note's title.
pub(crate) fn close_title(out: &mut String) {
    out.push_str("</strong></p>\n");
}

/// Writes the end of a note.
pub(crate) fn close(out: &mut String) {
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
