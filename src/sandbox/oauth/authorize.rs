//! The authorize page of the sandbox: selects a location and scopes.
//!
//! It sends codes to this machine only, and to addresses with `https`, as the real one does.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use axum::{
    extract::{Query, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, html};
use url::{Host, Url};

use super::logins::{COMPANY, Install, LOCATIONS, Reach};
use crate::{
    sandbox::{api_error::ApiError, endpoints::AUTHORIZE, platform::Platform, request_body},
    serve::guard::is_from_elsewhere,
};

/// An address and some names.
const MAX_FORM: usize = 64 * 1024;

/// A browser holds the redirect after a form to this rule as well. It has no words for addresses of IPv6.
const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
     form-action 'self' https: http://localhost:* http://127.0.0.1:*";

/// A browser sends the origin of a form only to a page that may know where its visitors come from.
const REFERRER: &str = "same-origin";

/// What the page was asked.
struct Asked {
    client: String,
    redirect: Url,
    state: String,
    scopes: Vec<String>,
}

impl Asked {
    fn read(parameters: &BTreeMap<String, String>) -> Result<Self, &'static str> {
        let get = |name: &str| parameters.get(name).map_or("", |value| value.trim());
        if get("response_type") != "code" {
            return Err("response_type must be code");
        }
        if get("client_id").is_empty() {
            return Err("client_id is missing");
        }
        let redirect = Url::parse(get("redirect_uri")).map_err(|_| "redirect_uri is missing")?;
        let is_here = match redirect.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        if !(redirect.scheme() == "https" || redirect.scheme() == "http" && is_here) {
            return Err("redirect_uri must be https, or http on this machine");
        }
        let scopes: Vec<_> = get("scope").split_whitespace().map(str::to_owned).collect();
        if scopes.is_empty() {
            return Err("scope is missing");
        }
        Ok(Self { client: get("client_id").to_owned(), redirect, state: get("state").to_owned(), scopes })
    }

    /// Where the browser goes, with these parameters and the state.
    fn back(&self, pairs: &[(&str, &str)]) -> Response {
        let mut url = self.redirect.clone();
        url.query_pairs_mut().extend_pairs(pairs).append_pair("state", &self.state);
        match HeaderValue::from_str(url.as_str()) {
            Ok(location) => (StatusCode::FOUND, [(header::LOCATION, location)]).into_response(),
            Err(_) => refused("redirect_uri cannot be used"),
        }
    }
}

/// Turns other sites away: none may send the form, or speak for an app in the browser.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    if is_from_elsewhere(request.headers()) {
        let words = "another site may not do this";
        return guarded(StatusCode::FORBIDDEN, &html! { h1 { "Refused" } p { (words) } });
    }
    next.run(request).await
}

/// `GET`: asks.
pub(super) async fn page(Query(parameters): Query<BTreeMap<String, String>>) -> Response {
    match Asked::read(&parameters) {
        Ok(asked) => guarded(StatusCode::OK, &question(&asked, &parameters)),
        Err(why) => refused(why),
    }
}

/// `POST`: takes the decision.
pub(super) async fn decide(
    State(platform): State<Arc<Platform>>,
    request: Request,
) -> Result<Response, ApiError> {
    let form = request_body::form(request, MAX_FORM).await?;
    let asked = match Asked::read(&form) {
        Ok(asked) => asked,
        Err(why) => return Ok(refused(why)),
    };
    if form.get("decision").map(String::as_str) != Some("allow") {
        return Ok(asked.back(&[("error", "access_denied")]));
    }
    let chosen = form.get("location").map_or("", String::as_str);
    let reach = match chosen {
        COMPANY => Reach::Company,
        id if LOCATIONS.iter().any(|(known, _)| *known == id) => Reach::Location(id.to_owned()),
        _ => return Ok(refused("choose a location")),
    };
    let granted: Vec<_> =
        asked.scopes.iter().filter(|scope| form.contains_key(&format!("may:{scope}"))).cloned().collect();
    let install = Install { client: asked.client.clone(), reach, scopes: granted.join(" ") };
    let redirect = form.get("redirect_uri").map(|address| address.trim().to_owned());
    let code = platform.logins.issue_code(install, redirect, Instant::now());
    Ok(asked.back(&[("code", &code)]))
}

fn question(asked: &Asked, parameters: &BTreeMap<String, String>) -> Markup {
    // Only an agency has a use for this one.
    let is_agency = asked.scopes.iter().any(|scope| scope == "oauth.write");
    html! {
        h1 { "Authorize an app" }
        p { "The app " code { (asked.client) } " requests access. The browser returns to " code { (asked.redirect.authority()) } "." }
        form method="post" action=(AUTHORIZE) {
            @for (name, value) in parameters {
                input type="hidden" name=(name) value=(value);
            }
            h2 { "Location" }
            @for (number, (id, name)) in LOCATIONS.iter().enumerate() {
                p { label {
                    input type="radio" name="location" value=(id) checked[number == 0 && !is_agency];
                    " " (name) " " span.note { "location " (id) }
                } }
            }
            p { label {
                input type="radio" name="location" value=(COMPANY) checked[is_agency];
                " The agency with both locations " span.note { "for " code { "coursedir login --oauth --agency" } }
            } }
            h2 { "Scopes" }
            @for scope in &asked.scopes {
                p { label {
                    input type="checkbox" name={ "may:" (scope) } checked;
                    " " code { (scope) }
                } }
            }
            p {
                button type="submit" name="decision" value="allow" { "Authorize" }
                " "
                button type="submit" name="decision" value="deny" { "Do not" }
            }
        }
        p.note { "This is the sandbox on your machine. The real page looks different." }
    }
}

fn refused(why: &str) -> Response {
    guarded(StatusCode::BAD_REQUEST, &html! { h1 { "Invalid request" } p { (why) } })
}

fn guarded(status: StatusCode, content: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Sandbox" }
                link rel="stylesheet" href="/style.css";
            }
            body { (content) }
        }
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, REFERRER),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers.map(|(name, value)| (name, HeaderValue::from_static(value))), Html(page.into_string()))
        .into_response()
}
