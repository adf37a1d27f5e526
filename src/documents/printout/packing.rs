//! What goes into the bag: a box to tick, copies, titles, what one weighs and what they weigh together.

use super::list::{List, MARGIN, columns};
use super::{Printout, bold, figures, plain, soft};
use crate::documents::layout::{Align, Line, Mark, Page, Row, cells, rule};
use crate::documents::words::printout as say;
use crate::domain::packing::{Packed, PackingList, grams};

/// A box to tick.
const BOX: f32 = 11.0;

pub(super) fn pages(of: &Printout<'_>) -> Vec<Page> {
    let packed = PackingList::of(of.titles.iter().cloned());
    let inner = List::inner(of);
    let columns = columns(
        inner,
        &[
            ("", BOX + 4.0, Align::Left),
            (say::COPIES, 42.0, Align::Right),
            (say::TITLE, 0.0, Align::Left),
            (say::EACH, 62.0, Align::Right),
            (say::WEIGHT, 68.0, Align::Right),
        ],
    );
    // What a person with a bag wants to know stands above the list.
    let sum = [say::copies(packed.copies), say::weight(packed.weight_mg)].join(" · ");
    let lacks = say::unweighed(packed.unweighed);
    let mut about = vec![(say::DAY, plain(9.5)), (sum.as_str(), bold(14.0))];
    about.extend((packed.unweighed > 0).then_some((lacks.as_str(), soft(9.0))));
    let mut list = List::new(of, &about, &columns);
    let [_, copies, title, each, weight] = columns.as_slice() else {
        return list.finished();
    };
    for line in &packed.lines {
        let count = line
            .copies
            .map_or_else(|| "____".to_owned(), |copies| copies.to_string());
        let own = line.title.weight_mg.map_or_else(String::new, |mg| grams(mg.into()));
        let all = line.weight_mg.map_or_else(String::new, grams);
        let mut row = cells(&[
            copies.cell(&count, bold(11.0)),
            title.cell(&line.title.name, plain(10.5)),
            each.cell(&own, figures(9.0)),
            weight.cell(&all, figures(9.0)),
        ]);
        row.marks.push(Mark::Bar {
            left: MARGIN + 1.0,
            top: 1.5,
            width: BOX,
            height: BOX,
            filled: false,
        });
        list.add(below(line, row, title.left, title.width, inner));
    }
    list.finished()
}

/// The makers below the title, and a thin rule.
fn below(line: &Packed, row: Row, left: f32, width: f32, inner: f32) -> Vec<Row> {
    let mut rows = vec![row];
    if !line.title.makers.is_empty() {
        let makers = line.title.makers.join(", ");
        rows.push(super::one(&makers, left, width, Align::Left, soft(8.0)));
    }
    rows.push(rule(MARGIN, inner, Line::Thin, 3.0));
    rows
}
