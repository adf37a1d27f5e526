//! Pages become the bytes of a PDF: only here stand the names of printpdf, lopdf and subsetter.
//! Never asks a clock and never draws a random number: the same pages are the same bytes, in any process.

mod figures;
mod outline;
mod reading;
mod subsets;

use super::DocumentError;
use super::fonts::{Face, Glyph};
use super::layout::{Ink, Line, Mark, Page, Style};
use super::sfnt;
use crate::domain::day::Instant;
use figures::Figures;
pub use outline::Bookmark;
use printpdf::{
    Actions, BorderArray, Codepoint, Color, FontId, FontMetrics, Greyscale, LinkAnnotation, OffsetDateTime, Op,
    PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, TextItem,
    TextMatrix,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use subsets::{FontKey, Keys, Used, fonts_used, said, units};

/// What its files say made them.
const PRODUCER: &str = "Zinetill";

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// Its title, as a reader's window shows it.
    pub title: String,
    /// Whose paper it is.
    pub author: String,
    /// The moment it is dated.
    pub created: Instant,
    /// The language it speaks.
    pub language: String,
}

/// Writes pages as a PDF: fonts embedded, cut down to what is used, text in the order of the marks.
///
/// # Errors
/// [`DocumentError`] when a typeface cannot be cut down or printpdf has the least to say against the pages.
pub fn write(pages: &[Page], bookmarks: &[Bookmark], about: &About) -> Result<Vec<u8>, DocumentError> {
    let (used, keys) = fonts_used(pages);
    let mut document = PdfDocument::new(&about.title);
    let figures = Figures::used(pages);
    document.resources.xobjects.map.extend(figures.objects());
    for (key, characters) in &used {
        document
            .resources
            .fonts
            .map
            .insert(font_id(*key), PdfFont::new(embedded(*key, characters)?));
    }
    document.pages = pages
        .iter()
        .map(|page| {
            let size = || Rect::from_wh(Pt(rounded(page.width)), Pt(rounded(page.height)));
            PdfPage {
                media_box: size(),
                trim_box: size(),
                crop_box: size(),
                ops: operations(page, &keys, &figures),
            }
        })
        .collect();
    let info = &mut document.metadata.info;
    info.author.clone_from(&about.author);
    info.creator = PRODUCER.to_owned();
    info.producer = PRODUCER.to_owned();
    info.creation_date = OffsetDateTime::from_unix_timestamp(about.created.utc_ms.div_euclid(1000))
        .map_err(|error| DocumentError::Pdf(error.to_owned()))?;
    info.modification_date = info.creation_date;
    saved(&document, bookmarks, about, &used)
}

fn saved(document: &PdfDocument, bookmarks: &[Bookmark], about: &About, used: &Used) -> Result<Vec<u8>, DocumentError> {
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(DocumentError::Pdf(warning.msg.clone()));
    }
    let failed = |error: lopdf::Error| DocumentError::Pdf(error.to_string());
    let info = file
        .trailer
        .get(b"Info")
        .and_then(lopdf::Object::as_reference)
        .map_err(failed)?;
    let info = file.get_dictionary_mut(info).map_err(failed)?;
    for key in ["GTS_PDFXVersion", "Identifier", "Keywords", "Subject", "Trapped"] {
        info.remove(key.as_bytes());
    }
    let root = file
        .trailer
        .get(b"Root")
        .and_then(lopdf::Object::as_reference)
        .map_err(failed)?;
    let mut view = lopdf::Dictionary::new();
    view.set("DisplayDocTitle", true);
    let outline = outline::outlined(&mut file, bookmarks);
    reading::shortened(&mut file, used);
    let root = file.get_dictionary_mut(root).map_err(failed)?;
    root.set("ViewerPreferences", view);
    root.set("Lang", lopdf::Object::string_literal(about.language.as_str()));
    if let Some(outline) = outline {
        root.set("Outlines", outline);
        root.set("PageMode", "UseOutlines");
    }
    let id = lopdf::Object::String(identity(&file), lopdf::StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    compress(&mut file);
    let options = lopdf::SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .compression_level(9)
        .build();
    let mut bytes = Vec::with_capacity(16 * 1024);
    file.save_with_options(&mut bytes, options)
        .map_err(|error| DocumentError::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// Streams from this many on are worth a second thread.
const MANY: usize = 64;

/// Makes every stream small, those of many pages by two threads.
fn compress(file: &mut lopdf::Document) {
    let streams = file
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok());
    let mut streams: Vec<&mut lopdf::Stream> = streams.filter(|stream| stream.allows_compression).collect();
    let all = streams.len();
    let (here, beside) = streams.split_at_mut(if all < MANY { all } else { all / 2 });
    // A stream that cannot be made smaller stays as it is.
    let each = |streams: &mut [&mut lopdf::Stream]| streams.iter_mut().for_each(|stream| drop(stream.compress()));
    std::thread::scope(|scope| {
        if !beside.is_empty() {
            scope.spawn(|| each(beside));
        }
        each(here);
    });
}

/// Whether a file says that it was written here.
pub fn made_here(bytes: &[u8]) -> bool {
    let producer = |file: &lopdf::Document| -> Option<bool> {
        let info = file.trailer.get(b"Info").ok()?.as_reference().ok()?;
        let producer = file.get_dictionary(info).ok()?.get(b"Producer").ok()?;
        Some(lopdf::decode_text_string(producer).ok()? == PRODUCER)
    };
    bytes.starts_with(b"%PDF") && lopdf::Document::load_mem(bytes).is_ok_and(|file| producer(&file).unwrap_or(false))
}

/// The file's identity follows from its content: two receipts never share it, two prints of one always do.
fn identity(file: &lopdf::Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for ((number, _), object) in &file.objects {
        hash.update(number.to_be_bytes());
        match object {
            lopdf::Object::Stream(stream) => hash.update(&stream.content),
            lopdf::Object::Dictionary(dictionary) => {
                for (key, value) in dictionary {
                    hash.update(key);
                    if let Ok(text) = value.as_str() {
                        hash.update(text);
                    }
                }
            }
            _ => {}
        }
    }
    hash.finalize().iter().take(16).copied().collect()
}

fn font_id((face, layer): FontKey) -> FontId {
    FontId(match face {
        Face::Courier => format!("F0{layer}"),
        Face::CourierBold => format!("F1{layer}"),
        Face::Noto => format!("F2{layer}"),
        Face::NotoBold => format!("F3{layer}"),
        Face::Next => format!("F4{layer}"),
        Face::NextBold => format!("F5{layer}"),
        Face::Mono => format!("F6{layer}"),
        Face::MonoBold => format!("F7{layer}"),
        Face::System(face) => format!("S{face}L{layer}"),
    })
}

/// The face cut down to these characters, under a name with the six letters that mark a subset.
fn embedded(key: FontKey, characters: &BTreeMap<u16, String>) -> Result<ParsedFont, DocumentError> {
    let (face, _) = key;
    let failed = || DocumentError::Typeface(face.name());
    let metrics = face.metrics().ok_or_else(failed)?;
    let mut remapper = subsetter::GlyphRemapper::new();
    let mut codes = BTreeMap::new();
    let mut widths = BTreeMap::new();
    for (id, said) in characters {
        let code = remapper.remap(*id);
        codes.extend(said.chars().next().map(|character| (u32::from(character), code)));
        widths.insert(code, face.advance(*id).ok_or_else(failed)?);
    }
    let cut = subsetter::subset(face.bytes(), face.index(), &remapper).map_err(|_| failed())?;
    let program = sfnt::trim(&cut).unwrap_or(cut);
    let mut font = ParsedFont::with_glyph_data(
        program,
        0,
        Some(embedded_name(key, characters)),
        codes,
        widths,
        1000,
        FontMetrics {
            ascent: metrics.ascent,
            descent: metrics.descent,
        },
    );
    let [x_min, y_min, x_max, y_max] = metrics.bounds;
    let bounds = &mut font.pdf_font_metrics;
    (bounds.x_min, bounds.y_min) = (x_min, y_min);
    (bounds.x_max, bounds.y_max) = (x_max, y_max);
    bounds.us_weight_class = metrics.weight;
    Ok(font)
}

/// The name of a face under which its subset stands in a document.
fn embedded_name(key: FontKey, characters: &BTreeMap<u16, String>) -> String {
    format!("{}+{}", tag(key, characters), key.0.name())
}

/// Six letters that follow from the glyphs of a subset.
fn tag(key: FontKey, characters: &BTreeMap<u16, String>) -> String {
    let mut hash = Sha256::new();
    hash.update(key.0.name());
    hash.update(key.1.to_be_bytes());
    for (id, said) in characters {
        hash.update(id.to_be_bytes());
        hash.update(said);
    }
    let letters = hash.finalize();
    letters
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

/// What draws a page: rules and bars first, then one text section in reading order.
fn operations(page: &Page, keys: &Keys, figures: &Figures) -> Vec<Op> {
    let mut shapes = Vec::new();
    let mut texts = vec![Op::StartTextSection];
    let mut state = State::default();
    for mark in &page.marks {
        match mark {
            Mark::Text {
                left,
                baseline,
                style,
                glyphs,
            } => {
                let at = TextMatrix::Translate(Pt(rounded(*left)), Pt(rounded(page.height - baseline)));
                texts.push(Op::SetTextMatrix { matrix: at });
                state.show(glyphs, *style, keys, &mut texts);
            }
            Mark::Turned {
                left,
                baseline,
                style,
                glyphs,
            } => {
                let [x, y] = [rounded(*left), rounded(page.height - baseline)];
                let matrix = TextMatrix::Raw([-1.0, 0.0, 0.0, -1.0, x, y]);
                texts.push(Op::SetTextMatrix { matrix });
                state.show(glyphs, *style, keys, &mut texts);
            }
            Mark::Stroke { from, to, line } => {
                let [from, to] = [from, to].map(|[x, y]| [*x, page.height - y]);
                shapes.extend(stroked(from, to, *line));
            }
            Mark::Rule { left, width, y, line } => {
                let y = page.height - y;
                shapes.extend(stroked([*left, y], [left + width, y], *line));
            }
            Mark::Bar {
                left,
                top,
                width,
                height,
                filled,
            } => shapes.extend(barred([*left, page.height - top - height, *width, *height], *filled)),
            Mark::Picture {
                left,
                top,
                width,
                height,
                picture,
            } => shapes.extend(figures.picture(picture, [*left, page.height - top - height, *width, *height])),
            Mark::Code { left, top, dot, code } => {
                let below = top + dot * f32::from(code.side);
                shapes.extend(figures.code(code, [*left, page.height - below], *dot));
            }
            Mark::Outline { rings } => shapes.extend(outlined(rings, page.height)),
            Mark::Link {
                left,
                top,
                width,
                height,
                to,
            } => shapes.push(linked([*left, page.height - top - height, *width, *height], to)),
        }
    }
    texts.push(Op::EndTextSection);
    shapes.extend(texts);
    shapes
}

/// The font and ink that the text section has at the moment.
#[derive(Default)]
struct State {
    font: Option<(FontKey, f32)>,
    ink: Option<Ink>,
}

impl State {
    fn show(&mut self, glyphs: &[Glyph], style: Style, keys: &Keys, into: &mut Vec<Op>) {
        if self.ink != Some(style.ink) {
            self.ink = Some(style.ink);
            into.push(Op::SetFillColor {
                col: grey(match style.ink {
                    Ink::Black => 0.0,
                    Ink::Soft => 0.35,
                    Ink::White => 1.0,
                }),
            });
        }
        let units: Vec<&[Glyph]> = units(glyphs).collect();
        for run in units.chunk_by(|a, b| keys.of(a) == keys.of(b)) {
            let Some((first, font)) = run.first().and_then(|unit| Some((unit.first()?, keys.of(unit)?))) else {
                continue;
            };
            if self.font != Some((font, style.size)) {
                self.font = Some((font, style.size));
                into.push(Op::SetFont {
                    font: PdfFontHandle::External(font_id(font)),
                    size: Pt(style.size),
                });
            }
            if first.shaped {
                placed(run, font, style.size, keys, into);
            } else {
                let text: String = run.iter().copied().flatten().map(|glyph| glyph.character).collect();
                into.push(Op::ShowText {
                    items: vec![TextItem::Text(text)],
                });
            }
        }
    }
}

/// Glyphs that a shaper placed, each by its number, where it stands among its neighbours.
fn placed(run: &[&[Glyph]], font: FontKey, size: f32, keys: &Keys, into: &mut Vec<Op>) {
    let raised = |unit: &&[Glyph]| unit.first().map_or(0, |glyph| glyph.shift[1]);
    for level in run.chunk_by(|a, b| raised(a) == raised(b)) {
        let rise = level.first().map_or(0, raised);
        if rise != 0 {
            into.push(Op::SetLineOffset {
                multiplier: rounded(f32::from(rise) * size / 1000.0),
            });
        }
        let mut items = Vec::new();
        for unit in level {
            let Some(glyph) = unit.first() else { continue };
            let code = keys.codes.get(&(font, glyph.id)).copied().unwrap_or(0);
            let [right, _] = glyph.shift.map(f32::from);
            if right != 0.0 {
                items.push(TextItem::Offset(-right));
            }
            // The reader moves on by the width in the font; what differs from it is taken back.
            let own = glyph.face.advance(glyph.id).unwrap_or(glyph.width);
            let back = f32::from(own) - f32::from(glyph.width) + right;
            items.push(TextItem::GlyphIds(vec![Codepoint::with_cid(code, back, said(unit))]));
        }
        into.push(Op::ShowText { items });
        if rise != 0 {
            into.push(Op::SetLineOffset { multiplier: 0.0 });
        }
    }
}

/// A rule is a stroked line, with a dash pattern where it is torn, cut or folded.
fn stroked(from: [f32; 2], to: [f32; 2], line: Line) -> Vec<Op> {
    let (thickness, shade, dashes): (f32, f32, &[f32]) = match line {
        Line::Dashed => (0.9, 0.0, &[3.0, 1.8]),
        Line::Fold => (0.4, 0.5, &[0.8, 2.6]),
        Line::Thin => (0.5, 0.6, &[]),
        Line::Thick => (1.4, 0.0, &[]),
    };
    let end = |[x, y]: [f32; 2]| printpdf::LinePoint {
        p: Point {
            x: Pt(rounded(x)),
            y: Pt(rounded(y)),
        },
        bezier: false,
    };
    vec![
        Op::SetOutlineThickness { pt: Pt(thickness) },
        Op::SetOutlineColor { col: grey(shade) },
        Op::SetLineDashPattern {
            dash: printpdf::LineDashPattern::new(0.0, dashes),
        },
        Op::DrawLine {
            line: printpdf::Line {
                points: vec![end(from), end(to)],
                is_closed: false,
            },
        },
    ]
}

fn barred([x, y, width, height]: [f32; 4], filled: bool) -> Vec<Op> {
    let rectangle = Rect {
        x: Pt(rounded(x)),
        y: Pt(rounded(y)),
        width: Pt(rounded(width)),
        height: Pt(rounded(height)),
        mode: Some(if filled { PaintMode::Fill } else { PaintMode::Stroke }),
        winding_order: None,
    };
    vec![
        Op::SetFillColor { col: grey(0.0) },
        Op::SetOutlineColor { col: grey(0.0) },
        Op::SetOutlineThickness { pt: Pt(2.0) },
        Op::SetLineDashPattern {
            dash: printpdf::LineDashPattern::solid(),
        },
        Op::DrawRectangle { rectangle },
    ]
}

/// Grey lines, thin enough that what they lie on is read through them.
fn outlined(rings: &[Vec<[f32; 2]>], height: f32) -> Vec<Op> {
    let point = |[x, y]: &[f32; 2]| printpdf::LinePoint {
        p: Point {
            x: Pt((x * 10.0).round() / 10.0),
            y: Pt(((height - y) * 10.0).round() / 10.0),
        },
        bezier: false,
    };
    let mut ops = vec![
        Op::SetOutlineThickness { pt: Pt(1.2) },
        Op::SetOutlineColor { col: grey(0.5) },
        Op::SetLineDashPattern {
            dash: printpdf::LineDashPattern::solid(),
        },
    ];
    ops.extend(rings.iter().map(|ring| Op::DrawLine {
        line: printpdf::Line {
            points: ring.iter().map(point).collect(),
            is_closed: true,
        },
    }));
    ops
}

fn linked([x, y, width, height]: [f32; 4], to: &str) -> Op {
    let rect = Rect::from_xywh(Pt(rounded(x)), Pt(rounded(y)), Pt(rounded(width)), Pt(rounded(height)));
    let unframed = BorderArray::Solid([0.0, 0.0, 0.0]);
    let to = Actions::Uri(to.to_owned());
    Op::LinkAnnotation {
        link: LinkAnnotation::new(rect, to, Some(unframed), None, None),
    }
}

fn grey(shade: f32) -> Color {
    Color::Greyscale(Greyscale {
        percent: shade,
        icc_profile: None,
    })
}

/// To hundredths of a point, so that no tail of digits fills the file.
fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
