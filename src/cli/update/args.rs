//! The flags of an update.

use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use crate::sync::diff::{Handled, Keep, Options, Removed, Side};

/// What an author decides about an update.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct UpdateArgs {
    /// Decide conflicts: `local` or `remote`, for one lesson `local=LESSON`
    #[arg(long, value_name = "SIDE", help_heading = HEADING)]
    keep: Vec<KeepSpec>,

    /// Leave conflicts as they are and do the rest
    #[arg(long, help_heading = HEADING)]
    skip_conflicts: bool,

    /// Keep, draft or delete lessons whose files are gone [default: keep]
    ///
    /// If many lessons are gone, name their number: `delete=12`.
    #[arg(long, value_name = "WHAT", help_heading = HEADING)]
    removed: Option<RemovedSpec>,

    /// Record that you replaced the video or materials of LESSON by hand
    ///
    /// Without a value: of all lessons that are listed.
    #[arg(long, value_name = "LESSON", num_args = 0..=1, default_missing_value = "", require_equals = true, help_heading = HEADING)]
    handled: Vec<String>,

    /// Confirm that videos still play after an update of their lessons
    #[arg(long, help_heading = HEADING)]
    pub confirm_media: bool,

    /// Wait this many seconds until the platform shows the result
    #[arg(long, value_name = "SECONDS", default_value = "60", env = "COURSEDIR_VERIFY", help_heading = HEADING)]
    verify: u64,

    /// With `--dry-run`: compare with the lock file, without a request
    #[arg(long, requires = "dry_run", help_heading = HEADING)]
    pub offline: bool,

    /// Keep copies of replaced texts in this folder
    #[arg(long, value_name = "DIR", env = "COURSEDIR_KEEP_IN", help_heading = HEADING)]
    pub keep_in: Option<PathBuf>,
}

const HEADING: &str = "Update options";

/// A value of `--keep`.
#[derive(Debug, Clone)]
struct KeepSpec {
    side: Side,
    node: Option<String>,
}

/// A value of `--removed`.
#[derive(Debug, Clone, Copy)]
struct RemovedSpec(Removed);

impl FromStr for KeepSpec {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (side, node) = match text.split_once('=') {
            Some((side, node)) => (side, Some(node)),
            None => (text, None),
        };
        let side = match side {
            "local" => Side::Local,
            "remote" => Side::Remote,
            _ => return Err("use `local` or `remote`, or one of them for a lesson: `local=LESSON`"),
        };
        match node {
            Some("") => Err("name a lesson after `=`: its path or its id"),
            node => Ok(Self { side, node: node.map(str::to_owned) }),
        }
    }
}

impl FromStr for RemovedSpec {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (word, number) = match text.split_once('=') {
            Some((word, number)) => {
                let number = number.parse().map_err(|_| "name the number of lessons after `=`")?;
                (word, Some(number))
            }
            None => (text, None),
        };
        match (word, number) {
            ("keep", None) => Ok(Self(Removed::Keep)),
            ("draft", number) => Ok(Self(Removed::Draft(number))),
            ("delete", number) => Ok(Self(Removed::Delete(number))),
            _ => Err("use `keep`, `draft` or `delete`"),
        }
    }
}

impl UpdateArgs {
    /// What a plan depends on, as far as the author says it.
    pub(in crate::cli) fn options(&self) -> Options {
        let all = self.keep.iter().rev().find(|spec| spec.node.is_none());
        let mut keep = all.map_or_else(Keep::default, |spec| Keep::all(spec.side));
        for spec in &self.keep {
            if let Some(node) = &spec.node {
                keep.name(node, spec.side);
            }
        }
        let mut handled = Handled::default();
        for node in &self.handled {
            if node.is_empty() {
                handled = Handled::all();
            } else {
                handled.name(node);
            }
        }
        Options {
            keep,
            skip_conflicts: self.skip_conflicts,
            removed: self.removed.map_or(Removed::Keep, |spec| spec.0),
            handled,
            ..Options::default()
        }
    }

    /// How long the result is waited for.
    pub(in crate::cli) fn verify(&self) -> Duration {
        Duration::from_secs(self.verify)
    }
}
