//! Upload progress: a bar on a terminal, one line per file elsewhere.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::model::CoursePath;
use crate::platform::Pause;
use crate::sync::{Reporter, Silent};

use super::terminal::Terminal;
use crate::size;

/// What fits where stderr goes.
///
/// A bar and the lines of `--verbose` would write over each other.
pub(in crate::cli) fn reporter(terminal: &Terminal) -> Arc<dyn Reporter> {
    if terminal.is_quiet() {
        Arc::new(Silent)
    } else if io::stderr().is_terminal() && !terminal.is_verbose() {
        Arc::new(Bar::new())
    } else {
        Arc::new(Lines { counts: Mutex::default(), pauses: Pauses::default() })
    }
}

/// One bar over all bytes, with the number of files that are there.
struct Bar {
    progress: ProgressBar,
    state: Mutex<State>,
    pauses: Pauses,
}

#[derive(Default)]
struct State {
    files: usize,
    ended: usize,
    /// Bytes of files that are there.
    whole: u64,
    /// Bytes of files that are under way.
    moving: BTreeMap<CoursePath, u64>,
}

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template(
            "{msg}  {wide_bar}  {decimal_bytes}/{decimal_total_bytes}  {decimal_bytes_per_sec}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { progress: bar, state: Mutex::default(), pauses: Pauses::default() }
    }

    fn update(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        self.progress.set_position(state.whole + state.moving.values().sum::<u64>());
        self.progress.set_message(format!("uploaded {}/{}", state.ended, state.files));
    }
}

impl Reporter for Bar {
    fn uploads_begin(&self, files: usize, bytes: u64) {
        self.progress.set_length(bytes);
        self.update(|state| state.files = files);
    }

    fn upload_moves(&self, path: &CoursePath, bytes: u64) {
        self.update(|state| {
            state.moving.insert(path.clone(), bytes);
        });
    }

    fn upload_ends(&self, path: &CoursePath) {
        self.update(|state| {
            state.whole += state.moving.remove(path).unwrap_or_default();
            state.ended += 1;
        });
    }

    fn upload_fails(&self, path: &CoursePath) {
        self.update(|state| {
            state.moving.remove(path);
        });
    }

    fn uploads_end(&self) {
        self.progress.finish_and_clear();
    }

    fn sending(&self) {
        self.progress.reset();
        let style = ProgressStyle::with_template("{spinner} sending the course");
        self.progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        self.progress.enable_steady_tick(Duration::from_millis(100));
    }

    fn pausing(&self, pause: &Pause, is_course: bool) {
        if let Some(line) = self.pauses.line(pause, is_course) {
            self.progress.suspend(|| {
                let _ = writeln!(io::stderr(), "{line}");
            });
        }
    }

    fn writes_begin(&self, number: usize) {
        self.progress.reset();
        let style = ProgressStyle::with_template("updating {pos}/{len}  {wide_bar}");
        self.progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        self.progress.set_length(number as u64);
    }

    fn write_begins(&self, at: usize, _of: usize) {
        self.progress.set_position(at as u64);
    }

    fn writes_end(&self) {
        self.progress.finish_and_clear();
    }

    fn waiting_for_lists(&self) {
        self.progress.reset();
        let style = ProgressStyle::with_template("{spinner} waiting until the platform shows the result");
        self.progress.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        self.progress.enable_steady_tick(Duration::from_millis(100));
    }

    fn cannot_stop(&self) {
        self.progress.suspend(|| {
            let _ = writeln!(io::stderr(), "{CANNOT_STOP}");
        });
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.progress.finish_and_clear();
    }
}

/// Said when the author wants to stop at the one moment when that is no good.
const CANNOT_STOP: &str = "cannot stop now: waiting for the response to the course";

/// Waits that were told. Many workers wait at once, and one line tells it for all.
#[derive(Default)]
struct Pauses(Mutex<Option<Instant>>);

impl Pauses {
    /// What to print, unless the wait is short or told already.
    fn line(&self, pause: &Pause, is_course: bool) -> Option<String> {
        let now = Instant::now();
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_course && (!pause.is_long() || until.is_some_and(|until| now < until)) {
            return None;
        }
        *until = now.checked_add(pause.wait);
        let stop = if is_course { " (Ctrl-C stops before the course is sent)" } else { "" };
        Some(format!("{pause}{stop}"))
    }
}

/// A line for each file, for logs.
struct Lines {
    counts: Mutex<Counts>,
    pauses: Pauses,
}

#[derive(Default)]
struct Counts {
    files: usize,
    ended: usize,
    sizes: BTreeMap<CoursePath, u64>,
    /// The wait for the platform's lists was told.
    waits: bool,
}

impl Lines {
    fn update<T>(&self, change: impl FnOnce(&mut Counts) -> T) -> T {
        change(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Reporter for Lines {
    fn uploads_begin(&self, files: usize, _bytes: u64) {
        self.update(|counts| counts.files = files);
    }

    fn upload_begins(&self, path: &CoursePath, bytes: u64) {
        self.update(|counts| counts.sizes.insert(path.clone(), bytes));
    }

    fn upload_ends(&self, path: &CoursePath) {
        let line = self.update(|counts| {
            counts.ended += 1;
            let bytes = counts.sizes.remove(path).unwrap_or_default();
            format!("uploaded {}/{}  {path} ({})", counts.ended, counts.files, size::bytes(bytes))
        });
        // Nobody can be told that stderr is gone.
        let _ = writeln!(io::stderr(), "{line}");
    }

    fn pausing(&self, pause: &Pause, is_course: bool) {
        if let Some(line) = self.pauses.line(pause, is_course) {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    fn writes_begin(&self, number: usize) {
        if number > 0 {
            let _ = writeln!(io::stderr(), "sending {}", size::count(number, "change", "changes"));
        }
    }

    fn waiting_for_lists(&self) {
        if self.update(|counts| !std::mem::replace(&mut counts.waits, true)) {
            let _ = writeln!(io::stderr(), "waiting until the platform shows the result");
        }
    }

    fn cannot_stop(&self) {
        let _ = writeln!(io::stderr(), "{CANNOT_STOP}");
    }
}
