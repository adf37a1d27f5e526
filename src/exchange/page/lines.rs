//! The lines of a page, and which of them are its furniture.
//! Never reads what a line says of the title (see `parts` and `price`).

use super::{parts, price};

/// A longer line is a paragraph, not a name.
pub(super) const LONGEST_NAME: usize = 150;

/// What a line was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Part of the text, as far as is known.
    Text,
    /// Understood.
    Taken,
    /// The page's.
    Furniture,
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    pub sort: Sort,
    pub after_blank: bool,
    /// Below the reply form.
    pub tail: bool,
}

impl Line {
    /// Keeps what stands before a part that was understood.
    pub fn shorten(&mut self, before: String) {
        self.text = before;
        if self.text.is_empty() {
            self.sort = Sort::Taken;
        }
    }
}

/// What a shop's page says that is not of the title, in lower case, without its last marks.
const FURNITURE: &[&str] = &[
    "about",
    "about us",
    "account",
    "add to basket",
    "add to bag",
    "add to cart",
    "add to wishlist",
    "archive",
    "archives",
    "back",
    "back to shop",
    "back to top",
    "bag",
    "basket",
    "blog",
    "buy",
    "buy it",
    "buy it now",
    "buy now",
    "cart",
    "catalog",
    "catalogue",
    "checkout",
    "close",
    "comment",
    "comments",
    "contact",
    "contact us",
    "copies",
    "copy link",
    "cookie policy",
    "description",
    "details",
    "download",
    "download pdf",
    "edit",
    "email",
    "events",
    "facebook",
    "faq",
    "follow us",
    "home",
    "in bulk",
    "in stock",
    "instagram",
    "like this",
    "loading",
    "loading...",
    "log in",
    "login",
    "main menu",
    "mastodon",
    "menu",
    "more",
    "my account",
    "name",
    "new",
    "news",
    "next",
    "next post",
    "open menu",
    "or",
    "or in bulk",
    "or order in bulk",
    "order",
    "order here",
    "order in bulk",
    "order it",
    "order now",
    "order online",
    "order this",
    "out of stock",
    "paypal",
    "pin it",
    "post comment",
    "previous",
    "previous post",
    "price",
    "print",
    "privacy policy",
    "product description",
    "products",
    "qty",
    "quantity",
    "read more",
    "reply",
    "rss",
    "sale",
    "save",
    "search",
    "share",
    "share this",
    "shipping",
    "shop",
    "sign in",
    "sign up",
    "single copies",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "store",
    "submit",
    "subscribe",
    "terms of service",
    "toggle navigation",
    "tweet",
    "twitter",
    "view cart",
    "view basket",
    "website",
    "wishlist",
    "zines",
];
/// How lines of furniture begin.
const BEGIN: &[&str] = &[
    "©",
    "copyright ©",
    "powered by",
    "posted in",
    "posted on",
    "posted by",
    "filed under",
    "bookmark the permalink",
    "your email address",
    "required fields",
    "save my name",
    "notify me of",
    "you must be logged in",
    "shipping calculated",
    "proudly powered",
    "share on",
    "click to share",
    "sign up for",
    "subscribe to",
    "leave a comment on",
    "← ",
    "» ",
    "« ",
    "previous:",
    "next:",
    "sku:",
    "availability:",
    "free shipping",
];
/// From these lines on the page speaks of other things.
const TAIL: &[&str] = &[
    "leave a reply",
    "leave a comment",
    "leave a reply cancel reply",
    "related products",
    "related posts",
    "related titles",
    "related",
    "you may also like",
    "you might also like",
    "customers also bought",
    "reviews",
    "customer reviews",
    "write a review",
    "no comments yet",
    "add a comment",
    "post a comment",
    "be the first to review",
    "share this:",
];

/// Whether a line is one that pages have and titles have not.
pub(super) fn is_furniture(line: &str) -> bool {
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|ch: char| !ch.is_alphanumeric());
    let crumbs = ["»", "›", " > "].iter().any(|mark| line.contains(mark)) && line.chars().count() <= 120;
    FURNITURE.contains(&bare)
        || BEGIN.iter().any(|begin| lower.starts_with(begin))
        || crumbs
        || is_tail(line)
        || (!lower.chars().any(char::is_alphanumeric))
        || in_stock(bare)
}

/// `12 in stock`, `quantity: 1`, `cart (0)`: what the shop has, not what lies on the table.
fn in_stock(bare: &str) -> bool {
    let words = bare.trim_start_matches(|ch: char| ch.is_ascii_digit() || ch == ' ');
    let number_last = bare.trim_end_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, ' ' | ':' | '('));
    (words.len() < bare.len()
        && matches!(
            words,
            "in stock" | "available" | "left in stock" | "left" | "comments" | "items"
        ))
        || (number_last.len() < bare.len() && matches!(number_last, "quantity" | "qty" | "cart" | "basket" | "bag"))
}

fn is_tail(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches(|ch: char| !ch.is_alphanumeric());
    TAIL.contains(&bare) || lower.starts_with("leave a reply to") || lower.starts_with("be the first to review")
}

/// Whether a line is part of a text that people read: a sentence, or many words.
pub(super) fn is_prose(line: &str) -> bool {
    line.split_whitespace().count() >= 8
        || (line.split_whitespace().count() >= 2 && line.ends_with(['.', '!', '?', '…', '”', '"', ')', '»']))
}

/// The lines of a text, without what cannot be seen.
pub(super) fn of(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut after_blank = true;
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}'], "\n");
    for line in text.split('\n') {
        let seen: String = line
            .chars()
            .filter(|ch| !matches!(ch, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{ad}'))
            .map(|ch| if ch.is_control() { ' ' } else { ch })
            .collect();
        let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        lines.push(Line {
            text: words,
            sort: Sort::Text,
            after_blank,
            tail: false,
        });
        after_blank = false;
    }
    joined(lines)
}

/// Lines of about one length without an empty line between them are one paragraph that a mail or a terminal broke.
fn joined(lines: Vec<Line>) -> Vec<Line> {
    let mut joined = Vec::with_capacity(lines.len());
    for block in lines.chunk_by(|_, next| !next.after_blank) {
        match block.split_first() {
            Some((first, others)) if is_wrapped(block) => {
                let mut line = first.clone();
                for other in others {
                    line.text.push(' ');
                    line.text.push_str(&other.text);
                }
                joined.push(line);
            }
            _ => joined.extend_from_slice(block),
        }
    }
    joined
}

fn is_wrapped(block: &[Line]) -> bool {
    let lengths = || block.iter().map(|line| line.text.chars().count());
    let (longest, last) = (lengths().max().unwrap_or(0), block.len().saturating_sub(1));
    let filled = lengths().take(last).all(|length| length * 4 >= longest * 3);
    let says_something = |line: &Line| {
        let short = line.text.chars().count() < 50;
        is_furniture(&line.text) || parts::is_part(&line.text) || (short && price::is_price(&line.text))
    };
    last > 0 && (50..=100).contains(&longest) && filled && !block.iter().any(says_something)
}

/// Marks the furniture.
pub(super) fn sort(lines: &mut [Line]) {
    let mut tail = false;
    for line in lines {
        let ends = is_tail(&line.text);
        tail |= ends;
        line.tail = tail && !ends;
        if line.sort == Sort::Text && (tail || is_furniture(&line.text)) {
            line.sort = Sort::Furniture;
        }
    }
}
