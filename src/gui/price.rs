//! A price sentence in the two shortest words that fit a tile.

use crate::domain::currency::Currency;
use crate::domain::rule::{PriceRule, RuleKind};

/// The large word and the small word: `$1.00`, `then 75¢`.
pub fn brief(rule: &PriceRule, currency: Currency) -> (String, String) {
    let show = |amount| currency.show(amount);
    let short = |amount| currency.brief(amount);
    match rule.kind() {
        RuleKind::Fixed { each } => (show(*each), "each".into()),
        RuleKind::Graduated { steps } | RuleKind::Volume { breaks: steps } => (
            steps.first().map(|step| show(step.each)).unwrap_or_default(),
            steps.get(1).map(|step| format!("then {}", short(step.each))).unwrap_or_default(),
        ),
        RuleKind::SetPrice { sets, single } => (
            show(*single),
            sets.first().map(|set| format!("{} for {}", set.count, short(set.price))).unwrap_or_default(),
        ),
        RuleKind::Sliding { low, high, .. } => (format!("{}–{}", short(*low), short(*high)), "sliding".into()),
        RuleKind::PayWhatYouCan { .. } => ("Pay what you can".into(), String::new()),
        RuleKind::Free => ("Free".into(), "take one".into()),
    }
}

/// The largest letters in which an amount fits this room.
pub fn fitting(amount: &str, room: f32) -> f32 {
    use super::theme::{GIANT, HUGE, LARGE, MONO_BOLD};
    [GIANT, HUGE, LARGE]
        .into_iter()
        .find(|size| super::measure::width(amount, MONO_BOLD, *size) <= room)
        .unwrap_or(LARGE)
}
