//! `preview`: the course as a learner will see it, on a page of this machine, until Ctrl-C; or as files.

use std::collections::BTreeMap;
use std::net::{IpAddr, ToSocketAddrs as _};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;

use clap::builder::FalseyValueParser;

use crate::diagnostic::{Diagnostic, render};
use crate::preview::site::{Entry, Options, Site, Snapshot};
use crate::preview::{self, Listen, export};

use crate::cli::exit::{CommandError, Exit};
use crate::cli::load::{self, ReadArgs};
use crate::cli::output::terminal::Terminal;
use crate::cli::severity_args::SeverityArgs;
use crate::cli::write;
use crate::size::count;

/// Where the preview listens unless it is told otherwise.
const PORT: u16 = 4321;

/// Show courses as a learner will see them, and every change at once
///
/// Serves pages to the browser on this machine: the course, its lessons, what is wrong with them, and
/// the JSON that an import would send. Nothing is sent anywhere. Ends with Ctrl-C.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct PreviewArgs {
    /// Folders of courses
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// Open the page in the browser
    #[arg(long, env = "COURSEDIR_OPEN", value_parser = FalseyValueParser::new())]
    open: bool,

    /// Write the pages as files into this folder, and serve nothing: they open from a disk or any host
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["open", "public"],
        env = "COURSEDIR_EXPORT"
    )]
    export: Option<PathBuf>,

    /// The port to listen on; 0 takes any that is free [default: 4321, or the next that is free]
    #[arg(long, value_name = "PORT", env = "COURSEDIR_PORT")]
    port: Option<u16>,

    /// The address to listen on; beyond this machine only with `--public`
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", env = "COURSEDIR_HOST")]
    host: String,

    /// Let everybody who can reach `--host` read the course
    #[arg(long, env = "COURSEDIR_PUBLIC", value_parser = FalseyValueParser::new())]
    public: bool,

    /// Show every lesson and category as a draft, as `import --draft` would make them
    #[arg(long, env = "COURSEDIR_DRAFT", value_parser = FalseyValueParser::new())]
    draft: bool,

    /// The location that the JSON names
    #[arg(long, value_name = "ID", env = "HOOPAI_LOCATION_ID")]
    location: Option<String>,

    /// The user that the JSON names
    #[arg(long, value_name = "ID", env = "HOOPAI_USER_ID")]
    user: Option<String>,

    #[command(flatten)]
    weighing: SeverityArgs,

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
    let what = what(&site);
    let mut said = counts(&site.snapshot());
    let mut running = preview::serve(site, listen).await.map_err(cannot_start)?;
    if args.port.is_none() && running.address().port() != listen.port {
        terminal.status(&format!("port {} is taken; this is the next that is free", listen.port));
    }
    terminal.status(&format!("serving {what} at {} (Ctrl-C stops)", running.url()));
    if args.open
        && let Err(error) = webbrowser::open(&running.url())
    {
        terminal.status(&format!("no browser could be opened ({error}); open the address yourself"));
    }
    let mut interrupted = pin!(tokio::signal::ctrl_c());
    loop {
        tokio::select! {
            signal = &mut interrupted => break signal.map_err(CommandError::Output)?,
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
            terminal.hint("name a new folder, or move what is there out of the way; nothing was written");
            return Ok(Exit::DecisionNeeded);
        }
        Err(error) => return Err(CommandError::failed(error)),
    };
    if written.was_cut_off {
        terminal.status("the export that was here before had been cut off; this one is whole");
    }
    terminal.status(&format!(
        "wrote {} and {} into {}: open {}",
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
        let weighing = self.weighing.clone();
        Options {
            paths: self.paths.clone(),
            scan: self.weighing.options(&self.reading, self.draft),
            weigh: Arc::new(move |diagnostics: &mut [Diagnostic]| weighing.apply_severities(diagnostics)),
            location: given(self.location.as_ref()),
            user: given(self.user.as_ref()),
        }
    }

    /// The address to listen on; others may read only what was made public.
    fn host(&self) -> Result<IpAddr, CommandError> {
        let unknown = || CommandError::unclear(format!("`{}` is no address of this machine", self.host));
        let literal = self.host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let found = || (self.host.as_str(), 0).to_socket_addrs().ok()?.next().map(|found| found.ip());
        let host: IpAddr = literal.or_else(found).ok_or_else(unknown)?;
        if host.is_loopback() || self.public {
            return Ok(host);
        }
        let text = format!("on `{}` others than you could read the course", self.host);
        Err(CommandError::unclear(text).hint("add `--public` if they may"))
    }
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
            terminal.status(&format!(
                "{path}: {count}; the page shows them, and so does `coursedir check {argument}`"
            ));
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
            Some("`--port 0` takes any that is free; or end the program that has this one")
        }
        preview::Error::Watch(_) => None,
    };
    let stop = CommandError::failed(error);
    match hint {
        Some(hint) => stop.hint(hint),
        None => stop,
    }
}
