//! Media of `LiaScript`: `!?[video](address)`, `?[sound](address)`, `??[anything](address)`.

use memchr::memmem;

use super::rewriter::Rewriter;

const SOUNDS: &[&str] = &[".mp3", ".ogg", ".wav", ".m4a", ".flac", ".opus"];
const VIDEOS: &[&str] = &[".mp4", ".webm", ".mov", ".ogv", ".m4v"];

/// Makes images and links of them: a link that is alone in its paragraph becomes a player.
pub(super) fn scan(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    for at in memmem::find_iter(text.as_bytes(), "?[") {
        let before = &text[..at];
        let start = if before.ends_with(['!', '?']) { at - 1 } else { at };
        let is_first = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '|');
        let rest = &text[at + 1..text.floor_char_boundary(at + 1_000)];
        let address = rest
            .split('\n')
            .next()
            .and_then(|line| line.split_once("](")?.1.split([')', ' ']).next())
            .unwrap_or_default();
        let is_link = rewriter.has_link_in(&(at + 1..at + 2)) && rewriter.kept_until(at).is_none();
        if !is_first || !is_link || address.is_empty() {
            continue;
        }
        let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let ends = |extensions: &[&str]| extensions.iter().any(|extension| path.ends_with(extension));
        let is_shown = ends(if before.ends_with('!') { VIDEOS } else { SOUNDS }) && !address.contains("://");
        if start == at && !ends(SOUNDS) {
            continue;
        }
        rewriter.replace(start..at + 1, if is_shown { "!" } else { "" }.to_owned());
    }
}

/// Whether a page is a document of `LiaScript`: it begins with a comment that describes it.
pub(super) fn is_document(text: &str) -> bool {
    let Some(head) = text.trim_start().strip_prefix("<!--") else { return false };
    let head = head[..head.floor_char_boundary(2_000)].split("-->").next().unwrap_or_default();
    let keys = ["narrator:", "version:", "import:", "script:", "author:", "LiaScript"];
    head.lines().any(|line| keys.iter().any(|key| line.trim_start().starts_with(key)))
}

/// Names quizzes, whose solutions are in brackets: `[[solution]]`, `[(X)] right`.
pub(super) fn warn_of_quizzes(rewriter: &mut Rewriter<'_, '_, '_>) {
    let text = rewriter.text.as_str();
    let quiz = ["[[", "[(X)]", "[( )]"].iter().flat_map(|sign| text.match_indices(sign));
    let kept = |at: usize| rewriter.kept_until(at).is_some() || !rewriter.is_running_text(at);
    let first =
        quiz.filter(|(at, _)| !kept(*at)).map(|(at, sign)| at..at + sign.len()).min_by_key(|at| at.start);
    if let Some(first) = first {
        rewriter.warn(
            "lia quiz",
            &first,
            "a quiz of LiaScript is not imported as a quiz".to_owned(),
            "shown to learners as written, with the solution",
            "remove the solution, or ask the question in the text",
        );
    }
}
