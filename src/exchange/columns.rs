//! What the columns of a catalog are called: in our own files, by hand, and in the item exports of other shops.
//! Never reads a cell.

use crate::domain::catalog::fold;

/// What a column holds of a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// What the title is known by.
    Sku,
    /// Its name.
    Title,
    /// Who made it.
    Makers,
    /// A price sentence, an amount, or `variable`.
    Price,
    /// An amount that goes before the price where it is given.
    SalePrice,
    /// Copies; several columns (a location each) add up.
    Stock,
    /// Whether copies are counted.
    Tracked,
    /// A weight with its unit.
    Weight,
    /// A weight in grams.
    Grams,
    /// A weight in ounces.
    Ounces,
    /// A weight in pounds.
    Pounds,
    /// A weight in kilograms.
    Kilograms,
    /// Tags.
    Tags,
    /// Categories, which become tags.
    Category,
    /// Barcode or ISBN.
    Barcode,
    /// Year and month it came out.
    Introduced,
    /// What stands inside.
    Contents,
    /// What it is about.
    Description,
    /// What it is about, where there is nothing longer.
    ShortDescription,
    /// What the rows of one product share.
    Handle,
    /// Whether the row is a product, its variation, or only their parent.
    Kind,
    /// The parent of a variation.
    Parent,
    /// What parts this variation from the others.
    Variation,
    /// What parts it from the others, where their names do not.
    Attribute,
    /// The choices of a product; one of them where each has a row of its own.
    Choice,
    /// Whether it is sold out or put away, in a shop's word.
    Status,
    /// The name of a price list.
    PriceList,
    /// The name of a tax class.
    Tax,
    /// The maker's share.
    Share,
    /// Pages of a copy.
    Pages,
    /// Its format.
    Format,
    /// Its language.
    Language,
    /// So few copies are few.
    LowStock,
    /// Whether somebody said that it is sold out.
    SoldOut,
    /// Whether it is put away.
    Archived,
    /// The currency of the price.
    Currency,
    /// The shop's number of the row.
    Id,
}

/// What a person is asked to find the column of, in this order.
pub const ASKED: [Field; 16] = [
    Field::Title,
    Field::Price,
    Field::Makers,
    Field::Stock,
    Field::Sku,
    Field::Barcode,
    Field::Tags,
    Field::Weight,
    Field::Introduced,
    Field::Description,
    Field::Contents,
    Field::Pages,
    Field::Format,
    Field::Language,
    Field::PriceList,
    Field::Tax,
];

/// Names of columns in lower case, without accents and marks; a star stands for a location's name.
/// Square, Shopify (since 2024 and before), WooCommerce, Etsy and Loyverse: from their help pages and files they wrote;
/// Big Cartel takes and gives the files of Shopify and Etsy, and has a row for each option in its lists.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Sku,
        &["sku", "variant sku", "item code", "code", "artikelnummer"],
    ),
    (
        Field::Title,
        &[
            "title",
            "name",
            "item",
            "item name",
            "zine",
            "product",
            "product name",
            "product title",
            "listing title",
            "titel",
            "titre",
            "titulo",
            "titolo",
            "bezeichnung",
            "artikel",
        ],
    ),
    (
        Field::Makers,
        &[
            "makers",
            "maker",
            "creator",
            "creators",
            "author",
            "authors",
            "artist",
            "artists",
            "vendor",
            "brand",
            "brands",
            "by",
            "default vendor name",
            "autor",
            "autorin",
            "autor in",
            "autor innen",
            "autoren",
            "autorinnen",
            "writer",
            "illustrator",
            "made by",
            "auteur",
            "autore",
        ],
    ),
    (
        Field::Price,
        &[
            "price",
            "variant price",
            "regular price",
            "price sentence",
            "amount",
            "preis",
            "prix",
            "precio",
            "prezzo",
        ],
    ),
    (Field::SalePrice, &["sale price", "option price", "options price"]),
    (
        Field::Stock,
        &[
            "stock",
            "qty",
            "quantity",
            "copies",
            "on hand",
            "inventory quantity",
            "variant inventory qty",
            "in stock",
            "option quantity",
            "inventory",
            "current quantity",
            "current quantity *",
            "in stock *",
            "bestand",
            "menge",
            "anzahl",
        ],
    ),
    (Field::Tracked, &["track stock"]),
    (Field::Weight, &["weight", "gewicht", "poids", "peso"]),
    (
        Field::Grams,
        &[
            "weight value grams",
            "variant grams",
            "weight g",
            "weight in g",
            "weight grams",
            "grams",
        ],
    ),
    (Field::Ounces, &["weight oz", "weight in oz", "weight ounces", "ounces"]),
    (Field::Pounds, &["weight lb", "weight lbs"]),
    (Field::Kilograms, &["weight kg"]),
    (Field::Tags, &["tags", "tag", "schlagworte"]),
    (
        Field::Category,
        &["category", "categories", "reporting category", "kategorie"],
    ),
    (
        Field::Barcode,
        &[
            "barcode",
            "variant barcode",
            "gtin",
            "isbn",
            "ean",
            "upc",
            "isbn 13",
            "isbn 10",
            "isbn13",
            "gtin upc ean or isbn",
        ],
    ),
    (
        Field::Introduced,
        &[
            "introduced",
            "year",
            "released",
            "release date",
            "publication date",
            "erschienen",
            "jahr",
        ],
    ),
    (Field::Contents, &["contents", "inhalt"]),
    (
        Field::Description,
        &["description", "body html", "body", "beschreibung"],
    ),
    (Field::ShortDescription, &["short description"]),
    (Field::Handle, &["handle", "url handle"]),
    (Field::Kind, &["type"]),
    (Field::Parent, &["parent"]),
    (
        Field::Variation,
        &[
            "variation name",
            "option1 value",
            "option2 value",
            "option3 value",
            "option 1 value",
            "option 2 value",
            "option 3 value",
        ],
    ),
    (
        Field::Attribute,
        &[
            "attribute 1 value s",
            "attribute 2 value s",
            "attribute 3 value s",
            "attribute 4 value s",
        ],
    ),
    (
        Field::Choice,
        &[
            "option",
            "options",
            "option name",
            "variant",
            "variant title",
            "variation",
        ],
    ),
    (Field::Status, &["status", "product status"]),
    (Field::PriceList, &["price list"]),
    (Field::Tax, &["tax"]),
    (Field::Share, &["share"]),
    (
        Field::Pages,
        &["pages", "page count", "number of pages", "seiten", "seitenzahl"],
    ),
    (Field::Format, &["format", "trim size"]),
    (Field::Language, &["language", "sprache", "langue", "idioma"]),
    (
        Field::LowStock,
        &[
            "low stock",
            "low stock *",
            "stock alert count",
            "stock alert count *",
            "low stock amount",
        ],
    ),
    (Field::SoldOut, &["sold out"]),
    (Field::Archived, &["archived"]),
    (Field::Currency, &["currency code", "currency"]),
    (Field::Id, &["id"]),
];

/// The name of a column as it is compared: `Price [Table]` and `price` are one.
pub fn plain(name: &str) -> String {
    let name = name.trim();
    let name = name.split_once('[').map_or(name, |(before, _)| before);
    let words = fold(name);
    words
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a column of this name holds; `None` where it is none that a title has.
pub fn field(name: &str) -> Option<Field> {
    // `In stock?` is a yes or no, `In stock` a number.
    if name.trim_end().ends_with('?') {
        return None;
    }
    let name = plain(name);
    let fits = |known: &&str| match known.strip_suffix(" *") {
        Some(begin) => name.strip_prefix(begin).is_some_and(|rest| rest.starts_with(' ')),
        None => **known == name,
    };
    NAMES
        .iter()
        .find(|(_, names)| names.iter().any(fits))
        .map(|(field, _)| *field)
}

/// What a field is called, by the first of its names.
pub fn called(field: Field) -> &'static str {
    let names = NAMES.iter().find(|(known, _)| *known == field);
    names.and_then(|(_, names)| names.first()).copied().unwrap_or_default()
}

/// The field that a person named for a column of theirs, by the first of its names: `price`, `price list`.
pub fn named(name: &str) -> Option<Field> {
    let name = plain(name);
    NAMES
        .iter()
        .find(|(_, names)| names.first().is_some_and(|first| *first == name))
        .map(|(field, _)| *field)
        .or_else(|| field(&name))
}
