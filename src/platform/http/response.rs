//! Reads a response leniently: always a status, JSON where possible.
//!
//! Strings are freed of secrets and of control characters here, once for everybody.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use reqwest::header::{DATE, HeaderMap, LOCATION, SERVER};
use serde_json::Value;
use tokio::time::timeout;
use url::Url;

use super::base_url::host;
use super::error::{Call, DayUsedUp, Page, Refusal};
use super::retry::retry_after;

/// How much of the platform's words goes into a message.
const LONGEST_WORDS: usize = 400;

/// How much of a page's title does.
const LONGEST_TITLE: usize = 80;

const TRACE_HEADERS: [&str; 4] = ["traceid", "x-trace-id", "trace-id", "x-request-id"];

/// Takes secrets out of a text.
pub(super) type Mask<'a> = &'a (dyn for<'t> Fn(&'t str) -> Cow<'t, str> + Sync);

/// An answer, as far as it could be read.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    pub(crate) trace_id: Option<String>,
    pub(crate) content: Content,
    /// The clock of whoever answered.
    pub(crate) date: Option<SystemTime>,
    /// The day's quota, if this answer or one before it says that it is used up.
    pub(super) day_used_up: Option<DayUsedUp>,
    retry_after: Option<Duration>,
    points_to: Option<String>,
    server: Option<String>,
}

/// The content of a response.
#[derive(Debug)]
pub(crate) enum Content {
    Empty,
    Json(Value),
    /// Something else: a page, a word, a JSON that ends in the middle.
    Other(String),
    /// The connection broke, or the rest did not come.
    Lost,
}

impl Response {
    /// Reads the body of up to `longest` bytes; `silence` is the longest wait for its next piece, and `mask` takes
    /// out secrets.
    pub(super) async fn read(
        mut response: reqwest::Response,
        silence: Duration,
        longest: usize,
        mask: Mask<'_>,
    ) -> Self {
        let status = response.status();
        let points_to = status.is_redirection().then(|| redirect_host(&response)).flatten();
        let retry_after = retry_after(response.headers());
        let date = date(response.headers());
        let server = response.headers().get(SERVER).and_then(|server| Some(server.to_str().ok()?.to_owned()));
        let mut trace_id = trace_header(response.headers());
        let content = read_content(&mut response, silence, longest, mask).await;
        if let Content::Json(value) = &content
            && let Some(trace) = value.get("traceId").and_then(Value::as_str)
        {
            trace_id = Some(trace.to_owned());
        }
        let trace_id = trace_id.map(|trace| clean(&mask(&trace)));
        let points_to = points_to.map(|host| mask(&host).into_owned());
        let server = server.map(|server| clean(&mask(&server)));
        Self { status, trace_id, content, date, day_used_up: None, retry_after, points_to, server }
    }

    /// The answer as a refusal.
    pub(crate) fn refusal(self, call: Call) -> Refusal {
        let (says, page) = (self.says(), self.page());
        let Self { status, trace_id, retry_after, points_to, .. } = self;
        Refusal { call, status, says, page, sent_bytes: None, trace_id, retry_after, points_to }
    }

    /// The web page that came in the place of an answer.
    pub(crate) fn page(&self) -> Option<Page> {
        let Content::Other(text) = &self.content else { return None };
        let start = text.trim_start();
        let is_page =
            start.starts_with("<!") || start.starts_with('<') && start.to_ascii_lowercase().contains("<html");
        is_page.then(|| Page { title: title(start), server: self.server.clone() })
    }

    /// The platform's own words: `message` (a text or a list), else `error`, else a short plain text.
    pub(crate) fn says(&self) -> Option<String> {
        let words = match &self.content {
            Content::Json(value) => {
                ["message", "error", "msg"].iter().find_map(|key| words(value.get(key)?))?
            }
            Content::Other(text) if !text.trim_start().starts_with('<') => text.clone(),
            Content::Empty | Content::Other(_) | Content::Lost => return None,
        };
        Some(clean(&words)).filter(|words| !words.is_empty())
    }
}

/// The title of a web page, for a message.
fn title(page: &str) -> Option<String> {
    // Letters of ASCII alone change here, so that places stay the same.
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let title: String =
        clean(&crate::html::tokens::decode(&page[start..end])).chars().take(LONGEST_TITLE).collect();
    (!title.is_empty()).then_some(title)
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => Some(list.iter().filter_map(words).collect::<Vec<_>>().join("; ")),
        Value::Object(inner) => words(inner.get("message")?),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
    .filter(|text| !text.trim().is_empty())
}

async fn read_content(
    response: &mut reqwest::Response,
    silence: Duration,
    longest: usize,
    mask: Mask<'_>,
) -> Content {
    let mut bytes = Vec::new();
    loop {
        match timeout(silence, response.chunk()).await {
            Ok(Ok(Some(chunk))) => bytes.extend_from_slice(&chunk),
            Ok(Ok(None)) => break,
            Ok(Err(_)) | Err(_) => return Content::Lost,
        }
        if bytes.len() > longest {
            return Content::Other(String::new());
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    if text.trim().is_empty() {
        return Content::Empty;
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(mut value) => {
            mask_all(&mut value, mask);
            Content::Json(value)
        }
        Err(_) => Content::Other(mask(&text).into_owned()),
    }
}

fn mask_all(value: &mut Value, mask: Mask<'_>) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(masked) = mask(text) {
                *text = masked;
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|item| mask_all(item, mask)),
        Value::Object(map) => map.values_mut().for_each(|item| mask_all(item, mask)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// When the answer was made, by the clock of whoever made it.
fn date(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?).ok()
}

fn trace_header(headers: &HeaderMap) -> Option<String> {
    TRACE_HEADERS.iter().find_map(|name| Some(headers.get(*name)?.to_str().ok()?.to_owned()))
}

fn redirect_host(response: &reqwest::Response) -> Option<String> {
    let target = response.headers().get(LOCATION)?.to_str().ok()?;
    host(&Url::options().base_url(Some(response.url())).parse(target).ok()?)
}

/// One line of a length fit for a message; no escape sequence of a server reaches the terminal.
fn clean(text: &str) -> String {
    let line: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_WORDS).collect();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(content: Content) -> Option<String> {
        let status = StatusCode::BAD_REQUEST;
        let response = Response {
            status,
            trace_id: None,
            content,
            date: None,
            day_used_up: None,
            retry_after: None,
            points_to: None,
            server: None,
        };
        response.says()
    }

    #[test]
    fn the_message_is_a_text_or_a_list() {
        let says = |value| check(Content::Json(value));
        assert_eq!(says(json!({"message": "no"})).unwrap(), "no");
        assert_eq!(says(json!({"message": ["a", "b"], "error": "Bad"})).unwrap(), "a; b");
        assert_eq!(says(json!({"message": [], "error": "Bad Request"})).unwrap(), "Bad Request");
        assert_eq!(says(json!({"error": {"message": "deep"}})).unwrap(), "deep");
        assert_eq!(says(json!([1])), None);
    }

    #[test]
    fn a_page_or_an_escape_sequence_does_not_reach_the_terminal() {
        assert_eq!(check(Content::Other("<html>".into())), None);
        assert_eq!(check(Content::Other("a\u{1b}[31m\r\nb".into())).unwrap(), "a [31m b");
        assert_eq!(check(Content::Other("x".repeat(9000))).unwrap().len(), LONGEST_WORDS);
    }
}
