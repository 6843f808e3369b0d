//! A request as a value: its content, and whether a retry is safe.
//!
//! Every call of the platform is one of these. A call site says what the call needs; when to send it, how long
//! to wait, and what a failure means is decided in `send`.

use bytes::Bytes;
use serde_json::Value;
use url::Url;

use super::delivery::Delivery;
use super::error::{Call, RequestError};
use super::file_part::FilePart;
use super::phase::OnPhase;
use super::token::Token;
use super::token::TokenSource;

/// Answers are a few hundred bytes; more is somebody else's page, but for lists.
const LONGEST_ANSWER: usize = 1024 * 1024;

/// A request that can be sent any number of times: its body is made anew for each attempt.
pub(crate) struct Request<'a> {
    pub(super) call: Call,
    pub(super) target: Target<'a>,
    pub(super) version: Option<ApiVersion>,
    pub(super) accept: Option<&'static str>,
    pub(super) body: Body<'a>,
    pub(super) auth: Auth<'a>,
    pub(super) repeat: Repeat,
    pub(super) connection: Connection,
    pub(super) yes_is_secret: bool,
    /// The longest answer that is read, in bytes.
    pub(super) longest_answer: usize,
    pub(super) on_progress: OnProgress<'a>,
    pub(super) on_phase: OnPhase<'a>,
}

/// Where a request goes.
pub(super) enum Target<'a> {
    /// To the path of its call below the base URL. A `{name}` in that path is replaced with its value.
    Api { values: Vec<(&'static str, &'a str)>, query: &'a [(&'a str, &'a str)] },
    /// To an address on any host. No rate limit of the API counts there.
    Address(Url),
}

/// The generation of the API that a call belongs to: the value of the header `Version`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiVersion {
    /// The one that the import and the media library are documented in.
    V2021_07_28,
    /// The newer one.
    V3,
}

/// What a request sends.
pub(crate) enum Body<'a> {
    /// Nothing.
    Empty,
    /// JSON, to the byte.
    Json(Bytes),
    /// Names and values, form-urlencoded.
    Form(&'a [(&'a str, &'a str)]),
    /// A file and its name, as a multipart form.
    File(FilePart<'a>),
}

/// Whom a request is from.
#[derive(Clone, Copy)]
pub(crate) enum Auth<'a> {
    /// Nobody.
    Anonymous,
    /// The holder of this token.
    Bearer(&'a Token),
    /// The holder of a token that may be renewed: once, after a 401.
    Renewable(&'a dyn TokenSource),
}

/// When a request may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// After every failure that passes: a second time changes nothing that matters.
    Idempotent,
    /// After every failure that passes but a 500: there the platform met a value that it does not know.
    IdempotentBut500,
    /// Only where it certainly was not taken: there was no connection, or "too many requests".
    IfNotTaken,
}

/// The connection that a request is sent over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Connection {
    /// One that an earlier request may have opened.
    Kept,
    Fresh,
}

/// Told the bytes that were handed over so far.
pub(crate) type OnProgress<'a> = &'a (dyn Fn(u64) + Sync);

impl<'a> Request<'a> {
    /// A request to the API, without body or token. Method and path are those of the call.
    pub(crate) fn new(call: Call) -> Self {
        Self::to(call, Target::Api { values: Vec::new(), query: &[] })
    }

    /// A request to an address on any host; `call` is for messages.
    pub(crate) fn to_address(call: Call, address: Url) -> Self {
        Self::to(call, Target::Address(address))
    }

    fn to(call: Call, target: Target<'a>) -> Self {
        let is_idempotent = matches!(call.method, "GET" | "HEAD" | "PUT" | "DELETE");
        Self {
            call,
            target,
            version: None,
            accept: None,
            body: Body::Empty,
            auth: Auth::Anonymous,
            repeat: if is_idempotent { Repeat::Idempotent } else { Repeat::IfNotTaken },
            connection: if is_idempotent { Connection::Kept } else { Connection::Fresh },
            yes_is_secret: false,
            longest_answer: LONGEST_ANSWER,
            on_progress: &|_| {},
            on_phase: &|_| {},
        }
    }

    /// Names the generation of the API.
    pub(crate) fn version(self, version: ApiVersion) -> Self {
        Self { version: Some(version), ..self }
    }

    /// Sends this body.
    pub(crate) fn body(self, body: Body<'a>) -> Self {
        Self { body, ..self }
    }

    /// Says whom the request is from.
    pub(crate) fn auth(self, auth: Auth<'a>) -> Self {
        Self { auth, ..self }
    }

    /// Says that the request may be repeated, though its method does not. It may still need a connection of its own:
    /// see [`Self::over_kept_connection`].
    pub(crate) fn idempotent(self) -> Self {
        Self { repeat: Repeat::Idempotent, ..self }
    }

    /// Says that a 500 is final: the same values would meet it again.
    pub(crate) fn not_after_500(self) -> Self {
        Self { repeat: Repeat::IdempotentBut500, ..self }
    }

    /// Says that a second time may not do what the first did, though the method promises it.
    pub(crate) fn not_idempotent(self) -> Self {
        Self { repeat: Repeat::IfNotTaken, connection: Connection::Fresh, ..self }
    }

    /// Reads an answer of up to this many bytes: lists are longer than other answers.
    pub(crate) fn answer_up_to(self, bytes: usize) -> Self {
        Self { longest_answer: bytes, ..self }
    }

    /// Takes a connection that is open already, where there is one.
    pub(crate) fn over_kept_connection(self) -> Self {
        Self { connection: Connection::Kept, ..self }
    }

    /// Tells the bytes of the body that were handed over in the current attempt; another attempt begins at zero.
    pub(crate) fn on_progress(self, on_progress: OnProgress<'a>) -> Self {
        Self { on_progress, ..self }
    }

    /// Tells each step, so that somebody who waits knows what for.
    pub(crate) fn on_phase(self, on_phase: OnPhase<'a>) -> Self {
        Self { on_phase, ..self }
    }

    /// Adds a query to the path.
    pub(crate) fn query(mut self, pairs: &'a [(&'a str, &'a str)]) -> Self {
        if let Target::Api { query, .. } = &mut self.target {
            *query = pairs;
        }
        self
    }

    /// Puts a value in the place of `{name}` in the path.
    pub(crate) fn path_value(mut self, name: &'static str, value: &'a str) -> Self {
        if let Target::Api { values, .. } = &mut self.target {
            values.push((name, value));
        }
        self
    }

    /// Asks for JSON and nothing else.
    pub(crate) fn accept_json(self) -> Self {
        Self { accept: Some("application/json"), ..self }
    }

    /// Says that the answer holds secrets. A yes is then read as it is; of everything else they are taken out.
    pub(crate) fn hands_out_secrets(self) -> Self {
        Self { yes_is_secret: true, ..self }
    }
}

impl ApiVersion {
    /// The value of the header `Version`.
    pub(super) fn header(self) -> &'static str {
        match self {
            Self::V2021_07_28 => "2021-07-28",
            Self::V3 => "v3",
        }
    }
}

impl Body<'_> {
    /// A small JSON body.
    pub(crate) fn json(value: &Value) -> Self {
        Self::Json(value.to_string().into())
    }
}

impl Repeat {
    /// Whether another attempt is safe, and may end better.
    pub(super) fn allows(self, problem: &RequestError) -> bool {
        let is_safe = match self {
            Self::Idempotent => true,
            Self::IdempotentBut500 => !problem.is_internal_error(),
            Self::IfNotTaken => problem.delivery() == Delivery::No || problem.is_too_many(),
        };
        is_safe && problem.is_passing()
    }
}
