//! The pages of `coursedir preview` and `coursedir sandbox` in a real browser, as an author and a learner meet them.
//!
//! Every test starts the real binary over a folder of its own ([`server`]), and a browser of its own ([`driver`]); what it
//! says about a page ([`page`]) is what a person would say: words, headings, links, what has the focus. A test also fails
//! when the browser's console is not empty in the end, so every test is a test for scripts that fail, addresses
//! that lead nowhere and requests to other machines.
//!
//! They need Chromium, chromedriver and axe-core, which `.ci/run` installs, and say so where they are not:
//! `cargo test --features browser-tests --test browser`.

#![allow(clippy::print_stderr, reason = "a failed test says where the picture of its page is")]

mod axe;
mod driver;
mod page;
mod server;

mod appearance;
mod findings;
mod hostile;
mod keyboard;
mod languages;
mod large;
mod live;
mod navigate;
mod search;
mod strangers;
mod video;
mod without_script;
