//! What an update of an imported course may do here: whether courses can be read, whether they can be changed, and
//! whether links between lessons have an address to begin with.

use std::path::Path;

use crate::auth::probe::{COURSES_SCOPE, Routes};
use crate::auth::{Access, Scopes};
use crate::cli::account::Account;
use crate::platform::{Failure, TokenError};
use crate::source;

use super::check::Check;
use super::checks::{how_to_add_a_scope, known_scopes};

/// What the newer calls change, and what no call does.
const CHANGES: &str = "title, text, visibility, order and pictures; videos and materials only by hand";

type Renewed<'a> = Option<&'a Result<Access, TokenError>>;

/// Whether courses can be read, and changed.
pub(super) fn checks(account: &Account, access: Renewed<'_>, routes: &Result<Routes, Failure>) -> [Check; 2] {
    let scopes = known_scopes(account, access);
    [reads(scopes.as_ref(), routes), writes(account, scopes.as_ref(), routes)]
}

/// Whether the newer calls are there, as far as reading tells.
fn reads(scopes: Option<&Scopes>, routes: &Result<Routes, Failure>) -> Check {
    const NAME: &str = "v3 routes";
    let may_read = scopes.is_some_and(|scopes| !scopes.lack(COURSES_SCOPE));
    match routes {
        Ok(Routes::There) => Check::ok(NAME, "available: courses can be read"),
        Ok(Routes::Absent) => Check::ok(NAME, "not available"),
        Ok(Routes::Refused) if may_read => Check::ok(NAME, "unknown: the platform refuses to list courses"),
        Ok(Routes::Refused) => {
            Check::ok(NAME, format!("unknown: the token lacks the scope `{COURSES_SCOPE}`"))
        }
        Ok(Routes::Unclear) => Check::ok(NAME, "unknown: the response is not a list of courses"),
        Err(failure) => Check::ok(NAME, format!("unknown: {failure}")),
    }
}

/// Whether an update may change a course. Only scopes tell: no call tries it without a change.
fn writes(account: &Account, scopes: Option<&Scopes>, routes: &Result<Routes, Failure>) -> Check {
    const NAME: &str = "updates";
    let [write, _] = Scopes::NEEDED;
    match (routes, scopes) {
        (Ok(Routes::Absent), _) => {
            Check::ok(NAME, "not possible here: a course is imported once, and changes are made by hand")
        }
        (Ok(Routes::There), Some(scopes)) if scopes.lack(write) => {
            Check::warning(NAME, format!("not allowed: missing scope `{write}`"))
                .hint(how_to_add_a_scope(account))
        }
        (Ok(Routes::There), Some(_)) => Check::ok(NAME, format!("allowed (`{write}`): {CHANGES}")),
        (Ok(Routes::There), None) => {
            Check::ok(NAME, format!("possible: {CHANGES}; the first write verifies `{write}`"))
        }
        (Ok(Routes::Refused), _) => Check::warning(NAME, "unknown: courses cannot be read")
            .hint(format!("an update needs `{COURSES_SCOPE}`: {}", how_to_add_a_scope(account))),
        (Ok(Routes::Unclear) | Err(_), _) => Check::ok(NAME, "unknown: courses cannot be read"),
    }
}

/// Where links between lessons lead, by the course's settings. `None` where there is no folder.
pub(super) fn portal(folder: &Path) -> Option<Check> {
    const NAME: &str = "portal";
    if !folder.is_dir() {
        return None;
    }
    Some(match source::update_settings(folder) {
        Ok(settings) => match settings.portal {
            Some(portal) => Check::ok(NAME, format!("`{portal}`: updates link lessons to each other")),
            None => Check::ok(NAME, "not set: links between lessons are text")
                .hint("set `portal:` in `course.yaml` to the address that learners open"),
        },
        Err(finding) => Check::warning(NAME, format!("unknown: {}", finding.message))
            .hint("run `coursedir check`, and correct the settings"),
    })
}
