//! A plain HTTP client, for tests that ask what the client of the crate would not.

use std::sync::Once;
use std::time::Duration;

use reqwest::{Client, ClientBuilder};

/// No answer here takes that long; a test that hangs is to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// One that uses no proxy, follows no redirect, and waits for no answer for ever.
pub fn client() -> Client {
    builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE).build().unwrap()
}

/// What every client of the tests begins with. The provider of TLS is one for the whole process.
pub fn builder() -> ClientBuilder {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder().no_proxy().tls_certs_only([])
}
