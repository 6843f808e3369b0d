//! The panic message, without secrets.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;

use crate::secret;

/// Lets a panic say what it always says, but for the secrets that it may quote.
pub(in crate::cli) fn install() {
    std::panic::set_hook(Box::new(|info| {
        let text = words(&info.to_string(), &Backtrace::capture());
        // Nobody can be told that stderr is gone.
        let _ = std::io::stderr().write_all(text.as_bytes());
    }));
}

fn words(info: &str, backtrace: &Backtrace) -> String {
    let thread = std::thread::current();
    let mut text = format!("\nthread '{}' {info}\n", thread.name().unwrap_or("<unnamed>"));
    if backtrace.status() == BacktraceStatus::Captured {
        text += &backtrace.to_string();
    }
    text += "this is a bug in coursedir: please report it with this message\n";
    secret::mask(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::Secret;

    #[test]
    fn a_panic_that_quotes_a_secret_says_it_masked() {
        let _secret = Secret::new("s3cret-of-a-panic");
        let said = words("panicked at src/a.rs:1:1:\nno `s3cret-of-a-panic`", &Backtrace::disabled());
        assert!(said.contains("panicked at src/a.rs:1:1:\nno `[secret]`\nthis is a bug"), "{said}");
    }
}
