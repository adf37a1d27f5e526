//! A price list on one sheet that folds into eight small pages.
//!
//! The sheet lies across. Its upper four pages stand on their heads, so that the heads of all eight meet in the middle:
//!
//! ```text
//!   ┌───┬───┬───┬───┐
//!   │ 5 │ 4 │ 3 │ 2 │   upside-down
//!   ├───┼╌╌╌┼╌╌╌┼───┤   ╌ is cut
//!   │ 6 │ 7 │ 8 │ 1 │   1 is the cover, 8 the back
//!   └───┴───┴───┴───┘
//! ```
//!
//! Folded along the middle, pages 1 and 2, 3 and 4 … are the two sides of one leaf.

use super::{Printout, bold, code_of, fitted, one, plain, size, soft};
use crate::documents::layout::{self, Align, Line, Mark, Page, Row, banner, code, rule, space};
use crate::documents::words::{self, printout as say};
use crate::documents::{DocumentError, text};
use crate::domain::sentence;
use crate::domain::title::Title;
use std::sync::Arc;

/// The pages of the upper row, from left to right, then those of the lower.
const PLACES: [[usize; 4]; 2] = [[5, 4, 3, 2], [6, 7, 8, 1]];
/// Pages between cover and back.
const INNER: usize = 6;
const MARGIN: f32 = 17.0;
/// What a page's number takes at its foot.
const FOOT: f32 = 13.0;
/// Type sizes of the list, the first that lets it fit is taken.
const SIZES: [f32; 7] = [10.5, 9.5, 8.5, 7.8, 7.2, 6.6, 6.0];

/// Titles of one price.
struct Group {
    sentence: String,
    titles: Vec<Arc<Title>>,
}

pub(super) fn sheet(of: &Printout<'_>) -> Result<Page, DocumentError> {
    // The sheet lies across.
    let (height, width) = size(of.sheet);
    let (across, down) = (width / 4.0, height / 2.0);
    let groups = groups(of);
    let mut inner = None;
    let mut fit = 0;
    for size in SIZES {
        match flowed(&groups, size, across, down) {
            Ok(pages) => {
                inner = Some(pages);
                break;
            }
            Err(titles) => fit = titles,
        }
    }
    let Some(inner) = inner else {
        return Err(DocumentError::Refused(say::too_many(of.titles.len(), fit)));
    };
    let mut numbered: Vec<Page> = Vec::with_capacity(8);
    numbered.push(cover(of, across, down));
    for (n, mut page) in inner.into_iter().enumerate() {
        let number = one(
            &(n + 2).to_string(),
            MARGIN,
            across - 2.0 * MARGIN,
            Align::Center,
            soft(7.5),
        );
        page.place([number], down - MARGIN - FOOT + 4.0);
        numbered.push(page);
    }
    numbered.push(back(of, across, down)?);
    let mut sheet = Page::new(width, height);
    for (row, places) in PLACES.iter().enumerate() {
        for (column, number) in places.iter().enumerate() {
            if let Some(page) = numbered.get(number - 1) {
                let [left, top] = [column as f32 * across, row as f32 * down];
                sheet.inlay(page.clone(), left, top, row == 0);
            }
        }
    }
    folds(&mut sheet, across, down);
    Ok(sheet)
}

/// Where to fold, in fine dots; where to cut, in dashes: between the two middle columns' upper and lower pages.
fn folds(sheet: &mut Page, across: f32, down: f32) {
    let mut stroke = |from: [f32; 2], to: [f32; 2], line: Line| sheet.marks.push(Mark::Stroke { from, to, line });
    for column in 1..4 {
        let x = across * column as f32;
        stroke([x, 0.0], [x, 2.0 * down], Line::Fold);
    }
    stroke([0.0, down], [across, down], Line::Fold);
    stroke([3.0 * across, down], [4.0 * across, down], Line::Fold);
    stroke([across, down], [3.0 * across, down], Line::Dashed);
}

/// Titles by their price, in the order in which a price is met first.
fn groups(of: &Printout<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for title in of.titles {
        let sentence = sentence::print(&title.rule, of.settings.currency);
        match groups.iter_mut().find(|group| group.sentence == sentence) {
            Some(group) => group.titles.push(title.clone()),
            None => groups.push(Group {
                sentence,
                titles: vec![title.clone()],
            }),
        }
    }
    groups
}

/// The list over the inner pages in letters of this size; else how many titles they hold.
fn flowed(groups: &[Group], size: f32, across: f32, down: f32) -> Result<Vec<Page>, usize> {
    let width = across - 2.0 * MARGIN;
    let bottom = down - MARGIN - FOOT;
    let head = |group: &Group| {
        vec![
            one(&group.sentence, MARGIN, width, Align::Left, bold(size + 0.5)),
            rule(MARGIN, width, Line::Thin, 1.5),
        ]
    };
    let mut pages = vec![Page::new(across, down)];
    let mut top = MARGIN;
    let mut placed = 0;
    for group in groups {
        let mut opens = true;
        for title in &group.titles {
            let mut rows = Vec::new();
            if opens {
                rows.extend((top > MARGIN).then(|| space(size * 0.7)));
                rows.extend(head(group));
            }
            let own = entry(title, size, width);
            rows.extend(own.iter().cloned());
            if top + layout::height(&rows) > bottom {
                if pages.len() == INNER {
                    return Err(placed);
                }
                pages.push(Page::new(across, down));
                top = MARGIN;
                // The price stands again above what goes on overleaf.
                rows = [head(group), own].concat();
                if top + layout::height(&rows) > bottom {
                    return Err(placed);
                }
            }
            opens = false;
            if let Some(page) = pages.last_mut() {
                top = page.place(rows, top);
            }
            placed += 1;
        }
    }
    pages.resize(INNER, Page::new(across, down));
    Ok(pages)
}

fn entry(title: &Title, size: f32, width: f32) -> Vec<Row> {
    let mut rows = vec![one(&title.name, MARGIN, width, Align::Left, plain(size))];
    if !title.makers.is_empty() {
        rows.push(one(
            &title.makers.join(", "),
            MARGIN,
            width,
            Align::Left,
            soft(size - 1.4),
        ));
    }
    rows.push(space(size * 0.3));
    rows
}

fn cover(of: &Printout<'_>, across: f32, down: f32) -> Page {
    let mut page = Page::new(across, down);
    let width = across - 2.0 * MARGIN;
    let settings = of.settings;
    if settings.practice {
        page.place([banner(words::PRACTICE, MARGIN, width, 12.0, true)], MARGIN);
    }
    let shop = if settings.shop.is_empty() {
        say::PRICE_LIST
    } else {
        &settings.shop
    };
    let name = fitted(
        shop,
        bold(30.0),
        &[30.0, 26.0, 22.0, 18.0, 15.0, 12.0],
        [MARGIN, width, 110.0],
        Align::Left,
    );
    let mut rows = vec![name, rule(MARGIN, width, Line::Thick, 7.0)];
    if !settings.shop.is_empty() {
        rows.push(one(say::PRICE_LIST, MARGIN, width, Align::Left, bold(15.0)));
    }
    for line in settings.tagline.lines().take(4) {
        rows.push(one(line, MARGIN, width, Align::Left, plain(9.5)));
    }
    let top = (down * 0.24).max(MARGIN + 20.0);
    page.place(rows, top);
    let made = of.at.local().format("%-d %b %Y").to_string();
    page.place(
        [one(&made, MARGIN, width, Align::Left, soft(8.0))],
        down - MARGIN - 10.0,
    );
    page
}

/// Offers over several titles, what the shop says at the foot of its papers, a code.
fn back(of: &Printout<'_>, across: f32, down: f32) -> Result<Page, DocumentError> {
    let mut page = Page::new(across, down);
    let width = across - 2.0 * MARGIN;
    // There is no one title here to stand for.
    let holds = of.code.replace("{sku}", "");
    let dots = code_of(&holds)?;
    let mut rows = Vec::new();
    if !of.offers.is_empty() {
        rows.push(one(say::MORE, MARGIN, width, Align::Left, bold(11.0)));
        rows.push(rule(MARGIN, width, Line::Thin, 2.0));
    }
    for offer in of.offers {
        rows.push(one(&offer.name, MARGIN, width, Align::Left, plain(9.5)));
        rows.push(space(3.0));
    }
    rows.push(space(8.0));
    for line in of.settings.footer.lines() {
        rows.push(one(line, MARGIN, width, Align::Left, plain(9.0)));
    }
    let side = 88.0;
    let room = down - 2.0 * MARGIN - if dots.is_some() { side } else { 0.0 };
    // A shop with a hundred offers needs more than a back cover: those that fit stand on it.
    let mut top = MARGIN;
    for row in rows {
        if top + row.height > MARGIN + room {
            break;
        }
        top = page.place([row], top);
    }
    if let Some(dots) = &dots {
        let row = code(dots, &holds, MARGIN, width, side);
        let top = down - MARGIN - row.height;
        page.place([row], top);
    } else {
        let shop = text::clean(&of.settings.shop);
        page.place(
            [one(&shop, MARGIN, width, Align::Center, soft(8.0))],
            down - MARGIN - 10.0,
        );
    }
    Ok(page)
}
