//! The words of an HTML page or fragment, a line for each of its lines.
//! Never shows what a reader of the page does not see: scripts, styles, menus, and what stands in tags.

use html_escape::decode_html_entities;

/// What a page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Its text: paragraphs parted by an empty line, broken lines by a line end.
    pub text: String,
    /// Its heading: the one marked as the entry's, else the first of the first rank, else the name of the window.
    pub heading: Option<String>,
}

/// Elements that are left out with all they hold.
const UNSEEN: [&str; 16] = [
    "script", "style", "noscript", "template", "head", "svg", "nav", "footer", "button", "select", "textarea",
    "iframe", "aside", "object", "audio", "video",
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
        first: None,
        open: None,
        endless: Vec::new(),
    };
    reader.read();
    let window = between(&lower, html, "<title", "</title").map(|title| {
        let title = one_line(&decode_html_entities(title));
        let end = [" | ", " – ", " — ", " « ", " :: "]
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
        heading: [reader.marked, reader.first, window]
            .into_iter()
            .flatten()
            .find(|heading| !heading.is_empty()),
        text: reader.out.trim().to_owned(),
    }
}

struct Reader<'a> {
    html: &'a str,
    lower: &'a str,
    out: String,
    marked: Option<String>,
    first: Option<String>,
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
        if !closing && let Some(unseen) = UNSEEN.iter().find(|unseen| **unseen == name) {
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
            let place = if marked { &mut self.marked } else { &mut self.first };
            if place.is_none() && !text.is_empty() {
                *place = Some(text);
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
            if rest.starts_with(&closing) {
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
            assert_eq!(words(html).heading.as_deref(), heading, "{html}");
        }
    }
}
