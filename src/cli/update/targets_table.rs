//! Which target has which version of a course: one line a target, and counts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cli::output::terminal::{FAINT, STRONG};
use crate::shown::shown;
use crate::size::count;

use super::look::{Look, Looked};

/// The lines of all targets, with a line of counts at the end, and what to do.
pub(in crate::cli) fn of(looks: &[Look<'_>]) -> String {
    let width = |texts: &mut dyn Iterator<Item = String>| texts.map(|text| text.chars().count()).max();
    let names = width(&mut looks.iter().map(name)).unwrap_or_default();
    let states = width(&mut looks.iter().map(|look| look.standing().word().to_owned())).unwrap_or_default();
    let mut text = String::new();
    for look in looks {
        let (name, state) = (name(look), look.standing().word());
        let since = look.imported_at.as_deref().map(|at| format!("imported {}", shown(at)));
        let details: Vec<String> = [since, details(look)].into_iter().flatten().collect();
        let line = format!(
            "{STRONG}{name:names$}{STRONG:#}  {state:states$}  {FAINT}{}{FAINT:#}",
            details.join("; ")
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for look in looks {
        *counts.entry(look.standing().word()).or_default() += 1;
    }
    let counts: Vec<String> = counts.into_iter().map(|(word, number)| format!("{number} {word}")).collect();
    let _ = writeln!(text, "{}: {}", count(looks.len(), "target", "targets"), counts.join(", "));
    text
}

fn name(look: &Look<'_>) -> String {
    shown(look.target.unwrap_or_default()).into_owned()
}

/// What is different, or why that is not known.
fn details(look: &Look<'_>) -> Option<String> {
    if let Looked::Failed(why) = &look.looked {
        return Some(shown(why.lines().next().unwrap_or_default()).into_owned());
    }
    let (_, plan) = look.compared()?;
    (!plan.is_in_step()).then(|| plan.counts().to_string())
}
