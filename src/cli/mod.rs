//! The command line: reads arguments, runs a command, returns an exit status.
//!
//! Each command is a file in [`commands`]. [`output`] decides what goes to which stream, and
//! in which color.

mod account;
mod commands;
mod course_here;
mod examples;
mod exit;
mod leftovers;
mod load;
mod other_names;
mod output;
mod prompt;
mod sandbox;
mod severity_args;
mod signals;
mod target;
mod topics;
mod update;
mod write;

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueHint};

use exit::CommandError;
pub use exit::Exit;
use output::terminal::{ColorChoice, Terminal};

/// The heading of the flags that every command has. The help lists them last.
const GLOBAL: &str = "Global options";

/// Import a folder of Markdown lessons as a course on HoopAI / HighLevel
///
/// Folders become categories, Markdown files become lessons. No configuration is needed.
#[derive(Debug, Parser)]
#[expect(clippy::doc_markdown, reason = "the help is read as it is")]
#[command(
    name = "coursedir",
    version = commands::version::line(),
    max_term_width = 80,
    infer_subcommands = false,
    disable_help_subcommand = true
)]
struct Cli {
    /// Run as if started in this folder
    #[arg(long = "directory", short = 'C', global = true, help_heading = GLOBAL, value_name = "DIR", value_hint = ValueHint::DirPath)]
    directory: Option<PathBuf>,

    /// Use colors
    #[arg(long, global = true, help_heading = GLOBAL, value_enum, default_value_t = ColorChoice::Auto, env = "COURSEDIR_COLOR", value_name = "WHEN")]
    color: ColorChoice,

    /// Print no progress and no summary
    ///
    /// `import` then omits the warnings of the course too. `check` still prints all findings.
    #[arg(long, short, global = true, help_heading = GLOBAL, env = "COURSEDIR_QUIET", value_parser = clap::builder::FalseyValueParser::new())]
    quiet: bool,

    /// Show the origin of settings and each request, without secrets
    #[arg(long, short, global = true, help_heading = GLOBAL, env = "COURSEDIR_VERBOSE", value_parser = clap::builder::FalseyValueParser::new())]
    verbose: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(Box<commands::import::ImportArgs>),
    Check(commands::check::CheckArgs),
    Status(Box<commands::status::StatusArgs>),
    Diff(Box<commands::diff::DiffArgs>),
    Link(Box<commands::link::LinkArgs>),
    List(Box<commands::list::ListArgs>),
    Pull(Box<commands::pull::PullArgs>),
    Restore(Box<commands::restore::RestoreArgs>),
    Targets(Box<commands::targets::TargetsArgs>),
    Outline(commands::outline::OutlineArgs),
    Quiz(commands::quiz::QuizArgs),
    Preview(commands::preview::PreviewArgs),
    Sandbox(commands::sandbox::SandboxServerArgs),
    Login(Box<commands::login::LoginArgs>),
    Logout(commands::logout::LogoutArgs),
    Doctor(Box<commands::doctor::DoctorArgs>),
    Init(commands::init::InitArgs),
    New(commands::new::NewArgs),
    Schema(commands::schema::SchemaArgs),
    Lsp(commands::lsp::LspArgs),
    Mcp(commands::mcp::McpArgs),
    Completions(commands::completions::CompletionsArgs),
    Man(commands::man::ManArgs),
    Version(commands::version::VersionArgs),
    Help(commands::help::HelpArgs),
}

/// Runs the command that the process was started with.
pub fn main() -> Exit {
    output::panic::install();
    let (mut cli, matches) = match parse() {
        Ok(parsed) => parsed,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    if cli.verbose && !cli.quiet {
        output::verbose::install();
    }
    let mut terminal = Terminal::new(cli.color, cli.quiet, cli.verbose);
    if let Some(folder) = &cli.directory
        && let Err(error) = std::env::set_current_dir(folder)
    {
        let text = format!("cannot change to `{}`: {error}", folder.display());
        return CommandError::unclear(text).print(&mut terminal);
    }
    cli.command.find_course(&matches, &mut terminal);
    let result = match cli.command {
        Command::Import(args) => commands::import::run(&args, &mut terminal),
        Command::Check(args) => commands::check::run(&args, &mut terminal),
        Command::Status(args) => commands::status::run(&args, &mut terminal),
        Command::Diff(args) => commands::diff::run(&args, &mut terminal),
        Command::Link(args) => commands::link::run(&args, &mut terminal),
        Command::List(args) => commands::list::run(&args, &mut terminal),
        Command::Pull(args) => commands::pull::run(&args, &mut terminal),
        Command::Restore(args) => commands::restore::run(&args, &mut terminal),
        Command::Targets(args) => commands::targets::run(&args, &mut terminal),
        Command::Outline(args) => commands::outline::run(&args, &mut terminal),
        Command::Quiz(args) => commands::quiz::run(&args, &mut terminal),
        Command::Preview(args) => commands::preview::run(&args, &mut terminal),
        Command::Sandbox(args) => commands::sandbox::run(&args, &mut terminal),
        Command::Login(args) => commands::login::run(&args, &mut terminal),
        Command::Logout(args) => commands::logout::run(&args, &mut terminal),
        Command::Doctor(args) => commands::doctor::run(&args, &mut terminal),
        Command::Init(args) => commands::init::run(&args, &mut terminal),
        Command::New(args) => commands::new::run(&args, &mut terminal),
        Command::Schema(args) => commands::schema::run(&args, &mut terminal),
        Command::Lsp(args) => commands::lsp::run(&args, &mut terminal),
        Command::Mcp(args) => commands::mcp::run(&args),
        Command::Completions(args) => commands::completions::run(&args, command(), &mut terminal),
        Command::Man(args) => commands::man::run(&args, command(), &mut terminal),
        Command::Version(args) => commands::version::run(&args, &mut terminal),
        Command::Help(args) => commands::help::run(&args, command(), &mut terminal),
    };
    result.unwrap_or_else(|error| error.print(&mut terminal))
}

/// The command line, with the examples of each command.
fn command() -> clap::Command {
    examples::add(Cli::command())
}

/// Reads the command line, and records which values are flags and which come from variables. Gives the matches of the
/// command, too.
fn parse() -> Result<(Cli, ArgMatches), clap::Error> {
    let matches = command().try_get_matches().map_err(other_names::suggest)?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))?;
    let (_, matches) = matches.subcommand().expect("a command is required");
    cli.command.record_sources(matches);
    Ok((cli, matches.clone()))
}

impl Command {
    /// Without a path, a command is about the course that the working folder is in.
    fn find_course(&mut self, matches: &ArgMatches, terminal: &mut Terminal) {
        let is_given = |id: &str| {
            !matches!(matches.try_get_raw(id), Ok(Some(_)))
                || matches.value_source(id) != Some(ValueSource::DefaultValue)
        };
        let path = match self.paths() {
            [path] if !is_given("path") || !is_given("paths") => path,
            _ => return,
        };
        *path = course_here::path();
        if path.as_os_str() != "." {
            let shown = path.display().to_string();
            terminal.status(&format!("using the course in `{shown}`"));
        }
    }

    /// The folders of courses that a command is about.
    fn paths(&mut self) -> &mut [PathBuf] {
        match self {
            Self::Import(args) => &mut args.paths,
            Self::Check(args) => &mut args.paths,
            Self::Status(args) => &mut args.paths,
            Self::Diff(args) => &mut args.paths,
            Self::Outline(args) => &mut args.paths,
            Self::Quiz(args) => &mut args.paths,
            Self::Preview(args) => &mut args.paths,
            Self::Link(args) => std::slice::from_mut(&mut args.path),
            Self::Restore(args) => std::slice::from_mut(&mut args.path),
            Self::Doctor(args) => std::slice::from_mut(&mut args.path),
            _ => &mut [],
        }
    }

    fn record_sources(&mut self, matches: &ArgMatches) {
        match self {
            Self::Import(args) => args.account.record_sources(matches),
            Self::Status(args) => args.account.record_sources(matches),
            Self::Diff(args) => args.account.record_sources(matches),
            Self::Link(args) => args.account.record_sources(matches),
            Self::List(args) => args.account.record_sources(matches),
            Self::Pull(args) => args.account.record_sources(matches),
            Self::Restore(args) => args.account.record_sources(matches),
            Self::Targets(args) => args.account.record_sources(matches),
            Self::Login(args) => args.record_sources(matches),
            Self::Doctor(args) => args.account.record_sources(matches),
            Self::Sandbox(args) => args.record_sources(matches),
            _ => {}
        }
    }
}
