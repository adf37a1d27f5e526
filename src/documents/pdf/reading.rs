//! What the codes of an embedded face say, for readers that copy or search text: a short table for each face.
//! Never leaves out a code that says something.

use super::embedded_name;
use super::subsets::{Used, coded};
use lopdf::{Document, Object};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The most entries that a block of a table holds.
const BLOCK: usize = 100;

/// Puts short tables in the place of those that came with the faces.
pub(super) fn shortened(file: &mut Document, used: &Used) {
    let tables: BTreeMap<String, String> = used
        .iter()
        .map(|(key, glyphs)| (embedded_name(*key, glyphs), table(glyphs)))
        .collect();
    let faces = file.objects.values().filter_map(|object| {
        let face = object.as_dict().ok()?;
        let name = std::str::from_utf8(face.get(b"BaseFont").ok()?.as_name().ok()?).ok()?;
        Some((face.get(b"ToUnicode").ok()?.as_reference().ok()?, tables.get(name)?))
    });
    for (place, table) in faces.collect::<Vec<_>>() {
        if let Some(Object::Stream(stream)) = file.objects.get_mut(&place) {
            stream.set_plain_content(table.clone().into_bytes());
        }
    }
}

/// Codes that follow each other and say what follows each other are one entry.
fn table(glyphs: &BTreeMap<u16, String>) -> String {
    let said: Vec<(u16, &str)> = coded(glyphs).map(|(code, _, said)| (code, said)).collect();
    let follows = |(code, a): &(u16, &str), (next, b): &(u16, &str)| {
        let letters = (alone(a), alone(b));
        let in_row = matches!(letters, (Some(a), Some(b)) if b == a + 1 && b % 256 != 0);
        in_row && code / 256 == next / 256
    };
    let (mut ranges, mut singles) = (Vec::new(), Vec::new());
    for run in said.chunk_by(follows) {
        match run {
            [(_, "")] | [] => {}
            [(code, text)] => singles.push(format!("<{code:04X}><{}>", hex(text))),
            [(first, text), .., (last, _)] => ranges.push(format!("<{first:04X}><{last:04X}><{}>", hex(text))),
        }
    }
    let mut table = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)\
                     /Supplement 0>>def/CMapName/U def/CMapType 2 def 1 begincodespacerange<0000><FFFF>endcodespacerange\n"
        .to_owned();
    for (entries, kind) in [(&ranges, "range"), (&singles, "char")] {
        for block in entries.chunks(BLOCK) {
            // Text grows without fail.
            let _ = writeln!(
                table,
                "{} beginbf{kind}\n{}\nendbf{kind}",
                block.len(),
                block.join("\n")
            );
        }
    }
    table + "endcmap end end"
}

/// The one letter of a text, where it is one that a single unit holds.
fn alone(text: &str) -> Option<u32> {
    let mut letters = text.chars();
    let letter = letters.next().map(u32::from).filter(|letter| *letter < 0x1_0000);
    letter.filter(|_| letters.next().is_none())
}

fn hex(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_follow_each_other_are_told_in_one_go() {
        let glyphs = ["a", "b", "c", "x", "", "ffi", "😀", "ÿ", "Ā"];
        let glyphs = (10..).zip(glyphs.map(str::to_owned)).collect();
        let table = table(&glyphs);
        for entry in [
            "1 beginbfrange\n<0001><0003><0061>\nendbfrange",
            "5 beginbfchar\n<0004><0078>\n<0006><006600660069>\n<0007><D83DDE00>\n<0008><00FF>\n<0009><0100>\nendbfchar",
        ] {
            assert!(table.contains(entry), "{table}");
        }
        // What a face lacks has its box for the first code.
        let boxed = BTreeMap::from([(0, "□".to_owned()), (7, "a".to_owned())]);
        assert!(super::table(&boxed).contains("<0000><25A1>\n<0001><0061>"));
    }
}
