//! Entries as the tables tell them: built again from their rows, so that they can be held against the journal.
//! Never mends anything.

use crate::domain::journal::{
    BackBody, CashMovementBody, ChargeBody, ChoiceBody, CloseBody, ConfirmationBody, CorrectionBody,
    CorrectionLineBody, CountBody, DonationBody, Entry, HandOverBody, LineBody, OverrideBody, PaymentBody, SaleBody,
    SessionBody, What,
};
use rusqlite::{Connection, OptionalExtension, Row};

/// The entry as the tables tell it.
pub(super) fn rebuild(conn: &Connection, entry: &Entry) -> Result<Option<Entry>, rusqlite::Error> {
    let seq = i64::try_from(entry.seq).unwrap_or(i64::MAX);
    let from_rows = match &entry.what {
        What::SessionOpen(_) => session(conn, seq),
        What::Sale(_) => sale(conn, seq),
        What::Correction(_) => correction(conn, seq),
        What::Confirmation(_) => confirmation(conn, seq),
        What::HandOver(_) => hand_over(conn, seq),
        What::CashMovement(_) => movement(conn, seq),
        What::Count(_) => count(conn, seq),
        What::SessionClose(_) => close(conn, seq),
    }
    .optional()?;
    Ok(from_rows.map(|(at_ms, offset_min, day, what)| Entry {
        v: 1,
        till: entry.till,
        seq: entry.seq,
        at_ms,
        offset_min,
        day,
        what,
    }))
}

/// When, where, on which day, and what.
type FromRows = (i64, i32, String, What);

fn uuid_of(row: &Row<'_>, column: usize) -> Result<uuid::Uuid, rusqlite::Error> {
    let text: String = row.get(column)?;
    uuid::Uuid::parse_str(&text).map_err(|error| bad(column, error))
}

pub(super) fn json_of<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T, rusqlite::Error> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| bad(column, error))
}

fn bad(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

fn sale(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let (at_ms, offset_min, day, mut sale) = conn
        .prepare_cached(
            "SELECT sold_at, offset_min, business_day, sale.id, key, sale.register, number, clock_suspect, session_id, event, volunteer,
                 sale.practice, goods_minor, tax_added_minor, rounding_minor, total_minor, terms, note, currency, late
             FROM sale, till WHERE seq = ?",
        )?
        .query_row([seq], |row| {
            let body = SaleBody {
                id: uuid_of(row, 3)?,
                key: row.get(4)?,
                register: row.get(5)?,
                number: row.get(6)?,
                clock_suspect: row.get(7)?,
                late: row.get(19)?,
                session: uuid_of(row, 8)?,
                event: row.get(9)?,
                by: row.get(10)?,
                practice: row.get(11)?,
                currency: row.get(18)?,
                lines: Vec::new(),
                terms: json_of(row, 16)?,
                goods: row.get(12)?,
                tax_added: row.get(13)?,
                donations: Vec::new(),
                rounding: row.get(14)?,
                total: row.get(15)?,
                payments: Vec::new(),
                note: row.get(17)?,
            };
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, body))
        })?;
    sale.lines = lines(conn, seq)?;
    let mut query = conn.prepare_cached(
        "SELECT method, given_minor, change_minor, unverified FROM payment WHERE sale_seq = ? ORDER BY n",
    )?;
    let rows = query.query_map([seq], |row| {
        Ok(PaymentBody {
            method: row.get(0)?,
            given: row.get(1)?,
            change: row.get(2)?,
            unverified: row.get(3)?,
        })
    })?;
    sale.payments = rows.collect::<Result<_, _>>()?;
    let mut query = conn.prepare_cached("SELECT jar, amount_minor FROM donation WHERE sale_seq = ? ORDER BY n")?;
    let rows = query.query_map([seq], |row| {
        Ok(DonationBody {
            jar: row.get(0)?,
            amount: row.get(1)?,
        })
    })?;
    sale.donations = rows.collect::<Result<_, _>>()?;
    Ok((at_ms, offset_min, day, What::Sale(Box::new(sale))))
}

fn lines(conn: &Connection, seq: i64) -> Result<Vec<LineBody>, rusqlite::Error> {
    let mut query = conn.prepare_cached(
        "SELECT sku, title, makers, sentence, price_list, tags, maker_share_ppm, tax_class, quantity, override_minor, override_reason,
             discount_minor, total_minor, saved_minor, counted FROM sale_line WHERE sale_seq = ? ORDER BY n",
    )?;
    let rows = query.query_map([seq], |row| {
        let each: Option<i64> = row.get(9)?;
        let reason: Option<String> = row.get(10)?;
        Ok(LineBody {
            sku: row.get(0)?,
            title: row.get(1)?,
            makers: json_of(row, 2)?,
            sentence: row.get(3)?,
            price_list: row.get(4)?,
            tags: json_of(row, 5)?,
            maker_share_ppm: row.get(6)?,
            tax_class: row.get(7)?,
            quantity: row.get(8)?,
            charges: Vec::new(),
            choices: Vec::new(),
            price_override: match (each, reason) {
                (None, None) => None,
                (each, reason) => Some(OverrideBody {
                    each: each.unwrap_or(-1),
                    reason: reason.unwrap_or_default(),
                }),
            },
            discount: row.get(11)?,
            total: row.get(12)?,
            saved: row.get(13)?,
            counted: row.get(14)?,
        })
    })?;
    let mut lines = rows.collect::<Result<Vec<_>, _>>()?;
    let mut charges = conn.prepare_cached(
        "SELECT quantity, unit_minor, amount_minor, text, offer FROM sale_charge WHERE sale_seq = ? AND line = ? ORDER BY n",
    )?;
    let mut choices = conn.prepare_cached(
        "SELECT quantity, amount_minor, band FROM sale_choice WHERE sale_seq = ? AND line = ? ORDER BY n",
    )?;
    for (n, line) in lines.iter_mut().enumerate() {
        let rows = charges.query_map((seq, n), |row| {
            Ok(ChargeBody {
                quantity: row.get(0)?,
                unit: row.get(1)?,
                amount: row.get(2)?,
                text: row.get(3)?,
                offer: row.get(4)?,
            })
        })?;
        line.charges = rows.collect::<Result<_, _>>()?;
        let rows = choices.query_map((seq, n), |row| {
            Ok(ChoiceBody {
                quantity: row.get(0)?,
                amount: row.get(1)?,
                band: row.get(2)?,
            })
        })?;
        line.choices = rows.collect::<Result<_, _>>()?;
    }
    Ok(lines)
}

/// One row, the first three columns of which are when, where and on which day.
fn one(
    conn: &Connection,
    sql: &str,
    seq: i64,
    what: impl FnOnce(&Row<'_>) -> Result<What, rusqlite::Error>,
) -> Result<FromRows, rusqlite::Error> {
    conn.prepare_cached(sql)?
        .query_row([seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, what(row)?)))
}

fn session(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let sql =
        "SELECT opened_at, offset_min, business_day, id, float_minor, event, volunteer FROM session WHERE seq = ?";
    one(conn, sql, seq, |row| {
        Ok(What::SessionOpen(SessionBody {
            id: uuid_of(row, 3)?,
            float: row.get(4)?,
            event: row.get(5)?,
            by: row.get(6)?,
        }))
    })
}

fn confirmation(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let sql = "SELECT confirmed_at, f.offset_min, f.business_day, f.id, s.id, s.number, f.volunteer, amount_minor
         FROM confirmation f JOIN sale s ON s.seq = f.sale_seq WHERE f.seq = ?";
    one(conn, sql, seq, |row| {
        Ok(What::Confirmation(ConfirmationBody {
            id: uuid_of(row, 3)?,
            sale: uuid_of(row, 4)?,
            of: row.get(5)?,
            by: row.get(6)?,
            amount: row.get(7)?,
        }))
    })
}

fn hand_over(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let sql = "SELECT handed_at, offset_min, business_day, session_id, volunteer FROM hand_over WHERE seq = ?";
    one(conn, sql, seq, |row| {
        Ok(What::HandOver(HandOverBody {
            session: uuid_of(row, 3)?,
            by: row.get(4)?,
        }))
    })
}

fn movement(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let sql = "SELECT moved_at, offset_min, business_day, id, key, session_id, volunteer, way, amount_minor, reason
         FROM cash_movement WHERE seq = ?";
    one(conn, sql, seq, |row| {
        Ok(What::CashMovement(CashMovementBody {
            id: uuid_of(row, 3)?,
            key: row.get(4)?,
            session: uuid_of(row, 5)?,
            by: row.get(6)?,
            way: row.get(7)?,
            amount: row.get(8)?,
            reason: row.get(9)?,
        }))
    })
}

fn count(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let sql = "SELECT counted_at, offset_min, business_day, id, key, session_id, volunteer, counted_minor, expected_minor, pieces
         FROM tin_count WHERE seq = ?";
    one(conn, sql, seq, |row| {
        Ok(What::Count(CountBody {
            id: uuid_of(row, 3)?,
            key: row.get(4)?,
            session: uuid_of(row, 5)?,
            by: row.get(6)?,
            counted: row.get(7)?,
            expected: row.get(8)?,
            pieces: json_of(row, 9)?,
        }))
    })
}

fn close(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let sql = "SELECT closed_at, offset_min, business_day, session_id, volunteer, expected_minor, counted_minor
         FROM session_close WHERE seq = ?";
    one(conn, sql, seq, |row| {
        Ok(What::SessionClose(CloseBody {
            session: uuid_of(row, 3)?,
            by: row.get(4)?,
            expected: row.get(5)?,
            counted: row.get(6)?,
        }))
    })
}

fn correction(conn: &Connection, seq: i64) -> Result<FromRows, rusqlite::Error> {
    let (at_ms, offset_min, day, mut body) = conn
        .prepare_cached(
            "SELECT made_at, c.offset_min, c.business_day, c.id, c.key, c.register, c.number, how, s.id, s.number, c.clock_suspect,
                 c.session_id, c.event, c.volunteer, c.practice, reason, c.goods_minor, c.tax_added_minor, taxes,
                 saved_by_offers_minor, c.rounding_minor, c.total_minor, currency
             FROM correction c JOIN sale s ON s.seq = c.sale_seq, till WHERE c.seq = ?",
        )?
        .query_row([seq], |row| {
            let body = CorrectionBody {
                id: uuid_of(row, 3)?,
                key: row.get(4)?,
                register: row.get(5)?,
                number: row.get(6)?,
                how: row.get(7)?,
                sale: uuid_of(row, 8)?,
                of: row.get(9)?,
                clock_suspect: row.get(10)?,
                session: uuid_of(row, 11)?,
                event: row.get(12)?,
                by: row.get(13)?,
                practice: row.get(14)?,
                currency: row.get(22)?,
                reason: row.get(15)?,
                lines: Vec::new(),
                goods: row.get(16)?,
                tax_added: row.get(17)?,
                taxes: json_of(row, 18)?,
                saved_by_offers: row.get(19)?,
                donations: Vec::new(),
                rounding: row.get(20)?,
                total: row.get(21)?,
                payments: Vec::new(),
            };
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, body))
        })?;
    body.lines = conn
        .prepare_cached(
            "SELECT line, sku, title, copies, choices, amount_minor, discount_minor, saved_minor, counted, damaged
             FROM correction_line WHERE correction_seq = ? ORDER BY n",
        )?
        .query_map([seq], |row| {
            Ok(CorrectionLineBody {
                line: row.get(0)?,
                sku: row.get(1)?,
                title: row.get(2)?,
                copies: row.get(3)?,
                choices: json_of(row, 4)?,
                amount: row.get(5)?,
                discount: row.get(6)?,
                saved: row.get(7)?,
                counted: row.get(8)?,
                damaged: row.get(9)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    body.payments = conn
        .prepare_cached(
            "SELECT method, amount_minor, unverified FROM correction_payment WHERE correction_seq = ? ORDER BY n",
        )?
        .query_map([seq], |row| {
            Ok(BackBody {
                method: row.get(0)?,
                amount: row.get(1)?,
                unverified: row.get(2)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    body.donations = conn
        .prepare_cached("SELECT jar, amount_minor FROM correction_donation WHERE correction_seq = ? ORDER BY n")?
        .query_map([seq], |row| {
            Ok(DonationBody {
                jar: row.get(0)?,
                amount: row.get(1)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok((at_ms, offset_min, day, What::Correction(Box::new(body))))
}
