//! One row of a file, cell by cell, to be put right in its place.

use super::columns::field_word;
use crate::exchange::columns::Field;
use crate::exchange::import::{Action as Does, Planned};
use crate::exchange::reading::Reading;
use crate::gui::icon;
use crate::gui::theme::*;
use crate::gui::widget::{field, letters, line, notice, press};
use crate::gui::words::{say, tell};
use iced::widget::operation::focus;
use iced::widget::{Column, column};
use iced::{Element, Task};

/// A row that is put right.
#[derive(Debug)]
pub struct Fix {
    /// Its place.
    pub at: usize,
    /// The first column that is shown.
    first: usize,
    cells: Vec<String>,
    changed: bool,
    /// It was read again since something was put right.
    read: bool,
}

/// What the person did.
#[derive(Debug, Clone)]
pub enum Message {
    /// The cell of a column holds this now.
    CellChanged(usize, String),
    /// The row is to be read again.
    ReadPressed,
}

fn id(column: usize) -> String {
    format!("bring-cell-{column}")
}

/// Whether a cell means something, or at least holds something.
fn is_shown(known: Option<Field>, cell: &str) -> bool {
    known.is_some() || !cell.is_empty()
}

impl Fix {
    /// The row at a place.
    pub fn of(reading: &Reading, at: usize) -> Fix {
        let columns = 0..reading.header().len();
        let cells: Vec<String> = columns.map(|column| reading.cell(at, column).to_owned()).collect();
        let first = reading
            .fields()
            .iter()
            .zip(&cells)
            .position(|(known, cell)| is_shown(*known, cell));
        Fix {
            at,
            first: first.unwrap_or_default(),
            cells,
            changed: false,
            read: false,
        }
    }

    /// The keyboard goes to its first cell.
    pub fn focus<T: Send + 'static>(&self) -> Task<T> {
        focus(id(self.first))
    }

    /// Changes the cells by what the person did.
    pub fn update(&mut self, message: Message) {
        if let Message::CellChanged(column, text) = message
            && let Some(cell) = self.cells.get_mut(column)
        {
            *cell = text;
            self.changed = true;
            self.read = false;
        }
    }

    /// Puts the cells into the file as it was read.
    pub fn put_into(&mut self, reading: &mut Reading) {
        for (column, cell) in self.cells.iter().enumerate() {
            reading.put(self.at, column, cell);
        }
        self.changed = false;
    }

    /// It was read again.
    pub fn read_again(&mut self) {
        self.read = true;
    }

    /// The row: what is wrong with it, or what it would do, and each of its cells that means something or holds something.
    pub fn view<'a>(
        &'a self,
        look: &Look,
        reading: &'a Reading,
        planned: Option<&'a Planned>,
        working: bool,
    ) -> Element<'a, Message> {
        let row = reading.rows().get(self.at);
        let number = row.map(|row| row.line).unwrap_or_default();
        let number = tell("bring-line", &[("line", number.to_string().into())]);
        let mut content = Column::new().spacing(S2).push(line(number, EXTRABOLD, LARGE, look.ink));
        if let Some(planned) = planned {
            content = content.push(said(look, planned, self.read));
        }
        let columns = reading.header().len();
        let beyond: Vec<&str> = row
            .map(|row| {
                row.cells
                    .iter()
                    .skip(columns)
                    .map(String::as_str)
                    .filter(|cell| !cell.is_empty())
                    .collect()
            })
            .unwrap_or_default();
        if !beyond.is_empty() {
            let words = tell("bring-beyond", &[("cells", beyond.join(" · ").into())]);
            content = content.push(letters(words, REGULAR, BODY, look.ink));
        }
        let pressed = (!working && (self.changed || !beyond.is_empty())).then_some(Message::ReadPressed);
        let read = || {
            press(
                look,
                say(if working { "bring-reading" } else { "bring-again" }),
                Face::Inked,
                pressed.clone(),
            )
        };
        content = content.push(read());
        for (column, ((name, known), cell)) in reading
            .header()
            .iter()
            .zip(reading.fields())
            .zip(&self.cells)
            .enumerate()
        {
            // A field that is being emptied stays.
            if !is_shown(*known, cell) && !is_shown(*known, reading.cell(self.at, column)) {
                continue;
            }
            let label = match known {
                Some(known) => match say(field_word(*known)) {
                    word if word.eq_ignore_ascii_case(name) => word,
                    word => format!("{word} · {name}"),
                },
                None => tell("bring-unused", &[("name", name.as_str().into())]),
            };
            let input = field(look, id(column), "", cell, move |text| {
                Message::CellChanged(column, text)
            });
            let label = line(
                label,
                SEMIBOLD,
                SMALL,
                if known.is_some() { look.ink } else { look.soft },
            );
            content = content.push(column![label, input.on_submit(Message::ReadPressed)].spacing(S1));
        }
        content.into()
    }
}

/// What a row would do.
fn said<'a>(look: &Look, planned: &Planned, read: bool) -> Element<'a, Message> {
    let why = planned.why.clone().unwrap_or_default();
    match planned.action {
        Does::Problem => notice(look, icon::WARNING, why, true),
        Does::LeftOut => letters(why, REGULAR, BODY, look.soft).into(),
        Does::Same => letters(say("bring-row-same"), REGULAR, BODY, look.soft).into(),
        Does::New if read => notice(look, icon::CHECK, say("bring-row-right"), false),
        Does::New => letters(say("bring-row-new"), REGULAR, BODY, look.teal_text).into(),
        Does::Changed => {
            let changes = planned
                .changes
                .iter()
                .map(|change| letters(change.clone(), REGULAR, BODY, look.ink).into());
            Column::with_children(changes).spacing(S1).into()
        }
    }
}
