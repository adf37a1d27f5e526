//! Any bytes as the page of a title: it is read or refused, and what is understood of it is something a title can hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zinetill::domain::currency::Currency;
use zinetill::domain::sentence::print;
use zinetill::domain::title::Sku;
use zinetill::exchange::{decode, page};

fuzz_target!(|bytes: &[u8]| {
    let Ok(decoded) = decode::decode(bytes) else { return };
    for code in ["USD", "EUR"] {
        let currency = Currency::from_code(code).expect("a currency of the table");
        let page = page::read(&decoded.text, currency);
        if let Some(rule) = &page.price {
            assert!(!print(rule, currency).is_empty());
        }
        assert!(page.name.as_ref().is_none_or(|name| !name.is_empty() && !name.contains('\n')));
        assert!(page.makers.iter().chain(&page.contents).all(|entry| !entry.trim().is_empty()));
        assert!(!page.description.contains("\n\n\n") && !page.description.contains('\0'));
        let _ = page.name.as_deref().and_then(Sku::slug);
    }
});
