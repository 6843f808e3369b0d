//! The secrets of a login, and their names in the keyring.

use crate::auth::profile::{Login, Profile};

pub(super) const TOKEN: &str = "token";
pub(super) const CLIENT: &str = "client-secret";
pub(super) const REFRESH: &str = "refresh-token";

/// The field of a keyring that has the token of an agency's location.
pub(super) fn location_field(location: &str) -> String {
    format!("location/{location}")
}

/// The names of all secrets of a login.
pub(super) fn names(profile: &Profile) -> Vec<String> {
    secrets(profile).into_iter().map(|(field, _)| field).collect()
}

/// All secrets of a login with their names, in the order in which they are to be written.
pub(super) fn secrets(profile: &Profile) -> Vec<(String, &str)> {
    match &profile.login {
        Login::Private(token) => vec![(TOKEN.to_owned(), token.expose())],
        Login::OAuth(grant) => {
            let locations = grant.locations.iter();
            let own = [
                (REFRESH.to_owned(), grant.refresh.expose()),
                (CLIENT.to_owned(), grant.client.secret.expose()),
                (TOKEN.to_owned(), grant.access.token.expose()),
            ];
            own.into_iter()
                .chain(locations.map(|(id, access)| (location_field(id), access.token.expose())))
                .collect()
        }
    }
}
