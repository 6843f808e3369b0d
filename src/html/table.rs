//! The look of tables, with the little inline CSS that the portal keeps.

/// The start tag of a table.
pub(crate) const TABLE: &str = "<table style=\"border-collapse:collapse\">";
/// The style of a cell, open for an alignment: [`END`] closes it.
pub(crate) const CELL: &str = " style=\"border:1px solid #d0d7de;padding:6px 13px";
/// Closes the style and the start tag of a cell.
pub(crate) const END: &str = "\">";
