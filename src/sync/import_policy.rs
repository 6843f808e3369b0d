//! Decides whether a course may be imported, from the lock file and the flags.

use std::collections::BTreeMap;

use super::fingerprint;
use super::lockfile::{Destination, Import, Lockfile, Node, PartKind, State};

/// What the author asked for on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reimport {
    /// An import, if there was none yet.
    #[default]
    Plain,
    /// `--if-new`: nothing, quietly, if there was one.
    IfNew,
    /// `--again`: another copy, whatever there is.
    Again,
    /// `--forget`: there is none on the platform any more, or never was.
    Forget,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Import it.
    Go,
    /// It is there already, and the author wanted it only if it is new.
    NothingToDo(Import),
    /// It is there already: the author has to decide.
    AlreadyImported {
        /// The newest import.
        import: Import,
        /// What is different in the course now.
        changes: Vec<Change>,
    },
    /// Nobody knows whether it is there: the author has to look, and decide.
    OutcomeUnknown(Import),
}

/// A difference between what was imported and what the course is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Not there when it was imported.
    Added(PartKind, String),
    /// Sent differently now.
    Changed(PartKind, String),
    /// No longer in the course.
    Removed(PartKind, String),
}

/// Decides, from the newest import into this destination. `now` are the parts of the course as it
/// would be sent.
pub fn decide(journal: &Lockfile, to: &Destination, wish: Reimport, now: &[Node]) -> Decision {
    let Some(import) = journal.imports(to).next_back().cloned() else { return Decision::Go };
    match (import.state, wish) {
        (_, Reimport::Again | Reimport::Forget) => Decision::Go,
        (State::Sending | State::Unknown, _) => Decision::OutcomeUnknown(import),
        (State::Imported, Reimport::IfNew) => Decision::NothingToDo(import),
        (State::Imported, Reimport::Plain) => {
            let changes = changes(&import.parts, now);
            Decision::AlreadyImported { import, changes }
        }
    }
}

/// What is different, in the order of the course, what is gone last.
fn changes(before: &[Node], now: &[Node]) -> Vec<Change> {
    let (old, new) = (by_key(before), by_key(now));
    let here = now.iter().filter_map(|node| match old.get(&key(node)) {
        None => Some(Change::Added(node.kind, node.title.clone())),
        Some(before) if !is_same(before, node) => Some(Change::Changed(node.kind, node.title.clone())),
        Some(_) => None,
    });
    let gone = before.iter().filter(|node| !new.contains_key(&key(node)));
    here.chain(gone.map(|node| Change::Removed(node.kind, node.title.clone()))).collect()
}

fn by_key(nodes: &[Node]) -> BTreeMap<(PartKind, &str), &Node> {
    nodes.iter().map(|node| (key(node), node)).collect()
}

/// What makes two records those of the same category or lesson.
fn key(node: &Node) -> (PartKind, &str) {
    (node.kind, &node.id)
}

/// Compares the models; where a record has no fingerprint of the model, what was sent.
fn is_same(before: &Node, now: &Node) -> bool {
    match (&before.model, &now.model) {
        (Some(before), Some(now)) if fingerprint::is_comparable(before) => before == now,
        _ => before.hash == now.hash,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(id: &str, hash: &str) -> Node {
        let title = id.to_uppercase();
        Node { kind: PartKind::Lesson, id: id.into(), title, hash: hash.into(), model: None }
    }

    fn check(state: Option<State>, wish: Reimport) -> &'static str {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Lockfile::read(folder.path()).unwrap();
        let to = Destination { host: "h".into(), location: "l".into() };
        if let Some(state) = state {
            journal.begin(Import {
                host: "h".into(),
                location: "l".into(),
                state,
                title: "T".into(),
                at: String::new(),
                body: String::new(),
                course_id: None,
                url: None,
                parts: Vec::new(),
            });
        }
        match decide(&journal, &to, wish, &[]) {
            Decision::Go => "go",
            Decision::NothingToDo(_) => "nothing to do",
            Decision::AlreadyImported { .. } => "already imported",
            Decision::OutcomeUnknown(_) => "unknown",
        }
    }

    #[test]
    fn a_course_is_imported_once_unless_its_author_decides_otherwise() {
        assert_eq!(check(None, Reimport::Plain), "go");
        assert_eq!(check(Some(State::Imported), Reimport::Plain), "already imported");
        assert_eq!(check(Some(State::Imported), Reimport::IfNew), "nothing to do");
        assert_eq!(check(Some(State::Imported), Reimport::Again), "go");
        assert_eq!(check(Some(State::Imported), Reimport::Forget), "go");
    }

    #[test]
    fn an_unknown_outcome_is_never_passed_over() {
        for state in [State::Sending, State::Unknown] {
            assert_eq!(check(Some(state), Reimport::Plain), "unknown");
            assert_eq!(check(Some(state), Reimport::IfNew), "unknown");
            assert_eq!(check(Some(state), Reimport::Forget), "go");
            assert_eq!(check(Some(state), Reimport::Again), "go");
        }
    }

    #[test]
    fn changes_are_named_in_the_order_of_the_course() {
        let before = [part("a", "1"), part("b", "2"), part("c", "3")];
        let now = [part("d", "4"), part("b", "9"), part("c", "3")];
        let lesson = PartKind::Lesson;
        assert_eq!(
            changes(&before, &now),
            [
                Change::Added(lesson, "D".into()),
                Change::Changed(lesson, "B".into()),
                Change::Removed(lesson, "A".into()),
            ]
        );
    }

    #[test]
    fn the_model_decides_where_it_is_known_and_else_what_was_sent() {
        let with =
            |hash: &str, model: Option<&str>| Node { model: model.map(str::to_owned), ..part("a", hash) };
        let now = with("new", Some("1:a"));
        for (before, same) in [
            (with("old", Some("1:a")), true),
            (with("new", Some("1:b")), false),
            (with("new", None), true),
            (with("old", None), false),
            (with("new", Some("2:b")), true),
            (with("old", Some("2:a")), false),
        ] {
            assert_eq!(is_same(&before, &now), same, "{before:?}");
        }
    }
}
