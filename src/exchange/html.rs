//! The words of an HTML page or fragment, a line for each of its lines.
//! Never shows what a reader of the page does not see: scripts, styles, menus, and what stands in tags.

use html_escape::decode_html_entities;

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Its text: paragraphs parted by an empty line, broken lines by a line end.
    pub text: String,
    /// Its heading: the one marked as the entry's, else the first of the first rank.
    pub heading: Option<String>,
    /// The name of the window, without the shop's behind it.
    pub window: Option<String>,
}

/// Elements that are left out with all they hold. What is struck out no longer holds.
const UNSEEN: [&str; 19] = [
    "script", "style", "noscript", "template", "head", "svg", "nav", "footer", "button", "select", "textarea",
    "iframe", "aside", "object", "audio", "video", "del", "s", "strike",
];
/// Elements of one of these classes, or so named, are left out too: what only machines read, and the page's other things.
const UNSEEN_MARKS: [&str; 24] = [
    "screen-reader-text",
    "visually-hidden",
    "sr-only",
    "breadcrumb",
    "breadcrumbs",
    "woocommerce-breadcrumb",
    "commentlist",
    "comment-list",
    "comments-area",
    "comment-respond",
    "respond",
    "related",
    "related-products",
    "upsells",
    "cross-sells",
    "product-recommendations",
    "sidebar",
    "site-footer",
    "footer",
    "sharedaddy",
    "share-buttons",
    "post-navigation",
    "cookie-notice",
    "newsletter",
];
/// The elements that such a mark leaves out; the page itself may be marked with anything.
const MARKED: [&str; 12] = [
    "div", "section", "ul", "ol", "span", "p", "table", "header", "form", "h2", "h3", "small",
];
/// Of these the content is no HTML.
const RAW: [&str; 4] = ["script", "style", "textarea", "iframe"];
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "section",
    "article",
    "blockquote",
    "header",
    "main",
    "form",
    "figure",
    "figcaption",
    "hr",
    "pre",
    "fieldset",
    "details",
];
/// Elements that begin a line.
const LINES: [&str; 6] = ["br", "li", "tr", "dt", "dd", "summary"];
/// No page has more for machines.
const MOST_SCRIPTS: usize = 50;
/// What the heading of the entry is marked with.
const ENTRY_MARKS: [&str; 4] = ["entry-title", "product_title", "product-title", "product__title"];

/// Whether a text is HTML: it has a tag that only HTML has.
pub fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let tags = [
        "<!doctype html",
        "<html",
        "<body",
        "<p>",
        "<p ",
        "<div",
        "<br",
        "<h1",
        "<h2",
        "<ul",
        "<span",
        "<strong",
    ];
    tags.iter().any(|tag| lower.contains(tag)) && lower.contains('>')
}

/// A cell that may hold HTML, as text.
pub fn cell(text: &str) -> String {
    if is_html(text) {
        words(text).text
    } else {
        decode_html_entities(text).into_owned()
    }
}

/// The words of a page.
pub fn words(html: &str) -> Words {
    let lower = html.to_ascii_lowercase();
    let mut reader = Reader {
        html,
        lower: &lower,
        out: String::new(),
        marked: None,
        firsts: Vec::new(),
        open: None,
        endless: Vec::new(),
    };
    reader.read();
    let whole = between(&lower, html, "<title", "</title").map(|title| one_line(&decode_html_entities(title)));
    // Of several headings of the first rank one is the shop's: the window is named by the other.
    let begins = |first: &&String| whole.as_ref().is_some_and(|whole| whole.starts_with(first.as_str()));
    let first = reader.firsts.iter().find(begins).or(reader.firsts.first()).cloned();
    let window = whole.map(|title| {
        let end = [" | ", " – ", " — ", " « ", " :: ", " / ", " : "]
            .iter()
            .filter_map(|mark| title.find(mark))
            .min();
        title
            .get(..end.unwrap_or(title.len()))
            .unwrap_or_default()
            .trim()
            .to_owned()
    });
    Words {
        heading: reader.marked.or(first),
        window: window.filter(|window| !window.is_empty()),
        text: reader.out.trim().to_owned(),
    }
}

struct Reader<'a> {
    html: &'a str,
    lower: &'a str,
    out: String,
    marked: Option<String>,
    /// The headings of the first rank.
    firsts: Vec<String>,
    /// Where the open heading began, and whether it is marked as the entry's.
    open: Option<(usize, bool)>,
    /// Unseen elements whose end is missing: what follows is read, else a page would be lost for one missing tag.
    endless: Vec<&'static str>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut at = 0;
        while at < self.html.len() {
            let rest = self.html.get(at..).unwrap_or_default();
            let Some(tag) = rest.find('<') else {
                self.say(rest);
                return;
            };
            self.say(rest.get(..tag).unwrap_or_default());
            at = self.tag(at + tag);
        }
    }

    /// Reads the tag that may begin here; where the text goes on.
    fn tag(&mut self, at: usize) -> usize {
        let lower = self.lower.get(at..).unwrap_or_default();
        if lower.starts_with("<!--") {
            return lower.find("-->").map_or(self.html.len(), |end| at + end + 3);
        }
        let closing = lower.starts_with("</");
        let inner = lower.get(1 + usize::from(closing)..).unwrap_or_default();
        let length = inner
            .find(|ch: char| !ch.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let name = inner.get(..length).unwrap_or_default();
        if name.is_empty() && !lower.starts_with("<!") && !lower.starts_with("<?") {
            self.say("<");
            return at + 1;
        }
        let Some(end) = tag_end(lower) else {
            // A `<` that no `>` follows is part of the text.
            self.say("<");
            return at + 1;
        };
        let after = at + end + 1;
        let unseen = || {
            let marked = MARKED.iter().find(|element| **element == name);
            let whole = UNSEEN.iter().find(|element| **element == name);
            whole.or_else(|| marked.filter(|_| is_marked_unseen(lower.get(..end).unwrap_or_default())))
        };
        if !closing && let Some(unseen) = unseen() {
            return self.skip(unseen, after);
        }
        if BLOCKS.contains(&name) {
            self.heading(name, closing, lower.get(..end).unwrap_or_default());
            self.break_to("\n\n");
        } else if LINES.contains(&name) {
            self.break_to("\n");
        } else if matches!(name, "td" | "th") {
            self.say(" ");
        }
        after
    }

    fn heading(&mut self, name: &str, closing: bool, tag: &str) {
        if !matches!(name, "h1" | "h2" | "h3") {
            return;
        }
        if !closing {
            let marked = ENTRY_MARKS.iter().any(|mark| tag.contains(mark));
            self.open = (marked || name == "h1").then_some((self.out.len(), marked));
        } else if let Some((from, marked)) = self.open.take() {
            let text = one_line(self.out.get(from..).unwrap_or_default());
            match (text.is_empty(), marked) {
                (true, _) => {}
                (false, true) => self.marked = self.marked.take().or(Some(text)),
                (false, false) => self.firsts.push(text),
            }
        }
    }

    /// Where an unseen element ends, with those of its kind inside it.
    fn skip(&mut self, name: &'static str, from: usize) -> usize {
        if self.endless.contains(&name) {
            return from;
        }
        let (opening, closing) = (format!("<{name}"), format!("</{name}"));
        let (mut depth, mut at) = (1, from);
        while let Some(next) = self.lower.get(at..).and_then(|rest| rest.find('<')) {
            at += next;
            let rest = self.lower.get(at..).unwrap_or_default();
            if rest.starts_with(&closing) && ends_name(rest, closing.len()) {
                depth -= 1;
            } else if rest.starts_with(&opening) && !RAW.contains(&name) && ends_name(rest, opening.len()) {
                depth += 1;
            }
            if depth == 0 {
                self.break_to("\n");
                return at + tag_end(rest).map_or(rest.len(), |end| end + 1);
            }
            at += 1;
        }
        self.endless.push(name);
        if RAW.contains(&name) { self.html.len() } else { from }
    }

    fn say(&mut self, text: &str) {
        for ch in decode_html_entities(text).chars() {
            if ch.is_whitespace() {
                if !self.out.is_empty() && !self.out.ends_with(['\n', ' ']) {
                    self.out.push(' ');
                }
            } else if !ch.is_control() {
                self.out.push(ch);
            }
        }
    }

    /// Ends the line: `"\n"` once, `"\n\n"` with an empty line.
    fn break_to(&mut self, ends: &str) {
        if self.out.ends_with(' ') {
            self.out.pop();
        }
        while !self.out.is_empty() && !self.out.ends_with(ends) {
            self.out.push('\n');
        }
    }
}

/// Whether one of the classes or the name of an element says that its content is not of the entry.
fn is_marked_unseen(tag: &str) -> bool {
    ["class", "id"].iter().any(|key| {
        let value = attribute(tag, key).unwrap_or_default();
        value.split_whitespace().any(|mark| UNSEEN_MARKS.contains(&mark))
    })
}

/// What an attribute of a tag holds.
fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let lower = tag.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower.get(from..)?.find(key) {
        let begin = from + at;
        from = begin + key.len();
        let apart = tag
            .get(..begin)?
            .ends_with(|ch: char| ch.is_whitespace() || matches!(ch, '"' | '\''));
        let Some(rest) = tag.get(from..)?.trim_start().strip_prefix('=').filter(|_| apart) else {
            continue;
        };
        let rest = rest.trim_start();
        return match rest.chars().next()? {
            quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next(),
            _ => rest.split(|ch: char| ch.is_whitespace() || ch == '>').next(),
        };
    }
    None
}

/// The tags of this name, each with what follows it.
fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let opening = format!("<{name}");
    let lower = html.to_ascii_lowercase();
    let places: Vec<usize> = lower.match_indices(&opening).map(|(at, _)| at).collect();
    places.into_iter().filter_map(move |at| {
        let rest = html.get(at..)?;
        ends_name(rest, opening.len()).then_some(())?;
        let end = tag_end(rest)?;
        Some((rest.get(..end)?, rest.get(end + 1..)?))
    })
}

/// What stands in the scripts of this type, for machines to read.
pub(super) fn scripts<'a>(html: &'a str, kind: &str) -> Vec<&'a str> {
    let of_kind = |tag: &str| attribute(tag, "type").is_some_and(|found| found.eq_ignore_ascii_case(kind));
    tags(html, "script")
        .filter(|(tag, _)| of_kind(tag))
        .filter_map(|(_, rest)| rest.get(..rest.to_ascii_lowercase().find("</script")?))
        .take(MOST_SCRIPTS)
        .collect()
}

/// What a `meta` tag of this name holds.
pub(super) fn meta(html: &str, name: &str) -> Option<String> {
    let named = |tag: &str| {
        let found = attribute(tag, "property").or_else(|| attribute(tag, "name"));
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let (tag, _) = tags(html, "meta").find(|(tag, _)| named(tag))?;
    let content = one_line(&decode_html_entities(attribute(tag, "content")?));
    Some(content).filter(|content| !content.is_empty())
}

fn ends_name(rest: &str, length: usize) -> bool {
    rest.get(length..)
        .and_then(|rest| rest.chars().next())
        .is_none_or(|ch| !ch.is_ascii_alphanumeric())
}

/// Where the tag ends that begins this text: a `>` outside of quotes; the first one where a quote never ends.
fn tag_end(text: &str) -> Option<usize> {
    /// No tag is longer; a limit, so that a page of quotes is read in linear time.
    const LONGEST: usize = 8_192;
    let mut quote = None;
    let mut first = None;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match (byte, quote) {
            (b'>', None) => return Some(at),
            (b'>', Some(_)) => first = first.or(Some(at)),
            (b'<', None) if at > 0 => return first,
            (b'"' | b'\'', None) if before == b'=' => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
        if byte != b' ' {
            before = byte;
        }
    }
    first
}

fn between<'a>(lower: &str, html: &'a str, opening: &str, closing: &str) -> Option<&'a str> {
    let from = lower.find(opening)?;
    let from = from + lower.get(from..)?.find('>')? + 1;
    let to = from + lower.get(from..)?.find(closing)?;
    html.get(from..to)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_reader_sees_it() {
        for (html, text) in [
            (
                "<p>Ein Heft &uuml;ber G&auml;rten.</p><p>Zweiter&nbsp;Absatz.</p>",
                "Ein Heft über Gärten.\n\nZweiter Absatz.",
            ),
            ("a<br>b<br/>c", "a\nb\nc"),
            ("<script>if (a < b) { x = '</p>' }</script>seen", "seen"),
            ("<style>p > a {}</style>seen<!-- not <p>this</p> -->", "seen"),
            ("<nav><ul><li>Home</ul></nav><h1>Name</h1>", "Name"),
            (
                "<nav>a missing end is no reason to lose the page",
                "a missing end is no reason to lose the page",
            ),
            ("3 < 4 and <b>5 > 4</b>", "3 < 4 and 5 > 4"),
            ("<a title=\"a > b\" href='x'>link</a>", "link"),
            ("<table><tr><th>Weight</th><td>2 oz</td></tr></table>", "Weight 2 oz"),
            ("&#8220;q&#8221; &amp;amp; &unknown;", "“q” &amp; &unknown;"),
            ("ends in <a tag", "ends in <a tag"),
        ] {
            assert_eq!(words(html).text, text, "{html}");
        }
    }

    #[test]
    fn the_heading_is_the_entrys() {
        for (html, heading) in [
            (
                "<h1>Our Shop</h1><h2 class=\"entry-title\">The <i>Zine</i></h2>",
                Some("The Zine"),
            ),
            ("<h1></h1><h1> The\n Zine </h1>", Some("The Zine")),
            ("<title>The Zine | Our Shop</title><p>x", Some("The Zine")),
            ("<p>x", None),
        ] {
            let words = words(html);
            assert_eq!(words.heading.or(words.window).as_deref(), heading, "{html}");
        }
    }
}
