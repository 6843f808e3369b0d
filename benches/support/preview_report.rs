//! The table that the benchmark of the preview prints.

use std::fmt;
use std::time::Duration;

/// The first two lines of the table.
pub const HEAD: &str = "\
| lessons | Markdown | start to first page | paint of the course | paint of a lesson | save to event | save to sight |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |";

/// One size of course, measured.
#[derive(Debug, Default)]
pub struct Row {
    /// How many lessons.
    pub lessons: usize,
    /// How much Markdown they are together, in bytes.
    pub markdown: usize,
    /// From starting the program to the last byte of the course's page.
    pub first_page: Vec<Duration>,
    /// First contentful paint of the course's page, from the request.
    pub course_paint: Vec<Duration>,
    /// First contentful paint of a lesson's page, from the request.
    pub lesson_paint: Vec<Duration>,
    /// From a save to the event.
    pub event: Vec<Duration>,
    /// From a save to the change being in the browser's page.
    pub shown: Vec<Duration>,
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "the table is what the benchmark is for")]
pub fn say(line: &str) {
    println!("{line}");
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.markdown + 50_000) / 100_000;
        write!(f, "| {} | {}.{} MB |", self.lessons, tenths / 10, tenths % 10)?;
        for times in [&self.first_page, &self.course_paint, &self.lesson_paint, &self.event, &self.shown] {
            write!(f, " {} |", time(times))?;
        }
        Ok(())
    }
}

/// The median, and in brackets the least.
fn time(times: &[Duration]) -> String {
    let mut times = times.to_vec();
    times.sort();
    let (Some(upper), Some(least)) = (times.get(times.len() / 2), times.first()) else {
        return "–".to_owned();
    };
    let median = (times[(times.len() - 1) / 2] + *upper) / 2;
    format!("{:.0} ({:.0}) ms", median.as_secs_f64() * 1_000.0, least.as_secs_f64() * 1_000.0)
}
