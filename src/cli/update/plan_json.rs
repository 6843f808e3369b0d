//! The plan of an update for programs. Fields are added, never renamed or removed.

use serde::Serialize;

use crate::platform::courses_v3::Id;
use crate::sync::diff::{
    Ambiguity, Clash, Conflict, Decision, Difference, Differs, Kept, KeptBecause, Member, NeedsYou, NodeRef,
    Operation, Parent, Plan, Reason,
};
use crate::sync::versions::Field;

/// Everything that a plan says.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct PlanJson<'a> {
    counts: Counts,
    operations: Vec<OperationJson<'a>>,
    conflicts: Vec<Said<'a>>,
    decided: Vec<DecisionJson<'a>>,
    ambiguous: Vec<AmbiguityJson<'a>>,
    asks_about_media: Vec<NodeJson<'a>>,
    needs_you: Vec<Said<'a>>,
    differs: Vec<Said<'a>>,
    kept: Vec<Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Counts {
    updates: usize,
    adds: usize,
    moves: usize,
    sorts: usize,
    removes: usize,
    conflicts: usize,
    needs_you: usize,
    differs: usize,
    kept: usize,
}

/// A node by all its names.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct NodeJson<'a> {
    kind: &'static str,
    id: Option<&'a str>,
    path: Option<&'a str>,
    remote: Option<&'a Id>,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct OperationJson<'a> {
    operation: &'static str,
    #[serde(flatten)]
    node: Option<NodeJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<&'static str>,
    /// The category that it goes into, where it moves or is made, or whose children are put in order.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<ParentJson<'a>>,
    /// The children in their order, by the platform's ids; by the folder's where they are made in the same plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum ParentJson<'a> {
    Course,
    Category(&'a Id),
    New(&'a str),
}

/// Something about a node, in one word.
#[derive(Debug, Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    node: NodeJson<'a>,
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
}

/// A conflict that the author decided: `keep` is the side whose change stays.
#[derive(Debug, Serialize)]
struct DecisionJson<'a> {
    #[serde(flatten)]
    conflict: Said<'a>,
    keep: &'static str,
}

#[derive(Debug, Serialize)]
struct AmbiguityJson<'a> {
    here: Vec<NodeJson<'a>>,
    there: Vec<NodeJson<'a>>,
}

impl<'a> PlanJson<'a> {
    pub(in crate::cli) fn of(plan: &'a Plan) -> Self {
        let counts = plan.counts();
        Self {
            counts: Counts {
                updates: counts.updates,
                adds: counts.adds,
                moves: counts.moves,
                sorts: counts.sorts,
                removes: counts.removes,
                conflicts: counts.conflicts,
                needs_you: counts.needs_you,
                differs: counts.differs,
                kept: counts.kept,
            },
            operations: plan.operations.iter().map(OperationJson::of).collect(),
            conflicts: plan.conflicts.iter().map(Said::of_conflict).collect(),
            decided: plan.decided.iter().map(DecisionJson::of).collect(),
            ambiguous: plan.ambiguous.iter().map(AmbiguityJson::of).collect(),
            asks_about_media: plan.asks_about_media.iter().map(NodeJson::of).collect(),
            needs_you: plan.needs_you.iter().map(Said::of_needs_you).collect(),
            differs: plan.differs.iter().map(Said::of_difference).collect(),
            kept: plan.kept.iter().map(Said::of_kept).collect(),
        }
    }
}

impl<'a> NodeJson<'a> {
    pub(in crate::cli) fn of(node: &'a NodeRef) -> Self {
        Self {
            kind: node.kind.word(),
            id: node.local.as_ref().map(crate::sync::versions::LocalId::as_str),
            path: node.path.as_deref(),
            remote: node.remote.as_ref(),
            title: &node.title,
        }
    }
}

/// The word of an operation.
pub(in crate::cli) fn word(operation: &Operation) -> &'static str {
    match operation {
        Operation::Create { .. } => "create",
        Operation::Update { .. } => "update",
        Operation::Sequence { .. } => "sequence",
        Operation::Draft { .. } => "draft",
        Operation::Delete { .. } => "delete",
    }
}

impl<'a> DecisionJson<'a> {
    fn of(decision: &'a Decision) -> Self {
        Self { conflict: Said::of_conflict(&decision.conflict), keep: decision.keep.word() }
    }
}

impl<'a> OperationJson<'a> {
    fn of(operation: &'a Operation) -> Self {
        let node = operation.node().map(NodeJson::of);
        let (fields, parent, members) = match operation {
            Operation::Create { parent, .. } => (Vec::new(), Some(parent), Vec::new()),
            Operation::Update { fields, parent, .. } => {
                (fields.iter().map(|field| field.word()).collect(), parent.as_ref(), Vec::new())
            }
            Operation::Sequence { parent, members, .. } => {
                (vec![Field::Order.word()], Some(parent), members.iter().map(member).collect())
            }
            Operation::Draft { .. } => (vec![Field::Visibility.word()], None, Vec::new()),
            Operation::Delete { .. } => (Vec::new(), None, Vec::new()),
        };
        let parent = parent.map(|parent| match parent {
            Parent::Course => ParentJson::Course,
            Parent::There(id) => ParentJson::Category(id),
            Parent::New(id) => ParentJson::New(id.as_str()),
        });
        Self { operation: word(operation), node, fields, parent, members }
    }
}

fn member(member: &Member) -> &str {
    match member {
        Member::There(id) => id.as_str(),
        Member::New(id) => id.as_str(),
    }
}

impl<'a> Said<'a> {
    fn new(node: &'a NodeRef, what: &'static str) -> Self {
        Self { node: NodeJson::of(node), what, field: None, values: Vec::new() }
    }

    fn of_conflict(conflict: &'a Conflict) -> Self {
        match conflict.what {
            Clash::Field(field) => Self { field: Some(field.word()), ..Self::new(&conflict.node, "changed") },
            Clash::RemovedHere => Self::new(&conflict.node, "removed-here"),
            Clash::RemovedThere => Self::new(&conflict.node, "removed-there"),
        }
    }

    fn of_needs_you(needs: &'a NeedsYou) -> Self {
        let of = |what| Self::new(&needs.node, what);
        match &needs.reason {
            Reason::NoCall(field) => Self { field: Some(field.word()), ..of("no-call") },
            Reason::UnknownValues { values } => Self {
                values: values.iter().map(|value| format!("{}={}", value.field, value.value)).collect(),
                ..of("unknown-values")
            },
            Reason::CategoryRemovedThere => of("category-removed-there"),
            Reason::NotListedYet => of("not-listed-yet"),
            Reason::SameId => of("same-id"),
            Reason::TooDeep => of("too-deep"),
            Reason::MediaWouldBeLost => of("media-would-be-lost"),
        }
    }

    fn of_difference(difference: &'a Difference) -> Self {
        match difference.what {
            Differs::Field(field) => {
                Self { field: Some(field.word()), ..Self::new(&difference.node, "changed") }
            }
            Differs::OnlyThere => Self::new(&difference.node, "only-there"),
            Differs::RemovedThere => Self::new(&difference.node, "removed-there"),
        }
    }

    fn of_kept(kept: &'a Kept) -> Self {
        Self::new(
            &kept.node,
            match kept.why {
                KeptBecause::Asked => "kept",
                KeptBecause::Guard => "too-many-gone",
                KeptBecause::NotEmpty => "not-empty",
                KeptBecause::IsDraft => "is-draft",
            },
        )
    }
}

impl<'a> AmbiguityJson<'a> {
    fn of(ambiguity: &'a Ambiguity) -> Self {
        Self {
            here: ambiguity.here.iter().map(NodeJson::of).collect(),
            there: ambiguity.there.iter().map(NodeJson::of).collect(),
        }
    }
}
