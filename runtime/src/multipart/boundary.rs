//! What stands between the parts.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A line that stands in none of these texts. Where a stream is sent, whose content is not known, it cannot be guessed
/// either.
pub(super) fn boundary(known: &[&[u8]], keys: &RandomState) -> String {
    let mut seed = 0_u64;
    loop {
        let boundary = candidate(seed, keys);
        if !known.iter().any(|bytes| contains(bytes, boundary.as_bytes())) {
            return boundary;
        }
        seed = seed.wrapping_add(1);
    }
}

fn candidate(seed: u64, keys: &RandomState) -> String {
    let hash = |salt: u64| {
        let mut hasher = keys.build_hasher();
        hasher.write_u64(seed);
        hasher.write_u64(salt);
        hasher.finish()
    };
    format!("part-{:016x}{:016x}", hash(1), hash(2))
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(needle) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_boundary_is_not_in_the_content() {
        let keys = RandomState::new();
        let taken = [candidate(0, &keys), format!("--{}--", candidate(1, &keys))];
        let known: Vec<&[u8]> = taken.iter().map(String::as_bytes).collect();
        assert_eq!(boundary(&known, &keys), candidate(2, &keys));
        assert_ne!(boundary(&[], &RandomState::new()), boundary(&[], &RandomState::new()));
        assert!(boundary(&[], &keys).len() <= 70);
    }
}
