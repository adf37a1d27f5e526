//! A row of a table as the part of an entry that it is. Each reads the columns that the statement beside its table names.
//! Never looks at another row.

use super::{Dated, Moved, Told};
use crate::domain::journal::{
    BackBody, CashMovementBody, ChargeBody, ChoiceBody, CloseBody, ConfirmationBody, CorrectionBody,
    CorrectionLineBody, CountBody, DonationBody, HandOverBody, LineBody, OverrideBody, PaymentBody, SaleBody,
    SessionBody, StockExitBody, What,
};
use rusqlite::Row;

fn uuid_of(row: &Row<'_>, column: usize) -> Result<uuid::Uuid, rusqlite::Error> {
    let text = row.get_ref(column)?.as_str().map_err(|error| bad(column, error))?;
    uuid::Uuid::parse_str(text).map_err(|error| bad(column, error))
}

pub(in crate::store) fn json_of<T: serde::de::DeserializeOwned>(
    row: &Row<'_>,
    column: usize,
) -> Result<T, rusqlite::Error> {
    let text = row.get_ref(column)?.as_str().map_err(|error| bad(column, error))?;
    serde_json::from_str(text).map_err(|error| bad(column, error))
}

fn bad(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

fn told(row: &Row<'_>, what: What) -> Result<Told, rusqlite::Error> {
    Ok((row.get(3)?, row.get(4)?, row.get(5)?, what))
}

pub(super) fn session(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = SessionBody {
        id: uuid_of(row, 6)?,
        float: row.get(7)?,
        event: row.get(8)?,
        by: row.get(9)?,
    };
    told(row, What::SessionOpen(body))
}

pub(super) fn confirmation(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = ConfirmationBody {
        id: uuid_of(row, 6)?,
        sale: uuid_of(row, 7)?,
        of: row.get(8)?,
        by: row.get(9)?,
        amount: row.get(10)?,
    };
    told(row, What::Confirmation(body))
}

pub(super) fn hand_over(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = HandOverBody {
        session: uuid_of(row, 6)?,
        by: row.get(7)?,
    };
    told(row, What::HandOver(body))
}

pub(super) fn movement(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
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

pub(super) fn count(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
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

pub(super) fn close(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
    let body = CloseBody {
        session: uuid_of(row, 6)?,
        by: row.get(7)?,
        expected: row.get(8)?,
        counted: row.get(9)?,
    };
    told(row, What::SessionClose(body))
}

pub(super) fn exit(row: &Row<'_>) -> Result<Told, rusqlite::Error> {
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

pub(super) fn sale(row: &Row<'_>) -> Result<Dated<SaleBody>, rusqlite::Error> {
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

pub(super) fn line(row: &Row<'_>) -> Result<LineBody, rusqlite::Error> {
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

pub(super) fn charge(row: &Row<'_>) -> Result<ChargeBody, rusqlite::Error> {
    Ok(ChargeBody {
        quantity: row.get(3)?,
        unit: row.get(4)?,
        amount: row.get(5)?,
        text: row.get(6)?,
        offer: row.get(7)?,
    })
}

pub(super) fn choice(row: &Row<'_>) -> Result<ChoiceBody, rusqlite::Error> {
    Ok(ChoiceBody {
        quantity: row.get(3)?,
        amount: row.get(4)?,
        band: row.get(5)?,
    })
}

pub(super) fn payment(row: &Row<'_>) -> Result<PaymentBody, rusqlite::Error> {
    Ok(PaymentBody {
        method: row.get(3)?,
        given: row.get(4)?,
        change: row.get(5)?,
        unverified: row.get(6)?,
    })
}

pub(super) fn donation(row: &Row<'_>) -> Result<DonationBody, rusqlite::Error> {
    Ok(DonationBody {
        jar: row.get(3)?,
        amount: row.get(4)?,
    })
}

pub(super) fn correction(row: &Row<'_>) -> Result<Dated<CorrectionBody>, rusqlite::Error> {
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

pub(super) fn correction_line(row: &Row<'_>) -> Result<CorrectionLineBody, rusqlite::Error> {
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

pub(super) fn back(row: &Row<'_>) -> Result<BackBody, rusqlite::Error> {
    Ok(BackBody {
        method: row.get(3)?,
        amount: row.get(4)?,
        unverified: row.get(5)?,
    })
}

pub(super) fn moved(row: &Row<'_>) -> Result<Moved, rusqlite::Error> {
    Ok(Moved {
        sku: row.get(3)?,
        copies: row.get(4)?,
        reason: row.get(5)?,
        at_ms: row.get(6)?,
    })
}
