//! "On this page": the headings of a lesson, beside its text.

use maud::{Markup, html};

use super::prose::Heading;

/// Fewer headings are in sight anyway.
const FEWEST: usize = 2;

/// More would be an outline of its own.
const MOST: usize = 60;

/// Links to the headings of the two highest levels that the text has.
pub(super) fn nav(headings: &[Heading]) -> Markup {
    let highest = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    let shown: Vec<&Heading> =
        headings.iter().filter(|heading| heading.level <= highest + 1).take(MOST).collect();
    html! {
        nav.cd-toc data-cd-part="toc" aria-label="On this page" hidden[shown.len() < FEWEST] {
            @if shown.len() >= FEWEST {
                details data-cd-toc="" {
                    summary lang="en" dir="ltr" { "On this page" }
                    ol {
                        @for heading in shown {
                            li class=[(heading.level > highest).then_some("is-inner")] {
                                a href={ "#" (maud::PreEscaped(&heading.id)) } dir="auto" { (heading.title) }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nav_of(headings: &[(u8, &str)]) -> String {
        let heading =
            |&(level, title): &(u8, &str)| Heading { level, id: title.to_owned(), title: title.to_owned() };
        nav(&headings.iter().map(heading).collect::<Vec<_>>()).into_string()
    }

    #[test]
    fn two_levels_are_listed_whatever_the_highest_is() {
        let html = nav_of(&[(3, "a"), (4, "b"), (5, "c"), (3, "d")]);
        assert!(
            html.contains("<li><a href=\"#a\"") && html.contains("<li class=\"is-inner\"><a href=\"#b\""),
            "{html}"
        );
        assert!(!html.contains("#c"), "{html}");
    }

    #[test]
    fn one_heading_is_no_list() {
        assert!(!nav_of(&[(2, "a")]).contains("<li"));
        assert!(!nav_of(&[]).contains("<li"));
    }
}
