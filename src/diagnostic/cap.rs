//! Of one kind of finding in one file only the first ones are listed; another says how many more there are.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity};
use crate::model::CoursePath;

/// So many findings of one code and severity are listed for a file.
const MOST: usize = 100;

/// So many that can be fixed are kept, where they are to be fixed.
const MOST_FIXES: usize = 10_000;

/// Whoever finds one mistake after the other looks so often whether there are too many.
const OFTEN: usize = 8192;

/// Findings that are alike but for their place in the file; whether they are kept to be fixed.
type Kind = (Option<CoursePath>, Code, Severity, bool);

/// How many findings of a kind there are.
#[derive(Default)]
struct Number {
    all: usize,
    /// Without those that stand for others.
    single: usize,
    listed: usize,
    is_rest_there: bool,
}

impl Number {
    fn unlisted(&self, most: usize) -> usize {
        self.all - self.single.min(most)
    }
}

/// Puts one finding in the place of those beyond the first of each kind. Those with a fix stay, if `keeps_fixes`.
pub(crate) fn cap(diagnostics: &mut Vec<Diagnostic>, keeps_fixes: bool) {
    if diagnostics.len() <= MOST {
        return;
    }
    let kind = |found: &Diagnostic| {
        let path = found.place.as_ref().map(|place| place.path.clone());
        (path, found.code, found.severity, keeps_fixes && found.fix.is_some())
    };
    let mut numbers: BTreeMap<Kind, Number> = BTreeMap::new();
    for found in diagnostics.iter() {
        let number = numbers.entry(kind(found)).or_default();
        number.all += found.count;
        number.single += usize::from(found.count == 1);
    }
    diagnostics.retain_mut(|found| {
        let kind = kind(found);
        let most = if kind.3 { MOST_FIXES } else { MOST };
        let Some(number) = numbers.get_mut(&kind) else { return true };
        // To say that there is one more takes as much room as the finding.
        if found.count == 1 && (number.listed < most || number.unlisted(most) == 1) {
            number.listed += 1;
            return true;
        }
        if !number.is_rest_there {
            number.is_rest_there = true;
            rest(found, number.unlisted(most));
            return true;
        }
        false
    });
}

/// Keeps few of the findings in memory while they are made.
pub(crate) fn keep_few(diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.is_empty() && diagnostics.len().is_multiple_of(OFTEN) {
        cap(diagnostics, true);
    }
}

/// Makes of the first finding that is not listed the one that stands for all of them.
fn rest(found: &mut Diagnostic, number: usize) {
    found.message = format!("{number} more `{}` findings in this file are not listed", found.code);
    found.count = number;
    found.label = None;
    found.help = Some("solve the listed findings first".to_owned());
    found.fix = None;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Fix, Place, Source, render};

    fn findings(number: usize, code: Code) -> Vec<Diagnostic> {
        let source = Source::new(CoursePath::root().child("a.md"), "x".repeat(number));
        (0..number).map(|at| Diagnostic::new(code, "x").at(source.place(at..at + 1))).collect()
    }

    #[test]
    fn the_number_of_findings_stays() {
        for number in [99, 100, 101, 102, 5000] {
            let mut found = findings(number, Code::BrokenLink);
            cap(&mut found, false);
            assert_eq!(found.len(), number.min(MOST + 1));
            assert_eq!(render::count(&found), Some(format!("{number} errors")));
        }
    }

    #[test]
    fn each_code_counts_for_itself_and_the_first_ones_stay() {
        let mut found = findings(300, Code::BrokenLink);
        found.extend(findings(50, Code::MissingAlt));
        found.push(Diagnostic::new(Code::BrokenLink, "x").at(Place::whole(CoursePath::root().child("b.md"))));
        cap(&mut found, false);
        assert_eq!(found.len(), 101 + 50 + 1);
        let start = |at: usize| found[at].place.as_ref().unwrap().region.as_ref().unwrap().span.start;
        assert_eq!((start(99), start(100)), (99, 100));
        assert_eq!(found[100].message, "200 more `broken-link` findings in this file are not listed");
    }

    #[test]
    fn what_was_counted_is_counted_again() {
        let mut found = findings(500, Code::BrokenLink);
        cap(&mut found, true);
        found.extend(findings(1000, Code::BrokenLink));
        cap(&mut found, true);
        cap(&mut found, false);
        assert_eq!((found.len(), found[100].count), (101, 1400));
        let mut all = Vec::new();
        for one in findings(3 * OFTEN, Code::BrokenLink) {
            all.push(one);
            keep_few(&mut all);
        }
        assert_eq!(render::count(&all), Some(format!("{} errors", 3 * OFTEN)));
        assert!(all.len() < OFTEN);
    }

    #[test]
    fn what_is_to_be_fixed_stays() {
        let fixable = |mut found: Diagnostic| {
            found.fix = Some(Fix::new_file(CoursePath::root().child("a.md"), "x"));
            found
        };
        let found: Vec<_> = findings(300, Code::BrokenLink).into_iter().map(fixable).collect();
        for (keeps_fixes, expected) in [(true, 300), (false, 101)] {
            let mut found = found.clone();
            cap(&mut found, keeps_fixes);
            assert_eq!(found.len(), expected);
        }
    }
}
