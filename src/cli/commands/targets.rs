//! `targets`: lists the targets of a course, or those that an agency's login could have.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use crate::auth::agency::InstalledLocation;
use crate::auth::{Login, LoginSource, OAuth, Reach};
use crate::cli::account::{AccountArgs, LoginNeed, TokenFrom};
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LanguageArgs};
use crate::cli::output::terminal::Terminal;
use crate::config::env;
use crate::model::{CourseTarget, TargetToken};
use crate::platform::{Retries, Timeouts};
use crate::shown::shown;
use crate::size::count;

/// List the targets of a course, or the locations of an agency
///
/// Prints the names, locations and tokens of `targets:` in `course.yaml`. With `--from-agency` it prints
/// lines for that file, with all locations that have the app of the login.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct TargetsArgs {
    /// List the targets of this course folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    /// List the locations of an agency, as lines for `course.yaml`
    #[arg(long)]
    from_agency: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    #[command(flatten)]
    language: LanguageArgs,
}

pub(in crate::cli) fn run(args: &TargetsArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let text = if args.from_agency { of_agency(args, terminal)? } else { of_course(args, terminal)? };
    let mut out = terminal.results();
    write!(out, "{text}")?;
    out.flush()?;
    Ok(Exit::Done)
}

fn of_course(args: &TargetsArgs, terminal: &mut Terminal) -> Result<String, CommandError> {
    let found = load::read(std::slice::from_ref(&args.path), &args.language.options())?;
    let mut text = String::new();
    for course in &found {
        let targets = &course.scan.targets;
        if targets.is_empty() {
            terminal.status(&format!("{}: no targets", course.prefix()));
        }
        let width = targets.iter().map(|target| target.name.chars().count()).max().unwrap_or_default();
        for CourseTarget { name, location, token, values: _ } in targets {
            let token = match token {
                TargetToken::Usual => format!("`{}`, or the login of `--profile`", env::TOKEN),
                TargetToken::Profile(profile) => format!("the login `{}`", shown(profile)),
                TargetToken::Variable(variable) => format!("`{}`", shown(variable)),
            };
            let _ = writeln!(text, "{name:width$}  {location}  token from {token}");
        }
    }
    Ok(text)
}

fn of_agency(args: &TargetsArgs, terminal: &mut Terminal) -> Result<String, CommandError> {
    let account = args.account.resolve(LoginNeed::Token, terminal)?;
    let not_agency = || {
        CommandError::unclear("the locations of an agency need an OAuth login of that agency")
            .hint("run `coursedir login --oauth --agency --profile NAME`, then name it with `--profile`")
    };
    let TokenFrom::Login { store, name, profile } = &account.token else { return Err(not_agency()) };
    let Login::OAuth(grant) = &profile.login else { return Err(not_agency()) };
    if !matches!(grant.reach, Reach::Agency { .. }) {
        return Err(not_agency());
    }
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let locations = runtime.block_on(async {
        let oauth = OAuth::new(profile.base.clone(), Timeouts::default(), Retries::default())?;
        let source = LoginSource::new(store.clone(), name.clone(), (**grant).clone(), oauth, None);
        let listed = source.installed_locations().await;
        source.wait_for_renewal().await;
        listed.map_err(|error| {
            let hint = error.hint();
            CommandError::failed(error).hint(&hint)
        })
    })?;
    terminal.status(&format!(
        "{} with the app; write these lines into `course.yaml`",
        count(locations.len(), "location", "locations")
    ));
    Ok(lines(&locations, &name.to_string()))
}

/// The lines of `course.yaml` for these locations.
fn lines(locations: &[InstalledLocation], profile: &str) -> String {
    let mut text = "targets:\n".to_owned();
    let mut taken = BTreeSet::new();
    for InstalledLocation { id, name } in locations {
        let name = free_name(&target_name(name, id), &mut taken);
        let _ = write!(text, "  {name}:\n    location: {id}\n    profile: {profile}\n");
    }
    text
}

/// A name of letters, digits and `-`, which begins with a letter: as the agency calls the location, else its id.
fn target_name(name: &str, id: &str) -> String {
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let letters: String = letters.collect();
    let words: Vec<&str> = letters.split('-').filter(|word| !word.is_empty()).collect();
    match words.join("-") {
        name if name.starts_with(|c: char| c.is_ascii_alphabetic()) => name,
        name if name.is_empty() => format!("location-{id}"),
        name => format!("location-{name}"),
    }
}

fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 1;
    while !taken.insert(free.clone()) {
        number += 1;
        free = format!("{name}-{number}");
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_agency_each_once() {
        let location = |id: &str, name: &str| InstalledLocation { id: id.to_owned(), name: name.to_owned() };
        let locations = [
            location("A1", "Bread School: Berlin"),
            location("A2", "bread school berlin"),
            location("A3", "7 loaves"),
            location("A4", "\u{1b}[31m: {evil}\n- x: y"),
            location("A5", "學校"),
        ];
        let names: Vec<String> = lines(&locations, "agency")
            .lines()
            .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':').map(str::to_owned))
            .collect();
        let expected = [
            "bread-school-berlin",
            "bread-school-berlin-2",
            "location-7-loaves",
            "location-31m-evil-x-y",
            "location-A5",
        ];
        assert_eq!(names, expected);
    }
}
