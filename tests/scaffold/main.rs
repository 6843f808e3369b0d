//! The commands that help an author begin, and those for shells and editors, from outside: the real
//! binary, and what it prints and writes.

mod hostile;
#[path = "../support/schema.rs"]
mod import_body;
mod init;
mod new;
mod schema;
mod shells;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder to work in.
struct Home(TempDir);

/// What a run gave.
struct Said {
    exit: i32,
    stdout: String,
    stderr: String,
}

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with these files; a name that ends with `/` is a folder.
    fn with(files: &[&str]) -> Self {
        let home = Self::new();
        for name in files {
            if name.ends_with('/') {
                fs::create_dir_all(home.path(name)).unwrap();
            } else {
                home.write(
                    name,
                    if home.path(name).extension().is_some_and(|e| e == "md") { "Words.\n" } else { "x" },
                );
            }
        }
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Said {
        let output = Command::new(env!("CARGO_BIN_EXE_coursedir"))
            .args(args)
            .current_dir(self.0.path())
            .env_clear()
            .output()
            .unwrap();
        Said {
            exit: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
