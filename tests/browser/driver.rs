//! A browser of its own for a test: Debian's Chromium without a window, driven through chromedriver.
//!
//! Start at [`browse`]. Each test gets a fresh profile, so that no cache, no store and no setting of one test
//! reaches another, and a browser that can speak to this machine only: every other host does not exist.
//! When the test is over, whatever the browser's console holds fails it, unless the test has said that it
//! would provoke just that ([`Browser::expect_in_console`]).

#![allow(clippy::print_stderr, reason = "a failed test says where the picture of its page is")]

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::prelude::*;
use thirtyfour::{ChromiumCapabilities, LoggingPrefsLogLevel};

/// What to do where there is no browser.
const INSTALL: &str = "install Chromium and its driver (Debian: `apt-get install chromium chromium-driver`), \
    or say where they are with CHROMIUM and CHROMEDRIVER";

/// Nothing that a browser is asked here takes that long, on a busy machine either.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often a driver is started whose port somebody else took.
const ATTEMPTS: usize = 5;

/// A running browser with one page open.
pub struct Browser {
    pub(super) driver: WebDriver,
    expected: RefCell<Vec<String>>,
    folder: TempDir,
    // Ends the driver, after everything else.
    _process: Process,
}

/// How a browser differs from a usual one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scripts {
    /// Pages may run their scripts.
    #[default]
    Allowed,
    /// As a reader has it who has turned JavaScript off in the settings.
    Off,
}

/// Runs a test in a browser, and looks at the console in the end.
pub fn browse(test: impl AsyncFnOnce(&Browser)) {
    browse_with(Scripts::Allowed, test);
}

/// Runs a test in a browser that runs scripts or does not.
pub fn browse_with(scripts: Scripts, test: impl AsyncFnOnce(&Browser)) {
    run(scripts, None, test);
}

/// Runs a test in a browser for which a port of this machine is every other site, whatever certificate it has.
pub fn browse_with_the_web(port: u16, test: impl AsyncFnOnce(&Browser)) {
    run(Scripts::Allowed, Some(port), test);
}

fn run(scripts: Scripts, web: Option<u16>, test: impl AsyncFnOnce(&Browser)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let browser = runtime.block_on(Browser::start(scripts, web));
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime.block_on(test(&browser))));
    let console = runtime.block_on(browser.end(outcome.is_err()));
    match outcome {
        Ok(()) => assert!(console.is_empty(), "the browser's console is not empty:\n{}", console.join("\n")),
        Err(panic) => {
            if !console.is_empty() {
                eprintln!("besides, the browser's console says:\n{}", console.join("\n"));
            }
            resume_unwind(panic);
        }
    }
}

/// Whether a browser can be started here.
#[allow(dead_code, reason = "the benchmark asks; the tests have to have one")]
pub fn is_installed() -> bool {
    find("CHROMIUM", "chromium").is_some() && find("CHROMEDRIVER", "chromedriver").is_some()
}

impl Browser {
    async fn start(scripts: Scripts, web: Option<u16>) -> Self {
        let process = Process::start();
        let folder = tempfile::tempdir().unwrap();
        let driver = WebDriver::builder(process.url.as_str(), capabilities(folder.path(), scripts, web))
            .client(super::testkit::http::client())
            .request_timeout(PATIENCE)
            .connect()
            .await
            .unwrap_or_else(|error| panic!("the browser does not start: {error}\n{INSTALL}"));
        Self { driver, expected: RefCell::default(), folder, _process: process }
    }

    /// Says that a line with these words in the console is what the test wants to see.
    pub fn expect_in_console(&self, words: &str) {
        self.expected.borrow_mut().push(words.to_owned());
    }

    /// A folder for what the browser downloads.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Ends the browser and returns the lines of its console that nobody expected.
    async fn end(self, failed: bool) -> Vec<String> {
        if failed {
            self.keep_picture().await;
        }
        let console = self.driver.browser_log().await.map_err(|error| error.to_string());
        let expected = self.expected.take();
        let unexpected = match console {
            Ok(entries) => entries
                .iter()
                .map(|entry| format!("{}: {}", entry.level, entry.message))
                .filter(|line| !expected.iter().any(|words| line.contains(words)))
                .collect(),
            Err(error) => vec![format!("the console cannot be read: {error}")],
        };
        // A browser that has crashed cannot be asked to leave, and its driver takes it along.
        let _ = self.driver.clone().quit().await;
        unexpected
    }

    /// Leaves a picture of the page for whoever looks for the reason.
    async fn keep_picture(&self) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
        let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
        let file = folder.join(test).with_extension("png");
        if std::fs::create_dir_all(&folder).is_ok() && self.driver.screenshot(&file).await.is_ok() {
            let url = self.driver.current_url().await.map(String::from).unwrap_or_default();
            eprintln!("the page {url} looked like this: {}", file.display());
        }
    }
}

fn capabilities(folder: &Path, scripts: Scripts, web: Option<u16>) -> ChromiumCapabilities {
    let mut capabilities = ChromiumCapabilities::new();
    // What chromedriver calls every Chromium.
    capabilities.set("browserName", "chrome").unwrap();
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    // Nothing but this machine exists: a page that asks for anything else shows in the console.
    let others = web.map_or("~NOTFOUND".to_owned(), |port| format!("127.0.0.1:{port}"));
    let hosts = format!("--host-resolver-rules=MAP * {others} , EXCLUDE 127.0.0.1 , EXCLUDE localhost");
    for flag in [
        "--headless=new",
        // Chromium refuses to run as root otherwise, and containers are run as root.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--window-size=1280,800",
        "--lang=en",
        &hosts,
        &profile,
    ] {
        capabilities.add_arg(flag).unwrap();
    }
    if web.is_some() {
        capabilities.add_arg("--ignore-certificate-errors").unwrap();
    }
    let chromium = program("CHROMIUM", "chromium");
    capabilities.set_binary(chromium.to_str().expect("a path in UTF-8")).unwrap();
    capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).unwrap();
    let javascript = if scripts == Scripts::Off { 2 } else { 1 };
    let preferences = json!({
        "profile.managed_default_content_settings.javascript": javascript,
        "download.default_directory": folder.join("downloads"),
        "download.prompt_for_download": false,
    });
    capabilities.add_experimental_option("prefs", preferences).unwrap();
    capabilities
}

/// A running chromedriver.
struct Process {
    child: Child,
    url: String,
}

impl Process {
    /// Starts a driver on a free port, again where that port was taken before the driver had it.
    ///
    /// chromedriver takes any free port of IPv4 and then wants the same one of IPv6, which another process may have; it
    /// ends then, and has to be started again.
    fn start() -> Self {
        let mut said = String::new();
        for _ in 0..ATTEMPTS {
            match Self::try_start() {
                Ok(process) => return process,
                Err(lines) => said = lines,
            }
        }
        panic!("chromedriver gave no port, {ATTEMPTS} times; {INSTALL}. It said:\n{said}");
    }

    /// Starts a driver, or returns what it said before it ended.
    fn try_start() -> Result<Self, String> {
        let program = program("CHROMEDRIVER", "chromedriver");
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}\n{INSTALL}", program.display()));
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut said = Vec::new();
        let port = lines.find_map(|line| {
            let port = line.split_once("started successfully on port ");
            let port = port.map(|(_, port)| port.trim_end_matches('.').to_owned());
            said.push(line);
            port
        });
        let Some(port) = port else {
            let _ = child.kill();
            let _ = child.wait();
            return Err(said.join("\n"));
        };
        // The pipe has to stay open, or what it says next kills it.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, url: format!("http://127.0.0.1:{port}") })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where a program is.
fn program(variable: &str, name: &str) -> PathBuf {
    find(variable, name).unwrap_or_else(|| panic!("`{name}` is not there: {INSTALL}"))
}

/// Where a program is: where the variable says, else in the first folder that has it.
fn find(variable: &str, name: &str) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Some(path.into());
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    // Debian's folder for programs, in case that the environment was cleared.
    let folders = std::env::split_paths(&folders).chain([PathBuf::from("/usr/bin")]);
    folders.map(|folder| folder.join(name)).find(|path| path.is_file())
}
