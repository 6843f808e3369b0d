//! `new lessons --for-videos`: a Markdown file beside every video lesson.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, LanguageArgs, LoadedCourse};
use crate::cli::output::terminal::Terminal;
use crate::cli::write::{self, NewFile};
use crate::model::Course;
use crate::source::{self, Scan};

pub(super) fn run(
    paths: &[PathBuf],
    reading: &LanguageArgs,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let options = reading.options();
    let found = load::read(paths, &options)?;
    let mut made = 0;
    for course in &found {
        let files = files(course);
        write::all(&course.path, &files, terminal)?;
        made += files.len();
        let now = source::scan(&course.path, &options)?;
        if outline(&now) != outline(&course.scan) {
            terminal.status(&format!(
                "the outline changed: a folder whose only Markdown file has the folder's name is one \
                 lesson; run `coursedir outline {}`",
                course.argument()
            ));
        }
    }
    if made == 0 {
        terminal.status("nothing to do: every video lesson has a Markdown file");
    }
    Ok(Exit::Done)
}

/// What learners see of the course's parts: titles, each with how many there are below it.
fn outline(scan: &Scan) -> Vec<(&str, usize)> {
    let mut titles = Vec::new();
    for category in scan.course.iter().flat_map(|course| &course.categories) {
        titles.push((category.head.title.as_str(), category.lessons.len()));
        titles.extend(category.lessons.iter().map(|lesson| (lesson.title.as_str(), 0)));
        for below in &category.subcategories {
            titles.push((below.head.title.as_str(), below.lessons.len()));
            titles.extend(below.lessons.iter().map(|lesson| (lesson.title.as_str(), 0)));
        }
    }
    titles
}

/// The files to be made, by path. One that is there, but is no lesson (left out, ignored), stays.
fn files(found: &LoadedCourse) -> Vec<NewFile> {
    let lessons = found.scan.course.iter().flat_map(Course::lessons);
    let videos = lessons.map(|lesson| &lesson.path).filter(|path| source::is_video_or_sound(path.name()));
    let files: BTreeMap<PathBuf, NewFile> = videos
        .map(|video| {
            let path = PathBuf::from(video.as_str()).with_file_name(format!("{}.md", video.stem()));
            (path.clone(), NewFile::new(path, ""))
        })
        .filter(|(path, _)| found.path.join(path).symlink_metadata().is_err())
        .collect();
    files.into_values().collect()
}
