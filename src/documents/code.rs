//! The code at the foot of a paper, which a phone reads. Never invents its text.

use qrcodegen::{QrCode, QrCodeEcc};

/// Empty dots that a reader needs on each side.
pub const QUIET: u16 = 4;
/// The largest code that a phone reads from the narrowest roll.
const LARGEST_VERSION: u8 = 15;

/// A square code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Dots on a side, without the quiet ones round it.
    pub side: u16,
    /// Dark dots, row by row, as runs: row, first dot, how many.
    pub runs: Vec<(u16, u16, u16)>,
}

/// The code of a text; `None` where it is longer than a code on the narrowest roll can hold.
pub fn code(text: &str) -> Option<Code> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    if code.version().value() > LARGEST_VERSION {
        return None;
    }
    let side = u16::try_from(code.size()).ok()?;
    let dark = |x: u16, y: u16| code.get_module(i32::from(x), i32::from(y));
    let mut runs = Vec::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let count = (x..side).take_while(|x| dark(*x, y)).count();
            let count = u16::try_from(count).unwrap_or(0);
            if count > 0 {
                runs.push((y, x, count));
            }
            x += count + 1;
        }
    }
    Some(Code { side, runs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_holds_what_fits_the_narrowest_roll() {
        let small = code("https://distro.example/read-next").unwrap();
        assert_eq!(small.side, 29);
        assert!(small.runs.iter().all(|(y, x, n)| *y < 29 && x + n <= 29 && *n > 0));
        assert!(code(&"a".repeat(412)).is_some());
        assert_eq!(code(&"a".repeat(413)), None);
    }
}
