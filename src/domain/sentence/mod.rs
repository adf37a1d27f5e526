//! Price sentences.
use super::currency::Currency;
use super::rule::PriceRule;
/// p
pub fn parse(_text: &str, _c: Currency) -> Result<PriceRule, String> {
    Err(String::new())
}
/// p
pub fn print(_rule: &PriceRule, _currency: Currency) -> String {
    String::new()
}
/// w
pub fn warnings(_rule: &PriceRule, _currency: Currency) -> Vec<String> {
    vec![]
}
