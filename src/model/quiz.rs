//! The quiz or the assignment of a lesson: what is no part of its text.

/// What learners are asked, and what the platform does with their answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quiz {
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// What decides whether a learner passes, and what they read then.
    pub settings: QuizSettings,
}

/// What decides whether a learner passes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuizSettings {
    /// In percent, 0 to 100. `None`: no grade is needed.
    pub passing_grade: Option<u8>,
    /// Shown to those who pass. Plain text.
    pub pass_message: Option<String>,
    /// Shown to those who do not. Plain text.
    pub fail_message: Option<String>,
}

/// One question. Its texts are plain text; a line end is a new line, an empty line a new paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked; never empty.
    pub text: String,
    /// Two or more, of which one or more are right; none where the right answers are not known.
    pub options: Vec<Choice>,
    /// Shown with the answer.
    pub explanation: Option<String>,
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Never empty, and no other option of the question has it.
    pub text: String,
    /// Whether it is a right answer.
    pub is_right: bool,
}

/// What learners hand in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assignment {
    /// What to do. Plain text.
    pub introduction: Option<String>,
    /// Shown when it is handed in. Plain text.
    pub confirm_message: Option<String>,
    /// Whether somebody grades it. `None`: what the platform does by itself.
    pub graded: Option<bool>,
}

impl Question {
    /// Whether the right answers are known. Those of a question that is on the platform alone are not: no call shows
    /// them, and a question without them must not be sent.
    pub fn is_answered(&self) -> bool {
        self.options.iter().any(|option| option.is_right)
    }

    /// Whether learners may choose several options: whether several are right.
    pub fn is_multiple(&self) -> bool {
        self.options.iter().filter(|option| option.is_right).count() > 1
    }
}
