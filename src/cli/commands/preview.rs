//! `preview`: serves the pages that learners will see until Ctrl-C, or writes them as files.

use std::collections::BTreeMap;
use std::net::{IpAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::FalseyValueParser;

use crate::diagnostic::{Diagnostic, render};
use crate::preview::site::{Entry, Options, Site, Snapshot};
use crate::preview::{self, Editor, Listen, export};
use crate::shown::shown;
use crate::source;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::terminal::Terminal;
use crate::cli::severity_args::SeverityArgs;
use crate::cli::signals::Interrupt;
use crate::cli::write;
use crate::size::count;

/// The default port.
const PORT: u16 = 4321;

/// Preview courses in the browser, with live reload
///
/// Serves pages on this machine until Ctrl-C: the course, its lessons, their findings, and the JSON
/// that an import sends. Uploads nothing.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct PreviewArgs {
    /// Preview these course folders
    #[arg(value_name = "PATH", default_value = ".")]
    pub(in crate::cli) paths: Vec<PathBuf>,

    /// Open the preview in the browser
    #[arg(long, env = "COURSEDIR_OPEN", value_parser = FalseyValueParser::new())]
    open: bool,

    /// Write static pages into this folder instead of serving them
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["open", "public"],
        env = "COURSEDIR_EXPORT"
    )]
    export: Option<PathBuf>,

    /// Listen on this port; 0 selects a free one [default: 4321 or next free]
    #[arg(long, value_name = "PORT", env = "COURSEDIR_PORT")]
    port: Option<u16>,

    /// Listen on this address; other machines also need `--public`
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", env = "COURSEDIR_HOST")]
    host: String,

    /// Allow other machines to read the course
    #[arg(long, env = "COURSEDIR_PUBLIC", value_parser = FalseyValueParser::new())]
    public: bool,

    /// Show all lessons and categories as drafts, as `import --draft` does
    #[arg(long, env = "COURSEDIR_DRAFT", value_parser = FalseyValueParser::new())]
    draft: bool,

    /// Show the course as it is in this target of `course.yaml`
    #[arg(long, value_name = "NAME")]
    target: Option<String>,

    /// Use this location in the JSON
    #[arg(long, value_name = "ID", env = "HOOPAI_LOCATION_ID")]
    location: Option<String>,

    /// Use this user in the JSON
    #[arg(long, value_name = "ID", env = "HOOPAI_USER_ID")]
    user: Option<String>,

    #[command(flatten)]
    severities: SeverityArgs,

    #[command(flatten)]
    reading: ReadArgs,
}

pub(in crate::cli) fn run(args: &PreviewArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    load::must_be_folders(&args.paths)?;
    if let Some(folder) = &args.export {
        return export(args, folder, terminal);
    }
    let host = args.host()?;
    let site = Site::open(args.options())?;
    print_findings(&site, terminal);
    let listen = Listen {
        host,
        name: args.host.clone(),
        port: args.port.unwrap_or(PORT),
        or_next: args.port.is_none(),
        editor: editor(),
    };
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::Output)?;
    runtime.block_on(serve(args, site, &listen, terminal))
}

async fn serve(
    args: &PreviewArgs,
    site: Site,
    listen: &Listen,
    terminal: &mut Terminal,
) -> Result<Exit, CommandError> {
    let mut interrupt = Interrupt::listen().map_err(CommandError::Output)?;
    let what = what(&site);
    let mut said = counts(&site.snapshot());
    let mut running = preview::serve(site, listen).await.map_err(cannot_start)?;
    if args.port.is_none() && running.address().port() != listen.port {
        let port = running.address().port();
        terminal.status(&format!("port {} is in use: using {port}", listen.port));
    }
    terminal.status(&format!("serving {what} at {} (press Ctrl-C to stop)", running.url()));
    if args.open && webbrowser::open(&running.url()).is_err() {
        terminal.status("could not open a browser; open the address above");
    }
    loop {
        tokio::select! {
            () = interrupt.came() => break,
            snapshot = running.changed() => {
                let now = counts(&snapshot);
                for (path, count) in now.iter().filter(|(path, count)| said.get(*path) != Some(*count)) {
                    terminal.status(&format!("{}: now {count}", path.display()));
                }
                said = now;
            }
        }
    }
    running.stop().await;
    Ok(Exit::Done)
}

/// Writes the pages as files. A course with errors has pages too, which show them; the exit code tells.
fn export(args: &PreviewArgs, folder: &Path, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let site = Site::open(args.options())?;
    print_findings(&site, terminal);
    let written = match export::write(&site, folder) {
        Ok(written) => written,
        Err(error @ (export::Error::NotOurs(_) | export::Error::InTheWay(_))) => {
            terminal.error(&error.to_string());
            terminal.hint("choose another folder, or remove the existing files; nothing was written");
            return Ok(Exit::DecisionNeeded);
        }
        Err(error) => return Err(CommandError::failed(error)),
    };
    if written.was_cut_off {
        terminal.status("replaced an incomplete earlier export");
    }
    terminal.status(&format!(
        "wrote {} and {} to {}: open {}",
        count(written.pages, "page", "pages"),
        count(written.files, "file", "files"),
        folder.display(),
        folder.join("index.html").display()
    ));
    let has_errors = site.snapshot().courses.iter().any(|entry| entry.has_errors());
    Ok(if has_errors { Exit::CourseHasErrors } else { Exit::Done })
}

impl PreviewArgs {
    fn options(&self) -> Options {
        let severities = self.severities.clone();
        Options {
            paths: self.paths.clone(),
            scan: self.scan_options(),
            apply_severities: Arc::new(move |diagnostics: &mut [Diagnostic]| {
                severities.apply_severities(diagnostics);
            }),
            location: given(self.location.as_ref()),
            user: given(self.user.as_ref()),
        }
    }

    fn scan_options(&self) -> source::Options {
        source::Options { target: self.target.clone(), ..self.severities.options(&self.reading, self.draft) }
    }

    /// The address to listen on; others may read only what was made public.
    fn host(&self) -> Result<IpAddr, CommandError> {
        let unknown = || CommandError::unclear(format!("not an address of this machine: `{}`", self.host));
        let literal = self.host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let found = || (self.host.as_str(), 0).to_socket_addrs().ok()?.next().map(|found| found.ip());
        let host: IpAddr = literal.or_else(found).ok_or_else(unknown)?;
        if host.is_loopback() || self.public {
            return Ok(host);
        }
        let text = format!("`{}` is reachable from other machines", self.host);
        Err(CommandError::unclear(text).hint("add `--public` to let everybody read the course"))
    }
}

/// The editor that the author uses for other programs too.
fn editor() -> Editor {
    let command = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    Editor::of_command(&command.unwrap_or_default())
}

/// A value that is set to nothing is not given.
fn given(value: Option<&String>) -> Option<String> {
    value.filter(|value| !value.is_empty()).cloned()
}

/// What is served, in a few words.
fn what(site: &Site) -> String {
    match site.snapshot().courses.as_slice() {
        [entry] => format!("\"{}\"", entry.pages.body.title),
        courses => format!("{} courses", courses.len()),
    }
}

fn print_findings(site: &Site, terminal: &mut Terminal) {
    for entry in &site.snapshot().courses {
        if let Some(count) = render::count(&entry.pages.findings) {
            let path = entry.path.display();
            let argument = write::quoted(&path.to_string());
            let path = path.to_string();
            let path = shown(&path);
            terminal.status(&format!("{path}: {count}; see the page, or run `coursedir check {argument}`"));
        }
    }
}

/// How many findings each course has, in words.
fn counts(snapshot: &Snapshot) -> BTreeMap<PathBuf, String> {
    let count =
        |entry: &Entry| render::count(&entry.pages.findings).unwrap_or_else(|| "no findings".to_owned());
    snapshot.courses.iter().map(|entry| (entry.path.clone(), count(entry))).collect()
}

fn cannot_start(error: preview::Error) -> CommandError {
    let hint = match &error {
        preview::Error::Bind { .. } => {
            Some("run with `--port 0` to use any free port, or stop the other program")
        }
        preview::Error::Watch(_) => None,
    };
    let stop = CommandError::failed(error);
    match hint {
        Some(hint) => stop.hint(hint),
        None => stop,
    }
}
