//! Brings what changed on the platform into the folder that has the course.
//!
//! [`collect`] finds the changes and makes the new files ([`work`] has them, [`new_nodes`] those of new lessons, [`texts`] those of texts, block by block, [`moves`] those in other places). Then the plan is shown, the
//! author is asked, [`save`] writes the files and keeps what they replace, and the lock learns what both sides have now.

mod collect;
mod moves;
mod new_nodes;
mod remember;
mod save;
mod state;
mod texts;
mod work;

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tokio::sync::watch;

use crate::cli::commands::list;
use crate::cli::exit::{CommandError, Exit};
use crate::cli::load;
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::cli::prompt;
use crate::cli::signals;
use crate::cli::target::Target;
use crate::cli::update::refused;
use crate::cli::update::three::There;
use crate::fix::diff;
use crate::platform::courses_v3::Id;
use crate::pull::inert;
use crate::shown::shown;
use crate::size::count;
use crate::sync::lock::Lock;
use crate::sync::update::snapshot::Snapshot;

use super::args::PullArgs;
use state::State;
use work::{FileEdit, Work};

/// The most lines about single files.
const MOST: usize = 50;

/// Pulls into the folder of a course.
pub(super) async fn pull(
    args: &PullArgs,
    target: &Target,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let path = args.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let found = load::read(std::slice::from_ref(&path), &args.reading.options(false))?;
    if let Some(exit) = load::refuse_errors(&found, "pull", terminal) {
        return Ok(exit);
    }
    let [found] = found.as_slice() else {
        return Err(CommandError::unclear(format!("{} courses below this path", found.len()))
            .hint("name the folder of one course"));
    };
    let stop = signals::on_interrupt()?;
    let Some(_held) = crate::cli::update::hold::hold(&found.scan.root, &mut stop.clone(), terminal).await?
    else {
        return Err(CommandError::failed_because("stopped; nothing was written"));
    };
    let mut lock = Lock::read(&found.scan.root)?;
    let Some(id) = lock.target(&target.to).and_then(|known| known.course.clone()) else {
        return Err(CommandError::unclear("this folder is not linked to a course of the location").hint(
            "run `coursedir link` to bind it, or `coursedir pull --course ID DIR` to make a new folder of a course",
        ));
    };
    let (there, snapshot) = read(target, &id).await?;
    let state = State::of(found, &lock, target, &there)?;
    let mut work = Work::of(&state, &snapshot);
    collect::collect(&mut work, &args.reading)?;
    save::protect(&mut work, &found.scan.root, args.force)?;
    show(&work, args, terminal)?;
    if work.edits.is_empty() && work.done.is_empty() {
        if work.needs_you() {
            return Ok(Exit::DecisionNeeded);
        }
        terminal.status("nothing to pull: the folder has what is on the platform");
        return Ok(Exit::Done);
    }
    if args.dry_run {
        return Ok(Exit::Done);
    }
    if !work.edits.is_empty() && !args.yes && !is_confirmed(&path, &work, &stop, terminal).await? {
        return Ok(Exit::DecisionNeeded);
    }
    let kept = save::write(&work, &found.scan.root, args.keep_in.as_deref())?;
    let again = load::read(std::slice::from_ref(&path), &args.reading.options(false))?;
    lock.begin_run(&target.to, SystemTime::now());
    if let Some(again) = again.first() {
        remember::remember(&work, again, &mut lock, &target.to)?;
    }
    lock.save()?;
    report(&work, kept.as_deref(), terminal);
    Ok(if work.needs_you() { Exit::DecisionNeeded } else { Exit::Done })
}

async fn read(target: &Target, id: &Id) -> Result<(There, Snapshot), CommandError> {
    list::must_be_there(target).await?;
    let snapshot = Snapshot::read_whole(&target.api(), id).await.map_err(refused::call)?;
    let snapshot = snapshot.ok_or_else(|| {
        CommandError::failed_because("the course is not on the platform any more")
            .hint("run `coursedir import --forget` to import it again")
    })?;
    // What changed is told by what is there, whatever of it is written.
    let there = There::Read(Box::new(snapshot.clone()));
    Ok((there, inert::without_local_addresses(snapshot)))
}

/// Shows what changes, and what does not.
fn show(work: &Work<'_>, args: &PullArgs, terminal: &mut Terminal) -> Result<(), CommandError> {
    if args.diff {
        let mut out = terminal.results();
        let color = terminal.result_style().color;
        for edit in work.edits.values() {
            let before = edit.before.as_deref().unwrap_or_default();
            std::io::Write::write_all(
                &mut out,
                diff::unified(&edit.path, before, &edit.after, color).as_bytes(),
            )?;
        }
        std::io::Write::flush(&mut out)?;
    } else {
        for edit in work.edits.values().take(MOST) {
            terminal.status(&line(edit));
        }
        if work.edits.len() > MOST {
            terminal.status(&format!("  and {} more", count(work.edits.len() - MOST, "file", "files")));
        }
    }
    for note in work.notes.iter().take(MOST) {
        terminal.warn(note);
    }
    if work.notes.len() > MOST {
        terminal.warn(&format!("and {} more of these", work.notes.len() - MOST));
    }
    Ok(())
}

fn line(edit: &FileEdit) -> String {
    let how = match (&edit.before, edit.conflicts) {
        _ if edit.from.is_some() => "moved   ",
        (None, _) => "new     ",
        (Some(_), 0) => "changed ",
        (Some(_), _) => "conflict",
    };
    let from = edit.from.as_deref().map(|from| format!(" (was {})", shown(from))).unwrap_or_default();
    let what = edit.what.iter().copied().collect::<Vec<_>>().join(", ");
    format!("  {how}  {}{from}  {FAINT}{what}{FAINT:#}", shown(&edit.path))
}

async fn is_confirmed(
    path: &Path,
    work: &Work<'_>,
    stop: &watch::Receiver<bool>,
    terminal: &mut Terminal,
) -> Result<bool, CommandError> {
    if !prompt::is_possible() {
        terminal.error("pull not confirmed; stdin is not a terminal, nothing was written");
        terminal.hint("run with `--yes` to confirm");
        return Ok(false);
    }
    let question =
        format!("Write {} in `{}`? [y/N] ", count(work.edits.len(), "file", "files"), path.display());
    let is_yes = prompt::yes(question, &mut stop.clone()).await?;
    if !is_yes {
        terminal.status("nothing was written");
    }
    Ok(is_yes)
}

fn report(work: &Work<'_>, kept: Option<&Path>, terminal: &mut Terminal) {
    let new = work.edits.values().filter(|edit| edit.before.is_none()).count();
    let changed = work.edits.len() - new;
    terminal.status(&format!(
        "pulled {STRONG}{}{STRONG:#}: {} changed, {new} new",
        shown(work.title()),
        count(changed, "file", "files"),
    ));
    if let Some(kept) = kept {
        terminal.status(&format!("  {FAINT}replaced files are kept in {}{FAINT:#}", kept.display()));
    }
    if work.conflicts() > 0 {
        terminal.error(&format!("{} to resolve", count(work.conflicts(), "conflict", "conflicts")));
        terminal.hint("edit the files: keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`");
    }
}
