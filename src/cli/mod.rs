//! The command line: reads arguments, runs a command, returns an exit status.
//!
//! Each command is a file in [`commands`]. [`output`] decides what goes to which stream, and
//! in which color.

mod account;
mod commands;
mod examples;
mod exit;
mod leftovers;
mod load;
mod output;
mod prompt;
mod sandbox;
mod severity_args;
mod signals;
mod target;
mod update;
mod write;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use exit::Exit;
use output::terminal::{ColorChoice, Terminal};

/// The heading of the flags that every command has. The help lists them last.
const GLOBAL: &str = "Global options";

/// Import a folder of Markdown lessons as a course on HoopAI / HighLevel
///
/// Folders become categories, Markdown files become lessons. No configuration is needed.
#[derive(Debug, Parser)]
#[expect(clippy::doc_markdown, reason = "the help is read as it is")]
#[command(name = "coursedir", version, max_term_width = 80, infer_subcommands = false)]
struct Cli {
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
    Completions(commands::completions::CompletionsArgs),
    Man(commands::man::ManArgs),
}

/// Runs the command that the process was started with.
pub fn main() -> Exit {
    output::panic::install();
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    if cli.verbose && !cli.quiet {
        output::verbose::install();
    }
    let mut terminal = Terminal::new(cli.color, cli.quiet, cli.verbose);
    let result = match cli.command {
        Command::Import(args) => commands::import::run(&args, &mut terminal),
        Command::Check(args) => commands::check::run(&args, &mut terminal),
        Command::Status(args) => commands::status::run(&args, &mut terminal),
        Command::Diff(args) => commands::diff::run(&args, &mut terminal),
        Command::Link(args) => commands::link::run(&args, &mut terminal),
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
        Command::Completions(args) => commands::completions::run(&args, command(), &mut terminal),
        Command::Man(args) => commands::man::run(&args, command(), &mut terminal),
    };
    result.unwrap_or_else(|error| error.print(&mut terminal))
}

/// The command line, with the examples of each command.
fn command() -> clap::Command {
    examples::add(Cli::command())
}

/// Reads the command line, and records which values are flags and which come from variables.
fn parse() -> Result<Cli, clap::Error> {
    let matches = command().try_get_matches()?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))?;
    if let Some((_, matches)) = matches.subcommand() {
        cli.command.record_sources(matches);
    }
    Ok(cli)
}

impl Command {
    fn record_sources(&mut self, matches: &ArgMatches) {
        match self {
            Self::Import(args) => args.account.record_sources(matches),
            Self::Status(args) => args.account.record_sources(matches),
            Self::Diff(args) => args.account.record_sources(matches),
            Self::Link(args) => args.account.record_sources(matches),
            Self::Restore(args) => args.account.record_sources(matches),
            Self::Targets(args) => args.account.record_sources(matches),
            Self::Login(args) => args.record_sources(matches),
            Self::Doctor(args) => args.account.record_sources(matches),
            Self::Sandbox(args) => args.record_sources(matches),
            _ => {}
        }
    }
}
