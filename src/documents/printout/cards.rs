//! Price cards to cut: name, makers, price sentence, a code where there is one. Ten on a sheet, with marks where to cut.

use super::{Kept, Printout, bold, code_of, practice, size, soft};
use crate::documents::DocumentError;
use crate::documents::layout::{Align, Line, Mark, Page, code};
use crate::domain::sentence;
use crate::domain::title::Title;

/// 90 × 50 mm.
const WIDTH: f32 = 255.12;
const HEIGHT: f32 = 141.73;
const ACROSS: usize = 2;
const DOWN: usize = 5;
const PAD: f32 = 13.0;
/// A code's side with its quiet.
const CODE: f32 = 74.0;
/// Length of a mark, and how far it stays off the card.
const CUT: f32 = 12.0;
const OFF: f32 = 4.0;

pub(super) fn pages(of: &Printout<'_>, kept: &mut Kept) -> Result<Vec<Page>, DocumentError> {
    let (width, height) = size(of.sheet);
    let left = (width - WIDTH * ACROSS as f32) / 2.0;
    let top = (height - HEIGHT * DOWN as f32) / 2.0;
    let mut pages = Vec::new();
    for titles in of.titles.chunks(ACROSS * DOWN) {
        let mut page = Page::new(width, height);
        cut_marks(&mut page, left, top);
        practice(&mut page, of, OFF);
        for (n, title) in titles.iter().enumerate() {
            let (row, column) = (n / ACROSS, n % ACROSS);
            let place = [left + column as f32 * WIDTH, top + row as f32 * HEIGHT];
            page.inlay(card(title, of, kept)?, place[0], place[1], false);
        }
        pages.push(page);
    }
    Ok(pages)
}

fn card(title: &Title, of: &Printout<'_>, kept: &mut Kept) -> Result<Page, DocumentError> {
    let mut page = Page::new(WIDTH, HEIGHT);
    let holds = of.code.replace("{sku}", title.sku.as_str());
    let dots = code_of(&holds)?;
    let inner = WIDTH - 2.0 * PAD;
    let beside = match dots {
        Some(_) => inner - CODE - 4.0,
        None => inner,
    };
    let name = kept.fitted(
        &title.name,
        bold(19.0),
        &[19.0, 17.0, 15.0, 13.0, 11.0, 9.5, 8.5, 7.5],
        [PAD, inner, 46.0],
        Align::Left,
    );
    let below = page.place([name], PAD - 3.0);
    let makers = kept.fitted(
        &title.makers.join(", "),
        soft(10.0),
        &[10.0, 9.0, 8.0, 7.0],
        [PAD, beside, 24.0],
        Align::Left,
    );
    page.place([makers], below + 1.0);
    let sentence = sentence::print(&title.rule, of.settings.currency);
    let price = kept.fitted(
        &sentence,
        bold(16.0),
        &[16.0, 14.0, 12.0, 10.5, 9.0, 8.0],
        [PAD, beside, 44.0],
        Align::Left,
    );
    let price_top = HEIGHT - PAD - price.height + 3.0;
    page.place([price], price_top);
    if let Some(dots) = &dots {
        let row = code(dots, &holds, WIDTH - PAD - CODE + 6.0, CODE, CODE);
        let top = HEIGHT - PAD - row.height + 6.0;
        page.place([row], top);
    }
    Ok(page)
}

/// Short strokes outside of the cards, and small crosses where four of them meet: no line stays on a card that is cut well.
fn cut_marks(page: &mut Page, left: f32, top: f32) {
    let mut stroke = |from: [f32; 2], to: [f32; 2]| {
        page.marks.push(Mark::Stroke {
            from,
            to,
            line: Line::Thin,
        });
    };
    let (right, bottom) = (left + WIDTH * ACROSS as f32, top + HEIGHT * DOWN as f32);
    for column in 0..=ACROSS {
        let x = left + column as f32 * WIDTH;
        stroke([x, top - OFF - CUT], [x, top - OFF]);
        stroke([x, bottom + OFF], [x, bottom + OFF + CUT]);
    }
    for row in 0..=DOWN {
        let y = top + row as f32 * HEIGHT;
        stroke([left - OFF - CUT, y], [left - OFF, y]);
        stroke([right + OFF, y], [right + OFF + CUT, y]);
        for column in 1..ACROSS {
            let x = left + column as f32 * WIDTH;
            if row > 0 && row < DOWN {
                stroke([x - OFF, y], [x + OFF, y]);
                stroke([x, y - OFF], [x, y + OFF]);
            }
        }
    }
}
