//! A course with all of its objects, at one moment.
//!
//! A write copies the course, changes the copy and puts it in place of the old one (`portal`), so that lists
//! which lag can still show what was there before.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{
    call::Kind,
    object::{Object, POSITION},
};
use crate::sandbox::id;

/// A course and its objects.
#[derive(Debug, Clone)]
pub(in crate::sandbox) struct Course {
    pub id: String,
    pub location: String,
    /// The sandbox's address when the course was made; links in its texts start with it.
    pub base_url: String,
    /// Counts the changes since the sandbox started.
    pub revision: u64,
    objects: BTreeMap<String, Arc<Object>>,
    /// The objects that were added, changed or removed since the course was last written to disk.
    changed: BTreeSet<String>,
}

impl Course {
    /// Makes a course of its objects, one of which has the id of the course.
    pub(in crate::sandbox) fn new(
        id: String,
        location: String,
        base_url: String,
        objects: Vec<Object>,
    ) -> Self {
        let objects = objects.into_iter().map(|object| (object.id.clone(), Arc::new(object))).collect();
        Self { id, location, base_url, revision: 0, objects, changed: BTreeSet::new() }
    }

    /// Returns every object, in the order in which they were made.
    pub(in crate::sandbox) fn objects(&self) -> Vec<&Arc<Object>> {
        let mut all: Vec<_> = self.objects.values().collect();
        all.sort_by_key(|object| object.made);
        all
    }

    /// Returns an object of any kind.
    pub(in crate::sandbox) fn any(&self, id: &str) -> Option<&Arc<Object>> {
        self.objects.get(id)
    }

    /// Returns an object of this kind.
    pub(in crate::sandbox) fn get(&self, kind: Kind, id: &str) -> Option<&Arc<Object>> {
        self.objects.get(id).filter(|object| object.kind == kind)
    }

    /// Returns the course as an object.
    pub(in crate::sandbox) fn own(&self) -> Option<&Arc<Object>> {
        self.get(Kind::Course, &self.id)
    }

    /// Returns the objects of a kind that are directly below `parent`, in order.
    pub(in crate::sandbox) fn below(&self, kind: Kind, parent: Option<&str>) -> Vec<&Arc<Object>> {
        let is_below = |object: &&Arc<Object>| object.kind == kind && object.parent() == parent;
        sorted(self.objects.values().filter(is_below).collect())
    }

    /// Returns the objects of a kind by what they are below, in order; the course's own are under `""`.
    pub(in crate::sandbox) fn grouped(&self, kind: Kind) -> BTreeMap<&str, Vec<&Arc<Object>>> {
        let mut groups: BTreeMap<&str, Vec<&Arc<Object>>> = BTreeMap::new();
        for object in self.objects.values().filter(|object| object.kind == kind) {
            groups.entry(object.parent().unwrap_or_default()).or_default().push(object);
        }
        groups.into_iter().map(|(parent, group)| (parent, sorted(group))).collect()
    }

    /// Returns every category in display order: each before its sub-categories.
    pub(in crate::sandbox) fn categories(&self) -> Vec<&Arc<Object>> {
        let mut groups = self.grouped(Kind::Category);
        let mut all = Vec::new();
        for top in groups.remove("").unwrap_or_default() {
            all.push(top);
            all.extend(groups.remove(top.id.as_str()).unwrap_or_default());
        }
        // Below a category that is gone, or deeper than two levels.
        all.extend(groups.into_values().flatten());
        all
    }

    /// Adds an object with a new id, after all others; returns the id.
    pub(in crate::sandbox) fn add(&mut self, kind: Kind, fields: Map<String, Value>, now: u64) -> String {
        let id = id::uuid();
        let made = self.objects.values().map(|object| object.made).max().map_or(0, |last| last + 1);
        let unseen = Map::new();
        self.put(Object { kind, id: id.clone(), made, fields, unseen, created_at: now, updated_at: now });
        id
    }

    /// Puts an object in place of the one with its id.
    pub(in crate::sandbox) fn put(&mut self, object: Object) {
        self.changed.insert(object.id.clone());
        self.objects.insert(object.id.clone(), Arc::new(object));
    }

    /// Removes an object and everything below it; returns whether it was there.
    pub(in crate::sandbox) fn remove(&mut self, id: &str) -> bool {
        let was_there = self.objects.remove(id).is_some();
        self.changed.insert(id.to_owned());
        let is_below = |object: &&Arc<Object>| object.parent() == Some(id);
        let below: Vec<String> =
            self.objects.values().filter(is_below).map(|object| object.id.clone()).collect();
        for id in below {
            self.remove(&id);
        }
        was_there
    }

    /// Gives these objects positions in this order, counted from `first`.
    pub(in crate::sandbox) fn place(&mut self, ids: &[String], first: u64, now: u64) {
        for (at, id) in ids.iter().enumerate() {
            let Some(object) = self.objects.get(id) else { continue };
            let mut moved = (**object).clone();
            if moved.set(POSITION, Value::from(first + at as u64)) {
                moved.updated_at = now;
                self.put(moved);
            }
        }
    }

    /// Returns the position after the last one of these siblings, which are counted from `first`.
    pub(in crate::sandbox) fn next_position(&self, kind: Kind, parent: Option<&str>, first: u64) -> u64 {
        let last =
            self.below(kind, parent).into_iter().rev().find_map(|last| last.fields.get(POSITION)?.as_f64());
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positions are small counts"
        )]
        last.map_or(first, |last| last.max(0.0) as u64 + 1)
    }

    /// Returns what changed since the last call: each id with its object, or with nothing when it is gone.
    pub(in crate::sandbox) fn take_changes(&mut self) -> Vec<(String, Option<Arc<Object>>)> {
        let changed = std::mem::take(&mut self.changed);
        changed
            .into_iter()
            .map(|id| (self.objects.get(&id).cloned(), id))
            .map(|(object, id)| (id, object))
            .collect()
    }
}

fn sorted(mut siblings: Vec<&Arc<Object>>) -> Vec<&Arc<Object>> {
    siblings.sort_by(|a, b| in_order(a, b));
    siblings
}

fn in_order(a: &Object, b: &Object) -> Ordering {
    a.position().total_cmp(&b.position()).then(a.made.cmp(&b.made))
}
