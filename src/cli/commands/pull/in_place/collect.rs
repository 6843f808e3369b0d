//! Finds what changed on the platform: the plan of an update knows it.

use std::collections::BTreeSet;

use crate::cli::exit::CommandError;
use crate::cli::load::ReadArgs;
use crate::platform::courses_v3::Id;
use crate::shown::shown;
use crate::sync::diff::{Clash, Differs, NodeRef};
use crate::sync::versions::{Field, LocalId, NodeKind};

use super::work::{Work, both};
use super::{new_nodes, texts};

/// Finds all changes.
pub(super) fn collect(work: &mut Work<'_>, reading: &ReadArgs) -> Result<(), CommandError> {
    let state = work.state;
    let plan = &state.plan;
    let mut merged: Vec<(LocalId, Id)> = Vec::new();
    let mut lists: BTreeSet<Option<LocalId>> = BTreeSet::new();
    let mut moves: Vec<(LocalId, Id)> = Vec::new();
    for difference in &plan.differs {
        let node = &difference.node;
        match difference.what {
            Differs::Field(Field::Order) => drop(lists.insert(parent_of(node))),
            Differs::Field(Field::Place) if node.kind == NodeKind::Category => {
                work.move_by_hand(node.path.as_deref().unwrap_or(&node.title));
            }
            Differs::Field(Field::Place) => moves.extend(both(node)),
            Differs::Field(Field::Text) if node.kind == NodeKind::Lesson => merged.extend(both(node)),
            Differs::Field(field) => work.value(node, field),
            // See `new_nodes`.
            Differs::OnlyThere => {}
            Differs::RemovedThere => {
                let path = node.path.as_deref().unwrap_or(&node.title);
                work.notes.push(format!(
                    "`{}` was removed on the platform: its file stays; delete it if you agree",
                    shown(path)
                ));
            }
        }
    }
    for conflict in &plan.conflicts {
        match conflict.what {
            Clash::Field(Field::Text) if conflict.node.kind == NodeKind::Lesson => {
                merged.extend(both(&conflict.node));
            }
            what => work.by_hand(clash(&conflict.node, what)),
        }
    }
    if !plan.ambiguous.is_empty() {
        work.by_hand(
            "several objects of the platform have the same title: run `coursedir status`".to_owned(),
        );
    }
    texts::merge_all(work, &merged, reading)?;
    new_nodes::make(work, &moves, reading, &mut lists)?;
    for list in lists {
        work.reorder(list.as_ref());
    }
    Ok(())
}

/// Whose list an order is of: that of the course, or of a category.
fn parent_of(node: &NodeRef) -> Option<LocalId> {
    node.local.clone().filter(|_| node.kind == NodeKind::Category)
}

fn clash(node: &NodeRef, what: Clash) -> String {
    let of = node.path.as_deref().filter(|path| !path.is_empty()).unwrap_or(&node.title);
    let of = shown(of);
    let how = match what {
        Clash::Field(field) => format!("the {} of `{of}` changed here and on the platform", field.word()),
        Clash::RemovedHere => format!("`{of}` was removed here and changed on the platform"),
        Clash::RemovedThere => format!("`{of}` was removed on the platform and changed here"),
    };
    format!("{how}: decide with `coursedir import --keep local` or `--keep remote`")
}
