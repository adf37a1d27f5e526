//! Rows → PDF bytes: fonts subset and embedded, text selectable in reading order, the same rows always the same bytes.
//! The only file that names printpdf.

use super::DocumentError;
use super::fonts::{FaceId, face, run_width, runs};
use super::layout::{Align, Row, Text};
use printpdf::{
    Color, Line, LineDashPattern, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions,
    Point, Pt, Rgb, TextItem, TextMatrix,
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// A page: its size and margins in points, and its rows from the top.
pub struct Page {
    pub width: f32,
    pub height: f32,
    pub margin: f32,
    pub top: f32,
    pub rows: Vec<Row>,
    /// A word in very large, light type across the page: COPY, PRACTICE.
    pub mark: Option<&'static str>,
}

/// Sets pages into a document. `title` goes into its properties; `made_ms` is when what it tells happened.
pub fn render(pages: &[Page], title: &str, made_ms: i64) -> Result<Vec<u8>, DocumentError> {
    let mut document = PdfDocument::new(title);
    let mut fonts = Fonts::default();
    for page in pages {
        fonts.collect(page)?;
    }
    let handles = fonts.embed(&mut document)?;
    if let Ok(stamp) = printpdf::OffsetDateTime::from_unix_timestamp(made_ms / 1000) {
        document.metadata.info.creation_date = stamp;
        document.metadata.info.modification_date = stamp;
        document.metadata.info.metadata_date = stamp;
    }
    document.metadata.info.producer = "Zinetill".to_owned();
    document.metadata.info.creator = "Zinetill".to_owned();
    for page in pages {
        let width = Mm::from(Pt(page.width));
        let ops = ops(page, &handles)?;
        document.pages.push(PdfPage::new(width, Mm::from(Pt(page.height)), ops));
    }
    let mut warnings = Vec::new();
    let mut out = document.to_lopdf_document(
        &PdfSaveOptions {
            optimize: true,
            subset_fonts: false,
            ..Default::default()
        },
        &mut warnings,
    );
    let digest = Sha256::digest(
        pages
            .iter()
            .map(|page| format!("{title}{made_ms}{:?}", page.rows))
            .collect::<String>(),
    );
    let id = lopdf::Object::String(
        digest.iter().take(16).copied().collect(),
        lopdf::StringFormat::Hexadecimal,
    );
    out.trailer.set("ID", lopdf::Object::Array(vec![id.clone(), id]));
    if let Ok(info) = out.trailer.get(b"Info").and_then(lopdf::Object::as_reference)
        && let Ok(info) = out.get_object_mut(info).and_then(lopdf::Object::as_dict_mut)
    {
        for key in [
            "GTS_PDFXVersion",
            "GTS_PDFXConformance",
            "Identifier",
            "Author",
            "Keywords",
            "Subject",
        ] {
            info.remove(key.as_bytes());
        }
    }
    out.compress();
    let mut bytes = Vec::new();
    out.save_to(&mut bytes)
        .map_err(|error| DocumentError(format!("the PDF could not be put together: {error}")))?;
    Ok(bytes)
}

/// The characters that each face has to bring.
#[derive(Default)]
struct Fonts {
    used: BTreeMap<FaceId, BTreeSet<char>>,
}

type Handles = BTreeMap<FaceId, PdfFontHandle>;

impl Fonts {
    fn collect(&mut self, page: &Page) -> Result<(), DocumentError> {
        let marks = page
            .mark
            .iter()
            .map(|mark| (Align::Center, super::layout::bold(*mark, 1.0)))
            .collect::<Vec<_>>();
        let parts = page.rows.iter().flat_map(|row| {
            if let Row::Line { parts, .. } = row {
                parts.as_slice()
            } else {
                &[]
            }
        });
        for (_, text) in parts.chain(&marks) {
            for run in runs(&text.text, text.bold)? {
                self.used.entry(run.face).or_default().extend(run.text.chars());
            }
        }
        Ok(())
    }

    fn embed(&self, document: &mut PdfDocument) -> Result<Handles, DocumentError> {
        let mut handles = Handles::new();
        for (n, (id, chars)) in self.used.iter().enumerate() {
            let loaded = face(*id)?;
            let mut remapper = GlyphRemapper::new();
            let mut glyphs = BTreeMap::new();
            let mut widths = BTreeMap::new();
            let mut named = String::new();
            for ch in chars {
                let Some(glyph) = loaded.face.glyph_index(*ch) else {
                    continue;
                };
                let small = remapper.remap(glyph.0);
                glyphs.insert(u32::from(*ch), small);
                widths.insert(small, loaded.face.glyph_hor_advance(glyph).unwrap_or(0));
                named.push(*ch);
            }
            let bytes = subsetter::subset(loaded.bytes, 0, &remapper)
                .map_err(|error| DocumentError(format!("the font {} could not be subset: {error}", loaded.name)))?;
            let bytes = super::sfnt::without_hinting(&bytes).unwrap_or(bytes);
            let name = format!("{}+{}", tag(&format!("{}{named}", loaded.name)), loaded.name);
            let metrics = printpdf::FontMetrics {
                ascent: loaded.face.ascender(),
                descent: loaded.face.descender(),
            };
            let units = loaded.face.units_per_em();
            let mut font = ParsedFont::with_glyph_data(bytes, 0, Some(name), glyphs, widths, units, metrics);
            let bounds = loaded.face.global_bounding_box();
            font.pdf_font_metrics.x_min = bounds.x_min;
            font.pdf_font_metrics.y_min = bounds.y_min;
            font.pdf_font_metrics.x_max = bounds.x_max;
            font.pdf_font_metrics.y_max = bounds.y_max;
            let key = printpdf::FontId(format!("F{n}"));
            document
                .resources
                .fonts
                .map
                .insert(key.clone(), printpdf::PdfFont::new(font));
            handles.insert(*id, PdfFontHandle::External(key));
        }
        Ok(handles)
    }
}

/// Six capital letters that stand for a set of glyphs, as a subset font's name begins.
fn tag(glyphs: &str) -> String {
    Sha256::digest(glyphs)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}

fn ops(page: &Page, handles: &Handles) -> Result<Vec<Op>, DocumentError> {
    let mut ops = Vec::new();
    let black = || {
        Color::Rgb(Rgb {
            r: 0.0,
            g: 0.0,
            b: 0.0,
            icc_profile: None,
        })
    };
    if let Some(mark) = page.mark {
        let room = page.width - 2.0 * page.margin;
        let one = super::fonts::width(mark, true, 1.0)?;
        let size = (room / one).min(90.0);
        ops.push(Op::SetFillColor {
            col: Color::Rgb(Rgb {
                r: 0.88,
                g: 0.88,
                b: 0.88,
                icc_profile: None,
            }),
        });
        let y = page.height / 2.0 - size / 3.0;
        show(
            &mut ops,
            &super::layout::bold(mark, size),
            (page.width - one * size) / 2.0,
            y,
            handles,
        )?;
        ops.push(Op::SetFillColor { col: black() });
    }
    ops.push(Op::SetOutlineColor { col: black() });
    let column = page.width - 2.0 * page.margin;
    let mut y = page.height - page.top;
    for row in &page.rows {
        y -= row.height();
        match row {
            Row::Space(_) => {}
            Row::Dashes | Row::Rule => {
                let dashed = *row == Row::Dashes;
                let mut dash = LineDashPattern::default();
                if dashed {
                    dash.pattern.extend([3.0, 2.0]);
                }
                ops.push(Op::SetLineDashPattern { dash });
                ops.push(Op::SetOutlineThickness {
                    pt: Pt(if dashed { 0.8 } else { 0.4 }),
                });
                let at = y + row.height() / 2.0;
                let point = |x: f32| LinePoint {
                    p: Point { x: Pt(x), y: Pt(at) },
                    bezier: false,
                };
                let points = vec![point(page.margin), point(page.margin + column)];
                ops.push(Op::DrawLine {
                    line: Line {
                        points,
                        is_closed: false,
                    },
                });
            }
            Row::Line { parts, .. } => {
                for (align, text) in parts {
                    let wide = super::fonts::width(&text.text, text.bold, text.size)?;
                    let x = match align {
                        Align::Left(x) => *x,
                        Align::Right(x) => x - wide,
                        Align::Center => (column - wide) / 2.0,
                    };
                    show(&mut ops, text, page.margin + x, y + text.size * 0.3, handles)?;
                }
            }
        }
    }
    Ok(ops)
}

/// Each text is a section of its own, in reading order, so that a reader copies it line by line.
fn show(ops: &mut Vec<Op>, text: &Text, x: f32, y: f32, handles: &Handles) -> Result<(), DocumentError> {
    let mut x = x;
    ops.push(Op::StartTextSection);
    for run in runs(&text.text, text.bold)? {
        let font = handles
            .get(&run.face)
            .cloned()
            .ok_or_else(|| DocumentError("a font is missing".to_owned()))?;
        ops.push(Op::SetFont {
            font,
            size: Pt(text.size),
        });
        ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Translate(Pt(x), Pt(y)),
        });
        x += run_width(&run, text.size)?;
        ops.push(Op::ShowText {
            items: vec![TextItem::Text(run.text)],
        });
    }
    ops.push(Op::EndTextSection);
    Ok(())
}
