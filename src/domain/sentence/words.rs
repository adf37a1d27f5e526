//! The words of price sentences, in lower case.
//! Never a rule: what they mean is decided where they are read.

/// What one thing on the table is called.
pub(super) const UNITS: &[&str] = &[
    "copy",
    "copies",
    "zine",
    "zines",
    "piece",
    "pieces",
    "item",
    "items",
    "one",
    "ones",
    "title",
    "titles",
    "print",
    "prints",
    "sticker",
    "stickers",
    "pamphlet",
    "pamphlets",
    "book",
    "books",
    "booklet",
    "booklets",
    "unit",
    "units",
    "pc",
    "pcs",
    "pop",
    "issue",
];
pub(super) const EACH: &[&str] = &["each", "ea", "apiece", "every", "singly", "individually"];
pub(super) const BETWEEN: &[&str] = &[
    "or", "and", "but", "the", "only", "just", "all", "price", "in", "bulk", "now", "are", "is",
];
pub(super) const TO_AMOUNT: &[&str] = &[
    "at", "for", "is", "are", "cost", "costs", "each", "ea", "only", "just", "the", "go", "goes", "price", "priced",
    "a", "per", "of", "them", "now",
];
pub(super) const FREE: &[&str] = &["free", "gratis"];
pub(super) const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];
pub(super) const UP: &[&str] = &["more", "up", "over", "above", "on", "onwards", "greater", "higher"];
pub(super) const REST: &[&str] = &[
    "rest",
    "remaining",
    "remainder",
    "other",
    "others",
    "additional",
    "extra",
    "extras",
    "further",
    "subsequent",
    "thereafter",
    "afterwards",
    "afterward",
    "after",
    "beyond",
    "past",
    "more",
    "following",
];
pub(super) const REST_LEAD: &[&str] = &[
    "the", "each", "every", "all", "any", "for", "and", "then", "per", "a", "ea", "only",
];
pub(super) const REST_TAIL: &[&str] = &["that", "those", "of", "them", "this", "after", "which", "it", "each"];
pub(super) const ELSE: &[&str] = &[
    "else",
    "otherwise",
    "single",
    "singles",
    "singly",
    "alone",
    "individually",
    "individual",
    "loose",
];
pub(super) const SLIDING: &[&str] = &["sliding", "slide", "slides"];
pub(super) const SUGGESTED: &[&str] = &["suggested", "suggest", "suggestion", "suggesting", "recommended"];
pub(super) const IF_BOUGHT: &[&str] = &[
    "if", "when", "for", "you", "buy", "buying", "take", "taking", "get", "getting", "with", "from", "on", "the",
];

/// Ways to say that the buyer decides, words parted by spaces; the longer before the shorter.
pub(super) const PAY_WHAT_YOU_CAN: &[&str] = &[
    "pay what you can afford",
    "pay what you can",
    "pay what you want",
    "pay what you like",
    "pay what you wish",
    "pay what you will",
    "pay as you can",
    "pay as you like",
    "pay as you wish",
    "pay as you want",
    "pay as much as you can",
    "name your own price",
    "name your price",
    "give what you can",
    "donate what you can",
    "by donation only",
    "by donation",
    "donations welcome",
    "donation only",
    "donation",
    "donations",
    "pwyc",
    "pwyw",
    "nyp",
];
/// Ways to say that copies of different titles count together.
pub(super) const POOLED: &[&str] = &[
    "in any mix",
    "in any combination",
    "any mix",
    "any combination",
    "any titles",
    "any title",
    "mix and match",
    "mix or match",
    "mixed",
    "mix",
];
/// What may follow `free`.
pub(super) const FREE_TAIL: &[&str] = &[
    "of charge",
    "please take one",
    "take one please",
    "take one",
    "take some",
    "help yourself",
    "to a good home",
    "for all",
    "for everyone",
];

/// Words that a band's name may hold only between quotation marks when it is printed.
pub(super) fn reserved(word: &str) -> bool {
    let lists: [&[&str]; 14] = [
        UNITS, EACH, BETWEEN, TO_AMOUNT, FREE, NUMBERS, UP, REST, REST_LEAD, REST_TAIL, ELSE, SLIDING, SUGGESTED,
        IF_BOUGHT,
    ];
    let phrases = PAY_WHAT_YOU_CAN
        .iter()
        .chain(POOLED)
        .flat_map(|phrase| phrase.split(' '));
    lists.iter().any(|list| list.contains(&word))
        || phrases
            .chain(["first", "next", "then", "scale", "to", "until", "between"])
            .any(|other| other == word)
}
