//! Receipts on their way to a printer: one that takes them, one that fails, and a real queue of CUPS.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A till, and a system whose printers are scripts.
struct Table {
    till: tempfile::TempDir,
    system: tempfile::TempDir,
}

impl Table {
    fn new(register: &str) -> Table {
        let table = Table {
            till: tempfile::tempdir().unwrap(),
            system: tempfile::tempdir().unwrap(),
        };
        table.answer(&["new", "--shop", "Stigmergy Distro", "--register", register]);
        table.answer(&[
            "catalog",
            "add",
            "a",
            "--title",
            "Converge and Overtake!",
            "--price",
            "$1.00 each",
        ]);
        table.script("lpstat", "printf 'Front_desk\\nOld printer\\n'");
        table
    }

    fn script(&self, name: &str, does: &str) {
        let file = self.system.path().join(name);
        std::fs::write(&file, format!("#!/bin/sh\n{does}\n")).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn run(&self, words: &[&str]) -> Output {
        let path = format!("{}:{}", self.system.path().display(), std::env::var("PATH").unwrap());
        Command::new(env!("CARGO_BIN_EXE_zinetill"))
            .arg("--data")
            .arg(self.till.path())
            .args(words)
            .env("PATH", path)
            .env("TOLD", self.system.path())
            .output()
            .unwrap()
    }

    fn answer(&self, words: &[&str]) -> Value {
        let output = self.run(&[words, &["--json"]].concat());
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {complaint}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn refusal(&self, words: &[&str]) -> String {
        let output = self.run(words);
        assert!(!output.status.success(), "{words:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.lines().count(), 1, "{said}");
        said
    }

    fn told(&self, name: &str) -> PathBuf {
        self.system.path().join(name)
    }

    fn sell(&self) -> String {
        let sale = self.answer(&["sell", "a", "--pay", "cash=1"]);
        sale["number"].as_str().unwrap().to_owned()
    }
}

fn text(file: &Path) -> String {
    let output = Command::new("pdftotext")
        .args(["-raw".as_ref(), file.as_os_str(), "-".as_ref()])
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Notes its arguments, a line each, and keeps the file.
const TAKES: &str = r#"printf '%s\n' "$@" > "$TOLD/arguments"; for last; do :; done; cp "$last" "$TOLD/taken.pdf""#;

#[test]
fn a_printer_is_chosen_once_and_the_second_paper_is_a_copy() {
    let table = Table::new("A");
    table.script("lp", TAKES);
    let number = table.sell();
    assert!(table.refusal(&["print", &number]).contains("no printer was chosen"));
    let printers = table.answer(&["print", "--printers"]);
    assert_eq!(printers["printers"], serde_json::json!(["Front_desk", "Old printer"]));
    assert!(
        table
            .refusal(&["set", "printer=Nobody's"])
            .contains("it has Front_desk, Old printer")
    );
    table.answer(&["set", "printer=Old printer"]);
    table.answer(&["set", "paper=58mm"]);
    for copy in [false, true, true] {
        let printed = table.answer(&["print", &number]);
        assert_eq!(printed["printed"][0]["copy"], copy);
        assert_eq!(text(&table.told("taken.pdf")).contains("COPY"), copy);
    }
    let arguments = std::fs::read_to_string(table.told("arguments")).unwrap();
    let arguments: Vec<&str> = arguments.lines().collect();
    assert_eq!(arguments[..5], ["-d", "Old printer", "-t", "A-0001", "--"]);
    assert_eq!(arguments.len(), 6);
    let second = table.sell();
    table.answer(&["print", &second, "--copy", "--printer=-x; rm", "--paper", "a6"]);
    let arguments = std::fs::read_to_string(table.told("arguments")).unwrap();
    assert!(arguments.starts_with("-d\n-x; rm\n-t\nA-0002\n--\n"), "{arguments}");
    assert!(text(&table.told("taken.pdf")).contains("COPY"));
    assert!(table.refusal(&["print", "A-0099"]).contains("A-0099"));
    assert_eq!(table.answer(&["print", "--list"])["waiting"], serde_json::json!([]));
}

#[test]
fn what_a_printer_does_not_take_waits_on_disk_until_it_is_printed_or_forgotten() {
    let table = Table::new("A");
    table.script("lp", "echo 'lp: The printer is on fire.' >&2; echo more >&2; exit 1");
    table.answer(&["set", "printer=Front_desk"]);
    let (first, second) = (table.sell(), table.sell());
    for number in [&first, &second] {
        let said = table.refusal(&["print", number]);
        assert!(
            said.contains("lp: The printer is on fire.") && said.contains("It waits"),
            "{said}"
        );
        assert!(
            said.contains("the sale is recorded") && !said.contains("more"),
            "{said}"
        );
    }
    let waiting = table.answer(&["print", "--list"]);
    assert_eq!(waiting["waiting"].as_array().unwrap().len(), 2);
    assert_eq!(waiting["waiting"][0]["number"], first);
    assert_eq!(waiting["waiting"][0]["why"], "lp: The printer is on fire.");
    assert!(table.refusal(&["print", "--waiting"]).contains("on fire"));
    table.answer(&["print", &second, "--forget"]);
    // Asked for once more while it waits: two papers of it, the second of them a copy.
    assert!(table.refusal(&["print", &first]).contains("on fire"));
    table.script("lp", TAKES);
    let printed = table.answer(&["print", "--waiting"]);
    assert_eq!(printed["printed"][0]["number"], first);
    // It never reached paper before, so it is no copy.
    assert_eq!(printed["printed"][0]["copy"], false);
    assert_eq!(printed["printed"][1]["copy"], true);
    assert_eq!(table.answer(&["print", "--waiting"])["printed"], serde_json::json!([]));
    assert!(table.refusal(&["print", &second, "--forget"]).contains("nothing waits"));
    assert_eq!(table.answer(&["verify"])["ok"], true);
}

#[test]
fn a_system_without_printing_says_so_and_the_sale_stands() {
    let table = Table::new("A");
    let number = table.sell();
    let output = Command::new(env!("CARGO_BIN_EXE_zinetill"))
        .arg("--data")
        .arg(table.till.path())
        .args(["print", &number, "--printer", "Front_desk"])
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("this system has no `lp`"), "{said}");
    assert_eq!(table.answer(&["print", "--list"])["waiting"][0]["number"], number);
}

/// A print server of our own, in a folder of our own.
struct Server {
    folder: tempfile::TempDir,
    child: Child,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Why there is none, where it cannot start.
    fn start() -> Result<Server, String> {
        let cupsd = ["/usr/sbin/cupsd", "/usr/local/sbin/cupsd"]
            .into_iter()
            .find(|file| Path::new(file).exists());
        let cupsd = cupsd.ok_or("there is no cupsd")?;
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::set_permissions(root, std::fs::Permissions::from_mode(0o755)).unwrap();
        for name in ["etc/ppd", "spool/tmp", "cache", "run/certs", "log"] {
            std::fs::create_dir_all(root.join(name)).unwrap();
        }
        let allow = "Order allow,deny\n Allow all\n";
        let conf = format!(
            "Listen {at}/cups.sock\nBrowsing No\nWebInterface No\nDefaultAuthType None\n<Location />\n {allow}</Location>\n\
             <Location /admin>\n {allow}</Location>\n<Policy default>\n <Limit All>\n {allow} </Limit>\n</Policy>\n",
            at = root.display()
        );
        let files = format!(
            "ServerRoot {at}/etc\nRequestRoot {at}/spool\nTempDir {at}/spool/tmp\nCacheDir {at}/cache\nStateDir {at}/run\n\
             AccessLog {at}/log/access\nErrorLog {at}/log/error\nPageLog {at}/log/page\n",
            at = root.display()
        );
        std::fs::write(root.join("etc/cupsd.conf"), conf).unwrap();
        std::fs::write(root.join("etc/cups-files.conf"), files).unwrap();
        let child = Command::new(cupsd)
            .arg("-f")
            .arg("-c")
            .arg(root.join("etc/cupsd.conf"))
            .arg("-s")
            .arg(root.join("etc/cups-files.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| error.to_string())?;
        let server = Server { folder, child };
        let until = Instant::now() + Duration::from_secs(10);
        while !server.folder.path().join("cups.sock").exists() {
            if Instant::now() > until {
                return Err("cupsd did not start here".to_owned());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    fn ask(&self, program: &str, words: &[&str]) -> Result<String, String> {
        let output = Command::new(program)
            .args(words)
            .env("CUPS_SERVER", self.folder.path().join("cups.sock"))
            .output()
            .map_err(|_| format!("there is no {program}"))?;
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            false => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        }
    }
}

#[test]
fn a_queue_of_cups_receives_a_receipt() {
    let skipped = |why: &str| println!("SKIPPED a_queue_of_cups_receives_a_receipt: {why}");
    let server = match Server::start() {
        Ok(server) => server,
        Err(why) => return skipped(&why),
    };
    let ppd = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd";
    if let Err(why) = server.ask("lpadmin", &["-p", "Paper", "-v", "cups-pdf:/", "-P", ppd, "-E"]) {
        return skipped(&format!("there is no printer of cups-pdf: {why}"));
    }
    // Its printer writes where the person's own papers go: a register of this run alone tells ours from theirs.
    let register: String = uuid::Uuid::now_v7().as_bytes()[12..]
        .iter()
        .map(|byte| char::from(b'A' + byte % 26))
        .collect();
    let table = Table::new(&register);
    std::fs::remove_file(table.told("lpstat")).unwrap();
    let socket = server.folder.path().join("cups.sock");
    let zinetill = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_zinetill"))
            .arg("--data")
            .arg(table.till.path())
            .args(words)
            .env("CUPS_SERVER", &socket)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    table.answer(&["set", "qr=https://distro.example/read-next"]);
    let number = table.sell();
    assert_eq!(zinetill(&["print", "--printers"]).trim(), "Paper");
    zinetill(&["set", "printer=Paper"]);
    assert_eq!(zinetill(&["print", &number]).trim(), format!("{number} went to Paper."));
    let until = Instant::now() + Duration::from_secs(60);
    let done = loop {
        let done = server.ask("lpstat", &["-W", "completed", "-o"]).unwrap();
        if done.contains("Paper-1") || Instant::now() > until {
            break done;
        }
        std::thread::sleep(Duration::from_millis(100));
    };
    assert!(done.contains("Paper-1"), "{done}");
    let homes = [
        std::env::var("HOME").unwrap_or_default() + "/PDF",
        "/var/spool/cups-pdf/ANONYMOUS".to_owned(),
    ];
    let came = homes
        .iter()
        .filter_map(|home| Path::new(home).read_dir().ok())
        .flatten()
        .find_map(|entry| {
            let file = entry.ok()?.path();
            file.file_name()?.to_string_lossy().contains(&number).then_some(file)
        });
    let Some(came) = came else {
        return skipped("the queue took it, and where it went cannot be seen from here");
    };
    // On the way to the queue's PDF letters become pictures of letters; the code is read as a phone reads it.
    let page = table.told("page");
    let drawn = Command::new("pdftoppm")
        .args(["-r", "203", "-png", "-singlefile"])
        .arg(&came)
        .arg(&page)
        .status();
    assert!(drawn.unwrap().success());
    std::fs::remove_file(&came).unwrap();
    let Ok(read) = Command::new("zbarimg")
        .args(["-q", "--raw"])
        .arg(page.with_extension("png"))
        .output()
    else {
        return skipped("there is no zbarimg");
    };
    assert_eq!(
        String::from_utf8_lossy(&read.stdout).trim(),
        "https://distro.example/read-next"
    );
}
