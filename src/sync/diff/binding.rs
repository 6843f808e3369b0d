//! Which node of the folder is which node of the platform.
//!
//! What has a remote id is bound by it. For the rest, from the first level down, within the category that its own category
//! is bound to:
//! 1. the same title (as it was sent, where it was sent): one candidate is bound; of several, the one at the same position;
//! 2. the same text, if only one lesson on each side has it;
//! 3. at the first contact, when no id is known yet: the only one that is left of what was sent, with the only one that is
//!    left there, at the same position.
//!
//! What still has the title of a node there, but not for sure its counterpart, is *ambiguous*: to guess would bind the wrong
//! one, or make a second one. At the first contact that holds for everything that was sent and
//! that is without a counterpart beside nodes without one. A run that stops because of this remembers no binding.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::options::Options;
use super::plan::Ambiguity;
use super::rows::{In, Rows};
use crate::sync::versions::{Field, NodeKind, Print, RemoteNode};

/// Binds rows to nodes of the platform; holds those that are ambiguous, and what is in them.
pub(super) fn bind(rows: &mut Rows<'_>, options: &Options) {
    bind_by_id(rows);
    bind_course(rows);
    for kind in [NodeKind::Category, NodeKind::Category, NodeKind::Lesson] {
        // The first round binds the first level, the second one what is in it.
        let groups = unbound(rows, kind, options);
        for (parent, members) in groups {
            Group::of(rows, kind, parent, &members).bind(rows);
        }
    }
    bind_moved(rows, options);
    find_ambiguous(rows, options);
    hold_below(rows);
}

fn bind_by_id(rows: &mut Rows<'_>) {
    for row in 0..rows.all.len() {
        let known = rows.base(row).and_then(|node| Some((node.kind, node.remote.as_ref()?)));
        let remote = known.and_then(|(kind, id)| rows.remote_with(kind, id.as_str()));
        if let Some(remote) = remote.filter(|remote| !rows.is_bound(*remote)) {
            rows.bind(row, remote, false);
        }
    }
}

fn bind_course(rows: &mut Rows<'_>) {
    let is_course = |kind: NodeKind| kind == NodeKind::Course;
    let row = rows.all.iter().position(|row| is_course(row.kind) && row.remote.is_none());
    let remote = rows.remote.nodes.iter().position(|node| is_course(node.kind));
    if let Some((row, remote)) = row.zip(remote).filter(|(_, remote)| !rows.is_bound(*remote)) {
        rows.bind(row, remote, true);
    }
}

/// Whether a row may be bound to something: it is in the folder, it has no counterpart, and none is known.
fn is_open(rows: &Rows<'_>, row: usize, options: &Options) -> bool {
    let has_id = rows.base(row).is_some_and(|node| node.remote.is_some());
    let is_new = rows.local(row).is_some_and(|node| options.new.contains(&node.id));
    rows.all[row].remote.is_none() && !has_id && !is_new
}

/// Open rows of one kind by what they were sent into, else by what they are in.
fn unbound(rows: &Rows<'_>, kind: NodeKind, options: &Options) -> BTreeMap<In, Vec<usize>> {
    let mut groups: BTreeMap<In, Vec<usize>> = BTreeMap::new();
    for row in 0..rows.all.len() {
        if rows.all[row].kind == kind && is_open(rows, row, options) {
            groups.entry(home_of(rows, row)).or_default().push(row);
        }
    }
    groups
}

/// Whether the base knows no id of the platform: a course that was imported and not looked at since.
fn is_first_contact(rows: &Rows<'_>) -> bool {
    rows.base.nodes.iter().all(|node| node.remote.is_none())
}

/// What a row was sent into, else what it is in.
fn home_of(rows: &Rows<'_>, row: usize) -> In {
    match (rows.base(row), rows.local(row)) {
        (Some(node), _) => rows.sent_in(node),
        (None, Some(node)) => rows.local_in(node),
        (None, None) => In::Elsewhere,
    }
}

/// Siblings without counterparts, on both sides.
struct Group {
    /// Rows, and their places among all siblings that were sent or are in the folder.
    here: Vec<(usize, usize)>,
    /// Nodes of the platform, and their places among all siblings there.
    there: Vec<(usize, usize)>,
}

impl Group {
    fn of(rows: &Rows<'_>, kind: NodeKind, parent: In, open: &[usize]) -> Self {
        let there = siblings_there(rows, kind, parent);
        let siblings = siblings_here(rows, kind, parent);
        let rank: HashMap<usize, usize> = siblings.into_iter().zip(0..).collect();
        Self {
            here: open.iter().map(|row| (*row, rank.get(row).copied().unwrap_or(usize::MAX))).collect(),
            there: there.into_iter().zip(0..).filter(|(remote, _)| !rows.is_bound(*remote)).collect(),
        }
    }

    fn bind(mut self, rows: &mut Rows<'_>) {
        let title = |node: &RemoteNode| node.fields.get(&Field::Title).copied();
        let text = |node: &RemoteNode| node.fields.get(&Field::Text).copied();
        self.bind_by(rows, |rows, row| sent(rows, row, Field::Title), title, true);
        let is_text = |print: &Print| *print != Print::of_nothing();
        self.bind_by(rows, |rows, row| sent(rows, row, Field::Text).filter(is_text), text, false);
        if is_first_contact(rows) {
            self.bind_last(rows);
        }
    }

    /// Binds what has the same key, if one of each side has it; of several, those at the same positions.
    fn bind_by(
        &mut self,
        rows: &mut Rows<'_>,
        of_row: impl Fn(&Rows<'_>, usize) -> Option<Print>,
        of_remote: impl Fn(&RemoteNode) -> Option<Print>,
        by_position: bool,
    ) {
        let mut keys: BTreeMap<Print, [Vec<(usize, usize)>; 2]> = BTreeMap::new();
        for (row, rank) in &self.here {
            if let Some(key) = of_row(rows, *row) {
                keys.entry(key).or_default()[0].push((*row, *rank));
            }
        }
        for (remote, rank) in &self.there {
            if let Some(candidates) =
                of_remote(&rows.remote.nodes[*remote]).and_then(|key| keys.get_mut(&key))
            {
                candidates[1].push((*remote, *rank));
            }
        }
        for [here, there] in keys.into_values() {
            if let ([(row, _)], [(remote, _)]) = (&here[..], &there[..]) {
                rows.bind(*row, *remote, true);
            } else if by_position {
                let ranks: HashMap<usize, usize> =
                    there.iter().map(|(remote, rank)| (*rank, *remote)).collect();
                for (row, rank) in &here {
                    if let Some(remote) = ranks.get(rank) {
                        rows.bind(*row, *remote, true);
                    }
                }
            }
        }
        self.here.retain(|(row, _)| rows.all[*row].remote.is_none());
        self.there.retain(|(remote, _)| !rows.is_bound(*remote));
    }

    fn bind_last(self, rows: &mut Rows<'_>) {
        let sent: Vec<_> = self.here.iter().filter(|(row, _)| rows.base(*row).is_some()).collect();
        if let ([(row, rank)], [(remote, rank_there)]) = (&sent[..], &self.there[..])
            && rank == rank_there
        {
            rows.bind(*row, *remote, true);
        }
    }
}

/// A field as it was sent, else as it is.
fn sent(rows: &Rows<'_>, row: usize, field: Field) -> Option<Print> {
    let sent = rows.base(row).and_then(|node| node.fields.get(&field));
    sent.map(|sent| sent.sent).or_else(|| rows.local(row)?.fields.get(&field).copied())
}

/// Rows that were sent into `parent`, in that order; where nothing was, those that are in it.
fn siblings_here(rows: &Rows<'_>, kind: NodeKind, parent: In) -> Vec<usize> {
    let all = (0..rows.all.len()).filter(|row| rows.all[*row].kind == kind);
    let of_base = |row: &usize| rows.base(*row).is_some_and(|node| rows.sent_in(node) == parent);
    let mut sent: Vec<usize> = all.clone().filter(of_base).collect();
    if sent.is_empty() {
        let is_in = |row: &usize| rows.local(*row).is_some_and(|node| rows.local_in(node) == parent);
        return all.filter(is_in).collect();
    }
    sent.sort_by_key(|row| rows.base(*row).and_then(|node| node.place.position));
    sent
}

/// Nodes of the platform in what `parent` is bound to, in order.
fn siblings_there(rows: &Rows<'_>, kind: NodeKind, parent: In) -> Vec<usize> {
    let nodes = rows.remote.nodes.iter().enumerate().filter(|(_, node)| node.kind == kind);
    let parent = match parent {
        In::Course => None,
        In::Row(row) => match rows.remote(row) {
            Some(node) => Some(&node.id),
            None => return Vec::new(),
        },
        In::Elsewhere => return Vec::new(),
    };
    nodes.filter(|(_, node)| node.parent.as_ref() == parent).map(|(at, _)| at).collect()
}

/// Binds lessons that were sent and that somebody moved there before they were bound: the same title, or the same text, if
/// only one on each side has it.
fn bind_moved(rows: &mut Rows<'_>, options: &Options) {
    for field in [Field::Title, Field::Text] {
        let mut keys: BTreeMap<Print, [Vec<usize>; 2]> = BTreeMap::new();
        for row in open_and_sent(rows, options).filter(|row| rows.all[*row].kind == NodeKind::Lesson) {
            if let Some(key) = sent(rows, row, field).filter(|key| *key != Print::of_nothing()) {
                keys.entry(key).or_default()[0].push(row);
            }
        }
        for (at, node) in rows.remote.nodes.iter().enumerate().filter(|(at, _)| !rows.is_bound(*at)) {
            if let Some(candidates) = node.fields.get(&field).and_then(|key| keys.get_mut(key)) {
                candidates[1].push(at);
            }
        }
        for [here, there] in keys.into_values() {
            if let ([row], [remote]) = (&here[..], &there[..])
                && rows.remote.nodes[*remote].kind == NodeKind::Lesson
            {
                rows.bind(*row, *remote, true);
            }
        }
    }
}

fn open_and_sent<'a>(rows: &'a Rows<'_>, options: &'a Options) -> impl Iterator<Item = usize> + 'a {
    (0..rows.all.len()).filter(|row| rows.base(*row).is_some() && is_open(rows, *row, options))
}

/// Finds groups with doubtful members on both sides.
fn find_ambiguous(rows: &mut Rows<'_>, options: &Options) {
    let first_contact = is_first_contact(rows);
    for kind in [NodeKind::Category, NodeKind::Lesson] {
        for (parent, open) in unbound(rows, kind, options) {
            let there = siblings_there(rows, kind, parent);
            let there: Vec<usize> = there.into_iter().filter(|remote| !rows.is_bound(*remote)).collect();
            let titles: BTreeSet<Print> = there
                .iter()
                .filter_map(|remote| rows.remote.nodes[*remote].fields.get(&Field::Title).copied())
                .collect();
            let is_doubtful = |row: &usize| {
                first_contact && rows.base(*row).is_some()
                    || sent(rows, *row, Field::Title).is_some_and(|title| titles.contains(&title))
            };
            let here: Vec<usize> = open.into_iter().filter(is_doubtful).collect();
            if here.is_empty() || there.is_empty() {
                continue;
            }
            let there = there.iter().map(|remote| rows.remote_ref(*remote)).collect();
            rows.ambiguous
                .push(Ambiguity { here: here.iter().map(|row| rows.node_ref(*row)).collect(), there });
            for row in here {
                rows.all[row].is_held = true;
            }
        }
    }
}

/// Holds what is in a category that is held, twice: two levels.
fn hold_below(rows: &mut Rows<'_>) {
    for _ in 0..2 {
        for row in 0..rows.all.len() {
            let parent = rows.local(row).map(|node| rows.local_in(node));
            if let Some(In::Row(parent)) = parent
                && rows.all[parent].is_held
            {
                rows.all[row].is_held = true;
            }
        }
    }
}
