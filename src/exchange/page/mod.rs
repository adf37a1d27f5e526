//! A title's page in a shop, pasted as text or HTML, as what a title holds.
//! Never guesses: what is not understood is named, and so is what was taken for the page's furniture.

mod data;
mod furniture;
mod lines;
mod makers;
mod parts;
mod price;
mod specs;

use super::html;
use crate::domain::currency::Currency;
use crate::domain::money::Money;
use crate::domain::rule::PriceRule;
use lines::{Line, Sort};
pub use parts::month;
use specs::Spec;

/// No page is longer; beyond it the text is cut, and that is said.
pub const LONGEST: usize = 1 << 20;

/// What a page says of a title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its name.
    pub name: Option<String>,
    /// Who made it.
    pub makers: Vec<String>,
    /// What it costs.
    pub price: Option<PriceRule>,
    /// Weight of a copy in milligrams.
    pub weight_mg: Option<u32>,
    /// Year and month it came out, as `2012-02`, or the year.
    pub introduced: Option<String>,
    /// Its ISBN or barcode.
    pub barcode: Option<String>,
    /// What stands inside, an entry each, with its author as printed.
    pub contents: Vec<String>,
    /// Its pages.
    pub pages: Option<u32>,
    /// How large it is or how it is folded.
    pub format: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// What it is about, paragraphs parted by an empty line.
    pub description: String,
    /// Tags and categories, lower case.
    pub tags: Vec<String>,
    /// Lines that say something which was not understood.
    pub not_understood: Vec<String>,
    /// Lines that belong to the page and not to the title: order links, menus, the reply form.
    pub left_out: Vec<String>,
}

/// Reads a page, as text or as saved HTML.
pub fn read(text: &str, currency: Currency) -> Page {
    let cut = text.floor_char_boundary(LONGEST);
    let (kept, beyond) = text.split_at_checked(cut).unwrap_or((text, ""));
    let is_html = html::is_html(kept);
    let words = match is_html {
        true => html::words(kept),
        false => html::Words {
            text: kept.to_owned(),
            ..html::Words::default()
        },
    };
    let data = match is_html {
        true => data::product(kept, currency),
        false => data::Product::default(),
    };
    let mut page = Page::default();
    let mut lines = lines::of(&words.text);
    let named = data
        .name
        .clone()
        .filter(|name| lines.iter().any(|line| line.text == *name));
    let heading = named.or(words.heading).or(data.name.clone()).or(words.window);
    page.take_name(&mut lines, heading);
    lines::sort(&mut lines);
    page.take_price(&mut lines, data.price, currency);
    page.take_parts(&mut lines);
    page.take_text(&lines);
    page.fill_in(data);
    if !beyond.is_empty() {
        page.not_understood
            .push(format!("the page is longer than {LONGEST} bytes; its end was not read"));
    }
    page
}

/// A month and year such as `May 2024` or `05/2024` as `2024-05`; `None` where it is none, or is written so already.
pub fn date(text: &str) -> Option<String> {
    let begins_with_year = text.chars().take_while(char::is_ascii_digit).count() == 4;
    if begins_with_year { None } else { parts::month(text) }
}

/// The first line that could be a name: below the last line of a menu that stands above everything said of the title.
fn first_name(lines: &[Line]) -> Option<usize> {
    let says = |line: &Line| {
        parts::is_part(&line.text) || price::is_price(&line.text) || line.text.chars().count() > lines::LONGEST_NAME
    };
    let head = lines.iter().position(says).unwrap_or(lines.len());
    let menu = lines
        .iter()
        .take(head)
        .rposition(|line| line.sort == Sort::Furniture || furniture::is_menu(&line.text));
    let could_be = |line: &Line| {
        line.sort == Sort::Text
            && !furniture::is_furniture(&line.text)
            && !parts::is_part(&line.text)
            && !price::is_price(&line.text)
    };
    let below = |from: usize| lines.iter().skip(from).position(could_be).map(|at| at + from);
    let under_menu = menu.and_then(|menu| below(menu + 1)).filter(|at| *at < head);
    under_menu.or_else(|| below(0))
}

impl Page {
    /// The name is the heading, or the first line that could be one.
    fn take_name(&mut self, lines: &mut [Line], heading: Option<String>) {
        if heading.is_none() {
            lines::sort_menus(lines);
        }
        let found = match &heading {
            Some(heading) => lines.iter().position(|line| line.text == *heading),
            None => first_name(lines).filter(|at| {
                lines
                    .get(*at)
                    .is_some_and(|line| line.text.chars().count() <= lines::LONGEST_NAME)
            }),
        };
        self.name = heading;
        let Some(found) = found else { return };
        for line in lines.iter_mut().take(found) {
            // Above the heading of a page stands the shop's own head; where no heading is marked, its menu ends it.
            if self.name.is_some() || !parts::is_part(&line.text) && !price::is_price(&line.text) {
                line.sort = Sort::Furniture;
            }
        }
        if let Some(line) = lines.get_mut(found) {
            line.sort = Sort::Taken;
            self.name = Some(line.text.clone());
        }
        // Many pages say the name more than once.
        let Some(name) = &self.name else { return };
        for line in lines.iter_mut().filter(|line| line.sort == Sort::Text) {
            match line.text.strip_prefix(name.as_str()) {
                Some("") => line.sort = Sort::Taken,
                Some(" quantity") => line.sort = Sort::Furniture,
                _ => {}
            }
        }
    }

    fn take_price(&mut self, lines: &mut [Line], data: Option<Money>, currency: Currency) {
        let (rule, others) = price::take(lines, data, currency);
        self.price = rule;
        self.not_understood.extend(others);
    }

    fn take_parts(&mut self, lines: &mut [Line]) {
        let mut listing = false;
        for line in lines {
            if line.sort == Sort::Furniture && !line.tail {
                listing = false;
                self.take_tags(specs::tags_beside(&line.text));
                continue;
            }
            if line.sort == Sort::Taken {
                continue;
            }
            if listing && line.sort == Sort::Text {
                // A list of contents goes on to the next empty line after its first entry.
                if !line.after_blank || self.contents.is_empty() {
                    self.contents.push(parts::entry(&line.text));
                    line.sort = Sort::Taken;
                    continue;
                }
                listing = false;
            }
            if parts::is_contents_heading(&line.text) && self.contents.is_empty() {
                listing = true;
                line.sort = Sort::Taken;
                continue;
            }
            self.take_parts_of(line);
        }
    }

    /// What the lines left open and the page says to machines.
    fn fill_in(&mut self, data: data::Product) {
        let all = |own: &mut Vec<String>, data: Vec<String>| {
            if own.is_empty() {
                *own = data;
            }
        };
        all(&mut self.makers, data.makers);
        self.weight_mg = self.weight_mg.or(data.weight_mg);
        self.introduced = self.introduced.take().or(data.introduced);
        self.barcode = self.barcode.take().or(data.barcode);
        self.pages = self.pages.or(data.pages);
        self.language = self.language.take().or(data.language);
        if self.description.is_empty() {
            self.description = data.description;
        }
    }

    fn take_tags(&mut self, tags: Vec<String>) {
        for tag in tags {
            if !self.tags.contains(&tag) {
                self.tags.push(tag);
            }
        }
    }

    /// A weight; whether it is the one that is known, which may stand there in ounces and in round grams.
    fn take_weight(&mut self, mg: u32) -> bool {
        let known = *self.weight_mg.get_or_insert(mg);
        known.abs_diff(mg) <= known / 20
    }

    /// What a line says of the copy itself; whether that is all it says.
    fn take_specs(&mut self, specs: Vec<Spec>) -> bool {
        let mut all = true;
        for spec in specs {
            match spec {
                Spec::Pages(pages) if self.pages.is_none_or(|known| known == pages) => self.pages = Some(pages),
                Spec::Weight(mg) => all &= self.take_weight(mg),
                Spec::Format(format) if self.format.as_ref().is_none_or(|known| *known == format) => {
                    self.format = Some(format)
                }
                Spec::Language(language) if self.language.is_none() => self.language = Some(language),
                _ => all = false,
            }
        }
        all
    }

    fn take_parts_of(&mut self, line: &mut Line) {
        // What follows the reply form is other people's, but for the few lines that only a title has.
        if line.sort == Sort::Text {
            if self.weight_mg.is_none()
                && let Some(weight) = specs::weight(&line.text)
            {
                self.weight_mg = Some(weight);
                line.sort = Sort::Taken;
                return;
            }
            if let Some(specs) = specs::specs(&line.text) {
                if self.take_specs(specs) {
                    line.sort = Sort::Taken;
                }
                return;
            }
            if self.barcode.is_none()
                && let Some(code) = specs::isbn(&line.text)
            {
                self.barcode = Some(code);
                line.sort = Sort::Taken;
                return;
            }
            if let Some(tags) = specs::tags(&line.text) {
                self.take_tags(tags);
                line.sort = Sort::Taken;
                return;
            }
            if self.makers.is_empty()
                && let Some(makers) = makers::makers_line(&line.text)
            {
                self.makers = makers;
                line.sort = Sort::Taken;
                return;
            }
        }
        if line.sort == Sort::Text || line.tail {
            // The two may end one paragraph, in either order.
            for _ in 0..2 {
                if self.introduced.is_none()
                    && let Some((before, date)) = parts::introduced(&line.text)
                {
                    self.introduced = Some(date);
                    if before != line.text {
                        line.shorten(before);
                    }
                }
                if self.contents.is_empty()
                    && let Some((before, contents)) = parts::contents_at_end(&line.text)
                {
                    self.contents = contents;
                    line.shorten(before);
                }
            }
        }
    }

    /// What is left is the description, or was not understood.
    fn take_text(&mut self, lines: &[Line]) {
        let mut paragraphs: Vec<String> = Vec::new();
        for line in lines {
            match line.sort {
                Sort::Taken => {}
                Sort::Furniture => self.left_out.push(line.text.clone()),
                Sort::Text if lines::is_prose(&line.text) || makers::is_translator(&line.text) => {
                    paragraphs.push(line.text.clone())
                }
                Sort::Text => self.not_understood.push(line.text.clone()),
            }
        }
        if self.makers.is_empty() {
            let first = || paragraphs.iter().take(2);
            let named = first().find_map(|text| makers::makers_of(text));
            let named = named.or_else(|| first().find_map(|text| makers::makers_in(text)));
            self.makers = named.unwrap_or_default();
        }
        self.description = paragraphs.join("\n\n");
    }
}
