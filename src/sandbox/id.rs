//! Names for new things, shaped like the platform's own: 24 hex digits for a file, a uuid for a course.
//!
//! They only have to be different from each other and hard to guess by a web page that would like to
//! read them, so the standard library's randomly keyed hasher is source enough.

use std::hash::{BuildHasher, RandomState};

/// Returns a new id for a file or folder, such as `686f9817f0d3165be9fbcef6`.
pub(super) fn media() -> String {
    format!("{:016x}{:08x}", random(), random() >> 32)
}

/// Returns a new version 4 uuid, for a course or a trace.
pub(super) fn uuid() -> String {
    let (high, low) = (random(), random());
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | (low >> 50),
        low & 0xffff_ffff_ffff
    )
}

fn random() -> u64 {
    // Each `RandomState` has its own keys, and what is hashed keeps two calls in one thread apart.
    RandomState::new().hash_one(std::time::SystemTime::now())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_platforms_shape_and_differ() {
        assert_eq!(media().len(), 24);
        assert!(media().chars().all(|c| c.is_ascii_hexdigit()));
        assert_ne!(media(), media());

        let id = uuid();
        let parts: Vec<usize> = id.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12], "{id}");
        assert_eq!(&id[14..15], "4", "{id}");
        assert!("89ab".contains(&id[19..20]), "{id}");
    }
}
