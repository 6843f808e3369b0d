//! The files of an export.

use std::collections::BTreeSet;

use crate::diagnostic::Code;
use crate::model::Fit;
use crate::platform::limits;

use crate::pages::{self, Asset, Host as _, Index, Kind, Target};
use crate::preview::routes::Page;
use crate::preview::site::{Entry, LocalFile, Place, Snapshot, course_list};

/// A course ignores an export inside it.
const HIDDEN_FROM_COURSES: &str =
    "# Written by `coursedir preview --export`: an export is not part of a course.\n*\n";

/// Everything that is to be written, the first page first.
pub(super) struct Plan<'a> {
    snapshot: &'a Snapshot,
    pub outputs: Vec<Output<'a>>,
}

/// One file to be written.
pub(super) struct Output<'a> {
    /// Where, relative to the folder, with `/`.
    pub path: String,
    pub content: Content<'a>,
}

/// What is written.
pub(super) enum Content<'a> {
    CourseList,
    Page(&'a Entry, Page),
    Body(&'a Entry),
    /// A list or piece of what search looks through, by its name.
    Index(&'a Entry, String),
    Explanation(Code),
    Asset(Asset),
    File(&'a LocalFile),
    Text(&'static str),
}

impl Content<'_> {
    /// Whether it is a page to read.
    pub fn is_page(&self) -> bool {
        matches!(self, Self::CourseList | Self::Page(..) | Self::Explanation(_))
    }
}

impl<'a> Plan<'a> {
    /// Plans the pages of all courses.
    pub fn of(snapshot: &'a Snapshot) -> Self {
        let mut plan = Self { snapshot, outputs: Vec::new() };
        if snapshot.has_course_list {
            plan.add("index.html", Content::CourseList);
        }
        for entry in &snapshot.courses {
            plan.course(entry);
        }
        let findings = snapshot.courses.iter().flat_map(|entry| &entry.pages.findings);
        let codes: BTreeSet<Code> = findings.map(|finding| finding.code).collect();
        for code in codes {
            plan.add(&format!("explain/{code}.html"), Content::Explanation(code));
        }
        for asset in
            Asset::ALL.into_iter().filter(|asset| !matches!(asset, Asset::Live | Asset::Quiz | Asset::Author))
        {
            plan.add(&format!("assets/{}", asset.name()), Content::Asset(asset));
        }
        plan.add(".courseignore", Content::Text(HIDDEN_FROM_COURSES));
        // GitHub Pages takes everything as it is when this is there.
        plan.add(".nojekyll", Content::Text(""));
        plan
    }

    fn course(&mut self, entry: &'a Entry) {
        let place = place(self.snapshot, entry);
        let mut page = |target, page| self.add(&place.path(target), Content::Page(entry, page));
        page(Target::Course, Page::Course);
        page(Target::Source, Page::Source);
        page(Target::Findings, Page::Findings);
        for number in 0..entry.pages.lessons.len() {
            page(Target::Lesson(number), Page::Lesson(number));
            page(Target::LessonSource(number), Page::LessonSource(number));
        }
        self.add(&place.path(Target::Body), Content::Body(entry));
        let manifest = place.path(Target::Index);
        let folder = manifest.trim_end_matches("index.js").to_owned();
        self.add(&manifest, Content::Index(entry, "index".to_owned()));
        let names: Vec<String> =
            entry.index(place.context()).pieces().map(|(name, _)| name.to_owned()).collect();
        for name in names {
            self.add(&format!("{folder}{name}.js"), Content::Index(entry, name));
        }
        for file in entry.files().filter(|file| is_sendable(file)) {
            self.add(&format!("{}{}", entry.base, file.path), Content::File(file));
        }
    }

    fn add(&mut self, path: &str, content: Content<'a>) {
        self.outputs.push(Output { path: path.to_owned(), content });
    }

    /// The text of what is no file of a course.
    pub fn text(&self, content: &Content<'_>) -> String {
        match content {
            Content::CourseList => course_list(self.snapshot, &Kind::Static),
            Content::Page(entry, page) => {
                page.draw(place(self.snapshot, entry).context()).unwrap_or_default()
            }
            Content::Body(entry) => pages::body_text(place(self.snapshot, entry).context()) + "\n",
            Content::Index(entry, name) => {
                let place = place(self.snapshot, entry);
                let index = entry.index(place.context());
                let json = index.piece(name).map_or_else(|| index.manifest(), str::to_owned);
                Index::as_script(name, &json)
            }
            Content::Explanation(code) => {
                let nothing = Entry::default();
                pages::explanation(&place(self.snapshot, &nothing), *code)
            }
            Content::Asset(asset) => asset.text().to_owned(),
            Content::Text(text) => (*text).to_owned(),
            Content::File(_) => String::new(),
        }
    }
}

/// Whether an import would send a file: one that is too large for that, which a finding says, fills no disk.
fn is_sendable(file: &LocalFile) -> bool {
    let limits = limits();
    let is_video =
        mime_guess::from_path(&file.path).first_or_octet_stream().type_() == mime_guess::mime::VIDEO;
    let limit = if is_video { limits.video } else { limits.file };
    limit.is_none_or(|limit| limit.fit(file.bytes) != Fit::TooLarge)
}

fn place<'a>(snapshot: &'a Snapshot, entry: &'a Entry) -> Place<'a> {
    Place { snapshot, entry, kind: Kind::Static, author: None }
}
