//! Any bytes as the picture of a cover: refused, or scaled to what tiles need and drawn from what is kept.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zinetill::exchange::picture::{KEPT, pixels, scaled};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(picture) = scaled(bytes) {
        assert!(picture.width <= KEPT && picture.height <= KEPT && picture.width > 0 && picture.height > 0);
        assert!(pixels(&picture.bytes, KEPT).is_some(), "what is kept can be drawn");
    }
    let _ = pixels(bytes, KEPT);
});
