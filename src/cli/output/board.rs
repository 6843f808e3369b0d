//! Progress of several locations at once: on a terminal one line for each that is under way, elsewhere one line for each
//! that ended.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::cli::output::terminal::Terminal;
use crate::model::CoursePath;
use crate::platform::Pause;
use crate::sync::{Reporter, Silent};

/// What all locations share.
pub(in crate::cli) enum Board {
    /// Nothing is shown.
    Quiet,
    /// A line for each location under way, and one for all.
    Bars { all: MultiProgress, count: ProgressBar },
    /// A line for each location that ended.
    Lines { of: usize, ended: Mutex<usize> },
}

/// One location under way.
pub(in crate::cli) struct Row {
    name: String,
    bar: Option<ProgressBar>,
}

impl Board {
    /// For so many locations; `what` is done with each.
    pub fn new(what: &str, of: usize, terminal: &Terminal) -> Self {
        if terminal.is_quiet() {
            return Self::Quiet;
        }
        if !io::stderr().is_terminal() || terminal.is_verbose() {
            return Self::Lines { of, ended: Mutex::new(0) };
        }
        let all = MultiProgress::new();
        let count = all.add(ProgressBar::new(of as u64));
        let style = ProgressStyle::with_template("{msg} {pos}/{len} locations  {wide_bar}");
        count.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        count.set_message(what.to_owned());
        Self::Bars { all, count }
    }

    /// A location begins; the second value is told what goes on there.
    pub fn begin(&self, name: &str) -> (Row, Arc<dyn Reporter>) {
        let name = crate::shown::shown(name).into_owned();
        let Self::Bars { all, .. } = self else {
            return (Row { name, bar: None }, Arc::new(Silent));
        };
        let bar = all.add(ProgressBar::new_spinner());
        let style = ProgressStyle::with_template("  {spinner} {prefix}  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.set_prefix(name.clone());
        bar.enable_steady_tick(Duration::from_millis(200));
        (Row { name, bar: Some(bar.clone()) }, Arc::new(OneRow { bar, counts: Mutex::default() }))
    }

    /// A location ended, in these words.
    pub fn end(&self, row: &Row, words: &str) {
        match self {
            Self::Quiet => {}
            Self::Bars { all: _, count } => {
                if let Some(bar) = &row.bar {
                    bar.finish_and_clear();
                }
                count.inc(1);
            }
            Self::Lines { of, ended } => {
                let mut ended = ended.lock().unwrap_or_else(PoisonError::into_inner);
                *ended += 1;
                // Nobody can be told that stderr is gone.
                let _ = writeln!(io::stderr(), "[{ended}/{of}] {}: {words}", row.name);
            }
        }
    }

    /// All locations ended.
    pub fn finish(&self) {
        if let Self::Bars { all, count } = self {
            count.finish_and_clear();
            let _ = all.clear();
        }
    }
}

/// The line of a location.
struct OneRow {
    bar: ProgressBar,
    counts: Mutex<[usize; 2]>,
}

impl OneRow {
    fn upload(&self, change: impl FnOnce(&mut [usize; 2])) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut counts);
        let [ended, of] = *counts;
        self.bar.set_message(format!("uploading {ended}/{of}"));
    }
}

impl Reporter for OneRow {
    fn uploads_begin(&self, files: usize, _bytes: u64) {
        self.upload(|counts| *counts = [0, files]);
    }

    fn upload_ends(&self, _path: &CoursePath) {
        self.upload(|counts| counts[0] += 1);
    }

    fn sending(&self) {
        self.bar.set_message("sending the course");
    }

    fn pausing(&self, pause: &Pause, _is_course: bool) {
        self.bar.set_message(pause.to_string());
    }

    fn write_begins(&self, at: usize, of: usize) {
        self.bar.set_message(format!("updating {at}/{of}"));
    }

    fn waiting_for_lists(&self) {
        self.bar.set_message("waiting until the platform shows the result");
    }
}
