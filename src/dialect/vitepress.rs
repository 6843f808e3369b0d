//! `VitePress` and `VuePress`: texts and code of other files, labels of code in groups, a table of contents.

use std::ops::Range;

use super::boxes::plain_title;
use super::inclusions::Failure;
use super::lines::{Lines, Part};
use super::modules::{candidates, put};
use super::placeholder::Placeholder;
use super::rewriter::Rewriter;

/// Writes the text of files in the place of `<!-- @include: x.md -->`, `<<< @/x.js` and `@[code](x.js)`.
pub(super) fn include(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in lines.beginning_with(b"<@") {
        let content = lines.content(line);
        let place = lines.place(line);
        if !lines.is_text(line) || rewriter.is_claimed(place.start) {
            continue;
        }
        if let Some(page) = page(content) {
            write(rewriter, place, &page);
        } else if let Some(code) = code(content) {
            write(rewriter, place, &code);
        }
    }
}

/// A file and the part of it that is meant.
#[derive(Debug, PartialEq, Eq)]
struct Inclusion<'t> {
    path: &'t str,
    region: Option<&'t str>,
    /// The first and the last line.
    lines: Option<(usize, usize)>,
    /// The language, if it is code.
    code: Option<&'t str>,
    label: Option<&'t str>,
}

/// Reads `<!-- @include: ./x.md#part{1,3} -->`.
fn page(line: &str) -> Option<Inclusion<'_>> {
    let inner = line.strip_prefix("<!--")?.strip_suffix("-->")?.trim();
    let target = inner.strip_prefix("@include:")?.trim();
    let (target, braces) = split_braces(target);
    let (path, region) = split_region(target);
    let lines = braces.and_then(|braces| {
        let (from, to) = braces.split_once(',').unwrap_or((braces, braces));
        let number = |text: &str, none: usize| match text.trim() {
            "" => Some(none),
            text => text.parse().ok(),
        };
        Some((number(from, 1)?, number(to, usize::MAX)?))
    });
    Some(Inclusion { path, region, lines, code: None, label: None })
}

/// Reads `<<< @/x.js#part{2 ts} [Label]` and `@[code{2} ts](@/x.js)`.
fn code(line: &str) -> Option<Inclusion<'_>> {
    if let Some(rest) = line.strip_prefix("@[code") {
        let (options, path) = rest.strip_suffix(')')?.split_once("](")?;
        let (_, braces) = split_braces(options);
        let after = options.rsplit('}').next().unwrap_or(options).trim();
        let language = Some(after).filter(|word| !word.is_empty()).or(braces.and_then(language));
        return Some(Inclusion { path, region: None, lines: None, code: language.or(Some("")), label: None });
    }
    let rest = line.strip_prefix("<<<")?.trim();
    let (rest, label) = match rest.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        Some((rest, label)) => (rest.trim(), Some(label)),
        None => (rest, None),
    };
    let (target, braces) = split_braces(rest);
    let (path, region) = split_region(target);
    let is_path = !path.is_empty() && !path.contains(char::is_whitespace) && path.contains('.');
    is_path.then(|| Inclusion {
        path,
        region,
        lines: None,
        code: Some(braces.and_then(language).unwrap_or("")),
        label,
    })
}

/// The language in `2,4-6 ts:line-numbers`.
fn language(braces: &str) -> Option<&str> {
    let mut words = braces.split_whitespace();
    let word = words.rfind(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    word.split(':').next()
}

fn split_braces(text: &str) -> (&str, Option<&str>) {
    match text.strip_suffix('}').and_then(|rest| rest.split_once('{')) {
        Some((rest, braces)) => (rest.trim(), Some(braces)),
        None => (text, None),
    }
}

fn split_region(text: &str) -> (&str, Option<&str>) {
    text.split_once('#').map_or((text, None), |(path, region)| (path, Some(region)))
}

fn write(rewriter: &mut Rewriter<'_, '_, '_>, place: Range<usize>, inclusion: &Inclusion<'_>) {
    match text(rewriter, inclusion) {
        Ok(text) => {
            let text = match inclusion.code {
                Some(language) => fence(rewriter, inclusion, language, &text),
                None => text,
            };
            put(rewriter, place, &text);
        }
        Err(failure) => {
            rewriter.not_included(&place, inclusion.path, &failure);
            // It is a comment, or code for a website: nothing to show.
            rewriter.remove(place);
        }
    }
}

fn fence(
    rewriter: &mut Rewriter<'_, '_, '_>,
    inclusion: &Inclusion<'_>,
    language: &str,
    text: &str,
) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest.max(2) + 1);
    let extension = inclusion.path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let language = if language.is_empty() { extension } else { language };
    let fence = format!("{marks}{language}\n{text}\n{marks}");
    match inclusion.label.and_then(plain_title) {
        Some(label) => format!("{}\n{fence}", rewriter.comment(Placeholder::Label(label))),
        None => fence,
    }
}

/// The part of the file that is meant.
fn text(rewriter: &Rewriter<'_, '_, '_>, inclusion: &Inclusion<'_>) -> Result<String, Failure> {
    let candidates = candidates(inclusion.path);
    let text = rewriter.inclusions.text(&candidates.iter().map(String::as_str).collect::<Vec<_>>())?;
    let lines: Vec<&str> = text.lines().collect();
    let part = match (inclusion.region, inclusion.lines) {
        (Some(name), _) => region(&lines, name)
            .or_else(|| section(&lines, name))
            .ok_or_else(|| Failure::NoPart(name.to_owned()))?,
        _ => 0..lines.len(),
    };
    let lines = &lines[part];
    let lines = match inclusion.lines {
        Some((from, to)) => {
            let to = to.min(lines.len());
            &lines[from.saturating_sub(1).min(to)..to]
        }
        None => lines,
    };
    let kept: Vec<&str> = lines.iter().copied().filter(|line| marker(line).is_none()).collect();
    Ok(kept.join("\n"))
}

/// The lines between `#region name` and `#endregion name`.
fn region(lines: &[&str], name: &str) -> Option<Range<usize>> {
    let start = lines.iter().position(|line| marker(line) == Some((true, name)))? + 1;
    let is_end = |line: &&str| matches!(marker(line), Some((false, end)) if end == name || end.is_empty());
    let length = lines[start..].iter().position(is_end).unwrap_or(lines.len() - start);
    Some(start..start + length)
}

/// Whether a line begins or ends a region, and its name.
fn marker(line: &str) -> Option<(bool, &str)> {
    let (_, rest) = line.split_once('#')?;
    let rest = rest.trim_start();
    let (is_start, name) = match rest.strip_prefix("endregion") {
        Some(name) => (false, name),
        None => (true, rest.strip_prefix("region")?),
    };
    name.is_empty().then_some("").or_else(|| name.starts_with([' ', '-', '*']).then_some(name)).map(|name| {
        let name = name.trim().trim_end_matches("-->").trim_end_matches("*/").trim();
        (is_start, name)
    })
}

/// The lines of the section whose heading has this name in addresses.
fn section(lines: &[&str], name: &str) -> Option<Range<usize>> {
    let level = |line: &str| {
        let marks = line.bytes().take_while(|&c| c == b'#').count();
        ((1..=6).contains(&marks) && line[marks..].starts_with(' ')).then_some(marks)
    };
    let slug = |line: &str| {
        let words = line.trim_matches(['#', ' ']).to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-")
    };
    let start = lines.iter().position(|line| level(line).is_some() && slug(line) == name)?;
    let own = level(lines[start])?;
    let length = lines[start + 1..].iter().position(|line| level(line).is_some_and(|level| level <= own));
    Some(start..length.map_or(lines.len(), |length| start + 1 + length))
}

/// Writes the labels of code and tabs in groups: ```` ```js [Label] ````, `== Label`, `@tab Label`.
pub(super) fn label_groups(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let mut open = Vec::new();
    for line in lines.beginning_with(b":=@`~") {
        let content = lines.content(line);
        let start = lines.lines[line].start;
        if rewriter.is_claimed(start) {
            continue;
        }
        match lines.lines[line].part {
            Part::Text if content.starts_with(":::") => {
                let words = content.trim_matches(':').trim();
                if words.is_empty() {
                    open.pop();
                } else {
                    let name =
                        words.split(|c: char| c.is_whitespace() || c == '[').next().unwrap_or_default();
                    open.push(matches!(name, "code-group" | "tabs" | "code-tabs" | "tab"));
                }
            }
            Part::Text if open.last() == Some(&true) => {
                let label = content.strip_prefix("== ").or_else(|| content.strip_prefix("@tab"));
                let label = label.map(|label| label.trim_start_matches(":active").trim());
                if let Some(label) = label.and_then(plain_title) {
                    rewriter.insert(lines.place(line), Placeholder::Label(label));
                }
            }
            Part::Fence(fence) if open.last() == Some(&true) && lines.fences[fence].open == line => {
                let info = &lines.text[lines.fences[fence].info.clone()];
                let label = info.split_once('[').and_then(|(_, rest)| rest.split(']').next());
                if let Some(label) = label.and_then(plain_title) {
                    let comment = rewriter.comment(Placeholder::Label(label));
                    let prefix = lines.prefix(line);
                    rewriter.replace(start..start, format!("{comment}\n{prefix}"));
                }
            }
            _ => {}
        }
    }
}

/// Removes `[[toc]]`: the portal has no such table.
pub(super) fn contents(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for line in lines.beginning_with(b"[") {
        let content = lines.content(line);
        let is_contents = ["[[toc]]", "[[_toc_]]"].iter().any(|toc| content.eq_ignore_ascii_case(toc));
        if is_contents && lines.is_text(line) {
            rewriter.remove(lines.place(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_an_inclusion_are_read() {
        let plain = Inclusion { path: "a.md", region: None, lines: None, code: None, label: None };
        for (line, expected) in [
            ("<!-- @include: a.md -->", Some(Inclusion { ..plain })),
            ("<!--@include: a.md{,3}-->", Some(Inclusion { lines: Some((1, 3)), ..plain })),
            (
                "<!-- @include: a.md#b{5,} -->",
                Some(Inclusion { region: Some("b"), lines: Some((5, usize::MAX)), ..plain }),
            ),
            ("<!-- a -->", None),
        ] {
            assert_eq!(page(line), expected, "{line}");
        }
        let plain = Inclusion { path: "@/a.js", code: Some(""), ..plain };
        for (line, expected) in [
            ("<<< @/a.js", Some(Inclusion { ..plain })),
            (
                "<<< @/a.js{1,3-5 ts:line-numbers} [My]",
                Some(Inclusion { code: Some("ts"), label: Some("My"), ..plain }),
            ),
            ("<<< @/a.js#b{2}", Some(Inclusion { region: Some("b"), ..plain })),
            ("@[code{1-3} vue](@/a.js)", Some(Inclusion { code: Some("vue"), ..plain })),
            ("<<< a b", None),
            ("<<<<<<< HEAD", None),
        ] {
            assert_eq!(code(line), expected, "{line}");
        }
    }
}
