//! Rows of text on paper: measured, wrapped, placed.
//! Never knows what the text means.

use super::DocumentError;
use super::fonts::width;
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A text and how it is set.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    pub text: String,
    pub size: f32,
    pub bold: bool,
}

/// Where in its row a text stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Align {
    /// Begins at this distance from the left margin.
    Left(f32),
    /// Ends at this distance from the left margin.
    Right(f32),
    /// In the middle of the column.
    Center,
}

/// One row of the paper.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// Texts beside each other; as high as its line.
    Line { height: f32, parts: Vec<(Align, Text)> },
    /// A dashed rule.
    Dashes,
    /// A thin rule.
    Rule,
    /// Nothing.
    Space(f32),
}

impl Row {
    /// How high it is, in points.
    pub fn height(&self) -> f32 {
        match self {
            Row::Line { height, .. } => *height,
            Row::Dashes => 12.0,
            Row::Rule => 5.0,
            Row::Space(height) => *height,
        }
    }
}

/// Text of a size.
pub fn plain(text: impl Into<String>, size: f32) -> Text {
    Text {
        text: text.into(),
        size,
        bold: false,
    }
}

/// Bold text of a size.
pub fn bold(text: impl Into<String>, size: f32) -> Text {
    Text {
        text: text.into(),
        size,
        bold: true,
    }
}

/// Breaks a text into lines no wider than `room`: between words, and within a word that is wider by itself.
pub fn wrap(text: &Text, room: f32) -> Result<Vec<String>, DocumentError> {
    let measure = |part: &str| width(part.trim_end(), text.bold, text.size);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut from = 0;
    for (end, opportunity) in linebreaks(&text.text) {
        let piece = text.text.get(from..end).unwrap_or_default();
        from = end;
        if !line.is_empty() && measure(&format!("{line}{piece}"))? > room {
            lines.push(std::mem::take(&mut line));
        }
        for ch in piece.chars() {
            if !line.is_empty() && !ch.is_whitespace() && measure(&format!("{line}{ch}"))? > room {
                lines.push(std::mem::take(&mut line));
            }
            line.push(ch);
        }
        if opportunity == BreakOpportunity::Mandatory && end < text.text.len() {
            lines.push(std::mem::take(&mut line));
        }
    }
    lines.push(line);
    Ok(lines.into_iter().map(|line| line.trim_end().to_owned()).collect())
}

/// Rows for a text that may need several lines, each set alike.
pub fn block(text: &Text, align: Align, room: f32) -> Result<Vec<Row>, DocumentError> {
    let rows = wrap(text, room)?.into_iter().map(|line| Row::Line {
        height: text.size * 1.32,
        parts: vec![(
            align,
            Text {
                text: line,
                ..text.clone()
            },
        )],
    });
    Ok(rows.collect())
}

/// Rows for a name on the left, wrapped, and an amount on the right of its last line.
pub fn pair(name: &Text, indent: f32, amount: &Text, right: f32) -> Result<Vec<Row>, DocumentError> {
    let room = right - indent - width(&amount.text, amount.bold, amount.size)? - amount.size * 0.6;
    let mut rows = block(name, Align::Left(indent), room)?;
    if let Some(Row::Line { parts, .. }) = rows.last_mut() {
        parts.push((Align::Right(right), amount.clone()));
    }
    Ok(rows)
}
