//! What is asked of a sale, and of a correction, that a figure of a summary was made of.
//! Never asks for more than that: each question looks at the rows that the summary adds up.

use crate::domain::sales_filter::{Figure, SalesFilter};
use crate::domain::span::Span;
use rusqlite::types::Value;

/// What of `sale` and of `correction` is asked for; nothing of one of them where it has `None`.
pub(super) struct Asked {
    sale: Option<Vec<String>>,
    back: Option<Vec<String>>,
    /// What stands for `?1`, `?2` and so on.
    pub(super) params: Vec<Value>,
}

impl Asked {
    /// What a filter asks for beside its text.
    pub(super) fn of(filter: &SalesFilter) -> Asked {
        let mut asked = Asked {
            sale: Some(Vec::new()),
            back: Some(Vec::new()),
            params: Vec::new(),
        };
        asked.within(filter);
        for figure in &filter.figures {
            asked.figure(figure);
        }
        asked
    }

    /// Whether every sale and every correction is asked for.
    pub(super) fn is_all(&self) -> bool {
        [&self.sale, &self.back]
            .iter()
            .all(|arm| arm.as_ref().is_some_and(Vec::is_empty))
    }

    /// The questions to both tables as one, each asking for this column and for one thing more; `None` where nothing is asked.
    pub(super) fn arms(&self, column: &str, also: &str) -> Option<String> {
        let arm = |table: &str, asked: &Option<Vec<String>>| {
            let asked: Vec<&str> = asked.as_ref()?.iter().map(String::as_str).chain([also]).collect();
            Some(format!("SELECT {column} FROM {table} WHERE {}", asked.join(" AND ")))
        };
        let arms = [arm("sale", &self.sale), arm("correction", &self.back)];
        let arms: Vec<String> = arms.into_iter().flatten().collect();
        (!arms.is_empty()).then(|| arms.join(" UNION ALL "))
    }

    /// Where a value stands in the questions.
    fn value(&mut self, value: impl ToString) -> String {
        self.params.push(Value::Text(value.to_string()));
        format!("?{}", self.params.len())
    }

    fn also(&mut self, (sale, back): (Option<String>, Option<String>)) {
        for (arm, also) in [(&mut self.sale, sale), (&mut self.back, back)] {
            match also {
                Some(also) => arm.iter_mut().for_each(|arm| arm.push(also.clone())),
                None => *arm = None,
            }
        }
    }

    fn within(&mut self, filter: &SalesFilter) {
        let within = match &filter.span {
            None => return,
            Some(Span::Day(day)) => format!("business_day = {}", self.value(day)),
            Some(Span::Days(from, to)) => {
                // Many days are gone through in the order of the list, not in the order of the days.
                let by_index = if filter.is_over_few() { "" } else { "+" };
                format!(
                    "{by_index}business_day BETWEEN {} AND {}",
                    self.value(from),
                    self.value(to)
                )
            }
            // An index over events has only those that have a name, so the question has to say that.
            Some(Span::Event(event)) => format!("event = {} AND event <> ''", self.value(event.trim())),
        };
        self.also((Some(within.clone()), Some(within)));
    }

    fn figure(&mut self, figure: &Figure) {
        let both = |what: String| (Some(what.clone()), Some(what));
        let lines = |what: &str| {
            (
                Some(format!(
                    "EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_seq = seq AND {what})"
                )),
                Some(format!(
                    "EXISTS (SELECT 1 FROM correction_line l WHERE l.correction_seq = seq AND {what})"
                )),
            )
        };
        // A correction's line says which line of the sale it takes from; what the title was like stands there.
        let snapshots = |list: &str, value: &str| {
            let what = format!(
                "(EXISTS (SELECT 1 FROM json_each({list}) WHERE value = {value}) OR {value} = '' AND {list} = '[]')"
            );
            (
                Some(format!("EXISTS (SELECT 1 FROM sale_line l WHERE l.sale_seq = seq AND {what})")),
                Some(format!(
                    "EXISTS (SELECT 1 FROM correction_line b JOIN sale_line l ON l.sale_seq = correction.sale_seq AND l.n = b.line
                         WHERE b.correction_seq = correction.seq AND {what})"
                )),
            )
        };
        let asked = match figure {
            Figure::Title(sku) => lines(&format!("sku = {}", self.value(sku))),
            Figure::Tag(tag) => snapshots("l.tags", &self.value(tag)),
            Figure::Maker(maker) => snapshots("l.makers", &self.value(maker)),
            Figure::Savings => lines("saved_minor <> 0"),
            Figure::Discounts => lines("discount_minor <> 0"),
            Figure::Method(method) => {
                let method = self.value(method);
                (
                    Some(format!(
                        "EXISTS (SELECT 1 FROM payment p WHERE p.sale_seq = seq AND method = {method})"
                    )),
                    Some(format!(
                        "EXISTS (SELECT 1 FROM correction_payment p WHERE p.correction_seq = seq AND method = {method})"
                    )),
                )
            }
            Figure::Unverified(method) => {
                let method = self.value(method);
                (
                    Some(format!(
                        "EXISTS (SELECT 1 FROM payment p WHERE p.sale_seq = seq AND method = {method} AND unverified)
                             AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = sale.seq)"
                    )),
                    Some(format!(
                        "EXISTS (SELECT 1 FROM correction_payment p WHERE p.correction_seq = seq AND method = {method} AND unverified)
                             AND NOT EXISTS (SELECT 1 FROM confirmation f WHERE f.sale_seq = correction.sale_seq AND f.seq > correction.seq)"
                    )),
                )
            }
            Figure::Volunteer(by) => both(format!("volunteer = {}", self.value(by))),
            Figure::Event(event) => both(format!("event = {}", self.value(event))),
            Figure::Day(day) => both(format!("business_day = {}", self.value(day))),
            Figure::Hour(hour) => {
                let hour = self.value(hour);
                let at = |at: &str| format!("({at} + offset_min * 60000) / 3600000 % 24 = CAST({hour} AS INTEGER)");
                (Some(at("sold_at")), Some(at("made_at")))
            }
            Figure::Donations => (
                Some("EXISTS (SELECT 1 FROM donation d WHERE d.sale_seq = seq)".to_owned()),
                Some("EXISTS (SELECT 1 FROM correction_donation d WHERE d.correction_seq = seq)".to_owned()),
            ),
            Figure::Jar(jar) => {
                let jar = self.value(jar);
                (
                    Some(format!(
                        "EXISTS (SELECT 1 FROM donation d WHERE d.sale_seq = seq AND jar = {jar})"
                    )),
                    Some(format!(
                        "EXISTS (SELECT 1 FROM correction_donation d WHERE d.correction_seq = seq AND jar = {jar})"
                    )),
                )
            }
            Figure::Band(band) => {
                let band = self.value(band);
                let what = format!("EXISTS (SELECT 1 FROM sale_choice c WHERE c.sale_seq = seq AND band = {band})");
                (Some(what), None)
            }
            Figure::Tax(class) => {
                let class = self.value(class);
                let of =
                    |list: &str| format!("EXISTS (SELECT 1 FROM json_each({list}) WHERE value ->> 'class' = {class})");
                (Some(of("terms, '$.taxes'")), Some(of("taxes")))
            }
            Figure::Corrections => (None, Some("1".to_owned())),
            Figure::Sales => (Some("1".to_owned()), None),
            Figure::How(how) => {
                let how = self.value(how);
                (None, Some(format!("how = {how}")))
            }
            Figure::Late => (Some("late = 1".to_owned()), None),
            Figure::Waiting => (Some("seq IN (SELECT sale_seq FROM unverified_sale)".to_owned()), None),
        };
        self.also(asked);
    }
}
