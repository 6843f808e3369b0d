//! The result of checking an address.

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Something is there.
    Alive,
    /// 404 or 410.
    Gone(u16),
    /// No host has this name.
    UnknownHost,
    /// Unknown, for this reason.
    Unclear(String),
}
