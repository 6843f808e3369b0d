//! What was learnt, as a check each: how good it is, in words, and what to do.

use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::auth::probe::{Probed, Verdict};
use crate::auth::{Access, Login, Reach, Scopes};
use crate::cli::account::{self, Account, TokenFrom};
use crate::cli::exit::with_causes;
use crate::config::settings::Setting;
use crate::platform;
use crate::size::count;
use crate::sync::lockfile::{Destination, FILE_NAME, Lockfile};

use super::check::Check;

/// A clock that is off by more lets tokens look fresh that are not.
const SKEW: Duration = Duration::from_mins(2);

const NEW_PRIVATE: &str = "a new one is made in the sub-account: Settings, Private Integrations";

pub(super) fn login(account: &Account) -> Check {
    const NAME: &str = "login";
    match &account.token {
        TokenFrom::Environment(_) => Check::ok(NAME, "the token is that of `HOOPAI_TOKEN`"),
        TokenFrom::Login { name, profile, .. } => {
            let kind = match &profile.login {
                Login::Private(_) => "a private integration token",
                Login::OAuth(grant) => match grant.reach {
                    Reach::Location(_) => "OAuth, for a location",
                    Reach::Agency { .. } => "OAuth, for an agency",
                },
            };
            Check::ok(NAME, format!("`{name}`: {kind}"))
        }
        TokenFrom::Nowhere => {
            Check::problem(NAME, "there is no login and no `HOOPAI_TOKEN`").hint(account.how_to_get_a_token())
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
        _ => Check::ok(NAME, format!("{value} ({from}) answers")),
    }
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
        return Check::problem(NAME, "there is none");
    }
    match verdict {
        None => Check::warning(NAME, "not tried, because no location is named"),
        Some(Verdict::Accepted | Verdict::LacksScope) => Check::ok(NAME, "the platform takes it"),
        Some(Verdict::Refused(words)) => {
            Check::problem(NAME, format!("the platform does not take it: {words}")).hint(again(account))
        }
        Some(Verdict::NoAccess(words)) => {
            Check::problem(NAME, format!("the platform does not let it into this location: {words}"))
                .hint("make the token in that sub-account, not in the agency; or correct `--location`")
        }
        Some(Verdict::Unclear(words)) => {
            Check::warning(NAME, format!("nobody knows: the platform answered {words}"))
                .hint("try again in some minutes; check `--base-url` if you set it")
        }
        Some(Verdict::Unreachable(_)) => Check::warning(NAME, "not tried, because nobody answers"),
    }
}

fn again(account: &Account) -> String {
    match &account.token {
        TokenFrom::Login { name, profile, .. } => match profile.login {
            Login::Private(_) => {
                format!("{NEW_PRIVATE}; then `coursedir login --with-token --profile {name}`")
            }
            Login::OAuth(_) => format!("log in again with `coursedir login --oauth --profile {name}`"),
        },
        _ => format!("{NEW_PRIVATE}; put it into `HOOPAI_TOKEN`"),
    }
}

pub(super) fn location(account: &Account) -> Check {
    const NAME: &str = "location";
    match &account.settings.location {
        None => Check::problem(NAME, "no location is named").hint(account.how_to_name_a_location()),
        Some(Setting { value, from }) => match own_location(account) {
            Some(own) if own != value => {
                Check::problem(NAME, format!("`{value}` ({from}), but the login is for `{own}`"))
                    .hint("leave out `--location`, or log in to that location with `--profile NAME`")
            }
            _ => Check::ok(NAME, format!("`{value}` ({from})")),
        },
    }
}

/// The location that a login is certainly for.
fn own_location(account: &Account) -> Option<&String> {
    let TokenFrom::Login { profile, .. } = &account.token else { return None };
    let Login::OAuth(grant) = &profile.login else { return None };
    match &grant.reach {
        Reach::Location(own) => Some(own),
        Reach::Agency { .. } => None,
    }
}

pub(super) fn scopes(account: &Account, access: Option<&Result<Access, platform::TokenError>>) -> Check {
    const NAME: &str = "scopes";
    match (access, &account.token) {
        (Some(Ok(access)), _) if access.scopes.are_known() => {
            let missing = |wanted: &[&str]| -> Vec<String> {
                wanted.iter().filter(|scope| access.scopes.lack(scope)).map(|scope| (*scope).to_owned()).collect()
            };
            let (needed, useful) = (missing(&Scopes::NEEDED), missing(&Scopes::USEFUL));
            if !needed.is_empty() {
                Check::problem(NAME, format!("{}; an import needs {} as well", access.scopes, account::list(&needed)))
                    .hint(format!("give the app the scope on the platform, then {}", again(account)))
            } else if useful.is_empty() {
                Check::ok(NAME, access.scopes.to_string())
            } else {
                Check::ok(NAME, format!("{} (without {}, which imports can do without)", access.scopes, account::list(&useful)))
            }
        }
        (None, TokenFrom::Environment(_) | TokenFrom::Login { .. }) => {
            Check::ok(NAME, "not told: the platform does not describe private tokens").hint(
                "see them in the sub-account: Settings, Private Integrations; `courses.write` and `medias.write` are needed",
            )
        }
        (Some(Ok(_)), _) => Check::warning(NAME, "not told by the platform"),
        (Some(Err(_)), _) | (None, TokenFrom::Nowhere) => Check::warning(NAME, "not known without a token"),
    }
}

pub(super) fn expiry(account: &Account, access: Option<&Result<Access, platform::TokenError>>) -> Check {
    const NAME: &str = "expiry";
    match (access, &account.token) {
        (Some(Ok(access)), _) => {
            let until = humantime::format_rfc3339_seconds(access.until);
            Check::ok(NAME, format!("the token lasts until {until}, and is renewed by itself"))
        }
        (None, TokenFrom::Environment(_) | TokenFrom::Login { .. }) => Check::ok(
            NAME,
            "a private token does not expire by itself; the platform advises a new one every 90 days",
        ),
        _ => Check::warning(NAME, "not known without a token"),
    }
}

pub(super) fn clock(theirs: Option<SystemTime>, ours: SystemTime) -> Option<Check> {
    const NAME: &str = "clock";
    let theirs = theirs?;
    let off = ours.duration_since(theirs).or_else(|_| theirs.duration_since(ours)).unwrap_or_default();
    let seconds = usize::try_from(off.as_secs()).unwrap_or(usize::MAX);
    Some(if off <= SKEW {
        let within = count(seconds.max(1), "second", "seconds");
        Check::ok(NAME, format!("as the platform's, within {within}"))
    } else {
        let word = if ours > theirs { "ahead of" } else { "behind" };
        Check::warning(NAME, format!("this machine's clock is {seconds} seconds {word} the platform's"))
            .hint("set the clock; tokens are renewed by it")
    })
}

pub(super) fn upload(
    account: &Account,
    access: Option<&Result<Access, platform::TokenError>>,
    verdict: &Verdict,
) -> Check {
    const NAME: &str = "media upload";
    let [_, write] = Scopes::NEEDED;
    match (access, verdict) {
        (Some(Ok(access)), Verdict::Accepted | Verdict::LacksScope) if access.scopes.are_known() => {
            if access.scopes.lack(write) {
                Check::problem(NAME, format!("not allowed: the login lacks `{write}`")).hint(again(account))
            } else {
                Check::ok(NAME, format!("allowed (`{write}`)"))
            }
        }
        (_, Verdict::Accepted) => Check::ok(
            NAME,
            format!("the media library can be read; whether `{write}` is there shows with the first upload"),
        ),
        (_, Verdict::LacksScope) => {
            Check::warning(NAME, "not told: the token may not read the media library (`medias.readonly`)")
                .hint(format!(
                    "see in the sub-account, Settings, Private Integrations, whether `{write}` is there"
                ))
        }
        (_, Verdict::Unreachable(_)) => Check::warning(NAME, "not known, because nobody answers"),
        _ => Check::warning(NAME, "not known, because the token was not taken"),
    }
}

pub(super) fn lock(folder: &Path, account: Option<&Account>) -> Check {
    const NAME: &str = "lock";
    let path = folder.join(FILE_NAME);
    if !folder.is_dir() {
        return Check::problem(NAME, format!("there is no folder `{}`", folder.display()))
            .hint("name the folder of a course: `coursedir doctor ./my-course`");
    }
    let is_there = path.exists();
    match Lockfile::read(folder) {
        Err(error) => Check::problem(NAME, with_causes(&error)).hint(error.hint()),
        Ok(_) if !is_there => Check::ok(NAME, format!("there is no `{}` yet", path.display())),
        Ok(journal) => {
            let to = account.and_then(|account| {
                let location = account.location()?.to_owned();
                Some(Destination { host: account.base().host(), location })
            });
            let last = to.and_then(|to| journal.imports(&to).next_back().map(|import| import.at.clone()));
            let last = last.map_or("no import into this location is in it".to_owned(), |at| {
                format!("the last import into this location was at {at}")
            });
            Check::ok(NAME, format!("`{}` can be read; {last}", path.display()))
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
