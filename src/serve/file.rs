//! Sends a file that is open: whole, or the range that was asked for (RFC 9110, section 14).
//!
//! What is sent is what the caller opened and looked at. The file's name is not used again, because it may mean another
//! file by now.

use std::fs::File;
use std::io::{self, SeekFrom};
use std::ops::RangeInclusive;
use std::time::SystemTime;

use axum::body::Body;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use bytes::{Bytes, BytesMut};
use futures_util::stream;
use mime_guess::Mime;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _, Take};

/// What a browser asks for (`Sec-Fetch-Dest`) when it means to run it, or to style a page with it.
const ACTIVE: &[&str] = &["script", "style", "worker", "sharedworker", "serviceworker", "xslt", "manifest"];

/// So many bytes are read at once.
const PIECE: usize = 64 * 1024;

/// Answers `request` with a file.
pub async fn send(file: File, mime: &Mime, request: Request) -> io::Result<Response> {
    let request = request.into_parts().0;
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return Ok((StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response());
    }
    let mut file = tokio::fs::File::from_std(file);
    let metadata = file.metadata().await?;
    let (length, modified) = (metadata.len(), metadata.modified().ok().map(whole_seconds));
    let headers = &request.headers;
    if let Some(status) = not_wanted(headers, modified) {
        return Ok(status.into_response());
    }
    let (status, part) = match part(&request, length, modified) {
        Part::Whole => (StatusCode::OK, 0..=length.saturating_sub(1)),
        Part::Range(range) => (StatusCode::PARTIAL_CONTENT, range),
        Part::Beyond => {
            let whole = format!("bytes */{length}");
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, whole)]).into_response());
        }
    };
    let (first, last) = part.into_inner();
    let sent = if length == 0 { 0 } else { last - first + 1 };
    let mut answer = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, mime.as_ref())
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_LENGTH, sent);
    if let Some(modified) = modified {
        answer = answer.header(header::LAST_MODIFIED, httpdate::fmt_http_date(modified));
    }
    if status == StatusCode::PARTIAL_CONTENT {
        answer = answer.header(header::CONTENT_RANGE, format!("bytes {first}-{last}/{length}"));
    }
    let body = if request.method == Method::HEAD {
        Body::empty()
    } else {
        file.seek(SeekFrom::Start(first)).await?;
        Body::from_stream(stream::try_unfold(file.take(sent), next))
    };
    answer.body(body).map_err(io::Error::other)
}

/// Whether a browser asks for a file as a script or style of a page. Files of others are never given out as that.
pub fn is_asked_as_active(headers: &HeaderMap) -> bool {
    let asked_as = headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok());
    asked_as.is_some_and(|kind| ACTIVE.contains(&kind))
}

/// Reads the next piece, and gives the rest.
async fn next(mut file: Take<tokio::fs::File>) -> io::Result<Option<(Bytes, Take<tokio::fs::File>)>> {
    let mut piece = BytesMut::with_capacity(PIECE);
    Ok(match file.read_buf(&mut piece).await? {
        0 => None,
        _ => Some((piece.freeze(), file)),
    })
}

/// What of a file was asked for.
enum Part {
    Whole,
    /// The first byte and the last.
    Range(RangeInclusive<u64>),
    /// A range that the file does not have.
    Beyond,
}

fn part(request: &Parts, length: u64, modified: Option<SystemTime>) -> Part {
    let headers = &request.headers;
    let is_other = date(headers, header::IF_RANGE).is_some_and(|known| Some(known) != modified);
    // What is no date is the tag of a file, and files have none here.
    let is_tagged = headers.contains_key(header::IF_RANGE) && date(headers, header::IF_RANGE).is_none();
    let wanted = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let Some(wanted) = wanted.filter(|_| request.method == Method::GET && !is_other && !is_tagged) else {
        return Part::Whole;
    };
    // Who asks in words that are no ranges, or for several, gets the whole file (section 14.2).
    let Ok(ranges) = http_range_header::parse_range_header(wanted) else { return Part::Whole };
    match ranges.validate(length).as_deref() {
        Ok([range]) => Part::Range(range.clone()),
        Ok(_) => Part::Whole,
        Err(_) => Part::Beyond,
    }
}

/// The answer to who knows the file already, or another than is there (section 13).
fn not_wanted(headers: &HeaderMap, modified: Option<SystemTime>) -> Option<StatusCode> {
    let modified = modified?;
    if date(headers, header::IF_UNMODIFIED_SINCE).is_some_and(|known| modified > known) {
        return Some(StatusCode::PRECONDITION_FAILED);
    }
    let is_known = date(headers, header::IF_MODIFIED_SINCE).is_some_and(|known| modified <= known);
    (is_known && !headers.contains_key(header::IF_NONE_MATCH)).then_some(StatusCode::NOT_MODIFIED)
}

fn date(headers: &HeaderMap, name: HeaderName) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok()
}

/// Dates in headers have no parts of seconds.
fn whole_seconds(time: SystemTime) -> SystemTime {
    httpdate::HttpDate::from(time).into()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    async fn ask(request: axum::http::request::Builder) -> (u16, HeaderMap, String) {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"0123456789").unwrap();
        let request = request.body(Body::empty()).unwrap();
        let answer = send(file, &mime_guess::mime::TEXT_PLAIN, request).await.unwrap();
        let (head, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, 100).await.unwrap();
        (head.status.as_u16(), head.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn range(wanted: &str) -> (u16, String) {
        let (status, _, body) = ask(Request::builder().header("range", wanted)).await;
        (status, body)
    }

    #[tokio::test]
    async fn a_range_is_a_part_and_what_is_none_the_whole() {
        for (wanted, status, body) in [
            ("bytes=2-4", 206, "234"),
            ("bytes=7-", 206, "789"),
            ("bytes=-2", 206, "89"),
            ("bytes=8-99", 206, "89"),
            ("bytes=10-", 416, ""),
            ("bytes=0-1,4-5", 200, "0123456789"),
            ("bytes=x", 200, "0123456789"),
            ("lines=1-2", 200, "0123456789"),
        ] {
            assert_eq!(range(wanted).await, (status, body.to_owned()), "{wanted}");
        }
    }

    #[tokio::test]
    async fn a_range_of_another_file_is_the_whole() {
        let (_, headers, _) = ask(Request::builder()).await;
        let date = headers["last-modified"].to_str().unwrap().to_owned();
        for (known, status) in
            [("Mon, 01 Jan 2001 00:00:00 GMT", 200), ("\"tag\"", 200), (date.as_str(), 206)]
        {
            let request = Request::builder().header("range", "bytes=0-1").header("if-range", known);
            assert_eq!(ask(request).await.0, status, "{known}");
        }
    }

    #[tokio::test]
    async fn who_knows_the_file_is_told_so() {
        let later = "Mon, 01 Jan 2125 00:00:00 GMT";
        let before = "Mon, 01 Jan 2001 00:00:00 GMT";
        for (name, known, status) in [
            ("if-modified-since", later, 304),
            ("if-modified-since", before, 200),
            ("if-unmodified-since", before, 412),
            ("if-unmodified-since", later, 200),
        ] {
            assert_eq!(ask(Request::builder().header(name, known)).await.0, status, "{name}: {known}");
        }
    }

    #[tokio::test]
    async fn only_reading_is_answered() {
        let (status, headers, body) = ask(Request::builder().method("HEAD")).await;
        assert_eq!((status, headers["content-length"].to_str().unwrap(), body.as_str()), (200, "10", ""));
        assert_eq!(ask(Request::builder().method("POST")).await.0, 405);
    }
}
