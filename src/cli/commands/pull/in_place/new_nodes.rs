//! What only the platform has becomes files, named like their neighbours.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::cli::exit::CommandError;
use crate::cli::load::ReadArgs;
use crate::fs::{self, Listed};
use crate::model::Visibility;
use crate::platform::courses_v3::{self, Id};
use crate::pull::files::{Placed, category_file, lesson_file, local_ids, title_of};
use crate::pull::outline;
use crate::pull::there::Extras;
use crate::shown::shown;
use crate::source;
use crate::sync::diff::Differs;
use crate::sync::versions::{LocalId, NodeKind};
use crate::write::name::{self, Kind};

use super::moves;
use super::work::Work;

/// Makes files of what only the platform has.
pub(super) fn make(
    work: &mut Work<'_>,
    moves: &[(LocalId, Id)],
    reading: &ReadArgs,
    lists: &mut BTreeSet<Option<LocalId>>,
) -> Result<(), CommandError> {
    let only_there: BTreeSet<Id> = work
        .state
        .plan
        .differs
        .iter()
        .filter(|difference| difference.what == Differs::OnlyThere)
        .filter_map(|difference| difference.node.remote.clone())
        .collect();
    if only_there.is_empty() && moves.is_empty() {
        return Ok(());
    }
    let mut maker = Maker::of(work, only_there, Extras::of(work.snapshot));
    let mut wanted = Vec::new();
    let groups = outline::groups(work.snapshot);
    for group in &groups {
        let Some(category) = group.category else { continue };
        let Some(at) = maker.category(work, category, None, group.lessons.len() + group.below.len()) else {
            continue;
        };
        maker.lessons(work, &group.lessons, &at, lists);
        wanted.extend(maker.moved(work, moves, &group.lessons, &at));
        for below in &group.below {
            if let Some(at) = maker.category(work, below.category, Some(&at), below.lessons.len()) {
                maker.lessons(work, &below.lessons, &at, lists);
                wanted.extend(maker.moved(work, moves, &below.lessons, &at));
            }
        }
    }
    moves::make(work, &wanted, reading, lists)
}

/// Where new files go.
struct At {
    folder: String,
    /// Its id, if the folder has it already.
    id: Option<LocalId>,
    shown: Visibility,
}

/// Makes files of new nodes.
struct Maker {
    only_there: BTreeSet<Id>,
    extras: Extras,
    /// Names that were given, by folder.
    given: BTreeMap<String, Vec<Listed>>,
    by_remote: HashMap<Id, LocalId>,
    ids: HashMap<Id, String>,
}

impl Maker {
    fn of(work: &Work<'_>, only_there: BTreeSet<Id>, extras: Extras) -> Self {
        let bound = work.base.nodes.iter().filter(|node| node.kind == NodeKind::Category);
        let by_remote = bound.filter_map(|node| Some((node.remote.clone()?, node.id.clone()))).collect();
        let taken: BTreeSet<String> =
            work.state.three.local.nodes.iter().map(|node| node.id.as_str().to_owned()).collect();
        // A course whose lessons have no ids does not get some.
        let has_ids = work.lessons.values().any(|lesson| lesson.id != lesson.path.as_str());
        let ids = if has_ids {
            let ids = local_ids(only_there.iter(), &taken);
            ids.into_iter().map(|(id, short)| (id.clone(), short)).collect()
        } else {
            HashMap::new()
        };
        Self { only_there, extras, given: BTreeMap::new(), by_remote, ids }
    }

    /// The folder of a category; made if the platform alone has it.
    fn category(
        &mut self,
        work: &mut Work<'_>,
        category: &courses_v3::Category,
        above: Option<&At>,
        members: usize,
    ) -> Option<At> {
        if let Some(id) = self.by_remote.get(category.id()) {
            let head = work.categories.get(id)?;
            let folder = head.path.as_str().to_owned();
            return Some(At { folder, id: Some(id.clone()), shown: head.visibility });
        }
        if !self.only_there.contains(category.id()) {
            return None;
        }
        let title = title_of(category.title());
        if members == 0 {
            work.notes.push(format!("category `{}` has no lessons: it has no folder", shown(&title)));
            return None;
        }
        let parent = above.map_or("", |above| above.folder.as_str());
        let stem = self.name(work, parent, &title, Kind::Category).stem;
        let folder = if parent.is_empty() { stem } else { format!("{parent}/{stem}") };
        let (file, shown) =
            category_file(category, &folder, above.map_or(Visibility::Published, |above| above.shown));
        work.edit(&file.path, file.text(), "new category", (NodeKind::Category, LocalId::new(&folder)));
        work.new.insert((NodeKind::Category, folder.clone()), category.id().clone());
        Some(At { folder, id: None, shown })
    }

    fn lessons(
        &mut self,
        work: &mut Work<'_>,
        lessons: &[&courses_v3::Lesson],
        at: &At,
        lists: &mut BTreeSet<Option<LocalId>>,
    ) {
        for lesson in lessons {
            if !self.only_there.contains(lesson.id()) {
                continue;
            }
            let disk = work.state.found.scan.root.join(&at.folder);
            if source::is_markdown(&at.folder) || (disk.exists() && !disk.is_dir()) {
                let title = shown(lesson.title()).into_owned();
                work.by_hand(format!("`{title}` is new on the platform: add a file for it"));
                continue;
            }
            let name = self.name(work, &at.folder, &title_of(lesson.title()), Kind::Lesson);
            let id = self.ids.get(lesson.id()).map(String::as_str);
            let placed = Placed { name: &name, id, category: at.shown };
            let file = lesson_file(lesson, &self.extras, &at.folder, &placed);
            let local = LocalId::new(id.unwrap_or(&file.path));
            work.edit(&file.path, file.text(), "new lesson", (NodeKind::Lesson, local));
            work.new.insert((NodeKind::Lesson, file.path.clone()), lesson.id().clone());
            lists.extend(at.id.clone().map(Some));
        }
    }

    /// Names for lessons of the folder that are here on the platform.
    fn moved(
        &mut self,
        work: &Work<'_>,
        moves: &[(LocalId, Id)],
        lessons: &[&courses_v3::Lesson],
        at: &At,
    ) -> Vec<moves::Move> {
        let here: BTreeSet<&Id> = lessons.iter().map(|lesson| lesson.id()).collect();
        let of_here = moves.iter().filter(|(_, remote)| here.contains(remote));
        let named = of_here.filter_map(|(id, _)| {
            let title = work.lesson(id)?.title.as_str().to_owned();
            let name = self.name(work, &at.folder, &title, Kind::Lesson);
            let to = format!("{}/{}.md", at.folder, name.stem);
            Some(moves::Move { id: id.clone(), to, gives_title: name.gives_title, list: at.id.clone() })
        });
        named.collect()
    }

    fn name(&mut self, work: &Work<'_>, folder: &str, title: &str, kind: Kind) -> name::Name {
        let given = self
            .given
            .entry(folder.to_owned())
            .or_insert_with(|| fs::list(&work.state.found.scan.root.join(folder)).unwrap_or_default());
        let name = name::next(given, title, kind);
        let (file, is_dir) = match kind {
            Kind::Category => (name.stem.clone(), true),
            Kind::Lesson => (format!("{}.md", name.stem), false),
        };
        given.push(Listed { name: file, is_dir });
        name
    }
}
