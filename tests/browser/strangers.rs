//! Other sites learn nothing from the preview, though it listens on the reader's own machine.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use serde_json::{Value, json};

use crate::driver::browse;
use crate::testkit::{Course, Server};

/// What must not get out.
const SECRET: &str = "Sourdough";

#[test]
fn a_request_for_another_host_or_of_another_origin_is_refused() {
    let course = Course::example();
    let server = Server::preview(course.path());
    let own = server.host().to_owned();
    let port = own.rsplit(':').next().unwrap().to_owned();
    let get = |path: &str, headers: &[(&str, &str)]| request(&server, "GET", path, headers);
    for path in ["/", "/index.html", "/body.json", "/events", "/cover.jpg", "/nowhere"] {
        // A name that its owner has pointed to this machine.
        for host in
            ["evil.example", &format!("evil.example:{port}"), "", "127.0.0.1.evil.example", "10.0.0.1"]
        {
            let answer = get(path, &[("Host", host)]);
            assert!(answer.starts_with("HTTP/1.1 4"), "{path} for `{host}`: {answer}");
            assert!(!answer.contains(SECRET), "{path} for `{host}`: {answer}");
        }
        for origin in ["http://evil.example", "null", "http://127.0.0.1:1", "https://localhost"] {
            let answer = get(path, &[("Host", &own), ("Origin", origin)]);
            assert!(answer.starts_with("HTTP/1.1 4"), "{path} from `{origin}`: {answer}");
            assert!(!answer.contains(SECRET), "{path} from `{origin}`: {answer}");
        }
    }
    // The usual names are ours.
    for host in [own.clone(), format!("localhost:{port}")] {
        let answer = get("/", &[("Host", &host)]);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(SECRET), "{host}: {answer}");
    }
}

#[test]
fn a_page_of_another_site_reads_nothing() {
    let course = Course::example();
    let server = Server::preview(course.path());
    let stranger = stranger();
    browse(async |browser| {
        // Whatever it tries is refused, and the browser says so in many ways.
        browser.expect_in_console("");
        for host in ["127.0.0.1", "localhost"] {
            browser.open(&format!("http://{host}:{stranger}/")).await;
            browser.wait_for_heading("Strange").await;
            let address = json!(server.at(""));
            let learned: Vec<Value> = browser
                .asynchronous(&format!(
                    "const base = {address};
                    const learned = [];
                    const outcome = (element, add) => new Promise(done => {{
                        element.onload = () => done('load');
                        element.onerror = () => done('error');
                        add(element);
                        setTimeout(() => done('silence'), 3000);
                    }});
                    for (const path of ['/', '/index.html', '/body.json', '/events']) {{
                        for (const mode of ['cors', 'no-cors']) {{
                            try {{
                                const answer = await fetch(base + path, {{ mode, credentials: 'include' }});
                                if (answer.type !== 'opaque') learned.push(['fetch', mode, path, answer.status]);
                            }} catch {{ }}
                        }}
                    }}
                    const page = await (await fetch('/paths')).json();
                    for (const path of page) {{
                        const script = document.createElement('script');
                        script.src = base + path;
                        if (await outcome(script, element => document.head.append(element)) === 'load')
                            learned.push(['script', path]);
                    }}
                    const image = new Image();
                    image.src = base + '/cover.jpg';
                    if (await outcome(image, () => {{}}) === 'load') learned.push(['image', image.naturalWidth]);
                    const frame = document.createElement('iframe');
                    frame.src = base + '/';
                    await outcome(frame, element => document.body.append(element));
                    try {{ if (frame.contentDocument && frame.contentDocument.body.innerText.includes('{SECRET}'))
                        learned.push(['frame']); }} catch {{ }}
                    const events = new EventSource(base + '/events');
                    learned.push(...await new Promise(done => {{
                        events.onopen = () => done([['events']]);
                        events.onerror = () => done([]);
                        setTimeout(() => done([]), 3000);
                    }}));
                    events.close();
                    return learned;"
                ))
                .await;
            assert!(learned.is_empty(), "a page of http://{host} learned: {learned:?}");
        }
    });
}

/// A website on a port of its own, and its port.
fn stranger() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            // A browser also opens connections that it may need later, and says nothing on them: none waits for another.
            std::thread::spawn(move || answer(&stream));
        }
    });
    port
}

/// Answers one request of the website's.
fn answer(stream: &TcpStream) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    let (kind, body) = if first.contains("/paths") {
        // Whatever a page of the preview loads as a script.
        ("application/json", r#"["/index.html", "/body.json", "/search/index.json", "/assets/search.js"]"#)
    } else {
        ("text/html", "<!doctype html><link rel=icon href=data:,><h1>Strange</h1>")
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close",
        body.len()
    );
    let _ = write!(&mut &*stream, "{head}\r\n\r\n{body}");
}

/// Sends a request as it is, and returns the answer as far as it comes.
fn request(server: &Server, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
    let mut stream = TcpStream::connect(server.host()).unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(20))).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nConnection: close\r\n").unwrap();
    for (name, value) in headers {
        write!(stream, "{name}: {value}\r\n").unwrap();
    }
    write!(stream, "\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}
