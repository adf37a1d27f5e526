//! The bytes of a file as text, whatever program wrote them.
//! Never replaces what it cannot read by a question mark in silence: what is no text is refused.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of a file and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding, as `UTF-8`.
    pub encoding: &'static str,
}

/// The bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A zero byte, or the first bytes of a picture or an archive.
    #[error("it is no text file; save it as CSV, XLSX, text or HTML")]
    NoText,
    /// A zero byte in what is text otherwise.
    #[error(
        "it is no text file: line {0} holds a zero byte, which no text has; save it anew as CSV, XLSX, text or HTML"
    )]
    ZeroByte(usize),
    /// It says how it is written, but is not.
    #[error("it begins as {0} and goes on as something else; save it as UTF-8")]
    Broken(&'static str),
}

/// Reads bytes as text: by their byte order mark, else as UTF-8, else as the encoding an HTML page names, else as
/// Windows-1252, which older spreadsheets write.
///
/// # Errors
/// [`DecodeError`] when they are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(bytes.get(mark..).unwrap_or_default(), encoding);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return strictly(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return textual(text.to_owned(), UTF_8);
    }
    let encoding = named_in_page(bytes).unwrap_or(WINDOWS_1252);
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => textual(text.into_owned(), encoding),
        None => strictly(bytes, WINDOWS_1252),
    }
}

fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<Decoded, DecodeError> {
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or(DecodeError::Broken(encoding.name()))?;
    textual(text.into_owned(), encoding)
}

fn textual(text: String, encoding: &'static Encoding) -> Result<Decoded, DecodeError> {
    if let Some(at) = text.find('\0') {
        let before = text.get(..at).unwrap_or_default();
        // A picture or an archive soon has one, and what stands before it is no line of words.
        let words = encoding != WINDOWS_1252
            && before
                .chars()
                .filter(|ch| ch.is_control() && !ch.is_whitespace())
                .count()
                == 0;
        return Err(match words && !before.is_empty() {
            true => DecodeError::ZeroByte(before.matches('\n').count() + 1),
            false => DecodeError::NoText,
        });
    }
    Ok(Decoded {
        text,
        encoding: encoding.name(),
    })
}

/// Text of Western letters in UTF-16 has a zero in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64) & !1).filter(|head| head.len() >= 4)?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, high) if high * 4 >= head.len() => Some(UTF_16LE),
        (high, 0) if high * 4 >= head.len() => Some(UTF_16BE),
        _ => None,
    }
}

/// The `charset=` that an HTML page names within its first lines.
fn named_in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?.to_ascii_lowercase();
    let mark = b"charset=";
    let at = head.windows(mark.len()).position(|window| window == mark)? + mark.len();
    let label: Vec<u8> = head
        .get(at..)?
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .collect();
    Encoding::for_label(&label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_in_the_encoding_it_was_written_in() {
        let utf16 = |text: &str, mark: bool, little: bool| -> Vec<u8> {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            units
                .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect()
        };
        for (bytes, text, encoding) in [
            (b"caf\xc3\xa9".to_vec(), "café", "UTF-8"),
            (b"\xef\xbb\xbfcaf\xc3\xa9".to_vec(), "café", "UTF-8"),
            (b"caf\xe9 \x80 2".to_vec(), "café € 2", "windows-1252"),
            (utf16("Größe 5", true, true), "Größe 5", "UTF-16LE"),
            (utf16("Größe 5", true, false), "Größe 5", "UTF-16BE"),
            (utf16("title,price", false, true), "title,price", "UTF-16LE"),
            (utf16("title,price", false, false), "title,price", "UTF-16BE"),
            (
                b"<meta charset=\"iso-8859-2\"> \xbe".to_vec(),
                "<meta charset=\"iso-8859-2\"> ž",
                "ISO-8859-2",
            ),
            (Vec::new(), "", "UTF-8"),
        ] {
            let decoded = decode(&bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
        for bytes in [
            &b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..],
            b"a\0b\xff\0",
            b"\xff\xfea\0\x00\xd8",
            b"\xff\xfea",
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
