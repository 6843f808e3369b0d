//! The menu that switches between what an author and what a learner sees, and between widths.
//!
//! Both views are the same page. What only one of them shows has the class `cd-author`, `cd-platform` or `cd-draft`,
//! and the style sheet hides it in the other. Scripts bring the menu to life; without them it is not there.

use maud::{Markup, PreEscaped, html};

/// Screens: what they are called, and how large they are, in pixels of CSS.
const SCREENS: [(&str, u32, u32); 3] = [("Phone", 390, 844), ("Tablet", 820, 1180), ("Desktop", 1440, 900)];

/// An eye.
const EYE: &str = r#"<svg width="20" height="20" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path fill="currentColor" d="M12 5C7 5 2.700 8.100 1 12c1.700 3.900 6 7 11 7s9.300-3.100 11-7c-1.700-3.900-6-7-11-7zm0 12a5 5 0 1 1 0-10 5 5 0 0 1 0 10zm0-8a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"/></svg>"#;

/// What opens the menu.
pub(super) fn button() -> Markup {
    html! {
        button.cd-icon.cd-view-button type="button" popovertarget="cd-view" data-cd-view-button="" hidden
            aria-label="View" title="View" { (PreEscaped(EYE)) }
    }
}

/// The menu, and the dialog with the page in another width.
pub(super) fn menu() -> Markup {
    html! {
        div.cd-menu #cd-view popover="auto" role="dialog" aria-label="View" data-cd-view-menu="" lang="en" dir="ltr" {
            fieldset {
                legend { "Show the course" }
                label { input type="radio" name="cd-view" value="author"; "as its author" }
                label { input type="radio" name="cd-view" value="platform"; "as on the platform" }
            }
            p { "The platform hides drafts, drops styles that are not in the text, and shows a player above each lesson." }
            div.cd-widths { h2 { "Show this page on a" } (sizes()) }
        }
        dialog.cd-screen data-cd-screen="" lang="en" dir="ltr" aria-label="The page in another width" {
            div.cd-screen-bar {
                (sizes())
                span.cd-facts data-cd-size="" {}
                button.cd-button type="button" data-cd-close-screen="" { "Close" }
            }
            div data-cd-frame="" {}
        }
    }
}

fn sizes() -> Markup {
    html! {
        div.cd-sizes {
            @for (name, width, height) in SCREENS {
                button.cd-button type="button" data-cd-width=(width) data-cd-height=(height) { (name) }
            }
        }
    }
}

/// A number of things for the author, and the one for a learner where it is another.
pub(super) fn counted(all: usize, visible: usize, words: impl Fn(usize) -> String) -> Markup {
    html! {
        @if all == visible { (words(all)) } @else {
            span.cd-author { (words(all)) }
            span.cd-platform { (words(visible)) }
        }
    }
}
