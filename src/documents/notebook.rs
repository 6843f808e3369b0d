//! Notebooks of Jupyter (`.ipynb`, formats 3 and 4): text, code with its language, outputs as text, tables and pictures.
//!
//! The format: <https://nbformat.readthedocs.io/en/latest/format_description.html>. Cells that their author hides are left
//! out: `jupyter.source_hidden`, and the tags of Jupyter Book (`remove-cell`, `hide-input` and so on).

use std::fmt::Write as _;

use serde_json::Value;

use crate::html::to_markdown::blocks;

use super::converted::{Converted, counted};
use super::web::without;

/// Picture formats that browsers show, the best first.
const PICTURES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"];

/// Turns a notebook into Markdown.
pub(super) fn convert(bytes: &[u8]) -> Result<Converted, String> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let notebook: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("it is not a notebook: {error}"))?;
    let cells = cells(&notebook).ok_or("it is not a notebook: it has no cells")?;
    let mut writer = Writer { language: language(&notebook), ..Writer::default() };
    for cell in cells {
        writer.cell(cell);
    }
    Ok(writer.finish())
}

/// The cells of format 4, or those of format 3.
fn cells(notebook: &Value) -> Option<Vec<&Value>> {
    if let Some(cells) = notebook.get("cells").and_then(Value::as_array) {
        return Some(cells.iter().collect());
    }
    let sheets = notebook.get("worksheets")?.as_array()?;
    Some(sheets.iter().filter_map(|sheet| sheet.get("cells")?.as_array()).flatten().collect())
}

fn language(notebook: &Value) -> String {
    let named = ["/metadata/language_info/name", "/metadata/kernelspec/language"];
    let name = named.iter().find_map(|path| notebook.pointer(path)?.as_str()).unwrap_or("python");
    if name.chars().all(|c| c.is_ascii_alphanumeric() || "+#-_.".contains(c)) {
        name.to_owned()
    } else {
        String::new()
    }
}

#[derive(Default)]
struct Writer {
    language: String,
    blocks: Vec<String>,
    hidden_cells: usize,
    raw_cells: usize,
    outputs: usize,
}

impl Writer {
    fn finish(self) -> Converted {
        let lost = [
            counted(self.hidden_cells, "hidden cell or output", "hidden cells and outputs"),
            counted(self.raw_cells, "raw cell", "raw cells"),
            counted(self.outputs, "interactive output", "interactive outputs"),
        ];
        let mut markdown = self.blocks.join("\n\n");
        markdown.push('\n');
        Converted { markdown, lost: lost.into_iter().flatten().collect() }
    }

    fn push(&mut self, block: &str) {
        let block = block.trim_matches(['\n', '\r']);
        if !block.trim().is_empty() {
            self.blocks.push(block.to_owned());
        }
    }

    fn cell(&mut self, cell: &Value) {
        let hidden = Hidden::of(cell);
        if hidden.cell {
            self.hidden_cells += 1;
            return;
        }
        let source = joined(cell.get("source").or_else(|| cell.get("input")));
        match cell.get("cell_type").and_then(Value::as_str).unwrap_or_default() {
            "markdown" => self.push(&with_attachments(&source, cell)),
            "heading" => {
                let level = cell.get("level").and_then(Value::as_u64).unwrap_or(1).clamp(1, 6);
                let marks = "#".repeat(usize::try_from(level).unwrap_or(1));
                self.push(&format!("{marks} {}", source.replace('\n', " ")));
            }
            "code" => self.code(cell, &source, hidden),
            "html" => self.push(&html(&source)),
            // Quarto keeps the front matter of a page so.
            "raw" if self.blocks.is_empty() && source.trim_start().starts_with("---") => self.push(&source),
            _ if source.trim().is_empty() => {}
            _ => self.raw_cells += 1,
        }
    }

    fn code(&mut self, cell: &Value, source: &str, hidden: Hidden) {
        if hidden.source {
            self.hidden_cells += 1;
        } else if !source.trim().is_empty() {
            let own = cell.get("language").and_then(Value::as_str);
            let language = own.unwrap_or(&self.language).to_owned();
            self.push(&fenced(source, &language));
        }
        let outputs = cell.get("outputs").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        if hidden.outputs {
            self.hidden_cells += usize::from(!outputs.is_empty());
            return;
        }
        let mut stream = String::new();
        for output in outputs {
            if output.get("output_type").and_then(Value::as_str) == Some("stream") {
                stream.push_str(&joined(output.get("text")));
                continue;
            }
            self.stream(&mut stream);
            self.output(output);
        }
        self.stream(&mut stream);
    }

    /// What was printed.
    fn stream(&mut self, text: &mut String) {
        let plain = without_escapes(&std::mem::take(text));
        if !plain.trim().is_empty() {
            self.push(&fenced(&plain, "text"));
        }
    }

    fn output(&mut self, output: &Value) {
        if output
            .get("output_type")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind == "error" || kind == "pyerr")
        {
            let lines =
                output.get("traceback").map(|traceback| lines(traceback).join("\n")).unwrap_or_default();
            let name = joined(output.get("ename"));
            let text =
                if lines.is_empty() { format!("{name}: {}", joined(output.get("evalue"))) } else { lines };
            return self.push(&fenced(&without_escapes(&text), "text"));
        }
        let Some(block) = shown(output.get("data").unwrap_or(output)) else {
            self.outputs += 1;
            return;
        };
        self.push(&block);
    }
}

/// What of a cell its author hides.
#[derive(Debug, Clone, Copy, Default)]
struct Hidden {
    cell: bool,
    source: bool,
    outputs: bool,
}

impl Hidden {
    fn of(cell: &Value) -> Self {
        let is = |path: &str| cell.pointer(path).and_then(Value::as_bool) == Some(true);
        let tags =
            cell.pointer("/metadata/tags").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let has = |part: &str| {
            let of_part = |tag: &str| {
                tag.strip_prefix("remove")
                    .or_else(|| tag.strip_prefix("hide"))
                    .is_some_and(|rest| rest[..].trim_start_matches(['-', '_']) == part)
            };
            tags.iter().filter_map(Value::as_str).any(of_part)
        };
        Self {
            cell: has("cell"),
            source: has("input") || is("/metadata/jupyter/source_hidden"),
            outputs: has("output") || is("/metadata/jupyter/outputs_hidden"),
        }
    }
}

/// The best form of an output that a page can show; `None` where it needs a program.
fn shown(data: &Value) -> Option<String> {
    let is_map = data.as_object()?;
    let of = |kind: &str| data.get(kind).map(|value| joined(Some(value)));
    for kind in PICTURES {
        let short = kind.split('/').next_back().unwrap_or(kind);
        if let Some(picture) = of(kind).or_else(|| of(short)) {
            return Some(picture_of(kind, &picture));
        }
    }
    if let Some(markdown) = of("text/markdown") {
        return Some(markdown);
    }
    let text = of("text/plain").or_else(|| of("text"));
    if let Some(page) = of("text/html").or_else(|| of("html")) {
        let needs_program = page.contains("<script") || page.contains("<iframe");
        let block = if needs_program { String::new() } else { html(&page) };
        if !block.trim().is_empty() {
            return Some(block);
        }
        return None;
    }
    if let Some(formula) = of("text/latex").or_else(|| of("latex")) {
        return Some(formula);
    }
    let is_widget = is_map.keys().any(|kind| kind.starts_with("application/"));
    text.filter(|_| !is_widget).map(|text| fenced(&without_escapes(&text), "text"))
}

/// A picture as an address with its data.
fn picture_of(kind: &str, data: &str) -> String {
    let data = if kind == "image/svg+xml" && data.trim_start().starts_with('<') {
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, data)
    } else {
        data.split_whitespace().collect()
    };
    format!("![Output](data:{kind};base64,{data})")
}

fn html(page: &str) -> String {
    // Styles of a table are no text.
    let (page, _) = without(page, "style");
    blocks(&page).into_iter().map(|block| block.markdown).collect::<Vec<_>>().join("\n\n")
}

/// How the address of a picture of the cell begins.
const SIGN: &str = "attachment:";

/// Pictures make a text no longer than this, in bytes, however often they are shown.
const MAX_PICTURES: usize = 8 << 20;

/// Puts the pictures that a cell holds into its text, where it names them.
fn with_attachments(source: &str, cell: &Value) -> String {
    let Some(attachments) = cell.get("attachments").and_then(Value::as_object) else {
        return source.to_owned();
    };
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find(SIGN) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = rest.find([')', '"', '\'', ' ', '>', '\n']).unwrap_or(rest.len());
        let name = percent_encoding::percent_decode_str(&rest[SIGN.len()..length]).decode_utf8_lossy();
        let data =
            attachments.get(name.as_ref()).and_then(Value::as_object).and_then(|kinds| kinds.iter().next());
        match data {
            Some((kind, data)) if text.len() < MAX_PICTURES => {
                let data: String = joined(Some(data)).split_whitespace().collect();
                let _ = write!(text, "data:{kind};base64,{data}");
            }
            _ => text.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    text.push_str(rest);
    text
}

/// A text, or a list of its lines.
fn joined(value: Option<&Value>) -> String {
    value.map(|value| lines(value).concat()).unwrap_or_default()
}

fn lines(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text.as_str()],
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Code between marks that are longer than any in it.
fn fenced(code: &str, language: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in code.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let marks = "`".repeat((longest + 1).max(3));
    let code = code.trim_end_matches(['\n', '\r']).trim_start_matches('\n');
    format!("{marks}{language}\n{code}\n{marks}")
}

/// What a terminal shows, without colors; of lines that are written over, the last.
fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        plain.push_str(&rest[..at]);
        rest = rest[at + 1..].strip_prefix('[').map_or(&rest[at + 1..], |code| {
            let end = code.find(|c: char| c.is_ascii_alphabetic() || c == '~');
            end.map_or("", |end| &code[end + 1..])
        });
    }
    plain.push_str(rest);
    let last = |line: &str| line.trim_end_matches('\r').rsplit('\r').next().unwrap_or_default().to_owned();
    plain.split('\n').map(last).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cells: &str) -> Converted {
        let text = format!(
            r#"{{"nbformat": 4, "metadata": {{"kernelspec": {{"language": "R"}}}}, "cells": [{cells}]}}"#
        );
        convert(text.as_bytes()).unwrap()
    }

    #[test]
    fn text_code_and_outputs_are_kept_in_order() {
        let notebook = read(
            r##"{"cell_type": "markdown", "source": ["# One\n", "Text."]},
            {"cell_type": "code", "source": "x <- 1\n```", "outputs": [
                {"output_type": "stream", "text": ["a\n"]}, {"output_type": "stream", "text": "\u001b[31mb\u001b[0m\n"},
                {"output_type": "display_data", "data": {"image/png": "AA\nBB", "text/plain": "<Figure>"}},
                {"output_type": "execute_result", "data": {"text/html": ["<style>x</style><table><tr><th>A</th></tr><tr><td>1</td></tr></table>"], "text/plain": "A"}},
                {"output_type": "error", "ename": "E", "evalue": "v", "traceback": []}]}"##,
        );
        assert_eq!(
            notebook.markdown,
            "# One\nText.\n\n````R\nx <- 1\n```\n````\n\n```text\na\nb\n```\n\n![Output](data:image/png;base64,AABB)\n\n| A |\n| --- |\n| 1 |\n\n```text\nE: v\n```\n"
        );
        assert!(notebook.lost.is_empty());
    }

    #[test]
    fn what_is_hidden_or_needs_a_program_is_counted() {
        let notebook = read(
            r#"{"cell_type": "code", "source": "a", "metadata": {"tags": ["hide-input"]}, "outputs": [{"output_type": "stream", "text": "b"}]},
            {"cell_type": "markdown", "source": "secret", "metadata": {"tags": ["remove_cell"]}},
            {"cell_type": "raw", "source": "\\latex"},
            {"cell_type": "code", "source": "", "outputs": [{"output_type": "display_data", "data": {"application/x": {}, "text/plain": "W"}}]}"#,
        );
        assert_eq!(notebook.markdown, "```text\nb\n```\n");
        assert_eq!(notebook.lost, ["2 hidden cells and outputs", "1 raw cell", "1 interactive output"]);
    }

    #[test]
    fn pictures_of_a_text_are_found_by_their_names() {
        let notebook = read(
            r#"{"cell_type": "markdown", "source": "![x](attachment:a%20b.png) <img src=\"attachment:gone.png\">", "attachments": {"a b.png": {"image/png": "AA"}}}"#,
        );
        assert_eq!(notebook.markdown, "![x](data:image/png;base64,AA) <img src=\"attachment:gone.png\">\n");
    }

    #[test]
    fn old_notebooks_and_odd_ones_are_read() {
        let old = r#"{"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading", "level": 2, "source": "T"}, {"cell_type": "code", "input": "x", "language": "python", "outputs": [{"output_type": "display_data", "png": "AA"}]}]}]}"#;
        let bytes = ["\u{FEFF}".as_bytes(), old.as_bytes()].concat();
        assert_eq!(
            convert(&bytes).unwrap().markdown,
            "## T\n\n```python\nx\n```\n\n![Output](data:image/png;base64,AA)\n"
        );
        for broken in ["", "[]", "{}", "{\"cells\": 1}", "\u{1b}["] {
            assert!(convert(broken.as_bytes()).is_err(), "{broken}");
        }
        assert_eq!(without_escapes("10%\r100%\r\n\u{1b}["), "100%\n");
    }
}
