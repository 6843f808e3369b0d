//! The flags that choose targets of `course.yaml`.

use std::num::NonZero;
use std::str::FromStr;

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

    /// Begin with so many locations, such as `10%` or `3`
    ///
    /// The others follow only if all of the first ones end as they were sent.
    #[arg(long, value_name = "SHARE", env = "COURSEDIR_WAVE", help_heading = HEADING)]
    pub wave: Option<Wave>,
}

/// The first part of several locations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Wave {
    Number(NonZero<usize>),
    /// From 1 to 100.
    Percent(usize),
}

impl Wave {
    /// How many of so many locations it has: at least one, if there is any.
    pub fn of(self, all: usize) -> usize {
        match self {
            Self::Number(number) => number.get().min(all),
            Self::Percent(percent) => all.saturating_mul(percent).div_ceil(100),
        }
    }
}

impl FromStr for Wave {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |text: &str| text.trim().parse::<usize>().ok().and_then(NonZero::new);
        match text.trim().strip_suffix('%') {
            Some(percent) => match number(percent).map(NonZero::get) {
                Some(percent @ 1..=100) => Ok(Self::Percent(percent)),
                _ => Err("use a share from `1%` to `100%`"),
            },
            None => {
                number(text).map(Self::Number).ok_or("use a number of locations, or a share such as `10%`")
            }
        }
    }
}

const HEADING: &str = "Target options";

impl TargetArgs {
    /// Whether a target was named.
    pub fn are_given(&self) -> bool {
        self.all_targets || !self.names.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_is_a_number_or_a_share_and_never_nothing() {
        let first = |text: &str, all| text.parse::<Wave>().map(|wave| wave.of(all));
        assert_eq!(first("10%", 30), Ok(3));
        assert_eq!(first("10%", 3), Ok(1));
        assert_eq!(first(" 100 % ", 7), Ok(7));
        assert_eq!(first("5", 3), Ok(3));
        for wrong in ["0", "0%", "101%", "-1", "", "%", "a few"] {
            assert!(wrong.parse::<Wave>().is_err(), "{wrong}");
        }
    }
}
