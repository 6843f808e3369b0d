//! The texts of `outline --explain`: which rule decided.

use crate::model::{KindFrom, OrderFrom, Origins, TitleFrom, VideoFrom, VisibilityFrom};

/// Every decision about a lesson or category, on one line.
pub(super) fn all(origins: &Origins) -> String {
    let Origins { title: title_from, order: order_from, visibility, kind, video } = origins;
    let mut said = vec![title(*title_from).to_owned(), order(order_from)];
    said.extend(visibility_words(*visibility).map(str::to_owned));
    said.extend(kind.and_then(kind_words).map(str::to_owned));
    said.extend(video.map(|from| video_words(from).to_owned()));
    said.join("; ")
}

/// Where a title comes from.
pub(super) fn title(from: TitleFrom) -> &'static str {
    match from {
        TitleFrom::Settings => "title from `course.yaml`",
        TitleFrom::FrontMatter => "title from front matter",
        TitleFrom::Heading => "title from a heading",
        TitleFrom::Navigation => "title from the navigation",
        TitleFrom::CategoryFile => "title from the folder's category file",
        TitleFrom::FileName => "title from the file name",
        TitleFrom::FolderName => "title from the folder name",
        TitleFrom::RootCategory => "title from `root_category`",
        TitleFrom::CourseTitle => "title of the course (for lessons outside categories)",
    }
}

fn order(from: &OrderFrom) -> String {
    match from {
        OrderFrom::Contents => "order from `contents`".to_owned(),
        OrderFrom::Navigation(file) => format!("order from `{file}`"),
        OrderFrom::FrontMatter(key) => format!("order from front matter (`{key}`)"),
        OrderFrom::CategoryFile => "order from the folder's category file".to_owned(),
        OrderFrom::NameNumber(number) => format!("order from its name (`{number}`)"),
        OrderFrom::IndexLinks => "order from the links in the index file".to_owned(),
        OrderFrom::Date => "order by date".to_owned(),
        OrderFrom::Name => "order by name".to_owned(),
        OrderFrom::Index => "first, as the index file".to_owned(),
    }
}

fn visibility_words(from: VisibilityFrom) -> Option<&'static str> {
    match from {
        VisibilityFrom::FrontMatter => Some("visibility from front matter"),
        VisibilityFrom::Date => Some("visibility from a date"),
        VisibilityFrom::Cascade => Some("visibility from `cascade` of its section"),
        VisibilityFrom::Configuration => Some("visibility from the configuration of a website"),
        VisibilityFrom::CategoryFile => Some("visibility from the folder's category file"),
        VisibilityFrom::Category => Some("visibility from its category"),
        VisibilityFrom::Settings => Some("visibility from `defaults`"),
        VisibilityFrom::Flag => Some("visibility from `--draft`"),
        VisibilityFrom::Default => None,
    }
}

fn kind_words(from: KindFrom) -> Option<&'static str> {
    match from {
        KindFrom::FrontMatter => Some("type from front matter"),
        KindFrom::Name => Some("type from its name"),
        KindFrom::Settings => Some("type from `defaults`"),
        KindFrom::Default => None,
    }
}

fn video_words(from: VideoFrom) -> &'static str {
    match from {
        VideoFrom::FrontMatter => "video from front matter",
        VideoFrom::Stem => "video with the same name",
        VideoFrom::LessonFolder => "the only video in the lesson's folder",
        VideoFrom::Body => "first video in the text",
        VideoFrom::Itself => "the video is the lesson",
    }
}
