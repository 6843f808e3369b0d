//! stub
use super::{front_matter::Spanned, page::Page, plan::*, tree::*};
use crate::course::*;
use crate::diagnostic::*;
use crate::fs::Root;
use std::collections::{BTreeMap, BTreeSet};
#[derive(Clone, Copy)]
pub(crate) struct Sources<'a> {
    pub root: &'a Root,
    pub tree: &'a Tree,
    pub pages: &'a BTreeMap<FileId, Page>,
}
pub(crate) struct Media<'a>(Sources<'a>);
pub(crate) fn claimed_videos(_: &Sources<'_>) -> BTreeSet<FileId> {
    BTreeSet::new()
}
impl<'a> Media<'a> {
    pub fn new(s: Sources<'a>, _: &Plan, _: &[Code]) -> Self {
        Self(s)
    }
    pub fn course_image(&mut self, _: Option<(&Source, &Spanned<String>)>) -> Option<Address> {
        None
    }
    pub fn head(&mut self, h: &HeadPlan) -> CategoryHead {
        CategoryHead {
            id: String::new(),
            path: self.0.tree.dirs[h.dir].path.clone(),
            title: h.title.clone(),
            visibility: h.visibility,
            thumbnail: None,
            origins: Origins {
                title: h.title_from,
                order: h.order.clone(),
                visibility: h.visibility_from,
                kind: None,
                video: None,
            },
        }
    }
    pub fn lesson(&mut self, l: &LessonPlan) -> Lesson {
        let f = match l.of {
            LessonSource::File(f) | LessonSource::Index(f) | LessonSource::Video(f) => f,
            LessonSource::Folder { page, .. } => page,
        };
        Lesson {
            id: String::new(),
            path: self.0.tree.files[f].path.clone(),
            title: l.title.clone(),
            visibility: l.visibility,
            kind: l.kind,
            body: Body::default(),
            video: None,
            materials: vec![],
            thumbnail: None,
            origins: Origins {
                title: l.title_from,
                order: l.order.clone(),
                visibility: l.visibility_from,
                kind: Some(l.kind_from),
                video: None,
            },
        }
    }
    pub fn finish(self) -> (BTreeMap<CoursePath, LocalFile>, Vec<Diagnostic>) {
        Default::default()
    }
}
