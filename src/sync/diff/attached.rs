//! Who changed the quiz or the assignment of a lesson.
//!
//! Fields of these are compared like others ([`status`]), with two differences. The platform never tells which
//! options are right, so the folder's answers count; but questions are written with their answers, so whoever changed either
//! changed both. And what was never sent is no conflict where the platform has none of it yet.

use std::collections::BTreeMap;

use super::status::{Status, status};
use crate::sync::versions::{BaseNode, Field, LocalNode, Print, RemoteNode};

/// The attached fields that both sides have.
pub(super) fn statuses(
    base: Option<&BaseNode>,
    local: &LocalNode,
    remote: &RemoteNode,
) -> BTreeMap<Field, Status> {
    let both = |field: Field| Some((*local.fields.get(&field)?, *remote.fields.get(&field)?));
    let mut all = BTreeMap::new();
    if let Some((here, there)) = both(Field::Assignment) {
        let is_untouched = there == Print::of_nothing();
        all.insert(Field::Assignment, of(base, Field::Assignment, here, there, is_untouched));
    }
    if let (Some(settings), Some(questions)) = (both(Field::Quiz), both(Field::Questions)) {
        let is_untouched = questions.1 == Print::of_nothing();
        all.insert(Field::Quiz, of(base, Field::Quiz, settings.0, settings.1, is_untouched));
        let shown = of(base, Field::Questions, questions.0, questions.1, is_untouched);
        let [shown, answers] = with_answers(shown, answers_changed(base, local));
        all.extend([(Field::Questions, shown), (Field::Answers, answers)]);
    }
    all
}

/// `is_untouched` where the platform has what nobody edited: what was never sent goes there.
fn of(base: Option<&BaseNode>, field: Field, here: Print, there: Print, is_untouched: bool) -> Status {
    let sent = base.and_then(|node| node.fields.get(&field)).map(|sent| (sent.sent, sent.seen()));
    if sent.is_none() && is_untouched {
        return Status::Here;
    }
    status(sent.as_ref().map(|(sent, seen)| (sent, seen)), &here, &there)
}

/// Whether the right options are others than those that were sent; true where none were.
fn answers_changed(base: Option<&BaseNode>, local: &LocalNode) -> bool {
    let sent = base.and_then(|node| node.fields.get(&Field::Answers)).map(|sent| sent.sent);
    sent != local.fields.get(&Field::Answers).copied()
}

/// The questions and their answers, which are written together.
fn with_answers(shown: Status, answers_changed: bool) -> [Status; 2] {
    match (shown, answers_changed) {
        (shown, false) => [shown, Status::Same],
        (Status::There | Status::Both, true) => [Status::Both, Status::Both],
        (shown, true) => [shown, Status::Here],
    }
}
