//! The table that the benchmark prints.

use std::fmt;
use std::time::Duration;

use super::generate::Generated;
use super::measure::Sample;

/// The first two lines of the table.
pub const HEAD: &str = "\
| lessons | Markdown | loop, median (min) | coursedir, median (min) | ratio | writing the JSON | loop, peak | coursedir, peak | body | build | check | check / build |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

/// One size of course, measured.
pub struct Row {
    /// What was read.
    pub course: Generated,
    /// The runs of the bare loop.
    pub bare: Vec<Sample>,
    /// The runs of the library.
    pub built: Vec<Sample>,
    /// The runs of scan and build, without the rules.
    pub unchecked: Vec<Sample>,
    /// The runs of `check`.
    pub check: Vec<Sample>,
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "the table is what the benchmark is for")]
pub fn say(line: &str) {
    println!("{line}");
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bare, built) = (&self.bare, &self.built);
        let cells = [
            self.course.lessons.to_string(),
            megabytes(self.course.markdown as u64),
            time(bare, |sample| sample.time),
            time(built, |sample| sample.time),
            ratio(built, bare),
            time(built, |sample| sample.writing),
            largest(bare, |sample| sample.peak),
            largest(built, |sample| sample.peak),
            largest(built, |sample| sample.output),
            time(&self.unchecked, |sample| sample.time),
            time(&self.check, |sample| sample.time),
            ratio(&self.check, &self.unchecked),
        ];
        write!(f, "| {} |", cells.join(" | "))
    }
}

/// How many times as long the first takes as the second, by their medians.
fn ratio(one: &[Sample], other: &[Sample]) -> String {
    let whole = |samples| median(samples, |sample| sample.time);
    let times = whole(one).zip(whole(other));
    times.map_or_else(nothing, |(one, other)| format!("{:.2}", one.div_duration_f64(other)))
}

fn nothing() -> String {
    "–".to_owned()
}

fn sorted(samples: &[Sample], field: fn(&Sample) -> Duration) -> Vec<Duration> {
    let mut times: Vec<_> = samples.iter().map(field).collect();
    times.sort();
    times
}

/// The middle one, or the mean of the two in the middle.
fn median(samples: &[Sample], field: fn(&Sample) -> Duration) -> Option<Duration> {
    let times = sorted(samples, field);
    let upper = *times.get(times.len() / 2)?;
    let lower = times[(times.len() - 1) / 2];
    Some((lower + upper) / 2)
}

fn time(samples: &[Sample], field: fn(&Sample) -> Duration) -> String {
    let (Some(median), Some(least)) = (median(samples, field), sorted(samples, field).first().copied())
    else {
        return nothing();
    };
    format!("{} ({}) ms", milliseconds(median), milliseconds(least))
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1_000.0)
}

fn largest(samples: &[Sample], field: fn(&Sample) -> u64) -> String {
    samples.iter().map(field).max().map_or_else(nothing, megabytes)
}

/// Of a million bytes each, with one decimal, rounded.
fn megabytes(bytes: u64) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}
