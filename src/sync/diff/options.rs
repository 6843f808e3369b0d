//! What the author and the target decide about a plan.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::nfc;
use crate::platform::courses_v3::UnknownValue;
use crate::sync::versions::LocalId;

/// Everything besides the three versions that a plan depends on.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `--keep`.
    pub keep: Keep,
    /// `--skip-conflicts`: leaves what is in conflict as it is, and does the rest.
    pub skip_conflicts: bool,
    /// `--removed`.
    pub removed: Removed,
    /// `media:` in `course.yaml`.
    pub media: Media,
    /// Values on read that an update may leave out, because an object was seen to keep them.
    pub kept_when_left_out: BTreeSet<UnknownValue>,
    /// Values on read that an object was seen to lose.
    pub lost_when_left_out: BTreeSet<UnknownValue>,
    /// Whether a write of a text was seen to lose the video beside it: such texts are not written.
    pub writes_lose_media: bool,
    /// `--handled`: nodes whose videos and materials the author changed by hand, by id or path, in NFC.
    pub handled: Handled,
    /// Nodes that were sent a short time ago and whose answers were lost: the list may not show them yet.
    pub not_listed_yet: BTreeSet<LocalId>,
    /// Nodes that are new, whatever on the platform looks like them.
    pub new: BTreeSet<LocalId>,
}

/// Nodes that the author took care of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handled {
    all: bool,
    names: BTreeSet<String>,
}

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The folder.
    Local,
    /// The platform.
    Remote,
}

impl Side {
    /// As in the flags.
    pub fn word(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Remote => "remote",
        }
    }
}

/// Whose value wins in a conflict.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keep {
    /// `--keep local`, `--keep remote`: in every conflict that is not named.
    all: Option<Side>,
    /// `--keep local=LESSON`: in those of one node, by its id or its path, in NFC.
    named: BTreeMap<String, Side>,
}

/// What happens to lessons and categories whose files are gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Removed {
    /// They stay, and are listed.
    #[default]
    Keep,
    /// They become drafts. The number is that of the lessons that are gone, where the author named it.
    Draft(Option<usize>),
    /// They are removed. The same number.
    Delete(Option<usize>),
}

/// What happens to the video and the materials of a new lesson, which no call can attach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Media {
    /// They go into its text: a player, a list of links.
    #[default]
    Embed,
    /// The run stops before it.
    Ask,
}

impl Handled {
    /// All nodes.
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Adds a node by its id or its path.
    pub fn name(&mut self, node: &str) {
        self.names.insert(nfc(node).into_owned());
    }

    /// The names that were given.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether a node with these names is one.
    pub(super) fn has<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> bool {
        self.all || names.any(|name| self.names.contains(name))
    }
}

impl Keep {
    /// Decides every conflict that is not named.
    pub fn all(side: Side) -> Self {
        Self { all: Some(side), ..Self::default() }
    }

    /// Decides the conflicts of one node, by its id or its path.
    pub fn name(&mut self, node: &str, side: Side) {
        self.named.insert(nfc(node).into_owned(), side);
    }

    /// The nodes that are decided by name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// The side that wins in a node with these names.
    pub(super) fn of<'n>(&self, mut names: impl Iterator<Item = &'n str>) -> Option<Side> {
        names.find_map(|name| self.named.get(name)).copied().or(self.all)
    }
}
