//! The tools that an agent sees: names, descriptions, and the schemas of their arguments.

use rmcp::model::{JsonObject, Tool as ListedTool, ToolAnnotations};
use serde_json::{Value, json};

/// What an agent can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    Outline,
    Check,
    ReadLesson,
    WriteLesson,
    PreviewBody,
    Status,
    Plan,
    Import,
}

impl Tool {
    /// Every tool.
    const ALL: &[Self] = &[
        Self::Outline,
        Self::Check,
        Self::ReadLesson,
        Self::WriteLesson,
        Self::PreviewBody,
        Self::Status,
        Self::Plan,
        Self::Import,
    ];

    /// The name that a client sends.
    pub fn name(self) -> &'static str {
        match self {
            Self::Outline => "outline",
            Self::Check => "check",
            Self::ReadLesson => "read_lesson",
            Self::WriteLesson => "write_lesson",
            Self::PreviewBody => "preview_body",
            Self::Status => "status",
            Self::Plan => "plan",
            Self::Import => "import",
        }
    }

    /// The tool of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tool| tool.name() == name)
    }

    fn about(self) -> &'static str {
        match self {
            Self::Outline => {
                "Show the categories and lessons of the course in their order, as JSON. \
                 Each lesson has its file, title, type and materials."
            }
            Self::Check => {
                "Find problems in the course, as JSON. Each finding has a code, a place and, where there is one right \
                 answer, a fix: bytes of a file and their replacement. Read `coursedir://findings/CODE` for its meaning."
            }
            Self::ReadLesson => "Read the Markdown file of a lesson. The path is relative to the course.",
            Self::WriteLesson => {
                "Write the Markdown file of a lesson as a whole, and get the findings about it. New folders are made. \
                 Pass the text that you read as `expected`: another text on the disk is then not overwritten."
            }
            Self::PreviewBody => {
                "Show what an import would send of a lesson, as JSON: title, type, HTML, video and materials."
            }
            Self::Status => {
                "Compare the course with the platform, as JSON. Without a login it compares with the last import."
            }
            Self::Plan => "Show what an import would upload, add and change, as text. Nothing is sent.",
            Self::Import => "Get the command that imports the course. A person runs it: no tool imports.",
        }
    }

    fn schema(self) -> JsonObject {
        let path = json!({ "type": "string", "description": "Path of a Markdown file, relative to the course, with `/`" });
        let text = |about: &str| json!({ "type": "string", "description": about });
        let (properties, required) = match self {
            Self::ReadLesson | Self::PreviewBody => (json!({ "path": path }), json!(["path"])),
            Self::WriteLesson => (
                json!({
                    "path": path,
                    "text": text("The whole new text of the file"),
                    "expected": text("The text that the file has now; empty for a new file"),
                }),
                json!(["path", "text"]),
            ),
            Self::Outline | Self::Check | Self::Status | Self::Plan | Self::Import => (json!({}), json!([])),
        };
        let schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        match schema {
            Value::Object(schema) => schema,
            _ => JsonObject::new(),
        }
    }

    fn listed(self) -> ListedTool {
        let annotations = ToolAnnotations::new()
            .read_only(self != Self::WriteLesson)
            .destructive(self == Self::WriteLesson)
            .idempotent(true)
            .open_world(self == Self::Status);
        ListedTool::new(self.name(), self.about(), self.schema()).with_annotations(annotations)
    }
}

/// All tools as a client lists them.
pub(super) fn all() -> Vec<ListedTool> {
    Tool::ALL.iter().map(|tool| tool.listed()).collect()
}
