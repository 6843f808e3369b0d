//! Is the newer API there for this account? One cheap read tells; it changes nothing.

use reqwest::StatusCode;

use super::api::{CoursesApi, Sends};
use super::error::{CallError, READ_SCOPE, is_about_scopes};
use crate::platform::http::{ApiVersion, Call};
use crate::platform::read_probe;

const LIST: Call = Call { method: "GET", path: "/courses/products" };

/// What the platform answers to the probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capability {
    /// 200, and JSON with `products`: courses can be read.
    There,
    /// 404 without a body: this account has only the import.
    Absent,
    /// 401 or 403: the token may not ask. Nothing may be written.
    Unknown {
        /// The scope that the token needs.
        scope: &'static str,
        /// The status of the answer.
        status: StatusCode,
        /// The platform's own words.
        says: Option<String>,
    },
}

/// Asks. An answer that is none of the three, such as a web page with status 200, is an error.
pub async fn probe(api: &CoursesApi) -> Result<Capability, CallError> {
    let query = [("limit", "1"), ("locationId", api.location())];
    let reply = read_probe(api.client(), LIST, &query, ApiVersion::V3).await;
    let reply = reply.map_err(|failure| CallError::of(failure, false))?;
    let has_products = reply.json.as_ref().is_some_and(|json| json.get("products").is_some());
    match reply.status {
        StatusCode::OK if has_products => Ok(Capability::There),
        StatusCode::NOT_FOUND if reply.is_empty => Ok(Capability::Absent),
        status if is_about_scopes(status) && reply.page.is_none() => {
            Ok(Capability::Unknown { scope: READ_SCOPE, status, says: reply.says })
        }
        // Once more, as every call is made: with repeats where the failure passes, and with its words as an error.
        _ => again(api).await,
    }
}

async fn again(api: &CoursesApi) -> Result<Capability, CallError> {
    let page = api.json(LIST, &[], &[("limit", "1")], Sends::Nothing).await?;
    super::api::list(page, "products", &super::fields::COURSE)
        .map(|_| Capability::There)
        .map_err(|fault| CallError::Reply(super::error::ReplyError { call: LIST, fault }))
}
