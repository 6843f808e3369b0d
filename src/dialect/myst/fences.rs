//! Directives that are fences.

use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

use super::directive::Directive;
use super::names::{is_language, meaning};
use super::rewrite::rewrite;

/// Rewrites the outermost directives; what is in them waits for the next round.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for number in 0..lines.fences.len() {
        let fence = &lines.fences[number];
        if !lines.text[fence.info.clone()].trim_start().starts_with('{')
            || rewriter.is_claimed(lines.lines[fence.open].start)
        {
            continue;
        }
        let Some(directive) = Directive::of_fence(lines, number) else { continue };
        let is_known = meaning(&directive.name).is_some() || rewriter.kind.tools.myst;
        if is_known && !is_language(&directive.name) {
            if lines.fences[number].close.is_none() {
                never_ends(rewriter, lines, &directive, &lines.fences[number].marks());
            }
            rewrite(rewriter, lines, &directive);
        }
    }
}

/// Reports a directive without an end.
fn never_ends(
    rewriter: &mut Rewriter<'_, '_, '_>,
    lines: &Lines<'_>,
    directive: &Directive<'_>,
    marks: &str,
) {
    let label = match directive.close {
        Some(close) => {
            let count = close - directive.head;
            let below = if count == 1 { "1 line below".to_owned() } else { format!("{count} lines below") };
            format!("the fence {below}, has too few marks")
        }
        None => "what is below it is in the block".to_owned(),
    };
    let message = format!("a `{{{}}}` block is never closed", directive.name);
    let help = format!("end it with a line `{marks}` that begins like this one");
    let finding = Diagnostic::new(Code::UnclosedBlock, message).label(label).help(help);
    rewriter.say_once("directive", &lines.place(directive.head), finding);
}
