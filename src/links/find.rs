//! Lists the web addresses that a course refers to.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use crate::html::tokens::{Token, Tokens, decode};
use crate::model::{Address, Body, CategoryHead, Course, CoursePath, Lesson, Video};

/// Each address, without its fragment, and the files that hold it.
pub type Addresses = BTreeMap<String, BTreeSet<CoursePath>>;

/// Adds every address of a course to a list: images, videos, materials, and links of the lessons.
pub fn find(course: &Course) -> Addresses {
    let mut found = Addresses::new();
    let mut add = |address: &str, file: &CoursePath| {
        if let Some(address) = clean(address) {
            found.entry(address).or_default().insert(file.clone());
        }
    };
    if let Some(Address::Remote(address)) = &course.image {
        add(address, &CoursePath::root());
    }
    for category in &course.categories {
        head(&category.head, &mut add);
        category.subcategories.iter().for_each(|subcategory| head(&subcategory.head, &mut add));
    }
    course.lessons().for_each(|it| lesson(it, &mut add));
    found
}

fn head(head: &CategoryHead, add: &mut impl FnMut(&str, &CoursePath)) {
    if let Some(Address::Remote(address)) = &head.thumbnail {
        add(address, &head.path);
    }
}

fn lesson(lesson: &Lesson, add: &mut impl FnMut(&str, &CoursePath)) {
    let materials = lesson.materials.iter().map(|material| &material.address);
    for address in materials.chain(&lesson.thumbnail) {
        if let Address::Remote(address) = address {
            add(address, &lesson.path);
        }
    }
    match &lesson.video {
        Some(Video::File(Address::Remote(address)) | Video::Embed(address)) => add(address, &lesson.path),
        Some(Video::File(Address::Local(_))) | None => {}
    }
    attributes(&lesson.body, |address| add(address, &lesson.path));
}

/// An address as it is asked for: `http` or `https`, without its fragment.
fn clean(address: &str) -> Option<String> {
    let address = address.trim();
    let address =
        address.strip_prefix("//").map_or_else(|| address.to_owned(), |rest| format!("https://{rest}"));
    let is_web = Url::parse(&address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    let bare = address.split('#').next().unwrap_or_default();
    is_web.then(|| bare.to_owned())
}

/// Hands over what the attributes of a finished body lead to.
fn attributes(body: &Body, mut take: impl FnMut(&str)) {
    for token in Tokens::new(&body.html()) {
        let Token::Start(tag) = token else { continue };
        let addresses =
            tag.attributes.iter().filter(|it| matches!(it.name, "src" | "href" | "poster" | "data"));
        addresses.for_each(|attribute| take(&decode(attribute.value)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_in_tags_and_not_in_text() {
        let html = "<p title=\"a > b\"><a href=\"https://a.b/?x=1&amp;y=2\">x</a> src=\"https://no.no\" \
                    <img src=\"https://a.b/c.png\" alt=\"\"> &lt;a href=\"https://no.no\"&gt; <br> a < b";
        let mut found = Vec::new();
        attributes(&Body::from_html(html.to_owned()), |address| found.push(address.to_owned()));
        assert_eq!(found, ["https://a.b/?x=1&y=2", "https://a.b/c.png"]);
    }

    #[test]
    fn only_addresses_on_the_web_are_asked_and_places_in_a_page_are_one() {
        for (address, expected) in [
            ("https://a.b/c#d", Some("https://a.b/c")),
            ("//a.b/c", Some("https://a.b/c")),
            ("HTTP://a.b", Some("HTTP://a.b")),
            ("mailto:a@b.c", None),
            ("data:image/png;base64,AA", None),
            ("#part", None),
            ("https://", None),
        ] {
            assert_eq!(clean(address).as_deref(), expected, "{address}");
        }
    }
}
