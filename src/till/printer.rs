//! The system's printers, through the programs that every system has for it.
//! Never waits for ever, and never hands a name to a shell.

use super::{Error, refused};
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// How long a printer may take to accept a paper.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of an answer is read.
const ANSWER: u64 = 64 * 1024;

/// The names of the printers that the system knows.
///
/// # Errors
/// A sentence, when it does not say.
pub(super) fn list() -> Result<Vec<String>, String> {
    let said = run(&mut listing(), PATIENCE)?;
    let names = said.lines().map(str::trim).filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

/// Refuses a printer that the system does not know. Where it does not say which it knows, any name is taken.
pub(super) fn known(name: &str) -> Result<(), Error> {
    match list() {
        Ok(names) if names.is_empty() => Err(refused("this system has no printer yet; add it there first")),
        Ok(names) if !names.iter().any(|known| known == name) => Err(refused(format!(
            "this system has no printer `{name}`; it has {}",
            names.join(", ")
        ))),
        _ => Ok(()),
    }
}

/// Hands a file to a printer.
///
/// # Errors
/// A sentence in one line, when it is not taken.
pub(super) fn print(printer: &str, title: &str, file: &Path) -> Result<(), String> {
    run(&mut printing(printer, title, file), PATIENCE).map(|_| ())
}

#[cfg(not(windows))]
fn listing() -> Command {
    let mut command = Command::new("lpstat");
    command.arg("-e");
    command
}

#[cfg(not(windows))]
fn printing(printer: &str, title: &str, file: &Path) -> Command {
    let mut command = Command::new("lp");
    command.args(["-d", printer, "-t", title, "--"]).arg(file);
    command
}

#[cfg(windows)]
fn listing() -> Command {
    let mut command = Command::new("powershell");
    command.args(["-NoProfile", "-NonInteractive", "-Command", "(Get-Printer).Name"]);
    command
}

/// The shell's print verb. Names travel in the environment, where no shell reads them.
#[cfg(windows)]
fn printing(printer: &str, _title: &str, file: &Path) -> Command {
    let mut command = Command::new("powershell");
    command
        .args([
            "-NoProfile",
            "-NonInteractive",
            "-Command",
            "Start-Process -FilePath $env:ZINETILL_PAPER -Verb PrintTo -ArgumentList ('\"' + $env:ZINETILL_PRINTER + '\"') -WindowStyle Hidden",
        ])
        .env("ZINETILL_PAPER", file)
        .env("ZINETILL_PRINTER", printer);
    command
}

/// Runs a program to its end and answers with what it says; with the first line of its complaint where it fails. After
/// `patience` it is ended.
fn run(command: &mut Command, patience: Duration) -> Result<String, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => format!("this system has no `{name}`, which printing goes through"),
            _ => format!("`{name}` cannot be started: {error}"),
        })?;
    let began = Instant::now();
    let ended: ExitStatus = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if began.elapsed() < patience => std::thread::sleep(Duration::from_millis(20)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("the printer did not answer for {} seconds", patience.as_secs()));
            }
            Err(error) => return Err(format!("`{name}` was lost sight of: {error}")),
        }
    };
    let mut said = Vec::new();
    let mut complaint = Vec::new();
    if let Some(out) = child.stdout.take() {
        let _ = out.take(ANSWER).read_to_end(&mut said);
    }
    if ended.success() {
        return Ok(String::from_utf8_lossy(&said).into_owned());
    }
    if let Some(out) = child.stderr.take() {
        let _ = out.take(ANSWER).read_to_end(&mut complaint);
    }
    let complaint = String::from_utf8_lossy(&complaint);
    Err(match complaint.lines().map(str::trim).find(|line| !line.is_empty()) {
        Some(line) => line.chars().filter(|character| !character.is_control()).collect(),
        None => format!("`{name}` failed without a word"),
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_printer_that_fails_is_said_in_one_line_and_one_that_hangs_is_ended() {
        let patience = Duration::from_secs(5);
        assert_eq!(
            run(&mut shell("echo one; echo two"), patience),
            Ok("one\ntwo\n".to_owned())
        );
        for (script, said) in [
            ("echo; echo 'lp: no such printer' >&2; exit 1", "lp: no such printer"),
            ("printf '\\n a\\033b \\nsecond' >&2; exit 3", "ab"),
            ("exit 1", "`sh` failed without a word"),
        ] {
            assert_eq!(run(&mut shell(script), patience), Err(said.to_owned()));
        }
        let began = Instant::now();
        let hung = run(&mut shell("exec sleep 60"), Duration::from_secs(1));
        assert_eq!(hung, Err("the printer did not answer for 1 seconds".to_owned()));
        assert!(began.elapsed() < Duration::from_secs(30));
        let missing = run(&mut Command::new("no-such-program-here"), patience);
        assert!(missing.is_err_and(|why| why.contains("no-such-program-here")));
    }
}
