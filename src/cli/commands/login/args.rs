//! The flags of `login`.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::builder::FalseyValueParser;
use clap::parser::ValueSource;

use crate::auth::loopback;

use crate::cli::account::AccountArgs;

/// Log in, once, so that imports need no token in the environment
///
/// Asks which way on a terminal. The login is kept in a file that only you can read, under a name if you
/// have several (`--profile`), and is renewed by itself where it can be. `docs/guide/log-in.md` walks through it.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct LoginArgs {
    /// Take a private integration token from stdin; on a terminal, ask for it without showing it
    #[arg(long, conflicts_with_all = ["oauth", "list"])]
    pub(super) with_token: bool,

    /// Log in with OAuth, in the browser
    #[arg(long, conflicts_with = "list")]
    pub(super) oauth: bool,

    /// With OAuth: take the code, or the address that the browser ended at, by hand
    #[arg(long, env = "COURSEDIR_PASTE", value_parser = FalseyValueParser::new())]
    pub(super) paste: bool,

    /// With OAuth: log in for an agency; each import then gets a token for its location
    #[arg(long, env = "COURSEDIR_AGENCY", value_parser = FalseyValueParser::new())]
    pub(super) agency: bool,

    /// With OAuth: a file with `client_id = "…"` and `client_secret = "…"`; else `HOOPAI_CLIENT_ID` and
    /// `HOOPAI_CLIENT_SECRET`, else they are asked for
    #[arg(long, value_name = "FILE", env = "COURSEDIR_CLIENT")]
    pub(super) client: Option<PathBuf>,

    /// With OAuth: the page to open, `white-label` (usual), `standard`, or an address
    #[arg(long, value_name = "PAGE", env = "COURSEDIR_AUTHORIZE")]
    pub(super) authorize: Option<String>,

    /// With OAuth: where the browser comes back to; the app on the platform has to name the same
    #[arg(long, value_name = "URL", env = "COURSEDIR_REDIRECT_URI", default_value = loopback::REDIRECT)]
    pub(super) redirect_uri: url::Url,

    /// With OAuth: what to ask for, if not all that coursedir can use
    #[arg(long, value_name = "SCOPE", env = "COURSEDIR_SCOPE", value_delimiter = ',')]
    pub(super) scope: Vec<String>,

    /// With OAuth: only print the address
    #[arg(long, env = "COURSEDIR_NO_BROWSER", value_parser = FalseyValueParser::new())]
    pub(super) no_browser: bool,

    /// Show the logins that are kept, without their secrets
    #[arg(long)]
    pub(super) list: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    /// A token that was given as an argument by mistake. It is taken, so that it is not repeated.
    #[arg(hide = true)]
    pub(super) mistake: Option<String>,

    /// The flags of OAuth that stood on the command line.
    #[arg(skip)]
    pub(super) oauth_flags: Vec<&'static str>,
}

/// The ids of clap, and the flags that people type.
const OAUTH_FLAGS: [(&str, &str); 7] = [
    ("paste", "--paste"),
    ("agency", "--agency"),
    ("client", "--client"),
    ("authorize", "--authorize"),
    ("redirect_uri", "--redirect-uri"),
    ("scope", "--scope"),
    ("no_browser", "--no-browser"),
];

impl LoginArgs {
    /// Notes which values stood on the command line; all others came from variables, and decide nothing.
    pub(in crate::cli) fn record_sources(&mut self, matches: &ArgMatches) {
        self.account.record_sources(matches);
        let is_flag = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        let flags = OAUTH_FLAGS.iter().filter(|(id, _)| is_flag(id));
        self.oauth_flags = flags.map(|(_, flag)| *flag).collect();
    }
}
