//! Which locations a run is about, and which courses go to each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::cli::account::{self, AccountArgs, LocationChoice};
use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::output::terminal::Terminal;
use crate::config::env;
use crate::config::settings::Origin;
use crate::model::{Course, CourseTarget};
use crate::shown::shown;

use super::args::TargetArgs;

/// A location, and what goes there. The default is that of flags and logins.
#[derive(Default)]
pub(in crate::cli) struct Place<'a> {
    pub choice: LocationChoice,
    pub courses: Vec<PlacedCourse<'a>>,
}

/// A course that goes to a location.
#[derive(Clone, Copy)]
pub(in crate::cli) struct PlacedCourse<'a> {
    /// Its number among all courses of the run.
    pub number: usize,
    pub found: &'a LoadedCourse,
    course: &'a Course,
    pub target: Option<&'a CourseTarget>,
}

impl<'a> PlacedCourse<'a> {
    /// The course as it is in that location.
    pub fn course(&self) -> Cow<'a, Course> {
        match self.target.map(|target| &target.values).filter(|values| !values.is_empty()) {
            Some(values) => Cow::Owned(values.apply(self.course)),
            None => Cow::Borrowed(self.course),
        }
    }
}

impl Place<'_> {
    /// What it is called: its target, else its location.
    pub fn name(&self) -> &str {
        let target = self.courses.iter().find_map(|course| course.target);
        let location = || self.choice.location.as_ref().map_or("", |location| location.value.as_str());
        target.map_or_else(location, |target| &target.name)
    }
}

/// The locations of a run, in the order of targets and flags. A location without a name is that of the login.
pub(in crate::cli) fn of<'a>(
    found: &'a [LoadedCourse],
    args: &TargetArgs,
    account: &AccountArgs,
    terminal: &mut Terminal,
) -> Result<Vec<Place<'a>>, CommandError> {
    let given = account.locations()?;
    let mut places: Vec<Place<'a>> = Vec::new();
    let mut is_told = false;
    for (number, found) in found.iter().enumerate() {
        let Some(course) = &found.scan.course else { continue };
        let targets = &found.scan.targets;
        let mut add = |choice: LocationChoice, target: Option<&'a CourseTarget>| {
            let to_place = PlacedCourse { number, found, course, target };
            match places.iter_mut().find(|place| is_same(&place.choice, &choice)) {
                Some(place) => place.courses.push(to_place),
                None => places.push(Place { choice, courses: vec![to_place] }),
            }
        };
        if targets.is_empty() {
            if args.are_given() {
                return Err(CommandError::unclear(format!("no targets in the course `{}`", found.prefix()))
                    .hint("write them below `targets:` in `course.yaml`, or use `--location`"));
            }
            if given.is_empty() {
                add(LocationChoice::default(), None);
            }
            for location in &given {
                add(LocationChoice { location: Some(location.clone()), ..LocationChoice::default() }, None);
            }
            continue;
        }
        match given.first().map(|location| &location.from) {
            Some(Origin::Flag(flag)) => {
                return Err(CommandError::unclear(format!(
                    "the course `{}` has targets: `{flag}` cannot be used",
                    found.prefix()
                ))
                .hint("use `--target NAME` or `--all-targets`"));
            }
            Some(_) if !is_told => {
                is_told = true;
                terminal.status(&format!("ignoring `{}`: the course has targets", env::LOCATION));
            }
            _ => {}
        }
        for target in chosen(targets, args, found)? {
            add(LocationChoice::of_target(target), Some(target));
        }
    }
    Ok(places)
}

fn is_same(one: &LocationChoice, other: &LocationChoice) -> bool {
    let value = |choice: &LocationChoice| choice.location.as_ref().map(|location| location.value.clone());
    one.token == other.token && value(one) == value(other)
}

/// The targets that are meant, in the order of the file.
fn chosen<'a>(
    targets: &'a [CourseTarget],
    args: &TargetArgs,
    found: &LoadedCourse,
) -> Result<Vec<&'a CourseTarget>, CommandError> {
    let names = || account::list(&targets.iter().map(|target| target.name.clone()).collect::<Vec<_>>());
    let by_name: BTreeMap<&str, &CourseTarget> =
        targets.iter().map(|target| (target.name.as_str(), target)).collect();
    if let Some(unknown) = args.names.iter().find(|name| !by_name.contains_key(name.as_str())) {
        return Err(CommandError::unclear(format!("target not found: `{}`", shown(unknown))).hint(&format!(
            "use a target of `{}`: {}",
            found.prefix(),
            names()
        )));
    }
    if args.all_targets || targets.len() == 1 {
        return Ok(targets.iter().collect());
    }
    if args.names.is_empty() {
        return Err(CommandError::unclear(format!(
            "the course `{}` has {} targets, and none is named",
            found.prefix(),
            targets.len()
        ))
        .hint(&format!("use `--all-targets`, or `--target` with one of {}", names())));
    }
    Ok(targets.iter().filter(|target| args.names.contains(&target.name)).collect())
}
