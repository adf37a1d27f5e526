//! A long list seen through its room: only the rows that show are built.
//! Never scrolls itself: where the list stands is its screen's to know.

use iced::Element;
use iced::widget::{Column, space};
use std::ops::Range;

/// Which of so many rows of one height show through a room, `offset` from the list's top: a row more on each side.
pub fn shown(count: usize, height: f32, offset: f32, room: f32) -> Range<usize> {
    let first = ((offset / height).floor() as usize).saturating_sub(1).min(count);
    let rows = (room / height).ceil() as usize + 3;
    first..(first + rows).min(count)
}

/// So many rows of one height of which these are built. A row that is not keeps its place, so that the ring stays on what
/// it is on while others scroll in.
pub fn rows<'a, Message: 'a>(
    count: usize,
    height: f32,
    built: Range<usize>,
    row: impl Fn(usize) -> Option<Element<'a, Message>>,
) -> Column<'a, Message> {
    Column::with_children((0..count).map(|n| {
        let row = built.contains(&n).then(|| row(n)).flatten();
        row.unwrap_or_else(|| space().height(height).into())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_is_built_with_a_row_more_on_each_side() {
        for (count, offset, room, built) in [
            (0, 0.0, 500.0, 0..0),
            (3, 0.0, 500.0, 0..3),
            (100, 0.0, 500.0, 0..13),
            (100, 505.0, 500.0, 9..22),
            (100, 4_750.0, 500.0, 94..100),
            (100, 99_999.0, 500.0, 100..100),
        ] {
            assert_eq!(shown(count, 50.0, offset, room), built, "{count} at {offset}");
        }
    }
}
