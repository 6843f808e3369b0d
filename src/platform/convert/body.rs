//! Converts the model to the platform's types, one function per type.
//!
//! The model is taken apart by name, without `..`: a new field does not compile until somebody has
//! decided what it means to the platform.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::model::{
    Address, Category, CategoryHead, Course, Instructor, Lesson, LessonKind, Material, Subcategory, Video,
    Visibility,
};
use crate::platform::import_v1::wire::{
    self, ContentType, ImportBody, InstructorDetails, Post, PostMaterial, Product, SubCategory,
};

use super::html::{self, AddressOf};

/// To hand so few lessons to another core takes longer than to convert them.
const FEW: usize = 64;

pub(super) fn body<'a>(
    course: &'a Course,
    address: AddressOf<'_, 'a>,
    location_id: &'a str,
    user_id: Option<&'a str>,
) -> ImportBody<'a> {
    ImportBody { location_id, user_id, products: vec![product(course, address)] }
}

fn product<'a>(course: &'a Course, address: AddressOf<'_, 'a>) -> Product<'a> {
    let Course { title, title_from: _, description, language: _, image, instructor, categories, files: _ } =
        course;
    let lessons: Vec<&Lesson> = course.lessons().collect();
    let posts = lessons.par_iter().with_min_len(FEW).map(|lesson| post(lesson, address));
    let mut posts = posts.collect::<Vec<_>>().into_iter();
    Product {
        title: title.as_str(),
        description,
        image_url: image.as_ref().map(|image| url(image, address)),
        categories: categories.iter().map(|each| category(each, &mut posts, address)).collect(),
        instructor_details: instructor.as_ref().map(instructor_details),
    }
}

fn instructor_details(instructor: &Instructor) -> InstructorDetails<'_> {
    let Instructor { name, description } = instructor;
    InstructorDetails { name, description }
}

/// Takes the posts of its lessons from `posts`.
fn category<'a>(
    category: &'a Category,
    posts: &mut impl Iterator<Item = Post<'a>>,
    address: AddressOf<'_, 'a>,
) -> wire::Category<'a> {
    let Category { head, lessons, subcategories } = category;
    let CategoryHead { id: _, path: _, title, visibility: shown, thumbnail, origins: _ } = head;
    wire::Category {
        title: title.as_str(),
        visibility: visibility(*shown),
        thumbnail_url: thumbnail.as_ref().map(|image| url(image, address)),
        posts: posts.by_ref().take(lessons.len()).collect(),
        sub_categories: subcategories.iter().map(|each| sub_category(each, posts, address)).collect(),
    }
}

fn sub_category<'a>(
    subcategory: &'a Subcategory,
    posts: &mut impl Iterator<Item = Post<'a>>,
    address: AddressOf<'_, 'a>,
) -> SubCategory<'a> {
    let Subcategory { head, lessons } = subcategory;
    let CategoryHead { id: _, path: _, title, visibility: shown, thumbnail, origins: _ } = head;
    SubCategory {
        title: title.as_str(),
        visibility: visibility(*shown),
        thumbnail_url: thumbnail.as_ref().map(|image| url(image, address)),
        posts: posts.by_ref().take(lessons.len()).collect(),
    }
}

fn post<'a>(lesson: &'a Lesson, address: AddressOf<'_, 'a>) -> Post<'a> {
    let Lesson {
        id: _,
        path: _,
        title,
        visibility: shown,
        kind,
        body,
        quiz,
        // The import has no field for it.
        assignment: _,
        video,
        materials,
        thumbnail,
        origins: _,
    } = lesson;
    let (bucket_video_url, player) = match video {
        Some(Video::File(file)) => (Some(url(file, address)), None),
        Some(Video::Embed(player)) => (None, Some((player.as_str(), title.as_str()))),
        None => (None, None),
    };
    let mut description = html::description(body, player, address);
    if let Some(quiz) = quiz {
        html::add_questions(&mut description, quiz);
    }
    Post {
        title: title.as_str(),
        visibility: visibility(*shown),
        thumbnail_url: thumbnail.as_ref().map(|image| url(image, address)),
        content_type: content_type(*kind),
        description,
        bucket_video_url,
        post_materials: materials.iter().map(|material| post_material(material, address)).collect(),
    }
}

fn post_material<'a>(material: &'a Material, address: AddressOf<'_, 'a>) -> PostMaterial<'a> {
    let Material { title, kind, address: file } = material;
    PostMaterial { title: title.as_str(), kind, url: url(file, address) }
}

fn url<'a>(file: &'a Address, address: AddressOf<'_, 'a>) -> Cow<'a, str> {
    match file {
        Address::Local(path) => address(path),
        Address::Remote(url) => Cow::Borrowed(url),
    }
}

fn visibility(visibility: Visibility) -> wire::Visibility {
    match visibility {
        Visibility::Published => wire::Visibility::Published,
        Visibility::Draft => wire::Visibility::Draft,
    }
}

fn content_type(kind: LessonKind) -> ContentType {
    match kind {
        LessonKind::Video => ContentType::Video,
        LessonKind::Assignment => ContentType::Assignment,
        LessonKind::Quiz => ContentType::Quiz,
    }
}
