//! A course as its learners and its owner see it: for the sandbox's pages, and whole for tests.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::pages::{Question, Task};

use super::{
    call::Kind,
    course::Course,
    object::{MATERIALS, Object, QUESTIONS, VIDEO},
};

/// Returns the course in the shape of an import, which the pages read, and the ids of its lessons in that order.
pub(in crate::sandbox) fn product(course: &Course) -> (Value, Vec<String>) {
    let mut lessons = Vec::new();
    let view = View::of(course);
    let own = course.own().map(|own| &own.fields);
    let mut product = own.map(|own| renamed(own, COURSE)).unwrap_or_default();
    let categories: Vec<Value> =
        view.categories_below("").iter().map(|category| view.category(category, &mut lessons)).collect();
    product.insert("categories".to_owned(), Value::from(categories));
    let bio =
        |name: &str| own.and_then(|own| own.get("customizations")?.get(name)?.as_str()).unwrap_or_default();
    if !bio("instructorName").is_empty() || !bio("instructorBio").is_empty() {
        let details = json!({ "name": bio("instructorName"), "description": bio("instructorBio") });
        product.insert("instructorDetails".to_owned(), details);
    }
    (Value::Object(product), lessons)
}

/// Returns everything that the sandbox knows of a course, in order: what its calls show, and what they do not.
pub(in crate::sandbox) fn whole(course: &Course) -> Value {
    let view = View::of(course);
    let mut all = course.own().map(|own| everything(own)).unwrap_or_default();
    all.insert("locationId".to_owned(), json!(course.location));
    let categories: Vec<Value> =
        view.categories_below("").iter().map(|category| view.whole_category(category)).collect();
    all.insert("categories".to_owned(), Value::from(categories));
    Value::Object(all)
}

/// Returns the quiz or assignment of a lesson for its page, if it has one.
pub(in crate::sandbox) fn task(course: &Course, lesson: &str) -> Option<Task> {
    let of = |kind| course.below(kind, Some(lesson)).into_iter().next();
    let object = of(Kind::Quiz).or_else(|| of(Kind::Assignment))?;
    let text = |name: &str| object.text(name).unwrap_or_default().to_owned();
    let mut notes: Vec<String> =
        [("passMessage", "Passed: "), ("failMessage", "Failed: "), ("confirmMessage", "Done: ")]
            .iter()
            .map(|(name, word)| (text(name), word))
            .filter(|(said, _)| !said.is_empty())
            .map(|(said, word)| format!("{word}{said}"))
            .collect();
    if object.fields.get("requiredPassingGrade") == Some(&json!(true)) {
        notes.push(format!("Passing grade: {} %", object.fields.get("passingGrade").unwrap_or(&Value::Null)));
    }
    let questions = object.unseen.get(QUESTIONS).and_then(Value::as_array).into_iter().flatten();
    Some(Task {
        title: text("title"),
        introduction: text("introduction"),
        notes,
        questions: questions.map(question).collect(),
    })
}

fn question(question: &Value) -> Question {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let options = question["options"].as_array().into_iter().flatten();
    Question {
        title: text(&question["title"]),
        explanation: text(&question["explanation"]),
        options: options.map(|option| (text(&option["text"]), option["isCorrect"] == true)).collect(),
    }
}

const COURSE: &[(&str, &str)] =
    &[("title", "title"), ("description", "description"), ("posterImage", "imageUrl")];
const CATEGORY: &[(&str, &str)] =
    &[("title", "title"), ("visibility", "visibility"), ("posterImage", "thumbnailUrl")];
const LESSON: &[(&str, &str)] = &[
    ("title", "title"),
    ("visibility", "visibility"),
    ("posterImage", "thumbnailUrl"),
    ("contentType", "contentType"),
    ("description", "description"),
];

struct View<'a> {
    categories: Groups<'a>,
    lessons: Groups<'a>,
    quizzes: Groups<'a>,
    assignments: Groups<'a>,
}

type Groups<'a> = BTreeMap<&'a str, Vec<&'a std::sync::Arc<Object>>>;

impl<'a> View<'a> {
    fn of(course: &'a Course) -> Self {
        Self {
            categories: course.grouped(Kind::Category),
            lessons: course.grouped(Kind::Lesson),
            quizzes: course.grouped(Kind::Quiz),
            assignments: course.grouped(Kind::Assignment),
        }
    }

    fn categories_below(&self, parent: &str) -> &[&'a std::sync::Arc<Object>] {
        self.categories.get(parent).map_or(&[], Vec::as_slice)
    }

    fn category(&self, category: &Object, lessons: &mut Vec<String>) -> Value {
        let mut fields = renamed(&category.fields, CATEGORY);
        let posts = self.lessons.get(category.id.as_str()).into_iter().flatten().map(|lesson| {
            lessons.push(lesson.id.clone());
            post(lesson)
        });
        let posts: Vec<Value> = posts.collect();
        if !posts.is_empty() {
            fields.insert("posts".to_owned(), Value::from(posts));
        }
        if category.parent().is_none() {
            let below = self.categories_below(&category.id).iter().map(|inner| self.category(inner, lessons));
            let below: Vec<Value> = below.collect();
            if !below.is_empty() {
                fields.insert("subCategories".to_owned(), Value::from(below));
            }
        }
        Value::Object(fields)
    }

    fn whole_category(&self, category: &Object) -> Value {
        let mut all = everything(category);
        let lessons: Vec<Value> = self
            .lessons
            .get(category.id.as_str())
            .into_iter()
            .flatten()
            .map(|lesson| self.whole_lesson(lesson))
            .collect();
        all.insert("lessons".to_owned(), Value::from(lessons));
        if category.parent().is_none() {
            let below: Vec<Value> =
                self.categories_below(&category.id).iter().map(|inner| self.whole_category(inner)).collect();
            all.insert("categories".to_owned(), Value::from(below));
        }
        Value::Object(all)
    }

    fn whole_lesson(&self, lesson: &Object) -> Value {
        let mut all = everything(lesson);
        for (name, group) in [("quiz", &self.quizzes), ("assignment", &self.assignments)] {
            if let Some(only) = group.get(lesson.id.as_str()).and_then(|group| group.first()) {
                all.insert(name.to_owned(), Value::Object(everything(only)));
            }
        }
        Value::Object(all)
    }
}

/// These fields under their names in an import, where they hold something.
fn renamed(fields: &Map<String, Value>, names: &[(&str, &str)]) -> Map<String, Value> {
    let held = names.iter().filter_map(|(ours, theirs)| Some((*theirs, fields.get(*ours)?)));
    held.filter(|(_, value)| !value.is_null())
        .map(|(theirs, value)| (theirs.to_owned(), value.clone()))
        .collect()
}

fn post(lesson: &Object) -> Value {
    let mut fields = renamed(&lesson.fields, LESSON);
    fields.extend(renamed(&lesson.unseen, &[(VIDEO, "bucketVideoUrl"), (MATERIALS, "postMaterials")]));
    Value::Object(fields)
}

fn everything(object: &Object) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("id".to_owned(), json!(object.id));
    all.extend(object.fields.clone());
    for name in [VIDEO, MATERIALS, QUESTIONS] {
        if let Some(value) = object.unseen.get(name) {
            all.insert(name.to_owned(), value.clone());
        }
    }
    all
}
