//! One measurement: a fresh process of this very executable, so that no run inherits the memory,
//! warm or wasted, of another.
//!
//! [`in_child`] starts it and reads its one line of answer; [`as_child`] is the other side.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use super::contenders::{self, Contender};
use super::schema;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// From the start of the walk to the last page or the finished body; starting the process is
    /// not in it.
    pub time: Duration,
    /// Writing the body as JSON to nowhere, after that; nothing for the loop.
    pub writing: Duration,
    /// The most memory the process ever held, in bytes; 0 where the system does not say.
    pub peak: u64,
    /// The size of the output in bytes.
    pub output: u64,
    /// A fingerprint of the body, to see that runs agree; 0 for the loop, which promises no order.
    pub fingerprint: u64,
}

/// Runs `contender` in a process of its own. With `validate`, the body is checked there too.
pub fn in_child(contender: Contender, root: &Path, validate: bool) -> Sample {
    let executable = env::current_exe().expect("the benchmark knows its own path");
    let mut command = Command::new(executable);
    command.arg("--child").arg(contender.name()).arg("--root").arg(root);
    if validate {
        command.arg("--validate");
    }
    let answer = command.output().expect("the benchmark can start itself");
    let said = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{} failed: {said}", contender.name());
    parse(&String::from_utf8_lossy(&answer.stdout)).expect("a child answers with five numbers")
}

/// Does the work and returns the line that [`in_child`] reads.
pub fn as_child(contender: Contender, root: &Path, validate: bool) -> String {
    let Sample { time, writing, peak, output, fingerprint } = match contender {
        Contender::Loop => bare_loop(root),
        Contender::Coursedir => coursedir(root, validate),
        Contender::Build => timed(|| {
            let course = contenders::scan_without_rules(root);
            contenders::body(&course, &BTreeMap::new()).body().products.len()
        }),
        Contender::Check => timed(|| contenders::check(root)),
    };
    format!("{} {} {peak} {output} {fingerprint}", time.as_nanos(), writing.as_nanos())
}

fn bare_loop(root: &Path) -> Sample {
    let start = Instant::now();
    let pages = contenders::bare_loop(root);
    Sample {
        time: start.elapsed(),
        writing: Duration::ZERO,
        peak: peak_memory(),
        output: pages.iter().map(|page| page.len() as u64).sum(),
        fingerprint: 0,
    }
}

/// Work of which only the time counts; it gives the size of what it made.
fn timed(work: impl FnOnce() -> usize) -> Sample {
    let start = Instant::now();
    let output = work() as u64;
    let time = start.elapsed();
    Sample { time, writing: Duration::ZERO, peak: peak_memory(), output, fingerprint: 0 }
}

fn coursedir(root: &Path, validate: bool) -> Sample {
    let uploaded = BTreeMap::new();
    let start = Instant::now();
    let course = contenders::scan(root);
    let body = contenders::body(&course, &uploaded);
    let time = start.elapsed();
    let start = Instant::now();
    serde_json::to_writer_pretty(io::sink(), &body).expect("nowhere has room");
    let writing = start.elapsed();
    // Before anything else is allocated: fingerprint and schema must not count.
    let peak = peak_memory();
    let json = serde_json::to_vec(&body).expect("the body's types hold nothing that JSON cannot say");
    if validate {
        schema::assert_valid(&serde_json::from_slice(&json).expect("the body is JSON"));
    }
    Sample { time, writing, peak, output: json.len() as u64, fingerprint: fingerprint(&json) }
}

fn parse(line: &str) -> Option<Sample> {
    let mut numbers = line.split_whitespace().map(|number| number.parse::<u64>().ok());
    let mut next = || numbers.next().flatten();
    Some(Sample {
        time: Duration::from_nanos(next()?),
        writing: Duration::from_nanos(next()?),
        peak: next()?,
        output: next()?,
        fingerprint: next()?,
    })
}

fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// `VmHWM` of Linux.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
