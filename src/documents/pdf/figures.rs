//! Logos and codes: each stands in a document once, and pages put it in its place.
//! Never draws a dot of a code by itself: they are one figure, so that no light shows between them.

use super::rounded;
use crate::documents::code::Code;
use crate::documents::layout::{Mark, Page};
use crate::documents::logo::{Packed, Shades};
use printpdf::{DictItem, ExternalStream, ExternalXObject, Op, Pt, XObject, XObjectId, XObjectTransform};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// The figures of the pages, each once.
#[derive(Default)]
pub(super) struct Figures {
    pictures: Vec<Arc<Packed>>,
    codes: Vec<Arc<Code>>,
}

impl Figures {
    pub(super) fn used(pages: &[Page]) -> Figures {
        let mut used = Figures::default();
        for mark in pages.iter().flat_map(|page| &page.marks) {
            match mark {
                Mark::Picture { picture, .. } if place(&used.pictures, picture).is_none() => {
                    used.pictures.push(picture.clone());
                }
                Mark::Code { code, .. } if place(&used.codes, code).is_none() => used.codes.push(code.clone()),
                _ => {}
            }
        }
        used
    }

    /// What the document keeps of them.
    pub(super) fn objects(&self) -> impl Iterator<Item = (XObjectId, XObject)> {
        let pictures = self.pictures.iter().enumerate();
        let pictures = pictures.map(|(n, picture)| (picture_id(n), drawn(picture)));
        let codes = self.codes.iter().enumerate();
        pictures.chain(codes.map(|(n, code)| (code_id(n), dotted(code))))
    }

    /// Puts a picture where it belongs: left, bottom, width, height.
    pub(super) fn picture(&self, picture: &Arc<Packed>, at: [f32; 4]) -> Option<Op> {
        place(&self.pictures, picture).map(|n| put(picture_id(n), at))
    }

    /// Puts a code where it belongs, its dots of this size.
    pub(super) fn code(&self, code: &Arc<Code>, [x, y]: [f32; 2], dot: f32) -> Option<Op> {
        place(&self.codes, code).map(|n| put(code_id(n), [x, y, dot, dot]))
    }
}

/// Where one of these stands among them.
fn place<T: PartialEq>(among: &[Arc<T>], one: &Arc<T>) -> Option<usize> {
    among.iter().position(|known| Arc::ptr_eq(known, one) || known == one)
}

fn picture_id(n: usize) -> XObjectId {
    XObjectId(format!("P{n}"))
}

fn code_id(n: usize) -> XObjectId {
    XObjectId(format!("C{n}"))
}

fn put(id: XObjectId, [x, y, width, height]: [f32; 4]) -> Op {
    // A code's dot is small: its size keeps more places than its corner.
    let finely = |points: f32| (points * 10_000.0).round() / 10_000.0;
    Op::UseXobject {
        id,
        transform: XObjectTransform {
            translate_x: Some(Pt(rounded(x))),
            translate_y: Some(Pt(rounded(y))),
            scale_x: Some(finely(width)),
            scale_y: Some(finely(height)),
            no_auto_scale: true,
            ..XObjectTransform::default()
        },
    }
}

fn object(kind: &str, entries: Vec<(&str, DictItem)>, content: Vec<u8>, compress: bool) -> XObject {
    let dict = [("Type", name("XObject")), ("Subtype", name(kind))].into_iter();
    let dict = dict.chain(entries).map(|(key, value)| (key.to_owned(), value));
    XObject::External(ExternalXObject {
        stream: ExternalStream {
            dict: dict.collect(),
            content,
            compress,
        },
        width: None,
        height: None,
        dpi: None,
    })
}

fn name(of: &str) -> DictItem {
    DictItem::Name(of.as_bytes().to_vec())
}

/// A picture, its rows as they were packed.
fn drawn(of: &Packed) -> XObject {
    let list = |base: &str, list: &[u8], size: usize| {
        // A long list stands by itself, deflated.
        let listed = match list.len() {
            ..=48 => DictItem::Bytes(list.to_vec()),
            _ => DictItem::Stream {
                stream: ExternalStream {
                    dict: BTreeMap::new(),
                    content: list.to_vec(),
                    compress: true,
                },
            },
        };
        let last = i64::try_from((list.len() / size).saturating_sub(1)).unwrap_or(0);
        DictItem::Array(vec![name("Indexed"), name(base), DictItem::Int(last), listed])
    };
    let (space, colours) = match &of.shades {
        Shades::Grey => (name("DeviceGray"), 1),
        Shades::Colours => (name("DeviceRGB"), 3),
        Shades::OfGreys(greys) => (list("DeviceGray", greys, 1), 1),
        Shades::OfColours(colours) => (list("DeviceRGB", colours, 3), 1),
    };
    let (width, bits) = (DictItem::Int(of.width.into()), DictItem::Int(of.bits.into()));
    let mut entries = vec![
        ("Width", width.clone()),
        ("Height", DictItem::Int(of.height.into())),
        ("BitsPerComponent", bits.clone()),
        ("ColorSpace", space),
    ];
    // Each row says itself how a PNG foretells it.
    let foretold = BTreeMap::from([
        ("Predictor".to_owned(), DictItem::Int(15)),
        ("Colors".to_owned(), DictItem::Int(colours)),
        ("BitsPerComponent".to_owned(), bits.clone()),
        ("Columns".to_owned(), width.clone()),
    ]);
    entries.extend([
        ("Filter", name("FlateDecode")),
        ("DecodeParms", DictItem::Dict { map: foretold }),
    ]);
    object("Image", entries, of.rows.clone(), false)
}

/// The dark dots of a code, a unit each, as one figure filled at once.
fn dotted(code: &Code) -> XObject {
    let mut drawn = "0 g\n".to_owned();
    for (row, first, count) in &code.runs {
        // Text grows without fail.
        let _ = writeln!(drawn, "{first} {} {count} 1 re", code.side - row - 1);
    }
    drawn.push('f');
    let side = DictItem::Int(code.side.into());
    let corners = DictItem::Array(vec![DictItem::Int(0), DictItem::Int(0), side.clone(), side]);
    object("Form", vec![("BBox", corners)], drawn.into_bytes(), true)
}
