//! `login --list`: what is kept, a line a login, without secrets.

use std::io::Write as _;
use std::time::SystemTime;

use crate::auth::{Grant, Login, Profile, Reach, Store};
use crate::config::env;

use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;

use super::stop;

pub(super) fn run(store: &Store, terminal: &mut Terminal) -> Result<Exit, Stop> {
    let profiles = store.profiles().map_err(stop)?;
    if profiles.is_empty() {
        terminal.say("there are no logins; `coursedir login` makes one");
    }
    let rows: Vec<[String; 4]> = profiles
        .iter()
        .map(|(name, profile)| [name.to_string(), place(profile), profile.base.host(), kind(profile)])
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut out = terminal.results();
    for [name, place, host, kind] in &rows {
        let [a, b, c] = widths;
        writeln!(out, "{name:a$}  {place:b$}  {host:c$}  {kind}")?;
    }
    out.flush()?;
    if std::env::var(env::TOKEN).is_ok_and(|token| !token.trim().is_empty()) {
        terminal.say(&format!("`{}` is set, and beats all logins", env::TOKEN));
    }
    Ok(Exit::Done)
}

fn place(profile: &Profile) -> String {
    match (&profile.login, &profile.location) {
        (Login::OAuth(grant), location) => match (&grant.reach, location) {
            (Reach::Location(id), _) => format!("location {id}"),
            (Reach::Agency { company, .. }, None) => format!("agency {company}"),
            (Reach::Agency { company, .. }, Some(id)) => format!("agency {company}, location {id}"),
        },
        (Login::Private(_), Some(id)) => format!("location {id}"),
        (Login::Private(_), None) => "no location named".to_owned(),
    }
}

fn kind(profile: &Profile) -> String {
    match &profile.login {
        Login::Private(_) => "private token, does not expire by itself".to_owned(),
        Login::OAuth(grant) => format!("OAuth, {}", expiry(grant, SystemTime::now())),
    }
}

/// How long the token lasts; that it is renewed is what matters to people.
fn expiry(grant: &Grant, now: SystemTime) -> String {
    let until = humantime::format_rfc3339_seconds(grant.access.until);
    if grant.renewing.is_some() {
        format!("a renewal did not come to its end (token until {until})")
    } else if grant.access.until > now {
        format!("token until {until}, renewed by itself")
    } else {
        format!("token expired at {until}, renewed with the next use")
    }
}
