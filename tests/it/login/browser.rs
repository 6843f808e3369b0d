//! What a person does in the browser: opens the address, decides, and follows where it leads.

use std::collections::BTreeMap;

use url::Url;

use super::raw;

/// What is clicked on the authorize page.
#[derive(Debug, Clone, Copy)]
pub enum Decision<'a> {
    /// Lets the app in for this location (or agency), without these scopes.
    Allow { location: &'a str, without: &'a [&'a str] },
    /// Does not.
    Deny,
}

impl Decision<'_> {
    pub const SANDBOX: Self = Decision::Allow { location: "sandbox", without: &[] };
    pub const AGENCY: Self = Decision::Allow { location: "sandbox-agency", without: &[] };
}

/// Opens the page, decides, and gives the address that the browser is sent to.
pub fn decide(address: &Url, decision: Decision<'_>) -> Url {
    let page = get(address);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Authorize an app") && page.contains("form-action"), "{page}");
    let mut form: BTreeMap<String, String> = address.query_pairs().into_owned().collect();
    // Everything that the page was asked is in its form.
    for name in form.keys().filter(|name| *name != "state") {
        assert!(page.contains(&format!("name=\"{name}\"")), "{name}: {page}");
    }
    match decision {
        Decision::Allow { location, without } => {
            assert!(page.contains(&format!("value=\"{location}\"")), "{page}");
            let scopes = form["scope"].clone();
            for scope in scopes.split(' ').filter(|scope| !without.contains(scope)) {
                assert!(page.contains(&format!("name=\"may:{scope}\"")), "{page}");
                form.insert(format!("may:{scope}"), "on".to_owned());
            }
            form.insert("location".to_owned(), location.to_owned());
            form.insert("decision".to_owned(), "allow".to_owned());
        }
        Decision::Deny => {
            form.insert("decision".to_owned(), "deny".to_owned());
        }
    }
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&form).finish();
    let host = address.authority();
    let answer = raw::exchange(
        host,
        &format!(
            "POST {} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            address.path(),
            body.len()
        ),
    );
    assert!(answer.starts_with("HTTP/1.1 302"), "{answer}");
    let location = answer.lines().find_map(|line| line.strip_prefix("location: ")).expect("a way back");
    Url::parse(location.trim()).unwrap()
}

/// Opens an address on this machine; gives the answer with its head.
pub fn get(address: &Url) -> String {
    let host = address.authority();
    let path = &address[url::Position::BeforePath..];
    let connect = host.replace("localhost", "127.0.0.1");
    raw::exchange(&connect, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
}
