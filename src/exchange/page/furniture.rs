//! The words by which a line is known to be the page's and not the title's: menus, buttons, forms, what follows the entry.
//! Never looks at more than one line at a time.

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
    "add to wish list",
    "add to my cart",
    "add to your cart",
    "additional information",
    "all products",
    "back to zines",
    "choose an option",
    "clear",
    "collections",
    "couldn't load pickup availability",
    "current price",
    "cancel reply",
    "decrease quantity",
    "e-mail",
    "e-mail to a friend",
    "email to a friend",
    "email this",
    "gift cards",
    "in den warenkorb",
    "increase quantity",
    "jetzt kaufen",
    "join our mailing list",
    "kaufen",
    "kontakt",
    "leave a response",
    "menü",
    "more info",
    "more payment options",
    "my cart",
    "newer",
    "newer posts",
    "newsletter",
    "older",
    "older posts",
    "on sale",
    "order zines",
    "order zines here",
    "pay now",
    "pin",
    "print this",
    "product details",
    "product information",
    "quick view",
    "read zines",
    "refresh",
    "regular price",
    "remove",
    "reviews",
    "sale price",
    "select options",
    "share on facebook",
    "share on twitter",
    "shopping cart",
    "size guide",
    "sold out",
    "startseite",
    "suche",
    "tell a friend",
    "trackback",
    "tweet this",
    "unit price",
    "unit price / per",
    "view details",
    "view full details",
    "view store information",
    "warenkorb",
    "your cart",
    "your rating",
    "your review",
    "zur kasse",
    "/ per",
    "per",
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
    "this entry was posted",
    "download:",
    "reviews (",
    "original price was",
    "tax included",
    "taxes and shipping",
    "pickup available",
    "usually ready in",
    "comments are closed",
    "comments off",
    "comments (",
    "sign up to",
    "be notified",
    "email me when",
    "all rights reserved",
    "you need to enable javascript",
    "please enable javascript",
    "zzgl. versand",
    "inkl. mwst",
    "tagged ",
    "filed in",
    "continue reading",
    "trackback url",
    "item added to your cart",
    "free delivery",
    "order by mail",
    "quantity for",
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
    "recent posts",
    "recently viewed",
    "other products",
    "other titles",
    "more zines",
    "more from this shop",
    "more from this maker",
    "you may also enjoy",
    "customers who bought this also bought",
    "people also bought",
    "related items",
    "related zines",
    "similar items",
    "similar products",
    "post navigation",
    "discussion",
    "responses",
    "comments are closed",
    "hinterlasse einen kommentar",
    "schreibe einen kommentar",
    "ähnliche produkte",
    "das könnte dir auch gefallen",
    "join the conversation",
    "leave a review",
    "featured products",
    "frequently bought together",
];

/// Whether a line is one that pages have and titles have not.
pub(super) fn is_furniture(line: &str) -> bool {
    is_piece(line) || is_row_of_links(line)
}

fn is_piece(line: &str) -> bool {
    let lower = line.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|ch: char| !ch.is_alphanumeric());
    let crumbs = ["»", "›", " > "].iter().any(|mark| line.contains(mark)) && line.chars().count() <= 120;
    FURNITURE.contains(&bare)
        || BEGIN.iter().any(|begin| lower.starts_with(begin))
        || crumbs
        || is_tail(line)
        || (!lower.chars().any(char::is_alphanumeric))
        || in_stock(bare)
        || line.ends_with(['→', '←', '»']) && line.split_whitespace().count() <= 4
}

/// `Share | Tweet | Pin`, `Home / Zines / This One`: pieces of furniture in a row.
fn is_row_of_links(line: &str) -> bool {
    let parted = [" / ", " · ", " • "]
        .iter()
        .fold(line.to_owned(), |line, mark| line.replace(mark, " | "));
    let mut pieces = parted
        .split(" | ")
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .peekable();
    let trail = pieces
        .peek()
        .is_some_and(|first| matches!(first.to_lowercase().as_str(), "home" | "startseite"));
    let (mut many, mut links) = (0, 0);
    for piece in pieces {
        many += 1;
        links += usize::from(is_piece(piece));
    }
    many > 1 && (links == many || trail && line.chars().count() <= 120)
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

pub(super) fn is_tail(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_end_matches(|ch: char| !ch.is_alphanumeric());
    TAIL.contains(&bare)
        || lower.starts_with("leave a reply to")
        || lower.starts_with("be the first to review")
        || counts_answers(&lower)
}

/// `2 Responses to “The Toll”`, `One thought on …`, `3 comments`.
fn counts_answers(lower: &str) -> bool {
    let mut words = lower.split_whitespace();
    let counted = words
        .next()
        .is_some_and(|word| word == "one" || word.chars().all(|ch| ch.is_ascii_digit()));
    let answers = [
        "response",
        "responses",
        "thought",
        "thoughts",
        "comment",
        "comments",
        "reply",
        "replies",
    ];
    counted
        && words
            .next()
            .is_some_and(|word| answers.contains(&word.trim_end_matches([':', '.'])))
        && words
            .next()
            .is_none_or(|word| matches!(word, "to" | "on" | "so" | "for" | "yet"))
}

/// What stands in a page's menu, wherever that is.
const MENU: [&str; 26] = [
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "home",
    "shop",
    "store",
    "cart",
    "basket",
    "bag",
    "about",
    "about us",
    "contact",
    "contact us",
    "menu",
    "main menu",
    "search",
    "login",
    "log in",
    "sign in",
    "account",
    "my account",
    "blog",
    "news",
    "faq",
    "events",
    "products",
];

/// Whether a line is one of a menu above the entry, and not of its own links such as `Order It!`.
pub(super) fn is_menu(line: &str) -> bool {
    let lower = line.to_lowercase();
    let bare = lower.trim_matches(|ch: char| !ch.is_alphanumeric());
    let named = bare.trim_end_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, ' ' | ':' | '('));
    MENU.contains(&bare) || MENU.contains(&named) || is_row_of_links(line)
}
