//! `[TOC]`: a table of contents, which a lesson does not have.

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

/// Removes lines that are nothing else, unless the word is defined as a link.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    let is_toc = |line: &usize| lines.content(*line) == "[TOC]" && lines.is_text(*line);
    let mut lines_of_toc = lines.beginning_with(b"[").filter(is_toc).peekable();
    if lines_of_toc.peek().is_none() || lines.text.contains("[TOC]:") {
        return;
    }
    for line in lines_of_toc {
        if !rewriter.is_claimed(lines.lines[line].start) {
            rewriter.remove(lines.place(line));
        }
    }
}
