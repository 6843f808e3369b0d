//! A request as the calls need it: location, ids, query and body, checked for their shape.

use std::{collections::BTreeMap, sync::Arc};

use axum::extract::Request;
use serde_json::Value;

use super::{
    call::{Call, Does, Kind},
    check::{Faults, is_uuid},
    course::Course,
    readings::{Choices, Readings},
};
use crate::sandbox::{
    api_error::ApiError,
    oauth::Caller,
    platform::Platform,
    request_body::{drain, json},
};

/// The parameter that every call needs.
const LOCATION: &str = "locationId";

/// A request with everything in its place.
pub(in crate::sandbox) struct Asked {
    pub location: String,
    pub query: BTreeMap<String, String>,
    /// The body of a call that has one; else null.
    pub body: Value,
    /// The readings when the request arrived.
    pub readings: Arc<Readings>,
    ids: BTreeMap<String, String>,
}

impl Asked {
    /// Reads a request. A token of a login is held to its location.
    pub(in crate::sandbox) async fn read(
        call: &Call,
        platform: &Platform,
        ids: BTreeMap<String, String>,
        request: Request,
    ) -> Result<Self, ApiError> {
        let readings = platform.readings();
        let caller = request.extensions().get::<Caller>().cloned();
        let query = request.uri().query().unwrap_or_default();
        let query: BTreeMap<String, String> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let body = if matches!(call.method, "POST" | "PUT") {
            json(request, platform.body_limit).await?
        } else {
            drain(request.into_body()).await;
            Value::Null
        };
        check(call, &query, &ids).result(&readings.choices)?;
        let location = query[LOCATION].clone();
        if let Some(caller) = caller {
            platform.libraries.name(&platform.store, &caller, &location)?;
        }
        Ok(Self { location, query, body, readings, ids })
    }

    /// Returns the id of a kind of object in the path.
    pub(in crate::sandbox) fn id(&self, kind: Kind) -> &str {
        self.ids.get(kind.id_name()).map_or("", String::as_str)
    }

    /// Returns the choices of the readings.
    pub(in crate::sandbox) fn choices(&self) -> &Choices {
        &self.readings.choices
    }

    /// Returns the course of the path as it is now, if it is in the location that was named.
    pub(in crate::sandbox) fn course(&self, platform: &Platform) -> Result<Arc<Course>, ApiError> {
        let course = platform.portal.course(self.id(Kind::Course));
        course
            .filter(|course| course.location == self.location)
            .ok_or_else(|| ApiError::not_found(Kind::Course.word()))
    }

    /// Returns the same course as lists show it.
    pub(in crate::sandbox) fn listed(&self, platform: &Platform) -> Result<Arc<Course>, ApiError> {
        let now = self.course(platform)?;
        // A course that lists do not know yet has nothing in it.
        let empty = || Course::new(now.id.clone(), now.location.clone(), now.base_url.clone(), Vec::new());
        Ok(platform.portal.listed(&now.id, &self.readings).unwrap_or_else(|| Arc::new(empty())))
    }
}

fn check(call: &Call, query: &BTreeMap<String, String>, ids: &BTreeMap<String, String>) -> Faults {
    let more: &[&str] = match (call.does, call.kind) {
        (Does::List, Kind::Course) => &["limit", "cursor", "search"],
        (Does::List, Kind::Lesson) => &["categoryId"],
        _ => &[],
    };
    let mut faults = Faults::default();
    if query.get(LOCATION).is_none_or(|location| location.trim().is_empty()) {
        faults.add(LOCATION, "should not be empty");
    }
    for name in query.keys().filter(|name| *name != LOCATION && !more.contains(&name.as_str())) {
        faults.add(name, "should not exist");
    }
    for (name, _) in ids.iter().filter(|(_, id)| !is_uuid(id)) {
        faults.add(name, "must be a UUID");
    }
    faults
}
