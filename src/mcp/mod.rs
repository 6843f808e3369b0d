//! The server for agents that write courses (Model Context Protocol), over standard input and output.
//!
//! Start at [`serve`]. `tools` lists what an agent can do, and `course` does it. No tool imports: `import` answers with
//! the command that a person runs. Writing is possible in Markdown files below the course, and nowhere else
//! (`lessons`). What a command prints comes from this program itself, run as a child (`child`), because standard output
//! belongs to the protocol.

mod child;
mod course;
mod lessons;
mod options;
mod resources;
mod server;
mod tools;

use std::io;

use rmcp::ServiceExt as _;

pub use options::Options;
use server::Handler;

/// Serves one client until it goes.
pub async fn serve(options: Options) -> io::Result<()> {
    let service = Handler::new(options).serve(rmcp::transport::stdio()).await.map_err(io::Error::other)?;
    service.waiting().await.map_err(io::Error::other)?;
    Ok(())
}
