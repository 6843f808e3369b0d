//! `wide-table`: a table has too many columns.
//!
//! A lesson is narrow, especially on a phone: each cell shows only a few letters per line. Example: a table of twelve
//! months.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::rule_context::RuleContext;

/// As many columns as can be read.
const MOST: usize = 8;

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    for page in whole.pages() {
        let Some(table) = &page.markdown.facts.widest_table else { continue };
        if table.columns > MOST {
            findings.push(
                Diagnostic::new(
                    Code::WideTable,
                    format!("the table has {} columns and is too wide to read", table.columns),
                )
                .at(page.source.place(table.span.clone()))
                .label(format!("more than {MOST} columns"))
                .help("swap its rows and columns, split it, or attach it as a spreadsheet"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::check_course;

    fn lesson(columns: usize) -> String {
        format!("a.md:\n    Words.\n\n    {}\n    {}\n", "| a ".repeat(columns), "| - ".repeat(columns))
    }

    #[test]
    fn a_table_of_nine_columns_is_too_wide() {
        check_course(
            &lesson(9),
            "a.md:3:1: warning[wide-table]: the table has 9 columns and is too wide to \
                                  read",
        );
    }

    #[test]
    fn a_table_of_eight_columns_is_not() {
        check_course(&lesson(8), "");
    }
}
