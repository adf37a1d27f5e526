//! A mistake of the program: what was begun is finished, a note of it is kept beside the till, and the window opens again.
//! Never touches the books: they bear an end at any moment.

use crate::till::{let_finish, write_whole};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Tells a window that was opened again where the note lies.
const NOTE: &str = "ZINETILL_CRASH_NOTE";
/// A window that stood for less is not opened again: it would only end once more.
const STOOD: Duration = Duration::from_secs(5);

/// How a window ended.
#[derive(Debug)]
pub enum Ended {
    /// It was closed.
    Closed,
    /// By a mistake of the program; the note lies here, and the window may be opened again.
    Stumbled(PathBuf, bool),
}

/// Runs a window. Where it ends by a mistake, what was handed to the desk is finished first.
///
/// # Errors
/// Those of the window.
pub(super) fn guarded(folder: &Path, run: impl FnOnce() -> iced::Result) -> Result<Ended, iced::Error> {
    let began = Instant::now();
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let file = folder.join(format!("crash-{}.txt", seconds.as_secs()));
    note_in(file.clone());
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(ended) => ended.map(|()| Ended::Closed),
        Err(_) => {
            let_finish();
            Ok(Ended::Stumbled(file, began.elapsed() > STOOD))
        }
    }
}

/// From now on each mistake of the program is noted in a file, for whoever can mend it.
fn note_in(file: PathBuf) {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |mistake| {
        told(mistake);
        let thread = std::thread::current();
        let note = format!(
            "zinetill {} on {}\nthread {}: {mistake}\n",
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
            thread.name().unwrap_or("?"),
        );
        let _ = write_whole(&file, note.as_bytes());
    }));
}

/// The same program once more, with the same words; it says what happened.
pub fn again(note: &Path) -> std::io::Result<std::process::Command> {
    let mut command = std::process::Command::new(std::env::current_exe()?);
    command.args(std::env::args_os().skip(1)).env(NOTE, note);
    Ok(command)
}

/// Where the note of the mistake lies that ended the window before this one.
pub(super) fn note() -> Option<String> {
    std::env::var_os(NOTE).map(|note| Path::new(&note).display().to_string())
}

/// Where a trial wants it so, the first window makes a mistake here. Never in a released build.
pub(super) fn stumble() {
    #[cfg(debug_assertions)]
    #[expect(clippy::panic, reason = "that is what is tried")]
    if std::env::var_os("ZINETILL_TRIAL_STUMBLE").is_some() && note().is_none() {
        panic!("a mistake on trial");
    }
}
