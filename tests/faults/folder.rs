//! The folder goes away under an open till.

use crate::child::{books, sell};
use crate::common::demo;
use crate::suite::Row;
use zinetill::store::{BALLAST, DATABASE, ROLL};
use zinetill::till::Till;

pub fn f11_a_folder_moved_under_an_open_till_is_said_and_nothing_is_made_in_its_place(row: &mut Row) {
    let home = tempfile::tempdir().unwrap();
    let (here, there) = (home.path().join("till"), home.path().join("elsewhere"));
    std::fs::rename(demo().keep(), &here).unwrap();
    let mut till = Till::open(&here).unwrap();
    sell(&mut till, "before").unwrap();
    std::fs::rename(&here, &there).unwrap();
    row.injected += 1;
    for n in 0..3 {
        let said = sell(&mut till, &format!("gone-{n}")).unwrap_err().to_string();
        assert!(said.contains("moved or deleted; nothing was recorded"), "{said}");
    }
    assert!(!here.exists(), "something was made where the till had been");
    // Back in its place, selling goes on.
    std::fs::rename(&there, &here).unwrap();
    sell(&mut till, "after").unwrap();
    row.answered = 2;
    drop(till);
    assert_eq!(books(&here).unwrap(), ["before", "after"]);
    row.holds();
}

pub fn f11_a_folder_deleted_under_an_open_till_is_said_and_no_new_till_is_made(row: &mut Row) {
    let folder = demo().keep();
    let mut till = Till::open(&folder).unwrap();
    sell(&mut till, "before").unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    row.injected += 1;
    let said = sell(&mut till, "gone").unwrap_err().to_string();
    assert!(said.contains("moved or deleted; nothing was recorded"), "{said}");
    assert!(!folder.exists());
    drop(till);
    assert!(!folder.exists());
    Till::open(&folder).unwrap_err();
    assert!(!folder.exists());
    row.holds();
}

pub fn f11_another_till_put_in_the_place_of_an_open_one_is_not_written_to(row: &mut Row) {
    let (ours, other) = (demo(), demo());
    let mut till = Till::open(ours.path()).unwrap();
    sell(&mut till, "ours").unwrap();
    for name in [DATABASE, "till.db-wal", "till.db-shm", ROLL, BALLAST] {
        std::fs::remove_file(ours.path().join(name)).ok();
        std::fs::copy(other.path().join(name), ours.path().join(name)).ok();
    }
    row.injected += 1;
    let said = sell(&mut till, "theirs").unwrap_err().to_string();
    assert!(said.contains("nothing was recorded"), "{said}");
    drop(till);
    assert!(books(ours.path()).unwrap().is_empty());
    row.holds();
}
