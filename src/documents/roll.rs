//! A receipt on a roll of 58 or 80 mm: one column, as long as it needs to be.
//! Never decides what a receipt says.

use super::layout::{self, Align, Cell, Line, Page, Row, Style, banner, cells, code, picture, rule, space};
use super::receipt::{Goods, Slip, Stationery};
use super::{text, words};

/// PDF readers refuse pages of more than 200 inches.
const LONGEST: f32 = 14_000.0;
/// A logo is no higher than this, in parts of the column.
const LOGO: [f32; 2] = [0.7, 0.4];

/// How a roll is used.
struct Roll {
    width: f32,
    /// What printers for such rolls cannot reach.
    margin: f32,
    inner: f32,
    /// Type and space, by those of the wider roll.
    scale: f32,
}

/// The pages of the roll: one, unless a sale is longer than a page of a PDF can be.
pub(super) fn pages(slip: &Slip, on: &Stationery, width: f32) -> Vec<Page> {
    // Rolls of 80 mm print 72 mm across, rolls of 58 mm print 48 mm.
    let (margin, scale) = if width > 200.0 { (11.34, 1.0) } else { (14.17, 0.88) };
    let inner = width - 2.0 * margin;
    Roll {
        width,
        margin,
        inner,
        scale,
    }
    .pages(slip, on)
}

impl Roll {
    fn text(&self) -> Style {
        Style::plain(9.2 * self.scale)
    }

    fn strong(&self) -> Style {
        Style::bold(9.2 * self.scale)
    }

    fn gap(&self) -> f32 {
        6.0 * self.scale
    }

    fn indent(&self) -> f32 {
        10.0 * self.scale
    }

    fn pages(&self, slip: &Slip, on: &Stationery) -> Vec<Page> {
        let mut rows = self.head(slip, on);
        for (n, line) in slip.goods.iter().enumerate() {
            rows.extend((n > 0).then(|| space(3.5)));
            rows.extend(self.goods(slip, line));
        }
        let reasons = &slip.reasons;
        rows.extend((!reasons.is_empty()).then(|| space(3.5)));
        rows.extend(reasons.iter().map(|reason| self.left(reason, 0.0, self.text())));
        if !slip.goods.is_empty() {
            rows.push(self.tear());
        }
        rows.extend(self.totals(slip));
        rows.extend(self.foot(slip, on));
        if slip.practice {
            rows.push(space(8.0));
            rows.push(self.practice());
        }
        self.cut(rows)
    }

    fn foot(&self, slip: &Slip, on: &Stationery) -> Vec<Row> {
        let mut rows = Vec::new();
        for (n, lines) in slip.closing.iter().enumerate() {
            rows.push(if n == 0 { self.tear() } else { space(4.0) });
            rows.extend(lines.iter().map(|line| self.centered(line, self.text())));
        }
        if let Some(drawn) = &on.code {
            let side = 120.0 * self.scale;
            rows.push(code(drawn, &on.code_text, self.margin, self.inner, side));
            rows.push(self.centered(&on.code_text, Style::plain(7.0)));
        }
        rows
    }

    fn head(&self, slip: &Slip, on: &Stationery) -> Vec<Row> {
        let mut rows = Vec::new();
        if slip.practice {
            rows.extend([
                self.practice(),
                space(3.0),
                self.centered(words::PRACTICE_NOTE, Style::plain(7.6 * self.scale)),
                space(8.0),
            ]);
        }
        for stamp in &slip.stamps {
            let size = 18.0 * self.scale;
            rows.push(banner(stamp, self.margin + 1.0, self.inner - 2.0, size, false));
            rows.push(space(8.0));
        }
        if let Some(logo) = &on.logo {
            let room = LOGO.map(|part| part * self.inner);
            let left = self.margin + (self.inner - room[0]) / 2.0;
            rows.push(picture(logo, left, room, Align::Center));
            rows.push(space(5.0));
        }
        rows.push(self.centered(&on.shop, Style::bold(17.0 * self.scale)));
        rows.extend(on.tagline.iter().map(|line| self.centered(line, self.text())));
        rows.push(self.centered(&slip.event, self.text()));
        rows.push(self.tear());
        let (number, moment, style) = (&slip.name, slip.moment(), self.text());
        if text::width(number, style) + self.gap() + text::width(&moment, style) <= self.inner {
            rows.push(self.opposite(number, &moment, 0.0, style));
        } else {
            rows.push(self.left(number, 0.0, style));
            rows.push(self.left(&moment, 0.0, style));
        }
        rows.extend(slip.about.iter().map(|text| self.left(text, 0.0, style)));
        rows.push(self.tear());
        rows
    }

    fn goods(&self, slip: &Slip, line: &Goods) -> Vec<Row> {
        let mut rows = vec![self.left(&line.title, 0.0, self.strong())];
        let mut notes = line.notes.as_slice();
        for (text, amount) in &line.charges {
            let amount = slip.currency.show(*amount);
            let room = self.inner - self.indent() - self.gap() - text::width(&amount, self.text());
            let beside = notes
                .first()
                .map(|note| format!("{text} {note}"))
                .filter(|both| line.charges.len() == 1 && text::width(both, self.text()) <= room);
            if beside.is_some() {
                notes = notes.get(1..).unwrap_or_default();
            }
            rows.push(self.opposite(beside.as_deref().unwrap_or(text), &amount, self.indent(), self.text()));
        }
        rows.extend(notes.iter().map(|note| self.left(note, self.indent(), self.text())));
        rows
    }

    fn totals(&self, slip: &Slip) -> Vec<Row> {
        slip.sums
            .iter()
            .flat_map(|sum| {
                if sum.total {
                    vec![space(1.5), self.total(&sum.label, &sum.amount), space(1.5)]
                } else {
                    vec![self.opposite(&sum.label, &sum.amount, 0.0, self.text())]
                }
            })
            .collect()
    }

    fn practice(&self) -> Row {
        banner(words::PRACTICE, self.margin, self.inner, 26.0 * self.scale, true)
    }

    fn tear(&self) -> Row {
        rule(self.margin, self.inner, Line::Dashed, 7.0)
    }

    fn left(&self, text: &str, indent: f32, style: Style) -> Row {
        self.one(text, indent, Align::Left, style)
    }

    fn centered(&self, text: &str, style: Style) -> Row {
        self.one(text, 0.0, Align::Center, style)
    }

    fn one(&self, text: &str, indent: f32, align: Align, style: Style) -> Row {
        cells(&[Cell {
            text,
            left: self.margin + indent,
            width: self.inner - indent,
            align,
            style,
        }])
    }

    /// The total: on one line, be it in smaller type.
    fn total(&self, label: &str, amount: &str) -> Row {
        let style = Style::bold(15.0 * self.scale);
        let beside = text::width(label, style) + self.gap();
        let style = text::fitting(amount, style, self.inner - beside);
        self.opposite(label, amount, 0.0, style)
    }

    /// A text at the left, wrapped beside what stands at the right of its first line.
    fn opposite(&self, text: &str, right: &str, indent: f32, style: Style) -> Row {
        let right_style = text::fitting(right, style, self.inner * 0.75);
        let taken = text::width(right, right_style);
        cells(&[
            Cell {
                text,
                left: self.margin + indent,
                width: self.inner - indent - taken - self.gap(),
                align: Align::Left,
                style,
            },
            Cell {
                text: right,
                left: self.margin + self.inner - taken,
                width: taken,
                align: Align::Right,
                style: right_style,
            },
        ])
    }

    fn cut(&self, rows: Vec<Row>) -> Vec<Page> {
        let mut pages: Vec<Vec<Row>> = vec![Vec::new()];
        let mut length = 0.0;
        for row in rows {
            if length + row.height > LONGEST {
                pages.push(Vec::new());
                length = 0.0;
            }
            length += row.height;
            if let Some(page) = pages.last_mut() {
                page.push(row);
            }
        }
        pages
            .into_iter()
            .map(|rows| {
                let mut page = Page::new(self.width, layout::height(&rows) + 2.0 * self.margin);
                page.place(rows, self.margin);
                page
            })
            .collect()
    }
}
