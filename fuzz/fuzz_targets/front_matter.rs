//! Any text as a page with front matter.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| coursedir::properties::front_matter(text));
