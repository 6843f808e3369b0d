//! Uploads a file to the media library.
//!
//! Unlike an import, an upload may be repeated: a second copy costs space and nothing else.

use reqwest::StatusCode;
use serde_json::Value;
use url::Url;

use super::http::{
    ApiVersion, Body, Call, Client, Content, DayUsedUp, Delivery, Failure, FilePart, FileProblem, OnPhase,
    OnProgress, Refusal, Request, RequestError, Response, Source,
};
use super::profile::limits;
use crate::model::{CoursePath, Limits};

const UPLOAD: Call = Call { method: "POST", path: "/medias/upload-file" };

/// A file to upload.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Where the author has it, for messages.
    pub path: CoursePath,
    /// What the platform will call it; control characters are left out.
    pub name: String,
    /// Its MIME type.
    pub content_type: String,
    /// Its length, as planned. Another length when it is sent is [`UploadError::FileChanged`].
    pub bytes: u64,
    /// Where its content is.
    pub source: Source,
}

/// A file that the platform has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// The platform's id, if it named one.
    pub file_id: Option<String>,
    /// Where everybody can get it from now on.
    pub url: String,
}

/// A file was not uploaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UploadError {
    /// No other file would fare better: a wrong token or address, no connection, or a used-up day.
    #[error("could not upload `{path}`; all uploads stopped")]
    Stopped {
        /// The file.
        path: CoursePath,
        #[source]
        why: Failure,
    },
    /// The platform does not take this file. Others may still do.
    #[error("the platform rejected `{path}`")]
    Refused {
        /// The file.
        path: CoursePath,
        /// Its words.
        #[source]
        why: Box<Refusal>,
    },
    /// The file is not what it was when the upload was planned.
    #[error("file changed before its upload: `{path}`")]
    FileChanged {
        /// The file.
        path: CoursePath,
    },
    /// The file cannot be opened or read.
    #[error("could not read `{path}`")]
    Unreadable {
        /// The file.
        path: CoursePath,
        #[source]
        why: std::io::Error,
    },
    /// It did not work, however often we tried.
    #[error("could not upload `{path}`")]
    Failed {
        /// The file.
        path: CoursePath,
        #[source]
        why: Failure,
    },
}

impl UploadError {
    fn new(path: CoursePath, failure: Failure) -> Self {
        let Failure { call, problem } = failure;
        match problem {
            RequestError::File(FileProblem::Changed) => Self::FileChanged { path },
            RequestError::File(FileProblem::Unreadable(why)) => Self::Unreadable { path, why },
            RequestError::Refused(why) if is_about_this_file(&why) => Self::Refused { path, why },
            problem if concerns_all(&problem) => Self::Stopped { path, why: Failure { call, problem } },
            problem => Self::Failed { path, why: Failure { call, problem } },
        }
    }

    /// The file that was to be uploaded.
    pub fn path(&self) -> &CoursePath {
        match self {
            Self::Stopped { path, .. }
            | Self::Refused { path, .. }
            | Self::FileChanged { path }
            | Self::Unreadable { path, .. }
            | Self::Failed { path, .. } => path,
        }
    }

    /// Whether there is no sense in trying the other files.
    pub fn stops_the_run(&self) -> bool {
        matches!(self, Self::Stopped { .. })
    }

    /// Whether the platform does not take this file as it is.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// What the author can do.
    pub fn hint(&self) -> Option<String> {
        let other_kind = "remove the file, or move it into a folder: folders are uploaded as `.zip`";
        match self {
            Self::Stopped { why, .. } | Self::Failed { why, .. } => why.hint(),
            Self::Refused { why, .. } if why.status == StatusCode::PAYLOAD_TOO_LARGE => Some(too_big()),
            Self::Refused { .. } => Some(other_kind.to_owned()),
            Self::FileChanged { .. } => RequestError::File(FileProblem::Changed).hint(),
            Self::Unreadable { why, .. } if why.kind() == std::io::ErrorKind::NotFound => {
                Some("restore the file, then run the same command again".to_owned())
            }
            Self::Unreadable { .. } => None,
        }
    }

    /// The used-up day, where that is the reason.
    pub fn day_used_up(&self) -> Option<DayUsedUp> {
        match self {
            Self::Stopped { why, .. } | Self::Failed { why, .. } => why.problem.day_used_up(),
            Self::Refused { .. } | Self::FileChanged { .. } | Self::Unreadable { .. } => None,
        }
    }
}

/// The hint for a file that is too large.
fn too_big() -> String {
    let Limits { file, video, .. } = limits();
    let takes = [(file, "a file"), (video, "a video")];
    let takes = takes.into_iter().filter_map(|(size, what)| Some(format!("{} MB {what}", size?.megabytes)));
    let takes = takes.collect::<Vec<_>>().join(", ");
    format!("make the file smaller (limit: {takes}), or host it elsewhere and link to it")
}

/// All other answers are about the token, the address, the number of requests or the platform.
fn is_about_this_file(refusal: &Refusal) -> bool {
    matches!(refusal.status.as_u16(), 400 | 413 | 415 | 422)
}

fn concerns_all(problem: &RequestError) -> bool {
    match problem {
        RequestError::Token(_)
        | RequestError::DayUsedUp(_)
        | RequestError::Untrusted(_)
        | RequestError::Proxy { .. }
        | RequestError::Unreachable(_) => true,
        RequestError::Refused(refusal) if refusal.status.is_redirection() => true,
        RequestError::Refused(_) => problem.delivery() == Delivery::Refused && !problem.is_passing(),
        _ => false,
    }
}

/// Uploads a file, again where the network or the platform fails for a while.
///
/// `on_progress` is told how many bytes of the file were handed over in the current attempt;
/// another attempt begins at zero.
pub async fn upload(
    client: &Client,
    upload: &Upload,
    on_progress: OnProgress<'_>,
    on_phase: OnPhase<'_>,
) -> Result<Uploaded, UploadError> {
    let Upload { path, name, content_type, bytes, source } = upload;
    let request = Request::new(UPLOAD)
        .version(ApiVersion::V2021_07_28)
        .body(Body::File(FilePart { name, content_type, bytes: *bytes, source }))
        .idempotent()
        .over_kept_connection()
        .on_progress(on_progress)
        .on_phase(on_phase);
    let failed = |failure| UploadError::new(path.clone(), failure);
    let response = client.send(request).await.map_err(failed)?;
    uploaded(response).map_err(|problem| failed(Failure { call: UPLOAD, problem }))
}

/// Without an address that everybody can open, the upload is of no use.
fn uploaded(response: Response) -> Result<Uploaded, RequestError> {
    let (status, page) = (response.status, response.page());
    let Content::Json(value) = response.content else {
        return Err(RequestError::Unreadable { status, page });
    };
    let field = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let url =
        field("url").filter(|url| is_address(url)).ok_or(RequestError::Unreadable { status, page: None })?;
    Ok(Uploaded { file_id: field("fileId"), url })
}

fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}
