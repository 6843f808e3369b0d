//! `preview` as an author runs it: the real binary, spoken to over real HTTP.
//!
//! What needs a browser is elsewhere; here is what can be seen in the answers.

#![cfg(feature = "preview")]

mod command_line;
mod course;
mod export;
mod files;
mod guard;
mod hostile;
mod large;
mod live;
mod pages;
mod program;

use std::fs;
use std::time::{Duration, Instant};

use course::Course;
use program::{Events, Preview, addresses, command, run};
