//! Any text as a price sentence: it is refused with a place inside the text, or it is a rule that prints as a sentence
//! which is read back as the same rule, and whose totals a till can work out.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zinetill::domain::currency::Currency;
use zinetill::domain::money::Quantity;
use zinetill::domain::sentence::{brief, parse, print, warnings};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for code in ["USD", "EUR", "JPY", "KWD"] {
        let currency = Currency::from_code(code).expect("a currency of the table");
        match parse(text, currency) {
            Err(error) => {
                assert!(text.get(error.span()).is_some(), "{text:?}: the place of the error is no part of it");
                assert!(!error.to_string().is_empty());
            }
            Ok(rule) => {
                let sentence = print(&rule, currency);
                assert_eq!(parse(&sentence, currency).as_ref(), Ok(&rule), "{text:?} prints as {sentence:?}");
                brief(&rule, currency);
                warnings(&rule, currency);
                for copies in [1, 2, 7, 100] {
                    let quantity = Quantity::new(copies).expect("a quantity");
                    let charged = rule.charges(quantity, currency);
                    let copies_charged = charged.map(|charges| charges.iter().map(|charge| charge.quantity.get()).sum::<u32>());
                    assert!(copies_charged.is_none_or(|charged| charged == copies));
                }
            }
        }
    }
});
