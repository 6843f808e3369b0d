//! What the commands about a course that is on the platform share: its three versions, the plan, and how both are shown.

pub(super) mod args;
mod attached_values;
pub(super) mod differences;
pub(super) mod fingerprints;
pub(super) mod hold;
pub(super) mod look;
pub(super) mod object_fields;
pub(super) mod plan_json;
pub(super) mod plan_text;
pub(super) mod refused;
pub(super) mod targets_table;
pub(super) mod three;
