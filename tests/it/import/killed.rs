//! Runs that are ended at random moments, by `kill -9`, SIGTERM and SIGHUP.
//!
//! `COURSEDIR_KILLS=200 cargo test --test it import::killed:: -- --nocapture` ends that many runs with each signal, and
//! prints what came of them.

#![allow(clippy::print_stderr, reason = "the numbers are what a long run is for")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::*;

/// How many runs are ended with each signal, if the environment does not say.
const FEW: usize = 10;

/// How many runs there are at once: they wait most of the time.
const AT_ONCE: usize = 10;

/// Nearly all runs are over then: two of their answers take a second each.
const LONGEST: Duration = Duration::from_millis(2600);

/// From the first upload to the answer of the import it is longer.
const BETWEEN: Duration = Duration::from_millis(1900);

/// When a run is ended.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// So long after its start.
    Started(Duration),
    /// So long after its first upload arrived, however slow the machine is.
    Uploading(Duration),
}

/// What an archive of a run that was killed leaves in the system's folder for temporary files.
type Left = BTreeSet<PathBuf>;

/// What came of the runs that were ended with one signal.
#[derive(Debug, Default)]
struct Tally {
    runs: usize,
    /// Ended after the first upload arrived, and before the platform answered the import.
    between: usize,
    /// How they ended, and how the next run did: exit statuses, without one where the signal ended it.
    endings: BTreeMap<(Option<i32>, Option<i32>), usize>,
    /// How many left a file beside the course.
    with_files_left: usize,
    /// How many of those were there after the next run.
    with_files_kept: usize,
    /// How many left a file in the folder for temporary files.
    with_temporary_files_left: usize,
}

#[test]
fn whenever_a_run_is_ended_there_is_one_course_in_the_end() {
    let kills = std::env::var("COURSEDIR_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(FEW);
    let signals = ["KILL", "TERM", "HUP"];
    let next = AtomicUsize::new(0);
    let tallies = Mutex::new(BTreeMap::<&str, Tally>::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= kills * signals.len() {
                        return;
                    }
                    let signal = signals[number % signals.len()];
                    let run = end_one(signal, moment(number / signals.len(), kills));
                    let mut tallies = tallies.lock().unwrap();
                    let tally = tallies.entry(signal).or_default();
                    tally.runs += 1;
                    tally.between += usize::from(run.between);
                    *tally.endings.entry(run.ending).or_default() += 1;
                    tally.with_files_left += usize::from(!run.files_left.is_empty());
                    tally.with_files_kept += usize::from(!run.files_kept.is_empty());
                    tally.with_temporary_files_left += usize::from(!run.temporary_files_left.is_empty());
                }
            });
        }
    });
    let tallies = tallies.into_inner().unwrap();
    for (signal, tally) in tallies {
        eprintln!("{signal}: {tally:?}");
        assert_eq!(tally.runs, kills);
        assert!(tally.between * 4 >= kills, "{signal}: {tally:?}");
    }
}

/// A random moment in the part of the time that belongs to this run: all of them cover it evenly.
fn moment(number: usize, of: usize) -> Moment {
    let random = f64::from(getrandom::u32().unwrap()) / f64::from(u32::MAX);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let part = (number as f64 + random) / of as f64;
    if number.is_multiple_of(2) {
        Moment::Started(LONGEST.mul_f64(part))
    } else {
        Moment::Uploading(BETWEEN.mul_f64(part))
    }
}

struct Run {
    between: bool,
    ending: (Option<i32>, Option<i32>),
    files_left: Left,
    files_kept: Left,
    temporary_files_left: Left,
}

/// Ends a run at this moment and runs the command again, as often as an author would.
fn end_one(signal: &str, moment: Moment) -> Run {
    let platform = Platform::with_faults(&["upload:slow=1", "import:slow=1"]);
    let course = Course::with_files(4);
    // This one is packed.
    course.write("01-start/code.py", "print(1)\n");
    course.write("01-start/02-code.md", "# Code\n\n[The code](code.py)\n");
    let temporary = tempfile::tempdir().unwrap();
    let import = || Program::import(&course, &platform).env("TMPDIR", temporary.path());
    let before = names(course.path());

    let process = import().start();
    match moment {
        Moment::Started(after) => std::thread::sleep(after),
        Moment::Uploading(after) => {
            wait_until("the first upload arrives", || platform.uploads() > 0);
            std::thread::sleep(after);
        }
    }
    let between = platform.uploads() > 0 && platform.answered(201) == 0;
    process.signal(signal);
    let first = process.end();
    let what = || format!("{signal} after {moment:?}");
    let after = names(course.path());
    let is_ours = |path: &PathBuf| !before.contains(path) && path != Path::new("course/coursedir.lock");
    let files_left: Left = after.into_iter().filter(is_ours).collect();
    let temporary_files_left = names(temporary.path());
    match (signal, first.code) {
        ("KILL", None | Some(0)) | (_, Some(0 | 3)) => {}
        // It came before anything was begun.
        (_, None) => assert_eq!(platform.uploads(), 0, "{}: {first:?}", what()),
        _ => panic!("{}: {first:?}", what()),
    }
    if signal != "KILL" && first.code.is_some() {
        assert!(files_left.is_empty() && temporary_files_left.is_empty(), "{}: {files_left:?}", what());
    }

    let second = import().run();
    assert!(matches!(second.code, Some(0 | 4)), "{}: {first:?}\n{second:?}", what());
    if platform.courses().is_empty() {
        // Nobody but the author can know that: they look, and say so.
        assert_eq!(second.code, Some(4), "{}: {second:?}", what());
        import().arg("--forget").run().check(0, &["imported"]);
    }
    assert_eq!(platform.courses().len(), 1, "{}: {first:?}\n{second:?}", what());
    assert!(platform.courses()[0].dropped.is_empty(), "{}", what());
    // The lock reads, and another run does nothing.
    import().run().check(4, &["hint: "]);
    assert_eq!(platform.courses().len(), 1, "{}", what());
    let left: Left = names(course.path()).into_iter().filter(is_ours).collect();
    assert!(left.is_empty(), "{}: {left:?}", what());
    // Those of the first run are gone, of which the last one made a folder of its own.
    assert!(names(temporary.path()).is_empty(), "{}: {:?}", what(), names(temporary.path()));
    let files_kept = names(course.path()).into_iter().filter(is_ours).collect();
    Run { between, ending: (first.code, second.code), files_left, files_kept, temporary_files_left }
}

/// The files and folders below this folder.
fn names(folder: &Path) -> Left {
    walkdir::WalkDir::new(folder)
        .min_depth(1)
        .into_iter()
        .map(|entry| Path::new("course").join(entry.unwrap().path().strip_prefix(folder).unwrap()))
        .collect()
}
