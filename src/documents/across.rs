//! A word drawn across a whole page, in outlines: seen by everybody, and no text that a reader could take for the receipt's.
//! Never hides what it lies on.

use super::fonts::Face;
use super::layout::{Mark, Page};
use ttf_parser::{GlyphId, OutlineBuilder};

/// A curve becomes so many straight lines.
const STEPS: u8 = 8;
/// How much of the page's width the word takes.
const PART: f32 = 0.92;
/// No letter is higher than this, in points.
const HIGHEST: f32 = 170.0;

/// Rings of points, in the units of a face.
#[derive(Default)]
struct Rings {
    rings: Vec<Vec<[f32; 2]>>,
    left: f32,
}

impl Rings {
    fn to(&mut self, [x, y]: [f32; 2]) {
        let left = self.left;
        if let Some(ring) = self.rings.last_mut() {
            ring.push([x + left, y]);
        }
    }

    fn last(&self) -> [f32; 2] {
        let last = self.rings.last().and_then(|ring| ring.last());
        last.map_or([0.0, 0.0], |[x, y]| [x - self.left, *y])
    }
}

impl OutlineBuilder for Rings {
    fn move_to(&mut self, x: f32, y: f32) {
        self.rings.push(Vec::new());
        self.to([x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to([x, y]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let [x0, y0] = self.last();
        for step in 1..=STEPS {
            let t = f32::from(step) / f32::from(STEPS);
            let at = |a: f32, b: f32, c: f32| (1.0 - t) * (1.0 - t) * a + 2.0 * (1.0 - t) * t * b + t * t * c;
            self.to([at(x0, x1, x), at(y0, y1, y)]);
        }
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let [x0, y0] = self.last();
        for step in 1..=STEPS {
            let t = f32::from(step) / f32::from(STEPS);
            let u = 1.0 - t;
            let at = |a: f32, b: f32, c: f32, d: f32| {
                u * u * u * a + 3.0 * u * u * t * b + 3.0 * u * t * t * c + t * t * t * d
            };
            self.to([at(x0, x1, x2, x), at(y0, y1, y2, y)]);
        }
    }

    fn close(&mut self) {}
}

/// Draws a word across the page, from the lower left to the upper right.
pub(super) fn across(page: &mut Page, word: &str) {
    let mut rings = Rings::default();
    let face = Face::NotoBold;
    for character in word.chars() {
        let Some(id) = face.id(character) else {
            continue;
        };
        let _ = face.outline(GlyphId(id), &mut rings);
        rings.left += f32::from(face.advance(id).unwrap_or(0)) * face.units().unwrap_or(1000) as f32 / 1000.0;
    }
    let points = || rings.rings.iter().flatten();
    let reach = |axis: usize| {
        let values = points().filter_map(move |point| point.get(axis).copied());
        values.fold((f32::MAX, f32::MIN), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let ((left, right), (bottom, top)) = (reach(0), reach(1));
    if right <= left || top <= bottom {
        return;
    }
    // As steep as the page, yet never so steep that a roll's word stands on end.
    let angle = (page.height / page.width).atan().min(0.7);
    let (sin, cos) = angle.sin_cos();
    let (width, height) = (right - left, top - bottom);
    let scale = (page.width * PART / (width * cos + height * sin)).min(HIGHEST / height);
    let turned = |[x, y]: [f32; 2]| {
        let (x, y) = ((x - left - width / 2.0) * scale, (y - bottom - height / 2.0) * scale);
        [
            page.width / 2.0 + x * cos - y * sin,
            page.height / 2.0 - (x * sin + y * cos),
        ]
    };
    let rings = rings
        .rings
        .iter()
        .map(|ring| ring.iter().map(|point| turned(*point)).collect());
    let drawn = Mark::Outline { rings: rings.collect() };
    page.marks.push(drawn);
}
