//! What stands behind the language of a fenced block: its title becomes a label, the rest is for highlighting.

use crate::dialect::attributes::Attributes;
use crate::dialect::lines::Lines;
use crate::dialect::placeholder::Placeholder;
use crate::dialect::rewriter::Rewriter;

/// Shows the titles of blocks of code, and names the language where it is in braces.
pub(in super::super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>, lines: &Lines<'_>) {
    for fence in &lines.fences {
        let info = &lines.text[fence.info.clone()];
        let head = lines.place(fence.open);
        if info.is_empty() || rewriter.is_claimed(head.start) {
            continue;
        }
        let trimmed = info.trim();
        let braces = Attributes::read(trimmed).filter(|read| read.length == trimmed.len());
        let class = braces.as_ref().and_then(|read| read.classes.first());
        let title = title(info);
        if title.is_none() && class.is_none() {
            continue;
        }
        let language = match class {
            Some(class) => class,
            None => info.split_whitespace().next().unwrap_or_default(),
        };
        let language = if language.contains('=') { "" } else { language };
        let mut with = String::new();
        if let Some(title) = title {
            with.push_str(&rewriter.comment(Placeholder::Label(title.to_owned())));
            with.extend(["\n", &lines.prefix(fence.open)]);
        }
        with.push_str(&lines.text[head.start..fence.info.start]);
        with.push_str(language);
        rewriter.replace(head, with);
    }
}

/// The title in `py title="x.py" linenums="1"`.
fn title(info: &str) -> Option<&str> {
    let (before, rest) = info.split_once("title=")?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let is_key = before.is_empty() || before.ends_with([' ', '\t', '{']);
    rest[1..].split(quote).next().filter(|title| is_key && !title.trim().is_empty())
}
