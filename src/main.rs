//! Arguments → the till's folder → the window or a command. Wiring only.

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use zinetill::cli::{self, Cli};

fn main() -> ExitCode {
    let cli = Cli::parse();
    end_when_asked();
    let folder = match cli
        .data
        .clone()
        .or_else(|| std::env::var_os("ZINETILL_DATA").map(PathBuf::from))
        .or_else(own_folder)
    {
        Some(folder) => folder,
        None => {
            eprintln!("zinetill: your data folder is not known; name one with --data");
            return ExitCode::from(1);
        }
    };
    match cli.command {
        Some(command) => cli::run(command, &folder, cli.json),
        None => window(folder, cli.demo),
    }
}

/// Where the system asks for the end, at a logout for instance, what is being written is finished first.
#[cfg(unix)]
fn end_when_asked() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    // Without it the end comes at once, which the books bear too.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM]) else {
        return;
    };
    let wait = move || {
        if let Some(signal) = signals.forever().next() {
            zinetill::till::let_finish();
            std::process::exit(128 + signal);
        }
    };
    let _ = std::thread::Builder::new().name("signals".into()).spawn(wait);
}

#[cfg(not(unix))]
fn end_when_asked() {}

/// Where a person's data lie on this system.
fn own_folder() -> Option<PathBuf> {
    Some(
        directories::ProjectDirs::from("org", "zinetill", "Zinetill")?
            .data_dir()
            .to_owned(),
    )
}

#[cfg(feature = "gui")]
fn window(folder: PathBuf, demo: bool) -> ExitCode {
    use zinetill::gui::{Ended, Mode, run};
    let ran = if demo {
        // Practice is thrown away: it never lies where a person's own till does.
        let practice = std::env::temp_dir().join(format!("zinetill-practice-{}", uuid::Uuid::now_v7().simple()));
        let ran = run(practice.clone(), Mode::Demo);
        if !matches!(ran, Ok(Ended::Stumbled(..))) {
            let _ = std::fs::remove_dir_all(practice);
        }
        ran
    } else {
        run(folder, Mode::Own)
    };
    match ran {
        Ok(Ended::Closed) => ExitCode::SUCCESS,
        Ok(Ended::Stumbled(note, again)) => {
            eprintln!(
                "zinetill: the window ended by a mistake of the program, noted in {}; every sale is safe",
                note.display()
            );
            if again { open_again(&note) } else { ExitCode::FAILURE }
        }
        Err(why) => {
            eprintln!("zinetill: no window can be opened: {why}");
            ExitCode::FAILURE
        }
    }
}

/// A queue is waiting: the window comes back by itself.
#[cfg(feature = "gui")]
fn open_again(note: &std::path::Path) -> ExitCode {
    let begun = zinetill::gui::crash::again(note).and_then(|mut command| {
        #[cfg(unix)]
        return Err(std::os::unix::process::CommandExt::exec(&mut command));
        #[cfg(not(unix))]
        command.spawn().map(drop)
    });
    match begun {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("zinetill: it could not be opened again: {why}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_: PathBuf, _: bool) -> ExitCode {
    eprintln!("zinetill: this build has no window; `zinetill --help` lists the commands");
    ExitCode::from(2)
}
