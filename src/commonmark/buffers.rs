//! Buffers that a thread reuses for the next page.
//!
//! A fresh buffer would end up between data that is kept, in memory that is not in the CPU's cache.

use std::cell::Cell;

use super::events::Spanned;
use super::ids::Ids;

thread_local! {
    static HTML: Cell<String> = const { Cell::new(String::new()) };
    static EVENTS: Cell<Vec<Spanned<'static>>> = const { Cell::new(Vec::new()) };
    static IDS: Cell<Ids> = Cell::new(Ids::default());
}

/// Beyond this, in bytes or events, a buffer is given back: the next page is seldom as long.
const LARGE: usize = 1 << 20;

/// An empty string with room in it.
pub(crate) fn html() -> String {
    HTML.take()
}

/// Keeps a string's buffer.
pub(crate) fn keep_html(mut html: String) {
    if (1..LARGE).contains(&html.capacity()) {
        html.clear();
        HTML.set(html);
    }
}

/// An empty list of events with room in it.
pub(crate) fn events<'t>() -> Vec<Spanned<'t>> {
    EVENTS.take()
}

/// Keeps a list's buffer.
pub(crate) fn keep_events(mut events: Vec<Spanned<'_>>) {
    if (1..LARGE).contains(&events.capacity()) {
        events.clear();
        // No event is turned into anything: the list of another page's is made where this one was.
        EVENTS.set(events.into_iter().map(|_| unreachable!("the list is empty")).collect());
    }
}

/// No ids yet, with room for some.
pub(crate) fn ids() -> Ids {
    IDS.take()
}

/// Keeps the buffer of a page's ids.
pub(crate) fn keep_ids(mut ids: Ids) {
    if ids.capacity() < LARGE {
        ids.clear();
        IDS.set(ids);
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Event;

    use super::*;

    #[test]
    fn room_is_kept() {
        let (mut text, mut events) = (String::from("text"), vec![(Event::Rule, 0..1)]);
        text.reserve(1000);
        events.reserve(1000);
        keep_html(text);
        keep_events(events);
        assert!(html().capacity() >= 1000);
        assert!(super::events().capacity() >= 1000);
    }
}
