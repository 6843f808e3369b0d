//! What differs between both sides, node by node: values and texts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::changes::{Style, TextDiff, ValueDiff, drawn_text, drawn_value};
use crate::cli::output::terminal::{FAINT, STRONG};
use crate::model::Course;
use crate::platform::courses_v3::Id;
use crate::shown::shown;
use crate::sync::diff::{Clash, Differs, NodeRef, Operation, Plan, Reason};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::folder_values::FolderValues;
use crate::sync::update::remote_object::RemoteObject;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::versions::{Field, LocalId, MediaPlace, NodeKind};

use super::attached_values;
use super::plan_text::titled;
use super::three::Three;

/// The differences of one node.
pub(in crate::cli) struct NodeDiff {
    pub node: NodeRef,
    pub change: Changed,
    /// Single values: the platform's, then the folder's.
    pub values: Vec<ValueDiff>,
    /// Fields that changed and whose values are not known here.
    pub unseen: Vec<&'static str>,
    /// The text: the platform's, then the folder's.
    pub text: Option<TextDiff>,
    /// The questions of its quiz, without their answers: the platform's, then the folder's.
    pub questions: Option<TextDiff>,
}

/// Who changed a node. Of several, the one that needs most attention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::cli) enum Changed {
    Conflict,
    Here,
    There,
    New,
    RemovedHere,
    OnlyThere,
    RemovedThere,
}

impl Changed {
    pub(in crate::cli) fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Here => "changed-here",
            Self::There => "changed-there",
            Self::New => "new",
            Self::RemovedHere => "removed-here",
            Self::OnlyThere => "only-there",
            Self::RemovedThere => "removed-there",
        }
    }

    pub(in crate::cli) fn words(self) -> &'static str {
        match self {
            Self::Conflict => "changed on both sides",
            Self::Here => "changed here",
            Self::There => "changed on the platform",
            Self::New => "new",
            Self::RemovedHere => "its file is gone",
            Self::OnlyThere => "made on the platform",
            Self::RemovedThere => "removed on the platform",
        }
    }
}

impl NodeDiff {
    /// On lines, each with its end.
    pub(in crate::cli) fn drawn(&self, style: Style) -> String {
        let title = titled(&self.node);
        let path = self.node.path.as_deref().filter(|path| !path.is_empty());
        let path = path.map(|path| format!(" ({})", shown(path))).unwrap_or_default();
        let mut text = format!("{STRONG}{title}{STRONG:#}{path}  {FAINT}{}{FAINT:#}\n", self.change.words());
        for value in &self.values {
            text.extend(["  ", &drawn_value(value, style), "\n"]);
        }
        for field in &self.unseen {
            text.extend(["  ", field, ": changed\n"]);
        }
        if let Some(diff) = &self.text {
            text.push_str(&drawn_text(diff, style));
        }
        if let Some(diff) = &self.questions {
            text.push_str("  questions\n");
            text.push_str(&drawn_text(diff, style));
        }
        text
    }
}

/// What is known of a node while its differences are collected.
struct Entry {
    node: NodeRef,
    change: Changed,
    fields: BTreeSet<Field>,
    media: MediaPlace,
}

/// All differences, in the order of the outline; what only the platform has comes last.
pub(in crate::cli) fn of(
    three: &Three,
    plan: &Plan,
    snapshot: Option<&Snapshot>,
    course: &Course,
    files: &CourseAddresses,
) -> Vec<NodeDiff> {
    let values = FolderValues::new(course, files);
    let there: HashMap<(NodeKind, Id), RemoteObject> = snapshot
        .cloned()
        .into_iter()
        .flat_map(Snapshot::into_objects)
        .map(|object| ((object.kind(), object.id().clone()), object))
        .collect();
    let order: HashMap<(NodeKind, &LocalId), usize> =
        three.local.nodes.iter().zip(0..).map(|(node, at)| ((node.kind, &node.id), at)).collect();
    let rank = |node: &NodeRef| {
        let at = node.local.as_ref().and_then(|id| order.get(&(node.kind, id)));
        at.copied().unwrap_or(usize::MAX)
    };
    let nothing = BTreeMap::new();
    let attached = snapshot.and_then(|snapshot| snapshot.attached.as_ref()).unwrap_or(&nothing);
    let mut entries: Vec<Entry> = entries(three, plan).into_values().collect();
    entries.sort_by(|one, other| (rank(&one.node), &one.node).cmp(&(rank(&other.node), &other.node)));
    let compared = |mut entry: Entry| {
        let of_lesson = attached_values::Sides {
            lesson: entry.node.local.as_ref().and_then(|id| values.lesson(id)),
            there: entry.node.remote.as_ref().and_then(|id| attached.get(id)),
            is_known: snapshot.is_some(),
        };
        let own = of_lesson.compare(entry.fields.iter().copied().filter(|field| field.is_attached()));
        entry.fields.retain(|field| !field.is_attached());
        let mut diff = compared(entry, &values, &there);
        diff.values.extend(own.values);
        diff.unseen.extend(own.unseen);
        diff.questions = own.questions;
        diff
    };
    entries.into_iter().map(compared).collect()
}

type Key = (NodeKind, Option<LocalId>, Option<Id>);

fn entries(three: &Three, plan: &Plan) -> BTreeMap<Key, Entry> {
    let mut all: BTreeMap<Key, Entry> = BTreeMap::new();
    let media_of = |node: &NodeRef| {
        let base = node.local.as_ref().and_then(|id| three.base.get(node.kind, id));
        base.map_or(MediaPlace::Beside, |base| base.media)
    };
    let mut add = |node: &NodeRef, change: Changed, fields: &[Field], media: Option<MediaPlace>| {
        let key = (node.kind, node.local.clone(), node.remote.clone());
        let media = media.unwrap_or_else(|| media_of(node));
        let entry = all.entry(key).or_insert_with(|| Entry {
            node: node.clone(),
            change,
            fields: BTreeSet::new(),
            media,
        });
        entry.change = entry.change.min(change);
        entry.fields.extend(fields);
    };
    for operation in &plan.operations {
        match operation {
            Operation::Create { node, media, .. } => add(node, Changed::New, &[Field::Text], Some(*media)),
            Operation::Update { node, fields, media, .. } => {
                let fields: Vec<Field> = fields.iter().copied().collect();
                add(node, Changed::Here, &fields, Some(*media));
            }
            Operation::Draft { node, .. } | Operation::Delete { node, .. } => {
                add(node, Changed::RemovedHere, &[], None);
            }
            Operation::Sequence { .. } => {}
        }
    }
    for conflict in &plan.conflicts {
        match conflict.what {
            Clash::Field(field) => add(&conflict.node, Changed::Conflict, &[field], None),
            Clash::RemovedHere | Clash::RemovedThere => add(&conflict.node, Changed::Conflict, &[], None),
        }
    }
    for needs in &plan.needs_you {
        if let Reason::NoCall(field) = needs.reason {
            add(&needs.node, Changed::Here, &[field], None);
        }
    }
    for difference in &plan.differs {
        match difference.what {
            Differs::Field(field) => add(&difference.node, Changed::There, &[field], None),
            Differs::OnlyThere => add(&difference.node, Changed::OnlyThere, &[Field::Text], None),
            Differs::RemovedThere => add(&difference.node, Changed::RemovedThere, &[], None),
        }
    }
    for kept in &plan.kept {
        add(&kept.node, Changed::RemovedHere, &[], None);
    }
    all
}

fn compared(
    entry: Entry,
    values: &FolderValues<'_>,
    there: &HashMap<(NodeKind, Id), RemoteObject>,
) -> NodeDiff {
    let Entry { node, change, fields, media } = entry;
    let remote = node.remote.as_ref().and_then(|id| there.get(&(node.kind, id.clone())));
    let local = node.local.as_ref().and_then(|id| values.changes(node.kind, id, &fields, media));
    let is_known = remote.is_some() || change == Changed::New;
    let text_there = |name: &str| remote.and_then(|object| object.json().get(name)?.as_str());
    let mut diff =
        NodeDiff { node, change, values: Vec::new(), unseen: Vec::new(), text: None, questions: None };
    for field in fields {
        let value = match (field, &local) {
            (Field::Text, local) if is_known => {
                let here = local.as_ref().and_then(|local| local.text.as_deref()).unwrap_or_default();
                let text = TextDiff::new(text_there("description").unwrap_or_default(), here);
                diff.text = Some(text).filter(|text| !text.is_empty());
                continue;
            }
            (Field::Title, Some(local)) if is_known => {
                ValueDiff::new("title", text_there("title"), local.title.as_deref())
            }
            (Field::Visibility, Some(local)) if is_known => {
                let here = local.visibility.map(crate::platform::courses_v3::Visibility::word);
                ValueDiff::new("visibility", text_there("visibility"), here)
            }
            (Field::Type, Some(local)) if is_known => {
                let here = local.content_type.map(crate::platform::courses_v3::ContentType::word);
                ValueDiff::new("type", text_there("contentType"), here)
            }
            (Field::Picture, Some(local)) if is_known => {
                let here = local.picture.as_deref().filter(|address| !address.is_empty());
                ValueDiff::of_files("picture", text_there("posterImage"), here)
            }
            _ => None,
        };
        match value {
            Some(value) => diff.values.push(value),
            None => diff.unseen.push(field.word()),
        }
    }
    diff
}
