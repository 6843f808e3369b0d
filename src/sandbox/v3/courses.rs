//! Listing, making and deleting courses.

use serde_json::{Value, json};

use super::{answer, asked::Asked, call::Kind, check, course::Course, update};
use crate::sandbox::{api_error::ApiError, id, platform::Platform};

/// The largest page, as documented. How large a page is that nobody asked for is not; this one is small, so that
/// clients notice that there are more.
const LARGEST_PAGE: usize = 50;
const PAGE: usize = 10;

/// Lists the courses of a location, page by page, the newest first.
pub(super) fn list(platform: &Platform, asked: &Asked) -> Result<Value, ApiError> {
    let limit = match asked.query.get("limit").map(|limit| limit.parse::<usize>()) {
        None => PAGE,
        Some(Ok(limit @ 1..=LARGEST_PAGE)) => limit,
        Some(_) => return Err(check::invalid("limit", "must be a number from 1 to 50", asked.choices())),
    };
    let search = asked.query.get("search").map(|search| search.to_lowercase()).unwrap_or_default();
    let mut courses = platform.portal.all_listed(&asked.readings);
    courses.retain(|course| {
        let title = course.own().and_then(|own| own.text("title")).unwrap_or_default();
        course.location == asked.location && title.to_lowercase().contains(&search)
    });
    if let Some(cursor) = asked.query.get("cursor") {
        let last = courses.iter().position(|course| course.id == *cursor);
        let last = last.ok_or_else(|| check::invalid("cursor", "is invalid", asked.choices()))?;
        courses.drain(..=last);
    }
    let has_more = courses.len() > limit;
    courses.truncate(limit);
    let next = courses.last().filter(|_| has_more).map(|course| course.id.clone());
    let shown = answer::list(courses.iter().filter_map(|course| course.own()), asked.choices());
    Ok(json!({ "products": shown, "nextCursor": next }))
}

/// Makes a course.
pub(super) fn create(platform: &Platform, mut asked: Asked) -> Result<Value, ApiError> {
    let choices = asked.readings.choices;
    let mut fields = check::body(asked.body.take(), Kind::Course, true, &choices)?;
    let courses = platform.portal.courses();
    let before = courses.iter().filter(|course| course.location == asked.location).count() as u64;
    fields.entry("libraryOrder").or_insert_with(|| json!(choices.first_position() + before));
    let now = platform.portal.now();
    let id = id::uuid();
    let object = update::new(Kind::Course, id.clone(), fields, now, platform, &choices)?;
    let shown = answer::object(&object, &choices);
    let course = Course::new(id, asked.location, platform.base_url.clone(), vec![object]);
    platform.portal.add(course, &asked.readings).map_err(|error| ApiError::broken(&error))?;
    Ok(shown)
}

/// Deletes a course with everything in it.
pub(super) fn delete(platform: &Platform, asked: &Asked) -> Result<(), ApiError> {
    let course = asked.course(platform)?;
    platform.remove_course(&course.id).map_err(|error| ApiError::broken(&error))
}
