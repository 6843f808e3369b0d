//! The order of siblings: `{ "ids": [...] }`, in display order.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    asked::Asked,
    call::Kind,
    check::{self, Faults},
    course::Course,
    readings::{Choices, Sequence},
};
use crate::sandbox::{api_error::ApiError, platform::Platform};

const IDS: &str = "ids";

/// Puts categories, or the lessons of a category, in an order.
pub(super) fn place(platform: &Platform, mut asked: Asked, kind: Kind) -> Result<(), ApiError> {
    let own = asked.course(platform)?;
    let choices = asked.readings.choices;
    let group = if kind == Kind::Lesson {
        let category = asked.id(Kind::Category);
        own.get(Kind::Category, category).ok_or_else(|| ApiError::not_found(Kind::Category.word()))?;
        Some(category.to_owned())
    } else {
        None
    };
    let ids = read(asked.body.take(), &choices)?;
    let now = platform.portal.now();
    platform.portal.change(&own.id, &asked.readings, |course| {
        let left_out = left_out(course, kind, group.as_deref(), &ids, &choices)?;
        let all = match choices.sequence {
            Sequence::Refused if !left_out.is_empty() => {
                let problem = format!("must name every sibling; {} are missing", left_out.len());
                return Err(check::invalid(IDS, &problem, &choices));
            }
            Sequence::Appended => [ids, left_out].concat(),
            Sequence::Refused | Sequence::Applied => ids,
        };
        course.place(&all, choices.first_position(), now);
        Ok(())
    })
}

fn read(body: Value, choices: &Choices) -> Result<Vec<String>, ApiError> {
    let Value::Object(mut body) = body else {
        return Err(check::invalid("the body", "must be an object", choices));
    };
    let mut faults = Faults::default();
    for name in body.keys().filter(|name| name.as_str() != IDS) {
        faults.add(name, "should not exist");
    }
    let ids: Option<Vec<String>> = body.remove(IDS).and_then(|ids| serde_json::from_value(ids).ok());
    match &ids {
        None => faults.add(IDS, "must be an array of strings"),
        Some(ids) if ids.is_empty() => faults.add(IDS, "should not be empty"),
        Some(ids) if ids.iter().collect::<BTreeSet<_>>().len() < ids.len() => {
            faults.add(IDS, "must be unique");
        }
        Some(_) => {}
    }
    faults.result(choices)?;
    Ok(ids.unwrap_or_default())
}

/// Returns the siblings of these objects that are not named, in their order.
fn left_out(
    course: &Course,
    kind: Kind,
    group: Option<&str>,
    ids: &[String],
    choices: &Choices,
) -> Result<Vec<String>, ApiError> {
    let mut parents = BTreeSet::new();
    for id in ids {
        let object = course.get(kind, id).filter(|object| kind == Kind::Category || object.parent() == group);
        let object =
            object.ok_or_else(|| check::invalid(IDS, &format!("has an unknown id: {id}"), choices))?;
        parents.insert(object.parent());
    }
    let named: BTreeSet<&String> = ids.iter().collect();
    let siblings = parents.into_iter().flat_map(|parent| course.below(kind, parent));
    Ok(siblings.map(|it| &it.id).filter(|id| !named.contains(id)).cloned().collect())
}
