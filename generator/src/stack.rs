//! Room for passes that recurse.

use std::thread::{Builder, scope};

/// More than the deepest document needs ([`crate::document::tree::DEEPEST`]), in a build without optimisation; what is not
/// used costs nothing.
const SIZE: usize = 512 << 20;

/// Does some work on a stack of its own, however small the caller's is.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let mut work = Some(work);
    let done = scope(|scope| {
        let work = &mut work;
        let thread = Builder::new().stack_size(SIZE).spawn_scoped(scope, move || work.take().map(|work| work()));
        match thread.map(|thread| thread.join()) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_no_thread) => None,
        }
    });
    // There was no thread to be had: the caller's stack has to do.
    match (done, work) {
        (Some(done), _) => done,
        (None, Some(work)) => work(),
        (None, None) => unreachable!("work that was taken was done, or has panicked"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_room;

    #[test]
    fn there_is_room() {
        fn depth(left: usize) -> usize {
            let page = std::hint::black_box([left; 512]);
            if left == 0 { 0 } else { depth(left - 1) + page[0] / left }
        }
        assert_eq!(with_room(|| depth(4000)), 4000);
    }
}
