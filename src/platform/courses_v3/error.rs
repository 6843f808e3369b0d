//! What can be wrong with a call, and with a reply that says yes.

use std::fmt;

use reqwest::StatusCode;

use crate::platform::http::{Call, Delivery, Failure, Refusal, RequestError};

/// The scope that reads need.
pub const READ_SCOPE: &str = "courses.readonly";

/// The scope that writes need.
pub const WRITE_SCOPE: &str = "courses.write";

/// A call that did not do what it is for, as far as we know.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// The platform certainly does not have it: safe to send again.
    #[error(transparent)]
    NotSent(Failure),
    /// The platform said no, and changed nothing.
    #[error(transparent)]
    Refused(Box<Refusal>),
    /// It may have arrived. A write is sent again only after a look at what is there.
    #[error(transparent)]
    Unknown(Failure),
    /// The platform said yes, with a reply that the tool does not understand. A write has arrived.
    #[error(transparent)]
    Reply(ReplyError),
}

/// What became of a write that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallOutcome {
    /// It certainly did not arrive.
    NotSent,
    /// It arrived and was turned down.
    Refused,
    /// It may have been done.
    Unknown,
}

/// A reply that the reference does not describe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyError {
    /// Whose reply.
    pub call: Call,
    /// What is wrong with it.
    pub fault: ReplyFault,
}

/// What is wrong with a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyFault {
    /// There is no list of this name in it.
    MissingList(&'static str),
    /// Something else where an object is expected.
    NotAnObject {
        /// What is expected: `course`, `category`, `lesson`, …
        object: &'static str,
    },
    /// An object without a field.
    MissingField {
        /// The object.
        object: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A field with a value of another type.
    WrongType {
        /// The object.
        object: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A field that must be an id, and cannot be a part of a path.
    NotAnId {
        /// The object.
        object: &'static str,
        /// The field.
        field: &'static str,
    },
    /// Two objects with one id.
    DuplicateId {
        /// The object.
        object: &'static str,
        /// The id.
        id: String,
    },
    /// A list that goes on, though the reference says that it is whole.
    UndeclaredCursor(String),
    /// Pages that begin again, or never end.
    EndlessPages,
    /// The platform did not do what it was asked for (`ok` is not true).
    NotDone,
}

impl CallError {
    /// What became of it, if it was a write.
    pub fn outcome(&self) -> CallOutcome {
        match self {
            Self::NotSent(_) => CallOutcome::NotSent,
            Self::Refused(_) => CallOutcome::Refused,
            Self::Unknown(_) | Self::Reply(_) => CallOutcome::Unknown,
        }
    }

    /// The status of the answer, if there was one that is not yes.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused(refusal) => Some(refusal.status),
            Self::NotSent(failure) | Self::Unknown(failure) => match &failure.problem {
                RequestError::Refused(refusal) => Some(refusal.status),
                _ => None,
            },
            Self::Reply(_) => None,
        }
    }

    /// Whether the answer is 404 without words: that of an account that does not have the call.
    pub fn is_absent(&self) -> bool {
        let has_words = matches!(self, Self::Refused(refusal) if refusal.says.is_some());
        self.is_not_found() && !has_words
    }

    /// Whether the platform itself answered 404, with or without words.
    pub(super) fn is_not_found(&self) -> bool {
        let has_page = matches!(self, Self::Refused(refusal) if refusal.page.is_some());
        self.status() == Some(StatusCode::NOT_FOUND) && !has_page
    }

    /// What the author can do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Refused(refusal) if refusal.page.is_none() && is_about_scopes(refusal.status) => {
                let scope = scope_of(refusal.call);
                Some(format!("create a token with the scope `{scope}` in the sub-account of this location"))
            }
            Self::Refused(refusal) => refusal.hint(),
            Self::NotSent(failure) | Self::Unknown(failure) => failure.hint(),
            Self::Reply(_) => Some("update coursedir: the platform's API may have changed".to_owned()),
        }
    }

    /// Sorts a failure; what an earlier attempt may have done counts too.
    pub(super) fn of(failure: Failure, may_have_arrived: bool) -> Self {
        match (failure.problem.delivery(), failure) {
            (Delivery::Refused, Failure { problem: RequestError::Refused(refusal), .. })
                if !may_have_arrived =>
            {
                Self::Refused(refusal)
            }
            (Delivery::No, failure) if !may_have_arrived => Self::NotSent(failure),
            (_, failure) => Self::Unknown(failure),
        }
    }
}

/// Whether a status is about what a token may do.
pub(super) fn is_about_scopes(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

fn scope_of(call: Call) -> &'static str {
    if call.method == "GET" { READ_SCOPE } else { WRITE_SCOPE }
}

impl std::error::Error for ReplyError {}

impl fmt::Display for ReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unexpected reply to {}: {}", self.call, self.fault)
    }
}

impl fmt::Display for ReplyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingList(name) => write!(f, "the list `{name}` is missing"),
            Self::NotAnObject { object } => write!(f, "a {object} that is not an object"),
            Self::MissingField { object, field } => write!(f, "a {object} without `{field}`"),
            Self::WrongType { object, field } => write!(f, "a {object} with `{field}` of another type"),
            Self::NotAnId { object, field } => write!(f, "a {object} with `{field}` that is not an id"),
            Self::DuplicateId { object, id } => write!(f, "two objects ({object}) with the id `{id}`"),
            Self::UndeclaredCursor(field) => write!(f, "the list continues elsewhere (`{field}`)"),
            Self::EndlessPages => f.write_str("the pages of the list do not end"),
            Self::NotDone => f.write_str("`ok` is not true"),
        }
    }
}
