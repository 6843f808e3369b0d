//! `preview` as an author runs it: the real binary, spoken to over real HTTP.
//!
//! What needs a browser is elsewhere; here is what can be seen in the answers.

mod author;
mod command_line;
mod export;
mod files;
mod guard;
mod hostile;
mod large;
mod live;
mod pages;
pub mod program;

use std::fs;
use std::time::{Duration, Instant};

use program::{Events, Preview, addresses, run};

use crate::testkit::{Course, coursedir, http};
