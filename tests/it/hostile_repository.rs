//! A repository that somebody made to hang, fill, read or write whatever it can, and every command on it: as whoever
//! runs the tests, and as an ordinary user.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use tempfile::TempDir;

use crate::preview::program::Preview;
use crate::testkit::{Server, coursedir};

/// Only what hangs takes that long.
const DEADLINE: Duration = Duration::from_mins(1);

/// In kilobytes.
const MOST_MEMORY: u64 = 500 * 1024;

/// What every file outside of the repository holds.
const SECRET: &str = "c4nary-that-n0body-may-read";

/// A name that clears the screen, begins a workflow command and turns letters around.
const NAME: &str = "x\u{1b}[2J\u{9b}31m\u{7}\n::error::y\u{202e}z";

/// An ordinary user.
const NOBODY: u32 = 65534;

/// Somebody's disk: the repository, and what is none of its business.
struct Disk {
    home: TempDir,
    user: Option<u32>,
}

impl Disk {
    /// For a user, or for whoever runs the tests.
    fn of(user: Option<u32>) -> Self {
        let disk = Self { home: tempfile::tempdir().unwrap(), user };
        disk.outside();
        disk.course();
        disk.traps();
        disk.give_away();
        disk
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn outside(&self) {
        for file in ["outside/secret.md", "outside/secret.png", "outside/deep/secret.txt", "outside/.env"] {
            self.write(file, format!("# {SECRET}\n"));
        }
        self.write("repository/.git/HEAD", "ref: refs/heads/main\n");
        self.write("repository/.env", SECRET);
        self.write("repository/beside.png", SECRET);
        for folder in ["user", "data", "pages"] {
            fs::create_dir(self.path(folder)).unwrap();
        }
    }

    /// What a course looks like that is read to its end.
    fn course(&self) {
        let escaped = "x\\e[2J\\x9b31m\\a\\n::error::y\\u202ez";
        self.write(
            "repository/course/course.yaml",
            format!("title: \"{escaped}\"\nassets_root: ..\nallow: [outside-course]\n"),
        );
        self.write(
            &format!("repository/course/01-{NAME}/01-{NAME}.md"),
            format!("# {NAME}\n\n![a](no-{NAME}.png)\n"),
        );
        self.write(
            "repository/course/02-part/01-links.md",
            "# Links\n\n<http://127.0.0.1:9/> [w](http://[::1]:9/%1b%5b2J)\n\n![a](../../../outside/secret.png) ![b](secret.png) ![c](../../.env) ![d](../../beside.png)\n\n\
             {{#include ../../../outside/secret.md}}\n\n{{#include secret.md}}\n\n{{#include pipe.txt}}\n\n\
             ![e](pipe.png) [f](pipe.pdf) [g](sparse.pdf) [h](../../../../../../../etc/passwd) [i](way/secret.txt)\n",
        );
        self.write(
            "repository/course/02-part/02-many.md",
            format!("# Many\n\n{}\n", "[a](no.md)".repeat(2000)),
        );
        self.write(
            "repository/course/02-part/03-media.md",
            "---\nvideo: pipe.mp4\nmaterials: [way, sparse.bin]\n---\n# M\n",
        );
        self.write("repository/course/02-part/04-nested.md", format!("# N\n\n{}\n", "> - [*".repeat(1000)));
        // An import of this course has no errors, but for what is not a file.
        self.write("repository/plain/01.md", "# One\n\n![A](../beside.png) ![B](own.png)\n");
        self.write("repository/plain/own.png", "own");
        self.write("repository/plain/course.yaml", "title: Plain\nassets_root: ..\n");
    }

    /// What is no file, or none that ends, or leads elsewhere.
    fn traps(&self) {
        let course = self.path("repository/course");
        let part = course.join("02-part");
        for name in [
            "05-pipe.md",
            "06-pipe.mp4",
            "pipe.txt",
            "pipe.png",
            "pipe.pdf",
            "pipe.mp4",
            ".gitignore",
            "_category_.json",
        ] {
            assert!(Command::new("mkfifo").arg(part.join(name)).status().unwrap().success());
        }
        assert!(
            Command::new("mkfifo")
                .arg(self.path("repository/plain/.coursedir.lock.1-1"))
                .status()
                .unwrap()
                .success()
        );
        drop(UnixListener::bind(part.join("07-socket.md")).unwrap());
        for (name, minor) in [("08-zero.md", "5"), ("09-full.md", "7")] {
            // Only root may make devices.
            let _ = Command::new("mknod")
                .arg(part.join(name))
                .args(["c", "1", minor])
                .stderr(Stdio::null())
                .status();
        }
        for name in [
            "02-part/10-sparse.md",
            "02-part/sparse.pdf",
            "02-part/sparse.bin",
            ".courseignore",
            "SUMMARY.md",
            "../.git/index",
        ] {
            File::create(course.join(name)).unwrap().set_len(10 << 30).unwrap();
        }
        for (target, name) in [
            ("../../../outside/secret.png", "02-part/secret.png"),
            ("../../../outside/secret.md", "02-part/secret.md"),
            ("../../../outside/secret.md", "02-part/11-secret.md"),
            ("../../../outside/deep", "02-part/way"),
            ("../../../outside", "03-outside"),
            ("/", "04-root"),
            ("..", "05-loop"),
            ("05-loop", "06-loop"),
            ("07-itself", "07-itself"),
            ("../../outside/secret.md", "coursedir.lock"),
            ("../../outside/new", ".coursedir.run"),
        ] {
            symlink(target, course.join(name)).unwrap();
        }
        // What a sandbox would take for its data.
        for folder in ["trapped/records/courses", "trapped/incoming"] {
            fs::create_dir_all(self.path("repository").join(folder)).unwrap();
        }
        for (target, name) in [
            ("../../outside", "trapped/media"),
            ("../../../outside", "trapped/records/media"),
            ("../../../../outside/secret.md", "trapped/records/courses/x.json"),
            ("../../../outside/deep", "trapped/records/records"),
        ] {
            symlink(target, self.path("repository").join(name)).unwrap();
        }
        for site in ["repository/course/site", "repository/plain/site"] {
            let files = [
                "index.html",
                "../../../outside/secret.md",
                "way/secret.txt",
                "way/deep/secret.txt",
                "lessons/x",
            ];
            let marker = serde_json::json!({ "version": 1, "state": "complete", "files": files });
            self.write(&format!("{site}/.coursedir-export.json"), marker.to_string());
            symlink("../../../outside", self.path(site).join("way")).unwrap();
            symlink("../../../outside/deep", self.path(site).join("lessons")).unwrap();
        }
    }

    /// Lets the user write wherever the repository is, as in a clone of it.
    fn give_away(&self) {
        let Some(user) = self.user else { return };
        fs::set_permissions(self.home.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let everything =
            Command::new("chown").args(["-hR", &user.to_string()]).arg(self.home.path()).status();
        assert!(everything.unwrap().success());
    }

    /// A command in a folder of the disk, with a home of its own.
    fn command(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = coursedir(arguments);
        command
            .stdin(Stdio::null())
            .current_dir(self.path(folder))
            .env("HOME", self.path("user"))
            .env("COURSEDIR_COLOR", "never")
            .env("HOOPAI_TOKEN", "pit-of-a-test")
            .env("HOOPAI_LOCATION_ID", "location");
        if let Some(user) = self.user {
            command.uid(user);
        }
        command
    }

    /// Runs it: it ends, takes little memory, and says and changes nothing of what is outside.
    #[track_caller]
    fn run(&self, folder: &str, arguments: &[&str]) {
        let before = self.state_outside();
        let said = [self.path("stdout"), self.path("stderr")];
        let [stdout, stderr] = said.each_ref().map(|path| File::create(path).unwrap());
        let mut child = self.command(folder, arguments).stdout(stdout).stderr(stderr).spawn().unwrap();
        let (begun, mut memory) = (Instant::now(), 0);
        let status = loop {
            memory = peak_memory(child.id()).unwrap_or(memory);
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if begun.elapsed() > DEADLINE {
                child.kill().unwrap();
                panic!("{arguments:?} does not end");
            }
            sleep(Duration::from_millis(1));
        };
        let words = said.map(|path| fs::read_to_string(path).unwrap());
        assert!(status.code().is_some_and(|code| code <= 4), "{arguments:?}: {status}\n{words:?}");
        assert!(!words.iter().any(|text| text.contains(SECRET)), "{arguments:?}: {words:?}");
        assert!(!words[1].contains("panicked"), "{arguments:?}: {}", words[1]);
        assert!(memory < MOST_MEMORY, "{arguments:?} took {memory} kB");
        assert_eq!(self.state_outside(), before, "{arguments:?}");
        self.assert_nothing_leaked(arguments);
    }

    /// The names, contents and times of everything outside.
    fn state_outside(&self) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut state = BTreeMap::new();
        for entry in walkdir::WalkDir::new(self.path("outside")).into_iter().map(Result::unwrap) {
            let content =
                if entry.file_type().is_file() { fs::read(entry.path()).unwrap() } else { Vec::new() };
            state.insert(entry.path().to_owned(), (content, entry.metadata().unwrap().modified().unwrap()));
        }
        state
    }

    /// Looks through whatever was written.
    #[track_caller]
    fn assert_nothing_leaked(&self, arguments: &[&str]) {
        let written = ["user", "data", "pages", "repository"].map(|folder| self.path(folder));
        let entries = written.iter().flat_map(walkdir::WalkDir::new).map(Result::unwrap);
        let own = [self.path("repository/.env"), self.path("repository/beside.png")];
        for entry in
            entries.filter(|entry| entry.file_type().is_file() && !own.contains(&entry.path().to_owned()))
        {
            if entry.metadata().unwrap().len() < 10 << 20 {
                let content = fs::read(entry.path()).unwrap();
                let is_leaked = content.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
                assert!(!is_leaked, "{arguments:?} wrote {}", entry.path().display());
            }
        }
    }

    /// A sandbox that keeps its data in a folder of the repository.
    fn sandbox(&self, folder: &str) {
        let before = self.state_outside();
        let arguments = ["sandbox", "--port", "0", folder];
        let running = Server::start(&mut self.command("repository", &arguments));
        assert!(peak_memory(running.id()).unwrap() < MOST_MEMORY);
        assert_eq!(running.signal("TERM"), 0);
        assert_eq!(self.state_outside(), before);
        self.assert_nothing_leaked(&arguments);
    }

    async fn preview(&self, folder: &str) {
        let before = self.state_outside();
        let arguments = ["preview", "--port", "0", folder];
        let preview = Preview::start(&mut self.command("repository", &arguments));
        let mut addresses: Vec<String> =
            ["/", "/findings.html", "/body.html", "/body.json", "/lessons/02-part/01-links.html"]
                .map(str::to_owned)
                .into();
        for file in
            ["02-part/secret.png", "02-part/pipe.png", "02-part/way.zip", "02-part/sparse.pdf", "own.png"]
        {
            addresses.push(format!("/files/{file}"));
        }
        addresses.extend(["/files-above/1/beside.png", "/files-above/1/.env"].map(str::to_owned));
        for address in addresses {
            let mut answer = preview.get(&address).await;
            // A sparse file has no end that anybody waits for.
            let mut read = Vec::new();
            while let Some(piece) = answer.chunk().await.unwrap() {
                read.extend_from_slice(&piece);
                if read.len() > 10 << 20 {
                    break;
                }
            }
            assert!(!String::from_utf8_lossy(&read).contains(SECRET), "{address}");
        }
        let memory = peak_memory(preview.id()).unwrap();
        assert!(memory < MOST_MEMORY, "the preview took {memory} kB");
        assert_eq!(preview.signal("TERM"), 0);
        assert_eq!(self.state_outside(), before);
    }
}

/// The most memory that a process ever had, in kilobytes; none of one that has ended.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().trim_end_matches(" kB").parse().ok()
}

/// Every command, from where an author runs it.
fn commands(disk: &Disk) {
    let (data, pages) = (disk.path("data"), disk.path("pages"));
    let (data, pages) = (data.to_str().unwrap(), pages.to_str().unwrap());
    for course in ["course", "plain"] {
        for format in ["full", "concise", "json", "sarif", "github"] {
            disk.run("repository", &["check", course, "--format", format]);
        }
        let site = format!("{course}/site");
        let exported = format!("{pages}/{course}");
        for arguments in [
            &["check", course, "--fix", "--dry-run"][..],
            &["check", course, "--deny", "warnings"],
            &["check", course, "--links"],
            &["check", course, "--links", "--private-links"],
            &["outline", course],
            &["outline", course, "--explain"],
            &["outline", course, "--format", "json"],
            &["import", course, "--dry-run"],
            &["import", course, "--yes", "--base-url", "http://127.0.0.1:9", "--retries", "0"],
            &["import", course, "--sandbox", "--sandbox-data", data],
            &["preview", course, "--export", &site],
            &["preview", course, "--export", &exported],
            &["doctor", course, "--base-url", "http://127.0.0.1:9"],
            &["new", "lesson", NAME, "--in", course],
            &["init", course],
            &["check", course, "--fix"],
            &["check", "."],
            &["schema"],
        ] {
            disk.run("repository", arguments);
        }
        disk.sandbox(&format!("{course}/sandbox"));
        // From within, where names of the course are names on the command line.
        disk.run(&format!("repository/{course}"), &["check"]);
    }
    for trapped in ["trapped", "trapped/records"] {
        disk.run("repository", &["sandbox", "--port", "0", trapped]);
        disk.run("repository", &["import", "plain", "--sandbox", "--sandbox-data", trapped]);
    }
    for arguments in [
        &["login", "--with-token", "--base-url", "http://127.0.0.1:9"][..],
        &["login", "--oauth", "--manual", "--client-file", "course/coursedir.lock"],
        &["login", "--oauth", "--manual", "--client-file", "course/02-part/10-sparse.md"],
        &["login", "--list"],
        &["logout"],
        &["logout", "--all"],
        &["logout", "--profile", NAME],
        &["man"],
        &["man", "check"],
        &["completions", "bash"],
    ] {
        // Nothing of the repository is theirs, wherever they run.
        for folder in ["repository", "repository/course"] {
            disk.run(folder, arguments);
        }
    }
}

#[test]
fn every_command_ends_and_nothing_outside_is_read_or_written() {
    commands(&Disk::of(None));
}

#[test]
fn the_same_for_an_ordinary_user() {
    if !is_root() {
        eprintln!(
            "skipped: only root may run a command as another user; the other test ran as an ordinary one"
        );
        return;
    }
    commands(&Disk::of(Some(NOBODY)));
}

#[tokio::test]
async fn a_preview_shows_nothing_from_outside() {
    for user in [None, is_root().then_some(NOBODY)] {
        let disk = Disk::of(user);
        disk.preview("course").await;
        disk.preview("plain").await;
    }
}

fn is_root() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    status.lines().any(|line| line.starts_with("Uid:\t0\t"))
}
