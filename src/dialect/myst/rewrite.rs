//! What becomes of a directive.

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::image;
use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rebase::rebase;
use crate::dialect::rewriter::Rewriter;

use super::around::{Around, plain_title};
use super::directive::Directive;
use super::labels;
use super::names::{Meaning, meaning};
use super::{boxes, code, figure, table};

/// Rewrites a directive; what is in it is looked at in the next round.
pub(super) fn rewrite(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let meaning = meaning(&directive.name).unwrap_or(Meaning::Unknown);
    let is_whole = matches!(
        meaning,
        Meaning::Code
            | Meaning::Math
            | Meaning::Include
            | Meaning::LiteralInclude
            | Meaning::ListTable
            | Meaning::CsvTable
            | Meaning::Button
            | Meaning::Nothing
            | Meaning::Private
            | Meaning::Source
    );
    let range = directive.range(lines);
    if is_whole && !rewriter.claim(range.clone()) {
        return;
    }
    match meaning {
        Meaning::Container => boxes::container(rewriter, lines, directive),
        Meaning::Code => code::code(rewriter, lines, directive),
        Meaning::Math => math(rewriter, lines, directive),
        Meaning::Figure => figure::figure(rewriter, lines, directive),
        Meaning::Image => figure::image(rewriter, lines, directive),
        Meaning::Player => figure::player(rewriter, lines, directive),
        Meaning::Include => include(rewriter, lines, directive),
        Meaning::LiteralInclude => code::include(rewriter, lines, directive),
        Meaning::Table | Meaning::Rubric => labelled(rewriter, lines, directive),
        Meaning::ListTable => table::list_table(rewriter, lines, directive),
        Meaning::CsvTable => table::csv_table(rewriter, lines, directive),
        Meaning::Button => button(rewriter, lines, directive),
        Meaning::Raw => raw(rewriter, lines, directive),
        Meaning::Nothing => rewriter.replace(range, String::new()),
        Meaning::Private => {
            let message = "a note that the book does not show is left out";
            let finding =
                Diagnostic::new(Code::PrivateComment, message).label("for authors, not for readers");
            rewriter.say_once("todo", &lines.place(directive.head), finding);
            rewriter.replace(range, String::new());
        }
        Meaning::Source => {
            name_it(rewriter, lines, directive, "its source is shown as code");
            let language = if directive.name == "eval-rst" { "rst" } else { directive.name.as_str() };
            code::write(rewriter, lines, directive, language, &directive.text(lines).join("\n"));
        }
        Meaning::Unknown => {
            name_it(rewriter, lines, directive, "its content is kept");
            labelled(rewriter, lines, directive);
        }
    }
}

fn name_it(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>, label: &str) {
    let name = &directive.name;
    let message = format!("`{{{name}}}` is a directive of MyST that a lesson cannot show");
    let help = "replace it with Markdown";
    rewriter.warn(&format!("{{{name}}}"), &lines.place(directive.head), message, label, help);
}

/// Shows the argument as a label over the body.
fn labelled(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let title = plain_title(directive.argument);
    let mut head = Vec::new();
    if !title.is_empty() {
        head.push(rewriter.comment(Placeholder::Label(title)));
    }
    Around { head, end: vec![] }.write(rewriter, lines, directive);
}

/// A formula on lines of its own.
fn math(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let prefix = lines.prefix(directive.head);
    let mut formula = directive.text(lines);
    if !directive.argument.is_empty() {
        formula.insert(0, directive.argument);
    }
    // An empty line would end it.
    formula.retain(|line| !line.trim().is_empty());
    let mut pieces = Vec::new();
    if let Some(label) = directive.option(&["label", "name"]) {
        pieces.extend([labels::line(label, ""), String::new()]);
    }
    if !formula.is_empty() {
        pieces.push("$$".to_owned());
        pieces.extend(formula.into_iter().map(str::to_owned));
        pieces.push("$$".to_owned());
    }
    rewriter.replace(directive.range(lines), pieces.join(&format!("\n{prefix}")));
}

/// The text of a file, as Markdown unless it is to be literal.
fn include(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    if directive.option(&["literal", "code", "lang"]).is_some() {
        return code::include(rewriter, lines, directive);
    }
    let prefix = format!("\n{}", lines.prefix(directive.head));
    let range = directive.range(lines);
    match rewriter.inclusions.text(&[directive.argument]) {
        Ok(text) => {
            let is_rebased = directive.option(&["relative-docs", "relative-images"]).is_some();
            let text = if is_rebased { rebase(&text, directive.argument) } else { text.as_str().into() };
            let text = code::part(&text, directive);
            rewriter.replace(range, text.join(&prefix));
        }
        Err(failure) => {
            rewriter.not_included(&lines.place(directive.head), directive.argument, &failure);
            rewriter.replace(range, String::new());
        }
    }
}

/// A link that looks like a button.
fn button(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    let words = directive.text(lines).join(" ");
    let is_label = directive.name == "button-ref" && !directive.argument.contains(['/', '.']);
    let target = format!("{}{}", if is_label { "#" } else { "" }, directive.argument);
    rewriter.replace(directive.range(lines), image::link(&words, &target));
}

/// HTML as it is; other formats are left out.
fn raw(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, directive: &Directive<'_>) {
    if directive.argument.contains("html") {
        return Around { head: vec![], end: vec![] }.write(rewriter, lines, directive);
    }
    let range = directive.range(lines);
    if rewriter.claim(range.clone()) {
        name_it(rewriter, lines, directive, "left out: it is for another kind of book");
        rewriter.replace(range, String::new());
    }
}
