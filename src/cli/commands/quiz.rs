//! `quiz`: the questions of quizzes with their answers, for the author alone.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::guard::Form;
use crate::cli::output::terminal::{FAINT, STRONG, Terminal};
use crate::diagnostic::render::full;
use crate::diagnostic::{Diagnostic, Severity, Source};
use crate::fs::{Root, Vfs};
use crate::model::{Choice, Course, CoursePath, Lesson, Question, Quiz, QuizSettings};
use crate::quiz;

/// The most that is read of a file of questions, in bytes.
const LARGEST: u64 = 4 << 20;

/// Print the questions of quizzes with the right answers
///
/// The order is that of a person who enters them on the platform.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct QuizArgs {
    /// Read these course folders, or files of questions
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Print the questions, with the right answers marked
    #[arg(long, env = "COURSEDIR_PRINT", value_parser = clap::builder::FalseyValueParser::new(), required_unless_present = "markdown")]
    print: bool,

    /// Print the questions as Markdown for a lesson of type `quiz`
    #[arg(long, env = "COURSEDIR_MARKDOWN", value_parser = clap::builder::FalseyValueParser::new(), conflicts_with = "print")]
    markdown: bool,

    #[command(flatten)]
    reading: ReadArgs,
}

pub(in crate::cli) fn run(args: &QuizArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let mut exit = Exit::Done;
    for path in &args.paths {
        let done = if path.is_file() { file(args, path, terminal)? } else { folder(args, path, terminal)? };
        if done != Exit::Done {
            exit = done;
        }
    }
    Ok(exit)
}

/// Prints the questions of a file that is in no course.
fn file(args: &QuizArgs, path: &Path, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if crate::model::is_markdown_extension(&CoursePath::root().child(&name).extension()) {
        let reason = format!("a lesson is read as a part of its course: `{}`", path.display());
        return Err(CommandError::unclear(reason).hint("pass the folder of the course"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let root = Root::within(Vfs::default(), folder)?;
    let own = CoursePath::root().child(&name);
    let is_package = quiz::package::is_package(&own);
    let most = if is_package { quiz::package::LARGEST } else { LARGEST };
    let bytes = root.read_disk(&root.course().join(&*name), most)?;
    let mut found = Vec::new();
    let checked = if is_package {
        quiz::package::read(&own, &bytes, &mut found)
    } else {
        let text = String::from_utf8_lossy(&bytes).replace('\0', " ");
        quiz::file::read(&Source::new(own, text), &mut found)
    };
    let quiz = Quiz { questions: checked.questions, settings: QuizSettings::default() };
    let mut out = terminal.results_in(Form::Text);
    if args.markdown {
        write!(out, "{}", quiz::markdown(&quiz.questions))?;
    } else {
        write_questions(&mut out, &quiz)?;
    }
    out.flush()?;
    print_findings(&found, &folder.display().to_string(), terminal);
    Ok(exit_of(&found))
}

/// Prints the questions of every quiz of the courses in a folder.
fn folder(args: &QuizArgs, path: &Path, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let courses = load::read(&[path.to_owned()], &args.reading.options(false))?;
    let mut exit = Exit::Done;
    for course in &courses {
        let lessons = course.scan.course.iter().flat_map(Course::lessons);
        let quizzes: Vec<(&Lesson, &Quiz)> =
            lessons.filter_map(|lesson| Some((lesson, lesson.quiz.as_ref()?))).collect();
        let mut out = terminal.results_in(Form::Text);
        for (number, (lesson, quiz)) in quizzes.iter().enumerate() {
            if number > 0 {
                writeln!(out)?;
            }
            if args.markdown {
                write!(out, "{}", quiz::markdown(&quiz.questions))?;
                continue;
            }
            writeln!(out, "{STRONG}{}{STRONG:#}  {FAINT}{}{FAINT:#}", lesson.title, lesson.path)?;
            write_settings(&mut out, &quiz.settings)?;
            writeln!(out)?;
            write_questions(&mut out, quiz)?;
        }
        out.flush()?;
        if quizzes.is_empty() {
            terminal.status("the course has no quiz");
        }
        let of_quizzes: Vec<Diagnostic> =
            course.scan.diagnostics.iter().filter(|found| is_of_quiz(found)).cloned().collect();
        print_findings(&of_quizzes, &course.prefix(), terminal);
        if course.scan.course.is_none() || exit_of(&of_quizzes) != Exit::Done {
            exit = Exit::CourseHasErrors;
        }
    }
    Ok(exit)
}

/// Whether a finding means that a question is missing or is not what its author wrote.
fn is_of_quiz(found: &Diagnostic) -> bool {
    use crate::diagnostic::Code;
    matches!(
        found.code,
        Code::DuplicateOption
            | Code::EmptyQuestionText
            | Code::InvalidQuizFile
            | Code::MisplacedAnswers
            | Code::NoLessons
            | Code::NoRightAnswer
            | Code::QuizContentDropped
            | Code::QuizTooLarge
            | Code::TextBetweenQuestions
            | Code::TooFewOptions
            | Code::UnknownAnswer
            | Code::UnsupportedQuestion
    )
}

fn print_findings(found: &[Diagnostic], prefix: &str, terminal: &mut Terminal) {
    let style = terminal.message_style();
    for diagnostic in found {
        let text = format!("{}\n", full::report(diagnostic, prefix, style));
        if diagnostic.severity == Severity::Error { terminal.print(&text) } else { terminal.status(&text) }
    }
}

fn exit_of(found: &[Diagnostic]) -> Exit {
    let is_error = |found: &Diagnostic| found.severity == Severity::Error;
    if found.iter().any(is_error) { Exit::CourseHasErrors } else { Exit::Done }
}

fn write_settings(out: &mut impl Write, settings: &QuizSettings) -> io::Result<()> {
    let QuizSettings { passing_grade, pass_message, fail_message } = settings;
    if let Some(grade) = passing_grade {
        writeln!(out, "passing grade: {grade} %")?;
    }
    for (name, message) in [("pass message", pass_message), ("fail message", fail_message)] {
        if let Some(message) = message {
            writeln!(out, "{name}: {message}")?;
        }
    }
    Ok(())
}

fn write_questions(out: &mut impl Write, quiz: &Quiz) -> io::Result<()> {
    for (number, question) in quiz.questions.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        let Question { text, options, explanation } = question;
        let number = format!("{}. ", number + 1);
        write_lines(out, &number, text)?;
        let (right, wrong) = if question.is_multiple() { ("[x] ", "[ ] ") } else { ("(x) ", "( ) ") };
        for Choice { text, is_right } in options {
            write_lines(out, &format!("   {}", if *is_right { right } else { wrong }), text)?;
        }
        if let Some(explanation) = explanation {
            write_lines(out, "   explanation: ", explanation)?;
        }
    }
    Ok(())
}

/// Writes a text behind a sign; its other lines begin below its first word.
fn write_lines(out: &mut impl Write, sign: &str, text: &str) -> io::Result<()> {
    let indent = " ".repeat(sign.len());
    for (number, line) in text.split('\n').enumerate() {
        let before = if number == 0 { sign } else { &indent };
        writeln!(out, "{}", format!("{before}{line}").trim_end())?;
    }
    Ok(())
}
