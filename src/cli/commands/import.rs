//! `import`: scan, build, check, plan; with `--dry-run` it stops there and prints the body.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;

use crate::builder;
use crate::course::{Course, Packing, Visibility};
use crate::diagnostic::Severity;

use crate::cli::courses::{self, Found, Reading};
use crate::cli::exit::{Exit, Stop};
use crate::cli::size;
use crate::cli::term::{STRONG, Terminal};

/// Import courses: read, check, and send them
///
/// With `--dry-run` nothing is sent: the plan goes to stderr, the request body to stdout.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Folders of courses
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Stop before the first byte is sent, and print what would be
    #[arg(long, env = "COURSEDIR_DRY_RUN", value_parser = clap::builder::FalseyValueParser::new())]
    dry_run: bool,

    /// Make every lesson and category a draft
    #[arg(long, env = "COURSEDIR_DRAFT", value_parser = clap::builder::FalseyValueParser::new())]
    draft: bool,

    /// The location (sub-account) that receives the course
    #[arg(long, value_name = "ID", env = "HOOPAI_LOCATION_ID")]
    location: Option<String>,

    /// The user who imports it
    #[arg(long, value_name = "ID", env = "HOOPAI_USER_ID")]
    user: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

pub(in crate::cli) fn run(args: &Args, terminal: &mut Terminal) -> Result<Exit, Stop> {
    if !args.dry_run {
        return Err(Stop::Failed(
            "sending a course is not there yet: `--dry-run` shows what would be sent".to_owned(),
        ));
    }
    let found = courses::read(&args.paths, &args.reading.options(args.draft))?;
    for course in &found {
        courses::say_findings(course, Severity::Warning, terminal);
        if let Some(read) = &course.scan.course {
            terminal.say(&plan(course, read));
        }
    }
    if found.iter().any(|course| course.scan.has_errors()) {
        return Ok(Exit::CourseHasErrors);
    }
    let mut out = terminal.results();
    for course in found.iter().filter_map(|found| found.scan.course.as_ref()) {
        let known = BTreeMap::new();
        let body = builder::preview(course, &known, args.location.as_deref(), args.user.as_deref());
        serde_json::to_writer_pretty(&mut out, &body).map_err(std::io::Error::from)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// What an import of this course would do.
fn plan(found: &Found, course: &Course) -> String {
    let categories = course.categories.len();
    let subcategories: usize = course.categories.iter().map(|category| category.subcategories.len()).sum();
    let lessons = course.lessons().count();
    let drafts = course.lessons().filter(|lesson| lesson.visibility == Visibility::Draft).count();
    let bytes = course.files.values().map(|file| file.bytes).sum();
    let packed = course.files.values().filter(|file| file.packing != Packing::AsIs).count();

    let mut lines = vec![format!("{STRONG}{}{STRONG:#} ({})", course.title, found.name())];
    let mut outline = vec![size::count(categories, "category", "categories")];
    if subcategories > 0 {
        outline.push(size::count(subcategories, "sub-category", "sub-categories"));
    }
    outline.push(size::count(lessons, "lesson", "lessons"));
    if drafts > 0 {
        outline.push(size::count(drafts, "draft", "drafts"));
    }
    lines.push(format!("  makes    {}", outline.join(", ")));
    lines.push(match course.files.len() {
        0 => "  uploads  nothing".to_owned(),
        files => {
            let zipped = if packed > 0 { format!(", {packed} packed as zip") } else { String::new() };
            format!("  uploads  {}, {}{zipped}", size::count(files, "file", "files"), size::bytes(bytes))
        }
    });
    lines.join("\n")
}
