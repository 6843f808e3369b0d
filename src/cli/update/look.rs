//! Where courses stand: what `status` and `diff` look at. Writes nothing.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;
use std::sync::Arc;

use futures_util::stream::{self, StreamExt as _};
use tokio::sync::watch;

use crate::cli::account::{AccountArgs, LocationChoice, LoginNeed};
use crate::cli::exit::{CommandError, Exit, with_causes};
use crate::cli::load::LoadedCourse;
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::target::places::{Place, PlacedCourse};
use crate::cli::target::{ConnectionArgs, Target};
use crate::model::{Course, CoursePath, LocalFile};
use crate::platform::courses_v3::{CallError, Capability, Id};
use crate::shown::shown;
use crate::sync::HashedFiles;
use crate::sync::diff::{Options, Plan};
use crate::sync::lock::{Destination, Import, SharedLock, State};
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::update::snapshot::Snapshot;
use crate::sync::versions::Local;

use super::fingerprints::Fingerprints;
use super::plan_text::{self, Titles};
use super::three::{self, There, Three};

/// One course in one location.
pub(in crate::cli) struct Look<'a> {
    pub placed: PlacedCourse<'a>,
    pub path: &'a Path,
    pub title: String,
    /// As it is in this location.
    pub course: Cow<'a, Course>,
    /// The name of the target, if it is one.
    pub target: Option<&'a str>,
    /// Where it is or would be; `None` where no location is known.
    pub to: Option<Destination>,
    pub course_id: Option<Id>,
    pub imported_at: Option<String>,
    /// The lock knows other locations, too: hints name this one.
    is_one_of_several: bool,
    pub files: CourseAddresses,
    pub looked: Looked,
}

/// What came of looking.
pub(in crate::cli) enum Looked {
    /// It was never imported there.
    NotImported,
    /// The outcome of its import is unknown.
    OutcomeUnknown,
    /// It is not on the platform any more.
    Gone,
    /// It is there, but which course it is is not known: so many have its title.
    NotBound(usize),
    /// Compared with the platform.
    Compared(Box<(Three, Plan, Snapshot)>),
    /// Compared with what the lock remembers, for this reason.
    FromLock(Box<(Three, Plan)>, WhyLock),
    /// The token may not read courses; what the lock remembers.
    NotAllowed { plan: Box<(Three, Plan)>, scope: &'static str },
    /// The platform could not be read.
    Failed(String),
}

/// Why the platform was not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum WhyLock {
    /// `--offline`.
    Offline,
    /// There is no login.
    NoLogin,
    /// The account has only the import.
    NoApi,
}

/// What a command shows of the differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Shows {
    /// Which nodes differ.
    Counts,
    /// The words, too.
    Texts,
}

/// Where a course stands, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Standing {
    InStep,
    OutOfStep,
    Conflict,
    NotImported,
    OutcomeUnknown,
    Gone,
    NotBound,
    Failed,
}

impl Standing {
    pub(in crate::cli) fn word(self) -> &'static str {
        match self {
            Self::InStep => "in-step",
            Self::OutOfStep => "out-of-step",
            Self::Conflict => "conflict",
            Self::NotImported => "not-imported",
            Self::OutcomeUnknown => "outcome-unknown",
            Self::Gone => "gone",
            Self::NotBound => "not-bound",
            Self::Failed => "failed",
        }
    }
}

/// How to look.
pub(in crate::cli) struct Looking<'a> {
    pub account: &'a AccountArgs,
    pub connection: &'a ConnectionArgs,
    /// Asks nothing.
    pub offline: bool,
    /// What the author decides about an update.
    pub options: Options,
}

/// Looks at so many locations at once.
const AT_ONCE: usize = 32;

/// Looks at all courses; without a login in every location that their locks know. What fails in one location of several
/// is a part of what was seen.
pub(in crate::cli) fn all<'a>(
    places: &[Place<'a>],
    looking: &Looking<'_>,
    terminal: &mut Terminal,
) -> Result<Vec<Look<'a>>, CommandError> {
    let _known = Fingerprints::load();
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let mut known: BTreeMap<usize, Known> = BTreeMap::new();
    for placed in places.iter().flat_map(|place| &place.courses) {
        if let Entry::Vacant(entry) = known.entry(placed.number) {
            entry.insert(Known::of(placed.found)?);
        }
    }
    if let [place] = places {
        return runtime.block_on(in_place(place, &known, looking, terminal));
    }
    let terminal = &*terminal;
    let known = &known;
    let looks = stream::iter(places).map(|place| async move {
        let looked = in_place(place, known, looking, &mut terminal.keeping()).await;
        looked.unwrap_or_else(|error| failed_in(place, &error.text()))
    });
    let looks: Vec<Vec<Look<'a>>> = runtime.block_on(looks.buffered(AT_ONCE).collect());
    Ok(looks.into_iter().flatten().collect())
}

/// What is known of a course in all locations.
struct Known {
    lock: SharedLock,
    /// Hashed when the first location needs them.
    files: RefCell<Option<Arc<HashedFiles>>>,
    all: BTreeMap<CoursePath, LocalFile>,
}

impl Known {
    fn of(found: &LoadedCourse) -> Result<Self, CommandError> {
        let mut all = found.scan.course.as_ref().map(|course| course.files.clone()).unwrap_or_default();
        all.extend(found.scan.targets.iter().filter_map(|target| target.values.file.clone()));
        Ok(Self { lock: SharedLock::read(&found.scan.root)?, files: RefCell::default(), all })
    }

    fn files(&self) -> Result<Option<Arc<HashedFiles>>, CommandError> {
        let mut files = self.files.borrow_mut();
        if files.is_none() {
            let (_keeps, never) = watch::channel(false);
            *files = HashedFiles::of(&self.all, &never)?.map(Arc::new);
        }
        Ok(files.clone())
    }
}

async fn in_place<'a>(
    place: &Place<'a>,
    known: &BTreeMap<usize, Known>,
    looking: &Looking<'_>,
    terminal: &mut Terminal,
) -> Result<Vec<Look<'a>>, CommandError> {
    let (target, location) = target(looking, &place.choice, terminal)?;
    let why = if looking.offline { WhyLock::Offline } else { WhyLock::NoLogin };
    let mut looks = Vec::new();
    for placed in &place.courses {
        let known = &known[&placed.number];
        let is_meant = |to: &&Destination| location.as_ref().is_none_or(|of| *of == to.location);
        let destinations = || known.lock.with(|lock| lock.destinations().filter(is_meant).cloned().collect());
        let mut places: Vec<Destination> = match &target {
            Some(target) => vec![target.to.clone()],
            None => destinations(),
        };
        if places.is_empty() {
            looks.push(begin(placed, known, None));
        }
        for to in places.drain(..) {
            let look = begin(placed, known, Some(to));
            looks.push(look.look(placed, known, target.as_ref(), why, &looking.options).await?);
        }
    }
    if let Some(target) = &target {
        target.login.wait_for_renewal().await;
    }
    Ok(looks)
}

fn begin<'a>(placed: &PlacedCourse<'a>, known: &Known, to: Option<Destination>) -> Look<'a> {
    let is_one_of_several = known.lock.with(|lock| lock.destinations().count() > 1);
    Look::new(placed, to, is_one_of_several, Looked::NotImported)
}

/// The courses of a location that it did not come to.
fn failed_in<'a>(place: &Place<'a>, why: &str) -> Vec<Look<'a>> {
    let location = place.choice.location.as_ref().map(|location| location.value.clone());
    let to = location.map(|location| Destination { host: String::new(), location });
    let look =
        |placed: &PlacedCourse<'a>| Look::new(placed, to.clone(), true, Looked::Failed(why.to_owned()));
    place.courses.iter().map(look).collect()
}

/// The location to ask, if there is a login for it; else the location that was named.
fn target(
    looking: &Looking<'_>,
    choice: &LocationChoice,
    terminal: &mut Terminal,
) -> Result<(Option<Target>, Option<String>), CommandError> {
    let need = if looking.offline { LoginNeed::Settings } else { LoginNeed::Token };
    let resolved = looking.account.resolve_at(choice, need, terminal)?;
    let location = resolved.location().map(str::to_owned);
    if looking.offline || location.is_none() || !resolved.has_token() {
        return Ok((None, location));
    }
    Ok((Some(Target::of(&resolved, looking.connection, terminal)?), location))
}

impl<'a> Look<'a> {
    fn new(
        placed: &PlacedCourse<'a>,
        to: Option<Destination>,
        is_one_of_several: bool,
        looked: Looked,
    ) -> Self {
        let course = placed.course();
        Self {
            placed: *placed,
            path: &placed.found.path,
            title: course.title.as_str().to_owned(),
            course,
            target: placed.target.map(|target| target.name.as_str()),
            to,
            course_id: None,
            imported_at: None,
            is_one_of_several,
            files: CourseAddresses::default(),
            looked,
        }
    }
}

impl Look<'_> {
    async fn look(
        mut self,
        placed: &PlacedCourse<'_>,
        known: &Known,
        target: Option<&Target>,
        why: WhyLock,
        options: &Options,
    ) -> Result<Self, CommandError> {
        let Some(to) = self.to.clone() else { return Ok(self) };
        let mut lock = known.lock.view(&to);
        let last = lock.imports(&to).next_back().cloned();
        let bound = lock.target(&to).and_then(|target| target.course.clone());
        self.imported_at = last.as_ref().map(|import| import.at.clone());
        self.course_id = bound.or_else(|| last.as_ref()?.course_id.as_deref().and_then(Id::new));
        match &last {
            None if self.course_id.is_none() => return Ok(self),
            Some(Import { state: State::Sending | State::Unknown, .. }) => {
                self.looked = Looked::OutcomeUnknown;
                return Ok(self);
            }
            _ => {}
        }
        let Some(files) = known.files()? else { return Ok(self) };
        let planned = files.plan(&self.course, &lock, &to);
        let updates = &placed.found.scan.updates;
        self.files = CourseAddresses::of(&planned, updates.portal.as_ref(), &lock, &to);
        if lock.waits_for_folder(&to) {
            let local = Local::of(&self.course, self.files.view());
            lock.meet_folder(&to, &self.course, &local, &self.files.hashes);
        }
        let options = three::options(options.clone(), updates.media, &lock, &to);
        let three = |there: &There| Three::of(&self.course, &self.files, &lock, &to, there);
        let from_lock = || {
            let three = three(&There::Assumed);
            let plan = three.plan(&options);
            Box::new((three, plan))
        };
        let Some(target) = target else {
            self.looked = Looked::FromLock(from_lock(), why);
            return Ok(self);
        };
        let title = last.as_ref().map_or(self.title.as_str(), |import| import.title.as_str());
        self.looked = match there(target, self.course_id.as_ref(), title).await {
            Err(error) => Looked::Failed(with_causes(&error)),
            Ok(Found::NotThere(Capability::Unknown { scope, .. })) => {
                Looked::NotAllowed { plan: from_lock(), scope }
            }
            Ok(Found::NotThere(_)) => Looked::FromLock(from_lock(), WhyLock::NoApi),
            Ok(Found::Candidates(number)) => Looked::NotBound(number),
            Ok(Found::There(There::Read(snapshot))) => {
                let there = There::Read(snapshot);
                self.files.quizzes_apart(&lock, &to);
                let three = Three::of(&self.course, &self.files, &lock, &to, &there);
                let plan = three.plan(&options);
                let There::Read(snapshot) = there else { unreachable!("it was read") };
                Looked::Compared(Box::new((three, plan, *snapshot)))
            }
            Ok(Found::There(There::Gone | There::Assumed)) => Looked::Gone,
        };
        Ok(self)
    }
    /// The versions and the plan, where there are any.
    pub(in crate::cli) fn compared(&self) -> Option<(&Three, &Plan)> {
        match &self.looked {
            Looked::Compared(compared) => Some((&compared.0, &compared.1)),
            Looked::FromLock(compared, _) | Looked::NotAllowed { plan: compared, .. } => {
                Some((&compared.0, &compared.1))
            }
            _ => None,
        }
    }

    pub(in crate::cli) fn standing(&self) -> Standing {
        match &self.looked {
            Looked::NotImported => Standing::NotImported,
            Looked::OutcomeUnknown => Standing::OutcomeUnknown,
            Looked::Gone => Standing::Gone,
            Looked::NotBound(_) => Standing::NotBound,
            Looked::Failed(_) => Standing::Failed,
            Looked::Compared(_) | Looked::FromLock(..) | Looked::NotAllowed { .. } => {
                let Some((_, plan)) = self.compared() else { return Standing::Failed };
                if plan.must_stop() {
                    Standing::Conflict
                } else if plan.is_in_step() {
                    Standing::InStep
                } else {
                    Standing::OutOfStep
                }
            }
        }
    }

    pub(in crate::cli) fn compared_with(&self) -> Option<&'static str> {
        match &self.looked {
            Looked::Compared(_) => Some("platform"),
            Looked::FromLock(..) | Looked::NotAllowed { .. } => Some("lock"),
            _ => None,
        }
    }

    pub(in crate::cli) fn errors(&self) -> Vec<String> {
        match &self.looked {
            Looked::Failed(why) => vec![why.clone()],
            Looked::NotAllowed { scope, .. } => vec![format!("missing scope: {scope}")],
            _ => Vec::new(),
        }
    }

    /// The first line: the course, where it is, and how it stands.
    pub(in crate::cli) fn headline(&self) -> String {
        let title = shown(&self.title);
        let path = shown(&self.path.display().to_string()).into_owned();
        let at = match &self.to {
            Some(to) if to.host.is_empty() => format!(", location {}", shown(&to.location)),
            Some(to) => format!(", location {} at {}", shown(&to.location), shown(&to.host)),
            None => String::new(),
        };
        let how = match &self.looked {
            Looked::NotImported => "not imported".to_owned(),
            Looked::OutcomeUnknown => "outcome of the import unknown".to_owned(),
            Looked::Gone => "not on the platform any more".to_owned(),
            Looked::NotBound(0) => "not found on the platform".to_owned(),
            Looked::NotBound(number) => format!("not linked: {number} courses have this title"),
            Looked::Failed(why) => format!("not read: {why}"),
            Looked::Compared(compared) => counts(&compared.1),
            Looked::FromLock(compared, why) => {
                let why = match why {
                    WhyLock::Offline => "not asked",
                    WhyLock::NoLogin => "no login",
                    WhyLock::NoApi => "this account has only the import",
                };
                format!("{} {FAINT}(compared with the lock file: {why}){FAINT:#}", counts(&compared.1))
            }
            Looked::NotAllowed { plan, scope } => {
                format!(
                    "{} {FAINT}(compared with the lock file: the token has no scope `{scope}`){FAINT:#}",
                    counts(&plan.1)
                )
            }
        };
        let at = match self.target {
            Some(target) => format!(", target {}{at}", shown(target)),
            None => at,
        };
        let since =
            self.imported_at.as_deref().map(|at| format!(", imported {}", shown(at))).unwrap_or_default();
        format!("{STRONG}{title}{STRONG:#} {FAINT}({path}{at}{since}){FAINT:#}: {how}")
    }

    /// The first line, and the plan below it.
    pub(in crate::cli) fn text(&self) -> String {
        let lines = self
            .compared()
            .map(|(three, plan)| plan_text::lines(plan, &Titles::of(&three.local, &three.remote)));
        match lines.filter(|lines| !lines.is_empty()) {
            Some(lines) => format!("{}\n{lines}", self.headline()),
            None => self.headline(),
        }
    }

    /// What to do now; none where everything is in step.
    pub(in crate::cli) fn next_step(&self, command: Shows) -> Option<String> {
        let path = crate::cli::write::quoted(&self.path.display().to_string());
        let mut path = if path == "." { String::new() } else { format!(" {path}") };
        if let Some(target) = self.target {
            path = format!("{path} --target {}", crate::cli::write::quoted(target));
        } else if let Some(to) = self.to.as_ref().filter(|_| self.is_one_of_several) {
            path = format!("{path} --location {}", crate::cli::write::quoted(&to.location));
        }
        Some(match self.standing() {
            Standing::InStep | Standing::Failed => return None,
            Standing::NotImported => format!("  run `coursedir import{path}` to import it"),
            Standing::OutcomeUnknown => format!("  run `coursedir import{path}` to see what to do"),
            Standing::Gone => format!("  run `coursedir import{path} --forget` to import it again"),
            Standing::NotBound => format!("  run `coursedir link{path}` to choose the course"),
            Standing::Conflict => {
                let look = if command == Shows::Counts {
                    format!("run `coursedir diff{path}` to see both sides, then")
                } else {
                    "run".to_owned()
                };
                format!("  {look} `coursedir import{path} --keep local` or `--keep remote`")
            }
            Standing::OutOfStep => {
                let sends = self.compared().is_some_and(|(_, plan)| !plan.is_empty());
                match (command, sends) {
                    (Shows::Counts, true) => format!(
                        "  run `coursedir diff{path}` to see the changes, `coursedir import{path}` to send them"
                    ),
                    (Shows::Counts, false) => format!("  run `coursedir diff{path}` to see the changes"),
                    (Shows::Texts, true) => format!("  run `coursedir import{path}` to send the changes"),
                    (Shows::Texts, false) => return None,
                }
            }
        })
    }
}

/// What the platform says of a course.
enum Found {
    NotThere(Capability),
    Candidates(usize),
    There(There),
}

async fn there(target: &Target, course: Option<&Id>, title: &str) -> Result<Found, CallError> {
    let (api, capabilities) = (target.api(), target.capabilities());
    let course = match course {
        Some(course) => course.clone(),
        None => match capabilities.ask(&api, std::time::SystemTime::now()).await? {
            Capability::There => match find_course::with_title(&api, title).await?.as_slice() {
                [one] => one.id().clone(),
                found => return Ok(Found::Candidates(found.len())),
            },
            not_there => return Ok(Found::NotThere(not_there)),
        },
    };
    Ok(match three::read(&api, &capabilities, &course).await? {
        Ok(there) => Found::There(there),
        Err(not_there) => Found::NotThere(not_there),
    })
}

/// A failure takes precedence; what is out of step counts only where it was asked for.
pub(in crate::cli) fn exit(looks: &[Look<'_>], exit_code: bool) -> Exit {
    if looks.iter().any(|look| matches!(look.looked, Looked::Failed(_) | Looked::NotAllowed { .. })) {
        return Exit::Failed;
    }
    let in_step = looks.iter().all(|look| look.standing() == Standing::InStep);
    if exit_code && !in_step { Exit::DecisionNeeded } else { Exit::Done }
}

fn counts(plan: &Plan) -> String {
    plan.counts().to_string()
}
