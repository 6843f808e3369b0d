//! What it costs to keep a course in step: requests, processor time, the pace of many writes, memory.
//!
//! `cargo bench --bench update` measures 1,000 lessons against the sandbox and prints Markdown tables; `benches/README.md`
//! says how to read them. Linux only: processor time and memory come from `/proc`. Under `cargo test --benches` twenty
//! lessons go through once.

#![expect(clippy::cast_precision_loss, reason = "the figures have three digits")]

#[path = "support/generate.rs"]
mod generate;
#[path = "../tests/testkit/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests need more of it")]
mod testkit;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use clap::Parser;
use coursedir::internals::sandbox::Rate;
use testkit::{Course, Platform};

/// Measures `status` and updates of a generated course.
#[derive(Parser)]
struct Args {
    /// How many lessons
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    lessons: usize,
    /// How often processor time is measured
    #[arg(long, value_name = "N", default_value_t = 9)]
    runs: usize,
    /// Leave out the update of every lesson at the documented pace, which takes minutes
    #[arg(long)]
    quick: bool,
    /// Cargo says so under `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
    /// Makes it one quick run, whatever else is asked for
    #[arg(long)]
    test: bool,
}

fn main() {
    let args = Args::parse();
    let is_test = args.test || !args.bench;
    let (lessons, runs) = if is_test { (20, 1) } else { (args.lessons, args.runs.max(1)) };
    let course = Course::empty();
    generate::course(course.path(), lessons).expect("the course can be written");
    let platform = Platform::with_readings("v3=on");
    let home = tempfile::tempdir().expect("a home");
    let program = Program { home: home.path(), platform: &platform, course: course.path() };

    say("| step | requests | of them writes | allowed |\n| --- | ---: | ---: | --- |");
    program.count("first import", &["import", "--yes"], "");
    program.count("`status`", &["status", "--exit-code"], "3");
    program.count("nothing changed", &["import", "--yes"], "no write");
    change(course.path(), 1);
    program.count("1 lesson changed", &["import", "--yes", "--confirm-media"], "2 + 8");
    change(course.path(), lessons / 20);
    program.count(&format!("{} lessons changed", lessons / 20), &["import", "--yes"], "2 k + 8");
    program.count("nothing changed", &["import", "--yes"], "no write");

    say("\n| | processor time, median (min) | peak memory |\n| --- | ---: | ---: |");
    let check = program.measure("`check`", &["check"], runs);
    let offline = program.measure("`status --offline`", &["status", "--offline"], runs);
    let status = program.measure("`status`", &["status"], runs);
    say(&format!(
        "\nbeyond the scan, `status` takes {:.2} of `check`'s time ({:.2} of it offline)",
        (status - check) / check,
        (offline - check) / check
    ));
    say(&format!("HTML of the course: {:.1} MB", html_bytes(&platform) as f64 / 1e6));
    if !args.quick && !is_test {
        pace(&course, lessons);
    }
}

/// Changes all lessons of a course that is there, at the documented pace.
fn pace(course: &Course, lessons: usize) {
    let platform = Platform::with_rate(Rate { max: 100, interval: Duration::from_secs(10), daily: 200_000 });
    platform.read_as("v3=on");
    let _ = std::fs::remove_file(course.path().join("coursedir.lock"));
    let home = tempfile::tempdir().expect("a home");
    let program = Program { home: home.path(), platform: &platform, course: course.path() };
    program.run(&["import", "--yes"]);
    std::thread::sleep(Duration::from_secs(10));
    change(course.path(), lessons);
    let before = platform.all_requests().len();
    let begun = Instant::now();
    let usage = program.run(&["import", "--yes", "--confirm-media"]);
    let (time, requests) = (begun.elapsed(), platform.all_requests().len() - before);
    // The first hundred may go at once.
    let allowed = (requests.saturating_sub(100)) as f64 / 10.0;
    say(&format!(
        "\n{lessons} lessons changed, 100 requests in 10 s: {requests} requests in {:.1} s, {:.2} times what the limit \
         allows ({allowed:.1} s); peak {:.1} MB",
        time.as_secs_f64(),
        time.as_secs_f64() / allowed,
        usage.peak / 1e6
    ));
}

struct Program<'a> {
    home: &'a Path,
    platform: &'a Platform,
    course: &'a Path,
}

#[derive(Debug, Clone, Copy)]
struct Usage {
    /// In seconds, of the process alone.
    time: f64,
    /// In bytes.
    peak: f64,
}

impl Program<'_> {
    fn count(&self, what: &str, arguments: &[&str], allowed: &str) {
        let before = self.platform.all_requests().len();
        self.run(arguments);
        let new = self.platform.all_requests().split_off(before);
        let writes =
            new.iter().filter(|request| !request.starts_with("GET") && !request.starts_with("HEAD")).count();
        say(&format!("| {what} | {} | {writes} | {allowed} |", new.len()));
    }

    fn measure(&self, what: &str, arguments: &[&str], runs: usize) -> f64 {
        self.run(arguments);
        let mut all: Vec<Usage> = (0..runs).map(|_| self.run(arguments)).collect();
        all.sort_by(|one, other| one.time.total_cmp(&other.time));
        let (median, least) = (all[all.len() / 2].time, all[0].time);
        let peak = all.iter().map(|usage| usage.peak).fold(0.0, f64::max);
        say(&format!("| {what} | {:.0} ({:.0}) ms | {:.1} MB |", median * 1e3, least * 1e3, peak / 1e6));
        median
    }

    /// Runs the program under `time`, which knows what a process used.
    fn run(&self, arguments: &[&str]) -> Usage {
        let report = self.home.join("usage");
        let mut command = Command::new("/usr/bin/time");
        command
            .args(["--quiet", "-f", "%U %S %M", "-o"])
            .arg(&report)
            .arg(env!("CARGO_BIN_EXE_coursedir"))
            .args(arguments)
            .arg(self.course)
            .env_clear()
            .env("HOME", self.home)
            .env("HOOPAI_TOKEN", testkit::TOKEN)
            .env("HOOPAI_LOCATION_ID", "sandbox")
            .env("HOOPAI_BASE_URL", self.platform.base_url())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let output = command.output().expect("/usr/bin/time is installed");
        // 4: `status --exit-code` of a course that is out of step.
        let is_fine = matches!(output.status.code(), Some(0 | 1 | 4));
        assert!(is_fine, "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        let text = std::fs::read_to_string(&report).expect("a report");
        let mut numbers = text.split_whitespace().map(|number| number.parse::<f64>().unwrap_or_default());
        let mut next = || numbers.next().unwrap_or_default();
        let (user, system, kilobytes) = (next(), next(), next());
        Usage { time: user + system, peak: kilobytes * 1024.0 }
    }
}

/// Adds a sentence to the texts of the first lessons.
fn change(course: &Path, lessons: usize) {
    let mut files = Vec::new();
    markdown(course, &mut files);
    files.sort();
    // Some lessons are the only file of a folder.
    let lessons = lessons.min(files.len());
    for file in files.iter().take(lessons) {
        let mut text = std::fs::read_to_string(file).expect("a lesson");
        text.push_str("\nOne more sentence.\n");
        std::fs::write(file, text).expect("a lesson");
    }
}

fn markdown(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            markdown(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "md")
            && !name.starts_with("_index")
            && !name.starts_with("README")
        {
            files.push(path);
        }
    }
}

/// The bytes of all texts that the platform has.
fn html_bytes(platform: &Platform) -> usize {
    fn texts(value: &serde_json::Value) -> usize {
        match value {
            serde_json::Value::Object(fields) => fields
                .iter()
                .map(|(name, value)| match value.as_str() {
                    Some(text) if name == "description" => text.len(),
                    _ => texts(value),
                })
                .sum(),
            serde_json::Value::Array(items) => items.iter().map(texts).sum(),
            _ => 0,
        }
    }
    let course = platform.courses().first().map(|course| course.id.clone());
    course.and_then(|id| platform.portal(&id)).map_or(0, |portal| texts(&portal))
}

#[expect(clippy::print_stdout, reason = "the tables are what the benchmark is for")]
fn say(line: &str) {
    println!("{line}");
}
