//! The tin in the books: sessions, who sells, cash in and out, counts, closings.
//! Never adds up what it did not find: what should lie in the tin follows from the rows of its session.

use super::book::{entry_at, insert_row};
use super::catalog::json;
use super::error::StoreError;
use crate::domain::currency::Currency;
use crate::domain::day::{BusinessDay, Instant};
use crate::domain::journal::{CashMovementBody, CloseBody, CountBody, Entry, HandOverBody, PiecesBody, SessionBody};
use crate::domain::money::Money;
use crate::domain::session::{CashMovement, Close, Count, HandOver, Pieces, Session, TinReport, Way};
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

pub(super) fn insert_session(conn: &Connection, seq: i64, entry: &Entry, body: &SessionBody) -> Result<(), StoreError> {
    insert_row(
        conn,
        seq,
        entry,
        ("session", "opened_at"),
        &[
            ("id", &body.id.to_string()),
            ("float_minor", &body.float),
            ("event", &body.event),
            ("volunteer", &body.by),
        ],
    )
}

pub(super) fn insert_hand_over(
    conn: &Connection,
    seq: i64,
    entry: &Entry,
    body: &HandOverBody,
) -> Result<(), StoreError> {
    insert_row(
        conn,
        seq,
        entry,
        ("hand_over", "handed_at"),
        &[("session_id", &body.session.to_string()), ("volunteer", &body.by)],
    )
}

pub(super) fn insert_movement(
    conn: &Connection,
    seq: i64,
    entry: &Entry,
    body: &CashMovementBody,
) -> Result<(), StoreError> {
    insert_row(
        conn,
        seq,
        entry,
        ("cash_movement", "moved_at"),
        &[
            ("id", &body.id.to_string()),
            ("key", &body.key),
            ("session_id", &body.session.to_string()),
            ("volunteer", &body.by),
            ("way", &body.way),
            ("amount_minor", &body.amount),
            ("reason", &body.reason),
        ],
    )
}

pub(super) fn insert_count(conn: &Connection, seq: i64, entry: &Entry, body: &CountBody) -> Result<(), StoreError> {
    insert_row(
        conn,
        seq,
        entry,
        ("tin_count", "counted_at"),
        &[
            ("id", &body.id.to_string()),
            ("key", &body.key),
            ("session_id", &body.session.to_string()),
            ("volunteer", &body.by),
            ("counted_minor", &body.counted),
            ("expected_minor", &body.expected),
            ("pieces", &json(&body.pieces)?),
        ],
    )
}

pub(super) fn insert_close(conn: &Connection, seq: i64, entry: &Entry, body: &CloseBody) -> Result<(), StoreError> {
    insert_row(
        conn,
        seq,
        entry,
        ("session_close", "closed_at"),
        &[
            ("session_id", &body.session.to_string()),
            ("volunteer", &body.by),
            ("expected_minor", &body.expected),
            ("counted_minor", &body.counted),
        ],
    )
}

/// The session that is open, with the volunteer who sells now.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn open_session(conn: &Connection, currency: Currency) -> Result<Option<Session>, StoreError> {
    match last_session(conn, currency)? {
        Some(session) if !is_closed(conn, session.id)? => Ok(Some(session)),
        _ => Ok(None),
    }
}

/// The session opened last, whether it is still open or not, with the volunteer who sold last.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn last_session(conn: &Connection, currency: Currency) -> Result<Option<Session>, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached("SELECT seq FROM session ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    session_at(conn, currency, seq)
}

/// A session by its id.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub(super) fn session_by_id(conn: &Connection, currency: Currency, id: Uuid) -> Result<Option<Session>, StoreError> {
    let seq: Option<i64> = conn
        .prepare_cached("SELECT seq FROM session WHERE id = ?")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    session_at(conn, currency, seq)
}

fn session_at(conn: &Connection, currency: Currency, seq: Option<i64>) -> Result<Option<Session>, StoreError> {
    let Some(seq) = seq.and_then(|seq| u64::try_from(seq).ok()) else {
        return Ok(None);
    };
    let entry = entry_at(conn, seq)?;
    let Some(mut session) = entry.and_then(|(entry, ..)| entry.session(currency)) else {
        return Ok(None);
    };
    let by: Option<String> = conn
        .prepare_cached("SELECT volunteer FROM hand_over WHERE session_id = ? ORDER BY seq DESC LIMIT 1")?
        .query_row([session.id.to_string()], |row| row.get(0))
        .optional()?;
    if let Some(by) = by {
        session.by = by;
    }
    Ok(Some(session))
}

fn is_closed(conn: &Connection, session: Uuid) -> Result<bool, StoreError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM session_close WHERE session_id = ?")?
        .exists([session.to_string()])?)
}

/// What was counted last in any session, from which the next float is proposed.
///
/// # Errors
/// When the database cannot be read.
pub fn last_count(conn: &Connection, currency: Currency) -> Result<Option<Money>, StoreError> {
    let counted: Option<i64> = conn
        .prepare_cached("SELECT counted_minor FROM tin_count ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(counted.map(|minor| Money::from_minor(minor, currency)))
}

/// The sessions that were opened, or closed, on a range of business days, in the order they were opened; and the one that was
/// opened before and went on, where anything was recorded in it.
///
/// # Errors
/// When the database cannot be read or an entry is not valid.
pub fn sessions_of(
    conn: &Connection,
    currency: Currency,
    (from, to): (BusinessDay, BusinessDay),
) -> Result<Vec<Session>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT seq FROM session WHERE business_day BETWEEN ?1 AND ?2
         UNION SELECT s.seq FROM session_close c JOIN session s ON s.id = c.session_id WHERE c.business_day BETWEEN ?1 AND ?2
         UNION SELECT s.seq FROM session s
             WHERE seq = (SELECT seq FROM session WHERE business_day < ?1 ORDER BY business_day DESC, seq DESC LIMIT 1)
             AND NOT EXISTS (SELECT 1 FROM session_close WHERE session_id = s.id AND business_day < ?1)
             AND (EXISTS (SELECT 1 FROM sale WHERE business_day BETWEEN ?1 AND ?2 AND +session_id = s.id)
                 OR EXISTS (SELECT 1 FROM correction WHERE business_day BETWEEN ?1 AND ?2 AND +session_id = s.id)
                 OR EXISTS (SELECT 1 FROM cash_movement WHERE business_day BETWEEN ?1 AND ?2 AND +session_id = s.id)
                 OR EXISTS (SELECT 1 FROM tin_count WHERE session_id = s.id AND business_day BETWEEN ?1 AND ?2))
         ORDER BY 1",
    )?;
    let seqs = query
        .query_map((from.to_string(), to.to_string()), |row| row.get::<_, i64>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    let sessions = seqs.into_iter().map(|seq| session_at(conn, currency, Some(seq)));
    Ok(sessions.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The first entry of a session that belongs to a later business day.
///
/// # Errors
/// When the database cannot be read.
pub fn first_after(conn: &Connection, session: Uuid, day: BusinessDay) -> Result<Option<u64>, StoreError> {
    let first: Option<i64> = conn
        .prepare_cached(
            "SELECT min(seq) FROM (
                 SELECT min(seq) AS seq FROM sale WHERE session_id = ?1 AND business_day > ?2
                 UNION ALL SELECT min(seq) FROM correction WHERE session_id = ?1 AND business_day > ?2
                 UNION ALL SELECT min(seq) FROM cash_movement WHERE session_id = ?1 AND business_day > ?2
                 UNION ALL SELECT min(seq) FROM hand_over WHERE session_id = ?1 AND business_day > ?2
                 UNION ALL SELECT min(seq) FROM tin_count WHERE session_id = ?1 AND business_day > ?2
                 UNION ALL SELECT min(seq) FROM session_close WHERE session_id = ?1 AND business_day > ?2)",
        )?
        .query_row((session.to_string(), day.to_string()), |row| row.get(0))?;
    Ok(first.map(i64::unsigned_abs))
}

/// All that the tin went through in a session, up to an entry of the journal where one is named.
///
/// # Errors
/// When the database cannot be read.
pub fn tin_report(
    conn: &Connection,
    currency: Currency,
    session: Session,
    before: Option<u64>,
) -> Result<TinReport, StoreError> {
    let before = before.and_then(|seq| i64::try_from(seq).ok()).unwrap_or(i64::MAX);
    let id = session.id.to_string();
    let money = |minor: i64| Money::from_minor(minor, currency);
    let sum = |sql: &str| -> Result<i64, StoreError> {
        Ok(conn.prepare_cached(sql)?.query_row((&id, before), |row| row.get(0))?)
    };
    let sales = sum("SELECT count(*) FROM sale WHERE session_id = ?1 AND seq < ?2")?;
    let cash_taken = sum(
        "SELECT coalesce(sum(given_minor - change_minor), 0) FROM sale CROSS JOIN payment ON sale_seq = seq
         WHERE session_id = ?1 AND seq < ?2 AND method = 'cash'",
    )?;
    let cash_back = sum(
        "SELECT coalesce(sum(amount_minor), 0) FROM correction CROSS JOIN correction_payment ON correction_seq = seq
         WHERE session_id = ?1 AND seq < ?2 AND method = 'cash'",
    )?;
    let opened_by = conn
        .prepare_cached("SELECT volunteer FROM session WHERE id = ?")?
        .query_row([&id], |row| row.get(0))
        .optional()?
        .unwrap_or_default();
    let movements = rows(
        conn,
        "SELECT moved_at, offset_min, volunteer, way, amount_minor, reason FROM cash_movement WHERE session_id = ?1 AND seq < ?2 ORDER BY seq",
        (&id, before),
        |row| {
            Ok(CashMovement {
                at: instant(row)?,
                by: row.get(2)?,
                way: Way::parse(&row.get::<_, String>(3)?).unwrap_or(Way::Out),
                amount: money(row.get(4)?),
                reason: row.get(5)?,
            })
        },
    )?;
    let hand_overs = rows(
        conn,
        "SELECT handed_at, offset_min, volunteer FROM hand_over WHERE session_id = ?1 AND seq < ?2 ORDER BY seq",
        (&id, before),
        |row| {
            Ok(HandOver {
                at: instant(row)?,
                by: row.get(2)?,
            })
        },
    )?;
    let counts = rows(
        conn,
        "SELECT counted_at, offset_min, volunteer, counted_minor, expected_minor, pieces FROM tin_count WHERE session_id = ?1 AND seq < ?2 ORDER BY seq",
        (&id, before),
        |row| {
            let pieces: Vec<PiecesBody> = super::rows::json_of(row, 5)?;
            Ok(Count {
                at: instant(row)?,
                by: row.get(2)?,
                counted: money(row.get(3)?),
                expected: row.get::<_, Option<i64>>(4)?.map(money),
                pieces: pieces
                    .iter()
                    .map(|body| Pieces {
                        value: money(body.value),
                        pieces: body.pieces,
                    })
                    .collect(),
            })
        },
    )?;
    let closed = rows(
        conn,
        "SELECT closed_at, offset_min, volunteer, expected_minor, counted_minor FROM session_close WHERE session_id = ?1 AND seq < ?2",
        (&id, before),
        |row| {
            Ok(Close {
                at: instant(row)?,
                by: row.get(2)?,
                expected: row.get::<_, Option<i64>>(3)?.map(money),
                counted: row.get::<_, Option<i64>>(4)?.map(money),
            })
        },
    )?;
    Ok(TinReport {
        session,
        opened_by,
        sales: u32::try_from(sales).unwrap_or(u32::MAX),
        cash_taken: money(cash_taken),
        cash_back: money(cash_back),
        movements,
        hand_overs,
        counts,
        closed: closed.into_iter().next(),
    })
}

/// The same of a session by its id; `None` where there is none.
///
/// # Errors
/// When the database cannot be read or the entry is not valid.
pub fn tin_of(conn: &Connection, currency: Currency, session: Uuid) -> Result<Option<TinReport>, StoreError> {
    let session = session_by_id(conn, currency, session)?;
    session
        .map(|session| tin_report(conn, currency, session, None))
        .transpose()
}

fn rows<T>(
    conn: &Connection,
    sql: &str,
    of: (&String, i64),
    row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>, StoreError> {
    let mut query = conn.prepare_cached(sql)?;
    let rows = query.query_map(of, row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The moment in a row's first two columns.
fn instant(row: &Row<'_>) -> rusqlite::Result<Instant> {
    Ok(Instant {
        utc_ms: row.get(0)?,
        offset_min: row.get(1)?,
    })
}
