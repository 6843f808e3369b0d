//! How long a course takes to scan and build, next to the least that anybody could do.
//!
//! `cargo bench --bench build` measures 100, 1,000 and 10,000 lessons and prints a Markdown table;
//! `benches/README.md` says how to read it. Under `cargo test --benches` twenty lessons go through
//! once, which only shows that the benchmark still works.

#[path = "support/contenders.rs"]
mod contenders;
#[path = "support/generate.rs"]
mod generate;
#[path = "support/measure.rs"]
mod measure;
#[path = "support/report.rs"]
mod report;
#[path = "../tests/testkit/schema.rs"]
mod schema;

use std::path::PathBuf;

use clap::Parser;
use contenders::Contender;
use measure::in_child;
use mimalloc::MiMalloc;
use report::{HEAD, Row, say};

/// That of the program, for both.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Measures scanning and building against a bare read-and-render loop.
#[derive(Parser)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
struct Args {
    /// How many lessons; may be given several times or with commas
    #[arg(long, value_delimiter = ',', value_name = "N")]
    lessons: Vec<usize>,
    /// How often each contender runs, besides one run that is not counted
    #[arg(long, value_name = "N", default_value_t = 25)]
    runs: usize,
    /// Put ten pieces of other tools' markup into each lesson
    #[arg(long)]
    other_markup: bool,
    /// Measure in this process and print the raw numbers
    #[arg(long, hide = true, requires = "root")]
    child: Option<Contender>,
    #[arg(long, hide = true)]
    root: Option<PathBuf>,
    #[arg(long, hide = true)]
    validate: bool,
    /// Cargo says so under `cargo bench`
    #[arg(long, hide = true)]
    bench: bool,
    /// Makes it one quick run, whatever else is asked for
    #[arg(long)]
    test: bool,
}

fn main() {
    let args = Args::parse();
    if let (Some(contender), Some(root)) = (args.child, &args.root) {
        say(&measure::as_child(contender, root, args.validate));
        return;
    }
    let (sizes, runs) = plan(&args);
    say(HEAD);
    for lessons in sizes {
        say(&compare(lessons, runs, args.other_markup).to_string());
    }
}

/// Which sizes to measure, and how often.
fn plan(args: &Args) -> (Vec<usize>, usize) {
    // Cargo passes `--bench` to a benchmark, and nothing at all when it is run as a test.
    if args.test || !args.bench && args.lessons.is_empty() {
        return (vec![20], 1);
    }
    let sizes = if args.lessons.is_empty() { vec![100, 1_000, 10_000] } else { args.lessons.clone() };
    (sizes, args.runs.max(1))
}

/// Measures one size, the contenders taking turns so that noise of the machine hits both.
fn compare(lessons: usize, runs: usize, other_markup: bool) -> Row {
    let folder = tempfile::tempdir().expect("there is room for a course");
    let root = folder.path();
    let write = if other_markup { generate::course_with_other_markup } else { generate::course };
    let course = write(root, lessons).expect("the course can be written");
    // Not counted: warms the disk cache, and validates the body that all later runs must repeat.
    in_child(Contender::Loop, root, false);
    let model = in_child(Contender::Coursedir, root, true);
    let (mut bare, mut built, mut unchecked, mut check) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        bare.push(in_child(Contender::Loop, root, false));
        built.push(in_child(Contender::Coursedir, root, false));
        unchecked.push(in_child(Contender::Build, root, false));
        check.push(in_child(Contender::Check, root, false));
    }
    for sample in &built {
        assert_eq!(sample.fingerprint, model.fingerprint, "two runs, two bodies");
    }
    Row { course, bare, built, unchecked, check }
}
