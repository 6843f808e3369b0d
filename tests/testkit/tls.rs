//! A server behind real TLS, with certificates of an authority that the test makes.

use std::fs;
use std::io::Write as _;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::CertificateDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};
use tempfile::TempDir;

use super::raw::{Request, read};

/// Signs certificates. Its own is in a file for `SSL_CERT_FILE`.
pub struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

/// What a certificate says.
#[derive(Clone, Copy)]
pub struct Certificate {
    /// The host that it is for.
    pub name: &'static str,
    /// The first and the last year in which it is valid.
    pub years: (i32, i32),
}

impl Certificate {
    /// One that is as it should be, for a server on this machine.
    pub const GOOD: Self = Self { name: "localhost", years: (2020, 4000) };
}

impl Authority {
    /// One with this name. Of two with the same name, a client takes one for the other and meets a wrong signature.
    pub fn named(name: &str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let authority = Self { issuer, folder };
        fs::write(authority.file(), pem(authority.issuer.der())).unwrap();
        authority
    }

    /// The file with the authority's own certificate.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    fn sign(&self, certificate: Certificate) -> (Vec<CertificateDer<'static>>, KeyPair) {
        let Certificate { name, years: (first, last) } = certificate;
        let mut params = CertificateParams::new([name.to_owned()]).unwrap();
        params.not_before = date_time_ymd(first, 1, 1);
        params.not_after = date_time_ymd(last, 12, 31);
        let key = KeyPair::generate().unwrap();
        let signed = params.signed_by(&key, &self.issuer).unwrap();
        (vec![signed.der().clone()], key)
    }
}

fn pem(der: &[u8]) -> String {
    let base64 = BASE64_STANDARD.encode(der);
    let lines: Vec<_> = base64.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// A server on loopback, one thread a connection, until the test's process ends.
pub struct TlsServer {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl TlsServer {
    /// Answers each request with what `answer` gives for it.
    pub fn start(
        authority: &Authority,
        certificate: Certificate,
        versions: &[&'static SupportedProtocolVersion],
        answer: impl Fn(&Request) -> String + Send + Sync + 'static,
    ) -> Self {
        let (chain, key) = authority.sign(certificate);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_protocol_versions(versions).unwrap();
        let key = key.serialize_der().try_into().unwrap();
        let config = Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (answer, log) = (Arc::new(answer), Arc::clone(&requests));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, log, config) = (Arc::clone(&answer), Arc::clone(&log), Arc::clone(&config));
                std::thread::spawn(move || serve(stream, config, &log, &*answer));
            }
        });
        Self { port, requests }
    }

    /// The address of a server on this machine.
    pub fn base_url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// What arrived through TLS, without the requests that only read courses.
    pub fn requests(&self) -> Vec<Request> {
        let requests = self.requests.lock().unwrap();
        requests.iter().filter(|request| !request.reads_courses()).cloned().collect()
    }
}

fn serve(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    log: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request) -> String,
) {
    let mut stream = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
    let Some(request) = read(&mut stream) else { return };
    log.lock().unwrap().push(request.clone());
    let _ = stream.write_all(answer(&request).as_bytes());
    stream.conn.send_close_notify();
    let _ = stream.flush();
}
