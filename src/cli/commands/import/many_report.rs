//! What came of an import into several locations, for people: plans before the question, counts and what needs somebody at
//! the end.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::cli::account;
use crate::cli::exit::Exit;
use crate::cli::output::terminal::{STRONG, Terminal};
use crate::cli::target::places::Place;
use crate::shown::shown;
use crate::size::count;

use super::report::Outcome;

/// What came of one location.
pub(super) struct Ended<'a> {
    pub place: usize,
    pub outcomes: Vec<Outcome<'a>>,
    /// Errors and hints, for people.
    pub messages: String,
}

/// What came of one location, in a few words.
pub(super) fn in_words(outcomes: &[Outcome<'_>]) -> String {
    let mut words: Vec<String> = Vec::new();
    for outcome in outcomes {
        let word = match outcome.words.as_deref().filter(|_| outcome.waits()) {
            Some(plan) => plan.to_owned(),
            None => outcome.word().to_owned(),
        };
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(", ")
}

/// The plans of all locations, equal ones together.
pub(super) fn plan(places: &[Place<'_>], planned: &[Ended<'_>]) -> String {
    let mut groups: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for Ended { place, outcomes, messages: _ } in planned {
        for outcome in outcomes {
            let words = in_words(std::slice::from_ref(outcome));
            let names = groups.entry((outcome.title.to_string(), words)).or_default();
            names.push(name(&places[*place]));
        }
    }
    let mut text = format!("plan for {}", count(places.len(), "location", "locations"));
    for ((title, words), names) in groups {
        let _ = write!(text, "\n  {STRONG}{title}{STRONG:#}: {words}\n    {}", locations(&names));
    }
    text
}

fn name(place: &Place<'_>) -> String {
    shown(place.name()).into_owned()
}

/// The number of locations, and the first names.
fn locations(names: &[String]) -> String {
    format!("{}: {}", count(names.len(), "location", "locations"), account::list(names))
}

/// The report at the end.
pub(super) fn print(places: &[Place<'_>], ended: &[Ended<'_>], terminal: &mut Terminal) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in ended.iter().flat_map(|ended| &ended.outcomes) {
        *counts.entry(outcome.word()).or_default() += 1;
    }
    let counts: Vec<String> = counts.into_iter().map(|(word, number)| format!("{number} {word}")).collect();
    terminal.status(&format!("{}: {}", count(places.len(), "location", "locations"), counts.join(", ")));
    let mut groups: Vec<Group<'_>> = Vec::new();
    for Ended { place, outcomes, messages } in ended {
        let Some(urgency) = outcomes.iter().filter_map(urgency).min() else { continue };
        let name = name(&places[*place]);
        match groups.iter_mut().find(|group| group.messages == messages && group.urgency == urgency) {
            Some(group) => group.names.push(name),
            None => groups.push(Group { urgency, messages, names: vec![name] }),
        }
    }
    groups.sort_by_key(|group| group.urgency);
    if let Some(first) = groups.first() {
        let needing: usize = groups.iter().map(|group| group.names.len()).sum();
        let is_alone = needing == 1;
        let verb = if is_alone { "needs" } else { "need" };
        let first = if is_alone { String::new() } else { format!("; look at `{}` first", first.names[0]) };
        terminal.error(&format!("{} {verb} you{first}", count(needing, "location", "locations")));
    }
    for group in groups {
        terminal.print(&format!("{STRONG}{}{STRONG:#}", locations(&group.names)));
        for line in group.messages.lines() {
            terminal.print(&format!("  {line}"));
        }
    }
}

/// Locations that ended in the same way.
struct Group<'a> {
    urgency: Urgency,
    messages: &'a str,
    names: Vec<String>,
}

/// What somebody has to look at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Urgency {
    /// Learners may see something that is wrong, or nobody knows what they see.
    Look,
    /// It stopped before it was done.
    RunAgain,
    /// Nothing was sent before somebody decides.
    Decide,
}

fn urgency(outcome: &Outcome<'_>) -> Option<Urgency> {
    match (outcome.exit(), outcome.word()) {
        (Exit::Done, _) => None,
        (
            _,
            "outcome-unknown"
            | "sent-outcome-unknown"
            | "imported-not-recorded"
            | "confirm-media"
            | "media-lost"
            | "updated-in-part",
        ) => Some(Urgency::Look),
        (Exit::Failed | Exit::Usage | Exit::CourseHasErrors, _) => Some(Urgency::RunAgain),
        (Exit::DecisionNeeded, _) => Some(Urgency::Decide),
    }
}
