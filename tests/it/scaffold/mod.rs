//! The commands that help an author begin, and those for shells and editors, from outside: the real
//! binary, and what it prints and writes.

mod hostile;
mod init;
mod new;
mod schema;
mod shells;

use std::fs;
use std::path::PathBuf;

use crate::testkit::{Folder, Outcome, coursedir, repository};

/// A folder to work in.
struct Home(Folder);

impl Home {
    fn new() -> Self {
        Self(Folder::named("home"))
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
        self.0.file(name)
    }

    fn write(&self, name: &str, text: &str) {
        self.0.write(name, text);
    }

    fn run(&self, args: &[&str]) -> Outcome {
        Outcome::of(coursedir(args).current_dir(self.0.path()))
    }
}
