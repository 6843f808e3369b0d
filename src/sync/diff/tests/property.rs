//! What holds for every plan.
//!
//! The expected merge is computed here from the items alone.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::*;
use super::outline::{self, Item, remote_id};
use super::show::show;
use super::world::{Edit, apply, course, edited, edits, find, there};
use crate::sync::versions::{Base, Field, Local, NodeKind, Print, Remote, RemoteNode};

/// Few cases, because every change waits for them; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases =
        if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 64 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

struct World {
    sent: Vec<Item>,
    here: Vec<Item>,
    there: Vec<Item>,
    base: Base,
    local: Local,
    remote: Remote,
}

impl World {
    fn of(sent: Vec<Item>, here: &[Edit], there: &[Edit]) -> Self {
        let (here, there) = (edited(&sent, here, "h"), edited(&sent, there, "t"));
        Self::from(sent, here, there)
    }

    fn from(sent: Vec<Item>, here: Vec<Item>, there: Vec<Item>) -> Self {
        let (base, local, remote) = (outline::base(&sent), outline::local(&here), outline::remote(&there));
        Self { sent, here, there, base, local, remote }
    }

    fn plan(&self, options: &Options) -> Plan {
        diff(&self.base, &self.local, &self.remote, options)
    }

    /// The options with the number of lessons that are gone, so that the guard stops nothing.
    fn with_number(&self, options: &Options) -> Options {
        let gone = self.plan(options).gone;
        let removed = match options.removed {
            Removed::Keep => Removed::Keep,
            Removed::Draft(_) => Removed::Draft(Some(gone)),
            Removed::Delete(_) => Removed::Delete(Some(gone)),
        };
        Options { removed, ..options.clone() }
    }
}

fn worlds() -> impl Strategy<Value = World> {
    (course(), edits(), edits()).prop_map(|(sent, here, there)| World::of(sent, &here, &there))
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, items) in [("sent", &self.sent), ("here", &self.here), ("there", &self.there)] {
            writeln!(f, "{name}:")?;
            for item in items {
                let Item { id, kind, parent, title, text, is_draft, .. } = item;
                writeln!(f, "  {id} {} in {parent:?}: {title} {text} {is_draft}", kind.word())?;
            }
        }
        Ok(())
    }
}

fn all_options() -> impl Strategy<Value = Options> {
    let keep =
        prop_oneof![Just(Keep::default()), Just(Keep::all(Side::Local)), Just(Keep::all(Side::Remote))];
    let removed = prop_oneof![Just(Removed::Keep), Just(Removed::Draft(None)), Just(Removed::Delete(None))];
    (keep, removed).prop_map(|(keep, removed)| Options {
        keep,
        removed,
        skip_conflicts: true,
        ..Options::default()
    })
}

fn item<'a>(items: &'a [Item], id: &str) -> Option<&'a Item> {
    items.iter().find(|item| item.id == id)
}

/// A field of an item as the platform shows it, its place as a word.
fn value(item: &Item, field: Field) -> Print {
    match field {
        Field::Title => Print::of(&item.title),
        Field::Visibility => Print::of(if item.is_draft { "draft" } else { "published" }),
        Field::Text => Print::of_html(&item.text),
        Field::Place => Print::of(item.parent.as_deref().unwrap_or_default()),
        other => unreachable!("{other:?} is not edited"),
    }
}

fn value_there(remote: &Remote, node: &RemoteNode, field: Field) -> Print {
    match (field, &node.parent) {
        (Field::Place, None) => Print::of(""),
        (Field::Place, Some(parent)) => {
            assert!(remote.nodes.iter().any(|node| node.id == *parent), "{parent} is there");
            Print::of(parent.as_str().rsplit_once('-').expect("ids of tests have a number").0)
        }
        _ => node.fields[&field],
    }
}

fn edited_fields(kind: NodeKind) -> &'static [Field] {
    match kind {
        NodeKind::Course => &[],
        NodeKind::Category => &[Field::Title, Field::Visibility, Field::Place],
        NodeKind::Lesson => &[Field::Title, Field::Visibility, Field::Text, Field::Place],
    }
}

/// Whether something is listed as needing the author, a conflict, or kept without its file.
fn is_listed(plan: &Plan, id: &str) -> bool {
    let is_it = |node: &NodeRef| node.local.as_ref().is_some_and(|local| local.as_str() == id);
    plan.needs_you.iter().any(|it| is_it(&it.node)) || plan.conflicts.iter().any(|it| is_it(&it.node))
}

fn conflict(plan: &Plan, id: &str, what: Clash) -> bool {
    plan.conflicts
        .iter()
        .any(|it| it.what == what && it.node.local.as_ref().is_some_and(|local| local.as_str() == id))
}

/// Checks what the platform has afterwards against the merge of the items.
fn is_merge(world: &World, plan: &Plan, options: &Options, after: &Remote) -> Result<(), TestCaseError> {
    let wins = |side| options.keep == Keep::all(side);
    for old in &world.sent {
        let id = old.id.as_str();
        match (item(&world.here, id), item(&world.there, id)) {
            (Some(here), Some(there)) => {
                let node = find(after, id);
                prop_assert!(node.is_some(), "{id} is lost");
                for field in edited_fields(old.kind) {
                    let (sent, here, there) = (value(old, *field), value(here, *field), value(there, *field));
                    let expected = match (here == sent, there == sent) {
                        (_, true) => here,
                        (true, false) => there,
                        (false, false) if here == there || wins(Side::Local) => here,
                        (false, false) => {
                            let is_open = conflict(plan, id, Clash::Field(*field));
                            prop_assert!(is_open || wins(Side::Remote), "{id} {field:?} is a conflict");
                            there
                        }
                    };
                    let now = value_there(after, node.unwrap(), *field);
                    let is_impossible = *field == Field::Place && is_listed(plan, id);
                    prop_assert!(now == expected || is_impossible && now == there, "{id} {field:?}");
                }
            }
            (None, Some(there)) => {
                let node = find(after, id);
                let is_kept = plan.kept.iter().any(|it| it.node.remote == Some(remote_id(id)))
                    || conflict(plan, id, Clash::RemovedHere)
                    || wins(Side::Remote);
                match options.removed {
                    Removed::Delete(_) if !is_kept => prop_assert!(node.is_none(), "{id} is removed"),
                    // Whoever wants the platform's side keeps what was changed there.
                    Removed::Delete(_) if node.is_none() => prop_assert!(wins(Side::Remote)),
                    _ => {
                        prop_assert!(node.is_some(), "{id} is kept");
                        prop_assert_eq!(
                            value_there(after, node.unwrap(), Field::Title),
                            value(there, Field::Title)
                        );
                    }
                }
            }
            (Some(_), None) => {
                let is_made = plan.operations.iter().any(|it| {
                    matches!(it, Operation::Create { node, .. }
                        if node.local.as_ref().is_some_and(|local| local.as_str() == id))
                });
                prop_assert!(!is_made || wins(Side::Local), "{id} is made again");
                prop_assert_eq!(find(after, id).is_some(), is_made);
            }
            (None, None) => prop_assert!(find(after, id).is_none()),
        }
    }
    let is_new = |item: &&Item| !world.sent.iter().any(|old| old.id == item.id);
    for new in world.here.iter().filter(is_new) {
        match find(after, &new.id) {
            Some(node) => {
                for field in edited_fields(new.kind) {
                    prop_assert_eq!(
                        value_there(after, node, *field),
                        value(new, *field),
                        "{} is new",
                        new.id
                    );
                }
            }
            None => prop_assert!(is_listed(plan, &new.id), "{} is made", new.id),
        }
    }
    for new in world.there.iter().filter(is_new) {
        let node = find(after, &new.id);
        prop_assert!(node.is_some(), "{} is lost", new.id);
        for field in edited_fields(new.kind) {
            prop_assert_eq!(value_there(after, node.unwrap(), *field), value(new, *field));
        }
    }
    Ok(())
}

/// The siblings of a parent in a list of items.
fn children<'a>(items: &'a [Item], parent: Option<&str>, kind: NodeKind) -> Vec<&'a str> {
    let children = items.iter().filter(|item| item.parent.as_deref() == parent && item.kind == kind);
    children.map(|item| item.id.as_str()).collect()
}

/// Where one side alone changed an order, the platform has that order afterwards.
fn is_in_order(world: &World, plan: &Plan, after: &Remote) -> Result<(), TestCaseError> {
    let categories = world.sent.iter().filter(|item| item.kind == NodeKind::Category);
    let parents: Vec<Option<&str>> = categories.map(|item| Some(item.id.as_str())).chain([None]).collect();
    for parent in parents {
        for kind in [NodeKind::Category, NodeKind::Lesson] {
            let lists = [&world.sent, &world.here, &world.there].map(|items| children(items, parent, kind));
            let is_common = |id: &&&str| lists.iter().all(|list| list.contains(id));
            let [sent, here, there] =
                [0, 1, 2].map(|at| lists[at].iter().filter(is_common).copied().collect::<Vec<&str>>());
            let now = after.nodes.iter().filter_map(|node| node.id.as_str().rsplit_once('-'));
            let now: Vec<&str> = now.map(|(id, _)| id).filter(|id| sent.contains(id)).collect();
            let name = parent.unwrap_or_default();
            let expected = match (here == sent, there == sent) {
                (_, true) => here,
                (true, false) => there,
                (false, false) if here == there => here,
                (false, false) if conflict(plan, name, Clash::Field(Field::Order)) => there,
                (false, false) => continue,
            };
            prop_assert_eq!(now, expected, "order in {:?}", parent);
        }
    }
    Ok(())
}

/// What a plan says about each node, by side.
fn said(plan: &Plan) -> [BTreeSet<String>; 3] {
    let key = |node: &NodeRef, what: &str| {
        let id = match (&node.local, &node.remote) {
            (Some(id), _) => id.to_string(),
            (None, Some(id)) => id.as_str().trim_end_matches("-0").to_owned(),
            (None, None) => String::new(),
        };
        format!("{} {id} {what}", node.kind.word())
    };
    let (mut here, mut there) = (BTreeSet::new(), BTreeSet::new());
    for operation in &plan.operations {
        match operation {
            Operation::Update { node, fields, .. } => {
                here.extend(fields.iter().map(|field| key(node, field.word())));
            }
            Operation::Create { node, .. } => drop(here.insert(key(node, "new"))),
            Operation::Delete { node, .. } => drop(here.insert(key(node, "removed"))),
            Operation::Sequence { .. } | Operation::Draft { .. } => {}
        }
    }
    for it in &plan.needs_you {
        // It would be moved or made, if its category were there.
        here.insert(key(&it.node, if it.node.remote.is_some() { "category" } else { "new" }));
    }
    here.extend(plan.kept.iter().map(|it| key(&it.node, "removed")));
    for it in &plan.differs {
        there.insert(match it.what {
            Differs::Field(field) => key(&it.node, field.word()),
            Differs::OnlyThere => key(&it.node, "new"),
            Differs::RemovedThere => key(&it.node, "removed"),
        });
    }
    let conflicts = plan.conflicts.iter().map(|it| match it.what {
        Clash::Field(field) => key(&it.node, field.word()),
        Clash::RemovedHere | Clash::RemovedThere => key(&it.node, "removed"),
    });
    [here, there, conflicts.collect()]
}

/// Without what only one side has a word for: an order is written where something new comes into a list.
fn without_order(said: &BTreeSet<String>) -> BTreeSet<&String> {
    said.iter().filter(|text| !text.ends_with(" order")).collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn applying_a_plan_gives_the_merge(world in worlds(), options in all_options()) {
        let options = world.with_number(&options);
        let plan = world.plan(&options);
        let (mut base, mut after) = (world.base.clone(), world.remote.clone());
        apply(&plan, &mut base, &world.local, &mut after);
        is_merge(&world, &plan, &options, &after)?;
        if options.keep == Keep::default() {
            is_in_order(&world, &plan, &after)?;
        }
    }

    #[test]
    fn a_second_plan_is_empty(world in worlds(), options in all_options()) {
        let options = world.with_number(&options);
        let plan = world.plan(&options);
        let (mut base, mut after) = (world.base.clone(), world.remote.clone());
        apply(&plan, &mut base, &world.local, &mut after);
        let plain = Options { skip_conflicts: true, ..Options::default() };
        for options in [&plain, &Options { keep: options.keep.clone(), ..plain.clone() }] {
            let second = diff(&base, &world.local, &after, options);
            prop_assert!(second.is_empty(), "{}\nthen\n{}", show(&plan), show(&second));
            prop_assert!(second.remember.is_empty(), "{}\nthen\n{}", show(&plan), show(&second));
            prop_assert!(second.orders.is_empty(), "{}\nthen\n{}", show(&plan), show(&second));
            prop_assert!(second.renames.is_empty() && second.forget.is_empty(), "{}", show(&second));
        }
        if options.keep != Keep::default() {
            let second = diff(&base, &world.local, &after, &plain);
            prop_assert!(second.conflicts.is_empty(), "{}\nthen\n{}", show(&plan), show(&second));
        }
    }

    #[test]
    fn swapping_the_sides_swaps_what_is_said(world in worlds()) {
        let options = Options { removed: Removed::Delete(None), ..Options::default() };
        let swapped = World::from(world.sent.clone(), world.there.clone(), world.here.clone());
        let one = world.plan(&world.with_number(&options));
        let other = swapped.plan(&swapped.with_number(&options));
        let ([here, there, conflicts], [here_swapped, there_swapped, conflicts_swapped]) =
            (said(&one), said(&other));
        prop_assert_eq!(&conflicts, &conflicts_swapped, "{}\nswapped\n{}", show(&one), show(&other));
        prop_assert_eq!(without_order(&here), without_order(&there_swapped), "{}\nswapped\n{}", show(&one), show(&other));
        prop_assert_eq!(without_order(&there), without_order(&here_swapped), "{}\nswapped\n{}", show(&one), show(&other));
    }

    #[test]
    fn nothing_outside_a_plan_is_touched(world in worlds(), options in all_options()) {
        let options = world.with_number(&options);
        let plan = world.plan(&options);
        let sent = |id: &str| item(&world.sent, id);
        for operation in &plan.operations {
            match operation {
                Operation::Create { node, .. } => {
                    prop_assert!(item(&world.there, node.local.as_ref().unwrap().as_str()).is_none());
                }
                Operation::Update { node, remote, fields, parent, .. } => {
                    prop_assert_eq!(parent.is_some(), fields.contains(&Field::Place));
                    let id = node.local.as_ref().unwrap().as_str();
                    let (here, old) = (item(&world.here, id).unwrap(), sent(id).unwrap());
                    let node = there(&world.remote, remote);
                    for field in fields {
                        prop_assert_ne!(value(here, *field), value(old, *field), "{} {:?}", id, field);
                        prop_assert_ne!(value(here, *field), value_there(&world.remote, node, *field));
                    }
                }
                Operation::Draft { node, .. } | Operation::Delete { node, .. } => {
                    let id = node.local.as_ref().unwrap().as_str();
                    prop_assert!(item(&world.here, id).is_none() && sent(id).is_some());
                    let there = item(&world.there, id).unwrap();
                    let is_changed =
                        edited_fields(there.kind).iter().any(|it| value(there, *it) != value(sent(id).unwrap(), *it));
                    prop_assert!(!is_changed || options.keep == Keep::all(Side::Local));
                }
                Operation::Sequence { .. } => {}
            }
        }
        let removes = plan.operations.iter().any(|it| matches!(it, Operation::Delete { .. } | Operation::Draft { .. }));
        prop_assert!(!removes || options.removed != Removed::Keep);
    }

    #[test]
    fn any_three_versions_make_a_plan(one in worlds(), other in worlds(), options in all_options()) {
        diff(&one.base, &other.local, &one.remote, &options);
        diff(&one.base, &one.local, &other.remote, &options);
        let plan = diff(&outline::unbound(&one.sent), &one.local, &one.remote, &options);
        prop_assert!(plan.ambiguous.is_empty() || plan.must_stop());
    }
}
