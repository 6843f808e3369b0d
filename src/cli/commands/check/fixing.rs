//! `check --fix`: writes the fixes, and prints them as a diff.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::output::terminal::Terminal;
use crate::diagnostic::render::path_of;
use crate::fix::{self, Change, diff};

/// A fix may show another one, such as the value of a key that was misspelt. More rounds than there are
/// kinds of fixes would mean that two of them undo each other.
const MOST_ROUNDS: usize = 5;

/// What was fixed so far.
#[derive(Default)]
pub(super) struct Fixed {
    /// Path for people and the first text of each file that was written.
    files: BTreeMap<PathBuf, File>,
    fixes: usize,
}

struct File {
    path: String,
    before: String,
    after: String,
}

impl Fixed {
    /// Writes all fixes, reading the courses again after each round; only notes them in a dry run.
    pub fn fix(
        mut found: Vec<LoadedCourse>,
        is_dry: bool,
        mut read: impl FnMut() -> Result<Vec<LoadedCourse>, CommandError>,
    ) -> Result<(Self, Vec<LoadedCourse>), CommandError> {
        let mut fixed = Self::default();
        for _ in 0..MOST_ROUNDS {
            let mut made = 0;
            for course in &found {
                for change in fix::plan(&course.scan.root, &course.scan.diagnostics)? {
                    if !is_dry {
                        change.write()?;
                    }
                    made += change.fixes;
                    fixed.note(&course.prefix(), change);
                }
            }
            if is_dry || made == 0 {
                break;
            }
            found = read()?;
        }
        Ok((fixed, found))
    }

    fn note(&mut self, prefix: &str, change: Change) {
        let Change { path, disk, before, after, fixes, .. } = change;
        self.fixes += fixes;
        let path = path_of(prefix, &path);
        self.files.entry(disk).or_insert_with(|| File { path, before, after: String::new() }).after = after;
    }

    /// Shows all changes: as results, or beside them where another program reads those.
    pub fn show(&self, as_results: bool, terminal: &mut Terminal) -> Result<(), CommandError> {
        if as_results {
            let color = terminal.result_style().color;
            let mut out = terminal.results();
            self.files.values().try_for_each(|file| writeln!(out, "{}", file.diff(color)))?;
            out.flush()?;
        } else {
            let color = terminal.message_style().color;
            self.files.values().for_each(|file| terminal.status(&file.diff(color)));
        }
        Ok(())
    }

    /// What was done, in a sentence.
    pub fn summary(&self, is_dry: bool) -> String {
        let some = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        let amount = || {
            let fixes = if self.fixes == 1 { "1 fix".to_owned() } else { format!("{} fixes", self.fixes) };
            format!("{fixes} in {}", some(self.files.len(), "file"))
        };
        match (self.fixes, is_dry) {
            (0, _) => "no finding is fixable".to_owned(),
            (_, false) => format!("wrote {}", amount()),
            (_, true) => format!("would write {} (dry run)", amount()),
        }
    }
}

impl File {
    fn diff(&self, color: bool) -> String {
        diff::unified(&self.path, &self.before, &self.after, color)
    }
}
