//! The pages of `coursedir preview` and `coursedir sandbox` in a real browser, as an author and a learner meet them.
//!
//! Every test starts the real binary over a folder of its own ([`testkit`]), and a browser of its own ([`driver`]); what it
//! says about a page ([`page`]) is what a person would say: words, headings, links, what has the focus. A test also fails
//! when the browser's console is not empty in the end, so every test is a test for scripts that fail, addresses
//! that lead nowhere and requests to other machines.
//!
//! They need Chromium, chromedriver and axe-core, which `.ci/run` installs, and say so where they are not:
//! `cargo test --features browser-tests --test browser`.

mod axe;
mod driver;
mod page;
#[path = "../testkit/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests without a browser use more of it")]
mod testkit;

mod accessible;
mod appearance;
mod by_hand;
mod export;
mod files;
mod findings;
mod hostile;
mod json;
mod keyboard;
mod languages;
mod large;
mod live;
mod navigate;
mod players;
mod quiz;
mod reading;
mod screenshots;
mod search;
mod shelf;
mod strangers;
mod video;
mod without_script;
