//! The import body as the pages read it: plain JSON, in types of their own.
//!
//! [`Body::read`] takes the text of a body, whoever wrote it, and keeps it whole: what a page shows of
//! a lesson is read from the same bytes that are sent. A field that is missing is empty, and a field
//! that is not known stays in the text, so that nothing here fails on what a later version adds.

use std::ops::Range;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::text_facts::TextFacts;

/// One import body, with one course in it.
#[derive(Debug, Default, Clone)]
pub struct Body {
    text: String,
    /// Who receives the course.
    pub location: String,
    /// Who imports it.
    pub user: Option<String>,
    /// The course's title.
    pub title: String,
    /// Plain text.
    pub description: String,
    /// The address of its picture.
    pub image: Option<String>,
    /// Who teaches it.
    pub instructor: Option<Instructor>,
    /// In the order in which a learner meets them.
    pub sections: Vec<Section>,
    /// Every lesson, in the same order; sections hold ranges of it.
    pub lessons: Vec<Post>,
}

/// Who teaches a course.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Instructor {
    pub name: String,
    /// Plain text.
    pub description: String,
}

/// A category or sub-category.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Section {
    pub title: String,
    /// Whether only the author sees it.
    pub draft: bool,
    /// The address of its picture.
    pub thumbnail: Option<String>,
    /// Its own lessons, which come before those of its sub-categories.
    pub lessons: Range<usize>,
    /// Its sub-categories; these have none.
    pub inner: Vec<Section>,
}

/// A lesson in the body: where its JSON is, and what lists say of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where its JSON is in the body's text.
    pub json: Range<usize>,
    /// What lists say of it.
    pub head: Head,
}

/// What lists say of a lesson.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Head {
    pub title: String,
    /// Whether only the author sees it.
    pub draft: bool,
    /// What the platform makes of it.
    pub kind: Kind,
    /// The address of its video in the platform's own store.
    pub video: Option<String>,
    /// The address of its picture.
    pub thumbnail: Option<String>,
    /// How many downloads it has.
    pub materials: usize,
    /// What its text is like.
    pub text: TextFacts,
}

/// The platform's three kinds of lesson.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Assignment,
    Quiz,
    /// A video, a text, or both.
    #[default]
    #[serde(other)]
    Video,
}

/// All of a lesson.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Content {
    /// HTML that somebody wrote: to be cleaned before it is shown.
    pub description: String,
    /// The address of its video.
    pub bucket_video_url: Option<String>,
    /// The address of its picture.
    pub thumbnail_url: Option<String>,
    /// Its downloads.
    pub post_materials: Vec<Material>,
}

/// A download.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Material {
    /// What it is called.
    pub title: String,
    /// The platform's type, such as `pdf`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Where it is.
    pub url: String,
}

impl Body {
    /// Reads the text of a body; of several courses, the first.
    pub fn read(text: String) -> Result<Self, serde_json::Error> {
        let raw: RawBody<'_> = serde_json::from_str(&text)?;
        let RawBody { location_id, user_id, products } = raw;
        let mut body = Self { location: location_id, user: user_id, ..Self::default() };
        if let Some(product) = products.into_iter().next() {
            let RawProduct { title, description, image_url, categories, instructor_details } = product;
            body.title = title;
            body.description = description;
            body.image = image_url;
            body.instructor = instructor_details;
            let mut lessons = Vec::new();
            body.sections = categories
                .into_iter()
                .map(|raw| section(raw, &text, &mut lessons))
                .collect::<Result<_, _>>()?;
            body.lessons = lessons;
        }
        body.text = text;
        Ok(body)
    }

    /// The whole body as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The JSON of a lesson as written in the body.
    pub fn json(&self, lesson: usize) -> &str {
        self.lessons.get(lesson).and_then(|post| self.text.get(post.json.clone())).unwrap_or("{}")
    }
}

impl Head {
    /// Reads what lists say of a lesson.
    pub fn read(json: &str) -> Result<Self, serde_json::Error> {
        let raw: RawHead<'_> = serde_json::from_str(json)?;
        Ok(Self {
            title: raw.title,
            draft: raw.visibility == Visibility::Draft,
            kind: raw.content_type,
            video: raw.bucket_video_url,
            thumbnail: raw.thumbnail_url,
            materials: raw.post_materials.len(),
            text: raw.description.map(|json| TextFacts::of(json.get())).unwrap_or_default(),
        })
    }
}

impl Content {
    /// Reads all of a lesson; what cannot be read is empty.
    pub fn read(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }
}

impl Section {
    /// Its own lessons and those of its sub-categories.
    pub fn all_lessons(&self) -> Range<usize> {
        self.lessons.start..self.inner.last().map_or(self.lessons.end, |inner| inner.lessons.end)
    }
}

fn section(raw: RawSection<'_>, text: &str, lessons: &mut Vec<Post>) -> Result<Section, serde_json::Error> {
    let RawSection { title, visibility, thumbnail_url, posts, sub_categories } = raw;
    let first = lessons.len();
    for post in posts {
        let json = offset(text, post.get());
        lessons.push(Post { json, head: Head::read(post.get())? });
    }
    let own = first..lessons.len();
    let inner =
        sub_categories.into_iter().map(|raw| section(raw, text, lessons)).collect::<Result<_, _>>()?;
    let draft = visibility == Visibility::Draft;
    Ok(Section { title, draft, thumbnail: thumbnail_url, lessons: own, inner })
}

/// The position of `part` in `whole`, which it was borrowed from.
fn offset(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawBody<'a> {
    #[serde(default)]
    location_id: String,
    user_id: Option<String>,
    #[serde(borrow, default)]
    products: Vec<RawProduct<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawProduct<'a> {
    #[serde(default)]
    title: String,
    #[serde(default)]
    description: String,
    image_url: Option<String>,
    #[serde(borrow, default)]
    categories: Vec<RawSection<'a>>,
    instructor_details: Option<Instructor>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawSection<'a> {
    #[serde(default)]
    title: String,
    #[serde(default)]
    visibility: Visibility,
    thumbnail_url: Option<String>,
    #[serde(borrow, default)]
    posts: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    sub_categories: Vec<RawSection<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawHead<'a> {
    #[serde(default)]
    title: String,
    #[serde(borrow)]
    description: Option<&'a RawValue>,
    #[serde(default)]
    visibility: Visibility,
    #[serde(default)]
    content_type: Kind,
    bucket_video_url: Option<String>,
    thumbnail_url: Option<String>,
    #[serde(default)]
    post_materials: Vec<serde::de::IgnoredAny>,
}

#[derive(Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Visibility {
    Draft,
    #[default]
    #[serde(other)]
    Published,
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"locationId":"L","products":[{"title":"T","description":"D","categories":[
        {"title":"A","visibility":"draft","posts":[{"title":"one"},{"title":"two","visibility":"draft",
         "contentType":"quiz","bucketVideoUrl":"v","postMaterials":[{"title":"m","type":"pdf","url":"u"}]}],
         "subCategories":[{"title":"A1","posts":[{"title":"three","later":{"x":1}}]}]},
        {"title":"B","posts":[{"title":"four","contentType":"survey"}]}]}]}"#;

    #[test]
    fn lessons_are_numbered_through_and_a_categorys_own_come_first() {
        let body = Body::read(BODY.to_owned()).unwrap();
        let titles: Vec<&str> = body.lessons.iter().map(|post| post.head.title.as_str()).collect();
        assert_eq!(titles, ["one", "two", "three", "four"]);
        let [a, b] = &body.sections[..] else { panic!("{:?}", body.sections) };
        assert_eq!((a.lessons.clone(), a.inner[0].lessons.clone()), (0..2, 2..3));
        assert_eq!((a.all_lessons(), b.all_lessons()), (0..3, 3..4));
        assert!(a.draft && !b.draft);
    }

    #[test]
    fn a_lessons_json_is_the_bodys_own_bytes() {
        let body = Body::read(BODY.to_owned()).unwrap();
        assert_eq!(body.json(2), r#"{"title":"three","later":{"x":1}}"#);
        assert_eq!(body.json(99), "{}");
    }

    #[test]
    fn what_lists_say_is_read_and_what_is_unknown_does_no_harm() {
        let body = Body::read(BODY.to_owned()).unwrap();
        let head = &body.lessons[1].head;
        assert_eq!(
            (head.draft, head.kind, head.video.as_deref(), head.materials),
            (true, Kind::Quiz, Some("v"), 1)
        );
        assert_eq!(body.lessons[3].head.kind, Kind::Video);
        assert!(Body::read("{}".to_owned()).unwrap().lessons.is_empty());
        assert!(Body::read("[".to_owned()).is_err());
    }
}
