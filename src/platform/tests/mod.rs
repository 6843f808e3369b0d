//! The calls against servers: first what was sent, then what came of it.

mod answers;
mod arrival;
mod http2;
mod requests;
mod silence;
mod uploads;
