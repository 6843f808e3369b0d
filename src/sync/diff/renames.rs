//! Which node of the base is which node of the folder.
//!
//! In this order, each rule for what those before it left over:
//! 1. the same id: an `id:` of the front matter, or a path that still exists, whatever is in the file now;
//! 2. the same path: an `id:` was added or removed;
//! 3. the same text, if only one lesson that is gone and one that is new have it; the same video where there is no text;
//! 4. the same file name and the same title, if only one lesson of each side has both: its links may lead elsewhere now;
//! 5. categories: most lessons of the one that is gone are in the new one; else the same title in the same category;
//! 6. lessons whose category has another name now: the same file name; else the same title in the same category.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use crate::sync::versions::{Base, BaseNode, Field, Local, LocalId, LocalNode, NodeKind, Print};

/// The node of the folder for each node of the base.
pub(in crate::sync) fn pair(base: &Base, local: &Local) -> Vec<Option<usize>> {
    let mut pairs = Pairs::new(base, local);
    pairs.match_by(|node| Some((node.kind, node.id.as_str())), |node| Some((node.kind, node.id.as_str())));
    let old_path = |node: &BaseNode| node.path.clone().unwrap_or_else(|| node.id.as_str().to_owned());
    pairs.match_by(
        |node| Some((node.kind, old_path(node))).filter(|_| node.kind != NodeKind::Course),
        |node| Some((node.kind, node.path.clone())).filter(|_| node.kind != NodeKind::Course),
    );
    pairs.match_by(text_sent, text_now);
    pairs.match_by_name_and_title();
    pairs.match_categories_by_lessons();
    pairs.match_by_title(NodeKind::Category);
    // The second level, whose parents may have new names by now.
    pairs.match_by_title(NodeKind::Category);
    pairs.match_by_name();
    pairs.match_by_title(NodeKind::Lesson);
    pairs.local_of
}

struct Pairs<'v> {
    base: &'v Base,
    local: &'v Local,
    local_of: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl<'v> Pairs<'v> {
    fn new(base: &'v Base, local: &'v Local) -> Self {
        let (local_of, is_taken) = (vec![None; base.nodes.len()], vec![false; local.nodes.len()]);
        Self { base, local, local_of, is_taken }
    }

    /// Pairs what has the same key, where one node of each side has it.
    fn match_by<K: Hash + Eq>(
        &mut self,
        of_base: impl Fn(&'v BaseNode) -> Option<K>,
        of_local: impl Fn(&'v LocalNode) -> Option<K>,
    ) {
        let gone = self.base.nodes.iter().enumerate().filter(|(at, _)| self.local_of[*at].is_none());
        let gone = unique(gone.filter_map(|(at, node)| Some((of_base(node)?, at))));
        let new = self.local.nodes.iter().enumerate().filter(|(at, _)| !self.is_taken[*at]);
        let new = unique(new.filter_map(|(at, node)| Some((of_local(node)?, at))));
        let base = self.base;
        for (at, node) in base.nodes.iter().enumerate() {
            if self.local_of[at].is_none()
                && let Some(key) = of_base(node).filter(|key| gone.get(key) == Some(&Some(at)))
                && let Some(Some(found)) = new.get(&key)
            {
                self.local_of[at] = Some(*found);
                self.is_taken[*found] = true;
            }
        }
    }

    /// Pairs a category that is gone with a new one that has more than half of its lessons.
    fn match_categories_by_lessons(&mut self) {
        let mut sizes: HashMap<&LocalId, usize> = HashMap::new();
        let mut moved: BTreeMap<(&LocalId, &LocalId), usize> = BTreeMap::new();
        for (node, local) in self.base.nodes.iter().zip(&self.local_of) {
            let Some(old) = node.place.parent.as_ref().filter(|_| node.kind == NodeKind::Lesson) else {
                continue;
            };
            *sizes.entry(old).or_default() += 1;
            if let Some(new) = local.and_then(|local| self.local.nodes[local].parent.as_ref()) {
                *moved.entry((old, new)).or_default() += 1;
            }
        }
        let most: HashMap<&LocalId, &LocalId> = moved
            .into_iter()
            .filter(|((old, _), number)| number * 2 > sizes[old])
            .map(|((old, new), _)| (old, new))
            .collect();
        self.match_by(
            |node| Some(*most.get(&node.id)?).filter(|_| node.kind == NodeKind::Category),
            |node| Some(&node.id).filter(|_| node.kind == NodeKind::Category),
        );
    }

    fn match_by_title(&mut self, kind: NodeKind) {
        let new_ids = self.new_ids();
        self.match_by(
            |node| {
                let title = node.fields.get(&Field::Title).filter(|_| node.kind == kind)?;
                Some((home_now(node, &new_ids)?, title.sent))
            },
            |node| {
                let title = node.fields.get(&Field::Title).filter(|_| node.kind == kind)?;
                Some((home(node), *title))
            },
        );
    }

    fn match_by_name(&mut self) {
        let new_ids = self.new_ids();
        self.match_by(
            |node| {
                let path = node.path.as_deref().unwrap_or(node.id.as_str());
                Some((home_now(node, &new_ids)?, name_of(path))).filter(|_| node.kind == NodeKind::Lesson)
            },
            |node| Some((home(node), name_of(&node.path))).filter(|_| node.kind == NodeKind::Lesson),
        );
    }

    fn match_by_name_and_title(&mut self) {
        self.match_by(
            |node| {
                let title = node.fields.get(&Field::Title).filter(|_| node.kind == NodeKind::Lesson)?;
                Some((name_of(node.path.as_deref().unwrap_or(node.id.as_str())), title.sent))
            },
            |node| {
                let title = node.fields.get(&Field::Title).filter(|_| node.kind == NodeKind::Lesson)?;
                Some((name_of(&node.path), *title))
            },
        );
    }

    /// The ids that categories of the base have now.
    fn new_ids(&self) -> HashMap<&'v LocalId, &'v LocalId> {
        let categories = self.base.nodes.iter().zip(&self.local_of);
        let categories = categories.filter(|(node, _)| node.kind == NodeKind::Category);
        categories.filter_map(|(node, local)| Some((&node.id, &self.local.nodes[(*local)?].id))).collect()
    }
}

/// What a node of the folder is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Home<'v> {
    Course,
    Category(&'v LocalId),
}

fn home(node: &LocalNode) -> Home<'_> {
    node.parent.as_ref().map_or(Home::Course, Home::Category)
}

/// What a node of the base is in, by the id that it has now; `None` where that is gone.
fn home_now<'v>(node: &BaseNode, new_ids: &HashMap<&LocalId, &'v LocalId>) -> Option<Home<'v>> {
    match &node.place.parent {
        None => Some(Home::Course),
        Some(parent) => new_ids.get(parent).copied().map(Home::Category),
    }
}

/// Keys with the one place that has them; `None` where several have.
fn unique<K: Hash + Eq>(keys: impl Iterator<Item = (K, usize)>) -> HashMap<K, Option<usize>> {
    let mut places = HashMap::new();
    for (key, at) in keys {
        places.entry(key).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// What tells a lesson from others when its name is gone: its text, else its video.
fn text_sent(node: &BaseNode) -> Option<Print> {
    let sent =
        |field| node.fields.get(&field).map(|field| field.sent).filter(|print| *print != Print::of_nothing());
    sent(Field::Text).or_else(|| sent(Field::Video)).filter(|_| node.kind == NodeKind::Lesson)
}

fn text_now(node: &LocalNode) -> Option<Print> {
    let now = |field| node.fields.get(&field).copied().filter(|print| *print != Print::of_nothing());
    now(Field::Text).or_else(|| now(Field::Video)).filter(|_| node.kind == NodeKind::Lesson)
}

fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
