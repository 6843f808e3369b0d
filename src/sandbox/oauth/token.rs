//! The calls: `/oauth/token`, `/oauth/locationToken`, `/oauth/installedLocations`, `/oauth/reconnect`.
//!
//! With `Version: v3` they are spelled in camel case, and a location's token can be refreshed.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use axum::{
    Json,
    extract::{Query, Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::logins::{COMPANY, Issued, LOCATIONS, Reach, USER};
use crate::sandbox::{
    api_error::ApiError, endpoints::TOKEN, fault::On, middleware, platform::Platform, request_body,
    request_body::camel_case,
};

/// Tokens are long, and there are few fields.
const MAX_FORM: usize = 64 * 1024;

/// How many locations the list shows when it is not asked for a number.
const LISTED: usize = 20;

type Shared = State<Arc<Platform>>;

/// Counts a call, and does to it what a fault says.
pub(super) async fn admit(State(platform): Shared, request: Request, next: Next) -> Response {
    if let Err(seconds) = platform.logins.count_call(Instant::now()) {
        let error = ApiError::new(StatusCode::TOO_MANY_REQUESTS, "Too Many Requests").retry_after(seconds);
        request_body::drain(request.into_body()).await;
        return error.into_response();
    }
    let on = if request.uri().path() == TOKEN { On::Token } else { On::Any };
    middleware::misbehave(&platform, on, request, next).await
}

/// `POST /oauth/token`: a code or a refresh token for a pair; an app's own credentials for an access token.
pub(super) async fn token(State(platform): Shared, request: Request) -> Result<Json<Value>, ApiError> {
    let is_v3 = is_v3(request.headers());
    let form = request_body::fields(request, MAX_FORM).await?;
    let get = |name: &str| form.get(&camel_case(name)).map(String::as_str).filter(|value| !value.is_empty());
    let shown = |name: &str| if is_v3 { camel_case(name) } else { name.to_owned() };
    let missing: Vec<_> = ["client_id", "client_secret", "grant_type"]
        .iter()
        .filter(|name| get(name).is_none())
        .map(|name| format!("{} should not be empty", shown(name)))
        .collect();
    let (Some(client), Some(secret), Some(kind)) =
        (get("client_id"), get("client_secret"), get("grant_type"))
    else {
        return Err(ApiError::unprocessable(missing));
    };
    let (logins, now) = (&platform.logins, Instant::now());
    logins.know_client(client, secret)?;
    let needs = |name: &str| {
        let empty = || ApiError::unprocessable(vec![format!("{} should not be empty", shown(name))]);
        get(name).ok_or_else(empty)
    };
    let issued = match kind {
        "authorization_code" => {
            logins.exchange(needs("code")?, client, get("redirect_uri"), get("user_type"), now)?
        }
        "refresh_token" => logins.refresh(needs("refresh_token")?, client, get("user_type"), now)?,
        "client_credentials" => logins.client_token(client, get("user_type"), now)?,
        _ => {
            return Err(ApiError::unprocessable(vec![format!(
                "{} must be one of the following values: authorization_code, refresh_token, client_credentials",
                shown("grant_type")
            )]));
        }
    };
    Ok(Json(answer(&issued, is_v3)))
}

/// `POST /oauth/locationToken`: an agency's token for one of a location.
pub(in crate::sandbox) async fn location_token(
    State(platform): Shared,
    request: Request,
) -> Result<Json<Value>, ApiError> {
    let agency = middleware::bearer(request.headers()).unwrap_or_default().to_owned();
    let is_v3 = is_v3(request.headers());
    let form = request_body::fields(request, MAX_FORM).await?;
    let get = |name: &str| form.get(name).map_or("", String::as_str);
    let (company, location) = (get("companyId"), get("locationId"));
    let issued = platform.logins.location_token(&agency, company, location, is_v3, Instant::now())?;
    Ok(Json(answer(&issued, is_v3)))
}

/// `GET /oauth/installedLocations`: the locations of an agency.
pub(in crate::sandbox) async fn installed_locations(
    State(platform): Shared,
    Query(parameters): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    let get = |name: &str| parameters.get(name).map_or("", String::as_str);
    let missing = ["companyId", "appId"].iter().filter(|name| get(name).is_empty());
    let missing: Vec<_> = missing.map(|name| format!("{name} should not be empty")).collect();
    if !missing.is_empty() {
        return Err(ApiError::unprocessable(missing));
    }
    platform.logins.check_agency(middleware::bearer(&headers).unwrap_or_default(), get("companyId"))?;
    let number = |name: &str, otherwise: usize| get(name).parse().unwrap_or(otherwise);
    let query = get("query").to_lowercase();
    let found: Vec<_> = LOCATIONS.iter().filter(|(_, name)| name.to_lowercase().contains(&query)).collect();
    let shown = found.iter().skip(number("skip", 0)).take(number("limit", LISTED));
    let locations: Vec<_> = shown
        .map(|(id, name)| json!({ "_id": id, "name": name, "address": "", "isInstalled": true }))
        .collect();
    Ok(Json(json!({
        "locations": locations, "count": found.len(), "installToFutureLocations": false,
    })))
}

/// `POST /oauth/reconnect`: a code for an app that has lost its tokens.
pub(super) async fn reconnect(State(platform): Shared, request: Request) -> Result<Json<Value>, ApiError> {
    let body = request_body::json(request, MAX_FORM as u64).await?;
    let get = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let (client, secret) = (get("clientKey"), get("clientSecret"));
    if client.is_empty() || secret.is_empty() {
        return Err(ApiError::unprocessable(vec![
            "clientKey and clientSecret should not be empty".to_owned(),
        ]));
    }
    let reach = match (get("locationId"), get("companyId")) {
        ("", COMPANY) => Reach::Company,
        ("", _) => return Err(ApiError::unprocessable(vec!["locationId should not be empty".to_owned()])),
        (location, _) => Reach::Location(location.to_owned()),
    };
    platform.logins.know_client(client, secret)?;
    let code = platform.logins.reconnect(client, &reach, Instant::now())?;
    Ok(Json(json!({ "authorizationCode": code })))
}

fn is_v3(headers: &HeaderMap) -> bool {
    headers.get("version").is_some_and(|version| version == middleware::V3)
}

fn answer(issued: &Issued, is_v3: bool) -> Value {
    let Issued { access, refresh, install, seconds } = issued;
    let mut answer = json!({
        "access_token": access, "token_type": "Bearer", "expires_in": seconds, "scope": install.scopes,
        "userId": USER,
    });
    match &install.reach {
        Reach::Location(location) => {
            answer["locationId"] = json!(location);
            if refresh.is_some() {
                answer["userType"] = json!("Location");
                answer["companyId"] = json!(COMPANY);
            }
        }
        Reach::Company => {
            answer["userType"] = json!("Company");
            answer["companyId"] = json!(COMPANY);
            answer["approvedLocations"] = LOCATIONS.iter().map(|(id, _)| *id).collect();
        }
    }
    if let Some(refresh) = refresh {
        answer["refresh_token"] = json!(refresh);
    }
    match answer {
        Value::Object(fields) if is_v3 => {
            fields.into_iter().map(|(name, value)| (camel_case(&name), value)).collect()
        }
        answer => answer,
    }
}
