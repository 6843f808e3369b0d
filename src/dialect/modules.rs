//! `import` and `export` lines of MDX, and what was imported: media, texts of other pages, code.
//!
//! A line that imports is no text and no loss; what it names is shown where the name is used.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memchr2;

use super::jsx;
use super::lines::Lines;
use super::meaning::{image, is_film, is_free, is_picture, link};
use super::own_lines;
use super::rebase::rebase;
use super::rewriter::Rewriter;
use super::tag::{MAX_TAG, within};

/// Removes `import` and `export` lines, and writes what they import where it is used.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let modules = modules(rewriter, lines);
    let text = rewriter.text.as_str();
    let mut imports = BTreeMap::new();
    for module in &modules {
        imports.extend(default_imports(&text[module.clone()]));
    }
    for module in modules {
        name_exports(rewriter, &module);
        rewriter.claim(module.clone());
        rewriter.remove(module);
    }
    if !imports.is_empty() {
        uses(rewriter, lines, &imports);
    }
}

/// The ranges of lines that import or export.
fn modules(rewriter: &Rewriter<'_, '_, '_>, lines: &Lines<'_>) -> Vec<Range<usize>> {
    let mut modules: Vec<Range<usize>> = Vec::new();
    let (mut line, mut after_blank) = (0, true);
    while line < lines.lines.len() {
        let start = lines.lines[line].range.start;
        let is_first = after_blank && lines.is_text(line) && !rewriter.is_claimed(start);
        let begins = is_first && is_module(lines, line, rewriter.kind.is_mdx);
        if begins && rewriter.kept_until(start).is_none() {
            let last = end_of_statement(lines, line, rewriter.kind.is_mdx);
            let end = lines.lines.get(last + 1).map_or(lines.text.len(), |next| next.range.start);
            if is_statement(lines.text[start..end].trim_start()) {
                modules.push(start..end);
                line = last + 1;
                continue;
            }
        }
        after_blank = lines.is_blank(line) || (after_blank && !lines.is_text(line));
        line += 1;
    }
    modules
}

fn is_module(lines: &Lines<'_>, number: usize, is_mdx: bool) -> bool {
    // What another page includes may stand in a list.
    let line = if is_mdx { lines.content(number) } else { &lines.text[lines.lines[number].range.clone()] }
        .trim_end();
    let quoted = |text: &str| text.trim_end_matches(';').ends_with(['"', '\'']);
    if let Some(rest) = line.strip_prefix("import ") {
        return is_mdx || (quoted(line) && (rest.contains(" from ") || rest.starts_with(['"', '\''])));
    }
    is_mdx && line.starts_with("export ")
}

/// Whether it is code, and no sentence that begins with one of the words.
fn is_statement(text: &str) -> bool {
    match text.strip_prefix("export ") {
        Some(rest) => {
            let words =
                ["const ", "let ", "var ", "default ", "function", "async ", "class ", "{", "*", "type "];
            words.iter().any(|word| rest.trim_start().starts_with(word))
        }
        None => text.contains(['"', '\'']),
    }
}

/// The last line of a statement: that where its brackets are closed, at the latest that before a blank one.
fn end_of_statement(lines: &Lines<'_>, first: usize, is_mdx: bool) -> usize {
    let mut depth = 0_i32;
    let mut last = first;
    while is_mdx && last < lines.lines.len() {
        let line = lines.content(last);
        for c in line.bytes() {
            match c {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth -= 1,
                _ => {}
            }
        }
        let goes_on = depth > 0 || line.ends_with(['=', ',', '>', '+']) || line.ends_with(" from");
        let next_is_blank = last + 1 >= lines.lines.len() || lines.is_blank(last + 1);
        if !goes_on || (next_is_blank && depth <= 0) || last - first > MAX_LINES {
            break;
        }
        last += 1;
    }
    let is_closed = depth <= 0 && last < lines.lines.len();
    if is_closed || !is_mdx {
        return last;
    }
    // What never ends reaches to the next blank line.
    (first + 1..lines.lines.len()).find(|&line| lines.is_blank(line)).unwrap_or(lines.lines.len()) - 1
}

/// No statement has more lines.
const MAX_LINES: usize = 500;

/// Warns of `export`: what it makes may be shown on a website.
fn name_exports(rewriter: &mut Rewriter<'_, '_, '_>, module: &Range<usize>) {
    let text = &rewriter.text.as_str()[module.clone()];
    let first_line = text.trim_start().lines().next().unwrap_or_default();
    if first_line.starts_with("export ") {
        let start = module.start + text.len() - text.trim_start().len();
        let place = start..start + first_line.trim_end().len();
        let message = "`export` is not Markdown but MDX".to_owned();
        rewriter.warn("export", &place, message, "removed", "replace it with Markdown that shows the same");
    }
}

/// `x` and `./a.png` of `import x from './a.png'`.
fn default_imports(module: &str) -> Option<(&str, &str)> {
    let rest = module.trim_start().strip_prefix("import ")?.trim_start();
    let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$')?;
    let (name, rest) = rest.split_at(length);
    let path = rest.trim().strip_prefix("from")?.trim().trim_end_matches(';').trim_end();
    let path = path.trim_start_matches(['"', '\'']).trim_end_matches(['"', '\'']);
    (!name.is_empty() && !path.contains(['"', '\'', '\n'])).then_some((name, path))
}

/// Looks for imported names in braces and as tags.
fn uses(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>, imports: &BTreeMap<&str, &str>) {
    let text = rewriter.text.as_str();
    let mut at = 0;
    while let Some(start) = memchr2(b'{', b'<', &text.as_bytes()[at..]).map(|found| at + found) {
        at = start + 1;
        let name = name_at(&text[start + 1..]);
        let Some(path) = imports.get(name) else { continue };
        let used = if text[start..].starts_with('{') {
            value(&text[start..], name).map(|length| start..start + length)
        } else {
            tag(&text[start..]).map(|length| start..start + length)
        };
        let Some(range) = used.filter(|range| is_free(rewriter, lines, range)) else { continue };
        at = range.end;
        write(rewriter, range, path);
    }
}

fn name_at(text: &str) -> &str {
    let text = text.trim_start_matches(' ');
    &text[..text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').unwrap_or(text.len())]
}

/// The length of `{x}`, `{x.src}`, `{x.default}`.
fn value(text: &str, name: &str) -> Option<usize> {
    let (inner, _) = within(&text[1..], MAX_TAG).split_once('}')?;
    let rest = inner.trim().strip_prefix(name)?;
    matches!(rest, "" | ".src" | ".default" | ".url" | ".default.src").then(|| inner.len() + 2)
}

/// The length of `<X />` or `<X></X>`.
fn tag(text: &str) -> Option<usize> {
    let length = jsx::tag_length(text)?;
    if text[..length].ends_with("/>") {
        return Some(length);
    }
    let rest = within(text[length..].strip_prefix("</")?, MAX_TAG);
    rest.find('>').filter(|end| name_at(&text[1..]) == rest[..*end].trim()).map(|end| length + 2 + end + 1)
}

/// Writes what was imported in the place of its name.
fn write(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, import: &str) {
    let text = rewriter.text.as_str();
    let (import, is_raw) = match import.rsplit_once('!') {
        Some((loader, path)) => (path, loader.contains("raw")),
        None => (import, import.ends_with("?raw")),
    };
    let path = import.split('?').next().unwrap_or(import);
    let is_page = [".md", ".mdx", ".markdown"].iter().any(|end| path.ends_with(end));
    if text[..range.start].ends_with('=') {
        if is_file(path) {
            rewriter.replace(range, format!("\"{}\"", path.replace('"', "%22")));
        }
    } else if is_page || is_raw {
        include(rewriter, range, path, is_raw);
    } else if is_picture(path) || is_film(path) {
        rewriter.replace(range, image("", path));
    } else if text[range.clone()].starts_with('{') && is_file(path) {
        rewriter.replace(range, link("", path));
    }
}

/// Whether a path is that of a file, and no package or component.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let code = ["js", "jsx", "ts", "tsx", "vue", "astro", "svelte", "mjs", "css", "scss"];
    path.contains('/')
        && name.rsplit_once('.').is_some_and(|(stem, end)| !stem.is_empty() && !code.contains(&end))
}

/// Puts the text of another file in the place of its name.
fn include(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, path: &str, is_raw: bool) {
    match rewriter.inclusions.text(&candidates(path).iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(text) if is_raw => {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let fence = format!("````{extension}");
            put(rewriter, range, &format!("{fence}\n{}\n````", text.trim_end()));
        }
        Ok(text) => put(rewriter, range, &format!("\n{}\n", rebase(&text, path).trim_end())),
        Err(failure) => {
            rewriter.not_included(&range, path, &failure);
            rewriter.remove(range);
        }
    }
}

/// Puts a text in the place of a range, in the list or quote that this is in.
pub(super) fn put(rewriter: &mut Rewriter<'_, '_, '_>, range: Range<usize>, text: &str) {
    own_lines::put(rewriter, range, &[text]);
}

/// The paths that a file may have: aliases of a website's folder are tried as the course's, and below it.
pub(super) fn candidates(path: &str) -> Vec<String> {
    let below = ["@site/", "@docs/", "@/", "~/", "@"].iter().find_map(|alias| path.strip_prefix(alias));
    match below {
        Some(below) => {
            let last = below.split_once('/').map_or(below, |(_, rest)| rest);
            vec![format!("/{below}"), format!("/docs/{below}"), format!("/src/{below}"), format!("/{last}")]
        }
        None => vec![path.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_and_the_path_of_an_import_are_read() {
        for (module, expected) in [
            ("import clip from './a b.mp4';\n", Some(("clip", "./a b.mp4"))),
            ("import Part from \"./_p.mdx\"", Some(("Part", "./_p.mdx"))),
            ("import {A} from './a'", None),
            ("import './a.css'", None),
            ("export const a = 1", None),
        ] {
            assert_eq!(default_imports(module), expected, "{module}");
        }
    }
}
