//! Which sales and corrections are meant: of a span, found by words, and behind figures of a summary, all at once.
//! Never reads the books.

use super::correction::How;
use super::currency::Currency;
use super::day::BusinessDay;
use super::part;
use super::payment::Method;
use super::search::Search;
use super::span::Span;

/// So many days of sales are few enough to be gone through one by one.
const FEW_DAYS: i64 = 31;

/// A figure of a summary, by which the sales and corrections behind it are found.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Copies of a title, by its SKU.
    Title(String),
    /// Money by a method.
    Method(Method),
    /// Money by a method that nobody saw arrive yet.
    Unverified(Method),
    /// Whoever was at the table; empty where nobody said.
    Volunteer(String),
    /// Recorded at an event; empty for none.
    Event(String),
    /// Titles with a tag; empty for those without any.
    Tag(String),
    /// Titles of a maker; empty for those without any.
    Maker(String),
    /// Recorded within this local hour.
    Hour(u32),
    /// Recorded on this business day.
    Day(BusinessDay),
    /// Donations to any jar.
    Donations,
    /// Donations to a jar; empty for the table itself.
    Jar(String),
    /// Copies at a band of a sliding scale.
    Band(String),
    /// Tax of a class.
    Tax(String),
    /// What tiers, sets and offers saved.
    Savings,
    /// What discounts took.
    Discounts,
    /// Voids, refunds, changes of method.
    Corrections,
    /// Corrections of one kind.
    How(How),
    /// Sales, whatever became of them.
    Sales,
    /// Sales that were keyed in after they happened.
    Late,
    /// Sales with money that nobody saw arrive yet.
    Waiting,
}

impl Figure {
    /// Whether both can be asked for at once, as a method and a volunteer can and two kinds of record cannot.
    pub fn goes_with(&self, other: &Figure) -> bool {
        let kind = |figure: &Figure| matches!(figure, Figure::Corrections | Figure::How(_) | Figure::Sales);
        std::mem::discriminant(self) != std::mem::discriminant(other) && !(kind(self) && kind(other))
    }

    /// What stands among the words of every record behind it.
    fn words(&self) -> &str {
        match self {
            Figure::Method(method) | Figure::Unverified(method) => method.as_str(),
            Figure::Title(text) | Figure::Volunteer(text) | Figure::Event(text) => text,
            Figure::How(how) => how.word(),
            Figure::Late => "late",
            _ => "",
        }
    }
}

/// Which sales and corrections are meant: every part of it must hold; an empty one means all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SalesFilter {
    /// When, or at which event; ever, where nothing is said.
    pub span: Option<Span>,
    /// Words, a number or an amount by which they are found.
    pub text: String,
    /// The figures they are behind.
    pub figures: Vec<Figure>,
}

impl SalesFilter {
    /// Those of a span, all of them or those behind one figure of its summary.
    pub fn behind(span: Span, figure: Option<Figure>) -> SalesFilter {
        SalesFilter {
            span: Some(span),
            text: String::new(),
            figures: figure.into_iter().collect(),
        }
    }

    /// Those behind one figure, whenever it was.
    pub fn one(figure: Figure) -> SalesFilter {
        SalesFilter {
            figures: vec![figure],
            ..SalesFilter::default()
        }
    }

    /// Those that a text finds, of one day or of all.
    pub fn found(day: Option<BusinessDay>, text: &str) -> SalesFilter {
        SalesFilter {
            span: day.map(Span::Day),
            text: text.to_owned(),
            figures: Vec::new(),
        }
    }

    /// Whether everything is meant.
    pub fn is_all(&self) -> bool {
        self.span.is_none() && self.text.trim().is_empty() && self.figures.is_empty()
    }

    /// The one figure that records are part of with some of their money.
    pub fn parted(&self) -> Option<&Figure> {
        let mut parted = self.figures.iter().filter(|figure| part::has_parts(figure));
        parted.next().filter(|_| parted.next().is_none())
    }

    /// Asks for a figure too. It takes the place of one that it cannot stand beside.
    pub fn add(&mut self, figure: Figure) {
        self.figures.retain(|other| figure.goes_with(other));
        self.figures.push(figure);
    }

    /// Asks for a figure no more.
    pub fn remove(&mut self, figure: &Figure) {
        self.figures.retain(|other| other != figure);
    }

    /// What the text asks for.
    pub fn search(&self, currency: Currency) -> Search {
        Search::new(&self.text, currency)
    }

    /// What the text asks for, and what its figures have among the words of their records: a first sieve, so that what is rare
    /// is not looked for one by one.
    pub fn sieve(&self, currency: Currency) -> Search {
        let words = self.figures.iter().map(Figure::words);
        words.fold(self.search(currency), Search::with_words)
    }

    /// Whether what it is over is little enough to be gone through whole.
    pub fn is_over_few(&self) -> bool {
        let days = match &self.span {
            Some(Span::Days(from, to)) => *to < from.plus(FEW_DAYS),
            Some(Span::Day(_) | Span::Event(_)) => true,
            None => false,
        };
        days || self.figures.contains(&Figure::Waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_takes_the_place_of_what_it_cannot_stand_beside() {
        let cash = Figure::Method(Method::cash());
        let card = Figure::Method(Method::new("card").unwrap());
        let mut filter = SalesFilter::default();
        assert!(filter.is_all());
        for (figure, then) in [
            (Figure::Sales, vec![Figure::Sales]),
            (cash.clone(), vec![Figure::Sales, cash.clone()]),
            (Figure::How(How::Void), vec![cash, Figure::How(How::Void)]),
            (card.clone(), vec![Figure::How(How::Void), card.clone()]),
            (card.clone(), vec![Figure::How(How::Void), card.clone()]),
            (Figure::Corrections, vec![card, Figure::Corrections]),
        ] {
            filter.add(figure);
            assert_eq!(filter.figures, then);
        }
        filter.remove(&Figure::Corrections);
        assert_eq!(filter.figures.len(), 1);
        assert!(!filter.is_all());
    }
}
