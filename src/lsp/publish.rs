//! Findings as the protocol's diagnostics.

use std::ops::Range;
use std::str::FromStr as _;

use lsp_types::{CodeDescription, DiagnosticSeverity, NumberOrString, Position, Uri};

use super::positions::{Encoding, Positions};
use crate::diagnostic::{Diagnostic, Region, Severity, explain};

/// The name that editors show beside each finding.
const SOURCE: &str = "coursedir";

/// A finding for the client. `text` is that of its file, where the client has it open.
pub(super) fn diagnostic(
    finding: &Diagnostic,
    text: Option<&Positions<'_>>,
    encoding: Encoding,
) -> lsp_types::Diagnostic {
    let region = finding.place.as_ref().and_then(|place| place.region.as_ref());
    let range = match (region, text) {
        (None, _) => lsp_types::Range::default(),
        (Some(region), Some(text)) => text.range(&region.span),
        (Some(region), None) => from_excerpt(region, encoding),
    };
    let link = explain::link(finding.code);
    let href = link.contains("://").then(|| Uri::from_str(&link).ok()).flatten();
    lsp_types::Diagnostic {
        range,
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.code.as_str().to_owned())),
        code_description: href.map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: message(finding),
        related_information: None,
        tags: None,
        data: None,
    }
}

/// What is wrong, what is wrong at the place itself, and what to do, a line each.
fn message(finding: &Diagnostic) -> String {
    let mut message = finding.message.clone();
    let help = finding.help.as_ref().map(|help| format!("help: {help}"));
    for more in finding.label.iter().chain(&help) {
        message.push('\n');
        message.push_str(more);
    }
    message
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// The range of a span in a file that is not open: its lines are in the finding. Of a line that is too long for that,
/// letters before the excerpt count as one column each.
fn from_excerpt(region: &Region, encoding: Encoding) -> lsp_types::Range {
    let place = |offset: usize, line: usize, column: usize| {
        let part = offset.checked_sub(region.excerpt_start).and_then(|end| region.excerpt.get(..end));
        let character = part.map_or(column - 1, |part| {
            let in_line = part.rsplit('\n').next().unwrap_or_default();
            let before = (column - 1).saturating_sub(in_line.chars().count());
            before + encoding.columns(in_line) as usize
        });
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position::new(number(line - 1), number(character))
    };
    let Range { start, end } = region.span;
    lsp_types::Range::new(
        place(start, region.line, region.column),
        place(end, region.end_line, region.end_column),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Source};
    use crate::model::CoursePath;

    #[test]
    fn a_range_is_the_same_whether_the_file_is_open_or_not() {
        let text = "# \u{1f35e} \u{c4}pfel\n\n\u{1f35e} [\u{e4}](x.md) and\nmore\n";
        let source = Source::new(CoursePath::root().child("a.md"), text);
        let start = text.find("x.md").unwrap();
        for span in [start..start + 4, start..text.find("ore").unwrap(), 0..2] {
            let finding = Diagnostic::new(Code::BrokenLink, "x").at(source.place(span.clone()));
            for encoding in [Encoding::Utf16, Encoding::Utf8] {
                let open = diagnostic(&finding, Some(&Positions::new(text, encoding)), encoding);
                let closed = diagnostic(&finding, None, encoding);
                assert_eq!(open.range, closed.range, "{span:?}");
            }
        }
    }
}
