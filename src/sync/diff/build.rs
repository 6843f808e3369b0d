//! The plan, from rows and their fates.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::{self, Status};
use super::fates::{Fate, Fates, winner};
use super::options::{Media, Options, Side};
use super::order::{self, Siblings};
use super::plan::{
    Clash, Conflict, Decision, Difference, Differs, Kept, KeptBecause, Member, NeedsYou, NodeRef, Operation,
    Order, Parent, Plan, Reason, Remember, Rename,
};
use super::rows::{In, Rows};
use crate::platform::courses_v3::{Id, UnknownValue};
use crate::sync::versions::{Field, MediaPlace, NodeKind, OrderThere};

/// The deepest level of categories.
const LEVELS: usize = 2;

pub(super) fn plan(rows: &Rows<'_>, fates: &Fates, options: &Options) -> Plan {
    let mut build = Build {
        rows,
        fates: &fates.of,
        options,
        plan: Plan {
            skips_conflicts: options.skip_conflicts,
            ambiguous: rows.ambiguous.clone(),
            gone: fates.gone,
            guard: fates.guard,
            ..Plan::default()
        },
        updates: vec![None; rows.all.len()],
        made: fates.of.iter().map(|fate| *fate == Fate::Made).collect(),
        drafts: BTreeMap::new(),
    };
    build.renames();
    (0..rows.all.len()).for_each(|row| build.note(row));
    for row in &fates.overrules {
        build.clash(*row, Clash::RemovedHere, Some(Side::Local));
    }
    for node in rows.doubles.iter().cloned() {
        build.plan.needs_you.push(NeedsYou { node, reason: Reason::SameId });
    }
    build.check_depth();
    build.operations();
    build.plan
}

struct Build<'r, 'v> {
    rows: &'r Rows<'v>,
    fates: &'r [Fate],
    options: &'r Options,
    plan: Plan,
    /// What is written in each row that both sides have.
    updates: Vec<Option<Update>>,
    /// Which rows are made.
    made: Vec<bool>,
    /// Rows that become drafts.
    drafts: BTreeMap<usize, LeftOut>,
}

#[derive(Debug, Clone)]
struct Update {
    fields: BTreeSet<Field>,
    left_out: LeftOut,
}

#[derive(Debug, Clone, Default)]
struct LeftOut {
    values: Vec<UnknownValue>,
    is_trial: bool,
}

impl Build<'_, '_> {
    fn renames(&mut self) {
        for row in 0..self.rows.all.len() {
            if let (Some(base), Some(local)) = (self.rows.base(row), self.rows.local(row))
                && base.id != local.id
            {
                let (from, to) = (base.id.clone(), local.id.clone());
                self.plan.renames.push(Rename { kind: local.kind, from, to });
            }
        }
    }

    /// Notes what is to be known about a row, and what is written in it.
    fn note(&mut self, row: usize) {
        let fate = &self.fates[row];
        if let Some((what, side)) = fate.clash() {
            self.clash(row, what, side);
        }
        let base_key = self.rows.base(row).map(|node| (node.kind, node.id.clone()));
        match fate {
            Fate::Both(fields) => self.both(row, fields),
            Fate::OnlyThere => self.differs(row, Differs::OnlyThere),
            Fate::RemovedThere => self.differs(row, Differs::RemovedThere),
            Fate::NotMade(reason) => self.needs_you(row, reason.clone()),
            Fate::Kept(why) => self.kept(row, *why),
            Fate::Forgotten | Fate::StaysThere(Some(_)) => self.plan.forget.extend(base_key),
            Fate::StaysRemoved(Some(_)) => {
                self.plan.stay_removed.extend(self.rows.local(row).map(|node| (node.kind, node.id.clone())));
            }
            Fate::Drafted => match self.left_out(row, &BTreeSet::from([Field::Visibility])) {
                Ok(left_out) => drop(self.drafts.insert(row, left_out)),
                Err(reason) => self.needs_you(row, reason),
            },
            Fate::Made | Fate::Held | Fate::StaysRemoved(None) | Fate::StaysThere(None) | Fate::Deleted => {}
        }
    }

    fn clash(&mut self, row: usize, what: Clash, side: Option<Side>) {
        let conflict = Conflict { node: self.rows.node_ref(row), what };
        match side {
            None => self.plan.conflicts.push(conflict),
            Some(keep) => self.plan.decided.push(Decision { conflict, keep }),
        }
    }

    fn differs(&mut self, row: usize, what: Differs) {
        self.plan.differs.push(Difference { node: self.rows.node_ref(row), what });
    }

    fn needs_you(&mut self, row: usize, reason: Reason) {
        self.plan.needs_you.push(NeedsYou { node: self.rows.node_ref(row), reason });
    }

    fn kept(&mut self, row: usize, why: KeptBecause) {
        self.plan.kept.push(Kept { node: self.rows.node_ref(row), why });
    }

    /// A row that both sides have.
    fn both(&mut self, row: usize, fields: &BTreeMap<Field, Status>) {
        let (mut write, mut remember) = (BTreeSet::new(), BTreeSet::new());
        for (field, status) in fields {
            match self.decided(row, *field, *status) {
                Decided::Nothing => {}
                Decided::Remember => drop(remember.insert(*field)),
                Decided::Write => drop(write.insert(*field)),
            }
        }
        if write.contains(&Field::Place) && !self.can_move(row) {
            write.remove(&Field::Place);
            self.needs_you(row, Reason::CategoryRemovedThere);
        }
        if let (Some(base), Some(local)) = (self.rows.base(row), self.rows.local(row)) {
            let is_handled = self.options.handled.has([local.id.as_str(), &local.path].into_iter());
            for field in compare::by_hand(base, local) {
                if is_handled {
                    remember.insert(field);
                } else {
                    self.needs_you(row, Reason::NoCall(field));
                }
            }
        }
        let writes_lesson = write.iter().any(|field| !field.is_attached());
        if writes_lesson && self.options.writes_lose_media && self.has_media_beside(row) {
            write.clear();
            self.needs_you(row, Reason::MediaWouldBeLost);
        }
        self.remember(row, remember);
        if !write.is_empty() {
            let left_out = if writes_lesson { self.left_out(row, &write) } else { Ok(LeftOut::default()) };
            match left_out {
                Ok(left_out) => self.updates[row] = Some(Update { fields: write, left_out }),
                Err(reason) => self.needs_you(row, reason),
            }
        }
    }

    fn has_media_beside(&self, row: usize) -> bool {
        let (Some(local), Some(remote)) = (self.rows.local(row), self.rows.remote(row)) else { return false };
        let media = compare::media_place(self.rows.base(row), local, remote);
        local.text_with_media.is_some() && media == MediaPlace::Beside
    }

    /// Notes a difference or a conflict; says what is done about a field.
    fn decided(&mut self, row: usize, field: Field, status: Status) -> Decided {
        match status {
            Status::Same => Decided::Nothing,
            Status::Agreed => Decided::Remember,
            Status::Here => Decided::Write,
            Status::There => {
                self.differs(row, Differs::Field(field));
                Decided::Nothing
            }
            Status::Both => {
                let side = winner(self.rows, row, &self.options.keep);
                self.clash(row, Clash::Field(field), side);
                match side {
                    Some(Side::Local) => Decided::Write,
                    Some(Side::Remote) => Decided::Remember,
                    None => Decided::Nothing,
                }
            }
        }
    }

    fn can_move(&self, row: usize) -> bool {
        match self.rows.local(row).map(|node| self.rows.local_in(node)) {
            Some(In::Row(parent)) => self.fates[parent].is_there(),
            Some(In::Course) => true,
            Some(In::Elsewhere) | None => false,
        }
    }

    fn remember(&mut self, row: usize, fields: BTreeSet<Field>) {
        if let (Some(local), Some(remote)) = (self.rows.local(row), self.rows.remote(row))
            && (!fields.is_empty() || self.rows.all[row].is_newly_bound)
        {
            let media = compare::media_place(self.rows.base(row), local, remote);
            let (kind, local, remote) = (local.kind, local.id.clone(), remote.id.clone());
            self.plan.remember.push(Remember { kind, local, remote, fields, media });
        }
    }

    /// The values that a write of these fields has to leave out, if it may.
    fn left_out(&mut self, row: usize, fields: &BTreeSet<Field>) -> Result<LeftOut, Reason> {
        let Some(remote) = self.rows.remote(row) else { return Ok(LeftOut::default()) };
        let is_written = |value: &UnknownValue| match value.field {
            "visibility" => fields.contains(&Field::Visibility),
            "contentType" => fields.contains(&Field::Type),
            _ => false,
        };
        let values: Vec<_> = remote.unknown.iter().filter(|value| !is_written(value)).cloned().collect();
        let (known, lost) = (&self.options.kept_when_left_out, &self.options.lost_when_left_out);
        let untried: Vec<_> = values.iter().filter(|value| !known.contains(value)).cloned().collect();
        if untried.iter().any(|value| lost.contains(value)) {
            return Err(Reason::UnknownValues { values });
        }
        Ok(LeftOut { is_trial: !untried.is_empty(), values })
    }

    /// Takes back what would put a category below the second level, or into itself: both sides may have moved one.
    fn check_depth(&mut self) {
        for row in 0..self.rows.all.len() {
            if self.rows.all[row].kind != NodeKind::Category || self.depth(row) <= LEVELS {
                continue;
            }
            let moves =
                self.updates[row].as_ref().is_some_and(|update| update.fields.contains(&Field::Place));
            if let Some(update) = self.updates[row].as_mut().filter(|_| moves) {
                update.fields.remove(&Field::Place);
                if update.fields.is_empty() {
                    self.updates[row] = None;
                }
                self.needs_you(row, Reason::TooDeep);
            } else if self.made[row] {
                self.made[row] = false;
                self.needs_you(row, Reason::TooDeep);
            }
        }
        for row in 0..self.rows.all.len() {
            if let (true, In::Row(parent)) = (self.made[row], self.parent(row))
                && self.fates[parent] == Fate::Made
                && !self.made[parent]
            {
                self.made[row] = false;
                self.needs_you(row, Reason::TooDeep);
            }
        }
    }

    /// The level of a category, itself counted and what it holds: more than [`LEVELS`] is too deep.
    fn depth(&self, row: usize) -> usize {
        let mut at = row;
        for level in 1..=LEVELS {
            match self.parent(at) {
                In::Row(parent) => at = parent,
                In::Course | In::Elsewhere => return level,
            }
        }
        LEVELS + 1
    }

    /// What a row is in when the plan is done.
    fn parent(&self, row: usize) -> In {
        let moves = self.updates[row].as_ref().is_some_and(|update| update.fields.contains(&Field::Place));
        let rows = self.rows;
        match (rows.local(row), rows.remote(row)) {
            (Some(local), _) if moves || self.made[row] => rows.local_in(local),
            (_, Some(remote)) => rows.remote_in(remote),
            _ => In::Elsewhere,
        }
    }

    /// Whether the platform has a row when lists are put in order.
    fn is_there(&self, row: usize) -> bool {
        self.made[row] || self.rows.remote(row).is_some()
    }

    fn operations(&mut self) {
        let rows: Vec<usize> = (0..self.rows.all.len()).collect();
        let made_categories = rows.iter().filter(|row| self.rows.all[**row].kind == NodeKind::Category);
        let made_categories: Vec<usize> = made_categories.filter(|row| self.made[**row]).copied().collect();
        for row in made_categories {
            self.create(row);
        }
        for row in &rows {
            self.update(*row);
            if self.made[*row] && self.rows.all[*row].kind == NodeKind::Lesson {
                self.create(*row);
            }
        }
        self.sequences();
        self.removals();
    }

    fn create(&mut self, row: usize) {
        let Some(local) = self.rows.local(row) else { return };
        let Some(parent) = self.parent_ref(self.rows.local_in(local)) else { return };
        let node = NodeRef { remote: None, ..self.rows.node_ref(row) };
        let media = match local.text_with_media {
            Some(_) => MediaPlace::InText,
            None => MediaPlace::Beside,
        };
        if media == MediaPlace::InText && self.options.media == Media::Ask {
            self.plan.asks_about_media.push(node.clone());
        }
        self.plan.operations.push(Operation::Create { node, parent, media });
    }

    fn update(&mut self, row: usize) {
        let (Some(local), Some(remote)) = (self.rows.local(row), self.rows.remote(row)) else { return };
        let Some(Update { fields, left_out }) = self.updates[row].clone() else { return };
        let moves = fields.contains(&Field::Place);
        let parent = if moves { self.parent_ref(self.rows.local_in(local)) } else { None };
        let LeftOut { values: leaves_out, is_trial } = left_out;
        self.plan.operations.push(Operation::Update {
            node: self.rows.node_ref(row),
            remote: remote.id.clone(),
            fields,
            parent,
            media: compare::media_place(self.rows.base(row), local, remote),
            leaves_out,
            is_trial,
        });
    }

    fn parent_ref(&self, parent: In) -> Option<Parent> {
        match parent {
            In::Course => Some(Parent::Course),
            In::Row(row) => match (self.rows.remote(row), self.rows.local(row)) {
                (Some(remote), _) => Some(Parent::There(remote.id.clone())),
                (None, Some(local)) if self.made[row] => Some(Parent::New(local.id.clone())),
                _ => None,
            },
            In::Elsewhere => None,
        }
    }

    /// Puts lists in order, in the order of the outline.
    fn sequences(&mut self) {
        for ((parent, kind), siblings) in self.all_siblings() {
            self.sequence(parent, kind, &siblings);
        }
    }

    /// The members of each list when everything is made and moved.
    fn all_siblings(&self) -> BTreeMap<(In, NodeKind), Siblings> {
        let mut all: BTreeMap<(In, NodeKind), Siblings> = BTreeMap::new();
        let rows = self.rows;
        let is_listed = |row: usize| rows.all[row].kind != NodeKind::Course && self.is_there(row);
        for row in (0..rows.all.len()).filter(|row| is_listed(*row)) {
            let key = (self.parent(row), rows.all[row].kind);
            if rows.local(row).is_some_and(|node| rows.local_in(node) == key.0) {
                all.entry(key).or_default().here.push(row);
            }
        }
        let mut of_remote: Vec<usize> =
            (0..rows.all.len()).filter(|row| rows.all[*row].remote.is_some()).collect();
        of_remote.sort_by_key(|row| rows.all[*row].remote);
        for row in of_remote.into_iter().filter(|row| is_listed(*row)) {
            let key = (self.parent(row), rows.all[row].kind);
            if rows.remote(row).is_some_and(|node| rows.remote_in(node) == key.0) {
                all.entry(key).or_default().there.push(row);
            }
        }
        all
    }

    fn sequence(&mut self, parent: In, kind: NodeKind, siblings: &Siblings) {
        let Some(parent_ref) = self.parent_ref(parent) else { return };
        let status = order::status(self.rows, parent, siblings);
        let decided = match self.row_of(parent) {
            Some(row) => self.decided(row, Field::Order, status),
            None => Decided::Nothing,
        };
        let Siblings { here, there } = siblings;
        let is_local_order = matches!(decided, Decided::Write);
        let members = if is_local_order { order::merged(here, there) } else { order::merged(there, here) };
        if members != *there && members.len() > 1 {
            let members = members.iter().map(|row| self.member(*row)).collect();
            self.plan.operations.push(Operation::Sequence { parent: parent_ref, kind, members });
        }
        let platform = match (decided, status) {
            (Decided::Write, _) | (_, Status::Agreed) => OrderThere::Same,
            (Decided::Remember, _) => OrderThere::Kept(self.ids(there)),
            (Decided::Nothing, _) if self.has_new_member(parent, here) => OrderThere::AsBefore,
            (Decided::Nothing, _) => return,
        };
        self.remember_order(parent, kind, here, platform);
    }

    fn remember_order(&mut self, parent: In, kind: NodeKind, here: &[usize], platform: OrderThere) {
        let parent = match parent {
            In::Row(row) => match self.rows.local(row) {
                Some(node) => Some(node.id.clone()),
                None => return,
            },
            In::Course | In::Elsewhere => None,
        };
        let folder = here.iter().filter_map(|row| Some(self.rows.local(*row)?.id.clone())).collect();
        self.plan.orders.push(Order { kind, parent, folder, platform });
    }

    /// Whether a member has no position in the base, or one of before it was made again.
    fn has_new_member(&self, parent: In, here: &[usize]) -> bool {
        here.iter().any(|row| {
            let sent = self.rows.base(*row).filter(|node| self.rows.sent_in(node) == parent);
            self.made[*row] || sent.is_none_or(|node| node.place.position.is_none())
        })
    }

    /// The row that stands for a list in conflicts: its category's, or the course's.
    fn row_of(&self, parent: In) -> Option<usize> {
        match parent {
            In::Row(row) => Some(row),
            In::Course => self.rows.all.iter().position(|row| row.kind == NodeKind::Course),
            In::Elsewhere => None,
        }
    }

    fn member(&self, row: usize) -> Member {
        match (self.rows.remote(row), self.rows.local(row)) {
            (Some(remote), _) => Member::There(remote.id.clone()),
            (None, Some(local)) => Member::New(local.id.clone()),
            (None, None) => unreachable!("a member is there or is made"),
        }
    }

    fn ids(&self, rows: &[usize]) -> Vec<Id> {
        rows.iter().filter_map(|row| Some(self.rows.remote(*row)?.id.clone())).collect()
    }

    /// Drafts and removals: lessons, then categories from the second level up.
    fn removals(&mut self) {
        for (row, left_out) in std::mem::take(&mut self.drafts) {
            let Some(remote) = self.rows.remote(row) else { continue };
            let LeftOut { values: leaves_out, is_trial } = left_out;
            let (node, remote) = (self.rows.node_ref(row), remote.id.clone());
            self.plan.operations.push(Operation::Draft { node, remote, leaves_out, is_trial });
        }
        let mut holds: Vec<usize> = vec![0; self.rows.all.len()];
        for row in (0..self.rows.all.len()).filter(|row| self.is_there(*row)) {
            if let In::Row(parent) = self.parent(row) {
                holds[parent] += 1;
            }
        }
        let mut deleted: Vec<usize> =
            (0..self.rows.all.len()).filter(|row| self.fates[*row] == Fate::Deleted).collect();
        let level = |row: &usize| match self.rows.all[*row].kind {
            NodeKind::Lesson => LEVELS + 1,
            NodeKind::Category | NodeKind::Course => self.depth(*row),
        };
        deleted.sort_by_key(|row| std::cmp::Reverse(level(row)));
        for row in deleted {
            let Some(remote) = self.rows.remote(row) else { continue };
            if holds[row] > 0 {
                self.kept(row, KeptBecause::NotEmpty);
                continue;
            }
            if let In::Row(parent) = self.parent(row) {
                holds[parent] -= 1;
            }
            let (node, remote) = (self.rows.node_ref(row), remote.id.clone());
            self.plan.operations.push(Operation::Delete { node, remote });
        }
    }
}

/// What is done about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decided {
    Nothing,
    /// It is as it shall be, and the base learns that.
    Remember,
    /// The folder's value is sent.
    Write,
}
