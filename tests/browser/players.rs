//! Players of other sites learn which site shows them: without that, some refuse to play.
//!
//! The sites are a server of the test's own: the browser takes it for every host but this machine's, and it keeps what
//! it was asked for, and from where.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::driver::{Browser, browse_with_the_web};
use crate::hostile::open_imported;
use crate::testkit::{Course, Server};

/// The four sites: an address as authors write it, and the address and host that the browser asks.
const PLAYERS: &[(&str, &str)] = &[
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
    ("https://vimeo.com/76979871", "player.vimeo.com/video/76979871"),
    ("https://www.loom.com/share/0281766fa2d04bb7", "www.loom.com/embed/0281766fa2d04bb7"),
    ("https://acme.wistia.com/medias/e4a27b971d", "fast.wistia.net/embed/iframe/e4a27b971d"),
];

#[test]
fn every_player_of_a_preview_learns_the_site_and_not_the_page() {
    let course = Course::empty();
    course.write("course.yaml", "title: Players\n");
    let images = each(|page, _| format!("![Intro]({page})\n\n"));
    course.write("01-part/01-players.md", format!("# Players\n\n{images}"));
    let frames = each(|_, player| format!("<iframe src=\"https://{player}\"></iframe>\n\n"));
    course.write("01-part/02-frames.md", format!("# Frames\n\n{frames}"));
    course.write(
        "01-part/03-own.md",
        "# Own\n\n<iframe src=\"https://example.org/map\" referrerpolicy=\"no-referrer\"></iframe>\n",
    );
    course.write("01-part/04-top.md", format!("---\nvideo: {}\n---\n# Top\n\nText.\n", PLAYERS[0].0));
    let (server, web) = (Server::preview(course.path()), Web::start());
    let origin = format!("{}/", server.at(""));
    browse_with_the_web(web.port, async |browser| {
        browser.expect_in_console("");
        browser.open(&server.at("/")).await;
        for heading in ["Players", "Frames"] {
            browser.press("j").await;
            browser.wait_for_heading(heading).await;
            for (_, player) in PLAYERS {
                assert_eq!(web.referrer(browser, player).await, origin, "{heading}: {player}");
            }
            web.forget();
        }
        browser.press("j").await;
        browser.wait_for_heading("Own").await;
        assert_eq!(web.referrer(browser, "example.org/map").await, "", "the author's own policy is kept");
        browser.press("j").await;
        browser.wait_for_heading("Top").await;
        assert_eq!(web.referrer(browser, PLAYERS[0].1).await, origin);
        let below: String = browser.value("document.querySelector('main .cd-prose a').href").await;
        assert_eq!(below, PLAYERS[0].0, "the video's own page is below its player");
    });
}

#[test]
fn every_player_of_the_sandbox_learns_the_site_whatever_was_imported() {
    let data = Course::empty();
    let (server, web) = (Server::sandbox(data.path()), Web::start());
    let frames = each(|_, player| format!("<iframe src=\"https://{player}\"></iframe>"));
    let origin = format!("{}/", server.at(""));
    browse_with_the_web(web.port, async |browser| {
        browser.expect_in_console("");
        open_imported(browser, &server, &[("Players", frames)]).await;
        browser.press("j").await;
        browser.wait_for_heading("Players").await;
        for (_, player) in PLAYERS {
            assert_eq!(web.referrer(browser, player).await, origin, "{player}");
        }
    });
}

/// Writes each of the sites: its address as authors write it, and its player's.
fn each(write: impl Fn(&str, &str) -> String) -> String {
    PLAYERS.iter().map(|(page, player)| write(page, player)).collect()
}

/// What a request said.
struct Asked {
    /// Its host and path.
    address: String,
    /// Where it came from; empty if it did not say.
    referrer: String,
}

/// A server that is every site.
struct Web {
    port: u16,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Web {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let (config, kept) = (certificate(), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (config, kept) = (Arc::clone(&config), Arc::clone(&kept));
                std::thread::spawn(move || {
                    if let Some(asked) = answer(stream, config) {
                        kept.lock().unwrap().push(asked);
                    }
                });
            }
        });
        Self { port, asked }
    }

    /// Where the request for a player said that it came from.
    async fn referrer(&self, browser: &Browser, player: &str) -> String {
        let found = || {
            let asked = self.asked.lock().unwrap();
            asked.iter().find(|asked| asked.address == player).map(|asked| asked.referrer.clone())
        };
        // A browser loads a player when it comes into view.
        let show = format!(
            "(document.querySelector('main iframe[src*=\"{player}\"]').scrollIntoView({{ block: 'center' }}), true)"
        );
        let what = format!("the browser asks for {player}");
        browser.wait_for(&what, async || browser.value::<bool>(&show).await && found().is_some()).await;
        found().unwrap_or_default()
    }

    fn forget(&self) {
        self.asked.lock().unwrap().clear();
    }
}

/// A certificate that no browser trusts.
fn certificate() -> Arc<ServerConfig> {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = own.signing_key.serialize_der().try_into().unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![own.cert.der().clone()], key);
    Arc::new(config.unwrap())
}

/// Reads a request and answers with an empty page.
fn answer(stream: TcpStream, config: Arc<ServerConfig>) -> Option<Asked> {
    let mut stream = BufReader::new(StreamOwned::new(ServerConnection::new(config).ok()?, stream));
    let (mut path, mut host, mut referrer) = (String::new(), String::new(), String::new());
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ") {
            match name.to_ascii_lowercase().as_str() {
                "host" => value.clone_into(&mut host),
                "referer" => value.clone_into(&mut referrer),
                _ => {}
            }
        } else {
            line.split(' ').nth(1)?.split('?').next()?.clone_into(&mut path);
        }
    }
    let page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\nConnection: close\r\n\r\n.";
    let stream = stream.get_mut();
    stream.write_all(page.as_bytes()).ok()?;
    stream.conn.send_close_notify();
    let _ = stream.flush();
    Some(Asked { address: format!("{host}{path}"), referrer })
}
