//! The clock and the place: set back, set forward, changed twice a year, carried to another zone, written in another script.

use crate::common::{answer, demo, refusal, verified, zinetill};
use crate::suite::Row;
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use zinetill::store::DATABASE;

/// Sells at a moment, as the system's clock shows it, in a zone.
fn sell_at(folder: &Path, zone: &str, moment: &str) -> Value {
    let output = Command::new("faketime")
        .args([moment, env!("CARGO_BIN_EXE_zinetill"), "--data"])
        .arg(folder)
        .args(["sell", "converge-and-overtake", "--pay", "cash=1", "--json"])
        .env("TZ", zone)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{moment}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

fn no_faketime() -> bool {
    !Command::new("faketime")
        .args(["2030-01-01T00:00:00Z", "date", "+%Y"])
        .output()
        .is_ok_and(|output| output.stdout.starts_with(b"2030"))
}

/// Number, offset and whether the clock is doubted, of every sale.
fn stamps(folder: &Path) -> Vec<(i64, i64, bool)> {
    let conn = rusqlite::Connection::open(folder.join(DATABASE)).unwrap();
    let mut query = conn
        .prepare("SELECT number, offset_min, clock_suspect FROM sale ORDER BY seq")
        .unwrap();
    let rows = query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

pub fn f25_a_clock_that_jumps_marks_the_sale_and_harms_neither_numbers_nor_chain(row: &mut Row) {
    if no_faketime() {
        return row.skip("faketime is not installed");
    }
    let till = demo();
    let jumps = [
        ("2026-11-22T18:00:00Z", false),
        ("2026-11-22T18:05:00Z", false),
        ("2026-11-22T17:05:00Z", true),  // an hour back
        ("2026-11-22T17:06:00Z", false), // which is what it now is
        ("2026-11-21T17:06:00Z", true),  // a day back
        ("1970-01-01T00:10:00Z", true),  // an empty battery
        ("2026-11-22T18:10:00Z", true),  // set right
        ("2036-11-22T18:10:00Z", true),  // ten years ahead
        ("2026-11-22T18:20:00Z", true),  // and right again
        ("2026-11-23T18:20:00Z", false), // the next day of the fest
    ];
    for (moment, _) in jumps {
        sell_at(till.path(), "UTC", moment);
        row.injected += 1;
        row.answered += 1;
    }
    let stamps = stamps(till.path());
    for (n, ((number, _, doubted), (moment, jumped))) in stamps.iter().zip(jumps).enumerate() {
        assert_eq!((*number, *doubted), (n as i64 + 1, jumped), "{moment}");
    }
    let found = verified(till.path());
    assert_eq!((&found["ok"], &found["sales"]), (&true.into(), &10.into()), "{found}");
}

/// Each zone's moments before, in and after both changes of its clock, and the minutes east of Greenwich that count then.
const CHANGES: [(&str, &[(&str, i64)]); 4] = [
    (
        "America/New_York",
        &[
            ("2026-03-08T06:59:30Z", -300),
            ("2026-03-08T07:00:30Z", -240),
            ("2026-11-01T05:30:00Z", -240),
            ("2026-11-01T06:30:00Z", -300),
        ],
    ),
    (
        "Europe/Berlin",
        &[
            ("2026-03-29T00:59:30Z", 60),
            ("2026-03-29T01:00:30Z", 120),
            ("2026-10-25T00:30:00Z", 120),
            ("2026-10-25T01:30:00Z", 60),
        ],
    ),
    (
        "Australia/Lord_Howe",
        &[
            ("2026-04-04T14:45:00Z", 660),
            ("2026-04-04T15:15:00Z", 630),
            ("2026-10-03T15:29:30Z", 630),
            ("2026-10-03T15:30:30Z", 660),
        ],
    ),
    (
        "Asia/Kathmandu",
        &[("2026-03-29T01:00:30Z", 345), ("2026-11-01T06:30:00Z", 345)],
    ),
];

pub fn f26_both_hours_of_a_clock_change_are_told_apart_and_every_viewer_sees_the_same_day(row: &mut Row) {
    if no_faketime() {
        return row.skip("faketime is not installed");
    }
    if !Path::new("/usr/share/zoneinfo/Australia/Lord_Howe").exists() {
        return row.skip("the time zones are not installed");
    }
    for (zone, moments) in CHANGES {
        let till = demo();
        let mut days = Vec::new();
        for (moment, offset) in moments {
            let sale = sell_at(till.path(), zone, moment);
            row.injected += 1;
            row.answered += 1;
            assert_eq!(stamps(till.path()).last().unwrap().1, *offset, "{zone} {moment}");
            days.push(sale["business_day"].as_str().unwrap().to_owned());
        }
        assert_eq!(verified(till.path())["ok"], true);
        days.dedup();
        for day in days {
            let seen = |viewer: &str| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_zinetill"));
                command
                    .arg("--data")
                    .arg(till.path())
                    .args(["summary", "--json", "--day", &day]);
                let output = command.env("TZ", viewer).output().unwrap();
                assert!(output.status.success());
                String::from_utf8(output.stdout).unwrap()
            };
            let here = seen(zone);
            CHANGES
                .iter()
                .for_each(|(viewer, _)| assert_eq!(seen(viewer), here, "{zone} seen from {viewer}"));
        }
    }
}

pub fn f27_a_sale_after_midnight_belongs_to_the_evening_before(row: &mut Row) {
    let till = demo();
    let table = [
        ("2026-11-22T23:59:59-08:00", "2026-11-22"),
        ("2026-11-23T00:00:00-08:00", "2026-11-22"),
        ("2026-11-23T01:30:00-08:00", "2026-11-22"),
        ("2026-11-23T03:59:59-08:00", "2026-11-22"),
        ("2026-11-23T04:00:00-08:00", "2026-11-23"),
        ("2026-11-23T03:59:00+05:45", "2026-11-22"),
        ("2026-03-01T02:00:00+01:00", "2026-02-28"),
        ("2027-01-01T00:30:00Z", "2026-12-31"),
    ];
    for (moment, day) in table {
        let sale = answer(till.path(), &["sell", "know-your-rights", "--at", moment]);
        assert_eq!(sale["business_day"], day, "{moment}");
        (row.injected, row.answered) = (row.injected + 1, row.answered + 1);
    }
    // Sold then, it stays on its day whatever the hour is set to afterwards.
    answer(till.path(), &["set", "rollover-hour=0"]);
    let sale = answer(
        till.path(),
        &["sell", "know-your-rights", "--at", "2026-11-23T00:00:00-08:00"],
    );
    assert_eq!(sale["business_day"], "2026-11-23");
    assert_eq!(answer(till.path(), &["summary", "--day", "2026-11-22"])["sales"], 5);
    assert_eq!(verified(till.path())["ok"], true);
}

pub fn f28_a_day_sold_elsewhere_keeps_its_figures_at_home(row: &mut Row) {
    if no_faketime() {
        return row.skip("faketime is not installed");
    }
    let till = demo();
    // A fest in New York until late, a flight, a fest in Berlin the next day.
    for (zone, moment, day) in [
        ("America/New_York", "2026-11-21T20:00:00Z", "2026-11-21"),
        ("America/New_York", "2026-11-22T04:30:00Z", "2026-11-21"),
        ("Europe/Berlin", "2026-11-22T10:00:00Z", "2026-11-22"),
        ("Europe/Berlin", "2026-11-23T01:00:00Z", "2026-11-22"),
    ] {
        assert_eq!(
            sell_at(till.path(), zone, moment)["business_day"],
            day,
            "{zone} {moment}"
        );
        (row.injected, row.answered) = (row.injected + 1, row.answered + 1);
    }
    for day in ["2026-11-21", "2026-11-22"] {
        let summary = answer(till.path(), &["summary", "--day", day]);
        assert_eq!(
            (&summary["sales"], &summary["goods"]),
            (&2.into(), &"2.00".into()),
            "{day}"
        );
    }
    assert_eq!(verified(till.path())["ok"], true);
}

pub fn f29_amounts_are_read_and_written_alike_in_every_locale(row: &mut Row) {
    let till = demo();
    for amount in ["5", "5.00", "5,00", "٥", "۵", "५", "$5"] {
        let mut answers = Vec::new();
        for locale in [
            "C",
            "de_DE.UTF-8",
            "ar_EG.UTF-8",
            "fa_IR.UTF-8",
            "hi_IN.UTF-8",
            "tr_TR.UTF-8",
        ] {
            let output = Command::new(env!("CARGO_BIN_EXE_zinetill"))
                .arg("--data")
                .arg(till.path())
                .args([
                    "sell",
                    "converge-and-overtake*3",
                    "--pay",
                    &format!("CASH={amount}"),
                    "--json",
                ])
                .envs([("LANG", locale), ("LC_ALL", locale), ("LC_NUMERIC", locale)])
                .output()
                .unwrap();
            assert!(
                output.status.success(),
                "{amount} in {locale}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            let sale: Value = serde_json::from_slice(&output.stdout).unwrap();
            answers.push((sale["total"].clone(), sale["change"].clone(), sale["payments"].clone()));
            (row.injected, row.answered) = (row.injected + 1, row.answered + 1);
        }
        assert_eq!(
            (&answers[0].0, &answers[0].1),
            (&"2.50".into(), &"2.50".into()),
            "{amount}"
        );
        answers.dedup();
        assert_eq!(answers.len(), 1, "{amount}: {answers:?}");
    }
}

pub fn f30_an_amount_that_can_be_read_in_two_ways_is_asked_about(row: &mut Row) {
    let till = demo();
    for amount in [
        "1,000", "1.000", "1,00,0", "1.000.00", "5.005", "--5", "1e3", "0x5", "5 5",
    ] {
        refusal(
            till.path(),
            &["sell", "converge-and-overtake", "--pay", &format!("cash={amount}")],
        );
        row.injected += 1;
    }
    for amount in ["1,000.00", "1.000,00", "1000,00", "1’000.00"] {
        let sale = answer(
            till.path(),
            &["sell", "converge-and-overtake", "--pay", &format!("cash={amount}")],
        );
        assert_eq!(sale["change"], "999.00", "{amount}");
        (row.injected, row.answered) = (row.injected + 1, row.answered + 1);
    }
}

pub fn f31_an_amount_beyond_what_a_till_keeps_is_refused_and_never_wraps(row: &mut Row) {
    let till = demo();
    let huge = [
        "999999999999",
        "9223372036854775807",
        "92233720368547758.08",
        "18446744073709551616",
        "79228162514264337593543950335",
        &"9".repeat(60),
    ];
    for amount in huge {
        for words in [
            vec![
                "sell".to_owned(),
                "converge-and-overtake".to_owned(),
                "--pay".to_owned(),
                format!("cash={amount}"),
            ],
            vec![
                "sell".to_owned(),
                format!("fold-staple-riot*100000@{amount}"),
                "--pay".to_owned(),
                "cash=5".to_owned(),
            ],
            vec![
                "sell".to_owned(),
                "--donate".to_owned(),
                amount.to_owned(),
                "--pay".to_owned(),
                format!("cash={amount}"),
            ],
            vec![
                "session".to_owned(),
                "open".to_owned(),
                "--float".to_owned(),
                amount.to_owned(),
            ],
            vec!["price".to_owned(), format!("${amount}"), "100000".to_owned()],
        ] {
            let output = zinetill(till.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "{words:?}: {said}");
            assert!(
                !said.contains("panicked") && said.trim().lines().count() == 1,
                "{words:?}: {said}"
            );
            row.injected += 1;
        }
    }
    // The largest that a till keeps, as often as it likes: the day's sum is whole, or refused in words.
    for _ in 0..3 {
        answer(
            till.path(),
            &["sell", "--donate", "9999999999", "--pay", "cash=9999999999"],
        );
        row.answered += 1;
    }
    let day = answer(till.path(), &["sales", "show", "A-0001"])["business_day"].clone();
    assert_eq!(
        answer(till.path(), &["summary", "--day", day.as_str().unwrap()])["donations"],
        "29999999997.00"
    );
    assert_eq!(verified(till.path())["ok"], true);
}
