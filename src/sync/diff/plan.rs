//! What an update does, and what it does not.

use std::collections::BTreeSet;
use std::fmt;

use super::options::Side;
use crate::platform::courses_v3::{Id, UnknownValue};
use crate::size::count;
use crate::sync::versions::{Field, LocalId, MediaPlace, NodeKind, OrderThere};

/// The difference between three versions of a course, as things to do and things to know.
///
/// Nothing in it may be done while [`Plan::must_stop`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// What to do, in this order: categories are made before what goes into them, lists are put in order when all members
    /// are there, removals come last, children before parents.
    pub operations: Vec<Operation>,
    /// Changes of both sides that exclude each other, and that nobody decided.
    pub conflicts: Vec<Conflict>,
    /// Changes of both sides that exclude each other, where the author named the side that wins.
    pub decided: Vec<Decision>,
    /// Conflicts are left as they are, and the rest is done.
    pub skips_conflicts: bool,
    /// Nodes of the folder of which several on the platform may be the counterparts. Nothing is done before that is clear.
    pub ambiguous: Vec<Ambiguity>,
    /// New lessons with media, where the author wants to be asked.
    pub asks_about_media: Vec<NodeRef>,
    /// What no call can do, or what must not be done unseen.
    pub needs_you: Vec<NeedsYou>,
    /// What is different on the platform alone, and stays.
    pub differs: Vec<Difference>,
    /// What stays although its file is gone.
    pub kept: Vec<Kept>,
    /// Files that have other names now: `(kind, id in the base, id now)`. For [`Base::rename`](crate::sync::versions::Base::rename),
    /// before anything else is remembered.
    pub renames: Vec<Rename>,
    /// Fields in which both sides agree, or may differ from now on. For [`Base::met`](crate::sync::versions::Base::met).
    pub remember: Vec<Remember>,
    /// Orders to remember. For [`Base::met_order`](crate::sync::versions::Base::met_order).
    pub orders: Vec<Order>,
    /// Nodes of the base that are gone on both sides, or that belong to the platform alone from now on.
    pub forget: Vec<(NodeKind, LocalId)>,
    /// Nodes that stay removed on the platform, though the folder changed them. For
    /// [`Base::stays_removed`](crate::sync::versions::Base::stays_removed).
    pub stay_removed: Vec<(NodeKind, LocalId)>,
    /// How many lessons of the platform have no file any more.
    pub gone: usize,
    /// Why nothing is removed, though the author wants it.
    pub guard: Option<Guard>,
}

/// One call, or a few that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operation {
    /// Makes a category or lesson.
    Create {
        /// The node of the folder.
        node: NodeRef,
        /// What it goes into.
        parent: Parent,
        /// Where its media go.
        media: MediaPlace,
    },
    /// Writes a node: its fields, and where it is if they contain [`Field::Place`].
    Update {
        /// The node of both sides.
        node: NodeRef,
        /// Its id there.
        remote: Id,
        /// What becomes as the folder has it.
        fields: BTreeSet<Field>,
        /// Where it moves to, if it moves.
        parent: Option<Parent>,
        /// Where its media are.
        media: MediaPlace,
        /// Values that are left out, because they may not be sent.
        leaves_out: Vec<UnknownValue>,
        /// Whether some of these were never left out before: the object is read back at once and compared. Where it lost
        /// one, no other object with that value is written.
        is_trial: bool,
    },
    /// Puts all siblings of one kind in order.
    Sequence {
        /// Whose children.
        parent: Parent,
        /// Categories or lessons.
        kind: NodeKind,
        /// All of them.
        members: Vec<Member>,
    },
    /// Makes a node whose file is gone a draft.
    Draft {
        /// The node of the platform.
        node: NodeRef,
        /// Its id there.
        remote: Id,
        /// As in [`Operation::Update`].
        leaves_out: Vec<UnknownValue>,
        /// As in [`Operation::Update`].
        is_trial: bool,
    },
    /// Removes a node whose file is gone. Nothing is left in it by then.
    Delete {
        /// The node of the platform.
        node: NodeRef,
        /// Its id there.
        remote: Id,
    },
}

/// A node, for people and for looking it up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeRef {
    /// What it is.
    pub kind: NodeKind,
    /// Its id in the folder; in the base, where the folder has it no more.
    pub local: Option<LocalId>,
    /// Its path in the folder.
    pub path: Option<String>,
    /// Its id on the platform.
    pub remote: Option<Id>,
    /// Its title: the folder's, else the platform's, else none.
    pub title: String,
}

/// What a node goes into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parent {
    /// The course itself.
    Course,
    /// A category that is there.
    There(Id),
    /// A category that is made in the same plan.
    New(LocalId),
}

/// A sibling in a list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// One that is there.
    There(Id),
    /// One that is made in the same plan.
    New(LocalId),
}

/// Changes of both sides that exclude each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// Of which node.
    pub node: NodeRef,
    /// What both changed.
    pub what: Clash,
}

/// A conflict that the author decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What excludes each other.
    pub conflict: Conflict,
    /// Whose change is kept; the other one is lost.
    pub keep: Side,
}

/// What both sides changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// The same field, to different values.
    Field(Field),
    /// The folder removed it; the platform changed it, or something in it.
    RemovedHere,
    /// The platform removed it; the folder changed it, or something in it.
    RemovedThere,
}

/// A node that may be any of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguity {
    /// Of the folder.
    pub here: Vec<NodeRef>,
    /// Of the platform.
    pub there: Vec<NodeRef>,
}

/// Something for the author's own hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedsYou {
    /// Of which node.
    pub node: NodeRef,
    /// What.
    pub reason: Reason,
}

/// Why a change is not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No call changes this field: a video, materials, the instructor.
    NoCall(Field),
    /// The object holds values that may not be sent, and that it would lose or may lose when they are left out.
    UnknownValues {
        /// These.
        values: Vec<UnknownValue>,
    },
    /// The category that it belongs in was removed on the platform.
    CategoryRemovedThere,
    /// It was sent a short time ago, and the list may not show it yet.
    NotListedYet,
    /// Another one has the same id: one of them is left alone.
    SameId,
    /// Its video or its materials would be lost: a write of a text was seen to do that here.
    MediaWouldBeLost,
    /// It would be below the second level of categories, because somebody moved one on the platform.
    TooDeep,
}

/// What is different on the platform alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Of which node.
    pub node: NodeRef,
    /// What.
    pub what: Differs,
}

/// How the platform differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Differs {
    /// This field was changed there.
    Field(Field),
    /// It was made there.
    OnlyThere,
    /// It was removed there.
    RemovedThere,
}

/// Something that stays although its file is gone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// What.
    pub node: NodeRef,
    /// Why.
    pub why: KeptBecause,
}

/// Why something stays although its file is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptBecause {
    /// The author wants that, or did not say otherwise.
    Asked,
    /// Too much is gone at once.
    Guard,
    /// Something that stays is in it.
    NotEmpty,
    /// It is a draft already, which is what the author wants.
    IsDraft,
}

/// A node that has another id in the folder than it was sent with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rename {
    /// What it is.
    pub kind: NodeKind,
    /// Its id in the base.
    pub from: LocalId,
    /// Its id now.
    pub to: LocalId,
}

/// Fields to remember without a call: the folder's value as sent, the platform's as seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remember {
    /// The node in the folder.
    pub kind: NodeKind,
    /// Its id there.
    pub local: LocalId,
    /// The node on the platform: it is bound to it from now on.
    pub remote: Id,
    /// The fields; empty where only the binding is new.
    pub fields: BTreeSet<Field>,
    /// Where its media are.
    pub media: MediaPlace,
}

/// The order of one list, to be remembered when the operations are done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// Categories or lessons.
    pub kind: NodeKind,
    /// Whose children, in the folder.
    pub parent: Option<LocalId>,
    /// The children, in the folder's order.
    pub folder: Vec<LocalId>,
    /// The platform's order.
    pub platform: OrderThere,
}

/// Why nothing is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard {
    /// How many lessons are gone.
    pub gone: usize,
    /// How many the base has.
    pub of: usize,
    /// The number that the author named, if it is another one.
    pub named: Option<usize>,
}

/// How much a plan does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Nodes whose fields are written, the course and categories among them.
    pub updates: usize,
    /// New nodes.
    pub adds: usize,
    /// Nodes that go into another category.
    pub moves: usize,
    /// Lists that are put in order.
    pub sorts: usize,
    /// Nodes that become drafts or are removed, because their files are gone.
    pub removes: usize,
    /// Conflicts that nobody decided.
    pub conflicts: usize,
    /// Things for the author's own hands.
    pub needs_you: usize,
    /// Things that differ on the platform.
    pub differs: usize,
    /// Nodes that stay although their files are gone.
    pub kept: usize,
}

impl Operation {
    /// The node that it is about; none where it puts a list in order.
    pub fn node(&self) -> Option<&NodeRef> {
        match self {
            Self::Create { node, .. }
            | Self::Update { node, .. }
            | Self::Draft { node, .. }
            | Self::Delete { node, .. } => Some(node),
            Self::Sequence { .. } => None,
        }
    }
}

impl Plan {
    /// Whether there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty()
    }

    /// Whether both sides have the same, as far as it can be known.
    pub fn is_in_step(&self) -> bool {
        self.counts() == Counts::default() && !self.must_stop()
    }

    /// Whether something has to be decided before anything is sent.
    pub fn must_stop(&self) -> bool {
        let has_conflicts = !self.conflicts.is_empty() && !self.skips_conflicts;
        has_conflicts || !self.ambiguous.is_empty() || !self.asks_about_media.is_empty()
    }

    /// How much it does.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            conflicts: self.conflicts.len(),
            needs_you: self.needs_you.len(),
            differs: self.differs.len(),
            kept: self.kept.len(),
            ..Counts::default()
        };
        for operation in &self.operations {
            match operation {
                Operation::Create { .. } => counts.adds += 1,
                Operation::Update { fields, .. } => {
                    let moves = fields.contains(&Field::Place);
                    counts.moves += usize::from(moves);
                    counts.updates += usize::from(fields.len() > usize::from(moves));
                }
                Operation::Sequence { .. } => counts.sorts += 1,
                Operation::Draft { .. } | Operation::Delete { .. } => counts.removes += 1,
            }
        }
        counts
    }
}

/// `updates 3 lessons, adds 1, moves 2, 1 needs you, 2 differ on the platform`
impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { updates, adds, moves, sorts, removes, conflicts, needs_you, differs, kept } = *self;
        let does = [("updates", updates), ("adds", adds), ("moves", moves), ("removes", removes)];
        let does = does.into_iter().filter(|(_, number)| *number > 0);
        let mut parts: Vec<String> = does.map(|(verb, number)| format!("{verb} {number}")).collect();
        if sorts > 0 {
            parts.push(format!("reorders {}", count(sorts, "list", "lists")));
        }
        let others = [
            (conflicts, "conflict", "conflicts"),
            (needs_you, "needs you", "need you"),
            (differs, "differs on the platform", "differ on the platform"),
            (kept, "kept without a file", "kept without files"),
        ];
        let others = others.into_iter().filter(|(number, ..)| *number > 0);
        parts.extend(others.map(|(number, one, many)| count(number, one, many)));
        if parts.is_empty() {
            return f.write_str("in step");
        }
        f.write_str(&parts.join(", "))
    }
}
