//! `coursedir check` from outside: the real binary, a folder, and what it says.
//!
//! [`formats`] are the ways to say findings, [`explain`] the explanations and their examples,
//! [`fix`] what `--fix` writes, [`links`] what `--links` asks,
//! [`parts`] what is said of a folder inside a course, [`weighing`] what may be allowed and denied, [`widths`] what the drawings look like. After a
//! change that is meant, `BLESS=1 cargo test --test check` writes what is kept: the drawings and
//! `docs/diagnostics.md`.

mod explain;
mod fix;
mod formats;
#[path = "../support/schema.rs"]
mod import_body;
mod links;
mod parts;
mod weighing;
mod widths;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder with a course in `course/`.
struct Course {
    home: TempDir,
}

/// What a run gave.
struct Said {
    exit: i32,
    stdout: String,
    stderr: String,
}

impl Course {
    fn new(files: &[(&str, &str)]) -> Self {
        let course = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir(course.folder()).unwrap();
        for (path, content) in files {
            course.write(path, content.as_bytes());
        }
        course
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("course")
    }

    fn write(&self, path: &str, content: &[u8]) {
        let path = self.folder().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Runs the binary beside the course.
    fn run(&self, args: &[&str]) -> Said {
        self.run_with(&[], args)
    }

    /// Runs it with nothing in its environment but this.
    fn run_with(&self, environment: &[(&str, &str)], args: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_coursedir"))
            .args(args)
            .current_dir(self.home.path())
            .env_clear()
            .envs(environment.iter().copied())
            .output()
            .expect("the binary runs");
        Said {
            exit: output.status.code().expect("it ended by itself"),
            stdout: String::from_utf8(output.stdout).expect("stdout is text"),
            stderr: String::from_utf8(output.stderr).expect("stderr is text"),
        }
    }
}

/// Compares with a kept file, or writes it when asked to.
#[track_caller]
fn expect_kept(path: &str, said: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, said).unwrap();
        return;
    }
    let kept = fs::read_to_string(file).unwrap_or_default();
    assert!(
        kept == said,
        "{path} is not what is said now; `BLESS=1 cargo test --test check` writes it:\n{said}"
    );
}
