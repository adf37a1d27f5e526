//! Rows: text wrapped and placed in columns; rules, bars, space.
//! Never knows what a receipt is, nor how a PDF is written.

use super::code::{Code, QUIET};
use super::fonts::{Glyph, Letters};
use super::logo::{Logo, Packed};
use super::text::{balanced, points, wrap};
use std::sync::Arc;

/// Lines stand this far apart, in type sizes.
const LEADING: f32 = 1.28;
/// The baseline lies this far below a line's top, in type sizes.
const ASCENT: f32 = 0.95;

/// Where text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// The three inks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Black.
    Black,
    /// Grey that still reads on a copy of a copy.
    Soft,
    /// White, on a bar.
    White,
}

/// How text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Type size in points.
    pub size: f32,
    /// Bold.
    pub bold: bool,
    /// Ink.
    pub ink: Ink,
    /// What it is set in.
    pub letters: Letters,
}

impl Style {
    /// Regular, black.
    pub const fn plain(size: f32) -> Style {
        Style {
            size,
            bold: false,
            ink: Ink::Black,
            letters: Letters::Typewriter,
        }
    }

    /// Bold, black.
    pub const fn bold(size: f32) -> Style {
        Style {
            size,
            bold: true,
            ink: Ink::Black,
            letters: Letters::Typewriter,
        }
    }

    /// The same in other letters.
    pub const fn in_letters(self, letters: Letters) -> Style {
        Style { letters, ..self }
    }

    /// The same in another ink.
    pub const fn in_ink(self, ink: Ink) -> Style {
        Style { ink, ..self }
    }
}

/// Text in a column: wrapped to its width.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'a> {
    /// What it says.
    pub text: &'a str,
    /// Left edge in points.
    pub left: f32,
    /// Width in points.
    pub width: f32,
    /// Where in the width.
    pub align: Align,
    /// How it looks.
    pub style: Style,
}

/// Something placed, in points from the left and the top.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Glyphs on a baseline.
    Text {
        /// Where the first glyph starts.
        left: f32,
        /// The baseline.
        baseline: f32,
        /// How it looks.
        style: Style,
        /// The glyphs.
        glyphs: Vec<Glyph>,
    },
    /// The same upside-down: the text runs to the left of where its first glyph starts.
    Turned {
        /// Where the first glyph starts.
        left: f32,
        /// The baseline.
        baseline: f32,
        /// How it looks.
        style: Style,
        /// The glyphs.
        glyphs: Vec<Glyph>,
    },
    /// A line of any direction.
    Stroke {
        /// One end.
        from: [f32; 2],
        /// The other.
        to: [f32; 2],
        /// Which kind.
        line: Line,
    },
    /// A horizontal rule.
    Rule {
        /// Left end.
        left: f32,
        /// Length.
        width: f32,
        /// Its middle.
        y: f32,
        /// Which kind.
        line: Line,
    },
    /// A rectangle, filled or as an outline.
    Bar {
        /// Left edge.
        left: f32,
        /// Top edge.
        top: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Filled with black.
        filled: bool,
    },
    /// A picture.
    Picture {
        /// Left edge.
        left: f32,
        /// Top edge.
        top: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// What it shows.
        picture: Arc<Packed>,
    },
    /// A code that a phone reads.
    Code {
        /// Left edge of its dots.
        left: f32,
        /// Top edge of its dots.
        top: f32,
        /// A dot's side.
        dot: f32,
        /// Its dots.
        code: Arc<Code>,
    },
    /// Lines round letters that are no text.
    Outline {
        /// Rings of points, from the left and the top.
        rings: Vec<Vec<[f32; 2]>>,
    },
    /// A place that leads to an address.
    Link {
        /// Left edge.
        left: f32,
        /// Top edge.
        top: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// The address.
        to: String,
    },
}

/// Kinds of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Dashes, as where paper is torn off or cut.
    Dashed,
    /// Fine dots, where paper is folded.
    Fold,
    /// A hair line.
    Thin,
    /// A line one can see from afar.
    Thick,
}

/// Marks that stay together, from a top of their own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// How much paper it takes, in points.
    pub height: f32,
    /// What is on it.
    pub marks: Vec<Mark>,
}

/// A page, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What is on it, in reading order.
    pub marks: Vec<Mark>,
}

impl Page {
    /// An empty page.
    pub fn new(width: f32, height: f32) -> Page {
        Page {
            width,
            height,
            marks: Vec::new(),
        }
    }

    /// Puts rows one below the other from this height on; answers where the last one ends.
    pub fn place(&mut self, rows: impl IntoIterator<Item = Row>, mut top: f32) -> f32 {
        for row in rows {
            let (height, at) = (row.height, top);
            self.marks.extend(row.marks.into_iter().map(|mark| mark.lowered(at)));
            top += height;
        }
        top
    }
}

impl Page {
    /// Lays a smaller page onto this one, upside-down where it is turned.
    pub fn inlay(&mut self, page: Page, left: f32, top: f32, turned: bool) {
        let (width, height) = (page.width, page.height);
        let marks = page.marks.into_iter();
        let marks = marks.map(|mark| if turned { mark.turned(width, height) } else { mark });
        self.marks.extend(marks.map(|mark| mark.shifted(left).lowered(top)));
    }
}

impl Mark {
    fn shifted(mut self, by: f32) -> Mark {
        match &mut self {
            Mark::Stroke { from, to, .. } => [from, to].into_iter().for_each(|[x, _]| *x += by),
            Mark::Outline { rings } => rings.iter_mut().flatten().for_each(|[x, _]| *x += by),
            Mark::Text { left, .. }
            | Mark::Turned { left, .. }
            | Mark::Rule { left, .. }
            | Mark::Bar { left, .. }
            | Mark::Picture { left, .. }
            | Mark::Code { left, .. }
            | Mark::Link { left, .. } => *left += by,
        }
        self
    }

    /// Half a turn within a page of this size. A picture and a code keep their own direction: a code is read in any.
    fn turned(self, across: f32, down: f32) -> Mark {
        match self {
            Mark::Text {
                left,
                baseline,
                style,
                glyphs,
            } => Mark::Turned {
                left: across - left,
                baseline: down - baseline,
                style,
                glyphs,
            },
            Mark::Turned {
                left,
                baseline,
                style,
                glyphs,
            } => Mark::Text {
                left: across - left,
                baseline: down - baseline,
                style,
                glyphs,
            },
            Mark::Stroke { from, to, line } => {
                let [from, to] = [from, to].map(|[x, y]| [across - x, down - y]);
                Mark::Stroke { from, to, line }
            }
            Mark::Outline { rings } => {
                let turned = |ring: Vec<[f32; 2]>| ring.into_iter().map(|[x, y]| [across - x, down - y]).collect();
                Mark::Outline {
                    rings: rings.into_iter().map(turned).collect(),
                }
            }
            Mark::Rule { left, width, y, line } => Mark::Rule {
                left: across - left - width,
                width,
                y: down - y,
                line,
            },
            Mark::Bar {
                left,
                top,
                width,
                height,
                filled,
            } => Mark::Bar {
                left: across - left - width,
                top: down - top - height,
                width,
                height,
                filled,
            },
            Mark::Picture {
                left,
                top,
                width,
                height,
                picture,
            } => Mark::Picture {
                left: across - left - width,
                top: down - top - height,
                width,
                height,
                picture,
            },
            Mark::Code { left, top, dot, code } => {
                let side = dot * f32::from(code.side);
                Mark::Code {
                    left: across - left - side,
                    top: down - top - side,
                    dot,
                    code,
                }
            }
            Mark::Link {
                left,
                top,
                width,
                height,
                to,
            } => Mark::Link {
                left: across - left - width,
                top: down - top - height,
                width,
                height,
                to,
            },
        }
    }

    fn lowered(mut self, by: f32) -> Mark {
        match &mut self {
            Mark::Text { baseline, .. } | Mark::Turned { baseline, .. } => *baseline += by,
            Mark::Stroke { from, to, .. } => [from, to].into_iter().for_each(|[_, y]| *y += by),
            Mark::Rule { y, .. } => *y += by,
            Mark::Outline { rings } => rings.iter_mut().flatten().for_each(|[_, y]| *y += by),
            Mark::Bar { top, .. } | Mark::Picture { top, .. } | Mark::Code { top, .. } | Mark::Link { top, .. } => {
                *top += by
            }
        }
        self
    }
}

/// What rows take together.
pub fn height(rows: &[Row]) -> f32 {
    rows.iter().map(|row| row.height).sum()
}

/// Empty paper.
pub fn space(height: f32) -> Row {
    Row {
        height,
        marks: Vec::new(),
    }
}

/// A rule with paper above and below it.
pub fn rule(left: f32, width: f32, line: Line, air: f32) -> Row {
    Row {
        height: air * 2.0,
        marks: vec![Mark::Rule {
            left,
            width,
            y: air,
            line,
        }],
    }
}

/// Cells side by side, each wrapped to its own width; the row is as high as the highest. Read cell by
/// cell, so that a text of several lines stays whole.
pub fn cells(cells: &[Cell]) -> Row {
    let wrapped: Vec<(&Cell, Vec<Vec<Glyph>>)> = cells
        .iter()
        .map(|cell| {
            let lines = match cell.align {
                Align::Center => balanced(cell.text, cell.style, cell.width),
                Align::Left | Align::Right => wrap(cell.text, cell.style, cell.width),
            };
            (cell, lines)
        })
        .collect();
    let most = wrapped.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let size = cells.iter().map(|cell| cell.style.size).fold(0.0_f32, f32::max);
    let mut row = Row {
        height: most as f32 * size * LEADING,
        marks: Vec::new(),
    };
    for (cell, lines) in wrapped {
        for (n, glyphs) in lines.into_iter().enumerate() {
            let rest = cell.width - points(&glyphs, cell.style.size);
            row.marks.push(Mark::Text {
                left: cell.left
                    + match cell.align {
                        Align::Left => 0.0,
                        Align::Center => rest / 2.0,
                        Align::Right => rest,
                    },
                baseline: (n as f32 * LEADING + ASCENT) * size,
                style: cell.style,
                glyphs,
            });
        }
    }
    row
}

/// A row of text as rows of a line each, for where it is higher than a page. What is no text stays with the first.
pub fn lines(row: Row) -> Vec<Row> {
    let baselines = row.marks.iter().filter_map(|mark| match mark {
        Mark::Text { baseline, .. } => Some(*baseline),
        _ => None,
    });
    let first = baselines.clone().fold(f32::MAX, f32::min);
    let next = baselines.clone().filter(|baseline| *baseline > first + 0.1);
    let line = next.fold(f32::MAX, f32::min) - first;
    let count = (row.height / line).round();
    if count < 2.0 {
        return vec![row];
    }
    let height = row.height / count;
    let mut rows = vec![
        Row {
            height,
            marks: Vec::new()
        };
        count as usize
    ];
    for mark in row.marks {
        let n = match &mark {
            Mark::Text { baseline, .. } => ((baseline - first) / line).round(),
            _ => 0.0,
        };
        if let Some(row) = rows.get_mut(n as usize) {
            row.marks.push(mark.lowered(-n * height));
        }
    }
    rows
}

/// A word in a black bar or a thick frame, over the whole width.
pub fn banner(text: &str, left: f32, width: f32, size: f32, filled: bool) -> Row {
    let pad = size * 0.3;
    let ink = if filled { Ink::White } else { Ink::Black };
    let inner = cells(&[Cell {
        text,
        left: left + pad,
        width: width - 2.0 * pad,
        align: Align::Center,
        style: Style::bold(size).in_ink(ink),
    }]);
    let height = inner.height + pad;
    let mut marks = vec![Mark::Bar {
        left,
        top: 0.0,
        width,
        height,
        filled,
    }];
    marks.extend(inner.marks.into_iter().map(|mark| mark.lowered(pad * 0.75)));
    Row { height, marks }
}

/// A logo, as large as fits, in its own shape.
pub fn picture(of: &Logo, left: f32, [width, height]: [f32; 2], align: Align) -> Row {
    let [across, down] = of.shape();
    let scale = (width / across).min(height / down);
    let rest = width - across * scale;
    let left = left
        + match align {
            Align::Left => 0.0,
            Align::Center => rest / 2.0,
            Align::Right => rest,
        };
    let packed = of.packed(across * scale);
    let mark = packed.map(|picture| Mark::Picture {
        left,
        top: 0.0,
        width: across * scale,
        height: down * scale,
        picture,
    });
    Row {
        height: down * scale,
        marks: mark.into_iter().collect(),
    }
}

/// A code in the middle of a width, with the quiet that its readers need; an address is a link as well.
pub fn code(of: &Arc<Code>, text: &str, left: f32, width: f32, side: f32) -> Row {
    let dots = f32::from(of.side + 2 * QUIET);
    let dot = (side / dots).min(width / dots);
    let (side, quiet) = (dot * dots, dot * f32::from(QUIET));
    let left = left + (width - side) / 2.0;
    let mut marks = vec![Mark::Code {
        left: left + quiet,
        top: quiet,
        dot,
        code: of.clone(),
    }];
    if is_address(text) {
        marks.push(Mark::Link {
            left,
            top: 0.0,
            width: side,
            height: side,
            to: text.to_owned(),
        });
    }
    Row { height: side, marks }
}

/// Whether text is an address that a reader of the file can open.
fn is_address(text: &str) -> bool {
    let known = ["https://", "http://", "mailto:"];
    known.iter().any(|start| text.starts_with(start)) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_turn_and_half_a_turn_is_none() {
        let text = cells(&[Cell {
            text: "$1.00",
            left: 20.0,
            width: 100.0,
            align: Align::Left,
            style: Style::plain(10.0),
        }]);
        let stroke = Mark::Stroke {
            from: [1.0, 2.0],
            to: [30.0, 4.0],
            line: Line::Fold,
        };
        for mark in text.marks.into_iter().chain([stroke]) {
            let turned = mark.clone().turned(200.0, 300.0);
            assert_ne!(turned, mark);
            assert_eq!(turned.turned(200.0, 300.0), mark);
        }
    }

    #[test]
    fn a_row_of_several_lines_is_torn_line_by_line() {
        let cell = |text, left, width| Cell {
            text,
            left,
            width,
            align: Align::Left,
            style: Style::plain(10.0),
        };
        let row = cells(&[cell("one two three four", 0.0, 40.0), cell("$1.00", 50.0, 60.0)]);
        let torn = lines(row.clone());
        assert_eq!(torn.len(), 4);
        assert!((height(&torn) - row.height).abs() < 0.01);
        let counts: Vec<usize> = torn.iter().map(|row| row.marks.len()).collect();
        assert_eq!(counts, [2, 1, 1, 1]);
        // Put together again it is what it was, in another order of reading.
        let mut page = Page::new(200.0, 200.0);
        page.place(torn, 0.0);
        let places = |marks: &[Mark]| {
            let mut places: Vec<i32> = marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Text { baseline, .. } => Some((baseline * 100.0).round() as i32),
                    _ => None,
                })
                .collect();
            places.sort_unstable();
            places
        };
        assert_eq!(places(&page.marks), places(&row.marks));
        let single = cells(&[cell("one", 0.0, 40.0)]);
        assert_eq!(lines(single.clone()), [single]);
    }

    #[test]
    fn a_right_cell_ends_at_its_right_edge() {
        let style = Style::plain(10.0);
        let row = cells(&[Cell {
            text: "$1.00",
            left: 20.0,
            width: 100.0,
            align: Align::Right,
            style,
        }]);
        assert!(matches!(row.marks.as_slice(), [Mark::Text { left, .. }] if (left - 90.0).abs() < 0.01));
    }
}
