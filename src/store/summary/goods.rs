//! What of each title went, came back and took, and with it each tag and each maker: one pass over the lines of a range.
//! Never looks at today's titles: tags, makers and shares are those that stood on the line when it was sold.

use super::Sums;
use crate::domain::maker::{self, Did, Made};
use crate::domain::money::Money;
use crate::domain::report::{Summary, TagRow, TitleRow};
use crate::store::catalog::json_text;
use crate::store::error::StoreError;
use rusqlite::{OptionalExtension, Row};
use std::collections::BTreeMap;

/// Lines of one title that bear the same tags, makers and share.
struct Lines {
    sku: String,
    title: String,
    sold: i64,
    free: i64,
    refunded: i64,
    takings: Money,
    saved: Money,
    discount: Money,
    counted: bool,
    tags: String,
    makers: String,
    share_ppm: Option<u32>,
}

impl Sums<'_> {
    /// By title, tag and maker. A copy is free when its charge is nothing, or when it was given.
    pub(super) fn goods(&self, summary: &mut Summary) -> Result<(), StoreError> {
        // Within a title the lines sold last come last: the title is called as it was called then.
        let sales = "WITH line AS (
                 SELECT l.sku, l.title, seq, l.quantity, l.total_minor, l.saved_minor, l.discount_minor, l.counted, l.tags, l.makers,
                     l.maker_share_ppm,
                     (SELECT coalesce(sum(quantity), 0) FROM sale_charge c WHERE c.sale_seq = seq AND c.line = l.n AND amount_minor = 0) AS free
                 FROM sale CROSS JOIN sale_line l ON l.sale_seq = seq WHERE {})
             SELECT sku, title, max(seq), sum(quantity - free), sum(free), 0, sum(total_minor), sum(saved_minor), sum(discount_minor),
                 max(counted), tags, makers, maker_share_ppm
             FROM line GROUP BY sku, tags, makers, maker_share_ppm ORDER BY 3";
        let backs = "SELECT l.sku, l.title, max(seq), 0, 0, sum(copies), -sum(amount_minor), -sum(l.saved_minor), -sum(l.discount_minor),
                 max(l.counted), s.tags, s.makers, s.maker_share_ppm
             FROM correction c CROSS JOIN correction_line l ON l.correction_seq = seq
                 CROSS JOIN sale_line s ON s.sale_seq = c.sale_seq AND s.n = l.line
             WHERE {} GROUP BY l.sku, s.tags, s.makers, s.maker_share_ppm ORDER BY 3";
        let given =
            "SELECT sku, title, max(seq), 0, sum(copies), 0, 0, 0, 0, max(counted), tags, makers, maker_share_ppm
             FROM stock_exit WHERE {} GROUP BY sku, tags, makers, maker_share_ppm HAVING sum(copies) <> 0 ORDER BY 3";
        let mut titles: BTreeMap<String, (TitleRow, bool)> = BTreeMap::new();
        let mut tags: BTreeMap<String, TagRow> = BTreeMap::new();
        let mut made: BTreeMap<Made, Did> = BTreeMap::new();
        for (sql, sold) in [(sales, true), (backs, false), (given, false)] {
            for lines in self.rows(sql, |row| self.lines(row))? {
                summary.copies += lines.sold + lines.free;
                summary.saved += lines.saved;
                summary.discounts += lines.discount;
                for tag in some_or_none(json_text::<Vec<String>>(&lines.tags)?) {
                    add_tag(&mut tags, tag, &lines);
                }
                let of = Made {
                    sku: lines.sku.clone(),
                    makers: json_text(&lines.makers)?,
                    share_ppm: lines.share_ppm.unwrap_or(0),
                };
                let did = made.entry(of).or_default();
                *did = did.and(Did {
                    copies: lines.sold + lines.free,
                    refunded: lines.refunded,
                    takings: lines.takings,
                });
                add_title(&mut titles, lines, sold);
            }
        }
        self.left(&mut titles)?;
        summary.by_maker = maker::rows(&made, self.currency);
        summary.by_tag = tags.into_values().collect();
        summary
            .by_tag
            .sort_by(|a, b| b.takings.cmp(&a.takings).then_with(|| a.tag.cmp(&b.tag)));
        summary.by_title = titles.into_values().map(|(row, _)| row).collect();
        summary.by_title.sort_by(|a, b| {
            let copies = |row: &TitleRow| row.sold + row.free;
            b.takings
                .cmp(&a.takings)
                .then_with(|| copies(b).cmp(&copies(a)))
                .then_with(|| a.sku.cmp(&b.sku))
        });
        Ok(())
    }

    fn lines(&self, row: &Row<'_>) -> rusqlite::Result<Lines> {
        Ok(Lines {
            sku: row.get(0)?,
            title: row.get(1)?,
            sold: row.get(3)?,
            free: row.get(4)?,
            refunded: row.get(5)?,
            takings: self.money(row.get(6)?),
            saved: self.money(row.get(7)?),
            discount: self.money(row.get(8)?),
            counted: row.get(9)?,
            tags: row.get(10)?,
            makers: row.get(11)?,
            share_ppm: row.get(12)?,
        })
    }

    /// What is left is the stock now less what moved after the range.
    fn left(&self, titles: &mut BTreeMap<String, (TitleRow, bool)>) -> Result<(), StoreError> {
        let ends_at = self.ends_at()?;
        let mut left = self.conn.prepare_cached(
            "SELECT coalesce((SELECT copies FROM stock WHERE sku = ?1), 0)
                 - coalesce((SELECT sum(copies) FROM stock_movement WHERE sku = ?1 AND moved_at >= ?2), 0)",
        )?;
        for (sku, (row, counted)) in titles {
            if *counted {
                row.left = Some(left.query_row((sku, ends_at), |row| row.get(0))?);
            }
        }
        Ok(())
    }

    /// The moment at which the last day ended where the last sale up to then was made, in milliseconds: whoever looks, and
    /// from wherever, sees the same copies left.
    fn ends_at(&self) -> Result<i64, StoreError> {
        let offset: Option<i64> = self
            .conn
            .prepare_cached(
                "SELECT offset_min FROM sale WHERE business_day <= ? ORDER BY business_day DESC, seq DESC LIMIT 1",
            )?
            .query_row([&self.days.1], |row| row.get(0))
            .optional()?;
        let ends = self.range.days.1.ends_at(self.range.rollover_hour);
        Ok(ends - offset.unwrap_or(0) * 60_000)
    }
}

/// The words, or the empty one where there is none.
fn some_or_none(words: Vec<String>) -> Vec<String> {
    if words.is_empty() { vec![String::new()] } else { words }
}

fn add_tag(tags: &mut BTreeMap<String, TagRow>, tag: String, lines: &Lines) {
    let row = tags.entry(tag.clone()).or_insert_with(|| TagRow {
        tag,
        sold: 0,
        free: 0,
        refunded: 0,
        takings: Money::ZERO,
    });
    row.sold += lines.sold;
    row.free += lines.free;
    row.refunded += lines.refunded;
    row.takings += lines.takings;
}

fn add_title(titles: &mut BTreeMap<String, (TitleRow, bool)>, lines: Lines, sold: bool) {
    let (row, counted) = titles.entry(lines.sku.clone()).or_insert_with(|| {
        let row = TitleRow {
            sku: lines.sku.clone(),
            title: lines.title.clone(),
            sold: 0,
            free: 0,
            refunded: 0,
            takings: Money::ZERO,
            left: None,
        };
        (row, false)
    });
    if sold {
        row.title = lines.title;
    }
    row.sold += lines.sold;
    row.free += lines.free;
    row.refunded += lines.refunded;
    row.takings += lines.takings;
    *counted |= lines.counted;
}
