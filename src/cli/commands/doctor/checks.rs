//! Turns each result into a check: its level, a message and a hint.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::auth::probe::{Probed, Verdict};
use crate::auth::{Access, Login, Reach, Scopes};
use crate::cli::account::{self, Account, TokenFrom};
use crate::cli::exit::with_causes;
use crate::config::settings::Setting;
use crate::platform::{self, Claims, Holder};
use crate::size::count;
use crate::sync::lockfile::{Destination, FILE_NAME, Lockfile};

use super::check::Check;

/// A clock that is off by more lets tokens look fresh that are not.
const SKEW: Duration = Duration::from_mins(2);

const NEW_PRIVATE: &str = "create a new token in the sub-account (Settings > Private Integrations)";

pub(super) fn login(account: &Account) -> Check {
    const NAME: &str = "login";
    match &account.token {
        TokenFrom::Environment(_) => Check::ok(NAME, "token from `HOOPAI_TOKEN`"),
        TokenFrom::Login { name, profile, .. } => {
            let kind = match &profile.login {
                Login::Private(_) => "private integration token",
                Login::OAuth(grant) => match grant.reach {
                    Reach::Location(_) => "OAuth for a location",
                    Reach::Agency { .. } => "OAuth for an agency",
                },
            };
            Check::ok(NAME, format!("`{name}`: {kind}"))
        }
        TokenFrom::Nowhere => {
            Check::problem(NAME, "no login, and `HOOPAI_TOKEN` is not set").hint(account.how_to_get_a_token())
        }
    }
}

pub(super) fn reachable(account: &Account, probed: &Probed) -> Check {
    const NAME: &str = "base URL";
    let Setting { value, from } = &account.settings.base_url;
    match &probed.verdict {
        Verdict::Unreachable(failure) => {
            Check::problem(NAME, format!("{value} ({from}): {}", with_causes(failure)))
                .hint(failure.hint().unwrap_or_default())
        }
        Verdict::NotThePlatform(words) => {
            Check::problem(NAME, format!("{value} ({from}): the response is not from the platform: {words}"))
                .hint(platform::IN_THE_WAY)
        }
        _ => Check::ok(NAME, format!("{value} ({from}) responds")),
    }
}

/// The proxy on the way to the platform, if there is one.
pub(super) fn proxy(account: &Account) -> Option<Check> {
    const NAME: &str = "proxy";
    match platform::proxy(account.base()) {
        Ok(None) => None,
        Ok(Some(proxy)) => Some(Check::ok(NAME, format!("calls go through {proxy}"))),
        Err(error) => Some(Check::problem(NAME, error.to_string()).hint(error.hint())),
    }
}

/// The file of authorities that the environment names, if it cannot be used.
pub(super) fn certificates(account: &Account) -> Option<Check> {
    let error = platform::check_roots(account.base()).err()?;
    Some(Check::problem("certificates", with_causes(&error)).hint(platform::RootsError::hint()))
}

pub(super) fn token(
    account: &Account,
    access: Option<&Result<Access, platform::TokenError>>,
    verdict: Option<&Verdict>,
) -> Check {
    const NAME: &str = "token";
    if let Some(Err(error)) = access {
        return Check::problem(NAME, with_causes(error)).hint(error.hint().unwrap_or_default());
    }
    if matches!(account.token, TokenFrom::Nowhere) {
        return Check::problem(NAME, "no token");
    }
    match verdict {
        None => Check::warning(NAME, "not tested: no location given"),
        Some(Verdict::Accepted | Verdict::LacksScope) => Check::ok(NAME, "accepted by the platform"),
        Some(Verdict::Refused(words)) => {
            Check::problem(NAME, format!("rejected by the platform: {words}")).hint(again(account))
        }
        Some(Verdict::NoAccess(words)) => {
            Check::problem(NAME, format!("no access to this location: {words}"))
                .hint("create the token in that sub-account, not in the agency; or correct `--location`")
        }
        Some(Verdict::Unclear(words)) => {
            Check::warning(NAME, format!("unknown: the platform answered {words}"))
                .hint("retry in a few minutes; check `--base-url` if you set it")
        }
        Some(Verdict::NotThePlatform(_)) => {
            Check::warning(NAME, "not tested: the response is not from the platform")
        }
        Some(Verdict::Unreachable(_)) => Check::warning(NAME, "not tested: no response"),
    }
}

fn again(account: &Account) -> String {
    match &account.token {
        TokenFrom::Login { name, profile, .. } => match profile.login {
            Login::Private(_) => {
                format!("{NEW_PRIVATE}, then run `coursedir login --with-token --profile {name}`")
            }
            Login::OAuth(_) => format!("run `coursedir login --oauth --profile {name}`"),
        },
        _ => format!("{NEW_PRIVATE}, then set `HOOPAI_TOKEN`"),
    }
}

pub(super) fn location(account: &Account) -> Check {
    const NAME: &str = "location";
    match &account.settings.location {
        None => Check::problem(NAME, "no location given").hint(account.how_to_name_a_location()),
        Some(Setting { value, from }) => match own_location(account) {
            Some(own) if own != *value => Check::problem(
                NAME,
                format!("`{value}` ({from}) does not match the login's location `{own}`"),
            )
            .hint("omit `--location`, or log in to that location with `--profile NAME`"),
            _ => Check::ok(NAME, format!("`{value}` ({from})")),
        },
    }
}

/// The location that a login or token is certainly for.
fn own_location(account: &Account) -> Option<String> {
    if let Some(Claims { holder: Some(Holder::Location(own)), .. }) = account.claims() {
        return Some(own);
    }
    let TokenFrom::Login { profile, .. } = &account.token else { return None };
    let Login::OAuth(grant) = &profile.login else { return None };
    match &grant.reach {
        Reach::Location(own) => Some(own.clone()),
        Reach::Agency { .. } => None,
    }
}

pub(super) fn how_to_add_a_scope(account: &Account) -> String {
    match account.fixed_token() {
        Some(_) => again(account),
        None => format!("add the scope to the app on the platform, then {}", again(account)),
    }
}

/// What the token may do, as far as the platform or the token itself says.
pub(super) fn known_scopes(
    account: &Account,
    access: Option<&Result<Access, platform::TokenError>>,
) -> Option<Scopes> {
    let scopes = match access {
        Some(access) => access.as_ref().ok()?.scopes.clone(),
        None => Scopes::of_token(account.fixed_token()?),
    };
    scopes.are_known().then_some(scopes)
}

pub(super) fn scopes(account: &Account, access: Option<&Result<Access, platform::TokenError>>) -> Check {
    const NAME: &str = "scopes";
    if let Some(scopes) = known_scopes(account, access) {
        let missing = |wanted: &[&str]| -> Vec<String> {
            wanted.iter().filter(|scope| scopes.lack(scope)).map(|scope| (*scope).to_owned()).collect()
        };
        let (needed, useful) = (missing(&Scopes::NEEDED), missing(&Scopes::USEFUL));
        return if !needed.is_empty() {
            Check::problem(NAME, format!("{scopes}; missing for imports: {}", account::list(&needed)))
                .hint(how_to_add_a_scope(account))
        } else if useful.is_empty() {
            Check::ok(NAME, scopes.to_string())
        } else {
            Check::ok(NAME, format!("{scopes} (optional scopes not granted: {})", account::list(&useful)))
        };
    }
    match (access, &account.token) {
        (None, TokenFrom::Environment(_) | TokenFrom::Login { .. }) => {
            Check::ok(NAME, "unknown: the platform does not list the scopes of private tokens").hint(
                "check in the sub-account (Settings > Private Integrations) that `courses.write` and \
                 `medias.write` are enabled",
            )
        }
        (Some(Ok(_)), _) => Check::warning(NAME, "unknown: not reported by the platform"),
        (Some(Err(_)), _) | (None, TokenFrom::Nowhere) => Check::warning(NAME, "unknown: no token"),
    }
}

pub(super) fn expiry(account: &Account, access: Option<&Result<Access, platform::TokenError>>) -> Check {
    const NAME: &str = "expiry";
    if let Some(Claims { until, .. }) = account.claims() {
        let until = until.map_or_else(
            || "for at most a day".to_owned(),
            |until| format!("until {}", humantime::format_rfc3339_seconds(until)),
        );
        return Check::warning(NAME, format!("OAuth token valid {until}, does not renew"))
            .hint("run `coursedir login --oauth`: that login renews itself");
    }
    match (access, &account.token) {
        (Some(Ok(access)), _) => {
            let until = humantime::format_rfc3339_seconds(access.until);
            Check::ok(NAME, format!("token valid until {until}, renews automatically"))
        }
        (None, TokenFrom::Environment(_) | TokenFrom::Login { .. }) => {
            Check::ok(NAME, "private tokens do not expire; the platform recommends a new one every 90 days")
        }
        _ => Check::warning(NAME, "unknown: no token"),
    }
}

pub(super) fn clock(theirs: Option<SystemTime>, ours: SystemTime) -> Option<Check> {
    const NAME: &str = "clock";
    let theirs = theirs?;
    let off = ours.duration_since(theirs).or_else(|_| theirs.duration_since(ours)).unwrap_or_default();
    let seconds = usize::try_from(off.as_secs()).unwrap_or(usize::MAX);
    Some(if off <= SKEW {
        let within = count(seconds.max(1), "second", "seconds");
        Check::ok(NAME, format!("matches the platform's clock within {within}"))
    } else {
        let word = if ours > theirs { "ahead of" } else { "behind" };
        Check::warning(NAME, format!("this machine's clock is {seconds} seconds {word} the platform's"))
            .hint("set the clock: token renewal depends on it")
    })
}

pub(super) fn upload(
    account: &Account,
    access: Option<&Result<Access, platform::TokenError>>,
    verdict: &Verdict,
) -> Check {
    const NAME: &str = "media upload";
    let [_, write] = Scopes::NEEDED;
    match (known_scopes(account, access), verdict) {
        (Some(scopes), Verdict::Accepted | Verdict::LacksScope) => {
            if scopes.lack(write) {
                Check::problem(NAME, format!("missing scope: `{write}`")).hint(again(account))
            } else {
                Check::ok(NAME, format!("allowed (`{write}`)"))
            }
        }
        (_, Verdict::Accepted) => {
            Check::ok(NAME, format!("media library readable; the first upload verifies `{write}`"))
        }
        (_, Verdict::LacksScope) => Check::warning(NAME, "unknown: the token lacks `medias.readonly`").hint(
            format!("check in the sub-account (Settings > Private Integrations) that `{write}` is enabled"),
        ),
        (_, Verdict::Unreachable(_)) => Check::warning(NAME, "unknown: no response"),
        _ => Check::warning(NAME, "unknown: token not accepted"),
    }
}

pub(super) fn lock(folder: &Path, account: Option<&Account>) -> Check {
    const NAME: &str = "lock";
    let path = folder.join(FILE_NAME);
    if !folder.is_dir() {
        return Check::problem(NAME, format!("folder not found: `{}`", folder.display()))
            .hint("pass the folder of a course: `coursedir doctor ./my-course`");
    }
    let is_there = path.exists();
    match Lockfile::read(folder) {
        Err(error) => Check::problem(NAME, with_causes(&error)).hint(error.hint()),
        Ok(_) if !is_there => Check::ok(NAME, format!("no lock file yet: `{}`", path.display())),
        Ok(journal) => {
            let to = account.and_then(|account| {
                let location = account.location()?.to_owned();
                Some(Destination { host: account.base().key(), location })
            });
            let last = to.and_then(|to| journal.imports(&to).next_back().cloned());
            let last = last.map_or("no import into this location".to_owned(), |import| {
                let bound = match import.course_id {
                    Some(id) => format!("of the course `{id}`"),
                    None => "not bound to a course yet".to_owned(),
                };
                format!("last import into this location: {}, {bound}", import.at)
            });
            Check::ok(NAME, format!("`{}` is readable; {last}", path.display()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::doctor::check::Level;

    #[test]
    fn a_clock_that_is_off_is_told_with_its_side() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_hours(500_000);
        let check = |theirs: SystemTime| {
            let check = clock(Some(theirs), now).unwrap();
            (check.level, check.text)
        };
        assert_eq!(check(now - Duration::from_secs(1)).0, Level::Ok);
        assert_eq!(check(now + Duration::from_mins(2)).0, Level::Ok);
        let (level, text) = check(now - Duration::from_mins(10));
        assert_eq!((level, text.contains("600 seconds ahead of")), (Level::Warning, true), "{text}");
        let (level, text) = check(now + Duration::from_mins(10));
        assert_eq!((level, text.contains("600 seconds behind")), (Level::Warning, true), "{text}");
        assert!(clock(None, now).is_none());
    }
}
