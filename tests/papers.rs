//! Papers as they leave the till: by version, by the hundred, to a printer. Other people's tools judge them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn run(till: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zinetill"))
        .arg("--data")
        .arg(till)
        .args(words)
        .output()
        .unwrap()
}

fn answer(till: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    let output = run(till, &words);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words:?}: {complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn refusal(till: &Path, words: &[&str]) -> String {
    let output = run(till, words);
    assert!(!output.status.success(), "{words:?}");
    assert!(output.stdout.is_empty(), "{words:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

/// A tool's answer about a file; `None`, and a word about it, where the tool is not there.
fn tool(test: &str, name: &str, words: &[&str]) -> Option<String> {
    let output = match Command::new(name).args(words).output() {
        Ok(output) => output,
        Err(_) => {
            println!("SKIPPED {test}: there is no {name}");
            return None;
        }
    };
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    // The reader of codes misses a bus that nobody needs here.
    let content = complaint.is_empty() || name == "zbarimg";
    assert!(output.status.success() && content, "{name} {words:?}: {complaint}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Where the links of a document lead.
fn links(document: &lopdf::Document) -> Vec<String> {
    let pages = document.page_iter().map(|page| document.get_dictionary(page).unwrap());
    pages
        .flat_map(|page| page.get(b"Annots").and_then(lopdf::Object::as_array).unwrap())
        .map(|link| {
            let action = link
                .as_dict()
                .unwrap()
                .get(b"A")
                .and_then(lopdf::Object::as_dict)
                .unwrap();
            String::from_utf8(action.get(b"URI").and_then(lopdf::Object::as_str).unwrap().to_vec()).unwrap()
        })
        .collect()
}

struct Table {
    till: tempfile::TempDir,
    out: tempfile::TempDir,
}

impl Table {
    fn new() -> Table {
        let table = Table {
            till: tempfile::tempdir().unwrap(),
            out: tempfile::tempdir().unwrap(),
        };
        answer(table.at(), &["new", "--shop", "Stigmergy Distro"]);
        answer(
            table.at(),
            &[
                "catalog",
                "add",
                "a",
                "--title",
                "Converge and Overtake!",
                "--price",
                "1st $1.00, rest $0.75 each",
            ],
        );
        table
    }

    fn at(&self) -> &Path {
        self.till.path()
    }

    fn out(&self, name: &str) -> PathBuf {
        self.out.path().join(name)
    }

    fn set(&self, setting: &str) {
        answer(self.at(), &["set", setting]);
    }

    fn sell(&self, day: u32) -> String {
        let at = format!("2026-11-{day:02}T14:07:00-08:00");
        let sale = answer(self.at(), &["sell", "a*3", "--pay", "cash=5", "--at", &at]);
        sale["number"].as_str().unwrap().to_owned()
    }

    fn receipt(&self, words: &[&str], name: &str) -> PathBuf {
        let file = self.out(name);
        let mut all = vec!["receipt"];
        all.extend(words);
        all.extend(["--force", "-o", file.to_str().unwrap()]);
        answer(self.at(), &all);
        file
    }

    fn text(&self, words: &[&str]) -> String {
        let file = self.receipt(words, "text.pdf");
        let output = Command::new("pdftotext")
            .args(["-raw", file.to_str().unwrap(), "-"])
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    fn logo(&self, side: u32) -> PathBuf {
        let file = self.out("logo.png");
        let mut encoder = png::Encoder::new(std::fs::File::create(&file).unwrap(), side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        let dots: Vec<u8> = (0..side * side)
            .map(|n| if (n / side + n % side) % 16 < 8 { 0 } else { 255 })
            .collect();
        encoder.write_header().unwrap().write_image_data(&dots).unwrap();
        file
    }
}

#[test]
fn a_receipt_looks_as_it_did_whatever_became_of_the_letterhead() {
    let table = Table::new();
    table.set("tagline=zines, seeds | Table 14");
    table.set("footer=Copy it. | Pass it on.");
    table.set("qr=https://distro.example/old");
    table.set(&format!("logo={}", table.logo(64).display()));
    let first = table.sell(21);
    let papers = ["58mm", "80mm", "a4", "letter", "a5", "a6"];
    let before: Vec<Vec<u8>> = papers
        .iter()
        .map(|paper| std::fs::read(table.receipt(&[&first, "--paper", paper], "one.pdf")).unwrap())
        .collect();
    for setting in ["shop=Another name", "tagline=", "footer=Gone", "qr=", "logo="] {
        table.set(setting);
    }
    answer(
        table.at(),
        &["catalog", "edit", "a", "--title", "Renamed", "--price", "$1.50 each"],
    );
    let second = table.sell(22);
    for (paper, before) in papers.iter().zip(&before) {
        let again = std::fs::read(table.receipt(&[&first, "--paper", paper], "one.pdf")).unwrap();
        assert!(again == *before, "{paper}");
    }
    let old = table.text(&[&first]);
    for words in [
        "Stigmergy Distro",
        "zines, seeds\nTable 14",
        "Copy it.\nPass it on.",
        "https://distro.example/old",
    ] {
        assert!(old.contains(words), "{words}\n{old}");
    }
    let new = table.text(&[&second]);
    assert!(
        new.contains("Another name") && new.contains("Gone") && new.contains("Renamed"),
        "{new}"
    );
    assert!(!new.contains("Table 14") && !new.contains("distro.example"), "{new}");
    // What was set before the first sale is of no interest to anybody; what was in force at a sale can never change.
    let conn = rusqlite::Connection::open(table.at().join("till.db")).unwrap();
    for sql in [
        "UPDATE letterhead SET shop = 'x'",
        "DELETE FROM letterhead",
        "DELETE FROM logo",
        "UPDATE logo SET png = x''",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    drop(conn);
    assert_eq!(answer(table.at(), &["verify"])["ok"], true);
}

#[test]
fn a_till_from_before_letterheads_keeps_its_own() {
    let table = Table::new();
    let number = table.sell(21);
    let conn = rusqlite::Connection::open(table.at().join("till.db")).unwrap();
    conn.execute_batch(
        "DROP TRIGGER letterhead_stays; DELETE FROM letterhead;
         CREATE TRIGGER letterhead_stays BEFORE DELETE ON letterhead BEGIN SELECT raise(ABORT, 'old papers carry it'); END;
         INSERT INTO setting VALUES ('shop', 'Kept of old'), ('footer', 'as ever');",
    )
    .unwrap();
    drop(conn);
    let text = table.text(&[&number]);
    assert!(text.contains("Kept of old") && text.contains("as ever"), "{text}");
    table.set("footer=new");
    let text = table.text(&[&number]);
    assert!(text.contains("Kept of old") && text.contains("new"), "{text}");
}

#[test]
fn every_paper_has_its_size_its_fonts_a_link_and_a_code_that_phones_read() {
    let test = "every_paper_has_its_size_its_fonts_a_link_and_a_code_that_phones_read";
    let table = Table::new();
    let address = "https://distro.example/read-next?table=14&fest=ä";
    let plain = "https://distro.example/read-next?table=14";
    table.set(&format!("qr={plain}"));
    table.set(&format!("logo={}", table.logo(300).display()));
    table.set("tagline=zines, seeds | Table 14");
    let number = table.sell(21);
    for (paper, width, height) in [
        ("58mm", 164.41, None),
        ("80mm", 226.77, None),
        ("a4", 595.28, Some(841.89)),
        ("letter", 612.0, Some(792.0)),
        ("a5", 419.53, Some(595.28)),
        ("a6", 297.64, Some(419.53)),
    ] {
        let file = table.receipt(&[&number, "--paper", paper], "one.pdf");
        let name = file.to_str().unwrap();
        let document = lopdf::Document::load(&file).unwrap();
        for page in document.page_iter() {
            let page = document.get_dictionary(page).unwrap();
            let corners: Vec<f32> = page
                .get(b"MediaBox")
                .and_then(lopdf::Object::as_array)
                .unwrap()
                .iter()
                .map(|number| number.as_float().unwrap())
                .collect();
            assert!((corners[2] - width).abs() < 0.01, "{paper} {corners:?}");
            assert!(
                height.is_none_or(|height: f32| (corners[3] - height).abs() < 0.01),
                "{paper} {corners:?}"
            );
        }
        assert_eq!(links(&document), [plain], "{paper}");
        let fonts = tool(test, "pdffonts", &[name]).unwrap();
        for font in fonts.lines().skip(2) {
            assert!(font.contains("yes yes yes"), "{font}");
            assert_eq!(font.find('+'), Some(6), "{font}");
        }
        tool(test, "qpdf", &["--check", name]);
        if let Some(said) = tool(test, "mutool", &["info", name]) {
            assert!(!said.contains("warning") && !said.contains("error"), "{said}");
        }
        let picture = table.out("page");
        tool(
            test,
            "pdftoppm",
            &["-r", "203", "-png", name, picture.to_str().unwrap()],
        );
        let pages: Vec<PathBuf> = std::fs::read_dir(table.out.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("page-"))
            .collect();
        let last = pages.iter().max().unwrap();
        if let Some(read) = tool(
            test,
            "zbarimg",
            // The chequered logo is taken for a bar code otherwise.
            &["-q", "--raw", "-Sdisable", "-Sqrcode.enable", last.to_str().unwrap()],
        ) {
            assert_eq!(read.trim(), plain, "{paper}");
        }
        for page in pages {
            std::fs::remove_file(page).unwrap();
        }
        assert!(std::fs::metadata(&file).unwrap().len() <= 14 * 1024, "{paper}");
    }
    // Text that is no address makes a code, and no link.
    table.set(&format!("qr={address}"));
    let number = table.sell(22);
    let file = table.receipt(&[&number], "one.pdf");
    let document = lopdf::Document::load(&file).unwrap();
    assert_eq!(links(&document), [""; 0]);
    assert!(refusal(table.at(), &["set", &format!("qr={}", "x".repeat(500))]).contains("too long"));
    for (bytes, why) in [
        (&b"GIF89a"[..], "neither a PNG nor a JPEG"),
        (b"\x89PNG\r\n\x1a\n....", "damaged"),
    ] {
        let file = table.out("no.png");
        std::fs::write(&file, bytes).unwrap();
        assert!(refusal(table.at(), &["set", &format!("logo={}", file.display())]).contains(why));
    }
    assert!(refusal(table.at(), &["set", "logo=/nowhere/at/all.png"]).contains("/nowhere/at/all.png"));
    assert!(refusal(table.at(), &["set", "paper=a7"]).contains("there is no paper `a7`"));
}

#[test]
fn a_day_an_event_and_a_search_go_into_one_file_with_bookmarks_or_a_folder() {
    let table = Table::new();
    answer(
        table.at(),
        &["session", "open", "--float", "40", "--event", "Zine/Fest: \"26\""],
    );
    for day in [21, 21, 22] {
        table.sell(day);
    }
    answer(table.at(), &["void", "A-0002", "--why", "wrong one"]);
    let file = table.receipt(&["--event", "Zine/Fest: \"26\"", "--paper", "a6"], "all.pdf");
    let document = lopdf::Document::load(&file).unwrap();
    let contents = document.get_toc().unwrap().toc;
    let titles: Vec<(usize, String, usize)> = contents
        .into_iter()
        .map(|entry| (entry.level, entry.title, entry.page))
        .collect();
    let of = |number: &str| titles.iter().find(|(_, title, _)| title.starts_with(number)).unwrap();
    assert_eq!(titles.iter().filter(|(level, ..)| *level == 1).count(), 3, "{titles:?}");
    assert_eq!(of("A-0001").0, 2);
    assert_eq!(of("A-0001").1, "A-0001 · 14:07 · $2.50");
    assert_eq!(of("A-0003").2, 3);
    tool("bookmarks", "qpdf", &["--check", file.to_str().unwrap()]);
    let folder = table.out("each");
    let place = folder.to_str().unwrap();
    let written = answer(table.at(), &["receipt", "--day", "2026-11-21", "-o", place]);
    assert_eq!(written["files"].as_array().unwrap().len(), 2);
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["A-0001 2026-11-21.pdf", "A-0002 2026-11-21.pdf"]);
    let alone = table.receipt(&["A-0001"], "alone.pdf");
    assert!(std::fs::read(folder.join(&names[0])).unwrap() == std::fs::read(alone).unwrap());
    let said = refusal(table.at(), &["receipt", "--day", "2026-11-21", "-o", place]);
    assert!(
        said.contains("A-0001 2026-11-21.pdf and 1 more are there already"),
        "{said}"
    );
    answer(table.at(), &["receipt", "--day", "2026-11-21", "-o", place, "--force"]);
    let found = answer(
        table.at(),
        &[
            "receipt",
            "--find",
            "A-0003",
            "-o",
            table.out("found.pdf").to_str().unwrap(),
        ],
    );
    assert_eq!(found["files"].as_array().unwrap().len(), 1);
    let none = refusal(
        table.at(),
        &[
            "receipt",
            "--day",
            "2020-01-01",
            "-o",
            table.out("none.pdf").to_str().unwrap(),
        ],
    );
    assert!(none.contains("nothing was sold there"), "{none}");
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_receipt_out_of_its_folder() {
    let table = Table::new();
    table.sell(21);
    let precious = table.out("precious.txt");
    std::fs::write(&precious, "keep").unwrap();
    let folder = table.out("each");
    std::fs::create_dir(&folder).unwrap();
    let link = folder.join("A-0001 2026-11-21.pdf");
    for target in [precious.clone(), table.out("not-there")] {
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let words = ["receipt", "--day", "2026-11-21", "-o", folder.to_str().unwrap()];
        assert!(refusal(table.at(), &words).contains("there already"));
        answer(table.at(), &[&words[..], &["--force"]].concat());
        assert!(!std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(std::fs::read(&link).unwrap().starts_with(b"%PDF"));
    }
    assert_eq!(std::fs::read_to_string(&precious).unwrap(), "keep");
    assert!(!table.out("not-there").exists());
}

#[test]
fn an_export_that_is_stopped_leaves_whole_files_only() {
    use zinetill::till::{Export, Into, Paper, Till};
    let table = Table::new();
    for _ in 0..40 {
        table.sell(21);
    }
    let mut till = Till::open(table.at()).unwrap();
    let numbers = till
        .sales(None, "", u32::MAX)
        .unwrap()
        .into_iter()
        .map(|head| head.number)
        .collect();
    let mut export = Export {
        numbers,
        paper: Paper::A6,
        copy: false,
        into: Into::Folder(table.out("some")),
        replace: false,
    };
    let mut heard = Vec::new();
    let some = till
        .export(&export, |done, all| {
            heard.push((done, all));
            done < 5
        })
        .unwrap();
    assert!(
        some.stopped && some.files.len() >= 5 && some.files.len() < 40,
        "{}",
        some.files.len()
    );
    assert!(heard.iter().all(|(done, all)| *done <= 40 && *all == 40));
    let lying: Vec<PathBuf> = std::fs::read_dir(table.out("some"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(lying.len(), some.files.len());
    for file in lying {
        lopdf::Document::load(file).unwrap();
    }
    export.into = Into::File(table.out("all.pdf"));
    let none = till.export(&export, |_, _| false).unwrap();
    assert!(none.stopped && none.files.is_empty() && !table.out("all.pdf").exists());
    let mut last = (0, 0);
    let all = till
        .export(&export, |done, of| {
            last = (done, of);
            true
        })
        .unwrap();
    assert_eq!((all.stopped, last), (false, (40, 40)));
    let document = lopdf::Document::load(table.out("all.pdf")).unwrap();
    assert_eq!(document.get_toc().unwrap().toc.len(), 40);
}

#[test]
fn other_scripts_are_joined_in_their_direction_and_read_as_they_were_typed() {
    let table = Table::new();
    let titles = [
        "שלום עולם 12",
        "الحرية للجميع",
        "漢字とかな",
        "ไทย: หนังสือทำมือเพื่อทุกคน",
        "자유를 위한 작은 책",
        "स्त्री और क्षमा हिन्दी",
        "தமிழ் விடுதலை",
    ];
    let skus = ["he", "ar", "ja", "th", "ko", "hi", "ta"];
    for (sku, title) in skus.into_iter().zip(titles) {
        answer(
            table.at(),
            &["catalog", "add", sku, "--title", title, "--price", "$1.00 each"],
        );
    }
    answer(table.at(), &[&["sell"], &skus[..], &["--pay", "cash=7"]].concat());
    for paper in ["58mm", "80mm", "a4", "a6"] {
        let text = table.text(&["A-0001", "--paper", paper]);
        // What tells directions apart is the reader's, not ours.
        let text: String = text
            .chars()
            .filter(|character| !matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
            .collect();
        for word in titles.iter().flat_map(|title| title.split(' ')) {
            if text.contains('□') && !text.contains(word) {
                println!("SKIPPED {word} of other_scripts_are_joined_in_their_direction: no typeface here has it");
                continue;
            }
            assert!(text.contains(word), "{paper}: {word}\n{text}");
        }
        let file = table.out("text.pdf");
        tool(
            "other_scripts_are_joined_in_their_direction",
            "qpdf",
            &["--check", file.to_str().unwrap()],
        );
        let once = std::fs::read(&file).unwrap();
        table.text(&["A-0001", "--paper", paper]);
        assert!(once == std::fs::read(&file).unwrap(), "{paper}");
    }
}

#[test]
fn a_receipt_in_usual_letters_looks_for_no_typeface_of_the_system() {
    if Command::new("strace").arg("-V").output().is_err() {
        println!("SKIPPED a_receipt_in_usual_letters: there is no strace");
        return;
    }
    let till = tempfile::tempdir().unwrap();
    answer(till.path(), &["new"]);
    // Where no typeface is installed, the look for one is seen by the list of folders that it reads.
    let looked = |sku: &str, title: &str| {
        answer(
            till.path(),
            &["catalog", "add", sku, "--title", title, "--price", "$1.00 each"],
        );
        let number = answer(till.path(), &["sell", sku, "--pay", "cash=5"])["number"].clone();
        let calls = till.path().join("calls");
        let status = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=openat", "-o"])
            .arg(&calls)
            .args([env!("CARGO_BIN_EXE_zinetill"), "--data"])
            .arg(till.path())
            .args(["receipt", number.as_str().unwrap(), "--paper", "a4", "-o"])
            .arg(till.path().join(format!("{sku}.pdf")))
            .status();
        assert!(status.unwrap().success());
        let calls = std::fs::read_to_string(calls).unwrap();
        calls.lines().filter(|call| call.contains("/fonts")).count()
    };
    assert_eq!(looked("usual", "Über Gärten: “Fold, Staple, Riot” – № 3 × ½ €"), 0);
    assert_ne!(looked("thai", "หนังสือ"), 0, "another script is looked for");
}

#[test]
fn a_box_for_what_no_typeface_has_leaves_the_rest_of_the_text_as_it_was() {
    let table = Table::new();
    let title = "Zine \u{10FFFE} TOTAL Worker";
    answer(
        table.at(),
        &["catalog", "add", "b", "--title", title, "--price", "$1.00 each"],
    );
    answer(table.at(), &["sell", "b", "--pay", "cash=1"]);
    let text = table.text(&["A-0001"]);
    assert!(
        text.contains("Zine □ TOTAL Worker") && text.contains("TOTAL $1.00"),
        "{text}"
    );
}

#[test]
fn a_receipt_with_logo_and_code_stays_light_on_every_paper() {
    let table = Table::new();
    table.set("qr=https://distro.example/read-next?table=14");
    table.set("footer=Copy it. | Pass it on.");
    // A drawing in ink, its edges soft: a ring with a star of eight rays.
    let file = table.out("ring.png");
    let side = 900_i32;
    let mut encoder = png::Encoder::new(std::fs::File::create(&file).unwrap(), 900, 900);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let dots: Vec<u8> = (0..side * side)
        .map(|n| {
            let (x, y) = (f64::from(n % side - 450), f64::from(n / side - 450));
            let (far, turn) = (x.hypot(y), y.atan2(x));
            let ring = (far - 400.0).abs() - 30.0;
            let star = far - 200.0 - 120.0 * (turn * 8.0).cos();
            (ring.min(star).clamp(0.0, 1.0) * 255.0) as u8
        })
        .collect();
    encoder.write_header().unwrap().write_image_data(&dots).unwrap();
    table.set(&format!("logo={}", file.display()));
    let number = table.sell(21);
    for paper in ["58mm", "80mm", "a4", "letter", "a5", "a6"] {
        let file = table.receipt(&[&number, "--paper", paper], "one.pdf");
        let size = std::fs::metadata(&file).unwrap().len();
        assert!(size <= 14 * 1024, "{paper}: {size}");
        let drawn = table.out("page");
        let words = [
            "-r",
            "203",
            "-gray",
            "-singlefile",
            file.to_str().unwrap(),
            drawn.to_str().unwrap(),
        ];
        let Some(_) = tool("a_receipt_with_logo_and_code_stays_light", "pdftoppm", &words) else {
            continue;
        };
        // Ink is there: its picture was understood.
        let page = std::fs::read(drawn.with_extension("pgm")).unwrap();
        let dark = page.iter().filter(|dot| **dot < 60).count();
        assert!(dark > 5_000, "{paper}: {dark}");
    }
}
