//! Where courses go: a location, a client for it, and where the lock of a course is.

pub(super) mod args;
pub(super) mod login;
pub(super) mod permission;
pub(super) mod places;

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use etcetera::BaseStrategy as _;

use crate::platform::courses_v3::CoursesApi;
use crate::platform::{self, BaseUrl, Client, Retries, Timeouts, TokenSource};
use crate::sync::lock::Destination;
use crate::sync::update::capability::CapabilityCache;

use super::account::{self, Account, AccountArgs, LocationChoice, LoginNeed};
use super::exit::CommandError;
use super::output::terminal::Terminal;
use super::sandbox::SandboxArgs;
use login::Login;

/// How long and how often requests are tried.
#[derive(Debug, clap::Args)]
pub(super) struct ConnectionArgs {
    /// Abort after this many seconds without progress
    #[arg(long, value_name = "SECONDS", env = "COURSEDIR_TIMEOUT")]
    timeout: Option<NonZero<u64>>,

    /// Retry failed requests this many times, where this is safe
    #[arg(long, value_name = "N", default_value = "6", env = "COURSEDIR_RETRIES")]
    retries: usize,
}

impl ConnectionArgs {
    fn timeouts(&self) -> Timeouts {
        let each = |seconds: NonZero<u64>| Timeouts::both(Duration::from_secs(seconds.get()));
        self.timeout.map_or_else(Timeouts::default, each)
    }

    fn retries(&self) -> Retries {
        Retries { times: self.retries, ..Retries::default() }
    }

    fn client(&self, base: BaseUrl, tokens: Arc<dyn TokenSource>) -> Result<Client, CommandError> {
        let mut options = platform::Options::new(base, tokens);
        options.timeouts = self.timeouts();
        options.retries = self.retries();
        Ok(Client::new(options)?)
    }
}

/// A location, and how it is reached.
pub(super) struct Target {
    pub client: Client,
    pub login: Login,
    pub to: Destination,
    pub user: Option<String>,
    pub sandbox: Option<Arc<Sandbox>>,
    /// Names the login in caches.
    login_name: String,
}

/// The platform in this process.
pub(super) struct Sandbox {
    pub running: crate::sandbox::SandboxServer,
    pub data: PathBuf,
}

impl Target {
    /// The location and the login that flags, variables and stored logins say.
    pub fn platform(
        account: &AccountArgs,
        connection: &ConnectionArgs,
        terminal: &mut Terminal,
    ) -> Result<Self, CommandError> {
        let account = account.resolve(LoginNeed::Token, terminal)?;
        Self::of(&account, connection, terminal)
    }

    /// One location of several.
    pub fn at(
        account: &AccountArgs,
        choice: &LocationChoice,
        connection: &ConnectionArgs,
        terminal: &mut Terminal,
    ) -> Result<Self, CommandError> {
        let account = account.resolve_at(choice, LoginNeed::Token, terminal)?;
        Self::of(&account, connection, terminal)
    }

    /// The location of an account that was found out.
    pub fn of(
        account: &Account,
        connection: &ConnectionArgs,
        terminal: &mut Terminal,
    ) -> Result<Self, CommandError> {
        let location = account.location();
        let (tokens, login) = login::source(account, connection.timeouts(), connection.retries(), terminal)?;
        let location = location.ok_or_else(|| {
            CommandError::unclear("no location: the import needs a location id")
                .hint(&account.how_to_name_a_location())
        })?;
        let to = Destination { host: account.base().key(), location: location.to_owned() };
        let user = account.user().map(str::to_owned);
        let login_name = match &account.token {
            account::TokenFrom::Login { name, .. } => name.to_string(),
            account::TokenFrom::Environment(_) | account::TokenFrom::Nowhere => String::new(),
        };
        let client = connection.client(account.base().clone(), tokens)?;
        Ok(Self { client, login, to, user, sandbox: None, login_name })
    }

    /// A location of the platform in this process.
    pub fn sandbox(
        account: &AccountArgs,
        connection: &ConnectionArgs,
        sandbox: &Arc<Sandbox>,
        location: &str,
    ) -> Result<Self, CommandError> {
        let base = BaseUrl::new(&sandbox.running.base_url()).map_err(CommandError::usage)?;
        let to = Destination { host: base.key(), location: location.to_owned() };
        // Any token will do; it must not be part of an address, because it is masked wherever it comes back.
        let token = platform::Token::new("any-token-of-the-sandbox").map_err(CommandError::usage)?;
        let client = connection.client(base, account::fixed(token))?;
        let user = account.given().user.map(|user| user.value).filter(|user| !user.trim().is_empty());
        let sandbox = Some(Arc::clone(sandbox));
        Ok(Self { client, login: Login::Sandbox, to, user, sandbox, login_name: String::new() })
    }

    /// Whether the platform is the one in this process.
    pub fn is_sandbox(&self) -> bool {
        self.sandbox.is_some()
    }

    /// The newer API of the location.
    pub fn api(&self) -> CoursesApi {
        CoursesApi::new(self.client.clone(), &self.to.location)
    }

    /// What earlier runs were told about the newer API. The sandbox of this process has a new address each time.
    pub fn capabilities(&self) -> CapabilityCache {
        let folder = cache_folder().filter(|_| !self.is_sandbox());
        folder.map_or_else(CapabilityCache::none, |folder| {
            CapabilityCache::new(&folder, &self.to.host, &self.to.location, &self.login_name)
        })
    }

    /// Where the lock of a course is kept: with the course, or, for the sandbox, never there.
    pub fn lock_folder(&self, course: &Path) -> Result<PathBuf, CommandError> {
        self.sandbox.as_ref().map_or_else(|| Ok(course.to_owned()), |sandbox| sandbox.lock_folder(course))
    }
}

impl Sandbox {
    /// Starts it.
    pub async fn start(options: &SandboxArgs) -> Result<Self, CommandError> {
        let running = crate::sandbox::start(options.options()).await.map_err(CommandError::failed)?;
        Ok(Self { running, data: options.data() })
    }

    /// Where the lock of a course is kept.
    pub fn lock_folder(&self, course: &Path) -> Result<PathBuf, CommandError> {
        let name = blake3::hash(course.as_os_str().as_encoded_bytes()).to_hex();
        let folder = Path::new("locks").join(&name.as_str()[..16]);
        let data = crate::fs::WriteDir::make(&self.data)?;
        data.make_folder(&folder)?;
        Ok(data.disk(&folder))
    }
}

/// Where this program keeps what it could find out anew.
pub(super) fn cache_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("coursedir"))
}

/// Where copies of what a run replaces are kept, if no folder is named: below the user's data folder.
pub(super) fn pre_images(keep_in: Option<&Path>) -> PathBuf {
    keep_in.map_or_else(
        || {
            let own = etcetera::choose_base_strategy().map(|folders| folders.data_dir());
            own.unwrap_or_else(|_| std::env::temp_dir()).join("coursedir").join("runs")
        },
        Path::to_owned,
    )
}
