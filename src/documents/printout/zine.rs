//! A price list on a sheet that folds into eight small pages; what one does not hold goes on in a second one. Never leaves a
//! title or an offer out, and never prints smaller than can be read at arm's length.
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

use super::{Kept, Printout, bold, code_of, one, plain, size, soft};
use crate::documents::layout::{self, Align, Line, Mark, Page, Row, Style, banner, code, rule, space};
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
/// Type sizes of the list: the largest with which it takes no more sheets than with the smallest.
const SIZES: [f32; 12] = [15.0, 13.5, 12.3, 11.3, 10.5, 9.8, 9.2, 8.6, 8.1, 7.7, 7.3, 7.0];
/// Makers stand in smaller letters, down to these.
const SMALLEST: f32 = 6.0;
/// Type sizes of what stands on the cover and the back.
const SMALL: [f32; 6] = [11.0, 10.0, 9.0, 8.0, 7.0, 6.5];
const CODE: f32 = 88.0;

/// What stands under one heading.
struct Group {
    heading: String,
    entries: Vec<Entry>,
}

/// One thing of the list, with what is smaller below it.
struct Entry {
    name: String,
    below: String,
}

/// A group with its rows.
struct Laid {
    head: Vec<Row>,
    entries: Vec<Vec<Row>>,
}

/// Where an entry goes: on which page, and whether its heading goes before it.
struct Spot {
    page: usize,
    headed: bool,
}

pub(super) fn sheets(of: &Printout<'_>, kept: &mut Kept) -> Result<Vec<Page>, DocumentError> {
    // The sheet lies across.
    let (height, width) = size(of.sheet);
    let (across, down) = (width / 4.0, height / 2.0);
    let mut groups = groups(of);
    let offers_go_on = back(of, across, down, true).is_none();
    if offers_go_on {
        let entry = |offer: &crate::domain::offer::Offer| Entry {
            name: offer.name.clone(),
            below: String::new(),
        };
        groups.push(Group {
            heading: say::MORE.to_owned(),
            entries: of.offers.iter().map(entry).collect(),
        });
    }
    let last = || {
        let page = back(of, across, down, !offers_go_on);
        page.unwrap_or_else(|| Err(DocumentError::Refused(say::LONG_FOOT.to_owned())))
    };
    let inner = inner(&groups, across, down)?;
    let count = inner.len().div_ceil(INNER).max(1);
    let mut sheets = Vec::with_capacity(count);
    for part in 0..count {
        let mut numbered: Vec<Page> = Vec::with_capacity(8);
        numbered.push(cover(of, across, down, (part, count), kept)?);
        for n in 0..INNER {
            let mut page = inner
                .get(part * INNER + n)
                .cloned()
                .unwrap_or_else(|| Page::new(across, down));
            let number = (n + 2).to_string();
            let number = one(&number, MARGIN, across - 2.0 * MARGIN, Align::Center, soft(7.5));
            page.place([number], down - MARGIN - FOOT + 4.0);
            numbered.push(page);
        }
        numbered.push(last()?);
        sheets.push(imposed(&numbered, [width, height], [across, down]));
    }
    Ok(sheets)
}

/// Eight pages in their places on a sheet.
fn imposed(numbered: &[Page], [width, height]: [f32; 2], [across, down]: [f32; 2]) -> Page {
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
    sheet
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
        let heading = sentence::print(&title.rule, of.settings.currency);
        let entry = entry(title);
        match groups.iter_mut().find(|group| group.heading == heading) {
            Some(group) => group.entries.push(entry),
            None => groups.push(Group {
                heading,
                entries: vec![entry],
            }),
        }
    }
    groups
}

fn entry(title: &Arc<Title>) -> Entry {
    Entry {
        name: title.name.clone(),
        below: title.makers.join(", "),
    }
}

/// The list over as many pages as it takes: in the largest letters with which it takes no more sheets than with the smallest,
/// and evenly.
fn inner(groups: &[Group], across: f32, down: f32) -> Result<Vec<Page>, DocumentError> {
    let width = across - 2.0 * MARGIN;
    let bottom = down - MARGIN - FOOT;
    let whole = bottom - MARGIN;
    let sheets = |spots: &[Vec<Spot>]| pages_of(spots).div_ceil(INNER).max(1);
    let mut fewest = usize::MAX;
    let mut best = None;
    for size in SIZES.iter().rev() {
        let laid = laid(groups, *size, width);
        let Some(spots) = spots(&laid, *size, whole, whole) else {
            if best.is_some() {
                break;
            }
            return Err(DocumentError::Refused(say::too_long(&longest(groups))));
        };
        if sheets(&spots) > fewest {
            break;
        }
        fewest = sheets(&spots);
        best = Some((laid, *size));
    }
    let Some((laid, size)) = best else {
        return Ok(Vec::new());
    };
    // As low as the pages can be with no more of them: so all are filled alike.
    let (mut low, mut high) = (0.0, whole);
    for _ in 0..12 {
        let tried = (low + high) / 2.0;
        match spots(&laid, size, tried, whole) {
            Some(spots) if pages_of(&spots) <= fewest * INNER => high = tried,
            _ => low = tried,
        }
    }
    let spots = spots(&laid, size, high, whole).unwrap_or_default();
    let mut pages = vec![Page::new(across, down); pages_of(&spots)];
    let mut tops = vec![MARGIN; pages.len()];
    for (group, spots) in laid.into_iter().zip(spots) {
        for (rows, spot) in group.entries.into_iter().zip(spots) {
            let (Some(page), Some(top)) = (pages.get_mut(spot.page), tops.get_mut(spot.page)) else {
                continue;
            };
            if spot.headed {
                if *top > MARGIN {
                    *top += gap(size);
                }
                *top = page.place(group.head.iter().cloned(), *top);
            }
            *top = page.place(rows, *top);
        }
    }
    Ok(pages)
}

fn gap(size: f32) -> f32 {
    size * 0.7
}

fn pages_of(spots: &[Vec<Spot>]) -> usize {
    let last = spots.iter().flatten().last();
    last.map_or(0, |spot| spot.page + 1)
}

/// The rows of the list in letters of this size.
fn laid(groups: &[Group], size: f32, width: f32) -> Vec<Laid> {
    let left = |text: &str, style: Style| one(text, MARGIN, width, Align::Left, style);
    let rows = |entry: &Entry| {
        let mut rows = vec![left(&entry.name, plain(size))];
        if !entry.below.is_empty() {
            rows.push(left(&entry.below, soft((size - 1.4).max(SMALLEST))));
        }
        rows.push(space(size * 0.3));
        rows
    };
    let laid = |group: &Group| Laid {
        head: vec![
            left(&group.heading, bold(size + 0.5)),
            rule(MARGIN, width, Line::Thin, 1.5),
        ],
        entries: group.entries.iter().map(rows).collect(),
    };
    groups.iter().map(laid).collect()
}

/// Where each entry goes on pages that are turned at this height; `None` where one is higher than a whole page.
fn spots(laid: &[Laid], size: f32, turned: f32, whole: f32) -> Option<Vec<Vec<Spot>>> {
    let (mut page, mut top) = (0, 0.0_f32);
    let mut all = Vec::with_capacity(laid.len());
    for group in laid {
        let head = layout::height(&group.head);
        let mut spots = Vec::with_capacity(group.entries.len());
        for (n, entry) in group.entries.iter().enumerate() {
            let own = layout::height(entry);
            let opening = match (n, top > 0.0) {
                (0, true) => head + gap(size),
                (0, false) => head,
                _ => 0.0,
            };
            if head + own > whole {
                return None;
            }
            // The price stands again above what goes on overleaf.
            let turns = top > 0.0 && top + opening + own > turned;
            if turns {
                (page, top) = (page + 1, head + own);
            } else {
                top += opening + own;
            }
            spots.push(Spot {
                page,
                headed: n == 0 || turns,
            });
        }
        all.push(spots);
    }
    Some(all)
}

/// The entry with the most letters, for the sentence that says it is too long.
fn longest(groups: &[Group]) -> String {
    let entries = groups.iter().flat_map(|group| &group.entries);
    let longest = entries.max_by_key(|entry| entry.name.chars().count() + entry.below.chars().count());
    let name = longest.map(|entry| entry.name.as_str()).unwrap_or_default();
    name.chars().take(60).collect()
}

/// Lines in the largest of the small letters that lets them stand in their room; `None` where none does.
fn small(lines: &[(&str, bool)], width: f32, room: f32) -> Option<Vec<Row>> {
    SMALL.iter().find_map(|size| {
        let rows = lines.iter().flat_map(|(line, heading)| {
            let style = if *heading { bold(size + 1.0) } else { plain(*size) };
            let under = if *heading {
                rule(MARGIN, width, Line::Thin, 2.0)
            } else {
                space(size * 0.25)
            };
            [one(line, MARGIN, width, Align::Left, style), under]
        });
        let rows: Vec<Row> = rows.collect();
        (layout::height(&rows) <= room).then_some(rows)
    })
}

fn cover(
    of: &Printout<'_>,
    across: f32,
    down: f32,
    (part, parts): (usize, usize),
    kept: &mut Kept,
) -> Result<Page, DocumentError> {
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
    let name = kept.fitted(
        shop,
        bold(30.0),
        &[30.0, 26.0, 22.0, 18.0, 15.0, 12.0, 10.0],
        [MARGIN, width, 110.0],
        Align::Left,
    );
    let mut rows = vec![name, rule(MARGIN, width, Line::Thick, 7.0)];
    if !settings.shop.is_empty() {
        rows.push(one(say::PRICE_LIST, MARGIN, width, Align::Left, bold(15.0)));
    }
    if parts > 1 {
        let words = say::part(part + 1, parts);
        rows.push(one(&words, MARGIN, width, Align::Left, bold(11.0)));
    }
    let top = (down * 0.24).max(MARGIN + 20.0);
    let top = page.place(rows, top) + 2.0;
    let lines: Vec<(&str, bool)> = settings.tagline.lines().map(|line| (line, false)).collect();
    let foot = down - MARGIN - 10.0;
    let tagline = small(&lines, width, foot - 4.0 - top);
    page.place(
        tagline.ok_or_else(|| DocumentError::Refused(say::LONG_HEAD.to_owned()))?,
        top,
    );
    let made = of.at.local().format("%-d %b %Y").to_string();
    page.place([one(&made, MARGIN, width, Align::Left, soft(8.0))], foot);
    Ok(page)
}

/// Offers over several titles where they have room here, what the shop says at the foot of its papers, a code; `None` where it
/// does not fit.
fn back(of: &Printout<'_>, across: f32, down: f32, with_offers: bool) -> Option<Result<Page, DocumentError>> {
    let mut page = Page::new(across, down);
    let width = across - 2.0 * MARGIN;
    // There is no one title here to stand for.
    let holds = of.code.replace("{sku}", "");
    let dots = match code_of(&holds) {
        Ok(dots) => dots,
        Err(why) => return Some(Err(why)),
    };
    let mut lines: Vec<(&str, bool)> = Vec::new();
    if with_offers && !of.offers.is_empty() {
        lines.push((say::MORE, true));
        lines.extend(of.offers.iter().map(|offer| (offer.name.as_str(), false)));
        lines.push((" ", false));
    }
    lines.extend(of.settings.footer.lines().map(|line| (line, false)));
    let below = match &dots {
        Some(dots) => {
            let row = code(dots, &holds, MARGIN, width, CODE);
            let top = down - MARGIN - row.height;
            page.place([row], top);
            CODE
        }
        None => {
            let shop = text::clean(&of.settings.shop);
            page.place(
                [one(&shop, MARGIN, width, Align::Center, soft(8.0))],
                down - MARGIN - 10.0,
            );
            14.0
        }
    };
    let rows = small(&lines, width, down - 2.0 * MARGIN - below)?;
    page.place(rows, MARGIN);
    Some(Ok(page))
}
