//! Formulas of a lesson's text: counted, and converted if the author wants `MathML`.
//!
//! They are converted after the text is sanitized, so that an author's own `<math>` stays out. What cannot be converted
//! stays TeX.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::html::mathml;
use crate::markdown::{Reference, ReferenceKind, tex};
use crate::source::page::Page;
use crate::source::settings::MathFormat;

/// What takes the place of formulas, by the number of their reference, and what is to be said about them.
pub(super) fn formulas(page: &Page, format: MathFormat) -> (BTreeMap<usize, String>, Vec<Diagnostic>) {
    let references = page.markdown.references.iter().enumerate();
    let formulas: Vec<(usize, &Reference)> =
        references.filter(|(_, reference)| reference.kind == ReferenceKind::Formula).collect();
    let Some((_, first)) = formulas.first() else { return (BTreeMap::new(), Vec::new()) };
    let (mut converted, mut failed) = (BTreeMap::new(), Vec::new());
    if format == MathFormat::MathMl {
        for (number, reference) in &formulas {
            let (tex, is_block) = tex(&reference.target);
            match mathml::from_tex(tex, is_block) {
                Ok(mathml) => _ = converted.insert(*number, mathml),
                Err(reason) => failed.push((*reference, reason)),
            }
        }
    }
    let count = formulas.len() - failed.len();
    let said = number(page, first, count, format).into_iter().chain(not_converted(page, &failed)).collect();
    (converted, said)
}

fn number(page: &Page, first: &Reference, count: usize, format: MathFormat) -> Option<Diagnostic> {
    if count == 0 {
        return None;
    }
    let verb = if count == 1 { "1 formula is".to_owned() } else { format!("{count} formulas are") };
    let (sent, help) = match format {
        MathFormat::Tex => ("TeX", "write `math: mathml` in course.yaml to send MathML instead"),
        MathFormat::MathMl => ("MathML", "remove `math: mathml` from course.yaml to send TeX instead"),
    };
    let finding = Diagnostic::new(Code::MathFormulas, format!("{verb} sent as {sent}"));
    let place = page.source.place(first.span.clone());
    Some(finding.at(place).label("look at this lesson on the platform after the import").help(help))
}

fn not_converted(page: &Page, failed: &[(&Reference, String)]) -> Option<Diagnostic> {
    let (first, reason) = failed.first()?;
    let message = match failed.len() - 1 {
        0 => format!("a formula cannot be converted to MathML: {reason}"),
        1 => format!("a formula and 1 more cannot be converted to MathML: {reason}"),
        more => format!("a formula and {more} more cannot be converted to MathML: {reason}"),
    };
    let place = page.source.place(first.span.clone());
    Some(Diagnostic::new(Code::MathNotConverted, message).at(place).label("sent as TeX"))
}
