//! How every call is made: location, version, ids in the path, one reading of the reply.

use std::collections::HashSet;

use bytes::Bytes;
use reqwest::StatusCode;
use serde::Serialize;
use serde_json::Value;

use super::error::{CallError, ReplyError, ReplyFault};
use super::fields::Kind;
use super::id::Id;
use super::object::{Object, PutBody};
use super::words::Removal;
use crate::platform::http::{
    ApiVersion, Body, Call, Client, Content, Failure, Outcome, Request, RequestError, Response,
};

/// The longest reply in bytes: all texts of a course come in one list, inline images among them.
const LONGEST_REPLY: usize = 256 * 1024 * 1024;

/// The courses of a location.
#[derive(Debug, Clone)]
pub struct CoursesApi {
    client: Client,
    location: String,
}

/// Ids by the names that a call's path has for them.
pub(super) type Ids<'a> = &'a [(&'static str, &'a Id)];

/// What is sent with a call, and when it may be sent again.
pub(super) enum Sends {
    /// Nothing.
    Nothing,
    /// A body that says how things shall be: a second time changes nothing.
    State(Bytes),
    /// A body that makes something.
    Once(Bytes),
}

impl Sends {
    /// A body that makes something.
    pub(super) fn once(value: &impl Serialize) -> Self {
        Self::Once(json(value))
    }

    /// A body that says how things shall be.
    pub(super) fn state(value: &impl Serialize) -> Self {
        Self::State(json(value))
    }
}

fn json(value: &impl Serialize) -> Bytes {
    serde_json::to_vec(value).expect("strings and lists are JSON").into()
}

impl CoursesApi {
    /// The courses of `location`, through `client`, whose token is for that location.
    pub fn new(client: Client, location: &str) -> Self {
        Self { client, location: location.to_owned() }
    }

    /// The id of the location.
    pub fn location(&self) -> &str {
        &self.location
    }

    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    /// Makes a call and gives the answer that is yes.
    pub(super) async fn call(
        &self,
        call: Call,
        ids: Ids<'_>,
        query: &[(&str, &str)],
        sends: Sends,
    ) -> Result<Response, CallError> {
        let query = [&[("locationId", self.location.as_str())], query].concat();
        let mut request = Request::new(call)
            .query(&query)
            .version(ApiVersion::V3)
            .accept_json()
            .answer_up_to(LONGEST_REPLY);
        for (name, id) in ids {
            request = request.path_value(name, id.as_str());
        }
        request = match sends {
            Sends::Nothing if call.method == "GET" => request,
            Sends::Nothing => request.not_after_500(),
            Sends::State(body) => request.body(Body::Json(body)).not_after_500(),
            Sends::Once(body) => request.body(Body::Json(body)).not_idempotent(),
        };
        let Outcome { result, may_have_arrived } = self.client.deliver(request).await;
        result.map_err(|failure| CallError::of(failure, may_have_arrived))
    }

    /// Makes a call whose yes is JSON.
    pub(super) async fn json(
        &self,
        call: Call,
        ids: Ids<'_>,
        query: &[(&str, &str)],
        sends: Sends,
    ) -> Result<Value, CallError> {
        json_of(call, self.call(call, ids, query, sends).await?)
    }

    /// Reads one object; `None` where the platform says in words that there is none, or answers nothing.
    pub(super) async fn get(
        &self,
        call: Call,
        ids: Ids<'_>,
        kind: &'static Kind,
    ) -> Result<Option<Object>, CallError> {
        let response = match self.call(call, ids, &[], Sends::Nothing).await {
            Ok(response) => response,
            Err(error) if is_said_to_be_gone(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        if matches!(response.content, Content::Empty | Content::Json(Value::Null)) {
            return Ok(None);
        }
        let value = json_of(call, response)?;
        Object::read(kind, value).map(Some).map_err(|fault| CallError::Reply(ReplyError { call, fault }))
    }

    /// Makes something and reads the object that it became.
    pub(super) async fn create(
        &self,
        call: Call,
        ids: Ids<'_>,
        new: &impl Serialize,
        kind: &'static Kind,
    ) -> Result<Object, CallError> {
        let value = self.json(call, ids, &[], Sends::once(new)).await?;
        Object::read(kind, value).map_err(|fault| CallError::Reply(ReplyError { call, fault }))
    }

    /// Changes something. What the reply holds is not relied on: a caller that wants to know reads the object again.
    pub(super) async fn update(&self, call: Call, ids: Ids<'_>, body: &PutBody) -> Result<(), CallError> {
        let response = self.call(call, ids, &[], Sends::State(body.0.clone())).await?;
        is_no_page(call, response).map(drop)
    }

    /// Removes something.
    pub(super) async fn delete(&self, call: Call, ids: Ids<'_>) -> Result<Removal, CallError> {
        match self.call(call, ids, &[], Sends::Nothing).await {
            Ok(response) => is_no_page(call, response).map(|_| Removal::Removed),
            // Also where an earlier attempt of this call did it, and its answer was lost.
            Err(error) if is_said_to_be_gone(&error) => Ok(Removal::WasGone),
            Err(error) => Err(error),
        }
    }
}

/// Whether the platform said, in words of its own, that something is not there. A 404 without words is how a call
/// answers that the account does not have.
fn is_said_to_be_gone(error: &CallError) -> bool {
    let refusal = match error {
        CallError::Refused(refusal)
        | CallError::Unknown(Failure { problem: RequestError::Refused(refusal), .. }) => refusal,
        CallError::NotSent(_) | CallError::Unknown(_) | CallError::Reply(_) => return false,
    };
    refusal.status == StatusCode::NOT_FOUND && refusal.says.is_some()
}

/// The JSON of a yes.
fn json_of(call: Call, response: Response) -> Result<Value, CallError> {
    let response = is_no_page(call, response)?;
    match response.content {
        Content::Json(value) => Ok(value),
        Content::Empty | Content::Other(_) | Content::Lost => Err(unreadable(call, &response)),
    }
}

/// A yes that may come from the platform: empty, or JSON.
fn is_no_page(call: Call, response: Response) -> Result<Response, CallError> {
    match response.content {
        Content::Json(_) | Content::Empty => Ok(response),
        Content::Other(_) | Content::Lost => Err(unreadable(call, &response)),
    }
}

fn unreadable(call: Call, response: &Response) -> CallError {
    let problem = RequestError::Unreadable { status: response.status, page: response.page() };
    CallError::Unknown(Failure { call, problem })
}

/// Reads the objects of a list that has to be whole.
pub(super) fn whole_list(
    call: Call,
    value: Value,
    name: &'static str,
    kind: &'static Kind,
) -> Result<Vec<Object>, CallError> {
    let fault = |fault| CallError::Reply(ReplyError { call, fault });
    if let Some(cursor) = cursor(&value) {
        return Err(fault(ReplyFault::UndeclaredCursor(cursor)));
    }
    let objects = list(value, name, kind).map_err(fault)?;
    each_once(kind, &objects).map_err(fault)?;
    Ok(objects)
}

/// Reads the objects of a list or of a page of one.
pub(super) fn list(
    mut value: Value,
    name: &'static str,
    kind: &'static Kind,
) -> Result<Vec<Object>, ReplyFault> {
    match value.get_mut(name).map(Value::take) {
        Some(Value::Array(items)) => items.into_iter().map(|item| Object::read(kind, item)).collect(),
        _ => Err(ReplyFault::MissingList(name)),
    }
}

/// Checks that no id occurs twice.
pub(super) fn each_once(kind: &'static Kind, objects: &[Object]) -> Result<(), ReplyFault> {
    let mut seen = HashSet::new();
    match objects.iter().find(|object| !seen.insert(object.id())) {
        Some(object) => Err(ReplyFault::DuplicateId { object: kind.name, id: object.id().to_string() }),
        None => Ok(()),
    }
}

/// The field that says that a list goes on.
fn cursor(value: &Value) -> Option<String> {
    let says_so = |(name, value): &(&String, &Value)| {
        let name = name.to_ascii_lowercase();
        let is_cursor = name.contains("cursor") || matches!(name.as_str(), "next" | "nextpage" | "hasmore");
        let is_set = !matches!(value, Value::Null | Value::Bool(false))
            && value.as_str().is_none_or(|text| !text.is_empty());
        is_cursor && is_set
    };
    value.as_object()?.iter().find(says_so).map(|(name, _)| name.clone())
}
