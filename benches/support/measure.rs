//! One measurement: a fresh process of this very executable, so that no run inherits the memory,
//! warm or wasted, of another.
//!
//! [`in_child`] starts it and reads its one line of answer; [`as_child`] is the other side.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use super::contenders::{Contender, Output};
use super::pipeline;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// From the start of the walk to the last byte of output; starting the process is not in it.
    pub time: Duration,
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
    parse(&String::from_utf8_lossy(&answer.stdout)).expect("a child answers with four numbers")
}

/// Does the work and returns the line that [`in_child`] reads.
pub fn as_child(contender: Contender, root: &Path, validate: bool) -> String {
    let start = Instant::now();
    let output = contender.run(root);
    let time = start.elapsed();
    // Before anything else is allocated: fingerprint and schema must not count.
    let peak = peak_memory();
    let (bytes, fingerprint) = match &output {
        Output::Pages(pages) => (pages.iter().map(String::len).sum(), 0),
        Output::Body(body) => (body.len(), fingerprint(body)),
    };
    if let (Output::Body(body), true) = (&output, validate) {
        pipeline::assert_valid(body);
    }
    format!("{} {peak} {bytes} {fingerprint}", time.as_nanos())
}

fn parse(line: &str) -> Option<Sample> {
    let mut numbers = line.split_whitespace().map(|number| number.parse::<u64>().ok());
    let mut next = || numbers.next().flatten();
    Some(Sample { time: Duration::from_nanos(next()?), peak: next()?, output: next()?, fingerprint: next()? })
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
