//! Entries as the tables tell them: built again from their rows, table beside table in the order of the journal, so that
//! they can be held against it in one pass.
//! Never mends anything.

use super::error::StoreError;
use crate::domain::journal::{
    BackBody, CashMovementBody, ChargeBody, ChoiceBody, CloseBody, ConfirmationBody, CorrectionBody,
    CorrectionLineBody, CountBody, DonationBody, HandOverBody, LineBody, OverrideBody, PaymentBody, SaleBody,
    SessionBody, StockExitBody, What,
};
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

    /// The one row of an entry.
    fn one(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Option<T>, StoreError> {
        Ok(self.take(seq, wrong)?.into_iter().next().map(|(_, what)| what))
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
pub(super) type Told = (i64, i32, String, What);

/// Copies that an entry moved, as the stock has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moved {
    pub sku: String,
    pub copies: i64,
    pub reason: String,
    pub at_ms: i64,
}

const SQL: [&str; 18] = [
    "SELECT seq, 0, 0, opened_at, offset_min, business_day, id, float_minor, event, volunteer FROM session ORDER BY seq",
    "SELECT seq, 0, 0, sold_at, offset_min, business_day, id, key, register, number, clock_suspect, session_id, event, volunteer,
         practice, goods_minor, tax_added_minor, rounding_minor, total_minor, terms, note, (SELECT currency FROM till), late
     FROM sale ORDER BY seq",
    "SELECT sale_seq, 0, n, sku, title, makers, sentence, price_list, tags, maker_share_ppm, tax_class, quantity, override_minor,
         override_reason, discount_minor, total_minor, saved_minor, counted FROM sale_line ORDER BY sale_seq, n",
    "SELECT sale_seq, line, n, quantity, unit_minor, amount_minor, text, offer FROM sale_charge ORDER BY sale_seq, line, n",
    "SELECT sale_seq, line, n, quantity, amount_minor, band FROM sale_choice ORDER BY sale_seq, line, n",
    "SELECT sale_seq, 0, n, method, given_minor, change_minor, unverified FROM payment ORDER BY sale_seq, n",
    "SELECT sale_seq, 0, n, jar, amount_minor FROM donation ORDER BY sale_seq, n",
    "SELECT c.seq, 0, 0, made_at, c.offset_min, c.business_day, c.id, c.key, c.register, c.number, how, s.id, s.number,
         c.clock_suspect, c.session_id, c.event, c.volunteer, c.practice, reason, c.goods_minor, c.tax_added_minor, taxes,
         saved_by_offers_minor, c.rounding_minor, c.total_minor, (SELECT currency FROM till)
     FROM correction c LEFT JOIN sale s ON s.seq = c.sale_seq ORDER BY c.seq",
    "SELECT correction_seq, 0, n, line, sku, title, copies, choices, amount_minor, discount_minor, saved_minor, counted, damaged
     FROM correction_line ORDER BY correction_seq, n",
    "SELECT correction_seq, 0, n, method, amount_minor, unverified FROM correction_payment ORDER BY correction_seq, n",
    "SELECT correction_seq, 0, n, jar, amount_minor FROM correction_donation ORDER BY correction_seq, n",
    "SELECT f.seq, 0, 0, confirmed_at, f.offset_min, f.business_day, f.id, s.id, s.number, f.volunteer, amount_minor
     FROM confirmation f LEFT JOIN sale s ON s.seq = f.sale_seq ORDER BY f.seq",
    "SELECT seq, 0, 0, handed_at, offset_min, business_day, session_id, volunteer FROM hand_over ORDER BY seq",
    "SELECT seq, 0, 0, moved_at, offset_min, business_day, id, key, session_id, volunteer, way, amount_minor, reason
     FROM cash_movement ORDER BY seq",
    "SELECT seq, 0, 0, counted_at, offset_min, business_day, id, key, session_id, volunteer, counted_minor, expected_minor, pieces
     FROM tin_count ORDER BY seq",
    "SELECT seq, 0, 0, closed_at, offset_min, business_day, session_id, volunteer, expected_minor, counted_minor
     FROM session_close ORDER BY seq",
    "SELECT seq, 0, 0, left_at, offset_min, business_day, id, key, session_id, event, volunteer, sku, title, makers, tags,
         maker_share_ppm, copies, why, note, counted FROM stock_exit ORDER BY seq",
    // In the order they were added, which is the journal's; one that names several belongs to none.
    "SELECT iif((sale_seq IS NOT NULL) + (correction_seq IS NOT NULL) + (exit_seq IS NOT NULL) > 1, 0,
             coalesce(sale_seq, correction_seq, exit_seq)), id, 0, sku, copies, reason, moved_at
     FROM stock_movement WHERE coalesce(sale_seq, correction_seq, exit_seq) IS NOT NULL ORDER BY id",
];

/// The statements that [`Tables`] reads from.
pub(super) struct Statements<'c>(Vec<Statement<'c>>);

impl<'c> Statements<'c> {
    pub(super) fn prepare(conn: &'c Connection) -> Result<Statements<'c>, StoreError> {
        let prepared: Result<_, rusqlite::Error> = SQL.iter().map(|sql| conn.prepare(sql)).collect();
        Ok(Statements(prepared?))
    }
}

/// Every table that entries are made of, side by side.
pub(super) struct Tables<'s> {
    sessions: Rows<'s, Told>,
    sales: Rows<'s, (i64, i32, String, SaleBody)>,
    lines: Rows<'s, LineBody>,
    charges: Rows<'s, ChargeBody>,
    choices: Rows<'s, ChoiceBody>,
    payments: Rows<'s, PaymentBody>,
    donations: Rows<'s, DonationBody>,
    corrections: Rows<'s, (i64, i32, String, CorrectionBody)>,
    correction_lines: Rows<'s, CorrectionLineBody>,
    correction_payments: Rows<'s, BackBody>,
    correction_donations: Rows<'s, DonationBody>,
    confirmations: Rows<'s, Told>,
    hand_overs: Rows<'s, Told>,
    movements: Rows<'s, Told>,
    counts: Rows<'s, Told>,
    closings: Rows<'s, Told>,
    exits: Rows<'s, Told>,
    stock: Rows<'s, Moved>,
}

impl<'s> Tables<'s> {
    pub(super) fn begin(statements: &'s mut Statements<'_>) -> Result<Tables<'s>, StoreError> {
        let Some(
            [
                sessions,
                sales,
                lines,
                charges,
                choices,
                payments,
                donations,
                corrections,
                correction_lines,
                correction_payments,
                correction_donations,
                confirmations,
                hand_overs,
                movements,
                counts,
                closings,
                exits,
                stock,
            ],
        ) = statements
            .0
            .get_disjoint_mut(std::array::from_fn::<usize, 18, _>(|n| n))
            .ok()
        else {
            return Err(StoreError::Failed("the tables cannot be read side by side".to_owned()));
        };
        Ok(Tables {
            sessions: Rows::new("session", sessions, session)?,
            sales: Rows::new("sale", sales, sale)?,
            lines: Rows::new("sale_line", lines, line)?,
            charges: Rows::new("sale_charge", charges, charge)?,
            choices: Rows::new("sale_choice", choices, choice)?,
            payments: Rows::new("payment", payments, payment)?,
            donations: Rows::new("donation", donations, donation)?,
            corrections: Rows::new("correction", corrections, correction)?,
            correction_lines: Rows::new("correction_line", correction_lines, correction_line)?,
            correction_payments: Rows::new("correction_payment", correction_payments, back)?,
            correction_donations: Rows::new("correction_donation", correction_donations, donation)?,
            confirmations: Rows::new("confirmation", confirmations, confirmation)?,
            hand_overs: Rows::new("hand_over", hand_overs, hand_over)?,
            movements: Rows::new("cash_movement", movements, movement)?,
            counts: Rows::new("tin_count", counts, count)?,
            closings: Rows::new("session_close", closings, close)?,
            exits: Rows::new("stock_exit", exits, exit)?,
            stock: Rows::new("stock_movement", stock, moved)?,
        })
    }

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
        body.lines = self.lines.take(seq, wrong)?.into_iter().map(|(_, line)| line).collect();
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
        body.payments = self
            .payments
            .take(seq, wrong)?
            .into_iter()
            .map(|(_, payment)| payment)
            .collect();
        body.donations = self
            .donations
            .take(seq, wrong)?
            .into_iter()
            .map(|(_, donation)| donation)
            .collect();
        Ok(Some((at_ms, offset_min, day, What::Sale(Box::new(body)))))
    }

    fn correction(&mut self, seq: i64, wrong: &mut Vec<Wrong>) -> Result<Option<Told>, StoreError> {
        let Some((at_ms, offset_min, day, mut body)) = self.corrections.one(seq, wrong)? else {
            return Ok(None);
        };
        let lines = self.correction_lines.take(seq, wrong)?;
        body.lines = lines.into_iter().map(|(_, line)| line).collect();
        let payments = self.correction_payments.take(seq, wrong)?;
        body.payments = payments.into_iter().map(|(_, back)| back).collect();
        let donations = self.correction_donations.take(seq, wrong)?;
        body.donations = donations.into_iter().map(|(_, donation)| donation).collect();
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

    /// Tells the rows that are left: no entry speaks of them.
    pub(super) fn end(mut self, wrong: &mut Vec<Wrong>) -> Result<(), StoreError> {
        let end = i64::MAX;
        self.sessions.pass(end, wrong)?;
        self.sales.pass(end, wrong)?;
        self.lines.pass(end, wrong)?;
        self.charges.pass(end, wrong)?;
        self.choices.pass(end, wrong)?;
        self.payments.pass(end, wrong)?;
        self.donations.pass(end, wrong)?;
        self.corrections.pass(end, wrong)?;
        self.correction_lines.pass(end, wrong)?;
        self.correction_payments.pass(end, wrong)?;
        self.correction_donations.pass(end, wrong)?;
        self.confirmations.pass(end, wrong)?;
        self.hand_overs.pass(end, wrong)?;
        self.movements.pass(end, wrong)?;
        self.counts.pass(end, wrong)?;
        self.closings.pass(end, wrong)?;
        self.exits.pass(end, wrong)?;
        self.stock.pass(end, wrong)
    }
}

fn uuid_of(row: &Row<'_>, column: usize) -> Result<uuid::Uuid, rusqlite::Error> {
    let text = row.get_ref(column)?.as_str().map_err(|error| bad(column, error))?;
    uuid::Uuid::parse_str(text).map_err(|error| bad(column, error))
}

pub(super) fn json_of<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T, rusqlite::Error> {
    let text = row.get_ref(column)?.as_str().map_err(|error| bad(column, error))?;
    serde_json::from_str(text).map_err(|error| bad(column, error))
}

fn bad(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

fn told(row: &Row<'_>, what: What) -> Result<Told, rusqlite::Error> {
    Ok((row.get(3)?, row.get(4)?, row.get(5)?, what))
}

fn session(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = SessionBody {
        id: uuid_of(row, 6)?,
        float: row.get(7)?,
        event: row.get(8)?,
        by: row.get(9)?,
    };
    told(row, What::SessionOpen(body))
}

fn confirmation(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = ConfirmationBody {
        id: uuid_of(row, 6)?,
        sale: uuid_of(row, 7)?,
        of: row.get(8)?,
        by: row.get(9)?,
        amount: row.get(10)?,
    };
    told(row, What::Confirmation(body))
}

fn hand_over(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = HandOverBody {
        session: uuid_of(row, 6)?,
        by: row.get(7)?,
    };
    told(row, What::HandOver(body))
}

fn movement(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = CashMovementBody {
        id: uuid_of(row, 6)?,
        key: row.get(7)?,
        session: uuid_of(row, 8)?,
        by: row.get(9)?,
        way: row.get(10)?,
        amount: row.get(11)?,
        reason: row.get(12)?,
    };
    told(row, What::CashMovement(body))
}

fn count(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = CountBody {
        id: uuid_of(row, 6)?,
        key: row.get(7)?,
        session: uuid_of(row, 8)?,
        by: row.get(9)?,
        counted: row.get(10)?,
        expected: row.get(11)?,
        pieces: json_of(row, 12)?,
    };
    told(row, What::Count(body))
}

fn close(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = CloseBody {
        session: uuid_of(row, 6)?,
        by: row.get(7)?,
        expected: row.get(8)?,
        counted: row.get(9)?,
    };
    told(row, What::SessionClose(body))
}

fn exit(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let session: Option<String> = row.get(8)?;
    let body = StockExitBody {
        id: uuid_of(row, 6)?,
        key: row.get(7)?,
        session: session.map(|_| uuid_of(row, 8)).transpose()?,
        event: row.get(9)?,
        by: row.get(10)?,
        sku: row.get(11)?,
        title: row.get(12)?,
        makers: json_of(row, 13)?,
        tags: json_of(row, 14)?,
        maker_share_ppm: row.get(15)?,
        copies: row.get(16)?,
        why: row.get(17)?,
        note: row.get(18)?,
        counted: row.get(19)?,
    };
    told(row, What::StockExit(Box::new(body)))
}

fn sale(row: &Row<'_>) -> Result<(i64, i32, String, SaleBody), rusqlite::Error> {
    let body = SaleBody {
        id: uuid_of(row, 6)?,
        key: row.get(7)?,
        register: row.get(8)?,
        number: row.get(9)?,
        clock_suspect: row.get(10)?,
        late: row.get(22)?,
        session: uuid_of(row, 11)?,
        event: row.get(12)?,
        by: row.get(13)?,
        practice: row.get(14)?,
        currency: row.get(21)?,
        lines: Vec::new(),
        terms: json_of(row, 19)?,
        goods: row.get(15)?,
        tax_added: row.get(16)?,
        donations: Vec::new(),
        rounding: row.get(17)?,
        total: row.get(18)?,
        payments: Vec::new(),
        note: row.get(20)?,
    };
    Ok((row.get(3)?, row.get(4)?, row.get(5)?, body))
}

fn line(row: &Row<'_>) -> Result<LineBody, rusqlite::Error> {
    let each: Option<i64> = row.get(12)?;
    let reason: Option<String> = row.get(13)?;
    Ok(LineBody {
        sku: row.get(3)?,
        title: row.get(4)?,
        makers: json_of(row, 5)?,
        sentence: row.get(6)?,
        price_list: row.get(7)?,
        tags: json_of(row, 8)?,
        maker_share_ppm: row.get(9)?,
        tax_class: row.get(10)?,
        quantity: row.get(11)?,
        charges: Vec::new(),
        choices: Vec::new(),
        price_override: match (each, reason) {
            (None, None) => None,
            (each, reason) => Some(OverrideBody {
                each: each.unwrap_or(-1),
                reason: reason.unwrap_or_default(),
            }),
        },
        discount: row.get(14)?,
        total: row.get(15)?,
        saved: row.get(16)?,
        counted: row.get(17)?,
    })
}

fn charge(row: &Row<'_>) -> Result<ChargeBody, rusqlite::Error> {
    Ok(ChargeBody {
        quantity: row.get(3)?,
        unit: row.get(4)?,
        amount: row.get(5)?,
        text: row.get(6)?,
        offer: row.get(7)?,
    })
}

fn choice(row: &Row<'_>) -> Result<ChoiceBody, rusqlite::Error> {
    Ok(ChoiceBody {
        quantity: row.get(3)?,
        amount: row.get(4)?,
        band: row.get(5)?,
    })
}

fn payment(row: &Row<'_>) -> Result<PaymentBody, rusqlite::Error> {
    Ok(PaymentBody {
        method: row.get(3)?,
        given: row.get(4)?,
        change: row.get(5)?,
        unverified: row.get(6)?,
    })
}

fn donation(row: &Row<'_>) -> Result<DonationBody, rusqlite::Error> {
    Ok(DonationBody {
        jar: row.get(3)?,
        amount: row.get(4)?,
    })
}

fn correction(row: &Row<'_>) -> Result<(i64, i32, String, CorrectionBody), rusqlite::Error> {
    let body = CorrectionBody {
        id: uuid_of(row, 6)?,
        key: row.get(7)?,
        register: row.get(8)?,
        number: row.get(9)?,
        how: row.get(10)?,
        sale: uuid_of(row, 11)?,
        of: row.get(12)?,
        clock_suspect: row.get(13)?,
        session: uuid_of(row, 14)?,
        event: row.get(15)?,
        by: row.get(16)?,
        practice: row.get(17)?,
        currency: row.get(25)?,
        reason: row.get(18)?,
        lines: Vec::new(),
        goods: row.get(19)?,
        tax_added: row.get(20)?,
        taxes: json_of(row, 21)?,
        saved_by_offers: row.get(22)?,
        donations: Vec::new(),
        rounding: row.get(23)?,
        total: row.get(24)?,
        payments: Vec::new(),
    };
    Ok((row.get(3)?, row.get(4)?, row.get(5)?, body))
}

fn correction_line(row: &Row<'_>) -> Result<CorrectionLineBody, rusqlite::Error> {
    Ok(CorrectionLineBody {
        line: row.get(3)?,
        sku: row.get(4)?,
        title: row.get(5)?,
        copies: row.get(6)?,
        choices: json_of(row, 7)?,
        amount: row.get(8)?,
        discount: row.get(9)?,
        saved: row.get(10)?,
        counted: row.get(11)?,
        damaged: row.get(12)?,
    })
}

fn back(row: &Row<'_>) -> Result<BackBody, rusqlite::Error> {
    Ok(BackBody {
        method: row.get(3)?,
        amount: row.get(4)?,
        unverified: row.get(5)?,
    })
}

fn moved(row: &Row<'_>) -> Result<Moved, rusqlite::Error> {
    Ok(Moved {
        sku: row.get(3)?,
        copies: row.get(4)?,
        reason: row.get(5)?,
        at_ms: row.get(6)?,
    })
}
