//! The flags of `login`.

use std::path::PathBuf;

use clap::ArgMatches;
use clap::builder::FalseyValueParser;
use clap::parser::ValueSource;

use crate::auth::loopback;

use crate::cli::account::AccountArgs;

/// Store a login for imports
///
/// Asks for the login method on a terminal. Stores the login in a file that only you can read. Use
/// `--profile` for several logins. OAuth tokens renew automatically.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(in crate::cli) struct LoginArgs {
    /// Read a private integration token from stdin or a hidden prompt
    #[arg(long, conflicts_with_all = ["oauth", "list"])]
    pub(super) with_token: bool,

    /// Log in with OAuth in the browser
    #[arg(long, conflicts_with = "list")]
    pub(super) oauth: bool,

    /// With OAuth: paste the code or the redirect address by hand
    #[arg(long, env = "COURSEDIR_MANUAL", value_parser = FalseyValueParser::new())]
    pub(super) manual: bool,

    /// With OAuth: log in as an agency, for all its locations
    #[arg(long, env = "COURSEDIR_AGENCY", value_parser = FalseyValueParser::new())]
    pub(super) agency: bool,

    /// With OAuth: read the client id and client secret from this file
    ///
    /// The file has two lines, `client_id = "…"` and `client_secret = "…"`. Without it, the login uses
    /// `HOOPAI_CLIENT_ID` and `HOOPAI_CLIENT_SECRET`, or asks for both.
    #[arg(long, value_name = "FILE", env = "COURSEDIR_CLIENT_FILE")]
    pub(super) client_file: Option<PathBuf>,

    /// OAuth page: `white-label`, `standard` or address [default: white-label]
    #[arg(long, value_name = "PAGE", env = "COURSEDIR_AUTHORIZE_URL")]
    pub(super) authorize_url: Option<String>,

    /// With OAuth: use this redirect address, as registered in the app
    #[arg(long, value_name = "URL", env = "COURSEDIR_REDIRECT_URI", default_value = loopback::REDIRECT)]
    pub(super) redirect_uri: url::Url,

    /// With OAuth: request these scopes [default: all that coursedir uses]
    #[arg(long, value_name = "SCOPE", env = "COURSEDIR_SCOPE", value_delimiter = ',')]
    pub(super) scope: Vec<String>,

    /// With OAuth: print the address without opening the browser
    #[arg(long, env = "COURSEDIR_NO_BROWSER", value_parser = FalseyValueParser::new())]
    pub(super) no_browser: bool,

    /// List stored logins, without secrets
    #[arg(long)]
    pub(super) list: bool,

    #[command(flatten)]
    pub(in crate::cli) account: AccountArgs,

    /// A token that was passed as an argument by mistake. It is accepted here, so that no error quotes it.
    #[arg(hide = true)]
    pub(super) mistake: Option<String>,

    /// The OAuth flags on the command line.
    #[arg(skip)]
    pub(super) oauth_flags: Vec<&'static str>,
}

/// The ids of clap, and the flags that people type.
const OAUTH_FLAGS: [(&str, &str); 7] = [
    ("manual", "--manual"),
    ("agency", "--agency"),
    ("client_file", "--client-file"),
    ("authorize_url", "--authorize-url"),
    ("redirect_uri", "--redirect-uri"),
    ("scope", "--scope"),
    ("no_browser", "--no-browser"),
];

impl LoginArgs {
    /// Records which values are flags. Values from variables do not select the login method.
    pub(in crate::cli) fn record_sources(&mut self, matches: &ArgMatches) {
        self.account.record_sources(matches);
        let is_flag = |id: &str| matches.value_source(id) == Some(ValueSource::CommandLine);
        let flags = OAUTH_FLAGS.iter().filter(|(id, _)| is_flag(id));
        self.oauth_flags = flags.map(|(_, flag)| *flag).collect();
    }
}
