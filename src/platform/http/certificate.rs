//! What is wrong with a server's certificate, in words: dates as dates, names as names.

use std::error::Error;
use std::io;
use std::time::{Duration, SystemTime};

use rustls::CertificateError;
use rustls::pki_types::UnixTime;

/// How many of a certificate's names a message repeats.
const SHOWN: usize = 3;

/// The last second of the year 9999: the formatting of dates ends there.
const LATEST: u64 = 253_402_300_799;

/// What is wrong with the other side's certificate, where that is why there is no connection.
pub(super) fn problem<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a CertificateError> {
    let wrapped =
        || -> Option<&'a (dyn Error + 'static)> { Some(error.downcast_ref::<io::Error>()?.get_ref()?) };
    match error.downcast_ref::<rustls::Error>() {
        Some(rustls::Error::InvalidCertificate(problem)) => Some(problem),
        Some(_) => None,
        None => wrapped().or_else(|| error.source()).and_then(problem),
    }
}

/// The problem as one sentence.
pub(super) fn words(problem: &CertificateError) -> String {
    match problem {
        CertificateError::ExpiredContext { not_after, .. } => {
            format!("the certificate expired on {}", date(*not_after))
        }
        CertificateError::NotValidYetContext { not_before, .. } => {
            format!("the certificate is valid only from {}", date(*not_before))
        }
        CertificateError::NotValidForNameContext { expected, presented } => {
            format!("the certificate is not for `{}`{}", expected.to_str(), names(presented))
        }
        CertificateError::UnknownIssuer => "the certificate's issuer is unknown to this machine".to_owned(),
        CertificateError::BadSignature => "the signature of the certificate is wrong".to_owned(),
        CertificateError::Revoked => "the certificate is revoked".to_owned(),
        other => format!("invalid certificate: {other}"),
    }
}

/// The names of a certificate, as `rustls` writes them: `DnsName("example.com")`.
fn names(presented: &[String]) -> String {
    let name = |written: &String| match written.split('"').nth(1) {
        Some(name) => format!("`{name}`"),
        None => written.clone(),
    };
    let shown: Vec<_> = presented.iter().take(SHOWN).map(name).collect();
    match presented.len().saturating_sub(SHOWN) {
        _ if shown.is_empty() => String::new(),
        0 => format!(", but for {}", shown.join(", ")),
        more => format!(", but for {} and {more} more", shown.join(", ")),
    }
}

fn date(time: UnixTime) -> String {
    let seconds = time.as_secs().min(LATEST);
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::ServerName;

    use super::*;

    #[test]
    fn a_certificate_that_is_not_trusted_is_told_from_a_lost_connection() {
        let wrap = |error| io::Error::other(io::Error::other(error));
        let unknown = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        assert!(problem(&wrap(unknown)).is_some());
        assert!(problem(&wrap(rustls::Error::HandshakeNotComplete)).is_none());
        assert!(problem(&io::Error::from(io::ErrorKind::ConnectionReset)).is_none());
    }

    #[test]
    fn dates_are_dates_and_names_are_names() {
        let at = |seconds| UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        let expired = CertificateError::ExpiredContext { time: at(0), not_after: at(784_111_777) };
        assert_eq!(words(&expired), "the certificate expired on Sun, 06 Nov 1994 08:49:37 GMT");
        let early = CertificateError::NotValidYetContext { time: at(0), not_before: at(u64::MAX) };
        assert_eq!(words(&early), "the certificate is valid only from Fri, 31 Dec 9999 23:59:59 GMT");
        let presented = |names: &[&str]| CertificateError::NotValidForNameContext {
            expected: ServerName::try_from("api.example.com").unwrap(),
            presented: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        let wrong = presented(&["DnsName(\"a.example\")", "DnsName(\"*.b.example\")"]);
        let told = "the certificate is not for `api.example.com`, but for `a.example`, `*.b.example`";
        assert_eq!(words(&wrong), told);
        let told = "the certificate is not for `api.example.com`, but for a, b, c and 1 more";
        assert_eq!(words(&presented(&["a", "b", "c", "d"])), told);
        assert_eq!(words(&presented(&[])), "the certificate is not for `api.example.com`");
    }
}
