//! The paths that several parts of the sandbox use.

/// Takes a file.
pub(super) const UPLOAD: &str = "/medias/upload-file";
/// Takes courses.
pub(super) const IMPORT: &str = "/courses/courses-exporter/public/import";
/// The page where somebody lets an app in.
pub(super) const AUTHORIZE: &str = "/oauth/chooselocation";
/// The same page, where the platform has it now.
pub(super) const AUTHORIZE_V2: &str = "/v2/oauth/chooselocation";
/// Gives tokens for a code or a refresh token.
pub(super) const TOKEN: &str = "/oauth/token";
/// Gives an agency a token of one of its locations.
pub(super) const LOCATION_TOKEN: &str = "/oauth/locationToken";
/// The same in v3's spelling.
pub(super) const LOCATION_TOKEN_V3: &str = "/oauth/location-token";
/// Lists an agency's locations.
pub(super) const INSTALLED: &str = "/oauth/installedLocations";
/// The same in v3's spelling.
pub(super) const INSTALLED_V3: &str = "/oauth/installed-locations";
/// Gives a code to an app that has lost its tokens.
pub(super) const RECONNECT: &str = "/oauth/reconnect";
/// The address that learners have of a lesson.
pub(super) const LEARNER: &str = "/courses/products/{productId}/categories/{categoryId}/posts/{lessonId}";
