//! Writes questions in the grammar of a lesson's Markdown, so that reading them again gives the same questions.

use crate::model::Question;

/// The questions as numbered items, each with its answers and its explanation.
pub(crate) fn markdown(questions: &[Question]) -> String {
    let mut out = String::new();
    for (number, question) in questions.iter().enumerate() {
        let number = format!("{}. ", number + 1);
        let indent = " ".repeat(number.len());
        push_block(&mut out, &number, &indent, &question.text);
        out.push('\n');
        for option in &question.options {
            let sign = if option.is_right {
                'x'
            } else if question.is_answered() {
                ' '
            } else {
                '?'
            };
            let mark = format!("{indent}- [{sign}] ");
            push_block(&mut out, &mark, &format!("{indent}  "), &option.text);
        }
        if let Some(explanation) = &question.explanation {
            out.push('\n');
            let mark = format!("{indent}> ");
            push_block(&mut out, &mark, &mark, explanation);
        }
        out.push('\n');
    }
    out
}

/// A text as paragraphs: its first line behind one sign, the others behind another.
fn push_block(out: &mut String, first: &str, others: &str, text: &str) {
    let lines: Vec<&str> = text.split('\n').collect();
    for (number, line) in lines.iter().enumerate() {
        out.push_str(if number == 0 { first } else { others });
        push_escaped(out, line);
        let is_in_paragraph = !line.is_empty() && lines.get(number + 1).is_some_and(|next| !next.is_empty());
        out.push_str(if is_in_paragraph { "\\\n" } else { "\n" });
    }
}

/// Plain text as Markdown that means the same.
fn push_escaped(out: &mut String, line: &str) {
    let rest = line.trim_start_matches([' ', '\t']);
    for blank in line[..line.len() - rest.len()].chars() {
        out.push_str(if blank == '\t' { "&#9;" } else { "&#32;" });
    }
    let mut before = ' ';
    for c in rest.chars() {
        match c {
            // Behind a backslash it begins a formula.
            '[' => out.push_str("&#91;"),
            c if needs_escape(c, before) => out.extend(['\\', c]),
            c => out.push(c),
        }
        before = c;
    }
}

/// Whether a sign may mean something to a reader of Markdown, or to a tool whose markup is understood.
fn needs_escape(c: char, before: char) -> bool {
    match c {
        // Between letters and behind words these are what they are.
        ',' | '?' | '\'' | '/' | ';' | '(' | ']' => false,
        ')' => before.is_ascii_digit(),
        '.' | '-' => !before.is_alphabetic(),
        c => c.is_ascii_punctuation(),
    }
}
