//! Any bytes as a catalog file: it is refused, or every row of it is new, changed, the same, left out or a problem that names
//! its line; and what came in goes out and comes in again without a change.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zinetill::domain::catalog::Catalog;
use zinetill::domain::currency::Currency;
use zinetill::exchange::export;
use zinetill::exchange::import::{Action, plan};

fuzz_target!(|bytes: &[u8]| {
    for code in ["USD", "EUR"] {
        let currency = Currency::from_code(code).expect("a currency of the table");
        let Ok(plan) = plan(bytes, &[], &Catalog::default(), currency) else { continue };
        assert!(plan.rows.iter().all(|row| row.line > 0 && (row.title.is_some() != row.why.is_some())));
        assert_eq!(plan.count(Action::Changed) + plan.count(Action::Same), 0, "there was nothing before");
        let catalog = Catalog::new(plan.titles());
        let sheet = export::own(&catalog, currency);
        let again = export::csv(&sheet).expect("a file in memory");
        let again = zinetill::exchange::import::plan(&again, &[], &catalog, currency).expect("our own file");
        let other = again.rows.iter().find(|row| row.action != Action::Same);
        assert!(other.is_none(), "{other:#?}");
        let _ = plan.problems_csv();
    }
});
