//! `new lessons --for-videos`: a Markdown file beside every video lesson.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::courses::{self, Found, Reading};
use crate::cli::exit::{Exit, Stop};
use crate::cli::term::Terminal;
use crate::cli::write::{self, NewFile};
use crate::course::Course;
use crate::scanner;

pub(super) fn run(paths: &[PathBuf], reading: &Reading, terminal: &mut Terminal) -> Result<Exit, Stop> {
    let mut made = 0;
    for course in courses::read(paths, &reading.options(false))? {
        let files = files(&course);
        write::all(&course.path, &files, terminal)?;
        made += files.len();
    }
    if made == 0 {
        terminal.say("nothing to do: no lesson is a video without a Markdown file");
    }
    Ok(Exit::Done)
}

/// The files to be made, by path. One that is there, but is no lesson (left out, ignored), stays.
fn files(found: &Found) -> Vec<NewFile> {
    let lessons = found.scan.course.iter().flat_map(Course::lessons);
    let videos = lessons.map(|lesson| &lesson.path).filter(|path| scanner::is_video(path.name()));
    let files: BTreeMap<PathBuf, NewFile> = videos
        .map(|video| {
            let path = PathBuf::from(video.as_str()).with_file_name(format!("{}.md", video.stem()));
            (path.clone(), NewFile::new(path, ""))
        })
        .filter(|(path, _)| found.path.join(path).symlink_metadata().is_err())
        .collect();
    files.into_values().collect()
}
