//! The one video of a lesson, and further videos next to it (rule 9).

use url::Url;

use crate::diagnostic::{Code, Diagnostic};
use crate::front_matter::{Spanned, VideoRef};
use crate::markdown::ReferenceKind;
use crate::model::{Address, CoursePath, Limits, Video, VideoFrom};
use crate::source::files::tree::{FileId, FileKind, fold};
use crate::source::page::Page;
use crate::source::plan::LessonSource;

use super::context::{Collected, Context};
use super::lazy_place::LazyPlace;
use super::mentions::Mention;
use super::missing::{Wanted, outside_course, report_missing};
use super::ownership::files_below;
use super::repair::Written;
use super::resolve::{Located, Search};

/// The video that was chosen, and the others next to the lesson.
#[derive(Default)]
pub(super) struct Videos {
    pub chosen: Option<(Video, VideoFrom)>,
    /// Local videos of the lesson's stem or folder that were not chosen.
    pub others: Vec<FileId>,
}

impl Videos {
    /// The local file that was chosen.
    pub fn local(&self) -> Option<&CoursePath> {
        match &self.chosen {
            Some((Video::File(Address::Local(path)), _)) => Some(path),
            _ => None,
        }
    }
}

/// Chooses a lesson's video: the first that the front matter, the names, the folder, or the text
/// give.
pub(super) fn videos(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    of: LessonSource,
    page: Option<&Page>,
    mentions: &[Mention],
) -> Videos {
    if let LessonSource::Video(file) = of {
        let chosen = walked_video(context, collected, file).map(|video| (video, VideoFrom::Itself));
        return Videos { chosen, others: nearby(context, of).into_iter().map(|(file, _)| file).collect() };
    }
    let nearby = nearby(context, of);
    let front = page.and_then(|page| Some((page, page.front.video.as_ref()?)));
    let chosen = match front {
        // Whatever the author named: when it is not there, no other takes its place silently.
        Some((page, named)) => {
            let id = of.file();
            named_video(context, collected, id, page, named).map(|video| (video, VideoFrom::FrontMatter))
        }
        None => nearest(context, collected, of, &nearby).or_else(|| first_in_text(page?, mentions)),
    };
    let others = nearby.into_iter().map(|(file, _)| file);
    let mut videos = Videos { chosen, others: Vec::new() };
    let chosen = videos.local().cloned();
    let tree = context.sources.tree;
    // Another format of a video that the text shows is no download.
    let is_named = |file: FileId| mentions.contains(&Mention::Named(file));
    videos.others =
        others.filter(|&file| Some(&tree.files[file].path) != chosen.as_ref() && !is_named(file)).collect();
    videos
}

/// The videos next to a lesson, with what makes them its own, in natural order.
fn nearby(context: &Context<'_>, of: LessonSource) -> Vec<(FileId, VideoFrom)> {
    let tree = context.sources.tree;
    let is_video = |file: &FileId| tree.files[*file].kind == FileKind::Video;
    let mut nearby: Vec<(FileId, VideoFrom)> = Vec::new();
    if let Some(owned) = context.lookups.ownership.of(of.file()) {
        nearby.extend(owned.files.iter().copied().filter(is_video).map(|file| (file, VideoFrom::Stem)));
        let below = owned.dirs.iter().flat_map(|&dir| files_below(tree, dir));
        nearby.extend(below.filter(is_video).map(|file| (file, VideoFrom::LessonFolder)));
    }
    match of {
        // An index file has the files of a whole category next to it: only its very name counts.
        LessonSource::Index(page) => nearby.retain(|&(file, from)| {
            from == VideoFrom::Stem
                && fold(tree.files[file].path.stem()) == fold(tree.files[page].path.stem())
        }),
        LessonSource::Folder { folder, .. } => {
            for file in files_below(tree, folder).into_iter().filter(is_video) {
                if nearby.iter().all(|&(known, _)| known != file) {
                    nearby.push((file, VideoFrom::LessonFolder));
                }
            }
        }
        LessonSource::File(_)
        | LessonSource::Video(_)
        | LessonSource::Sound(_)
        | LessonSource::Questions(_) => {}
    }
    nearby
}

/// The video of the lesson's stem, else of its folder's name, else the only one in its folder.
fn nearest(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    of: LessonSource,
    nearby: &[(FileId, VideoFrom)],
) -> Option<(Video, VideoFrom)> {
    if nearby.is_empty() {
        return None;
    }
    let tree = context.sources.tree;
    let named = |name: &str| {
        let name = fold(name);
        nearby.iter().copied().find(|&(file, _)| fold(tree.files[file].path.stem()) == name)
    };
    let of_folder = match of {
        LessonSource::Folder { folder, .. } => named(tree.dirs[folder].path.name()),
        _ => None,
    };
    let (file, from) = named(tree.files[of.file()].path.stem())
        .or_else(|| nearby.iter().copied().find(|&(_, from)| from == VideoFrom::Stem))
        .or(of_folder)
        .or(if let [only] = nearby { Some(*only) } else { None })?;
    Some((walked_video(context, collected, file)?, from))
}

fn walked_video(context: &Context<'_>, collected: &mut Collected<'_>, id: FileId) -> Option<Video> {
    let path = &context.sources.tree.files[id].path;
    let found = Located::File { path: path.clone(), id: Some(id) };
    let path = collected.assets.show(&found, LazyPlace::Whole(path))?;
    Some(Video::File(Address::Local(path)))
}

fn named_video(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    id: FileId,
    page: &Page,
    named: &Spanned<VideoRef>,
) -> Option<Video> {
    let place = LazyPlace::In(&page.source, &named.span);
    let path = match &named.value {
        VideoRef::Embed(player) => return Some(Video::Embed(player.clone())),
        VideoRef::Url(url) => {
            collected.diagnostics.extend(foreign_video(context, url, place));
            return Some(Video::File(Address::Remote(url.clone())));
        }
        VideoRef::Path(path) => path,
    };
    let from = context.sources.link_base(id);
    match context.finder.find(from, path, |_| true) {
        Search::Found(found) if context.finder.kind(&found) == Some(FileKind::Video) => {
            Some(Video::File(Address::Local(collected.assets.show(&found, place)?)))
        }
        Search::Found(found) => {
            collected.diagnostics.push(no_video(path, &found, place));
            None
        }
        Search::Outside => {
            collected.diagnostics.push(outside_course(context, Wanted::Video, from, path, place));
            None
        }
        Search::Missing(tried) => {
            let target = (from, path.as_str(), Written::Value);
            report_missing(context, collected, Some(page), Wanted::Video, target, &tried, place);
            None
        }
    }
}

fn no_video(path: &str, found: &Located, place: LazyPlace<'_>) -> Diagnostic {
    let what = if matches!(found, Located::Dir { .. }) { "a folder" } else { "not a video" };
    Diagnostic::new(Code::InvalidValue, format!("the video `{path}` is {what}"))
        .at(place.place())
        .label("must be a video file")
        .help("write the path of an `.mp4`, `.mov` or `.webm` file, or a web address")
}

fn foreign_video(context: &Context<'_>, url: &str, place: LazyPlace<'_>) -> Option<Diagnostic> {
    let Limits { video_hosts, media_library, .. } = context.lookups.limits;
    let found = || {
        let finding = Diagnostic::new(Code::UnsupportedVideoHost, "the platform drops videos from this host")
            .at(place.place());
        match media_library {
            Some(library) => finding.label(format!("not in the {library}")).help(format!(
                "copy the video file into the course, or upload it manually to the {library} and use its address"
            )),
            None => finding.help("copy the video file into the course"),
        }
    };
    let hosts = video_hosts?;
    let url = Url::parse(url).ok();
    let is_known = url.is_some_and(|url| hosts.iter().any(|host| host.holds(&url)));
    (!is_known).then(found)
}

fn first_in_text(page: &Page, mentions: &[Mention]) -> Option<(Video, VideoFrom)> {
    let videos = page.markdown.references.iter().zip(mentions);
    videos.filter(|(reference, _)| reference.kind == ReferenceKind::Video).find_map(|(_, mention)| {
        match mention {
            Mention::File { path, .. } => Some((Video::File(Address::Local(path.clone())), VideoFrom::Body)),
            _ => None,
        }
    })
}
