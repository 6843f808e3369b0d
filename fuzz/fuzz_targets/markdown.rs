//! Any text as the body of a page, of both kinds.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    coursedir::properties::markdown("a.md", text);
    coursedir::properties::markdown("a.mdx", text);
});
