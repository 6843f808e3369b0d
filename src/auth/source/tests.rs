//! Renewals against small servers that answer as they are told: what is asked, how often, and what is kept.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use super::*;
use crate::auth::profile::{ClientKeys, Login, Profile, Reach, Scopes};
use crate::platform::testing::RawServer;
use crate::platform::{BaseUrl, Retries, Timeouts};
use crate::secret::Secret;

/// How many ask at once.
const MANY: usize = 8;

/// A platform whose tokens are `access-1`, `access-2` and so on, and which takes its time.
async fn platform() -> RawServer {
    RawServer::start(|mut connection, number| async move {
        let (_, body) = connection.request().await;
        assert!(String::from_utf8_lossy(&body).contains(&format!("refresh_token=refresh-{number}")));
        tokio::time::sleep(Duration::from_millis(50)).await;
        let number = number + 1;
        let tokens = format!(
            "{{\"access_token\":\"access-{number}\",\"refresh_token\":\"refresh-{number}\",\"expires_in\":86399}}"
        );
        connection.answer("200 OK", "", &tokens).await;
    })
    .await
}

/// A login whose token is `access-0` and lasts so long, and its source.
async fn login(folder: &tempfile::TempDir, server: &RawServer, left: Duration) -> (Store, LoginSource) {
    let now = SystemTime::now();
    let grant = Grant {
        client: ClientKeys { id: "app".to_owned(), secret: Secret::new("client-secret") },
        reach: Reach::Location("loc".to_owned()),
        access: Access {
            token: Token::new("access-0").unwrap(),
            scopes: Scopes::new("courses.write"),
            since: now,
            until: now + left,
        },
        refresh: Secret::new("refresh-0"),
        renewing: None,
        locations: BTreeMap::new(),
    };
    let (store, base) = (Store::at(folder.path()), BaseUrl::new(&server.base).unwrap());
    let login = Login::OAuth(Box::new(grant.clone()));
    let profile = Profile { base: base.clone(), location: None, user: None, login };
    store.lock().await.unwrap().put(&ProfileName::default(), profile).unwrap();
    let source = source(&store, grant, base);
    (store, source)
}

fn source(store: &Store, grant: Grant, base: BaseUrl) -> LoginSource {
    let oauth = OAuth::new(base, Timeouts::default(), Retries::at_once()).unwrap();
    LoginSource::new(store.clone(), ProfileName::default(), grant, oauth, None)
}

fn stored(store: &Store) -> Grant {
    let profile = store.profiles().unwrap().remove(&ProfileName::default()).unwrap();
    let Login::OAuth(grant) = profile.login else { panic!("{profile:?}") };
    *grant
}

/// What many get who ask at once.
async fn ask<F>(source: &LoginSource, question: impl Fn(LoginSource) -> F) -> Vec<Option<String>>
where
    F: Future<Output = Result<Option<Token>, TokenError>> + Send + 'static,
{
    let tasks: Vec<_> = (0..MANY).map(|_| tokio::spawn(question(source.clone()))).collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap().unwrap().map(|token| token.expose().to_owned()));
    }
    answers
}

#[tokio::test]
async fn all_who_find_the_token_expired_wait_for_one_renewal() {
    let (folder, server) = (tempfile::tempdir().unwrap(), platform().await);
    let (store, source) = login(&folder, &server, Duration::ZERO).await;
    let answers = ask(&source, |source| async move { source.token().await.map(Some) }).await;
    assert_eq!(answers, vec![Some("access-1".to_owned()); MANY]);
    assert_eq!(server.connections(), 1);
    let grant = stored(&store);
    assert_eq!((grant.refresh.expose(), grant.renewing), ("refresh-1", None));
    assert_eq!(grant.access.scopes, Scopes::new("courses.write"), "what the answer does not say stays");
}

#[tokio::test]
async fn all_whose_token_was_refused_wait_for_one_renewal_and_a_second_refusal_is_final() {
    let (folder, server) = (tempfile::tempdir().unwrap(), platform().await);
    let (_store, source) = login(&folder, &server, Duration::from_hours(1)).await;
    let refused = |text: &'static str| {
        move |source: LoginSource| async move { source.rejected(&Token::new(text).unwrap()).await }
    };
    // Whoever comes after the renewal has been given the new token, and did not need one of its own.
    let answers = ask(&source, refused("access-0")).await;
    assert_eq!(answers, vec![Some("access-1".to_owned()); MANY]);
    assert_eq!(ask(&source, refused("access-1")).await, vec![None; MANY]);
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn what_another_process_renewed_is_taken_from_the_store() {
    let (folder, server) = (tempfile::tempdir().unwrap(), platform().await);
    let (store, other) = login(&folder, &server, Duration::from_hours(1)).await;
    let base = BaseUrl::new(&server.base).unwrap();
    // This process began before the other one renewed.
    let own = source(&store, stored(&store), base);
    other.rejected(&Token::new("access-0").unwrap()).await.unwrap();
    let token = own.rejected(&Token::new("access-0").unwrap()).await.unwrap().unwrap();
    assert_eq!((token.expose(), server.connections()), ("access-1", 1));
}
