//! Decides whether a course may be imported, from the lock file and the flags.

use super::lock::{Destination, Import, Lock, State};

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
    /// It is there already: an update may bring it in step.
    AlreadyImported(Import),
    /// Nobody knows whether it is there: the author has to look, and decide.
    OutcomeUnknown(Import),
}

/// Decides, from the newest import into this destination.
pub fn decide(lock: &Lock, to: &Destination, wish: Reimport) -> Decision {
    let Some(import) = lock.imports(to).next_back().cloned() else { return Decision::Go };
    match (import.state, wish) {
        (_, Reimport::Again | Reimport::Forget) => Decision::Go,
        (State::Sending | State::Unknown, _) => Decision::OutcomeUnknown(import),
        (State::Imported, Reimport::IfNew) => Decision::NothingToDo(import),
        (State::Imported, Reimport::Plain) => Decision::AlreadyImported(import),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(state: Option<State>, wish: Reimport) -> &'static str {
        let folder = tempfile::tempdir().unwrap();
        let mut lock = Lock::read(folder.path()).unwrap();
        let to = Destination { host: "h".into(), location: "l".into() };
        if let Some(state) = state {
            let (title, at, body) = ("T".into(), String::new(), String::new());
            lock.begin(&to, Import { state, title, at, body, course_id: None, url: None });
        }
        match decide(&lock, &to, wish) {
            Decision::Go => "go",
            Decision::NothingToDo(_) => "nothing to do",
            Decision::AlreadyImported(_) => "already imported",
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
}
