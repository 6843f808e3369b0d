//! The rules of the outline, one file a rule: small folders in, outlines out.

mod course;
mod kinds;
mod lessons;
mod levels;
mod numbers;
mod order;
mod titles;
mod wrappers;

use crate::source::small_course::{check, check_with, findings};
