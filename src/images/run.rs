//! Runs a program that converts an image: without a shell, for a limited time, with limited memory, and with nothing of
//! the environment but what a program needs.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fs::open_real;

use super::format::Format;
use super::tool::Tool;

/// A program may take so long, and no more memory than this; neither may a file be larger.
const MAX_TIME: Duration = Duration::from_secs(30);
pub(super) const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// How often it is asked whether a program has ended.
const PAUSE: Duration = Duration::from_millis(10);

/// What a program said in the end is repeated no further than this, in bytes.
const MAX_WORDS: u64 = 300;

/// Variables that a program may need. No others: some hold secrets.
const VARIABLES: &[&str] = &[
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "SystemRoot",
    "SYSTEMROOT",
    "USERPROFILE",
    "LD_LIBRARY_PATH",
    "MAGICK_HOME",
];

/// Whether a program gets this variable.
pub(super) fn is_needed(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| VARIABLES.contains(&name))
}

/// Converts `from` into `to`; in a few words why not. Both are in a folder of their own.
pub(super) fn run(
    tool: &Tool,
    format: Format,
    from: &Path,
    to: &Path,
    environment: &[(OsString, OsString)],
) -> Result<(), String> {
    let name = tool.name();
    let folder = from.parent().unwrap_or(from);
    let said = folder.join("said");
    let errors = File::create(&said).map_err(|error| error.to_string())?;
    let mut command = Command::new(&tool.program);
    command
        .args(tool.arguments(format, from, to))
        .current_dir(folder)
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .envs(["TMPDIR", "TMP", "TEMP", "MAGICK_TEMPORARY_PATH"].map(|name| (name, folder)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(errors);
    alone(&mut command);
    let mut child = command.spawn().map_err(|error| format!("`{name}` does not start: {error}"))?;
    limit(&child);
    match wait(&mut child) {
        Some(status) if status.success() => Ok(()),
        Some(_) => Err(match words(&said) {
            Some(words) => format!("`{name}` failed: {words}"),
            None => format!("`{name}` failed"),
        }),
        None => Err(format!("`{name}` took more than {} seconds", MAX_TIME.as_secs())),
    }
}

/// Waits for the end of a program, or ends it.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    let end = Instant::now() + MAX_TIME;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) => sleep(PAUSE),
            Err(_) => break,
        }
    }
    kill(child);
    let _ = child.wait();
    None
}

/// Gives a program a group of its own, so that what it starts ends with it.
#[cfg(unix)]
fn alone(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.process_group(0);
}

#[cfg(not(unix))]
fn alone(_: &mut Command) {}

#[cfg(unix)]
fn kill(child: &mut Child) {
    if let Some(group) = rustix::process::Pid::from_raw(child.id().cast_signed()) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
}

#[cfg(not(unix))]
fn kill(child: &mut Child) {
    let _ = child.kill();
}

/// Limits the memory of a program, and the size of what it writes.
#[cfg(target_os = "linux")]
fn limit(child: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let most = Rlimit { current: Some(MAX_BYTES), maximum: Some(MAX_BYTES) };
    let Some(pid) = Pid::from_raw(child.id().cast_signed()) else { return };
    for resource in [Resource::Data, Resource::Fsize] {
        // A program that has ended already has no limits.
        let _ = prlimit(Some(pid), resource, most);
    }
}

#[cfg(not(target_os = "linux"))]
fn limit(_: &Child) {}

/// The first line of what a program said.
fn words(said: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    open_real(said).ok()?.take(MAX_WORDS).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(line.chars().filter(|c| !c.is_control()).collect())
}
