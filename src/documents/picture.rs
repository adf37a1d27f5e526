//! A shop's logo: taken in from a PNG or JPEG within limits, kept small, and read again for paper.
//! Never trusts what a file says of its size, and never keeps what a file says beside its picture.

use std::io::Cursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The largest file that is looked at, in bytes.
pub const LARGEST_FILE: u64 = 8 * 1024 * 1024;
/// The widest and highest picture that is decoded.
const LARGEST_SIDE: u32 = 6_000;
/// The longer side as it is kept: 45 mm at 300 dots to the inch.
const KEPT_SIDE: u32 = 532;
/// Colours that lie closer to grey than this are grey.
const GREYISH: u8 = 12;

/// A picture in rows from the top, three bytes a dot where it is coloured, else one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Dots across.
    pub width: u32,
    /// Dots down.
    pub height: u32,
    /// Red, green and blue; else grey.
    pub coloured: bool,
    /// The dots.
    pub dots: Vec<u8>,
}

/// Why a file is no logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It is neither PNG nor JPEG.
    #[error("it is neither a PNG nor a JPEG")]
    Unknown,
    /// It is larger than anything a paper needs.
    #[error("it is larger than {LARGEST_SIDE} × {LARGEST_SIDE} dots or 8 MB; make it smaller first")]
    Large,
    /// It cannot be read.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

fn damaged(error: impl ToString) -> PictureError {
    PictureError::Damaged(error.to_string())
}

/// What is kept of a PNG or JPEG: its picture on white, no larger than paper needs, as a PNG without anything else.
///
/// # Errors
/// When it is no such file, too large, or damaged.
pub fn take_in(file: &[u8]) -> Result<Vec<u8>, PictureError> {
    if file.len() as u64 > LARGEST_FILE {
        return Err(PictureError::Large);
    }
    let picture = if file.starts_with(b"\x89PNG") {
        read_png(file)?
    } else if file.starts_with(&[0xFF, 0xD8, 0xFF]) {
        read_jpeg(file)?
    } else {
        return Err(PictureError::Unknown);
    };
    written(&picture.without_hue().smaller())
}

/// Reads what [`take_in`] kept.
///
/// # Errors
/// When it is damaged.
pub fn read(kept: &[u8]) -> Result<Picture, PictureError> {
    read_png(kept)
}

/// Width and height of what [`take_in`] kept.
pub fn size(kept: &[u8]) -> Option<(u32, u32)> {
    let reader = png::Decoder::new(Cursor::new(kept)).read_info().ok()?;
    Some((reader.info().width, reader.info().height))
}

fn read_png(file: &[u8]) -> Result<Picture, PictureError> {
    let limits = png::Limits { bytes: 256 << 20 };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    fits(width, height)?;
    let size = reader.output_buffer_size().ok_or(PictureError::Large)?;
    let mut dots = vec![0; size];
    let shown = reader.next_frame(&mut dots).map_err(damaged)?;
    dots.truncate(shown.buffer_size());
    let (channels, alpha) = match shown.color_type {
        png::ColorType::Grayscale => (1, false),
        png::ColorType::GrayscaleAlpha => (1, true),
        png::ColorType::Rgb => (3, false),
        png::ColorType::Rgba => (3, true),
        png::ColorType::Indexed => return Err(damaged("its palette cannot be read")),
    };
    Ok(Picture {
        width,
        height,
        coloured: channels == 3,
        dots: if alpha { on_white(&dots, channels) } else { dots },
    })
}

fn read_jpeg(file: &[u8]) -> Result<Picture, PictureError> {
    let side = LARGEST_SIDE as usize;
    let options = DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder =
        zune_jpeg::JpegDecoder::new_with_options(zune_jpeg::zune_core::bytestream::ZCursor::new(file), options);
    decoder.decode_headers().map_err(damaged)?;
    let (width, height) = decoder.dimensions().ok_or_else(|| damaged("it has no size"))?;
    let number = |side: usize| u32::try_from(side).map_err(|_| PictureError::Large);
    let (width, height) = (number(width)?, number(height)?);
    fits(width, height)?;
    let dots = decoder.decode().map_err(damaged)?;
    let expected = u64::from(width) * u64::from(height);
    let coloured = dots.len() as u64 == expected * 3;
    if !coloured && dots.len() as u64 != expected {
        return Err(damaged("it has more or fewer dots than it says"));
    }
    Ok(Picture {
        width,
        height,
        coloured,
        dots,
    })
}

fn fits(width: u32, height: u32) -> Result<(), PictureError> {
    if width > LARGEST_SIDE || height > LARGEST_SIDE {
        return Err(PictureError::Large);
    }
    if width == 0 || height == 0 {
        return Err(damaged("it has no dots"));
    }
    Ok(())
}

/// What shines through lies on white paper.
fn on_white(dots: &[u8], channels: usize) -> Vec<u8> {
    let mut flat = Vec::with_capacity(dots.len());
    for dot in dots.chunks_exact(channels + 1) {
        if let Some((alpha, colours)) = dot.split_last() {
            let alpha = u32::from(*alpha);
            let mixed = colours
                .iter()
                .map(|colour| (u32::from(*colour) * alpha + 255 * (255 - alpha) + 127) / 255);
            flat.extend(mixed.map(|colour| u8::try_from(colour).unwrap_or(255)));
        }
    }
    flat
}

impl Picture {
    fn channels(&self) -> usize {
        if self.coloured { 3 } else { 1 }
    }

    /// As grey, where it has no colour to speak of: a third of the size.
    fn without_hue(self) -> Picture {
        let grey = |dot: &[u8]| match dot {
            [r, g, b] => *r.max(g).max(b) - *r.min(g).min(b) <= GREYISH,
            _ => true,
        };
        if !self.coloured || !self.dots.chunks_exact(3).all(grey) {
            return self;
        }
        let dots = self.dots.chunks_exact(3).map(|dot| {
            let sum: u32 = dot.iter().map(|colour| u32::from(*colour)).sum();
            u8::try_from(sum / 3).unwrap_or(255)
        });
        Picture {
            dots: dots.collect(),
            coloured: false,
            ..self
        }
    }

    /// No larger than it is kept.
    fn smaller(self) -> Picture {
        let longer = self.width.max(self.height);
        if longer <= KEPT_SIDE {
            return self;
        }
        let scaled = |side: u32| (side * KEPT_SIDE / longer).max(1);
        self.scaled(scaled(self.width), scaled(self.height))
    }

    /// So many dots across, and as many down as keep its shape; never more than it has.
    pub(super) fn scaled_to(&self, width: u32) -> Picture {
        if width >= self.width {
            return self.clone();
        }
        let height = (u64::from(self.height) * u64::from(width)).div_ceil(u64::from(self.width).max(1));
        self.scaled(width, u32::try_from(height).unwrap_or(self.height).max(1))
    }

    /// Each dot the mean of those it stands for.
    fn scaled(&self, width: u32, height: u32) -> Picture {
        let channels = self.channels();
        let mut dots = Vec::with_capacity((width * height) as usize * channels);
        for y in 0..height {
            let rows = (y * self.height / height)..((y + 1) * self.height / height).max(y * self.height / height + 1);
            for x in 0..width {
                let left = x * self.width / width;
                let columns = left..((x + 1) * self.width / width).max(left + 1);
                for channel in 0..channels {
                    dots.push(self.mean(rows.clone(), columns.clone(), channel));
                }
            }
        }
        Picture {
            width,
            height,
            dots,
            coloured: self.coloured,
        }
    }

    fn mean(&self, rows: std::ops::Range<u32>, columns: std::ops::Range<u32>, channel: usize) -> u8 {
        let channels = self.channels();
        let (mut sum, mut count) = (0_u64, 0_u64);
        for row in rows {
            let start = (row * self.width) as usize;
            for column in columns.clone() {
                let at = (start + column as usize) * channels + channel;
                sum += u64::from(self.dots.get(at).copied().unwrap_or(255));
                count += 1;
            }
        }
        u8::try_from((sum + count / 2) / count.max(1)).unwrap_or(255)
    }
}

fn written(picture: &Picture) -> Result<Vec<u8>, PictureError> {
    let mut kept = Vec::new();
    let mut encoder = png::Encoder::new(&mut kept, picture.width, picture.height);
    encoder.set_color(match picture.coloured {
        true => png::ColorType::Rgb,
        false => png::ColorType::Grayscale,
    });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(damaged)?;
    writer.write_image_data(&picture.dots).map_err(damaged)?;
    writer.finish().map_err(damaged)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32, color: png::ColorType, dots: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, width, height);
        encoder.set_color(color);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header().unwrap().write_image_data(dots).unwrap();
        file
    }

    #[test]
    fn what_shines_through_lies_on_white_and_grey_is_kept_as_grey() {
        let file = png(2, 1, png::ColorType::Rgba, &[0, 0, 0, 0, 20, 20, 20, 255]);
        let kept = read(&take_in(&file).unwrap()).unwrap();
        assert_eq!((kept.width, kept.height, kept.coloured), (2, 1, false));
        assert_eq!(kept.dots, [255, 20]);
    }

    #[test]
    fn a_large_picture_is_kept_small_and_in_its_shape() {
        let dots: Vec<u8> = (0..2000 * 1000)
            .flat_map(|n| [if n % 2000 < 1000 { 255 } else { 0 }, 0, 0])
            .collect();
        let kept = read(&take_in(&png(2000, 1000, png::ColorType::Rgb, &dots)).unwrap()).unwrap();
        assert_eq!((kept.width, kept.height, kept.coloured), (532, 266, true));
        assert_eq!(kept.dots.get(..3), Some([255, 0, 0].as_slice()));
        assert_eq!(kept.dots.len(), 532 * 266 * 3);
        let thin = png(6000, 1, png::ColorType::Grayscale, &[7; 6000]);
        assert_eq!(read(&take_in(&thin).unwrap()).unwrap().height, 1);
    }

    #[test]
    fn what_is_no_picture_is_refused_in_words() {
        assert_eq!(take_in(b"GIF89a"), Err(PictureError::Unknown));
        assert!(matches!(
            take_in(b"\x89PNG\r\n\x1a\nrest"),
            Err(PictureError::Damaged(_))
        ));
        assert!(matches!(
            take_in(&[0xFF, 0xD8, 0xFF, 0, 0]),
            Err(PictureError::Damaged(_))
        ));
        let bomb = png(6001, 1, png::ColorType::Grayscale, &[0; 6001]);
        assert_eq!(take_in(&bomb), Err(PictureError::Large));
        let whole = png(40, 40, png::ColorType::Rgb, &[9; 4800]);
        for length in 0..whole.len() - 12 {
            assert!(take_in(&whole[..length]).is_err(), "{length}");
        }
    }
}
