//! Quarto's own shortcodes, in its pages only: Hugo has others of the same names.

use crate::html::escape::escape;

use super::meaning::Meaning;
use super::tag::Tag;

/// Shown by a website only.
const ORNAMENTS: &[&str] = &["pagebreak", "fa", "bi", "iconify", "academicons", "ai"];

/// What a single shortcode means.
pub(super) fn meaning(tag: &Tag<'_>) -> Option<Meaning> {
    let arguments = &tag.arguments;
    match tag.name().as_str() {
        "include" => Some(Meaning::File(arguments.first()?.to_owned())),
        "kbd" => {
            let keys = arguments.plain().collect::<Vec<_>>().join(" ");
            let of_system = || arguments.get(&["win", "linux", "mac"]).map(str::to_owned);
            let keys = if keys.is_empty() { of_system()? } else { keys };
            Some(Meaning::Instead(format!("<kbd>{}</kbd>", escape(&keys))))
        }
        name if ORNAMENTS.contains(&name) => Some(Meaning::Instead(String::new())),
        _ => None,
    }
}
