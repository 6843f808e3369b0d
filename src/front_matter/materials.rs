//! The values of the `materials` family: paths, globs, addresses, and mappings with a title.

use super::node::{Entry, Node, Scalar, ScalarKind, items};
use super::report::{Report, did_you_mean};
use super::spanned::Spanned;
use super::spelling::{closest, same};
use super::values::MaterialRef;
use crate::model::{MATERIAL_TYPES, material_type};

/// Reads the value of a materials key. `None` when it holds nothing that can be used.
///
/// `materials` and `attachments` are ours: what does not fit is an error. The others belong to many
/// tools (a Hugo page's `resources` are `{src, name}`): there it is a warning.
pub(super) fn read(report: &mut Report<'_>, entry: &Entry, name: &str) -> Option<Vec<Spanned<MaterialRef>>> {
    let is_ours = matches!(name, "materials" | "attachments");
    let mut materials = Vec::new();
    for item in items(&entry.value) {
        match material(report, item, is_ours) {
            Ok(material) => materials.extend(material),
            Err(NoMaterial) if is_ours => report.invalid(
                item,
                format!("an entry of `{}` has no file or address", entry.key.value),
                Some("write a path, an address, or `title` with `file` or `url`".to_owned()),
            ),
            Err(NoMaterial) => {
                let part = Entry { key: entry.key.clone(), value: item.clone() };
                report.foreign(&part, "a file or an address");
            }
        }
    }
    (!materials.is_empty()).then_some(materials)
}

/// The entry names neither a file nor an address.
struct NoMaterial;

fn material(
    report: &mut Report<'_>,
    item: &Spanned<Node>,
    is_ours: bool,
) -> Result<Option<Spanned<MaterialRef>>, NoMaterial> {
    let (target, title, kind) = match &item.value {
        node if node.is_blank() => return Ok(None),
        Node::Map(parts) => {
            if is_ours {
                say_slips(report, parts);
            }
            let target = part(parts, &["file", "url", "path"]).ok_or(NoMaterial)?;
            let title = part(parts, &["title", "name", "label"]).and_then(|title| title.value.value.text());
            let kind = part(parts, &["type"]).and_then(|kind| material_kind(report, kind, is_ours));
            (&target.value, title.map(|title| title.trim().to_owned()), kind)
        }
        _ => (item, None, None),
    };
    match &target.value {
        Node::Scalar(Scalar { kind: ScalarKind::Text, text }) => Ok(Some(Spanned {
            value: MaterialRef { target: text.trim().to_owned(), title, kind },
            span: target.span.clone(),
        })),
        _ => Err(NoMaterial),
    }
}

/// Reports each key of an entry that is a slip of one we know.
fn say_slips(report: &mut Report<'_>, parts: &[Entry]) {
    const KNOWN: &[&str] = &["file", "url", "path", "title", "name", "label", "type"];
    for Entry { key, .. } in parts.iter().filter(|part| !KNOWN.iter().any(|key| same(key, &part.key.value))) {
        if let Some(meant) = closest(&key.value, KNOWN.iter().copied()) {
            report.unknown_key(key, Some(meant), false);
        }
    }
}

/// The first of the named parts that is not blank.
fn part<'e>(parts: &'e [Entry], names: &[&str]) -> Option<&'e Entry> {
    names.iter().find_map(|name| {
        parts.iter().find(|part| same(&part.key.value, name) && !part.value.value.is_blank())
    })
}

fn material_kind(report: &mut Report<'_>, entry: &Entry, is_ours: bool) -> Option<&'static str> {
    let written = entry.value.value.text().unwrap_or_default().trim();
    let kind = material_type(written.trim_start_matches('.'));
    if kind.is_none() && is_ours {
        let near = closest(written, MATERIAL_TYPES.iter().copied()).map(did_you_mean);
        let help = near.unwrap_or_else(|| "remove it: the file determines the type".to_owned());
        report.invalid(&entry.value, "the platform does not have this type of material", Some(help));
    }
    kind
}
