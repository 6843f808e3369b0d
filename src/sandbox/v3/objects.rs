//! Reading, making, changing and deleting the objects of a course, and their lists.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    answer,
    asked::Asked,
    call::Kind,
    check,
    object::{CATEGORY_ID, PARENT, POSITION},
    readings::DeleteCategory,
    references, update,
};
use crate::sandbox::{api_error::ApiError, platform::Platform};

/// Lists every category of a course, sub-categories among them.
pub(super) fn categories(platform: &Platform, asked: &Asked) -> Result<Value, ApiError> {
    let course = asked.listed(platform)?;
    Ok(json!({ "categories": answer::list(course.categories(), asked.choices()) }))
}

/// Lists the lessons of a course, or of one category.
pub(super) fn lessons(platform: &Platform, asked: &Asked) -> Result<Value, ApiError> {
    let course = asked.listed(platform)?;
    let shown = if let Some(category) = asked.query.get(CATEGORY_ID) {
        if !check::is_uuid(category) {
            return Err(check::invalid(CATEGORY_ID, "must be a UUID", asked.choices()));
        }
        asked
            .course(platform)?
            .get(Kind::Category, category)
            .ok_or_else(|| ApiError::not_found(Kind::Category.word()))?;
        answer::list(course.below(Kind::Lesson, Some(category)), asked.choices())
    } else {
        let mut groups = course.grouped(Kind::Lesson);
        let categories = course.categories();
        let lessons = categories.iter().flat_map(|it| groups.remove(it.id.as_str()).unwrap_or_default());
        answer::list(lessons.collect::<Vec<_>>(), asked.choices())
    };
    Ok(json!({ "lessons": shown }))
}

/// Reads one object.
pub(super) fn get(platform: &Platform, asked: &Asked, kind: Kind) -> Result<Value, ApiError> {
    let course = asked.course(platform)?;
    let object = course.get(kind, asked.id(kind)).ok_or_else(|| ApiError::not_found(kind.word()))?;
    Ok(answer::object(object, asked.choices()))
}

/// Makes a category or lesson.
pub(super) fn create(platform: &Platform, mut asked: Asked, kind: Kind) -> Result<Value, ApiError> {
    asked.course(platform)?;
    let choices = asked.readings.choices;
    let fields = check::body(asked.body.take(), kind, true, &choices)?;
    let now = platform.portal.now();
    platform.portal.change(asked.id(Kind::Course), &asked.readings, |course| {
        let mut fields = fields;
        let above = if kind == Kind::Category { PARENT } else { CATEGORY_ID };
        let parent = fields.get(above).and_then(Value::as_str);
        let next = course.next_position(kind, parent, choices.first_position());
        fields.entry(POSITION).or_insert_with(|| json!(next));
        let new = update::new(kind, String::new(), fields, now, platform, &choices)?;
        references::check(course, &new, &|_| true, &choices)?;
        let id = course.add(kind, new.fields, now);
        let made = course.any(&id).ok_or_else(|| ApiError::not_found(kind.word()))?;
        Ok(answer::object(made, &choices))
    })
}

/// Changes an object.
pub(super) fn update(platform: &Platform, mut asked: Asked, kind: Kind) -> Result<Value, ApiError> {
    let own = asked.course(platform)?;
    let id = asked.id(kind).to_owned();
    let choices = asked.readings.choices;
    own.get(kind, &id).ok_or_else(|| ApiError::not_found(kind.word()))?;
    let sent = check::body(asked.body.take(), kind, false, &choices)?;
    let names: Vec<String> = sent.keys().cloned().collect();
    platform.portal.change(&own.id, &asked.readings, |course| {
        let old = course.get(kind, &id).ok_or_else(|| ApiError::not_found(kind.word()))?;
        let mut object = (**old).clone();
        update::lay(&mut object, sent, platform, &asked.readings)?;
        references::check(course, &object, &|field| names.iter().any(|name| name == field), &choices)?;
        let shown = answer::object(&object, &choices);
        course.put(object);
        Ok(shown)
    })
}

/// Deletes an object and what is below it.
pub(super) fn delete(platform: &Platform, asked: &Asked, kind: Kind) -> Result<(), ApiError> {
    let own = asked.course(platform)?;
    platform.portal.change(&own.id, &asked.readings, |course| {
        let id = asked.id(kind);
        course.get(kind, id).ok_or_else(|| ApiError::not_found(kind.word()))?;
        let has_something = || {
            let below = |kind| !course.below(kind, Some(id)).is_empty();
            below(Kind::Category) || below(Kind::Lesson)
        };
        if kind == Kind::Category
            && asked.choices().delete_category == DeleteCategory::Refused
            && has_something()
        {
            return Err(ApiError::new(StatusCode::CONFLICT, "The category is not empty"));
        }
        course.remove(id);
        Ok(())
    })
}
