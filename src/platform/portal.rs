//! The addresses that learners have of lessons.
//!
//! No document of the platform names them. They are as seen in the addresses of four public lessons:
//! `https://HOST/courses/products/COURSE/categories/CATEGORY/posts/LESSON`, and without `/courses` on some hosts.

use super::courses_v3::Id;
use crate::model::Portal;

/// What every such address has in common.
const PRODUCTS: &str = "products";

/// What most hosts have in front of it.
const COURSES: &str = "courses";

/// The address of a lesson. `category` is the category that it is directly in.
///
/// What a portal's path holds up to `/products` is taken as it is, and what follows is cut off: so an author can copy
/// the address of any lesson. A path without it ends with `/courses`, or gets that.
pub fn lesson_address(portal: &Portal, course: &Id, category: &Id, lesson: &Id) -> String {
    format!("{}/{course}/categories/{category}/posts/{lesson}", products(portal))
}

/// The address that the courses of a portal are below.
fn products(portal: &Portal) -> String {
    let mut segments: Vec<&str> = portal.segments().collect();
    if let Some(at) = segments.iter().position(|segment| *segment == PRODUCTS) {
        segments.truncate(at);
    } else if segments.last() != Some(&COURSES) {
        segments.push(COURSES);
    }
    segments.push(PRODUCTS);
    format!("{}/{}", portal.origin(), segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(portal: &str, expected: &str) {
        let id = |text: &str| Id::new(text).unwrap();
        let portal = Portal::new(portal).unwrap();
        let address = lesson_address(&portal, &id("c1"), &id("a2"), &id("l3"));
        assert_eq!(address, format!("{expected}/c1/categories/a2/posts/l3"));
    }

    #[test]
    fn a_host_is_enough() {
        check("https://learn.example", "https://learn.example/courses/products");
        check("https://learn.example/", "https://learn.example/courses/products");
        check("http://127.0.0.1:4280", "http://127.0.0.1:4280/courses/products");
    }

    #[test]
    fn a_path_leads_to_where_the_courses_are() {
        check("https://learn.example/courses/", "https://learn.example/courses/products");
        check("https://learn.example/school", "https://learn.example/school/courses/products");
        check("https://learn.example/products", "https://learn.example/products");
        check("https://learn.example/products/9/categories/8/posts/7", "https://learn.example/products");
        check("https://learn.example/a/courses/products/9", "https://learn.example/a/courses/products");
    }
}
