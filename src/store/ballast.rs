//! The ballast: two mebibytes held back in the till's folder, let go of when the disk is full, so that the buyer who waits at
//! the table is still served. Never holds anything that is worth keeping.

use std::fs::File;
use std::io::Write;
use std::path::Path;

/// Its name in the till's folder.
pub const BALLAST: &str = "ballast";
const SIZE: u64 = 2 << 20;

/// Takes ballast in, where there is none and room for twice as much. Where there is not, the till sails without.
pub(super) fn take_in(folder: &Path) {
    let path = folder.join(BALLAST);
    if std::fs::symlink_metadata(&path).is_ok_and(|data| data.len() == SIZE) {
        return;
    }
    let unfinished = folder.join(format!("{BALLAST}.tmp"));
    let taken = fill(&unfinished).and_then(|()| std::fs::rename(&unfinished, &path));
    if taken.is_err() {
        std::fs::remove_file(&unfinished).ok();
    }
}

fn fill(path: &Path) -> std::io::Result<()> {
    let mut file = File::create(path)?;
    // No two blocks alike: a file system that packs what it holds would give nothing back.
    let (mut block, mut dice) = (Vec::with_capacity(1 << 16), 0x9E37_79B9_7F4A_7C15_u64);
    for _ in 0..2 * (SIZE >> 16) {
        block.clear();
        while block.len() < 1 << 16 {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            block.extend_from_slice(&dice.to_le_bytes());
        }
        file.write_all(&block)?;
    }
    file.set_len(SIZE)
}

/// Lets it go; answers whether there was any.
pub fn let_go(folder: &Path) -> bool {
    std::fs::remove_file(folder.join(BALLAST)).is_ok()
}
