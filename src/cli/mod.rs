//! The command line: arguments in, words and an exit code out.
//!
//! One file a command in [`commands`]; what goes to which stream, and in which colour, is decided
//! by [`output`].

mod account;
mod commands;
mod exit;
mod load;
mod output;
mod prompt;
mod sandbox;
mod severity_args;
mod write;

use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use exit::Exit;
use output::terminal::{ColorChoice, Terminal};

/// Where the help lists the flags of every command: behind those of the command at hand.
const GLOBAL: &str = "Global options";

/// Turn a folder of Markdown lessons into a course on HoopAI / HighLevel
///
/// Folders are categories, Markdown files are lessons. Nothing needs configuring: start with
/// `coursedir outline ./my-course`.
#[derive(Debug, Parser)]
#[expect(clippy::doc_markdown, reason = "the help is read as it is")]
#[command(name = "coursedir", version, max_term_width = 100, infer_subcommands = false)]
struct Cli {
    /// When to use colours
    #[arg(long, global = true, help_heading = GLOBAL, value_enum, default_value_t = ColorChoice::Auto, env = "COURSEDIR_COLOR", value_name = "WHEN")]
    color: ColorChoice,

    /// Say only what went wrong
    #[arg(long, short, global = true, help_heading = GLOBAL, env = "COURSEDIR_QUIET", value_parser = clap::builder::FalseyValueParser::new())]
    quiet: bool,

    /// Say where settings came from, and show each request, without secrets
    #[arg(long, short, global = true, help_heading = GLOBAL, env = "COURSEDIR_VERBOSE", value_parser = clap::builder::FalseyValueParser::new())]
    verbose: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(Box<commands::import::ImportArgs>),
    Check(commands::check::CheckArgs),
    Outline(commands::outline::OutlineArgs),
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
        Command::Outline(args) => commands::outline::run(&args, &mut terminal),
        Command::Preview(args) => commands::preview::run(&args, &mut terminal),
        Command::Sandbox(args) => commands::sandbox::run(&args, &mut terminal),
        Command::Login(args) => commands::login::run(&args, &mut terminal),
        Command::Logout(args) => commands::logout::run(&args, &mut terminal),
        Command::Doctor(args) => commands::doctor::run(&args, &mut terminal),
        Command::Init(args) => commands::init::run(&args, &mut terminal),
        Command::New(args) => commands::new::run(&args, &mut terminal),
        Command::Schema(args) => commands::schema::run(&args, &mut terminal),
        Command::Completions(args) => commands::completions::run(&args, Cli::command(), &mut terminal),
        Command::Man(args) => commands::man::run(&args, Cli::command(), &mut terminal),
    };
    result.unwrap_or_else(|error| error.print(&mut terminal))
}

/// Reads the command line, and notes which values stood on it and which came from variables.
fn parse() -> Result<Cli, clap::Error> {
    let matches = Cli::command().try_get_matches()?;
    let mut cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut Cli::command()))?;
    if let Some((_, matches)) = matches.subcommand() {
        cli.command.record_sources(matches);
    }
    Ok(cli)
}

impl Command {
    fn record_sources(&mut self, matches: &ArgMatches) {
        match self {
            Self::Import(args) => args.account.record_sources(matches),
            Self::Login(args) => args.record_sources(matches),
            Self::Doctor(args) => args.account.record_sources(matches),
            _ => {}
        }
    }
}
