//! Files dropped on the window: several at once, folders, covers called after their titles. Nothing that was dropped is left out
//! without a word.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod hands;

use common::{answer, refusal};
use hands::{Window, demo};
use iced::keyboard::key::Named;
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::{Action, task};
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::Value;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use zinetill::gui::{Message, Mode};

fn drop_together(window: &mut Window, files: &[PathBuf]) {
    let tasks: Vec<_> = files
        .iter()
        .map(|file| window.app.update(Message::Dropped(file.clone())))
        .collect();
    for task in tasks {
        window.drain(task);
    }
}

fn table(folder: &Path, name: &str, title: &str) -> PathBuf {
    let file = folder.join(name);
    std::fs::write(&file, format!("title,price\n{title},$1\n")).unwrap();
    file
}

fn picture(folder: &Path, name: &str) -> PathBuf {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(60, 90, image::Rgb([200, 40, 30]));
    DynamicImage::from(picture)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes.into_inner()).unwrap();
    file
}

fn cover(folder: &Path, sku: &str) -> bool {
    let list = answer(folder, &["catalog", "list"]);
    let titles = list["titles"].as_array().unwrap();
    titles.iter().find(|title| title["sku"] == sku).unwrap()["cover"] != Value::Null
}

#[test]
fn files_that_are_dropped_together_come_in_one_after_the_other() {
    let (folder, mut window) = demo();
    let files = [
        table(folder.path(), "a.csv", "Apple"),
        table(folder.path(), "b & ü 100%.csv", "Bread"),
        table(folder.path(), "c.csv", "Cider"),
    ];
    drop_together(&mut window, &files);
    assert!(window.sees("Apple"));
    assert!(window.sees("2 more were dropped with it and wait: b & ü 100%.csv is next."));
    window.click("Import 1 title");
    assert!(window.sees("Apple is in"));
    window.click("Look at the next");
    assert!(window.sees("Bread") && window.sees("c.csv was dropped with it and waits."));
    window.click("Leave them");
    assert!(!window.sees("c.csv was dropped with it and waits."));
}

#[test]
fn a_folder_stands_for_what_lies_in_it_and_an_empty_one_is_named() {
    let (folder, mut window) = demo();
    let zines = folder.path().join("zines");
    std::fs::create_dir(&zines).unwrap();
    drop_together(&mut window, std::slice::from_ref(&zines));
    assert!(window.sees(&format!(
        "In {} lies nothing that can come in: no CSV, XLSX, page or picture.",
        zines.display()
    )));
    table(&zines, "a.csv", "Apple");
    picture(&zines, "Uber-Garten.PNG");
    drop_together(&mut window, &[zines]);
    assert!(window.sees("Apple"));
    // Its picture is the cover of the title it is called after, whatever stands in the form.
    assert!(cover(folder.path(), "uber-garten") && !cover(folder.path(), "converge-and-overtake"));
}

#[test]
fn covers_that_are_dropped_together_go_to_the_titles_they_are_called_after_and_are_undone_as_one() {
    let (folder, mut window) = demo();
    let at = folder.path();
    let broken = at.join("balcony-almanac.jpg");
    std::fs::write(&broken, b"no picture").unwrap();
    let files = [
        // By the SKU, by the name, by the barcode.
        picture(at, "uber-garten.png"),
        picture(at, "Know your rights (pocket).png"),
        picture(at, "2000000010342.png"),
        picture(at, "holiday.png"),
        broken,
    ];
    drop_together(&mut window, &files);
    assert!(window.sees(
        "3 covers are taken. No title is called like this picture: holiday.png. Drop it alone over its title's form, or call it \
         after the title's SKU. balcony-almanac.jpg: this is no PNG, JPEG or WebP picture; save it as one of these"
    ));
    let skus = ["uber-garten", "know-your-rights", "seed-saving-for-city-blocks"];
    assert_eq!(skus.map(|sku| cover(at, sku)), [true; 3]);
    answer(at, &["catalog", "undo"]);
    assert_eq!(skus.map(|sku| cover(at, sku)), [false; 3]);
    // The command line does the same.
    let paths: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
    let words = [&["catalog", "covers"], paths.as_slice()].concat();
    assert!(
        refusal(at, &words)
            .contains("holiday.png cannot be read: no title is called so, and 1 more; nothing was changed")
    );
    assert_eq!(skus.map(|sku| cover(at, sku)), [false; 3]);
    let done = answer(at, &[words.as_slice(), &["--skip-problems"]].concat());
    assert_eq!(
        (
            done["covers"].as_array().unwrap().len(),
            done["problems"].as_array().unwrap().len()
        ),
        (3, 2)
    );
    assert_eq!(skus.map(|sku| cover(at, sku)), [true; 3]);
}

#[test]
fn what_is_dropped_while_the_till_is_not_open_yet_comes_in_once_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::over(folder.path(), Mode::Own);
    let files = [
        table(folder.path(), "a.csv", "Apple"),
        table(folder.path(), "b.csv", "Bread"),
    ];
    drop_together(&mut window, &files);
    assert!(window.sees("Apple") && window.sees("b.csv was dropped with it and waits."));
}

/// What a task says, before anything hears of it.
fn messages(task: iced::Task<Message>) -> Vec<Message> {
    let Some(actions) = task::into_stream(task) else {
        return Vec::new();
    };
    let said = |action| async move {
        match action {
            Action::Output(message) => Some(message),
            _ => None,
        }
    };
    block_on(actions.filter_map(said).collect())
}

#[test]
fn a_cover_goes_to_the_title_it_was_dropped_on_though_another_form_is_open_when_it_is_read() {
    let (folder, mut window) = demo();
    window.key(Named::F5);
    window.click("Fold, Staple, Riot");
    let mut said = vec![Message::Dropped(picture(folder.path(), "any.png"))];
    // The drop is heard, known, and its picture read; then somebody turns to another title.
    for _ in 0..3 {
        said = said
            .into_iter()
            .flat_map(|one| messages(window.app.update(one)))
            .collect();
    }
    window.click("Mutual Aid Cookbook");
    for one in said {
        window.told(one);
    }
    assert!(window.sees("The cover of Fold, Staple, Riot is taken."));
    assert!(cover(folder.path(), "fold-staple-riot") && !cover(folder.path(), "mutual-aid-cookbook"));
}
