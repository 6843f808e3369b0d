//! Any text as `course.yaml`.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| coursedir::properties::settings(text));
