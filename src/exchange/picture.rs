//! Pictures that a person hands in as covers: PNG, JPEG and WebP, read within limits, scaled once to what tiles need.
//! Never keeps the file: what a phone made of a cover is fifty times what a tile shows.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// A file is no larger.
pub const LARGEST: usize = 20 << 20;
/// A picture is no wider and no higher, in pixels.
pub const WIDEST: u32 = 8_000;
/// Reading one takes no more memory: a small file can hold a picture that would fill it.
const MEMORY: u64 = 256 << 20;
/// A kept picture is at most so wide and high: a tile's cover at the largest zoom, twice that in the editor.
pub const KEPT: u32 = 384;
/// How well JPEG keeps it, of 100.
const QUALITY: u8 = 82;

/// Why a picture is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The file is too large to be looked at.
    #[error("the picture is larger than 20 MB; save it smaller, 1000 pixels are plenty")]
    Large,
    /// It is none of the three.
    #[error("this is no PNG, JPEG or WebP picture; save it as one of these")]
    Kind,
    /// It is too wide or too high, or reading it would fill the memory.
    #[error("the picture is larger than 8000 × 8000 pixels; save it smaller, 1000 pixels are plenty")]
    Wide,
    /// It breaks off or is damaged.
    #[error("the picture cannot be read: it is damaged or breaks off; save or copy it once more")]
    Damaged,
}

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// It as a JPEG.
    pub bytes: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// A picture to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row.
    pub rgba: Vec<u8>,
}

/// The picture in a file's bytes, upright, on white, no larger than tiles need.
///
/// # Errors
/// [`PictureError`] when it is none that is taken.
pub fn scaled(bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() > LARGEST {
        return Err(PictureError::Large);
    }
    if breaks_off(bytes) {
        return Err(PictureError::Damaged);
    }
    let picture = on_white(read(bytes)?);
    let (width, height) = (picture.width(), picture.height());
    let picture = if width.max(height) > 4 * KEPT {
        // Averaged first: the fine filter takes long over a large picture.
        picture.thumbnail(2 * KEPT, 2 * KEPT)
    } else {
        picture
    };
    let picture = if width.max(height) > KEPT {
        picture.resize(KEPT, KEPT, FilterType::Lanczos3)
    } else {
        picture
    };
    let picture = picture.to_rgb8();
    let mut kept = Vec::new();
    JpegEncoder::new_with_quality(&mut kept, QUALITY)
        .encode_image(&picture)
        .map_err(|_| PictureError::Damaged)?;
    Ok(Picture {
        bytes: kept,
        width: picture.width(),
        height: picture.height(),
    })
}

/// The pixels of a picture that is kept, at most so high; `None` where it cannot be read.
pub fn pixels(bytes: &[u8], highest: u32) -> Option<Pixels> {
    let picture = read(bytes).ok()?;
    let picture = if picture.height() > highest {
        picture.resize(KEPT, highest, FilterType::Triangle)
    } else {
        picture
    };
    let rgba = picture.into_rgba8();
    Some(Pixels {
        width: rgba.width(),
        height: rgba.height(),
        rgba: rgba.into_raw(),
    })
}

fn read(bytes: &[u8]) -> Result<DynamicImage, PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PictureError::Kind)?;
    if !matches!(
        reader.format(),
        Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)
    ) {
        return Err(PictureError::Kind);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(WIDEST);
    limits.max_image_height = Some(WIDEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    limits.reserve(decoder.total_bytes()).map_err(|error| why(&error))?;
    decoder.set_limits(limits).map_err(|error| why(&error))?;
    // Telephones write how they were held beside the picture.
    let held = decoder.orientation();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    if let Ok(held) = held {
        picture.apply_orientation(held);
    }
    match picture.width().min(picture.height()) {
        0 => Err(PictureError::Damaged),
        _ => Ok(picture),
    }
}

fn why(error: &image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::Wide,
        image::ImageError::Unsupported(_) => PictureError::Kind,
        _ => PictureError::Damaged,
    }
}

/// What is see-through shows white, as paper would. Painted where it stands: a large picture is not held twice.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return picture;
    }
    let mut rgba = picture.into_rgba8();
    for pixel in rgba.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let over = |ink: u8| {
            let (ink, alpha) = (u32::from(ink), u32::from(alpha));
            u8::try_from((ink * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        pixel.0 = [over(red), over(green), over(blue), u8::MAX];
    }
    DynamicImage::ImageRgba8(rgba)
}

/// Whether a JPEG has no end: a copy that broke off. Its decoder would paint what is missing grey and say nothing.
fn breaks_off(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(b"\xff\xd8") else {
        return false;
    };
    // Past the segments before the picture itself: a small preview in one of them has an end of its own.
    while let [0xff, marker, high, low, ..] = *rest {
        if marker == 0xff {
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        if marker == 0xda {
            break;
        }
        rest = rest
            .get(2 + usize::from(u16::from_be_bytes([high, low]))..)
            .unwrap_or_default();
    }
    !rest.windows(2).any(|pair| pair == [0xff, 0xd9])
}
