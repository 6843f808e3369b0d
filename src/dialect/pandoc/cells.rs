//! Code cells of notebooks: the lines with options at their top are for the tool that runs them.

use crate::dialect::lines::Lines;
use crate::dialect::rewriter::Rewriter;

/// What begins an option line, in the comments of several languages.
const OPTION: &[&str] = &["#| ", "//| ", "%%| ", "--| "];

/// Removes option lines from the top of cells such as ```` ```{python} ````.
pub(in crate::dialect) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for fence in &lines.fences {
        let info = lines.text[fence.info.clone()].trim();
        if !info.starts_with('{') {
            continue;
        }
        if info.starts_with("{=") {
            let message = format!("`{info}` is raw text for a tool, not Markdown");
            let help = "write what it shows as Markdown or HTML";
            rewriter.warn("raw block", &fence.info, message, "shown to learners as code", help);
        }
        let is_option = |line: &usize| OPTION.iter().any(|mark| lines.content(*line).starts_with(mark));
        let end = fence.close.unwrap_or(lines.lines.len());
        let options = (fence.open + 1..end).take_while(is_option).count();
        if options > 0 {
            let first = lines.lines[fence.open + 1].range.start;
            rewriter.remove(first..lines.lines[fence.open + options].range.end + 1);
        }
    }
}
