//! The flags that choose targets of `course.yaml`.

use std::num::NonZero;

/// Which targets are meant.
#[derive(Debug, Clone, Default, clap::Args)]
pub(in crate::cli) struct TargetArgs {
    /// Use this target of `course.yaml`; repeat it for more
    #[arg(long = "target", value_name = "NAME", help_heading = HEADING)]
    pub(super) names: Vec<String>,

    /// Use all targets of `course.yaml`
    #[arg(long, conflicts_with = "names", help_heading = HEADING)]
    pub(super) all_targets: bool,
}

/// How a run over several locations goes.
#[derive(Debug, Clone, clap::Args)]
pub(in crate::cli) struct ManyArgs {
    /// Work on this many locations in parallel
    #[arg(long, value_name = "N", default_value = "32", env = "COURSEDIR_PARALLEL_TARGETS", help_heading = HEADING)]
    pub parallel_targets: NonZero<usize>,

    /// Begin no other location after one failed
    #[arg(long, help_heading = HEADING)]
    pub fail_fast: bool,
}

const HEADING: &str = "Target options";

impl TargetArgs {
    /// Whether a target was named.
    pub fn are_given(&self) -> bool {
        self.all_targets || !self.names.is_empty()
    }
}
