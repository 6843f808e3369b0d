//! The names of special environment variables. All others are `COURSEDIR_<FLAG>`, defined at their flags.

/// A token. Never a flag: command lines are seen by everybody. Beats every stored login.
pub const TOKEN: &str = "HOOPAI_TOKEN";

/// The location (sub-account).
pub const LOCATION: &str = "HOOPAI_LOCATION_ID";

/// The user who imports.
pub const USER: &str = "HOOPAI_USER_ID";

/// Where the API is.
pub const BASE_URL: &str = "HOOPAI_BASE_URL";

/// The login that is meant.
pub const PROFILE: &str = "COURSEDIR_PROFILE";

/// The id of the app that OAuth lets in.
pub const CLIENT_ID: &str = "HOOPAI_CLIENT_ID";

/// Its secret. Never a flag.
pub const CLIENT_SECRET: &str = "HOOPAI_CLIENT_SECRET";
