//! A summary added up by hand from the journal's own words, in whole cents, without a line of the code under test.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use rusqlite::Connection;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The journal's entries as they are written: one JSON document each.
pub fn journal(folder: &Path) -> Vec<Value> {
    let conn = Connection::open(folder.join("till.db")).unwrap();
    let mut query = conn.prepare("SELECT body FROM journal ORDER BY seq").unwrap();
    let bodies = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
    bodies
        .map(|body| serde_json::from_str(&body.unwrap()).unwrap())
        .collect()
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn word(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no word"))
        .to_owned()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

/// Sold, free, came back, took.
#[derive(Debug, Default, PartialEq, Eq, Clone, Copy)]
pub struct Goods {
    pub sold: i64,
    pub free: i64,
    pub back: i64,
    pub took: i64,
}

/// What the journal tells of a span, added up by hand.
#[derive(Debug, Default)]
pub struct Plain {
    pub sales: i64,
    pub copies: i64,
    pub goods: i64,
    pub tax_added: i64,
    pub donations: i64,
    pub rounding: i64,
    pub given: i64,
    pub change: i64,
    pub saved: i64,
    pub saved_by_offers: i64,
    pub discounts: i64,
    pub given_back: i64,
    pub titles: BTreeMap<String, Goods>,
    pub names: BTreeMap<String, String>,
    pub left: BTreeMap<String, i64>,
    pub counted: BTreeSet<String>,
    pub tags: BTreeMap<String, Goods>,
    /// By title, makers and share.
    pub made: BTreeMap<(String, Vec<String>, i64), Goods>,
    pub methods: BTreeMap<String, (i64, i64, i64)>,
    pub hours: BTreeMap<u32, (i64, i64)>,
    pub days: BTreeMap<String, (i64, i64)>,
    pub events: BTreeMap<String, (i64, i64)>,
    pub volunteers: BTreeMap<String, (i64, i64, i64)>,
    pub jars: BTreeMap<String, i64>,
    pub taxes: BTreeMap<(String, i64, bool), (i64, i64)>,
    pub bands: BTreeMap<String, (i64, i64)>,
    pub corrections: Vec<(String, String, i64)>,
    /// The numbers of the records behind each figure.
    pub behind: BTreeMap<String, BTreeSet<i64>>,
}

impl Plain {
    pub fn of(journal: &[Value], within: impl Fn(&str, &str) -> bool, last: &str) -> Plain {
        let mut plain = Plain::default();
        let sale_of = |id: &Value| journal.iter().find(|entry| entry["what"]["id"] == *id).unwrap();
        for entry in journal {
            let what = &entry["what"];
            let kind = word(&what["kind"]);
            if kind != "sale" && kind != "correction" {
                continue;
            }
            if word(&entry["day"]).as_str() <= last {
                plain.stock(what, kind == "sale");
            }
            if within(&word(&entry["day"]), &word(&what["event"])) {
                if kind == "sale" {
                    plain.sale(entry, journal);
                } else {
                    plain.correction(entry, &sale_of(&what["sale"])["what"], journal);
                }
            }
        }
        plain
    }

    fn stock(&mut self, what: &Value, sale: bool) {
        for line in list(&what["lines"]) {
            if line["counted"] == true {
                let copies = if sale {
                    -number(&line["quantity"])
                } else if line["damaged"] == true {
                    0
                } else {
                    number(&line["copies"])
                };
                *self.left.entry(word(&line["sku"])).or_default() += copies;
            }
        }
    }

    fn seen(&mut self, figure: impl Into<String>, record: &Value) {
        self.behind
            .entry(figure.into())
            .or_default()
            .insert(number(&record["number"]));
    }

    /// What a sale and a correction have in common; `sign` is 1 or −1.
    fn record(&mut self, entry: &Value, sign: i64) {
        let what = &entry["what"];
        let total = sign * number(&what["total"]);
        let one = i64::from(sign > 0);
        self.goods += sign * number(&what["goods"]);
        self.tax_added += sign * number(&what["tax_added"]);
        self.rounding += sign * number(&what["rounding"]);
        let local = number(&entry["at_ms"]) + number(&entry["offset_min"]) * 60_000;
        let hour = u32::try_from(local.div_euclid(3_600_000).rem_euclid(24)).unwrap();
        for (figure, (sales, amount)) in [
            (format!("hour {hour}"), self.hours.entry(hour).or_default()),
            (
                format!("day {}", word(&entry["day"])),
                self.days.entry(word(&entry["day"])).or_default(),
            ),
            (
                format!("event {}", word(&what["event"])),
                self.events.entry(word(&what["event"])).or_default(),
            ),
        ] {
            *sales += one;
            *amount += total;
            self.behind.entry(figure).or_default().insert(number(&what["number"]));
        }
        let volunteer = self.volunteers.entry(word(&what["by"])).or_default();
        volunteer.0 += one;
        volunteer.1 += 1 - one;
        volunteer.2 += total;
        self.seen(format!("by {}", word(&what["by"])), what);
        self.seen("all", what);
        for gift in list(&what["donations"]) {
            let amount = sign * number(&gift["amount"]);
            self.donations += amount;
            *self.jars.entry(word(&gift["jar"])).or_default() += amount;
            self.seen("donations", what);
            self.seen(format!("jar {}", word(&gift["jar"])), what);
        }
    }

    fn tax(&mut self, what: &Value, taxes: &Value, sign: i64) {
        for tax in list(taxes) {
            let key = (word(&tax["class"]), number(&tax["rate_ppm"]), tax["included"] == true);
            let row = self.taxes.entry(key).or_default();
            row.0 += sign * number(&tax["base"]);
            row.1 += sign * number(&tax["amount"]);
            self.seen(format!("tax {}", word(&tax["class"])), what);
        }
    }

    fn line(&mut self, what: &Value, snapshot: &Value, goods: Goods) {
        let add = |row: &mut Goods| {
            row.sold += goods.sold;
            row.free += goods.free;
            row.back += goods.back;
            row.took += goods.took;
        };
        let sku = word(&snapshot["sku"]);
        let words = |value: &Value| -> Vec<String> { list(value).iter().map(word).collect() };
        add(self.titles.entry(sku.clone()).or_default());
        self.seen(format!("title {sku}"), what);
        let (tags, makers) = (words(&snapshot["tags"]), words(&snapshot["makers"]));
        for tag in if tags.is_empty() { vec![String::new()] } else { tags } {
            add(self.tags.entry(tag.clone()).or_default());
            self.seen(format!("tag {tag}"), what);
        }
        for maker in if makers.is_empty() {
            vec![String::new()]
        } else {
            makers.clone()
        } {
            self.seen(format!("maker {maker}"), what);
        }
        let share = snapshot["maker_share_ppm"].as_i64().unwrap_or(0);
        add(self.made.entry((sku, makers, share)).or_default());
    }

    fn sale(&mut self, entry: &Value, journal: &[Value]) {
        let what = &entry["what"];
        self.sales += 1;
        self.record(entry, 1);
        self.tax(what, &what["terms"]["taxes"], 1);
        for offer in list(&what["terms"]["offers"]) {
            self.saved_by_offers += number(&offer["saved"]);
        }
        let confirmed = journal.iter().any(|other| {
            let confirms = &other["what"];
            confirms["kind"] == "confirmation" && confirms["sale"] == what["id"]
        });
        for payment in list(&what["payments"]) {
            let (given, change) = (number(&payment["given"]), number(&payment["change"]));
            self.given += given;
            self.change += change;
            let row = self.methods.entry(word(&payment["method"])).or_default();
            row.0 += 1;
            row.1 += given - change;
            self.seen(format!("method {}", word(&payment["method"])), what);
            if payment["unverified"] == true && !confirmed {
                self.methods.get_mut(payment["method"].as_str().unwrap()).unwrap().2 += given - change;
                self.seen(format!("unverified {}", word(&payment["method"])), what);
            }
        }
        for line in list(&what["lines"]) {
            let charges = list(&line["charges"]).iter().filter(|charge| charge["amount"] == 0);
            let free: i64 = charges.map(|charge| number(&charge["quantity"])).sum();
            let quantity = number(&line["quantity"]);
            self.copies += quantity;
            self.saved += number(&line["saved"]);
            self.discounts += number(&line["discount"]);
            if line["saved"] != 0 {
                self.seen("savings", what);
            }
            if line["discount"] != 0 {
                self.seen("discounts", what);
            }
            if line["counted"] == true {
                self.counted.insert(word(&line["sku"]));
            }
            self.names.insert(word(&line["sku"]), word(&line["title"]));
            let goods = Goods {
                sold: quantity - free,
                free,
                back: 0,
                took: number(&line["total"]),
            };
            self.line(what, line, goods);
            for choice in list(&line["choices"]).iter().filter(|choice| !choice["band"].is_null()) {
                let row = self.bands.entry(word(&choice["band"])).or_default();
                row.0 += number(&choice["quantity"]);
                row.1 += number(&choice["quantity"]) * number(&choice["amount"]);
                self.seen(format!("band {}", word(&choice["band"])), what);
            }
        }
    }

    fn correction(&mut self, entry: &Value, sale: &Value, journal: &[Value]) {
        let what = &entry["what"];
        let how = word(&what["how"]);
        self.record(entry, -1);
        self.tax(what, &what["taxes"], -1);
        self.saved_by_offers -= number(&what["saved_by_offers"]);
        self.seen("corrections", what);
        let confirmed = journal.iter().any(|other| {
            let confirms = &other["what"];
            confirms["kind"] == "confirmation"
                && confirms["sale"] == what["sale"]
                && number(&other["seq"]) > number(&entry["seq"])
        });
        let mut moved = 0;
        for back in list(&what["payments"]) {
            let amount = number(&back["amount"]);
            self.given -= amount;
            moved = moved.max(amount);
            let row = self.methods.entry(word(&back["method"])).or_default();
            // A payment that was by another method is one less there and one more here.
            row.0 += match how.as_str() {
                "repay" if amount < 0 => 1,
                "repay" => -1,
                _ => 0,
            };
            row.1 -= amount;
            if back["unverified"] == true && !confirmed {
                row.2 -= amount;
                self.seen(format!("unverified {}", word(&back["method"])), what);
            }
            self.seen(format!("method {}", word(&back["method"])), what);
        }
        for line in list(&what["lines"]) {
            let snapshot = &list(&sale["lines"])[usize::try_from(number(&line["line"])).unwrap()];
            self.saved -= number(&line["saved"]);
            self.discounts -= number(&line["discount"]);
            if line["saved"] != 0 {
                self.seen("savings", what);
            }
            if line["discount"] != 0 {
                self.seen("discounts", what);
            }
            if line["counted"] == true {
                self.counted.insert(word(&line["sku"]));
            }
            self.names
                .entry(word(&line["sku"]))
                .or_insert_with(|| word(&line["title"]));
            let goods = Goods {
                back: number(&line["copies"]),
                took: -number(&line["amount"]),
                ..Goods::default()
            };
            self.line(what, snapshot, goods);
        }
        let amount = if how == "repay" { moved } else { number(&what["total"]) };
        self.given_back += number(&what["total"]);
        self.corrections
            .push((how, format!("A-{:04}", number(&what["number"])), amount));
    }

    /// Each maker's copies, copies that came back, part of the takings and share, by the rule as the handbook has it.
    pub fn makers(&self) -> BTreeMap<String, (i64, i64, i64, i64)> {
        let mut makers: BTreeMap<String, (i64, i64, i64, i64)> = BTreeMap::new();
        // So many cents to so many: each the same, those named first a cent more.
        let parted = |cents: i64, count: i64, n: i64| {
            let (each, over) = (cents.abs() / count, cents.abs() % count);
            cents.signum() * (each + i64::from(n < over))
        };
        for ((_, names, share), goods) in &self.made {
            let product = i128::from(goods.took) * i128::from(*share);
            let pot = i64::try_from((product.abs() + 500_000) / 1_000_000 * product.signum()).unwrap();
            let names = if names.is_empty() {
                vec![String::new()]
            } else {
                names.clone()
            };
            let pot = if names == [""] { 0 } else { pot };
            let count = names.len() as i64;
            let mut once = BTreeSet::new();
            for (n, name) in names.iter().enumerate() {
                let row = makers.entry(name.clone()).or_default();
                if once.insert(name) {
                    row.0 += goods.sold + goods.free;
                    row.1 += goods.back;
                }
                row.2 += parted(goods.took, count, n as i64);
                row.3 += parted(pot, count, n as i64);
            }
        }
        makers
    }
}
