//! Which course of a location a folder's course may be.

use crate::model::nfc;
use crate::platform::courses_v3::{self, CallError, Course, CoursesApi};

/// The courses of the location that have this title, in NFC and without blanks around it.
pub async fn with_title(api: &CoursesApi, title: &str) -> Result<Vec<Course>, CallError> {
    let wanted = nfc(title.trim()).into_owned();
    let found = courses_v3::list_courses(api, Some(title.trim())).await?;
    let has_title = |course: &Course| nfc(course.title().trim()) == wanted;
    Ok(found.into_iter().filter(has_title).collect())
}
