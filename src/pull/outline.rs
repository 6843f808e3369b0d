//! The platform's objects in their order, in two levels.

use std::collections::{HashMap, HashSet};

use crate::platform::courses_v3::{Category, Lesson};
use crate::sync::update::snapshot::Snapshot;

/// A category of the first level.
#[derive(Debug)]
pub(crate) struct Group<'s> {
    /// None for lessons whose category is not there.
    pub category: Option<&'s Category>,
    /// Its own lessons, which learners see before the sub-categories.
    pub lessons: Vec<&'s Lesson>,
    /// Its sub-categories.
    pub below: Vec<Subgroup<'s>>,
}

/// A sub-category, with all that the platform has below it.
#[derive(Debug)]
pub(crate) struct Subgroup<'s> {
    pub category: &'s Category,
    pub lessons: Vec<&'s Lesson>,
}

/// All of a course. What is below the second level is in the sub-category above it. Takes time in proportion to the
/// number of objects.
pub(crate) fn groups(snapshot: &Snapshot) -> Vec<Group<'_>> {
    let mut categories: Vec<&Category> = snapshot.categories.iter().collect();
    categories.sort_by(|one, other| one.position().total_cmp(&other.position()));
    let mut lessons_in: HashMap<&str, Vec<&Lesson>> = HashMap::new();
    let mut lessons: Vec<&Lesson> = snapshot.lessons.iter().collect();
    lessons.sort_by(|one, other| one.position().total_cmp(&other.position()));
    for lesson in lessons {
        lessons_in.entry(lesson.category()).or_default().push(lesson);
    }
    let known: HashSet<&str> = categories.iter().map(|category| category.id().as_str()).collect();
    let mut children: HashMap<&str, Vec<&Category>> = HashMap::new();
    let mut tops = Vec::new();
    for category in &categories {
        match category.parent().and_then(|parent| known.get(parent)) {
            Some(parent) => children.entry(parent).or_default().push(category),
            None => tops.push(*category),
        }
    }
    let mut tree = Tree { children, lessons_in, seen: HashSet::new() };
    let mut groups: Vec<Group<'_>> = Vec::new();
    for top in tops {
        groups.push(tree.group(top));
    }
    // Categories that are in one another.
    for category in categories {
        if !tree.seen.contains(category.id().as_str()) {
            groups.push(tree.group(category));
        }
    }
    let stray: Vec<&Lesson> =
        snapshot.lessons.iter().filter(|lesson| !known.contains(lesson.category())).collect();
    if !stray.is_empty() {
        groups.push(Group { category: None, lessons: stray, below: Vec::new() });
    }
    groups
}

struct Tree<'s> {
    children: HashMap<&'s str, Vec<&'s Category>>,
    lessons_in: HashMap<&'s str, Vec<&'s Lesson>>,
    seen: HashSet<&'s str>,
}

impl<'s> Tree<'s> {
    fn group(&mut self, category: &'s Category) -> Group<'s> {
        let lessons = self.take(category);
        let below = self.children.remove(category.id().as_str()).unwrap_or_default();
        let below =
            below.into_iter().filter(|child| !self.seen.contains(child.id().as_str())).collect::<Vec<_>>();
        let below = below.into_iter().map(|child| self.subgroup(child)).collect();
        Group { category: Some(category), lessons, below }
    }

    fn subgroup(&mut self, category: &'s Category) -> Subgroup<'s> {
        let mut lessons = Vec::new();
        let mut open = vec![category];
        while let Some(next) = open.pop() {
            if self.seen.contains(next.id().as_str()) {
                continue;
            }
            lessons.extend(self.take(next));
            let below = self.children.remove(next.id().as_str()).unwrap_or_default();
            open.extend(below.into_iter().rev());
        }
        Subgroup { category, lessons }
    }

    fn take(&mut self, category: &'s Category) -> Vec<&'s Lesson> {
        let id = category.id().as_str();
        self.seen.insert(id);
        self.lessons_in.remove(id).unwrap_or_default()
    }
}
