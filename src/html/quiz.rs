//! The questions of a quiz as a text: what learners read where the platform cannot ask them.

use crate::model::Quiz;

use super::escape::push_text;

/// The questions with their options. Neither the right answers nor the explanations are in it.
pub(crate) fn questions(quiz: &Quiz) -> String {
    if quiz.questions.is_empty() {
        return String::new();
    }
    let mut html = String::from("<ol>\n");
    for question in &quiz.questions {
        html.push_str("<li>");
        push_paragraphs(&mut html, &question.text);
        html.push_str("<ul>\n");
        for option in &question.options {
            html.push_str("<li><input disabled=\"\" type=\"checkbox\"> ");
            push_lines(&mut html, &option.text);
            html.push_str("</li>\n");
        }
        html.push_str("</ul></li>\n");
    }
    html.push_str("</ol>\n");
    html
}

/// Plain text as paragraphs.
pub(crate) fn push_paragraphs(html: &mut String, text: &str) {
    for paragraph in text.split("\n\n") {
        html.push_str("<p>");
        push_lines(html, paragraph);
        html.push_str("</p>\n");
    }
}

/// Lines of plain text, with the blanks in front of them.
fn push_lines(html: &mut String, text: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            html.push_str("<br>\n");
        }
        let rest = line.trim_start_matches([' ', '\t']);
        line[..line.len() - rest.len()].chars().for_each(|blank| {
            html.push_str(if blank == '\t' { "&nbsp;&nbsp;&nbsp;&nbsp;" } else { "&nbsp;" });
        });
        push_text(html, rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::sanitize;
    use crate::model::{Choice, Question};

    #[test]
    fn a_text_has_no_answers() {
        let choice = |text: &str, is_right| Choice { text: text.to_owned(), is_right };
        let question = Question {
            text: "What\n  is <b>?\n\nMore".to_owned(),
            options: vec![choice("\"a\"", true), choice("b\n\nc", false)],
            explanation: Some("SECRET".to_owned()),
        };
        let quiz = Quiz { questions: vec![question], ..Quiz::default() };
        let html = questions(&quiz);
        assert_eq!(
            html,
            "<ol>\n<li><p>What<br>\n&nbsp;&nbsp;is &lt;b&gt;?</p>\n<p>More</p>\n<ul>\n\
             <li><input disabled=\"\" type=\"checkbox\"> \"a\"</li>\n\
             <li><input disabled=\"\" type=\"checkbox\"> b<br>\n<br>\nc</li>\n</ul></li>\n</ol>\n"
        );
        assert_eq!(sanitize::by_parsing(&html), html);
        let other = |is_right| {
            let mut quiz = quiz.clone();
            quiz.questions[0].options.iter_mut().for_each(|option| option.is_right = is_right);
            questions(&quiz)
        };
        assert_eq!(other(true), other(false));
        assert_eq!(questions(&Quiz::default()), "");
    }
}
