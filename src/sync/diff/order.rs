//! The order of siblings: who changed it, and what comes of both.

use std::collections::{BTreeMap, HashSet};

use super::compare::Status;
use super::rows::{In, Rows};
use crate::sync::versions::BaseNode;

/// Siblings of one kind, as each side has them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Siblings {
    /// Rows in the folder's order.
    pub(super) here: Vec<usize>,
    /// Rows in the platform's order.
    pub(super) there: Vec<usize>,
}

/// Who changed the order of the children of `parent`.
pub(super) fn status(rows: &Rows<'_>, parent: In, siblings: &Siblings) -> Status {
    let sent = |row: &&usize| rows.base(**row).filter(|node| rows.sent_in(node) == parent);
    let (here, there): (HashSet<_>, HashSet<_>) =
        (siblings.here.iter().collect(), siblings.there.iter().collect());
    // What one side alone has says nothing about order.
    let common: Vec<&usize> = siblings.here.iter().filter(|row| there.contains(row)).collect();
    let common_there: Vec<&usize> = siblings.there.iter().filter(|row| here.contains(row)).collect();
    let folder_moved = !common.iter().filter_map(|row| sent(row)?.place.position).is_sorted();
    let platform_moved = !positions_there(common_there.iter().filter_map(sent)).is_sorted();
    let were_sent = common.iter().all(|row| sent(row).is_some());
    let is_known = common.iter().all(|row| sent(row).is_some_and(|node| node.place.position.is_some()));
    match (folder_moved, platform_moved) {
        _ if common == common_there && (folder_moved || platform_moved || !is_known) => Status::Agreed,
        (false, false) if common == common_there || is_known => Status::Same,
        // Some were made or moved by a run that did not come to put the list in order.
        (false, false) if were_sent => Status::Here,
        (true, false) => Status::Here,
        (false, true) => Status::There,
        (true, true) | (false, false) => Status::Both,
    }
}

/// The positions that siblings had on the platform: in an order of its own, where that was kept.
fn positions_there<'v>(siblings: impl Iterator<Item = &'v BaseNode>) -> Vec<u32> {
    let siblings: Vec<&BaseNode> = siblings.collect();
    let kept: Vec<u32> = siblings.iter().filter_map(|node| node.position_there).collect();
    if kept.is_empty() { siblings.iter().filter_map(|node| node.place.position).collect() } else { kept }
}

/// One list of both: `skeleton` in its order, and what only `others` has behind the one that it follows there.
pub(super) fn merged(skeleton: &[usize], others: &[usize]) -> Vec<usize> {
    let in_skeleton: HashSet<&usize> = skeleton.iter().collect();
    let mut followers: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut leader = None;
    for row in others {
        if in_skeleton.contains(row) {
            leader = Some(*row);
        } else {
            followers.entry(leader).or_default().push(*row);
        }
    }
    let mut behind = |leader: Option<usize>| followers.remove(&leader).unwrap_or_default();
    let mut list = behind(None);
    for row in skeleton {
        list.push(*row);
        list.extend(behind(Some(*row)));
    }
    list
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn what_only_one_side_has_stays_behind_the_one_that_it_follows() {
        assert_eq!(merged(&[1, 2, 3], &[9, 3, 8, 7, 1, 6]), [9, 1, 6, 2, 3, 8, 7]);
        assert_eq!(merged(&[], &[2, 1]), [2, 1]);
        assert_eq!(merged(&[1], &[]), [1]);
    }
}
