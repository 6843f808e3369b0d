//! How soon a preview shows something, and how soon it shows a change.
//!
//! `cargo bench --bench preview` measures 100, 1,000 and 10,000 lessons and prints a Markdown table;
//! `benches/README.md` says how to read it. What only a browser knows is measured where Chromium is installed.
//! Under `cargo test --benches` twenty lessons go through once, without a browser, which only shows that the
//! benchmark still works.

#[path = "../tests/browser/driver.rs"]
#[allow(dead_code, reason = "the tests need more of it")]
mod driver;
#[path = "support/generate.rs"]
mod generate;
#[path = "../tests/browser/page.rs"]
#[allow(dead_code, reason = "the tests need more of it")]
mod page;
#[path = "support/preview_report.rs"]
mod report;
#[path = "../tests/testkit/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests need more of it")]
mod testkit;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use clap::Parser;
use report::{HEAD, Row, say};
use serde_json::json;
use testkit::{Course, Server};

/// Measures the first page of a preview, and the way from a save to the page.
#[derive(Parser)]
struct Args {
    /// How many lessons; may be given several times or with commas
    #[arg(long, value_delimiter = ',', value_name = "N")]
    lessons: Vec<usize>,
    /// How often everything is measured, besides one time that is not counted
    #[arg(long, value_name = "N", default_value_t = 7)]
    runs: usize,
    /// Cargo says so under `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
    /// Makes it one quick run, whatever else is asked for
    #[arg(long)]
    test: bool,
}

fn main() {
    let args = Args::parse();
    // Cargo passes `--bench` to a benchmark, and nothing at all when it is run as a test.
    let is_test = args.test || !args.bench && args.lessons.is_empty();
    let sizes = match (is_test, args.lessons.is_empty()) {
        (true, _) => vec![20],
        (false, true) => vec![100, 1_000, 10_000],
        (false, false) => args.lessons,
    };
    let (runs, has_browser) = if is_test { (1, false) } else { (args.runs.max(1), driver::is_installed()) };
    say(HEAD);
    for lessons in sizes {
        say(&measure(lessons, runs, has_browser).to_string());
    }
}

/// Measures one size.
fn measure(lessons: usize, runs: usize, has_browser: bool) -> Row {
    let course = Course::empty();
    let markdown = generate::course(course.path(), lessons).expect("the course can be written").markdown;
    let mut row = Row { lessons, markdown, ..Row::default() };
    // The first one warms the disk cache.
    for run in 0..=runs {
        let (_server, first_page) = start(course.path());
        if run > 0 {
            row.first_page.push(first_page);
        }
    }
    let (server, _) = start(course.path());
    let lesson = lesson_in_the_middle(course.path());
    let mut events = Events::of(&server);
    for run in 0..=runs {
        let words = format!("Saved for the {run}th time.");
        let saved = save(&lesson, &words);
        events.wait();
        if run > 0 {
            row.event.push(saved.elapsed());
        }
    }
    drop(events);
    if has_browser {
        in_browser(&server, &lesson, runs, &mut row);
    }
    row
}

/// Starts a preview and takes the time until the whole first page has come.
fn start(course: &Path) -> (Server, Duration) {
    let begun = Instant::now();
    let server = Server::preview(course);
    let page = get(&server, "/");
    let elapsed = begun.elapsed();
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("</html>"), "{page}");
    (server, elapsed)
}

/// What a browser's own clock says: the first paint of a page, and when a save can be read on it.
fn in_browser(server: &Server, lesson: &Path, runs: usize, row: &mut Row) {
    driver::browse(async |browser| {
        for run in 0..=runs {
            browser.open(&server.at("/index.html")).await;
            let painted = first_paint(browser).await;
            if run > 0 {
                row.course_paint.push(painted);
            }
        }
        let address = address_of_the_lesson_with(browser, &format!("Saved for the {runs}th time.")).await;
        for run in 0..=runs {
            browser.open(&server.at(&format!("/{address}"))).await;
            let painted = first_paint(browser).await;
            if run > 0 {
                row.lesson_paint.push(painted);
            }
        }
        for run in 0..=runs {
            let words = format!("Shown for the {run}th time.");
            browser
                .value::<serde_json::Value>(&format!(
                    "window.seen = null, new MutationObserver((_, observer) => {{
                        if (!document.body.textContent.includes({words})) return;
                        observer.disconnect();
                        window.seen = performance.timeOrigin + performance.now();
                    }}).observe(document.body, {{ childList: true, subtree: true, characterData: true }})",
                    words = json!(words),
                ))
                .await;
            let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
            save(lesson, &words);
            browser.wait_until("the change is shown", "window.seen !== null").await;
            let seen: f64 = browser.value("window.seen").await;
            if run > 0 {
                row.shown.push(Duration::from_secs_f64(seen / 1_000.0).saturating_sub(now));
            }
        }
    });
}

/// Where the lesson is in which these words stand, by what search reads.
async fn address_of_the_lesson_with(browser: &driver::Browser, words: &str) -> String {
    let body = format!(
        "const list = await (await fetch('/search/index.json')).json();
        for (const piece of list.pieces) {{
            const lessons = await (await fetch(`/search/${{piece}}.json`)).json();
            const found = lessons.find(([, , , text]) => text.includes({}));
            if (found) return found[0];
        }}
        throw 'no lesson holds what was saved';",
        json!(words)
    );
    browser.asynchronous(&body).await
}

/// When the page that is open showed the first of its content.
async fn first_paint(browser: &driver::Browser) -> Duration {
    let entry = "performance.getEntriesByName('first-contentful-paint')[0]";
    browser.wait_until("the page is painted", &format!("{entry} !== undefined")).await;
    let milliseconds: f64 = browser.value(&format!("{entry}.startTime")).await;
    Duration::from_secs_f64(milliseconds / 1_000.0)
}

/// A lesson that is neither the first nor the last.
fn lesson_in_the_middle(course: &Path) -> PathBuf {
    let mut lessons: Vec<PathBuf> = walkdir::WalkDir::new(course)
        .into_iter()
        .map(|entry| entry.expect("the course can be walked").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| path.file_name().is_some_and(|name| name != "_index.md"))
        .collect();
    lessons.sort();
    lessons.swap_remove(lessons.len() / 2)
}

/// Puts words at the end of a lesson, and says when that was done.
fn save(lesson: &Path, words: &str) -> Instant {
    let text = fs::read_to_string(lesson).expect("the lesson can be read");
    let text = text.split("\n\nThis is new: ").next().unwrap_or_default();
    let text = format!("{}\n\nThis is new: {words}\n", text.trim_end());
    let saved = Instant::now();
    fs::write(lesson, text).expect("the lesson can be written");
    saved
}

/// The stream of events by which a page learns of changes.
struct Events {
    lines: std::io::Lines<BufReader<TcpStream>>,
}

impl Events {
    /// Listens, past the event that every listener gets at once.
    fn of(server: &Server) -> Self {
        let mut lines = BufReader::new(ask(server, "/events")).lines();
        let first = lines.next().expect("an answer").expect("a line of it");
        assert!(first.starts_with("HTTP/1.1 200"), "{first}");
        let mut events = Self { lines };
        events.wait();
        events
    }

    /// Waits for the next event, whole.
    fn wait(&mut self) {
        let mut is_event = false;
        for line in self.lines.by_ref() {
            let line = line.expect("the stream of events goes on");
            is_event |= line.starts_with("data:");
            if is_event && line.is_empty() {
                return;
            }
        }
        panic!("the stream of events ended");
    }
}

fn get(server: &Server, path: &str) -> String {
    let mut answer = String::new();
    ask(server, path).read_to_string(&mut answer).expect("an answer");
    answer
}

fn ask(server: &Server, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.host()).expect("the preview listens");
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a socket can have a limit");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.host())
        .expect("the preview takes a request");
    stream
}
