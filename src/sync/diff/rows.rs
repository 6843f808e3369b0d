//! The three versions side by side: a row for each node, whichever versions have it.

use std::collections::HashMap;

use super::plan::{Ambiguity, NodeRef};
use crate::sync::versions::{Base, BaseNode, Local, LocalNode, NodeKind, Remote, RemoteNode};

/// All rows: nodes of the folder in the order of its outline, then those that only the base has, then those that only the
/// platform has.
pub(super) struct Rows<'v> {
    pub(super) base: &'v Base,
    pub(super) local: &'v Local,
    pub(super) remote: &'v Remote,
    pub(super) all: Vec<Row>,
    /// The row of each node; `None` for a second node with the same key, which counts nowhere.
    of_base: Vec<Option<usize>>,
    of_local: Vec<Option<usize>>,
    of_remote: Vec<Option<usize>>,
    /// By kind and id.
    ids: Ids<'v>,
    pub(super) ambiguous: Vec<Ambiguity>,
    /// Nodes of the folder whose ids others have already.
    pub(super) doubles: Vec<NodeRef>,
}

/// A node in up to three versions, by its place in their lists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) kind: NodeKind,
    pub(super) base: Option<usize>,
    pub(super) local: Option<usize>,
    pub(super) remote: Option<usize>,
    /// It was matched to its counterpart on the platform just now.
    pub(super) is_newly_bound: bool,
    /// It is unclear what its counterpart is: nothing may be done with it.
    pub(super) is_held: bool,
}

/// What a node is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum In {
    Course,
    Row(usize),
    /// Something that no version has.
    Elsewhere,
}

struct Ids<'v> {
    base: HashMap<(NodeKind, &'v str), usize>,
    local: HashMap<(NodeKind, &'v str), usize>,
    remote: HashMap<(NodeKind, &'v str), usize>,
}

impl<'v> Rows<'v> {
    /// Rows for the folder and the base. `pairs` has the node of the folder for each node of the base.
    pub(super) fn of(base: &'v Base, local: &'v Local, remote: &'v Remote, pairs: &[Option<usize>]) -> Self {
        let mut new = Self {
            base,
            local,
            remote,
            all: Vec::with_capacity(local.nodes.len()),
            of_base: vec![None; base.nodes.len()],
            of_local: vec![None; local.nodes.len()],
            of_remote: vec![None; remote.nodes.len()],
            ids: Ids::of(base, local, remote),
            ambiguous: Vec::new(),
            doubles: Vec::new(),
        };
        let mut base_of = vec![None; local.nodes.len()];
        for (at, local) in pairs.iter().enumerate() {
            if let Some(local) = local {
                base_of[*local] = Some(at);
            }
        }
        for (at, node) in local.nodes.iter().enumerate() {
            if new.ids.local.get(&(node.kind, node.id.as_str())) == Some(&at) {
                new.add(Row { base: base_of[at], local: Some(at), ..Row::new(node.kind) });
            } else {
                let (local, path) = (Some(node.id.clone()), Some(node.path.clone()));
                new.doubles.push(NodeRef {
                    kind: node.kind,
                    local,
                    path,
                    remote: None,
                    title: node.title.clone(),
                });
            }
        }
        // The order of the base means nothing.
        let mut gone: Vec<_> = base.nodes.iter().enumerate().collect();
        gone.sort_by_key(|(_, node)| (&node.id, node.kind));
        for (at, node) in gone {
            let is_first = new.ids.base.get(&(node.kind, node.id.as_str())) == Some(&at);
            if new.of_base[at].is_none() && is_first {
                new.add(Row { base: Some(at), ..Row::new(node.kind) });
            }
        }
        new
    }

    /// Adds rows for what the platform alone has, when everything is bound that can be.
    pub(super) fn add_rest_of_remote(&mut self) {
        for (at, node) in self.remote.nodes.iter().enumerate() {
            let is_first = self.ids.remote.get(&(node.kind, node.id.as_str())) == Some(&at);
            if self.of_remote[at].is_none() && is_first {
                self.add(Row { remote: Some(at), ..Row::new(node.kind) });
            }
        }
    }

    fn add(&mut self, row: Row) {
        let at = Some(self.all.len());
        let places = [
            (&mut self.of_base, row.base),
            (&mut self.of_local, row.local),
            (&mut self.of_remote, row.remote),
        ];
        for (rows, node) in places {
            if let Some(node) = node {
                rows[node] = at;
            }
        }
        self.all.push(row);
    }

    /// Binds a row to a node of the platform.
    pub(super) fn bind(&mut self, row: usize, remote: usize, is_new: bool) {
        self.all[row].remote = Some(remote);
        self.all[row].is_newly_bound = is_new;
        self.of_remote[remote] = Some(row);
    }

    pub(super) fn is_bound(&self, remote: usize) -> bool {
        self.of_remote[remote].is_some()
    }

    /// The node of the platform with this id.
    pub(super) fn remote_with(&self, kind: NodeKind, id: &str) -> Option<usize> {
        self.ids.remote.get(&(kind, id)).copied()
    }

    pub(super) fn base(&self, row: usize) -> Option<&'v BaseNode> {
        self.all[row].base.map(|at| &self.base.nodes[at])
    }

    pub(super) fn local(&self, row: usize) -> Option<&'v LocalNode> {
        self.all[row].local.map(|at| &self.local.nodes[at])
    }

    pub(super) fn remote(&self, row: usize) -> Option<&'v RemoteNode> {
        self.all[row].remote.map(|at| &self.remote.nodes[at])
    }

    /// What a node was in when it was sent.
    pub(super) fn sent_in(&self, node: &BaseNode) -> In {
        let Some(parent) = &node.place.parent else { return In::Course };
        let at = self.ids.base.get(&(NodeKind::Category, parent.as_str()));
        at.and_then(|at| self.of_base[*at]).map_or(In::Elsewhere, In::Row)
    }

    /// What a node is in in the folder.
    pub(super) fn local_in(&self, node: &LocalNode) -> In {
        let Some(parent) = &node.parent else { return In::Course };
        let at = self.ids.local.get(&(NodeKind::Category, parent.as_str()));
        at.and_then(|at| self.of_local[*at]).map_or(In::Elsewhere, In::Row)
    }

    /// What a node is in on the platform.
    pub(super) fn remote_in(&self, node: &RemoteNode) -> In {
        match &node.parent {
            Some(parent) => self.in_remote(parent.as_str()),
            None if node.kind == NodeKind::Lesson => In::Elsewhere,
            None => In::Course,
        }
    }

    /// The category of the platform with this id.
    pub(super) fn in_remote(&self, id: &str) -> In {
        let at = self.ids.remote.get(&(NodeKind::Category, id));
        at.and_then(|at| self.of_remote[*at]).map_or(In::Elsewhere, In::Row)
    }

    /// A node of the platform for people.
    pub(super) fn remote_ref(&self, remote: usize) -> NodeRef {
        let node = &self.remote.nodes[remote];
        let (remote, title) = (Some(node.id.clone()), node.title.clone());
        NodeRef { kind: node.kind, local: None, path: None, remote, title }
    }

    /// A row for people.
    pub(super) fn node_ref(&self, row: usize) -> NodeRef {
        let (base, local, remote) = (self.base(row), self.local(row), self.remote(row));
        let remote_id = remote.map(|node| node.id.clone()).or_else(|| base?.remote.clone());
        NodeRef {
            kind: self.all[row].kind,
            local: local.map(|node| node.id.clone()).or_else(|| Some(base?.id.clone())),
            path: local.map(|node| node.path.clone()).or_else(|| base?.path.clone()),
            remote: remote_id,
            title: local
                .map(|node| node.title.clone())
                .or_else(|| Some(remote?.title.clone()))
                .unwrap_or_default(),
        }
    }
}

impl Row {
    fn new(kind: NodeKind) -> Self {
        Self { kind, base: None, local: None, remote: None, is_newly_bound: false, is_held: false }
    }
}

impl<'v> Ids<'v> {
    fn of(base: &'v Base, local: &'v Local, remote: &'v Remote) -> Self {
        Self {
            base: first(base.nodes.iter().map(|node| (node.kind, node.id.as_str()))),
            local: first(local.nodes.iter().map(|node| (node.kind, node.id.as_str()))),
            remote: first(remote.nodes.iter().map(|node| (node.kind, node.id.as_str()))),
        }
    }
}

/// The first node with each key.
fn first<'v>(keys: impl Iterator<Item = (NodeKind, &'v str)>) -> HashMap<(NodeKind, &'v str), usize> {
    let mut places = HashMap::new();
    for (at, key) in keys.enumerate() {
        places.entry(key).or_insert(at);
    }
    places
}
