//! Our own bugs, said without secrets.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::Write as _;

use crate::secret;

/// Lets a panic say what it always says, but for the secrets that it may quote.
pub(super) fn install() {
    std::panic::set_hook(Box::new(|info| {
        let thread = std::thread::current();
        let mut text = format!("\nthread '{}' {info}\n", thread.name().unwrap_or("<unnamed>"));
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            text += &backtrace.to_string();
        }
        text += "this is a bug of coursedir; please report it, with this message\n";
        // Nobody can be told that stderr is gone.
        let _ = std::io::stderr().write_all(secret::mask(&text).as_bytes());
    }));
}

#[cfg(test)]
mod tests {
    use crate::secret::{Secret, mask};

    #[test]
    fn a_panic_that_quotes_a_secret_says_it_masked() {
        let _secret = Secret::new("s3cret-of-a-panic");
        let payload = std::panic::catch_unwind(|| panic!("token s3cret-of-a-panic")).unwrap_err();
        let said = payload.downcast_ref::<&str>().copied().unwrap_or_default();
        assert_eq!(mask(said), "token [secret]");
    }
}
