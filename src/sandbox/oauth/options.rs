//! The OAuth options of the sandbox, and its counters.

use std::time::Duration;

/// How the sandbox hands out tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OAuthOptions {
    /// How long an access token lasts.
    pub lifetime: Duration,
    /// How many calls of the token endpoint are allowed in a minute.
    pub calls_a_minute: u32,
    /// Whether an app that lost its tokens gets a new code (`/oauth/reconnect`).
    pub reconnects: bool,
}

impl Default for OAuthOptions {
    /// What the platform documents: a day, and five calls a minute.
    fn default() -> Self {
        Self { lifetime: Duration::from_secs(86_399), calls_a_minute: 5, reconnects: true }
    }
}

/// What was handed out so far, for tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OAuthCounts {
    /// Codes that were exchanged for tokens.
    pub codes: usize,
    /// Refresh tokens that were exchanged for new pairs.
    pub refreshes: usize,
    /// Refresh tokens that came a second time, and were refused.
    pub reused: usize,
    /// Tokens of an agency's locations.
    pub location_tokens: usize,
    /// Codes for apps that had lost their tokens.
    pub reconnects: usize,
}
