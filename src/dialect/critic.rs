//! `CriticMarkup`: `{++added++}`, `{--deleted--}`, `{~~old~>new~~}`, `{==marked==}`. Its comments, `{>>…<<}`, are
//! private ([`super::private_notes`]).

use memchr::memchr;

use super::rewriter::Rewriter;
use super::tag::within;

/// What is marked is no longer than this.
const MAX_MARKED: usize = 2_000;

/// How a mark begins and ends, with the element that it becomes.
const MARKS: &[(&str, &str, &str)] =
    &[("{++", "++}", "ins"), ("{--", "--}", "del"), ("{~~", "~~}", "del"), ("{==", "==}", "mark")];

/// Replaces the marks.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let mut at = 0;
    while let Some(start) = memchr(b'{', &text.as_bytes()[at..]).map(|found| at + found) {
        at = start + 1;
        let Some((open, close, element)) = MARKS.iter().find(|(open, ..)| text[start..].starts_with(open))
        else {
            continue;
        };
        let first = start + open.len();
        let Some(length) = within(&text[first..], MAX_MARKED).find(close) else { continue };
        let inner = &text[first..first + length];
        if inner.trim().is_empty() || inner.contains("\n\n") || rewriter.kept_until(start).is_some() {
            continue;
        }
        let end = first + length;
        at = end + close.len();
        rewriter.replace(start..first, format!("<{element}>"));
        match inner.find("~>").filter(|_| *open == "{~~") {
            Some(arrow) => {
                rewriter.replace(first + arrow..first + arrow + 2, "</del><ins>".to_owned());
                rewriter.replace(end..at, "</ins>".to_owned());
            }
            None => rewriter.replace(end..at, format!("</{element}>")),
        }
    }
}
