//! What becomes of each node: it stays, it is made, it goes, or it is left alone; and who wins where both changed it.

use std::collections::BTreeMap;

use super::compare::{self, Status};
use super::options::{Keep, Options, Removed, Side};
use super::plan::{Clash, Guard, KeptBecause, Reason};
use super::rows::{In, Rows};
use crate::sync::versions::{Field, LocalId, NodeKind, Print};

/// The fates of all rows.
pub(super) struct Fates {
    pub(super) of: Vec<Fate>,
    /// Rows that the folder removes although they were changed there.
    pub(super) overrules: Vec<usize>,
    pub(super) gone: usize,
    pub(super) guard: Option<Guard>,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    /// Both sides have it. Who changed which field.
    Both(BTreeMap<Field, Status>),
    /// The platform alone has it, and keeps it.
    OnlyThere,
    /// It is made.
    Made,
    /// It cannot be made or must not be made now.
    NotMade(Reason),
    /// It is unclear what it is.
    Held,
    /// The platform removed it, and nothing changed here since.
    RemovedThere,
    /// The platform removed it, the folder changed it: nobody decided, or the platform's side won.
    StaysRemoved(Option<Side>),
    /// Its file is gone, and it stays.
    Kept(KeptBecause),
    /// Its file is gone, the platform changed it: nobody decided, or the platform's side won.
    StaysThere(Option<Side>),
    /// Its file is gone, and it becomes a draft.
    Drafted,
    /// Its file is gone, and it is removed.
    Deleted,
    /// Both sides removed it.
    Forgotten,
}

impl Fate {
    /// Whether the platform has it, at least until the removals.
    pub(super) fn is_there(&self) -> bool {
        match self {
            Self::Both(_)
            | Self::OnlyThere
            | Self::Made
            | Self::Kept(_)
            | Self::StaysThere(_)
            | Self::Drafted
            | Self::Deleted => true,
            Self::NotMade(_) | Self::Held | Self::RemovedThere | Self::StaysRemoved(_) | Self::Forgotten => {
                false
            }
        }
    }

    /// The conflict that it comes from.
    pub(super) fn clash(&self) -> Option<(Clash, Option<Side>)> {
        match self {
            Self::StaysRemoved(side) => Some((Clash::RemovedThere, *side)),
            Self::StaysThere(side) => Some((Clash::RemovedHere, *side)),
            _ => None,
        }
    }

    /// Whether the folder wants it in another category.
    fn moves_here(&self) -> bool {
        self.moves(Status::Here)
    }

    /// Whether the platform has it in another category.
    fn moves_there(&self) -> bool {
        self.moves(Status::There)
    }

    fn moves(&self, by: Status) -> bool {
        let Self::Both(fields) = self else { return false };
        fields.get(&Field::Place).is_some_and(|status| [by, Status::Both].contains(status))
    }
}

/// Decides all fates.
pub(super) fn decide(rows: &Rows<'_>, options: &Options) -> Fates {
    let (gone, guard) = guard(rows, options);
    let mut deciding = Deciding { rows, options, guard, of: Vec::with_capacity(rows.all.len()) };
    deciding.of = (0..rows.all.len()).map(|row| deciding.alone(row)).collect();
    // What is in a category decides about it: the second level first.
    for level in [2, 1] {
        deciding.categories_removed_there(level);
        deciding.categories_removed_here(level);
    }
    deciding.without_category();
    let is_removed = |row: &usize| matches!(deciding.of[*row], Fate::Drafted | Fate::Deleted);
    let is_overruled = |row: &usize| is_removed(row) && deciding.is_changed_there(*row);
    let overrules = (0..rows.all.len()).filter(is_overruled).collect();
    Fates { of: deciding.of, overrules, gone, guard }
}

/// Who wins in a row where both changed something.
pub(super) fn winner(rows: &Rows<'_>, row: usize, keep: &Keep) -> Option<Side> {
    let node = rows.node_ref(row);
    let names = [node.local.as_ref().map(LocalId::as_str), node.path.as_deref()];
    keep.of(names.into_iter().flatten().filter(|name| !name.is_empty()))
}

/// How many lessons are gone, and whether that is too much.
fn guard(rows: &Rows<'_>, options: &Options) -> (usize, Option<Guard>) {
    let lessons = || (0..rows.all.len()).filter(|row| rows.all[*row].kind == NodeKind::Lesson);
    let of = lessons().filter(|row| rows.base(*row).is_some()).count();
    let is_gone =
        |row: &usize| rows.base(*row).is_some() && rows.local(*row).is_none() && rows.remote(*row).is_some();
    let gone = lessons().filter(is_gone).count();
    let has_none = lessons().all(|row| rows.local(row).is_none());
    let named = match options.removed {
        Removed::Keep => None,
        Removed::Draft(named) | Removed::Delete(named) => named,
    };
    let is_too_much = gone > 0 && has_none || gone > 3 && gone * 5 > of;
    let is_refused = match named {
        Some(named) => named != gone,
        None => is_too_much,
    };
    (gone, is_refused.then_some(Guard { gone, of, named }))
}

struct Deciding<'r, 'v> {
    rows: &'r Rows<'v>,
    options: &'r Options,
    guard: Option<Guard>,
    of: Vec<Fate>,
}

impl Deciding<'_, '_> {
    /// The fate of a row, whatever is in it.
    fn alone(&self, row: usize) -> Fate {
        let rows = self.rows;
        if rows.all[row].is_held {
            return Fate::Held;
        }
        match (rows.base(row), rows.local(row), rows.remote(row)) {
            (_, Some(_), Some(_)) => self.both(row),
            (None, None, _) => Fate::OnlyThere,
            (Some(base), None, Some(remote)) => {
                self.removed_here(row, compare::is_changed_there(rows, base, remote))
            }
            (_, Some(_), None) if self.is_awaited(row) => Fate::NotMade(Reason::NotListedYet),
            (Some(base), Some(local), None) if base.remote.is_some() => {
                self.removed_there(row, compare::is_changed_here(rows, base, local))
            }
            (_, Some(_), None) => Fate::Made,
            // An absent folder tells nothing.
            (Some(_), None, None) if self.guard.is_some() => Fate::Held,
            (Some(_), None, None) => Fate::Forgotten,
        }
    }

    /// Whether it was sent a short time ago, under the name of then or of now.
    fn is_awaited(&self, row: usize) -> bool {
        let ids = [self.rows.base(row).map(|node| &node.id), self.rows.local(row).map(|node| &node.id)];
        ids.into_iter().flatten().any(|id| self.options.not_listed_yet.contains(id))
    }

    fn both(&self, row: usize) -> Fate {
        Fate::Both(compare::fields(self.rows, row))
    }

    fn removed_there(&self, row: usize, is_changed_here: bool) -> Fate {
        if !is_changed_here {
            return Fate::RemovedThere;
        }
        match winner(self.rows, row, &self.options.keep) {
            Some(Side::Local) => Fate::Made,
            side => Fate::StaysRemoved(side),
        }
    }

    /// The same for a category that is needed. That it stays removed may be decided already.
    fn category_removed_there(&self, row: usize) -> Fate {
        let fate = self.removed_there(row, true);
        let is_decided = self.rows.base(row).is_some_and(|node| node.stays_removed);
        if is_decided && fate != Fate::Made { Fate::RemovedThere } else { fate }
    }

    fn removed_here(&self, row: usize, is_changed_there: bool) -> Fate {
        let fate = match self.options.removed {
            Removed::Keep => return Fate::Kept(KeptBecause::Asked),
            _ if self.guard.is_some() => return Fate::Kept(KeptBecause::Guard),
            Removed::Draft(_) if self.is_draft(row) => return Fate::Kept(KeptBecause::IsDraft),
            Removed::Draft(_) => Fate::Drafted,
            Removed::Delete(_) => Fate::Deleted,
        };
        if !is_changed_there {
            return fate;
        }
        match winner(self.rows, row, &self.options.keep) {
            Some(Side::Local) => fate,
            side => Fate::StaysThere(side),
        }
    }

    fn is_changed_there(&self, row: usize) -> bool {
        let (Some(base), Some(remote)) = (self.rows.base(row), self.rows.remote(row)) else { return false };
        compare::is_changed_there(self.rows, base, remote)
    }

    fn is_draft(&self, row: usize) -> bool {
        let visibility = self.rows.remote(row).and_then(|node| node.fields.get(&Field::Visibility));
        visibility == Some(&Print::of("draft"))
    }

    /// Categories of one level with a certain fate.
    fn categories(&self, level: usize, has_fate: impl Fn(&Fate) -> bool) -> Vec<usize> {
        let is_level = |row: &usize| {
            let rows = self.rows;
            let parent = match (rows.local(*row), rows.base(*row)) {
                (Some(node), _) => rows.local_in(node),
                (None, Some(node)) => rows.sent_in(node),
                (None, None) => In::Elsewhere,
            };
            (parent == In::Course) == (level == 1)
        };
        let rows = 0..self.rows.all.len();
        rows.filter(|row| self.rows.all[*row].kind == NodeKind::Category && has_fate(&self.of[*row]))
            .filter(is_level)
            .collect()
    }

    /// A category that the platform removed is needed where something new belongs into it.
    fn categories_removed_there(&mut self, level: usize) {
        let is_needed: Vec<bool> = self.children_by(
            |rows, row| rows.local(row).map(|node| rows.local_in(node)),
            |fate| matches!(fate, Fate::Made | Fate::StaysRemoved(None)) || fate.moves_here(),
        );
        for row in self.categories(level, |fate| *fate == Fate::RemovedThere) {
            if is_needed[row] {
                self.of[row] = self.category_removed_there(row);
            }
        }
    }

    /// A category whose files are gone was changed there where something was made in it or moved into it.
    fn categories_removed_here(&mut self, level: usize) {
        let is_used: Vec<bool> = self.children_by(
            |rows, row| rows.remote(row).map(|node| rows.remote_in(node)),
            |fate| matches!(fate, Fate::OnlyThere | Fate::StaysThere(_)) || fate.moves_there(),
        );
        for row in self.categories(level, |fate| matches!(fate, Fate::Drafted | Fate::Deleted)) {
            if is_used[row] {
                self.of[row] = self.removed_here(row, true);
            }
        }
    }

    /// For each row, whether one of its children has a certain fate.
    fn children_by(
        &self,
        parent: impl Fn(&Rows<'_>, usize) -> Option<In>,
        has_fate: impl Fn(&Fate) -> bool,
    ) -> Vec<bool> {
        let mut found = vec![false; self.rows.all.len()];
        for row in 0..self.rows.all.len() {
            if let Some(In::Row(parent)) = parent(self.rows, row)
                && has_fate(&self.of[row])
            {
                found[parent] = true;
            }
        }
        found
    }

    /// Nothing is made in a category that is not there: the first level first.
    fn without_category(&mut self) {
        for kind in [NodeKind::Category, NodeKind::Lesson] {
            for row in 0..self.rows.all.len() {
                let local = self.rows.local(row).filter(|node| node.kind == kind);
                if let Some(In::Row(parent)) = local.map(|node| self.rows.local_in(node))
                    && self.of[row] == Fate::Made
                    && !self.of[parent].is_there()
                {
                    self.of[row] = match &self.of[parent] {
                        Fate::Held => Fate::Held,
                        Fate::NotMade(reason) => Fate::NotMade(reason.clone()),
                        _ => Fate::NotMade(Reason::CategoryRemovedThere),
                    };
                }
            }
        }
    }
}
