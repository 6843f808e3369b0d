//! Writes around the body of a directive, which stays and is looked at in the next round.

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;
use crate::dialect::title_words;

use super::directive::Directive;
use super::labels;

/// What stands in the place of a directive's first and last line, line by line.
pub(super) struct Around {
    pub head: Vec<String>,
    pub end: Vec<String>,
}

impl Around {
    /// Writes it; the options between go, and the body stays.
    pub fn write(
        mut self,
        rewriter: &mut Rewriter<'_, '_, '_>,
        lines: &Lines<'_>,
        directive: &Directive<'_>,
    ) {
        let separator = format!("\n{}", lines.prefix(directive.head));
        if let Some(label) = directive.option(&["name", "label"]) {
            self.head.insert(0, labels::line(label, &directive.title(lines)));
            self.head.insert(1, String::new());
        }
        rewriter.replace(lines.place(directive.head), self.head.join(&separator));
        for line in directive.head + 1..directive.body.start {
            rewriter.remove(lines.place(line));
        }
        let end = self.end.join(&separator);
        match directive.close {
            Some(close) => rewriter.replace(lines.place(close), end),
            None if !end.is_empty() => {
                let last = directive.range(lines).end;
                rewriter.replace(last..last, format!("{separator}{end}"));
            }
            None => {}
        }
    }
}

/// What a title that is Markdown says.
pub(super) fn plain_title(title: &str) -> String {
    title_words::of(title)
}
