//! Runs a command of this program as a child, which has no terminal and no input.

use std::path::Path;
use std::process::{Command, Stdio};

/// What a command printed.
#[derive(Debug)]
pub(super) struct Printed {
    /// 0 for success; `None` for a child that was killed.
    pub status: Option<i32>,
    pub results: String,
    pub messages: String,
}

/// Runs `program` with these arguments to its end.
pub(super) fn run(
    program: &Path,
    arguments: &[&str],
    flags: &[String],
    course: &Path,
) -> Result<Printed, String> {
    let mut command = Command::new(program);
    command.args(arguments).args(["--color", "never"]).args(flags).arg("--").arg(course);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run `coursedir {}`: {error}", arguments.join(" ")))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ok(Printed {
        status: output.status.code(),
        results: text(&output.stdout),
        messages: text(&output.stderr),
    })
}

impl Printed {
    /// The results, where there are some: a course with findings or errors has them too. Else the messages as an error.
    pub fn results(self) -> Result<String, String> {
        if self.results.trim().is_empty() { Err(self.messages) } else { Ok(self.results) }
    }

    /// The messages, as an error if the command failed.
    pub fn messages(self) -> Result<String, String> {
        if self.status == Some(0) { Ok(self.messages) } else { Err(self.messages) }
    }
}
