//! Covers: pictures of three kinds are scaled once and kept in the till; traps and rubbish are refused in a sentence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{answer, demo, refusal, verified};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use proptest::prelude::*;
use serde_json::Value;
use std::io::Cursor;
use std::path::Path;
use zinetill::domain::title::Sku;
use zinetill::exchange::picture::{KEPT, LARGEST, PictureError, pixels, scaled};
use zinetill::till::Till;

const CONVERGE: &str = "converge-and-overtake";

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbaImage::from_fn(width, height, |x, y| Rgba([x as u8, y as u8, 90, 255]));
    let picture = DynamicImage::ImageRgba8(picture);
    let mut bytes = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => picture.to_rgb8().write_to(&mut bytes, format),
        _ => picture.write_to(&mut bytes, format),
    }
    .unwrap();
    bytes.into_inner()
}

/// A PNG that says it is so large and holds nothing: what a trap looks like.
fn said_to_be(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = picture(1, 1, ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let mut crc = 0xffff_ffff_u32;
    for byte in &bytes[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

fn cover(till: &Path) -> Value {
    let all = answer(till, &["catalog", "list"]);
    let titles = all["titles"].as_array().unwrap();
    titles.iter().find(|title| title["sku"] == CONVERGE).unwrap()["cover"].clone()
}

#[test]
fn three_kinds_are_scaled_to_what_tiles_need() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        for ((width, height), (kept_width, kept_height)) in [
            ((768, 1152), (256, KEPT)),
            ((3_000, 2_000), (KEPT, 256)),
            ((40, 60), (40, 60)),
            ((1, 4_000), (1, KEPT)),
        ] {
            let kept = scaled(&picture(width, height, format)).unwrap();
            assert_eq!((kept.width, kept.height), (kept_width, kept_height), "{format:?}");
            assert!(kept.bytes.len() < 64 << 10, "{} bytes", kept.bytes.len());
            let drawn = pixels(&kept.bytes, 192).unwrap();
            assert!(drawn.height <= 192);
            assert_eq!(drawn.rgba.len(), (4 * drawn.width * drawn.height) as usize);
        }
    }
}

#[test]
fn what_is_see_through_shows_paper() {
    let clear = RgbaImage::from_pixel(30, 30, Rgba([0, 0, 0, 0]));
    let mut bytes = Cursor::new(Vec::new());
    clear.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let kept = scaled(&bytes.into_inner()).unwrap();
    let drawn = pixels(&kept.bytes, 192).unwrap();
    assert!(drawn.rgba.iter().all(|channel| *channel >= 250), "white, not black");
}

#[test]
fn traps_and_rubbish_are_refused() {
    for (bytes, why) in [
        (said_to_be(8_001, 10), PictureError::Wide),
        (said_to_be(10, 8_001), PictureError::Wide),
        (said_to_be(60_000, 60_000), PictureError::Wide),
        (said_to_be(7_000, 7_000), PictureError::Damaged),
        (vec![0; LARGEST + 1], PictureError::Large),
        (Vec::new(), PictureError::Kind),
        (b"GIF89a\x01\x00\x01\x00".to_vec(), PictureError::Kind),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            PictureError::Kind,
        ),
        (
            picture(300, 300, ImageFormat::Png)[..200].to_vec(),
            PictureError::Damaged,
        ),
    ] {
        assert_eq!(scaled(&bytes), Err(why), "{} bytes", bytes.len());
    }
}

#[test]
fn a_cover_is_given_by_command_kept_in_backups_and_taken_away() {
    let till = demo();
    let file = till.path().join("cover.webp");
    std::fs::write(&file, picture(600, 900, ImageFormat::WebP)).unwrap();
    let file = file.to_str().unwrap();
    let given = answer(till.path(), &["catalog", "cover", CONVERGE, file]);
    assert_eq!(given["cover"].as_str().unwrap().len(), 64);
    assert!(refusal(till.path(), &["catalog", "cover", "nobody", file]).contains("`nobody`"));
    let rubbish = till.path().join("rubbish.png");
    std::fs::write(&rubbish, "no picture").unwrap();
    let said = refusal(till.path(), &["catalog", "cover", CONVERGE, rubbish.to_str().unwrap()]);
    assert!(
        said.contains("rubbish.png cannot be read: this is no PNG, JPEG or WebP picture"),
        "{said}"
    );

    let backup = till.path().join("kept.zinetill");
    answer(till.path(), &["backup", backup.to_str().unwrap()]);
    answer(till.path(), &["catalog", "cover", CONVERGE, "--remove"]);
    assert_eq!(cover(till.path()), Value::Null);
    answer(till.path(), &["catalog", "undo"]);
    assert_eq!(cover(till.path()), given["cover"]);
    answer(till.path(), &["catalog", "cover", CONVERGE, "--remove"]);
    answer(till.path(), &["restore", backup.to_str().unwrap()]);
    assert_eq!(cover(till.path()), given["cover"]);
    let mut open = Till::open(till.path()).unwrap();
    let title = open.title(&Sku::new(CONVERGE).unwrap()).unwrap();
    let bytes = open.cover(title.cover.as_ref().unwrap()).unwrap().unwrap();
    assert_eq!(pixels(&bytes, 192).unwrap().height, 192);
    assert_eq!(verified(till.path())["ok"], true);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_picture_with_harmed_bytes_is_taken_or_refused(
        kind in 0..3_usize, harms in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12), cut in any::<prop::sample::Index>(),
    ) {
        let format = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP][kind];
        let mut bytes = picture(37, 53, format);
        for (place, byte) in harms {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let keep = cut.index(bytes.len() * 4).min(bytes.len());
        if let Ok(kept) = scaled(&bytes[..keep]) {
            prop_assert!(kept.width <= KEPT && kept.height <= KEPT);
        }
    }
}

#[test]
fn a_jpeg_that_breaks_off_is_refused_instead_of_being_half_grey() {
    let whole = picture(600, 900, ImageFormat::Jpeg);
    // A preview of its own, as telephones write, has an end of its own; and some write more behind the picture.
    let preview = picture(16, 16, ImageFormat::Jpeg);
    let length = u16::try_from(preview.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xff, 0xe2], &length[..], &preview].concat();
    let with_preview = [&whole[..2], &segment, &whole[2..]].concat();
    for bytes in [&whole, &with_preview, &[&whole[..], b"and more"].concat()] {
        assert!(scaled(bytes).is_ok());
    }
    for bytes in [&whole, &with_preview] {
        for part in [2, 3, 10] {
            let broken = &bytes[..bytes.len() - bytes.len() / part];
            assert_eq!(scaled(broken), Err(PictureError::Damaged), "1/{part} is missing");
        }
        assert_eq!(scaled(&bytes[..bytes.len() - 1]), Err(PictureError::Damaged));
    }
}
