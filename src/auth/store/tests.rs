//! The credentials file: what is written is read again, and what is damaged is named without a word of it.

use std::collections::BTreeMap;
use std::time::{Duration, UNIX_EPOCH};

use super::*;
use crate::auth::profile::{Access, ClientKeys, Grant, Login, Reach, Scopes};
use crate::platform::{BaseUrl, Token};
use crate::secret::Secret;

fn private(token: &str) -> Profile {
    Profile {
        base: BaseUrl::default(),
        location: Some("loc-1".to_owned()),
        user: None,
        login: Login::Private(Token::new(token).unwrap()),
    }
}

fn access(token: &str) -> Access {
    let since = UNIX_EPOCH + Duration::from_hours(500_000);
    let until = since + Duration::from_secs(86_399);
    Access { token: Token::new(token).unwrap(), scopes: Scopes::new("a.write b.readonly"), since, until }
}

fn agency() -> Profile {
    let grant = Grant {
        client: ClientKeys { id: "app-1".to_owned(), secret: Secret::new("client-s3cret") },
        reach: Reach::Agency { company: "company-1".to_owned(), approved: vec!["loc-1".to_owned()] },
        access: access("acc3ss"),
        refresh: Secret::new("r3fresh"),
        renewing: Some(UNIX_EPOCH + Duration::from_secs(1_800_000_001)),
        locations: BTreeMap::from([("loc-1".to_owned(), access("loc4tion"))]),
    };
    let base = BaseUrl::new("http://127.0.0.1:4280").unwrap();
    Profile { base, location: None, user: Some("me".to_owned()), login: Login::OAuth(Box::new(grant)) }
}

fn name(text: &str) -> ProfileName {
    ProfileName::new(text).unwrap()
}

/// A store with both kinds of logins, and its folder.
async fn filled() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::at(&folder.path().join("coursedir"));
    let locked = store.lock().await.unwrap();
    locked.put(&name("default"), private("pit-1")).unwrap();
    locked.put(&name("agency"), agency()).unwrap();
    drop(locked);
    (folder, store)
}

#[tokio::test]
async fn what_is_kept_is_read_again() {
    let (_folder, store) = filled().await;
    let profiles = store.profiles().unwrap();
    let again = file::write(&profiles, &KeyringStore::none());
    assert_eq!(again, std::fs::read_to_string(store.path()).unwrap());
    let Login::OAuth(grant) = &profiles[&name("agency")].login else { panic!("{profiles:?}") };
    assert_eq!(grant.refresh.expose(), "r3fresh");
    assert_eq!(grant.client.secret.expose(), "client-s3cret");
    assert_eq!(grant.locations["loc-1"].token.expose(), "loc4tion");
    assert_eq!(grant.access.until, access("x").until);
    assert!(grant.renewing.is_some());
}

#[tokio::test]
async fn an_empty_store_has_no_file_and_no_logins() {
    let (_folder, store) = filled().await;
    let locked = store.lock().await.unwrap();
    assert!(locked.remove(&name("default")).unwrap());
    assert!(!locked.remove(&name("default")).unwrap());
    assert!(locked.remove(&name("agency")).unwrap());
    assert!(!store.path().exists());
    assert!(store.profiles().unwrap().is_empty());
    assert_eq!(locked.clear().unwrap(), Some(0));
}

#[tokio::test]
async fn what_a_killed_writer_left_is_gone_with_the_next_one() {
    let (_folder, store) = filled().await;
    let left = store.folder.join(".credentials.toml.x7Kq2a");
    std::fs::write(&left, "token = \"pit-1\"").unwrap();
    let locked = store.lock().await.unwrap();
    assert!(!left.exists());
    assert_eq!(locked.clear().unwrap(), Some(2));
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_this_users_alone_and_refused_when_it_is_not() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, store) = filled().await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&store.path()), mode(&store.folder)), (0o600, 0o700));
    for wrong in [0o644, 0o640, 0o602] {
        std::fs::set_permissions(store.path(), std::fs::Permissions::from_mode(wrong)).unwrap();
        let error = store.profiles().unwrap_err();
        assert!(matches!(error, StoreError::OpenToOthers { mode, .. } if mode == wrong), "{error}");
        assert!(error.hint().contains("chmod 600"), "{}", error.hint());
    }
    // Nothing is written over what could not be read, and `clear` removes it all the same.
    let locked = store.lock().await.unwrap();
    locked.put(&name("default"), private("pit-2")).unwrap_err();
    assert_eq!(locked.clear().unwrap(), None);
    assert!(!store.path().exists());
}

#[tokio::test]
async fn a_damaged_file_is_described_without_what_stands_there() {
    let (_folder, store) = filled().await;
    for (text, place) in [
        ("version = 1\n[profiles.a]\ntoken = \"s3cr3t", "line 3"),
        ("version = 1\n[profiles.a]\nbase_url = \"https://a.example\"\ntoken = { s3cr3t = 1 }", "line 4"),
        ("version = 1\n[profiles.a]\ns3cr3t = 1", "line 3"),
        ("version = 1\n[profiles.a]\nbase_url = \"s3cr3t\"\ntoken = \"x\"", "login `a`"),
        ("version = 1\n[profiles.a]\nbase_url = \"https://a.example\"", "missing `token`"),
        ("s3cr3t", "line 1"),
    ] {
        crate::fs::replace_private(&store.path(), text.as_bytes()).unwrap();
        let error = store.profiles().unwrap_err();
        let said = format!("{error} {error:?} {:?}", std::error::Error::source(&error));
        assert!(said.contains(place), "{said}");
        assert!(!said.contains("s3cr3t"), "{said}");
    }
    crate::fs::replace_private(&store.path(), b"version = 2\nnew = true\n").unwrap();
    assert!(matches!(store.profiles().unwrap_err(), StoreError::Newer { .. }));
}

#[tokio::test(start_paused = true)]
async fn a_second_writer_waits_for_the_first() {
    let (_folder, store) = filled().await;
    let first = store.lock().await.unwrap();
    let second = async {
        let locked = store.lock().await.unwrap();
        locked.profile(&name("new")).unwrap().is_some()
    };
    let write = async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        first.put(&name("new"), private("pit-3")).unwrap();
        drop(first);
    };
    let (sees_it, ()) = tokio::join!(second, write);
    assert!(sees_it);
}
