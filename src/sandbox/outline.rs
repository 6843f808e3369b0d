//! An imported course as its pages need it: sections in order, lessons numbered through.

use serde_json::Value;

/// The sections of a course, and its lessons in the order in which a learner meets them.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) sections: Vec<Section<'a>>,
    pub(super) lessons: Vec<Lesson<'a>>,
}

/// A category or sub-category.
#[derive(Debug)]
pub(super) struct Section<'a> {
    pub(super) title: &'a str,
    pub(super) draft: bool,
    pub(super) lessons: Vec<Lesson<'a>>,
    pub(super) inner: Vec<Section<'a>>,
}

/// A lesson and its number, counted from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lesson<'a> {
    pub(super) number: usize,
    pub(super) post: &'a Value,
    pub(super) draft: bool,
}

impl<'a> Outline<'a> {
    /// Reads the outline of one of an import's products.
    pub(super) fn of(product: &'a Value) -> Self {
        let mut outline = Self::default();
        outline.sections =
            items(product, "categories").iter().map(|category| outline.section(category)).collect();
        outline
    }

    fn section(&mut self, section: &'a Value) -> Section<'a> {
        Section {
            title: text(section, "title"),
            draft: is_draft(section),
            // A category's own lessons come before its sub-categories.
            lessons: items(section, "posts").iter().map(|post| self.lesson(post)).collect(),
            inner: items(section, "subCategories").iter().map(|inner| self.section(inner)).collect(),
        }
    }

    fn lesson(&mut self, post: &'a Value) -> Lesson<'a> {
        let lesson = Lesson { number: self.lessons.len() + 1, post, draft: is_draft(post) };
        self.lessons.push(lesson);
        lesson
    }
}

/// Returns a field's text, or nothing when it has none.
pub(super) fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

fn is_draft(value: &Value) -> bool {
    text(value, "visibility") == "draft"
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lessons_are_numbered_through_and_a_categorys_own_come_first() {
        let post = |title: &str| json!({ "title": title });
        let product = json!({ "categories": [
            { "title": "A", "visibility": "draft", "subCategories": [{ "posts": [post("three")] }],
              "posts": [post("one"), post("two")] },
            { "title": "B", "posts": [post("four")] },
        ]});
        let outline = Outline::of(&product);
        let lessons: Vec<_> =
            outline.lessons.iter().map(|lesson| (lesson.number, text(lesson.post, "title"))).collect();
        assert_eq!(lessons, [(1, "one"), (2, "two"), (3, "three"), (4, "four")]);
        assert!(outline.sections[0].draft && !outline.sections[1].draft);
        assert_eq!(outline.sections[0].inner[0].lessons[0].number, 3);
    }
}
