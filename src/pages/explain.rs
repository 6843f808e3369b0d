//! The page of a finding: its explanation with a wrong and a right example.

use maud::{Markup, html};

use super::address::Here;
use super::frame::Page;
use super::host::{Host, Target};
use crate::diagnostic::Code;
use crate::diagnostic::explain::{self, Explanation, Part};

/// The page of a code.
pub(super) fn page(host: &dyn Host, code: Code) -> String {
    let here = Here::at(host, Target::Explanation(code));
    let Explanation { means, why, wrong, right } = explain::of(code);
    let main = html! {
        article.cd-panel.cd-explain lang="en" dir="ltr" {
            h1 { code { (code) } }
            p { span class={ "cd-mark is-" (code.severity()) } { (code.severity()) } }
            (words(means))
            h2 { "Why it matters" }
            (words(why))
            h2 { "Wrong" }
            (parts(&wrong))
            h2 { "Right" }
            (parts(&right))
        }
    };
    let title = code.as_str();
    Page { here, title, course: None, class: "panel", lesson: None, side: None, main, is_course: false }
        .draw()
}

fn words(text: &str) -> Markup {
    html! { @for paragraph in text.split("\n\n") { p { (inline(paragraph)) } } }
}

/// Text with code in it; explanations and findings use nothing else of Markdown.
pub(super) fn inline(text: &str) -> Markup {
    html! {
        @for (number, piece) in text.split('`').enumerate() {
            @if number % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

fn parts(parts: &[Part]) -> Markup {
    html! {
        @for part in parts {
            @match part {
                Part::Words(text) => (words(text)),
                Part::File { path, content, .. } => {
                    figure.cd-example {
                        figcaption { code { (path) } }
                        @if !content.is_empty() { pre tabindex="0" { code { (content) } } }
                    }
                }
                Part::Files(paths) => { ul { @for path in paths { li { code { (path) } } } } }
                Part::Shown(text) => { pre tabindex="0" { code { (text) } } }
            }
        }
    }
}
