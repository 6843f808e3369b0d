//! The sandbox over real HTTP, as a client sees it.
//!
//! [`Sandbox`] starts one over a folder of its own; each test then speaks to it with a plain HTTP client, and
//! with raw TCP where the answer is that there is none.

mod faults;
mod import;
mod media;
mod oauth;
mod pages;
mod requests;
mod v3;

use std::{path::PathBuf, time::Duration};

use coursedir::internals::sandbox::{self, Options, SandboxServer};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::testkit::http;

const TOKEN: &str = "a-token-for-tests";
const IMPORT: &str = "/courses/courses-exporter/public/import";
const UPLOAD: &str = "/medias/upload-file";

/// A running sandbox, a client, and the folder that goes with them.
struct Sandbox {
    running: SandboxServer,
    client: Client,
    folder: TempDir,
}

impl Sandbox {
    async fn start() -> Self {
        Self::with(|_| {}).await
    }

    async fn with_faults(faults: &[&str]) -> Self {
        Self::with(|options| options.faults = faults.iter().map(|spec| spec.parse().unwrap()).collect()).await
    }

    async fn with(change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut options = Options::new(data(&folder));
        options.import_delay = Duration::from_millis(50);
        change(&mut options);
        Self { running: sandbox::start(options).await.unwrap(), client: http::client(), folder }
    }

    /// Stops the sandbox and starts another one over the same folder.
    async fn restart(self) -> Self {
        let Self { running, client, folder } = self;
        running.stop().await;
        let mut options = Options::new(data(&folder));
        options.import_delay = Duration::ZERO;
        Self { running: sandbox::start(options).await.unwrap(), client, folder }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.base_url())
    }

    /// A call of the API with the headers that it needs.
    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path)).bearer_auth(TOKEN).header("Version", "2021-07-28")
    }

    async fn get(&self, path: &str) -> Response {
        self.client.get(self.url(path)).send().await.unwrap()
    }

    async fn import(&self, body: &Value) -> reqwest::Result<Response> {
        self.call(Method::POST, IMPORT).json(body).send().await
    }

    async fn upload(&self, name: &str, kind: &str, content: Vec<u8>) -> reqwest::Result<Response> {
        let part = reqwest::multipart::Part::bytes(content).file_name(name.to_owned()).mime_str(kind)?;
        self.call(Method::POST, UPLOAD)
            .multipart(reqwest::multipart::Form::new().part("file", part))
            .send()
            .await
    }

    /// Uploads a file and returns the path of its address.
    async fn uploaded(&self, name: &str, kind: &str, content: &[u8]) -> String {
        let answer: Value = self.upload(name, kind, content.to_vec()).await.unwrap().json().await.unwrap();
        let url = answer["url"].as_str().unwrap_or_else(|| panic!("{answer}"));
        url.strip_prefix(&self.running.base_url()).unwrap().to_owned()
    }

    /// Sends bytes as they are and returns whatever comes back before the connection closes.
    async fn raw(&self, request: &str) -> String {
        let address = self.running.base_url().replace("http://", "");
        let mut stream = TcpStream::connect(&address).await.unwrap();
        stream.write_all(request.replace("{host}", &address).as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A reset is one of the ways in which a connection can be closed.
        let _ = stream.read_to_end(&mut answer).await;
        String::from_utf8_lossy(&answer).into_owned()
    }
}

fn data(folder: &TempDir) -> PathBuf {
    folder.path().join("data")
}

/// The smallest course that has a lesson.
fn body() -> Value {
    json!({
        "locationId": "loc",
        "products": [{
            "title": "Course", "description": "", "categories": [{
                "title": "Part", "visibility": "published", "posts": [{
                    "title": "Lesson", "visibility": "published", "contentType": "video", "description": "<p>Hi</p>",
                }],
            }],
        }],
    })
}
