//! Abbreviations: a line `*[HTML]: Hyper Text Markup Language` explains the word wherever it stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::commonmark::events::Spanned;
use crate::dialect::rewriter::Rewriter;
use crate::html::escape::escape;

/// Words of more lengths than this are not looked for.
const MAX_LENGTHS: usize = 32;

/// Removes the lines that explain words, and marks the words.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    if !text.contains("*[") {
        return;
    }
    let lines = rewriter.lines();
    let mut meanings = BTreeMap::new();
    let mut removed: Vec<Range<usize>> = Vec::new();
    for line in (0..lines.lines.len()).filter(|&line| lines.is_text(line)) {
        if let Some((word, meaning)) = definition(lines.content(line))
            && rewriter.kept_until(lines.lines[line].start).is_none()
        {
            meanings.insert(word, meaning);
            removed.push(lines.place(line));
        }
    }
    if meanings.is_empty() {
        return;
    }
    for place in &removed {
        rewriter.remove(place.clone());
    }
    let lengths: BTreeSet<usize> = meanings.keys().map(|word| word.len()).collect();
    let lengths: Vec<usize> = lengths.into_iter().rev().take(MAX_LENGTHS).collect();
    let is_wanted = |part: &str| meanings.keys().any(|word| part.contains(word));
    let runs: Vec<_> = rewriter.events(is_wanted).iter().flat_map(|events| running_text(events)).collect();
    for run in runs {
        let at = removed.partition_point(|place| place.end <= run.start);
        if removed.get(at).is_none_or(|place| place.start >= run.end) {
            mark(rewriter, text, run, &meanings, &lengths);
        }
    }
}

/// The word and its meaning in `*[word]: meaning`.
fn definition(content: &str) -> Option<(&str, &str)> {
    let (word, meaning) = content.strip_prefix("*[")?.split_once("]:")?;
    let (word, meaning) = (word.trim(), meaning.trim());
    (!word.is_empty() && !word.contains(['[', ']']) && !meaning.is_empty()).then_some((word, meaning))
}

/// Where there is text that is neither code nor the alternative text of an image.
fn running_text(events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let (mut runs, mut depth) = (Vec::new(), 0_usize);
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image) => depth -= 1,
            Event::Text(_) if depth == 0 => runs.push(range.clone()),
            _ => {}
        }
    }
    runs
}

fn mark(
    rewriter: &mut Rewriter<'_, '_, '_>,
    text: &str,
    run: Range<usize>,
    meanings: &BTreeMap<&str, &str>,
    lengths: &[usize],
) {
    let mut at = run.start;
    let mut is_word = text[..at].ends_with(char::is_alphanumeric);
    while let Some(c) = text[at..run.end].chars().next() {
        let found = if is_word { None } else { word_at(&text[at..run.end], meanings, lengths) };
        let Some((word, meaning)) = found else {
            is_word = c.is_alphanumeric();
            at += c.len_utf8();
            continue;
        };
        let end = at + word.len();
        // A `|` would end the cell of a table.
        let title = escape(meaning).replace('|', "&#124;");
        rewriter.replace(at..at, format!("<abbr title=\"{title}\">"));
        rewriter.replace(end..end, "</abbr>".to_owned());
        at = end;
        is_word = true;
    }
}

/// The longest word with a meaning that a text begins with.
fn word_at<'m>(
    text: &str,
    meanings: &BTreeMap<&'m str, &'m str>,
    lengths: &[usize],
) -> Option<(&'m str, &'m str)> {
    lengths.iter().find_map(|&length| {
        let (word, meaning) = meanings.get_key_value(text.get(..length)?)?;
        (!text[length..].starts_with(char::is_alphanumeric)).then_some((*word, *meaning))
    })
}
