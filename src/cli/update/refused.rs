//! What a person reads where the newer API cannot be used.

use crate::cli::exit::CommandError;
use crate::platform::courses_v3::{CallError, Capability};

/// The error of a call.
pub(in crate::cli) fn call(error: CallError) -> CommandError {
    let hint = error.hint();
    let failed = CommandError::failed(error);
    match hint {
        Some(hint) => failed.hint(&hint),
        None => failed,
    }
}

/// Why courses cannot be read or changed.
pub(in crate::cli) fn no_api(capability: &Capability) -> CommandError {
    let (why, hint) = words(capability);
    CommandError::failed_because(why).hint(&hint)
}

/// Why courses cannot be read or changed, and what to do.
pub(in crate::cli) fn words(capability: &Capability) -> (String, String) {
    match capability {
        Capability::Unknown { scope, status, .. } => (
            format!("cannot read courses: the platform answered {} to this token", status.as_u16()),
            format!("create a token with the scopes `{scope}` and `courses.write` in the sub-account"),
        ),
        Capability::Absent | Capability::There => (
            "cannot read courses: this account has only the import".to_owned(),
            "edit the course on the platform; run `coursedir diff --html LESSON` for the HTML to paste"
                .to_owned(),
        ),
    }
}
