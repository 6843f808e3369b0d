//! Any bytes as `coursedir.lock`.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| coursedir::properties::lockfile(bytes));
