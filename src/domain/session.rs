//! Sessions: the tin's time, opened with a float and closed with a count, and what the tin went through meanwhile.
//! Never refuses a count: whatever is found is kept, with what should have been there.

use super::currency::Currency;
use super::day::Instant;
use super::money::Money;
use super::sale::ReceiptNumber;
use uuid::Uuid;

/// One opening of the tin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// When it was opened.
    pub opened_at: Instant,
    /// What lay in the tin; `None` where nobody counted.
    pub float: Option<Money>,
    /// The event's name, empty where there is none.
    pub event: String,
    /// The volunteer at the table now, empty where nobody said.
    pub by: String,
}

/// Which way cash went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Into the tin.
    In,
    /// Out of it.
    Out,
}

impl Way {
    /// The word for it in the books.
    pub fn word(self) -> &'static str {
        match self {
            Way::In => "in",
            Way::Out => "out",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Way> {
        [Way::In, Way::Out].into_iter().find(|way| way.word() == word)
    }
}

/// Cash that came into the tin or left it without a sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashMovement {
    /// When.
    pub at: Instant,
    /// The volunteer.
    pub by: String,
    /// Which way.
    pub way: Way,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

/// Coins or notes of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pieces {
    /// What one is worth.
    pub value: Money,
    /// How many.
    pub pieces: u32,
}

/// What was found in the tin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// When.
    pub at: Instant,
    /// The volunteer.
    pub by: String,
    /// What was there.
    pub counted: Money,
    /// What should have been; `None` where the float is not known.
    pub expected: Option<Money>,
    /// Coins and notes, where they were counted one by one.
    pub pieces: Vec<Pieces>,
}

impl Count {
    /// Over, or short where it is less than nothing; `None` where the float is not known.
    pub fn difference(&self) -> Option<Money> {
        Some(self.counted - self.expected?)
    }
}

/// A change of volunteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOver {
    /// When.
    pub at: Instant,
    /// Who took over.
    pub by: String,
}

/// A session's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// When.
    pub at: Instant,
    /// The volunteer.
    pub by: String,
    /// What should have lain in the tin; `None` where the float is not known.
    pub expected: Option<Money>,
    /// What was counted last; `None` where nobody did.
    pub counted: Option<Money>,
}

/// All that the tin went through in one session: the X report while it is open, the Z report once it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TinReport {
    /// The session.
    pub session: Session,
    /// The volunteer who opened it, empty where nobody said.
    pub opened_by: String,
    /// Sales made in it.
    pub sales: u32,
    /// Cash that sales and their donations left in the tin.
    pub cash_taken: Money,
    /// Cash that went back for corrections; less than nothing where it came in.
    pub cash_back: Money,
    /// Cash in and out.
    pub movements: Vec<CashMovement>,
    /// Who took over.
    pub hand_overs: Vec<HandOver>,
    /// Every count.
    pub counts: Vec<Count>,
    /// Its end; `None` while it is open.
    pub closed: Option<Close>,
}

impl TinReport {
    /// What was paid in, or out.
    pub fn paid(&self, way: Way) -> Money {
        let moved = self.movements.iter().filter(|movement| movement.way == way);
        moved.map(|movement| movement.amount).sum()
    }

    /// Everybody who sold in it, in the order they came.
    pub fn volunteers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        let over = self.hand_overs.iter().map(|over| over.by.as_str());
        for name in std::iter::once(self.opened_by.as_str()).chain(over) {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// What should lie in the tin; `None` where the float is not known.
    pub fn expected(&self) -> Option<Money> {
        Some(self.session.float? + self.cash_taken - self.cash_back + self.paid(Way::In) - self.paid(Way::Out))
    }

    /// Over, or short where it is less than nothing, as counted last; `None` where nobody counted or nobody knows.
    pub fn difference(&self) -> Option<Money> {
        self.counts.last()?.difference()
    }
}

/// A sale that was paid by phone and is to be ticked off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unverified {
    /// The sale.
    pub number: ReceiptNumber,
    /// When.
    pub sold_at: Instant,
    /// By which methods.
    pub methods: String,
    /// How much of it nobody saw arrive yet.
    pub amount: Money,
}

/// The sales with money that nobody saw arrive yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToTickOff {
    /// How many there are.
    pub count: u64,
    /// What of their money nobody saw.
    pub amount: Money,
    /// The newest of them.
    pub newest: Vec<Unverified>,
}

/// The coins and notes to count by, largest first.
pub fn denominations(currency: Currency) -> Vec<Money> {
    let minor: &[i64] = match currency.code() {
        "USD" => &[10_000, 5_000, 2_000, 1_000, 500, 100, 25, 10, 5, 1],
        "EUR" => &[10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
        "GBP" => &[5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
        "CAD" => &[10_000, 5_000, 2_000, 1_000, 500, 200, 100, 25, 10, 5],
        "AUD" => &[10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
        "CHF" => &[20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5],
        "JPY" => &[10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1],
        "SEK" | "NOK" | "DKK" => &[100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100],
        "MXN" => &[
            100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20,
        ],
        "BRL" => &[20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 25, 10, 5],
        _ => &[],
    };
    if !minor.is_empty() {
        return minor.iter().map(|minor| Money::from_minor(*minor, currency)).collect();
    }
    // Of others only the steps are known: 1, 2, 5 of each size, from a hundred units down to the smallest.
    let unit = 10_i64.saturating_pow(currency.places());
    let mut values = Vec::new();
    let mut size = unit.saturating_mul(100);
    while size >= 1 {
        values.extend([5, 2, 1].map(|step| step * size));
        size /= 10;
    }
    values
        .into_iter()
        .map(|minor| Money::from_minor(minor, currency))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_currency_is_counted_in_pieces_from_large_to_small() {
        for currency in Currency::all().iter().copied() {
            let pieces = denominations(currency);
            assert!(pieces.len() >= 8, "{currency}");
            assert!(pieces.windows(2).all(|pair| pair[0] > pair[1]), "{currency}");
            assert!(pieces.last().unwrap().to_minor(currency) >= 1);
        }
        let cents = denominations(Currency::USD);
        assert_eq!(cents.last(), Some(&Money::from_minor(1, Currency::USD)));
    }
}
