//! Whether the platform has a request: what an answer's status tells, and what an HTTP/2 error tells.
//!
//! This is the one table. An import that is repeated makes a second course, so every doubt counts as
//! [`Delivery::Maybe`], also where a specification calls the answer final.
//!
//! | Answer | Who gives it, and when | The request |
//! | --- | --- | --- |
//! | 400 401 402 403 404 405 410 411 413 414 415 417 421 422 426 428 429 431 451 | the platform or a gateway, before any work | refused |
//! | 407 | a proxy, which passed nothing on | refused |
//! | 301 307 308 | a server that names another address, before any work | refused |
//! | 408 425 499 | a gateway that stopped waiting; the work may go on | unknown |
//! | 500 to 599, so 502 503 504 and 520 to 527 | a gateway, or a server that failed in the middle | unknown |
//! | 302 303 | often "done, look there" after a form was taken | unknown |
//! | 406 409 412 416 423 424 | a server that may have begun, or that met the copy which a gateway repeated | unknown |
//! | 1xx, other 3xx and 4xx, 600 and above | no server that follows the specification | unknown |
//!
//! Over HTTP/2 a request was certainly not processed (RFC 9113, 8.7) when its stream was refused with
//! `REFUSED_STREAM` or `HTTP_1_1_REQUIRED`, or when a `GOAWAY` without an error names an earlier stream as the last.

use std::error::Error;

use h2::Reason;
use reqwest::StatusCode;

/// Whether the platform has the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// Certainly not.
    No,
    /// It has, and turned it down.
    Refused,
    /// Unknown.
    Maybe,
}

/// What a status that is not yes tells about the request.
pub(super) fn of_status(status: StatusCode) -> Delivery {
    match status.as_u16() {
        301 | 307 | 308 => Delivery::Refused,
        400..=405 | 407 | 410 | 411 | 413..=415 | 417 | 421 | 422 | 426 | 428 | 429 | 431 | 451 => {
            Delivery::Refused
        }
        _ => Delivery::Maybe,
    }
}

/// Why the other side says that it did not process a request, where it says so over HTTP/2.
pub(super) fn not_processed(error: &(dyn Error + 'static)) -> Option<Reason> {
    let error = find(error)?;
    let reason = error.reason().filter(|_| error.is_remote())?;
    let is_so = match reason {
        Reason::REFUSED_STREAM | Reason::HTTP_1_1_REQUIRED => error.is_reset(),
        // h2 gives this error to streams above the last one that the frame names, and to no other.
        Reason::NO_ERROR => error.is_go_away(),
        _ => false,
    };
    is_so.then_some(reason)
}

fn find<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a h2::Error> {
    error.downcast_ref().or_else(|| find(error.source()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_is_a_refusal() {
        let is = |status| of_status(StatusCode::from_u16(status).unwrap());
        for status in [301, 307, 308, 400, 401, 403, 404, 405, 407, 413, 415, 422, 429, 451] {
            assert_eq!(is(status), Delivery::Refused, "{status}");
        }
        let unknown =
            [101, 300, 302, 303, 304, 406, 408, 409, 418, 424, 425, 444, 460, 499, 500, 502, 503, 504, 600];
        for status in unknown.into_iter().chain(520..=530) {
            assert_eq!(is(status), Delivery::Maybe, "{status}");
        }
    }
}
