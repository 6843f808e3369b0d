//! The name under which a location takes the texts of options, as its first quiz showed.

use crate::platform::courses_v3::OptionText;
use crate::sync::lock::{Destination, Lock};

/// What the lock calls it.
const NAME: &str = "option-text";

/// What the lock has where no name is taken.
const LOST: &str = "lost";

/// Whether quizzes can be sent to a location, as far as earlier runs know.
pub fn is_kept(lock: &Lock, to: &Destination) -> bool {
    word(lock, to) != Some(LOST)
}

/// The name that an earlier run found out.
pub(super) fn learned(lock: &Lock, to: &Destination) -> Option<OptionText> {
    match word(lock, to)? {
        "title" => Some(OptionText::Title),
        "statement" => Some(OptionText::Statement),
        _ => None,
    }
}

/// Remembers the name; `None` where no name is taken.
pub(super) fn remember(lock: &mut Lock, to: &Destination, text: Option<OptionText>) {
    let word = match text {
        Some(OptionText::Title) => "title",
        Some(OptionText::Statement) => "statement",
        None => LOST,
    };
    lock.target_mut(to).learned.words.insert(NAME.to_owned(), word.to_owned());
}

fn word<'l>(lock: &'l Lock, to: &Destination) -> Option<&'l str> {
    lock.target(to)?.learned.words.get(NAME).map(String::as_str)
}
