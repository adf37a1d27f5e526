//! Entries as the tables tell them: built again from their rows, table beside table in the order of the journal, so that
//! they can be held against it in one pass.
//! Never mends anything.

mod bodies;

use super::error::StoreError;
use crate::domain::journal::{
    BackBody, ChargeBody, ChoiceBody, CorrectionBody, CorrectionLineBody, DonationBody, LineBody, PaymentBody,
    SaleBody, What,
};
pub(super) use bodies::json_of;
use rusqlite::{Connection, Row, Statement};

type Read<T> = fn(&Row<'_>) -> Result<T, rusqlite::Error>;

/// A row with where it belongs: its entry, and for parts of an entry the line they are of and their place.
struct Part<T> {
    seq: i64,
    line: i64,
    n: i64,
    what: Result<T, rusqlite::Error>,
}

/// The rows of one table in the journal's order.
struct Rows<'s, T> {
    table: &'static str,
    rows: rusqlite::Rows<'s>,
    read: Read<T>,
    next: Option<Part<T>>,
}

/// What is wrong with rows: where, and what.
pub(super) type Wrong = (String, String);

impl<'s, T> Rows<'s, T> {
    fn new(table: &'static str, statement: &'s mut Statement<'_>, read: Read<T>) -> Result<Rows<'s, T>, StoreError> {
        let mut rows = Rows {
            table,
            rows: statement.query([])?,
            read,
            next: None,
        };
        rows.turn()?;
        Ok(rows)
    }

    /// The first three columns are the entry's place, the line and the part's own place.
    fn turn(&mut self) -> Result<(), StoreError> {
        let read = self.read;
        self.next = match self.rows.next()? {
            Some(row) => Some(Part {
                seq: row.get(0)?,
                line: row.get(1)?,
                n: row.get(2)?,
                what: read(row),
            }),
            None => None,
        };
        Ok(())
    }

    /// The parts of an entry, numbered from 0 without gaps within their line. Rows of no entry are told on the way.
    fn take(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Vec<(i64, T)>, StoreError> {
        self.pass(seq, wrong)?;
        let mut parts = Vec::new();
        let mut expected = (0, 0);
        while let Some(part) = self.next.take_if(|part| part.seq == seq) {
            if part.line != expected.0 {
                expected = (part.line, 0);
            }
            if part.n != expected.1 {
                let place = format!("table {}, entry {seq}, n", self.table);
                wrong.push((place, "its rows are not numbered from 0 without gaps".to_owned()));
            }
            expected.1 = part.n + 1;
            match part.what {
                Ok(what) => parts.push((part.line, what)),
                Err(error) => wrong.push((
                    format!("table {}, entry {seq}", self.table),
                    format!("a row cannot be read: {error}"),
                )),
            }
            self.turn()?;
        }
        Ok(parts)
    }

    /// The same of an entry that has no lines.
    fn all(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Vec<T>, StoreError> {
        Ok(self.take(seq, wrong)?.into_iter().map(|(_, what)| what).collect())
    }

    /// The one row of an entry.
    fn one(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Option<T>, StoreError> {
        Ok(self.all(seq, wrong)?.into_iter().next())
    }

    /// Goes on to an entry; the rows before it belong to none of this kind.
    fn pass(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<(), StoreError> {
        while let Some(part) = self.next.take_if(|part| part.seq < seq) {
            wrong.push((
                format!("table {}, entry {}", self.table, part.seq),
                "the journal does not speak of it".to_owned(),
            ));
            self.turn()?;
        }
        Ok(())
    }
}

/// When, where, on which day, and what.
type Dated<T> = (i64, i32, String, T);

/// What an entry is about, as the tables tell it.
pub(super) type Told = Dated<What>;

/// Copies that an entry moved, as the stock has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    pub sku: String,
    pub copies: i64,
    pub reason: String,
    pub at_ms: i64,
}

/// Names every table that entries are made of once: what its rows become, how they are read, and in which order.
macro_rules! tables {
    ($($rows:ident: $row:ty = $table:literal, $read:path, $sql:literal;)*) => {
        /// The statements that [`Tables`] reads from.
        pub(super) struct Statements<'c> {
            $($rows: Statement<'c>,)*
        }

        impl<'c> Statements<'c> {
            pub(super) fn prepare(conn: &'c Connection) -> Result<Statements<'c>, StoreError> {
                Ok(Statements {
                    $($rows: conn.prepare($sql)?,)*
                })
            }
        }

        /// Every table that entries are made of, side by side.
        pub(super) struct Tables<'s> {
            $($rows: Rows<'s, $row>,)*
        }

        impl<'s> Tables<'s> {
            pub(super) fn begin(statements: &'s mut Statements<'_>) -> Result<Tables<'s>, StoreError> {
                Ok(Tables {
                    $($rows: Rows::new($table, &mut statements.$rows, $read)?,)*
                })
            }

            /// Tells the rows that are left: no entry speaks of them.
            pub(super) fn end(mut self, wrong: &mut Vec<Wrong>) -> Result<(), StoreError> {
                $(self.$rows.pass(i64::MAX, wrong)?;)*
                Ok(())
            }
        }
    };
}

tables! {
    sessions: Told = "session", bodies::session,
        "SELECT seq, 0, 0, opened_at, offset_min, business_day, id, float_minor, event, volunteer FROM session ORDER BY seq";
    sales: Dated<SaleBody> = "sale", bodies::sale,
        "SELECT seq, 0, 0, sold_at, offset_min, business_day, id, key, register, number, clock_suspect, session_id, event, volunteer,
            practice, goods_minor, tax_added_minor, rounding_minor, total_minor, terms, note, (SELECT currency FROM till), late
            FROM sale ORDER BY seq";
    lines: LineBody = "sale_line", bodies::line,
        "SELECT sale_seq, 0, n, sku, title, makers, sentence, price_list, tags, maker_share_ppm, tax_class, quantity, override_minor,
            override_reason, discount_minor, total_minor, saved_minor, counted FROM sale_line ORDER BY sale_seq, n";
    charges: ChargeBody = "sale_charge", bodies::charge,
        "SELECT sale_seq, line, n, quantity, unit_minor, amount_minor, text, offer FROM sale_charge ORDER BY sale_seq, line, n";
    choices: ChoiceBody = "sale_choice", bodies::choice,
        "SELECT sale_seq, line, n, quantity, amount_minor, band FROM sale_choice ORDER BY sale_seq, line, n";
    payments: PaymentBody = "payment", bodies::payment,
        "SELECT sale_seq, 0, n, method, given_minor, change_minor, unverified FROM payment ORDER BY sale_seq, n";
    donations: DonationBody = "donation", bodies::donation,
        "SELECT sale_seq, 0, n, jar, amount_minor FROM donation ORDER BY sale_seq, n";
    corrections: Dated<CorrectionBody> = "correction", bodies::correction,
        "SELECT c.seq, 0, 0, made_at, c.offset_min, c.business_day, c.id, c.key, c.register, c.number, how, s.id, s.number,
            c.clock_suspect, c.session_id, c.event, c.volunteer, c.practice, reason, c.goods_minor, c.tax_added_minor, taxes,
            saved_by_offers_minor, c.rounding_minor, c.total_minor, (SELECT currency FROM till)
            FROM correction c LEFT JOIN sale s ON s.seq = c.sale_seq ORDER BY c.seq";
    correction_lines: CorrectionLineBody = "correction_line", bodies::correction_line,
        "SELECT correction_seq, 0, n, line, sku, title, copies, choices, amount_minor, discount_minor, saved_minor, counted, damaged
            FROM correction_line ORDER BY correction_seq, n";
    correction_payments: BackBody = "correction_payment", bodies::back,
        "SELECT correction_seq, 0, n, method, amount_minor, unverified FROM correction_payment ORDER BY correction_seq, n";
    correction_donations: DonationBody = "correction_donation", bodies::donation,
        "SELECT correction_seq, 0, n, jar, amount_minor FROM correction_donation ORDER BY correction_seq, n";
    confirmations: Told = "confirmation", bodies::confirmation,
        "SELECT f.seq, 0, 0, confirmed_at, f.offset_min, f.business_day, f.id, s.id, s.number, f.volunteer, amount_minor
            FROM confirmation f LEFT JOIN sale s ON s.seq = f.sale_seq ORDER BY f.seq";
    hand_overs: Told = "hand_over", bodies::hand_over,
        "SELECT seq, 0, 0, handed_at, offset_min, business_day, session_id, volunteer FROM hand_over ORDER BY seq";
    movements: Told = "cash_movement", bodies::movement,
        "SELECT seq, 0, 0, moved_at, offset_min, business_day, id, key, session_id, volunteer, way, amount_minor, reason
            FROM cash_movement ORDER BY seq";
    counts: Told = "tin_count", bodies::count,
        "SELECT seq, 0, 0, counted_at, offset_min, business_day, id, key, session_id, volunteer, counted_minor, expected_minor, pieces
            FROM tin_count ORDER BY seq";
    closings: Told = "session_close", bodies::close,
        "SELECT seq, 0, 0, closed_at, offset_min, business_day, session_id, volunteer, expected_minor, counted_minor
            FROM session_close ORDER BY seq";
    exits: Told = "stock_exit", bodies::exit,
        "SELECT seq, 0, 0, left_at, offset_min, business_day, id, key, session_id, event, volunteer, sku, title, makers, tags,
            maker_share_ppm, copies, why, note, counted FROM stock_exit ORDER BY seq";
    // In the order they were added, which is the journal's; one that names several belongs to none.
    stock: Moved = "stock_movement", bodies::moved,
        "SELECT iif((sale_seq IS NOT NULL) + (correction_seq IS NOT NULL) + (exit_seq IS NOT NULL) > 1, 0,
            coalesce(sale_seq, correction_seq, exit_seq)), id, 0, sku, copies, reason, moved_at
            FROM stock_movement WHERE coalesce(sale_seq, correction_seq, exit_seq) IS NOT NULL ORDER BY id";
}

impl Tables<'_> {
    /// What the tables tell of an entry of this kind, and the copies it moved.
    pub(super) fn tell(&mut self, kind: &str, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Option<Told>, StoreError> {
        match kind {
            "sale" => self.sale(seq, wrong),
            "session_open" => self.sessions.one(seq, wrong),
            "correction" => self.correction(seq, wrong),
            "confirmation" => self.confirmations.one(seq, wrong),
            "hand_over" => self.hand_overs.one(seq, wrong),
            "cash_movement" => self.movements.one(seq, wrong),
            "count" => self.counts.one(seq, wrong),
            "session_close" => self.closings.one(seq, wrong),
            "stock_exit" => self.exits.one(seq, wrong),
            _ => Ok(None),
        }
    }

    fn sale(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Option<Told>, StoreError> {
        let Some((at_ms, offset_min, day, mut body)) = self.sales.one(seq, wrong)? else {
            return Ok(None);
        };
        body.lines = self.lines.all(seq, wrong)?;
        let mut strays = Vec::new();
        for (n, charge) in self.charges.take(seq, wrong)? {
            match usize::try_from(n).ok().and_then(|n| body.lines.get_mut(n)) {
                Some(line) => line.charges.push(charge),
                None => strays.push("sale_charge"),
            }
        }
        for (n, choice) in self.choices.take(seq, wrong)? {
            match usize::try_from(n).ok().and_then(|n| body.lines.get_mut(n)) {
                Some(line) => line.choices.push(choice),
                None => strays.push("sale_choice"),
            }
        }
        wrong.extend(strays.into_iter().map(|table| {
            let place = format!("table {table}, entry {seq}");
            (place, "there is no such line of the sale".to_owned())
        }));
        body.payments = self.payments.all(seq, wrong)?;
        body.donations = self.donations.all(seq, wrong)?;
        Ok(Some((at_ms, offset_min, day, What::Sale(Box::new(body)))))
    }

    fn correction(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Option<Told>, StoreError> {
        let Some((at_ms, offset_min, day, mut body)) = self.corrections.one(seq, wrong)? else {
            return Ok(None);
        };
        body.lines = self.correction_lines.all(seq, wrong)?;
        body.payments = self.correction_payments.all(seq, wrong)?;
        body.donations = self.correction_donations.all(seq, wrong)?;
        Ok(Some((at_ms, offset_min, day, What::Correction(Box::new(body)))))
    }

    /// The copies that an entry moved.
    pub(super) fn moved(&mut self, seq: i64) -> Result<Vec<Moved>, StoreError> {
        let mut moved = Vec::new();
        while let Some(part) = self.stock.next.take_if(|part| part.seq <= seq) {
            moved.push(part.what?);
            self.stock.turn()?;
        }
        Ok(moved)
    }
}
