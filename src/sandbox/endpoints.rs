//! The paths that several parts of the sandbox use.

/// Takes a file.
pub(super) const UPLOAD: &str = "/medias/upload-file";
/// Takes courses.
pub(super) const IMPORT: &str = "/courses/courses-exporter/public/import";
/// The page where somebody lets an app in.
pub(super) const AUTHORIZE: &str = "/oauth/chooselocation";
/// Gives tokens for a code or a refresh token.
pub(super) const TOKEN: &str = "/oauth/token";
/// Gives an agency a token of one of its locations.
pub(super) const LOCATION_TOKEN: &str = "/oauth/locationToken";
/// Gives a code to an app that has lost its tokens.
pub(super) const RECONNECT: &str = "/oauth/reconnect";
