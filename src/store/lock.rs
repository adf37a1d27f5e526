//! Who uses a till's folder: whoever opens it shares it, a restore has it alone, one window shows it.
//! Never a number in a file: the system lets a lock go when its process ends, however it ends.

use super::error::{StoreError, Trouble};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

/// Shared by everybody who has the till open.
pub const LOCK: &str = "till.lock";
/// Held by the window that shows the till.
const WINDOW: &str = "window.lock";
/// Written by a second window that wants the first to come forward.
const CALL: &str = "window.call";
/// Shared by everybody who is writing a backup, so that a leftover can be told from one in the making.
const MAKING: &str = "backups.lock";
/// How long is waited for others to let go.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long is waited for a window that is just being closed.
const CLOSING: Duration = Duration::from_millis(400);

/// A lock, held until it is dropped. Where the file system has none, nothing is held and nothing is waited for.
#[derive(Debug)]
pub struct Held(#[allow(dead_code, reason = "held, never read")] File);

enum How {
    Shared,
    Alone,
}

fn open(folder: &Path, name: &str) -> Result<File, StoreError> {
    let path = folder.join(name);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path).map_err(|error| match error.kind() {
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => StoreError::Trouble(
            Trouble::ReadOnly,
            format!("{} cannot be written ({error})", folder.display()),
        ),
        _ => StoreError::from(error),
    })
}

/// `None` where others have it.
fn take(file: File, how: How, patience: Duration) -> Option<Held> {
    let until = Instant::now() + patience;
    loop {
        let taken = match how {
            How::Shared => file.try_lock_shared(),
            How::Alone => file.try_lock(),
        };
        match taken {
            Err(TryLockError::WouldBlock) if Instant::now() < until => {
                std::thread::sleep(Duration::from_millis(20));
            }
            Err(TryLockError::WouldBlock) => return None,
            // Some network drives know no locks: then there is nobody to wait for.
            Ok(()) | Err(TryLockError::Error(_)) => return Some(Held(file)),
        }
    }
}

/// Has a file alone that others use for moments only: whoever keeps it longer stands still, and is not waited for.
///
/// # Errors
/// [`Trouble::Busy`] when it is not let go.
pub fn for_a_moment(file: &File) -> Result<Held, StoreError> {
    take(file.try_clone()?, How::Alone, PATIENCE).ok_or_else(|| {
        let why = "another program holds the till roll; what is recorded is safe";
        StoreError::Trouble(Trouble::Busy, why.to_owned())
    })
}

/// Uses the till beside others. Waits while it is being restored.
///
/// # Errors
/// [`Trouble::ReadOnly`] where nothing can be written; [`Trouble::Busy`] when a restore does not end.
pub fn share(folder: &Path) -> Result<Held, StoreError> {
    take(open(folder, LOCK)?, How::Shared, PATIENCE).ok_or_else(|| {
        StoreError::Trouble(
            Trouble::Busy,
            "the till is being restored; wait until that has ended".to_owned(),
        )
    })
}

/// Has the till alone, to put another database in its place.
///
/// # Errors
/// [`Trouble::Busy`] while others have it open.
pub fn alone(folder: &Path) -> Result<Held, StoreError> {
    take(open(folder, LOCK)?, How::Alone, PATIENCE).ok_or_else(|| {
        let why = "the till is open elsewhere; nothing was changed. Close its window and other commands, or restore in that window under Event";
        StoreError::Trouble(Trouble::Busy, why.to_owned())
    })
}

/// Has the till alone if nobody else has it just now.
pub fn alone_now(folder: &Path) -> Option<Held> {
    take(open(folder, LOCK).ok()?, How::Alone, Duration::ZERO)
}

/// Is the one window that shows the till.
///
/// # Errors
/// [`Trouble::Window`] where another one is; it is asked to come forward.
pub fn window(folder: &Path) -> Result<Held, StoreError> {
    if let Some(held) = take(open(folder, WINDOW)?, How::Alone, CLOSING) {
        return Ok(held);
    }
    // What matters is that the file is written anew; a failure leaves the other window where it is.
    let _ = std::fs::write(folder.join(CALL), b"come forward\n");
    let why = "another window has this till; it was asked to come forward. Sell there, or only look here";
    Err(StoreError::Trouble(Trouble::Window, why.to_owned()))
}

/// When a second window last asked the first to come forward.
pub fn called(folder: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(folder.join(CALL)).ok()?.modified().ok()
}

/// Says that a backup is in the making.
///
/// # Errors
/// When the folder cannot be written.
pub fn making(folder: &Path) -> Result<Option<Held>, StoreError> {
    Ok(take(open(folder, MAKING)?, How::Shared, PATIENCE))
}

/// Holds back new backups, if none is in the making.
pub fn none_making(folder: &Path) -> Option<Held> {
    take(open(folder, MAKING).ok()?, How::Alone, Duration::ZERO)
}
