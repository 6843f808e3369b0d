//! The language server: findings, completion and navigation for editors, over standard input and output.
//!
//! Start at [`serve`], then read `server`, the loop. A `workspace` has the courses and the open texts; each feature is
//! a file with functions that look at it. Courses are scanned as `check` does, with open texts in place of files, and
//! only changed pages are read again. The server writes no file: changes go to the client as edits. Standard output
//! belongs to the protocol.

mod actions;
mod address;
mod capabilities;
mod completion;
mod course;
mod document;
mod headings;
mod hover;
mod keys;
mod navigate;
mod paths;
mod positions;
mod publish;
mod rename;
mod server;
mod symbols;
mod typed_link;
mod workspace;

use std::io;

use lsp_server::Connection;
use lsp_types::InitializeParams;
use serde_json::{Value, json};

use capabilities::Client;
use server::{Gone, Server};
pub use workspace::Options;
use workspace::Workspace;

/// How a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The client asked to stop.
    Asked,
    /// The client went away, or broke the protocol.
    Gone,
}

/// Serves one client until it stops. Fails when standard input or output cannot be used.
pub fn serve(options: Options) -> io::Result<Ending> {
    let (connection, threads) = Connection::stdio();
    let ended = talk(&connection, options);
    drop(connection);
    match ended {
        Ok(()) => threads.join().map(|()| Ending::Asked),
        // The thread that reads may wait for input that never comes.
        Err(Gone) => Ok(Ending::Gone),
    }
}

/// The parameters of `initialize`. What a newer protocol says of a client may not be understood: then it has the least
/// abilities.
fn read(mut params: Value) -> InitializeParams {
    if let Ok(params) = serde_json::from_value(params.clone()) {
        return params;
    }
    if let Some(params) = params.as_object_mut() {
        params.insert("capabilities".to_owned(), json!({}));
    }
    serde_json::from_value(params).unwrap_or_default()
}

fn talk(connection: &Connection, options: Options) -> Result<(), Gone> {
    let (id, params) = connection.initialize_start().map_err(|_| Gone)?;
    let client = Client::of(&read(params));
    let answer = json!({
        "capabilities": capabilities::of_server(client.encoding),
        "serverInfo": { "name": "coursedir", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer).map_err(|_| Gone)?;
    let workspace = Workspace::new(options, client.roots.clone(), client.encoding);
    let mut server = Server::new(connection, workspace, &client);
    if client.watches_files {
        server.watch_files()?;
    }
    server.run()
}
