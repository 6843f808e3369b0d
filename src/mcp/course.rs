//! What the tools do with the course.

use std::collections::BTreeMap;

use rmcp::model::JsonObject;
use serde_json::{Value, json};

use super::options::Options;
use super::tools::Tool;
use super::{child, lessons};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::{Findings, json as report};
use crate::model::CoursePath;
use crate::pages::body::Body;
use crate::platform::convert;
use crate::rules;
use crate::source::{Clock, Scan};

/// The course that is served.
pub(super) struct Course(Options);

/// The arguments of a call.
struct Arguments(JsonObject);

impl Arguments {
    fn text(&self, name: &str) -> Result<&str, String> {
        self.optional_text(name)?.ok_or_else(|| format!("`{name}` is missing"))
    }

    fn optional_text(&self, name: &str) -> Result<Option<&str>, String> {
        match self.0.get(name) {
            None => Ok(None),
            Some(value) => value.as_str().map(Some).ok_or_else(|| format!("`{name}` is not a text")),
        }
    }
}

impl Course {
    /// Takes what is to be served.
    pub fn new(options: Options) -> Self {
        Self(options)
    }

    /// Does what a tool is for. The error is for the agent.
    pub fn call(&self, tool: Tool, arguments: JsonObject) -> Result<String, String> {
        let arguments = Arguments(arguments);
        match tool {
            Tool::Outline => self.run(&["outline", "--format", "json"])?.results(),
            Tool::Check => self.run(&["check", "--format", "json"])?.results(),
            Tool::Status => self.run(&["status", "--format", "json"])?.results(),
            Tool::Plan => self.run(&["import", "--dry-run"])?.messages(),
            Tool::ReadLesson => lessons::read(&self.0.course, &lessons::path(arguments.text("path")?)?),
            Tool::WriteLesson => self.write(&arguments),
            Tool::PreviewBody => self.preview(&lessons::path(arguments.text("path")?)?),
            Tool::Import => Ok(format!(
                "No tool imports. Ask the author to run this command, which shows the plan and asks before it sends:\n\n\
                 coursedir import {}",
                self.0.argument
            )),
        }
    }

    fn run(&self, arguments: &[&str]) -> Result<child::Printed, String> {
        child::run(&self.0.program, arguments, &self.0.flags, &self.0.course)
    }

    fn scan(&self) -> Result<Scan, String> {
        let options = crate::source::Options { clock: Clock::default(), ..self.0.scan.clone() };
        rules::scan(&self.0.course, &options).map_err(|error| error.to_string())
    }

    fn write(&self, arguments: &Arguments) -> Result<String, String> {
        let path = lessons::path(arguments.text("path")?)?;
        let (text, expected) = (arguments.text("text")?, arguments.optional_text("expected")?);
        let is_new = lessons::write(&self.0.course, &path, text, expected)?;
        let scan = self.scan()?;
        let is_of_file =
            |finding: &Diagnostic| finding.place.as_ref().is_some_and(|place| place.path == path);
        let of_file: Vec<Diagnostic> = scan.diagnostics.into_iter().filter(is_of_file).collect();
        let document = report::document(&[Findings { prefix: "", diagnostics: &of_file, leftovers: &[] }]);
        let document: Value = serde_json::from_str(&document).map_err(|error| error.to_string())?;
        let answer = json!({
            "path": path.as_str(),
            "created": is_new,
            "counts": document["counts"],
            "findings": document["findings"],
        });
        Ok(format!("{answer:#}"))
    }

    /// The part of the import body that is about a lesson.
    fn preview(&self, path: &CoursePath) -> Result<String, String> {
        let scan = self.scan()?;
        let course = scan.course.as_ref().ok_or("the course has no lessons: use `check`")?;
        let lesson = course.lessons().position(|lesson| lesson.path == *path);
        let lesson =
            lesson.ok_or_else(|| format!("`{path}` is not a lesson of the course: use `outline`"))?;
        let known = BTreeMap::new();
        let body = convert::preview(course, &known, None, None);
        let body = serde_json::to_string(&body).map_err(|error| error.to_string())?;
        let body = Body::read(body).map_err(|error| error.to_string())?;
        let lesson: Value = serde_json::from_str(body.json(lesson)).map_err(|error| error.to_string())?;
        Ok(format!("{lesson:#}"))
    }
}
