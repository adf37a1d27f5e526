//! A receipt on sheets from A6 to A4: a table of titles, charges and amounts, over as many pages as it needs.
//! Never decides what a receipt says.

use super::layout::{self, Align, Cell, Ink, Line, Page, Row, Style, banner, cells, code, picture, rule, space};
use super::receipt::{Goods, Slip, Stationery};
use super::{text, words};
use crate::domain::money::Money;

/// Columns: left edge and width.
type Column = (f32, f32);

/// The side of a code with its quiet, on a letter.
const CODE: f32 = 116.0;

/// How a sheet is used.
struct Sheet {
    width: f32,
    height: f32,
    margin: f32,
    inner: f32,
    /// Type and space, by those of a letter.
    scale: f32,
}

/// The sheets of a receipt, numbered where there are several.
pub(super) fn pages(slip: &Slip, on: &Stationery, width: f32, height: f32) -> Vec<Page> {
    let (margin, scale) = match width {
        ..300.0 => (24.0, 0.76),
        ..450.0 => (36.0, 0.86),
        _ => (54.0, 1.0),
    };
    let inner = width - 2.0 * margin;
    Sheet {
        width,
        height,
        margin,
        inner,
        scale,
    }
    .pages(slip, on)
}

impl Sheet {
    fn text(&self) -> Style {
        Style::plain(10.5 * self.scale)
    }

    fn strong(&self) -> Style {
        Style::bold(10.5 * self.scale)
    }

    fn heading(&self) -> Style {
        Style::bold(9.5 * self.scale).in_ink(Ink::Soft)
    }

    fn gap(&self) -> f32 {
        14.0 * self.scale
    }

    fn all(&self) -> Column {
        (self.margin, self.inner)
    }

    fn titles(&self) -> Column {
        (
            self.margin,
            self.inner - self.charges().1 - self.amounts().1 - 2.0 * self.gap(),
        )
    }

    fn charges(&self) -> Column {
        let width = 98.0 * self.scale;
        (self.amounts().0 - self.gap() - width, width)
    }

    fn amounts(&self) -> Column {
        let width = 78.0 * self.scale;
        (self.margin + self.inner - width, width)
    }

    fn shops(&self) -> Column {
        (self.margin, self.inner * 0.52)
    }

    fn numbers(&self) -> Column {
        let left = self.inner * 0.52 + self.gap();
        (self.margin + left, self.inner - left)
    }

    fn sums(&self) -> Column {
        let left = self.inner - (274.0 * self.scale).min(self.inner);
        (self.margin + left, self.inner - left)
    }

    /// What rows may take of a page; below it stand the sum carried forward and the page's number.
    fn room(&self) -> f32 {
        self.height - 2.0 * self.margin - 24.0 * self.scale
    }

    fn pages(&self, slip: &Slip, on: &Stationery) -> Vec<Page> {
        let mut sheets = Sheets::new(self, self.head(slip, on, true), self.head(slip, on, false));
        if !slip.goods.is_empty() {
            sheets.begin(self.columns());
        }
        let carry = |sum: Money, label: &str| self.opposite(label, &slip.currency.show(sum), self.strong());
        // What stands on the pages so far; before anything does there is nothing to carry.
        let turned = |begun: bool, sum: Money, columns: Vec<Row>| match begun {
            true => Turn {
                last: vec![space(4.0), carry(sum, words::CARRIED)],
                first: [columns, vec![carry(sum, words::BROUGHT), self.thin()]].concat(),
            },
            false => Turn {
                last: Vec::new(),
                first: columns,
            },
        };
        let mut sum = Money::ZERO;
        for (n, line) in slip.goods.iter().enumerate() {
            sheets.add(self.goods(slip, line), |torn| {
                turned(n > 0 || !torn.is_zero(), sum + torn, self.columns())
            });
            sum += line.amount();
        }
        let all = |_| turned(!slip.goods.is_empty(), sum, Vec::new());
        let reasons = slip.reasons.iter();
        let reasons = reasons.map(|reason| one(reason, self.all(), Align::Left, self.text()));
        sheets.add(free(reasons.collect()), all);
        let totals = match self.beside_sums().filter(|_| on.code.is_some()) {
            Some(column) => vec![self.beside(self.code(on, column), self.totals(slip))],
            None => self.totals(slip),
        };
        sheets.add(free(totals), all);
        sheets.end(rule(self.margin, self.inner, Line::Dashed, 10.0), self.foot(slip, on));
        sheets.finished()
    }

    /// The head; on sheets that follow a short one.
    fn head(&self, slip: &Slip, on: &Stationery, first: bool) -> Vec<Row> {
        let mut rows = Vec::new();
        if slip.practice {
            rows.extend([
                banner(words::PRACTICE, self.margin, self.inner, 36.0 * self.scale, true),
                space(4.0),
                one(words::PRACTICE_NOTE, self.all(), Align::Center, self.text()),
                space(12.0),
            ]);
        }
        for stamp in &slip.stamps {
            rows.push(banner(
                stamp,
                self.margin + 1.0,
                self.inner - 2.0,
                24.0 * self.scale,
                false,
            ));
            rows.push(space(12.0));
        }
        let (left, right) = match first {
            true => (self.letterhead(on), self.about(slip)),
            false => self.again(slip, on),
        };
        rows.push(self.beside(left, right));
        rows.push(rule(self.margin, self.inner, Line::Dashed, 8.0));
        rows
    }

    /// Logo, shop and what stands below its name.
    fn letterhead(&self, on: &Stationery) -> Vec<Row> {
        let mut shop = Vec::new();
        if let Some(logo) = &on.logo {
            let room = [self.shops().1, 64.0 * self.scale];
            shop.extend([picture(logo, self.margin, room, Align::Left), space(6.0)]);
        }
        shop.push(one(&on.shop, self.shops(), Align::Left, Style::bold(20.0 * self.scale)));
        let tagline = on.tagline.iter();
        shop.extend(tagline.map(|line| one(line, self.shops(), Align::Left, self.text())));
        shop
    }

    /// Which receipt it is, where and when it was made, by whom.
    fn about(&self, slip: &Slip) -> Vec<Row> {
        let (name, moment) = ((&slip.name, self.strong()), (&slip.moment(), self.text()));
        let below = [&slip.event].into_iter().chain(&slip.about);
        let lines = [name, moment].into_iter().chain(below.map(|text| (text, self.text())));
        let rows = lines.map(|(text, style)| one(text, self.numbers(), Align::Right, style));
        rows.collect()
    }

    /// The same in few words, on sheets that follow.
    fn again(&self, slip: &Slip, on: &Stationery) -> (Vec<Row>, Vec<Row>) {
        let name = one(&slip.name, self.numbers(), Align::Right, self.strong());
        let moment = one(&slip.moment(), self.numbers(), Align::Right, self.text());
        let shop = one(&on.shop, self.shops(), Align::Left, self.strong());
        (vec![shop], vec![name, moment])
    }

    /// The heads of the table's columns.
    fn columns(&self) -> Vec<Row> {
        vec![
            cells(&[
                cell(words::TITLE, self.titles(), Align::Left, self.heading()),
                cell(words::COPIES, self.charges(), Align::Right, self.heading()),
                cell(words::AMOUNT, self.amounts(), Align::Right, self.heading()),
            ]),
            self.thin(),
        ]
    }

    /// A title with its makers and notes, its charges beside them.
    fn goods(&self, slip: &Slip, line: &Goods) -> Vec<(Row, Money)> {
        let mut left: Vec<(&str, Style)> = vec![(&line.title, self.strong()), (&line.makers, self.text())];
        left.extend(line.notes.iter().map(|note| (note.as_str(), self.text())));
        let mut left = left.into_iter().filter(|(text, _)| !text.trim().is_empty());
        let mut charges = line.charges.iter();
        let mut rows = Vec::new();
        loop {
            let (text, charge) = (left.next(), charges.next());
            if text.is_none() && charge.is_none() {
                break;
            }
            let mut side_by_side = Vec::new();
            if let Some((text, style)) = &text {
                side_by_side.push(cell(text, self.titles(), Align::Left, *style));
            }
            let amount = charge.map(|(_, amount)| slip.currency.show(*amount));
            if let (Some((text, _)), Some(amount)) = (charge, &amount) {
                side_by_side.push(cell(text, self.charges(), Align::Right, self.text()));
                let style = text::fitting(amount, self.text(), self.amounts().1);
                side_by_side.push(cell(amount, self.amounts(), Align::Right, style));
            }
            let money = charge.map_or(Money::ZERO, |(_, amount)| *amount);
            rows.push((cells(&side_by_side), money));
        }
        rows.push((self.thin(), Money::ZERO));
        rows
    }

    fn totals(&self, slip: &Slip) -> Vec<Row> {
        let sums = slip.sums.iter().map(|sum| {
            let style = if sum.total {
                Style::bold(16.0 * self.scale)
            } else {
                self.text()
            };
            self.opposite(&sum.label, &sum.amount, style)
        });
        sums.collect()
    }

    fn foot(&self, slip: &Slip, on: &Stationery) -> Vec<Row> {
        let mut rows = Vec::new();
        for (n, lines) in slip.closing.iter().enumerate() {
            rows.extend((n > 0).then(|| space(4.0)));
            rows.extend(
                lines
                    .iter()
                    .map(|line| one(line, self.all(), Align::Center, self.text())),
            );
        }
        if self.beside_sums().is_none() {
            rows.extend(self.code(on, self.all()));
        }
        rows
    }

    /// Where the code stands beside the sums, where there is room for it.
    fn beside_sums(&self) -> Option<Column> {
        let width = self.sums().0 - self.margin - self.gap();
        (width >= CODE * self.scale * 0.9).then_some((self.margin, width))
    }

    /// The code and its text, where there is one.
    fn code(&self, on: &Stationery, (left, width): Column) -> Vec<Row> {
        let Some(drawn) = &on.code else {
            return Vec::new();
        };
        vec![
            code(drawn, &on.code_text, left, width, CODE * self.scale),
            one(&on.code_text, (left, width), Align::Center, Style::plain(7.0)),
        ]
    }

    fn thin(&self) -> Row {
        rule(self.margin, self.inner, Line::Thin, 4.0)
    }

    /// A label and an amount in the block of sums.
    fn opposite(&self, label: &str, amount: &str, style: Style) -> Row {
        let (left, width) = self.sums();
        let amount_style = text::fitting(amount, style, width * 0.7);
        let taken = text::width(amount, amount_style);
        cells(&[
            cell(label, (left, width - taken - self.gap()), Align::Left, style),
            cell(amount, (left + width - taken, taken), Align::Right, amount_style),
        ])
    }

    /// Two stacks of rows side by side, read one after the other.
    fn beside(&self, left: Vec<Row>, right: Vec<Row>) -> Row {
        let height = layout::height(&left).max(layout::height(&right));
        let mut page = Page::new(self.width, height);
        page.place(left, 0.0);
        page.place(right, 0.0);
        Row {
            height,
            marks: page.marks,
        }
    }
}

/// Rows that name no amount of what was sold.
fn free(rows: Vec<Row>) -> Vec<(Row, Money)> {
    rows.into_iter().map(|row| (row, Money::ZERO)).collect()
}

fn one(text: &str, column: Column, align: Align, style: Style) -> Row {
    cells(&[cell(text, column, align, style)])
}

fn cell(text: &str, (left, width): Column, align: Align, style: Style) -> Cell<'_> {
    Cell {
        text,
        left,
        width,
        align,
        style,
    }
}

/// How a page ends and the next one begins, below the head.
#[derive(Default)]
struct Turn {
    last: Vec<Row>,
    first: Vec<Row>,
}

/// Pages while they are filled.
struct Sheets<'a> {
    sheet: &'a Sheet,
    head: Vec<Row>,
    full: Vec<Vec<Row>>,
    rows: Vec<Row>,
    /// How many rows the page began with.
    empty: usize,
}

impl<'a> Sheets<'a> {
    fn new(sheet: &'a Sheet, rows: Vec<Row>, head: Vec<Row>) -> Sheets<'a> {
        Sheets {
            sheet,
            empty: rows.len(),
            rows,
            head,
            full: Vec::new(),
        }
    }

    /// Adds what stands at the head of the first page.
    fn begin(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
        self.empty = self.rows.len();
    }

    /// Adds rows that belong together, each with the amount it names. Where they do not fit, the page is turned; only rows
    /// that fill more than a page are torn apart, and `turn` hears which amounts stand on the page before.
    fn add(&mut self, rows: Vec<(Row, Money)>, turn: impl Fn(Money) -> Turn) {
        let whole: f32 = rows.iter().map(|(row, _)| row.height).sum();
        if layout::height(&self.rows) + whole > self.sheet.room() && whole <= self.room_below(&turn(Money::ZERO)) {
            self.turn(turn(Money::ZERO));
        }
        let mut torn = Money::ZERO;
        for (row, money) in rows {
            let most = self.room_below(&turn(torn));
            let parts = if row.height > most {
                layout::lines(row)
            } else {
                vec![row]
            };
            for (n, row) in parts.into_iter().enumerate() {
                let full = layout::height(&self.rows) + row.height > self.sheet.room();
                if full && (self.rows.len() > self.empty || row.height <= most) {
                    self.turn(turn(torn));
                }
                self.rows.push(row);
                if n == 0 {
                    torn += money;
                }
            }
        }
    }

    /// What rows may take on the page that follows.
    fn room_below(&self, turn: &Turn) -> f32 {
        self.sheet.room() - layout::height(&self.head) - layout::height(&turn.first)
    }

    /// Adds what stands at the end below a rule; on a page of its own it needs none.
    fn end(&mut self, rule: Row, rows: Vec<Row>) {
        let below = [std::slice::from_ref(&rule), &rows].concat();
        let fits = layout::height(&self.rows) + layout::height(&below) <= self.sheet.room();
        if !rows.is_empty() {
            self.add(free(if fits { below } else { rows }), |_| Turn::default());
        }
    }

    fn turn(&mut self, turn: Turn) {
        self.rows.extend(turn.last);
        let fresh = [self.head.as_slice(), turn.first.as_slice()].concat();
        self.empty = fresh.len();
        self.full.push(std::mem::replace(&mut self.rows, fresh));
    }

    fn finished(mut self) -> Vec<Page> {
        let sheet = self.sheet;
        self.full.push(self.rows);
        let count = self.full.len();
        self.full
            .into_iter()
            .enumerate()
            .map(|(n, rows)| {
                let mut page = Page::new(sheet.width, sheet.height);
                page.place(rows, sheet.margin);
                if count > 1 {
                    let text = words::page(n + 1, count);
                    let number = one(&text, sheet.all(), Align::Center, sheet.heading());
                    page.place([number], sheet.height - sheet.margin + 8.0 * sheet.scale);
                }
                page
            })
            .collect()
    }
}
