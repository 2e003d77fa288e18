//! Room for passes that recurse, and work side by side.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, available_parallelism, scope};

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
            Ok(Err(panic)) => resume_unwind(panic),
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

/// Does something, and something else meanwhile that nobody waits for but the end: what is no longer needed is let go.
pub(crate) fn beside<T>(aside: impl FnOnce() + Send, work: impl FnOnce() -> T) -> T {
    scope(|scope| {
        let begun = Builder::new().spawn_scoped(scope, aside);
        let done = work();
        // Where there was no thread to be had, `aside` has been dropped, and what it holds with it.
        drop(begun);
        done
    })
}

/// Does the same with each of these, as many at once as there are cores; what is made comes back in their order.
pub(crate) fn side_by_side<W: Send, T: Send>(all: Vec<W>, make: impl Fn(W) -> T + Sync) -> Vec<T> {
    let cores = available_parallelism().map_or(1, usize::from).min(all.len());
    // The last ones are the largest: they are begun first.
    let left = Mutex::new(all.into_iter().enumerate().rev());
    let next = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || std::iter::from_fn(|| next().map(|(at, work)| (at, make(work)))).collect::<Vec<_>>();
    let mut made = scope(|scope| {
        let others = (1..cores).map(|_| Builder::new().stack_size(SIZE).spawn_scoped(scope, worker));
        let others: Vec<_> = others.filter_map(Result::ok).collect();
        let mut made = worker();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        made
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::{side_by_side, with_room};

    #[test]
    fn there_is_room() {
        fn depth(left: usize) -> usize {
            let page = std::hint::black_box([left; 512]);
            if left == 0 { 0 } else { depth(left - 1) + page[0] / left }
        }
        assert_eq!(with_room(|| depth(4000)), 4000);
    }

    #[test]
    fn what_is_made_side_by_side_keeps_its_order() {
        let numbers: Vec<usize> = (0..1000).collect();
        assert_eq!(side_by_side(numbers.clone(), |number| number + 1), Vec::from_iter(1..=1000));
        assert_eq!(side_by_side(Vec::<usize>::new(), |number| number), Vec::<usize>::new());
    }
}
