//! The end that the system asks for: who is in the middle of something is waited for, but not for long.
//! Never keeps the books from being whole: they bear an end at any moment.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long is waited: a session that ends kills what takes much longer.
const PATIENCE: Duration = Duration::from_secs(2);

static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
static ENDING: AtomicBool = AtomicBool::new(false);

/// Something is being done and not answered yet, until this is dropped.
#[derive(Debug)]
pub struct UnderWay(());

impl UnderWay {
    /// Something begins.
    pub fn begin() -> UnderWay {
        UNDER_WAY.fetch_add(1, Ordering::SeqCst);
        UnderWay(())
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Waits until nothing is being done, two seconds at most.
pub fn let_finish() {
    ENDING.store(true, Ordering::SeqCst);
    let until = Instant::now() + PATIENCE;
    while UNDER_WAY.load(Ordering::SeqCst) > 0 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Whether the end was asked for: what takes long and can be stopped half-way stops.
pub fn ending() -> bool {
    ENDING.load(Ordering::SeqCst)
}
