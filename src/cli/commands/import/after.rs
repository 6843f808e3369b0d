//! Looks at a course right after its import, where the newer API is there.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::cli::exit::with_causes;
use crate::cli::output::terminal::{FAINT, Terminal};
use crate::cli::update::plan_text::titled;
use crate::platform::courses_v3::{CallError, Capability, Id};
use crate::size::count;
use crate::sync::diff::{Difference, Differs};
use crate::sync::lock::Lock;
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::update::find_course;
use crate::sync::update::folder_values::FolderValues;
use crate::sync::update::verify::{Verification, Verified};
use crate::sync::versions::Local;

use super::course_import::CourseImport;

/// The most differences that are listed.
const MOST: usize = 20;

/// What the platform shows of a course that was just imported.
pub(super) enum Looked {
    /// Nobody asked: there is no newer API, or the author did not want to wait.
    NotAsked,
    /// The course is not there yet.
    NotShown,
    /// This.
    Verified(Verified),
    /// The platform could not be read.
    Failed(String),
}

/// Looks, and binds what was sent to what is there. The import is done whatever comes of it.
pub(super) async fn look(
    import: &mut CourseImport<'_>,
    lock: &mut Lock,
    files: &CourseAddresses,
    course_id: Option<&str>,
    terminal: &Terminal,
) -> Looked {
    let limit = import.args.update.verify();
    if limit == Duration::ZERO || import.target.is_sandbox() {
        return Looked::NotAsked;
    }
    match try_look(import, lock, files, course_id, limit, terminal).await {
        Ok(looked) => looked,
        Err(error) => Looked::Failed(with_causes(&error)),
    }
}

async fn try_look(
    import: &mut CourseImport<'_>,
    lock: &mut Lock,
    files: &CourseAddresses,
    course_id: Option<&str>,
    limit: Duration,
    terminal: &Terminal,
) -> Result<Looked, CallError> {
    let api = import.target.api();
    if import.target.capabilities().ask(&api, SystemTime::now()).await? != Capability::There {
        return Ok(Looked::NotAsked);
    }
    let known = course_id.and_then(Id::new);
    let course = match known {
        Some(course) => course,
        None => match find_course::with_title(&api, import.course.title.as_str()).await?.as_slice() {
            [one] => one.id().clone(),
            _ => return Ok(Looked::NotShown),
        },
    };
    let local = Local::of(import.course, files.view());
    let values = FolderValues::new(import.course, files);
    let verification = Verification {
        api: &api,
        to: &import.target.to,
        course: &course,
        local: &local,
        values: &values,
        limit,
    };
    let reporter = import.reporter(terminal);
    let verified = verification.run(lock, &mut import.stop, &*Arc::clone(&reporter)).await?;
    drop(reporter);
    Ok(verified.map_or(Looked::NotShown, Looked::Verified))
}

/// Tells a person.
pub(super) fn print(looked: &Looked, terminal: &mut Terminal) {
    match looked {
        Looked::NotAsked => {}
        Looked::NotShown => terminal.status(&format!(
            "  {FAINT}the platform does not show the course yet; `coursedir status` looks again{FAINT:#}"
        )),
        Looked::Failed(why) => {
            terminal.warn(&format!("the course was imported, but it could not be read: {why}"));
        }
        Looked::Verified(verified) => {
            for line in lines(verified) {
                terminal.status(&line);
            }
        }
    }
}

fn lines(verified: &Verified) -> Vec<String> {
    let [sent, there] = verified.nodes;
    let mut lines = Vec::new();
    if verified.is_clean() {
        lines.push(format!("  verified  {}, as sent", count(sent, "object", "objects")));
    } else if sent != there {
        lines.push(format!("  verified  {} sent, {there} on the platform", count(sent, "object", "objects")));
    }
    lines.extend(verified.differs.iter().take(MOST).map(difference));
    if verified.differs.len() > MOST {
        lines.push(format!("  and {} more differences", verified.differs.len() - MOST));
    }
    if verified.rewritten > 0 {
        lines.push(format!(
            "  {FAINT}the platform changed the markup of {}, not the words{FAINT:#}",
            count(verified.rewritten, "text", "texts")
        ));
    }
    lines
}

fn difference(difference: &Difference) -> String {
    let node = titled(&difference.node);
    match difference.what {
        Differs::Field(field) => format!("  differs   {node}: its {} is not as it was sent", field.word()),
        Differs::OnlyThere => format!("  differs   {node}: it was not sent"),
        Differs::RemovedThere => format!("  differs   {node}: it is not there"),
    }
}
