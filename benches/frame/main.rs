//! From a tap, or a letter of a search, to the frame that answers it: the real window over 5,000 titles, without a display.
//! Draws with the software renderer at scale 1, in the steps the window takes; prints medians and 99th percentiles.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../common/mod.rs"]
mod common;
#[cfg(not(feature = "gpu"))]
mod stage;

#[cfg(feature = "gpu")]
fn main() {
    println!("frame: the software renderer is measured; build without the feature `gpu`");
}

#[cfg(not(feature = "gpu"))]
fn main() {
    let folder = common::till(5_000);
    let empty = stage::empty_frames(400);
    let mut window = stage::Stage::over(folder.path());
    stage::print("an empty frame", &empty, None);
    stage::print("the first frame", &[window.first], None);
    stage::print("a tap on a tile", &window.taps(400), Some(&empty));
    stage::print("a letter of a search", &window.letters(400), Some(&empty));
    stage::print("nothing changed", &window.idle(100), None);
    let (letters, turns) = window.catalog(400);
    stage::print("a letter of a search in the Catalog", &letters, Some(&empty));
    stage::print("a turn of the wheel over the Catalog's table", &turns, Some(&empty));
}
