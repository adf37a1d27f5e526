//! Backups on the command line: made, listed, put back, and a till repaired.
//! Never decides which of two tills is right.

use super::refused;
use super::show::{self, Shown};
use crate::till::{Error, RestoreFrom, Till};
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// What can be asked about backups.
#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// Make a verified backup, in a file or among the till's own
    Backup(BackupArgs),
    /// Put a backup in the till's place; what was there is set aside, what the till roll holds beyond it is put back
    Restore {
        /// The backup; `till-roll.ndjson` restores from the till's own roll alone
        file: PathBuf,
    },
    /// Make a damaged or lost till whole, from its newest good backup and its till roll
    Repair,
}

/// A backup.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// A file that is not there yet, or a folder; none for the till's own backups and the second place
    file: Option<PathBuf>,
    /// List the till's own backups instead
    #[arg(long, conflicts_with = "file")]
    list: bool,
}

pub fn run(command: BackupCommand, folder: &Path) -> Result<Shown, Error> {
    match command {
        BackupCommand::Backup(args) => {
            let mut till = Till::open(folder)?;
            match args {
                BackupArgs { list: true, .. } => Ok(show::backups(&till.backups(), &till.second_place())),
                BackupArgs { file: None, .. } => Ok(show::backed_up(&till.back_up()?)),
                BackupArgs { file: Some(file), .. } => Ok(show::backed_up(&till.back_up_to(&file)?)),
            }
        }
        BackupCommand::Restore { file } => {
            let roll = std::path::absolute(folder.join("till-roll.ndjson"));
            let named = std::path::absolute(&file);
            let of_roll = file == Path::new("till-roll.ndjson")
                || matches!((roll, named), (Ok(roll), Ok(named)) if roll == named);
            let from = match of_roll {
                true => RestoreFrom::Roll,
                false => RestoreFrom::Backup(file),
            };
            Ok(show::restored(&Till::restore(folder, from).map_err(plain)?))
        }
        BackupCommand::Repair => Ok(show::repaired(&Till::repair(folder).map_err(plain)?)),
    }
}

fn plain(error: Error) -> Error {
    match error {
        Error::Failed(why) => refused(why),
        other => other,
    }
}
