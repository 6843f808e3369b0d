//! The one video of a lesson, and which videos belong to a lesson at all (rule 9).

use std::borrow::Cow;
use std::collections::BTreeSet;

use url::Url;

use crate::course::{Address, CoursePath, Video, VideoFrom};
use crate::diagnostic::{Code, Diagnostic};
use crate::scanner::front_matter::{Spanned, VideoRef};
use crate::scanner::markdown::ReferenceKind;
use crate::scanner::page::Page;
use crate::scanner::plan::LessonSource;
use crate::scanner::tree::{DirId, FileId, FileKind, fold, natural_order};

use super::mentions::{Mention, Wanted};
use super::place::Spot;
use super::repair::Written;
use super::resolve::{Finder, Found, Search};
use super::stems::Stems;
use super::{Media, Sources, materials, target};

/// The videos that some page claims: named in its front matter or text, of its stem, or in its own
/// folder. The others are lessons of their own.
///
/// The layout asks this before there is a plan, so it knows of pages but not yet of lessons.
pub(crate) fn claimed_videos(sources: &Sources<'_>) -> BTreeSet<FileId> {
    let tree = sources.tree;
    let is_video = |file: &FileId| tree.files[*file].kind == FileKind::Video;
    let mut claimed = BTreeSet::new();
    if !(0..tree.files.len()).any(|file| is_video(&file)) {
        return claimed;
    }
    let finder = Finder::new(*sources);
    let stems = Stems::new(tree, &[]);
    for (id, page) in sources.pages.iter() {
        claimed.extend(named_videos(&finder, id, page));
        if let Some(owned) = stems.of(id) {
            claimed.extend(owned.files.iter().copied().filter(is_video));
            claimed.extend(owned.dirs.iter().flat_map(|&dir| tree.files_below(dir)).filter(is_video));
        }
    }
    claimed
}

fn named_videos(finder: &Finder<'_>, id: FileId, page: &Page) -> Vec<FileId> {
    let from = finder.from(id);
    let front = match &page.front.video {
        Some(Spanned { value: VideoRef::Path(path), .. }) => Some(path.as_str()),
        _ => None,
    };
    let materials = page.front.materials.iter().map(|material| material.value.target.as_str());
    let text = page.markdown.references.iter().map(|reference| reference.target.as_str());
    let mut videos = Vec::new();
    for target in front.into_iter().chain(materials).chain(text).filter(|target| !target::is_remote(target)) {
        // Most references are images and links to pages: not worth a search here.
        let is_named = is_video_name(target) || is_video_name(&target::path(target));
        if is_named && let Search::Found(Found::File { id: Some(id), .. }) = finder.file(from, target) {
            videos.push(id);
        } else if materials::is_glob(target) {
            let found = materials::matches(finder, from, target);
            videos.extend(found.iter().filter_map(|found| match found {
                Found::File { id: Some(id), .. } => Some(*id),
                _ => None,
            }));
        }
    }
    videos.retain(|&file| finder.sources.tree.files[file].kind == FileKind::Video);
    videos
}

fn is_video_name(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| FileKind::of(&extension.to_lowercase()) == FileKind::Video)
}

/// The video that was chosen, and the others that lie by the lesson.
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

impl<'a> Media<'a> {
    /// Chooses a lesson's video: the first that the front matter, the names, the folder, or the text
    /// give.
    pub(super) fn videos(
        &mut self,
        of: LessonSource,
        page: Option<&'a Page>,
        mentions: &[Mention],
    ) -> Videos {
        if let LessonSource::Video(file) = of {
            let chosen = self.walked_video(file).map(|video| (video, VideoFrom::Itself));
            return Videos { chosen, others: self.nearby(of).into_iter().map(|(file, _)| file).collect() };
        }
        let nearby = self.nearby(of);
        let front = page.and_then(|page| Some((page, page.front.video.as_ref()?)));
        let chosen = match front {
            // Whatever the author named: when it is not there, no other takes its place silently.
            Some((page, named)) => {
                let id = of.file();
                self.named_video(id, page, named).map(|video| (video, VideoFrom::FrontMatter))
            }
            None => self.nearest(of, &nearby).or_else(|| first_in_text(page?, mentions)),
        };
        let others = nearby.into_iter().map(|(file, _)| file);
        let mut videos = Videos { chosen, others: Vec::new() };
        let chosen = videos.local().cloned();
        let tree = self.sources.tree;
        videos.others = others.filter(|&file| Some(&tree.files[file].path) != chosen.as_ref()).collect();
        videos
    }

    /// The videos that lie by a lesson, with what makes them its own, in natural order.
    fn nearby(&self, of: LessonSource) -> Vec<(FileId, VideoFrom)> {
        let tree = self.sources.tree;
        let is_video = |file: &FileId| tree.files[*file].kind == FileKind::Video;
        let mut nearby: Vec<(FileId, VideoFrom)> = Vec::new();
        if let Some(owned) = self.known.stems.of(of.file()) {
            nearby.extend(owned.files.iter().copied().filter(is_video).map(|file| (file, VideoFrom::Stem)));
            let below = owned.dirs.iter().flat_map(|&dir| self.files_below(dir));
            nearby.extend(below.filter(is_video).map(|file| (file, VideoFrom::LessonFolder)));
        }
        match of {
            // An index file has the files of a whole category beside it: only its very name counts.
            LessonSource::Index(page) => nearby.retain(|&(file, from)| {
                from == VideoFrom::Stem
                    && fold(tree.files[file].path.stem()) == fold(tree.files[page].path.stem())
            }),
            LessonSource::Folder { folder, .. } => {
                for file in self.files_below(folder).into_iter().filter(is_video) {
                    if nearby.iter().all(|&(known, _)| known != file) {
                        nearby.push((file, VideoFrom::LessonFolder));
                    }
                }
            }
            LessonSource::File(_) | LessonSource::Video(_) => {}
        }
        nearby
    }

    /// Every file below a folder, in natural order of their paths.
    pub(super) fn files_below(&self, dir: DirId) -> Vec<FileId> {
        let tree = self.sources.tree;
        let mut files = tree.files_below(dir);
        files.sort_by(|&a, &b| natural_order(tree.files[a].path.as_str(), tree.files[b].path.as_str()));
        files
    }

    /// The video of the lesson's stem, else of its folder's name, else the only one in its folder.
    fn nearest(&mut self, of: LessonSource, nearby: &[(FileId, VideoFrom)]) -> Option<(Video, VideoFrom)> {
        if nearby.is_empty() {
            return None;
        }
        let tree = self.sources.tree;
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
        Some((self.walked_video(file)?, from))
    }

    fn walked_video(&mut self, id: FileId) -> Option<Video> {
        let path = &self.sources.tree.files[id].path;
        let found = Found::File { path: path.clone(), id: Some(id) };
        let path = self.files.show(&found, Spot::Whole(path))?;
        Some(Video::File(Address::Local(path)))
    }

    fn named_video(&mut self, id: FileId, page: &'a Page, named: &'a Spanned<VideoRef>) -> Option<Video> {
        let spot = Spot::In(&page.source, &named.span);
        let path = match &named.value {
            VideoRef::Embed(player) => return Some(Video::Embed(player.clone())),
            VideoRef::Url(url) => {
                self.say_foreign_video(url, spot);
                return Some(Video::File(Address::Remote(url.clone())));
            }
            VideoRef::Path(path) => path,
        };
        let from = self.finder_from(id);
        match self.finder.find(from, path, |_| true) {
            Search::Found(found) if self.finder.kind(&found) == Some(FileKind::Video) => {
                Some(Video::File(Address::Local(self.files.show(&found, spot)?)))
            }
            Search::Found(found) => {
                self.say_no_video(path, &found, spot);
                None
            }
            Search::Outside => {
                self.say_outside(from.folder, path, spot);
                None
            }
            Search::Missing(tried) => {
                self.say_missing(Some(page), Wanted::Video, (path, Written::Value), &tried, spot);
                None
            }
        }
    }

    fn say_no_video(&mut self, path: &str, found: &Found, spot: Spot<'_>) {
        let what = if matches!(found, Found::Dir { .. }) { "a folder" } else { "no video" };
        self.diagnostics.push(
            Diagnostic::new(Code::InvalidValue, format!("the video `{path}` is {what}"))
                .at(spot.place())
                .label("a video file is meant here")
                .help("name a file such as `.mp4`, `.mov` or `.webm`, or an address on the web"),
        );
    }

    fn say_foreign_video(&mut self, url: &str, spot: Spot<'_>) {
        if !is_hosted_by_platform(url) {
            self.diagnostics.push(
                Diagnostic::new(Code::ForeignVideo, "the platform drops videos that lie on other hosts")
                    .at(spot.place())
                    .label("not in the Media Library")
                    .help("put the video file into the course, or upload it by hand in the Media Library and use that address"),
            );
        }
    }

    /// Says once of each captions file of a claimed video that it stays behind.
    pub(super) fn say_captions(&mut self) {
        let tree = self.sources.tree;
        for (dir, node) in tree.dirs.iter().enumerate() {
            let captions: Vec<FileId> = tree.files_of_kind(dir, FileKind::Captions).collect();
            if captions.is_empty() {
                continue;
            }
            let used = node
                .files
                .iter()
                .filter(|&&file| tree.files[file].kind == FileKind::Video && self.files.is_used(file));
            let stems: BTreeSet<Cow<'_, str>> =
                used.map(|&file| fold(tree.files[file].path.stem())).collect();
            for file in captions {
                let path = &tree.files[file].path;
                // `intro.en.vtt` belongs to `intro.mp4`.
                let stem = fold(path.stem());
                let bare = stem.rsplit_once('.').map_or(stem.as_ref(), |(bare, _)| bare);
                if stems.contains(stem.as_ref()) || stems.contains(bare) {
                    self.diagnostics.push(
                        Diagnostic::new(Code::Captions, "captions cannot travel with a video")
                            .at(Spot::Whole(path).place())
                            .help("after the import, add them to the video on the platform"),
                    );
                }
            }
        }
    }
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

/// Whether the platform plays this address: it lies in its own media store.
fn is_hosted_by_platform(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let Some(host) = url.host_str() else { return false };
    let is_below =
        |domain: &str| host.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    host == "cdn.courses.apisystem.tech"
        || is_below("filesafe.space")
        || is_below("leadconnectorhq.com")
        || host == "storage.googleapis.com" && url.path().starts_with("/msgsndr")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_platforms_own_hosts_count_as_its_own() {
        for (url, expected) in [
            ("https://assets.cdn.filesafe.space/loc/media/1.mp4", true),
            ("https://storage.googleapis.com/msgsndr/loc/media/1.mp4", true),
            ("https://cdn.courses.apisystem.tech/memberships/1.mp4", true),
            ("https://services.leadconnectorhq.com/1.mp4", true),
            ("https://storage.googleapis.com/mine/1.mp4", false),
            ("https://notfilesafe.space/1.mp4", false),
            ("https://example.com/filesafe.space/1.mp4", false),
        ] {
            assert_eq!(is_hosted_by_platform(url), expected, "{url}");
        }
    }
}
