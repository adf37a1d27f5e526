//! Neither side falls behind: what the till can do, a command does, and the window does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Each use case of the front door, the command that reaches it, and whether the window calls it.
const USE_CASES: &[(&str, &str, bool)] = &[
    ("open", "sales list", true),
    ("create", "new", true),
    ("import_demo", "new", false),
    ("settings", "sell", true),
    ("set", "set", true),
    ("catalog", "catalog list", true),
    ("add_title", "catalog add", true),
    ("import", "catalog import", true),
    ("last_import", "", true),
    ("undo_import", "catalog undo", true),
    ("edit_titles", "catalog edit", true),
    ("remove_titles", "catalog remove", true),
    ("set_cover", "catalog cover", true),
    ("set_covers", "catalog covers", true),
    ("cover", "", true),
    ("title", "catalog edit", false),
    ("last_change", "", true),
    ("undo_change", "catalog undo", true),
    ("add_list", "list add", true),
    ("rename_list", "list rename", true),
    ("remove_list", "list remove", true),
    ("remove_tax", "tax remove", true),
    ("add_offer", "offer add", true),
    ("stop_offer", "offer stop", true),
    ("add_tax", "tax add", true),
    ("carts", "", true),
    ("keep_cart", "", true),
    ("quote", "quote", false),
    ("sell", "sell", true),
    ("roll", "session open", false),
    ("notice", "", true),
    ("session", "", true),
    ("open_session", "session open", true),
    ("hand_over", "session hand-over", true),
    ("move_cash", "session pay-out", true),
    ("count_tin", "session count", true),
    ("close_session", "session close", true),
    ("tin", "session report", true),
    ("tins", "summary", false),
    ("next_float", "", true),
    ("record_sheet", "sheet", true),
    ("sales", "receipt", true),
    ("sale", "sales show", true),
    ("last_sale", "", true),
    ("correct", "void", true),
    ("reversal", "refund", true),
    ("after", "sales show", true),
    ("correction", "sales show", true),
    ("confirm", "confirm", true),
    ("unverified", "confirm", true),
    ("summary", "summary", false),
    ("report", "summary", true),
    ("report_file", "summary", true),
    ("days_of", "summary", false),
    ("days_of_sales", "", true),
    ("events_of_sales", "", true),
    ("find_sales", "sales list", true),
    ("part_out", "sales list", true),
    ("volunteers", "", true),
    ("sales_on", "", true),
    ("ledger_of", "sales export", false),
    ("today", "summary", true),
    ("now", "", true),
    ("receipt", "receipt", true),
    ("receipts", "receipt", false),
    ("export", "receipt", true),
    ("printers", "print", true),
    ("print", "print", true),
    ("waiting_prints", "print", true),
    ("print_again", "print", true),
    ("forget_print", "print", true),
    ("print_waiting", "print", true),
    ("forget_prints", "", true),
    ("event_sales", "receipt", true),
    ("receive", "stock receive", true),
    ("give", "stock give", true),
    ("movements", "stock list", true),
    ("stocktake", "stock count", true),
    ("keep_found", "stock count", true),
    ("forget_found", "stock count", true),
    ("take_stock", "stock count", true),
    ("take_back", "stock undo", true),
    ("take_back_box", "", true),
    ("count_stock", "stock count", true),
    ("printout", "catalog print", true),
    ("day_of", "receipt", false),
    ("file_receipt", "", true),
    ("verify", "verify", false),
    ("back_up", "backup", true),
    ("back_up_to", "backup", false),
    ("back_up_after_close", "session close", true),
    ("back_up_at_exit", "", true),
    ("backups", "backup", true),
    ("second_place", "backup", true),
    ("catch_up_second", "", true),
    ("restore", "restore", true),
    ("repair", "repair", true),
    ("finish_restore", "sales list", false),
    ("take_for_window", "", true),
    ("called", "", true),
    ("look", "", true),
    ("diverged", "", true),
    ("warnings", "", true),
    ("check_behind", "", true),
];

fn sources(folder: &Path, text: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_use_case_is_listed_and_reached() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut till = std::fs::read_to_string(root.join("src/till.rs")).unwrap();
    sources(&root.join("src/till"), &mut till);
    let mut of_till = false;
    let methods: BTreeSet<&str> = till
        .lines()
        .filter_map(|line| {
            if line.starts_with("impl") {
                of_till = line == "impl Till {";
            }
            line.strip_prefix("    pub fn ").filter(|_| of_till)
        })
        .map(|line| line.split('(').next().unwrap())
        .collect();
    let listed: BTreeSet<&str> = USE_CASES.iter().map(|(name, _, _)| *name).collect();
    assert_eq!(methods, listed);
    let (mut cli, mut gui) = (String::new(), String::new());
    sources(&root.join("src/cli"), &mut cli);
    sources(&root.join("src/gui"), &mut gui);
    for (name, command, in_window) in USE_CASES {
        let calls = |text: &str| text.contains(&format!("till.{name}(")) || text.contains(&format!("Till::{name}("));
        assert_eq!(calls(&gui), *in_window, "`{name}` and the window");
        if !command.is_empty() {
            let words: Vec<&str> = command.split(' ').collect();
            let help = Command::new(env!("CARGO_BIN_EXE_zinetill"))
                .args(&words)
                .arg("--help")
                .output()
                .unwrap();
            assert!(help.status.success(), "there is no command `{command}`");
        }
        assert!(
            *in_window || !command.is_empty() || *name == "now",
            "`{name}` is reached from nowhere"
        );
    }
}
