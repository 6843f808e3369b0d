//! A plan as lines of text.

use std::collections::BTreeSet;

use super::super::*;
use crate::sync::versions::{Field, LocalId, OrderThere};

/// Everything that a plan does and tells, one line each, sorted within its kind; operations in their order.
pub fn show(plan: &Plan) -> String {
    let mut lines: Vec<String> = plan.operations.iter().map(operation).collect();
    lines.extend(plan.ambiguous.iter().map(|it| {
        let list = |refs: &[NodeRef]| refs.iter().map(name).collect::<Vec<_>>().join(" ");
        format!("ambiguous {} | {}", list(&it.here), list(&it.there))
    }));
    lines.extend(plan.conflicts.iter().map(|it| format!("conflict {} {}", name(&it.node), clash(it.what))));
    lines.extend(plan.asks_about_media.iter().map(|it| format!("asks {}", name(it))));
    lines.extend(plan.needs_you.iter().map(|it| format!("needs {} {}", name(&it.node), reason(&it.reason))));
    lines.extend(plan.differs.iter().map(|it| format!("differs {} {}", name(&it.node), differs(it.what))));
    lines.extend(plan.kept.iter().map(|it| format!("kept {} {:?}", name(&it.node), it.why)));
    lines.extend(plan.renames.iter().map(|it| format!("rename {} {}", it.from, it.to)));
    lines.extend(plan.remember.iter().map(|it| {
        format!("remember {} {} {}", it.local, it.remote, words(&it.fields)).trim_end().to_owned()
    }));
    lines.extend(plan.orders.iter().map(|it| {
        let parent = it.parent.as_ref().map_or("course", LocalId::as_str);
        let folder = it.folder.iter().map(LocalId::as_str).collect::<Vec<_>>().join(" ");
        let platform = match &it.platform {
            OrderThere::Same => "same".to_owned(),
            OrderThere::AsBefore => "as before".to_owned(),
            OrderThere::Kept(ids) => {
                ids.iter().map(|id| id.as_str().trim_end_matches("-0")).collect::<Vec<_>>().join(" ")
            }
        };
        format!("order {parent}: {folder} ({platform})")
    }));
    lines.extend(plan.forget.iter().map(|(_, id)| format!("forget {id}")));
    lines.extend(plan.stay_removed.iter().map(|(_, id)| format!("stays removed {id}")));
    lines.join("\n")
}

fn operation(operation: &Operation) -> String {
    match operation {
        Operation::Create { node, parent: to, media } => {
            format!("create {} in {} {media:?}", name(node), parent(to))
        }
        Operation::Update { node, fields, parent: to, leaves_out, is_trial, .. } => {
            let to = to.as_ref().map(|to| format!(" to {}", parent(to))).unwrap_or_default();
            let out = if leaves_out.is_empty() { "" } else { " leaving out" };
            let trial = if *is_trial { " (trial)" } else { "" };
            format!("update {} {}{to}{out}{trial}", name(node), words(fields))
        }
        Operation::Sequence { parent: of, kind, members } => {
            let member = |member: &Member| match member {
                Member::There(id) => id.as_str().trim_end_matches("-0").to_owned(),
                Member::New(id) => format!("+{id}"),
            };
            let members = members.iter().map(member).collect::<Vec<_>>().join(" ");
            format!("sequence {} {}: {members}", parent(of), kind.word())
        }
        Operation::Draft { node, .. } => format!("draft {}", name(node)),
        Operation::Delete { node, .. } => format!("delete {}", name(node)),
    }
}

fn parent(parent: &Parent) -> String {
    match parent {
        Parent::Course => "course".to_owned(),
        Parent::There(id) => id.as_str().trim_end_matches("-0").to_owned(),
        Parent::New(id) => format!("+{id}"),
    }
}

fn name(node: &NodeRef) -> String {
    match (&node.local, &node.remote) {
        (Some(id), _) if id.as_str().is_empty() => "course".to_owned(),
        (Some(id), _) => id.to_string(),
        (None, Some(id)) => id.to_string(),
        (None, None) => "?".to_owned(),
    }
}

fn words(fields: &BTreeSet<Field>) -> String {
    fields.iter().map(|field| field.word()).collect::<Vec<_>>().join(",")
}

fn clash(clash: Clash) -> String {
    match clash {
        Clash::Field(field) => field.word().to_owned(),
        Clash::RemovedHere => "removed here".to_owned(),
        Clash::RemovedThere => "removed there".to_owned(),
    }
}

fn differs(differs: Differs) -> String {
    match differs {
        Differs::Field(field) => field.word().to_owned(),
        Differs::OnlyThere => "only there".to_owned(),
        Differs::RemovedThere => "removed there".to_owned(),
    }
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::NoCall(field) => field.word().to_owned(),
        other => format!("{other:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
    }
}
