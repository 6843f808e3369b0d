//! `unplayable-video`: a video in a format that the platform does not play.
//!
//! The platform accepts and stores it, but learners see a black player. Example: `01-knife.mkv` next to
//! `01-knife.md`.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Address, CoursePath, Lesson, Limits, Video, VideoFrom};
use crate::source::rule_context::RuleContext;

/// Further extensions of videos, which the scan takes for files like any other.
const OTHER_VIDEOS: &[&str] =
    &["flv", "f4v", "mpg", "mpeg", "3gp", "mts", "m2ts", "vob", "asf", "divx", "rmvb"];

pub(super) fn check(whole: &RuleContext<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(played) = whole.limits.played_videos else { return };
    for lesson in whole.course.lessons() {
        let (path, place) = match &lesson.video {
            Some(Video::File(Address::Local(path))) if !whole.limits.plays(&path.extension()) => {
                (path, place(whole, lesson, path))
            }
            _ => match unplayable_material(lesson, &whole.limits) {
                Some(path) => (path, Place::whole(path.clone())),
                None => continue,
            },
        };
        let message = format!("the platform does not play `{}`", path.name());
        let mut finding =
            Diagnostic::new(Code::UnplayableVideo, message).at(place).label("unsupported video format");
        finding.help = help(played);
        findings.push(finding);
    }
}

/// Whether a file is a video that is not played, and so only goes as a download.
pub(super) fn is_unplayable_material(path: &CoursePath, limits: &Limits) -> bool {
    let extension = path.extension();
    OTHER_VIDEOS.contains(&extension.as_ref()) && !limits.plays(&extension)
}

/// The kinds that are played, the advised one first.
fn help(played: &[&str]) -> Option<String> {
    let (advised, others) = played.split_first()?;
    let others: Vec<String> = others.iter().map(|kind| kind.to_uppercase()).collect();
    Some(match others.as_slice() {
        [] => format!("convert it to `.{advised}`"),
        [only] => format!("convert it to `.{advised}`; the platform also plays {only}"),
        [others @ .., last] => {
            format!("convert it to `.{advised}`; the platform also plays {} and {last}", others.join(", "))
        }
    })
}

fn unplayable_material<'a>(lesson: &'a Lesson, limits: &Limits) -> Option<&'a CoursePath> {
    lesson.materials.iter().find_map(|material| match &material.address {
        Address::Local(path) if is_unplayable_material(path, limits) => Some(path),
        _ => None,
    })
}

/// Where the author names the video, else the video.
fn place(whole: &RuleContext<'_>, lesson: &Lesson, path: &CoursePath) -> Place {
    let page = whole.page(lesson).filter(|_| lesson.origins.video == Some(VideoFrom::FrontMatter));
    let named = page.and_then(|page| Some(page.source.place(page.front.video.as_ref()?.span.clone())));
    named.unwrap_or_else(|| Place::whole(path.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::check_course;

    #[test]
    fn a_video_that_is_not_played_is_said_where_it_is_named_or_at_itself() {
        check_course(
            "
            a.md
            a.mkv
            b.md: --- | video: x.MKV | --- | Words.
            x.MKV
            c.md: [old](y.flv)
            y.flv
            ",
            "
            a.mkv: warning[unplayable-video]: the platform does not play `a.mkv`
            b.md:2:8: warning[unplayable-video]: the platform does not play `x.MKV`
            y.flv: warning[unplayable-video]: the platform does not play `y.flv`
            ",
        );
    }

    #[test]
    fn the_kinds_that_are_played_are_named() {
        let named = help(crate::platform::limits().played_videos.unwrap());
        assert_eq!(
            named.as_deref(),
            Some("convert it to `.mp4`; the platform also plays MOV, AVI, WEBM, WMV, OGV and M4V")
        );
    }

    #[test]
    fn what_is_played_is_for_the_limits_to_say() {
        let flv = CoursePath::root().child("y.flv");
        let limits = |played| Limits { played_videos: played, ..Limits::default() };
        for (played, unplayable) in [(None, false), (Some(&["flv"][..]), false), (Some(&["mp4"][..]), true)] {
            assert_eq!(is_unplayable_material(&flv, &limits(played)), unplayable, "{played:?}");
        }
    }

    #[test]
    fn what_the_platform_plays_is_fine() {
        check_course("a.md\na.M4V\nb.md\nb.webm\nc.md\nc.qt", "");
    }
}
