//! `login --list`: prints stored logins, without secrets.

use std::io::Write as _;
use std::time::SystemTime;

use crate::auth::{Grant, Login, Profile, Reach, Store};
use crate::config::env;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::{STRONG, Terminal};

pub(super) fn run(store: &Store, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let profiles = store.profiles()?;
    if profiles.is_empty() {
        terminal.status("no logins; run `coursedir login` to create one");
    }
    let mut out = terminal.results();
    for (name, Profile { base, location, user, login }) in &profiles {
        writeln!(out, "{STRONG}{name}{STRONG:#}")?;
        writeln!(out, "  for    {}", whom(login, location.as_deref()))?;
        writeln!(out, "  token  {}", kind(login))?;
        writeln!(out, "  API    {base}")?;
        if let Some(user) = user {
            writeln!(out, "  user   {user}")?;
        }
    }
    out.flush()?;
    if std::env::var(env::TOKEN).is_ok_and(|token| !token.trim().is_empty()) {
        terminal.status(&format!("`{}` is set and overrides all logins", env::TOKEN));
    }
    Ok(Exit::Done)
}

fn whom(login: &Login, location: Option<&str>) -> String {
    let named = location.map(|id| format!("location {id}"));
    let Login::OAuth(grant) = login else { return named.unwrap_or("no location".to_owned()) };
    match &grant.reach {
        Reach::Location(id) => format!("location {id}"),
        Reach::Agency { company, .. } => {
            let named = named.map(|location| format!(", {location}")).unwrap_or_default();
            format!("agency {company}{named}")
        }
    }
}

fn kind(login: &Login) -> String {
    match login {
        Login::Private(_) => "private, does not expire".to_owned(),
        Login::OAuth(grant) => format!("OAuth, {}", expiry(grant, SystemTime::now())),
    }
}

/// How long the token lasts; that it is renewed is what matters to people.
fn expiry(grant: &Grant, now: SystemTime) -> String {
    let until = humantime::format_rfc3339_seconds(grant.access.until);
    if grant.renewing.is_some() {
        format!("until {until}; the last renewal was interrupted")
    } else if grant.access.until > now {
        format!("until {until}, renews automatically")
    } else {
        format!("expired at {until}, renews on next use")
    }
}
