//! The protocol's requests, answered.

use std::sync::Arc;

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, Implementation,
    ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, ResourceContents,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};

use super::course::Course;
use super::options::Options;
use super::resources;
use super::tools::{self, Tool};

/// What an agent reads before it begins.
const INSTRUCTIONS: &str = "This server is about one course: a folder of Markdown lessons. Read \
    `coursedir://reference/course-format` first. Look with `outline` and `check`, write with `write_lesson`, and check \
    again. A person imports the course.";

/// Answers one client.
pub(super) struct Handler {
    course: Arc<Course>,
}

impl Handler {
    /// A server of one course.
    pub fn new(options: Options) -> Self {
        Self { course: Arc::new(Course::new(options)) }
    }
}

impl ServerHandler for Handler {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        ServerConfig::new(capabilities)
            .with_server_info(Implementation::new("coursedir", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools::all()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(tool) = Tool::from_name(&request.name) else {
            return Err(ErrorData::invalid_params(format!("unknown tool: {}", request.name), None));
        };
        let course = Arc::clone(&self.course);
        let arguments = request.arguments.unwrap_or_default();
        let called = tokio::task::spawn_blocking(move || course.call(tool, arguments)).await;
        let called =
            called.map_err(|_| ErrorData::internal_error("the tool failed: a bug in coursedir", None))?;
        let content = |text: String| vec![ContentBlock::text(text)];
        Ok(match called {
            Ok(text) => CallToolResult::success(content(text)),
            Err(why) => CallToolResult::error(content(why)),
        }
        .into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        Ok(ListResourcesResult::with_all_items(resources::all()))
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(resources::templates()))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let uri = request.uri;
        let Some(text) = resources::text(&uri) else {
            return Err(ErrorData::resource_not_found(format!("no such resource: {uri}"), None));
        };
        let contents = ResourceContents::text(text, uri).with_mime_type(resources::mime_type());
        Ok(ReadResourceResult::new(vec![contents]).into())
    }
}
