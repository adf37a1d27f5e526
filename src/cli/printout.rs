//! Papers made from the catalog: `zinetill catalog print`, `zinetill stock packing -o`.

use super::papers::sheet_of;
use super::refused;
use super::show::{self, Shown};
use super::stock::on_sale;
use crate::domain::settings::Sheet;
use crate::domain::title::{Sku, Title};
use crate::till::{Error, PrintoutKind, Till, write_whole};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is printed of the catalog.
#[derive(Debug, Args)]
pub struct CatalogPrintArgs {
    /// Price cards to cut, a price list that folds into eight small pages, a sheet to tick on when the battery dies, a list
    /// of what to pack
    #[arg(value_parser = PossibleValuesParser::new(PrintoutKind::ALL.map(PrintoutKind::name)))]
    what: String,
    /// Only these titles; all that are on sale where none is named
    skus: Vec<String>,
    #[command(flatten)]
    sheet: SheetOf,
    /// Only titles with this tag
    #[arg(long, conflicts_with = "skus")]
    tag: Option<String>,
    /// A code for phones on each card, or on the back of the price list; {sku} stands for the title's SKU
    #[arg(long, value_name = "TEXT", default_value = "")]
    qr: String,
    /// Where to
    #[arg(short, long, value_name = "FILE.pdf")]
    output: PathBuf,
}

/// A sheet of paper.
#[derive(Debug, Args)]
pub struct SheetOf {
    /// a4 or letter; what printers hold where the currency is used if nothing is said
    #[arg(long)]
    paper: Option<String>,
}

impl SheetOf {
    fn sheet(&self, till: &Till) -> Result<Sheet, Error> {
        sheet_of(self.paper.as_deref(), till.settings()?.currency)
    }
}

pub fn run(args: &CatalogPrintArgs, folder: &Path) -> Result<Shown, Error> {
    let mut till = Till::open(folder)?;
    let kind = PrintoutKind::parse(&args.what).ok_or_else(|| refused(format!("`{}` cannot be printed", args.what)))?;
    let titles = match args.skus.as_slice() {
        [] => on_sale(&mut till, args.tag.as_deref())?,
        skus => named(&mut till, skus)?,
    };
    write(&mut till, kind, &titles, &args.sheet, &args.qr, &args.output)
}

/// Makes the paper and writes it whole.
pub(super) fn write(
    till: &mut Till,
    kind: PrintoutKind,
    titles: &[Arc<Title>],
    sheet: &SheetOf,
    code: &str,
    file: &Path,
) -> Result<Shown, Error> {
    let sheet = sheet.sheet(till)?;
    let made = till.printout(kind, sheet, titles, code)?;
    write_whole(file, &made.bytes)
        .map_err(|why| Error::Failed(format!("{} could not be written: {why}", file.display())))?;
    let mut text = format!(
        "{} of {} on {}: {}",
        kind.name(),
        show::counted(titles.len(), "title", "titles"),
        show::counted(made.sheets, "sheet", "sheets"),
        file.display()
    );
    if kind == PrintoutKind::MiniZine {
        text.push_str(
            "\nFold it in eight along the dots, unfold it, cut the dashed line in the middle, fold it lengthwise and push the ends together.",
        );
        if made.sheets > 1 {
            text.push_str(" Each sheet is a zine of its own: one holds not all titles in letters that can be read.");
        }
    }
    if !made.cut.is_empty() {
        text.push_str(&format!(
            "\nToo long for its place, so cut short with …: {}",
            made.cut.join("; ")
        ));
    }
    Ok(Shown::new(
        json!({"file": file, "kind": kind.name(), "titles": titles.len(), "sheets": made.sheets, "cut": made.cut}),
        text,
    ))
}

fn named(till: &mut Till, skus: &[String]) -> Result<Vec<Arc<Title>>, Error> {
    let catalog = till.catalog()?;
    let title = |sku: &String| {
        let sku = Sku::new(sku).map_err(refused)?;
        let missing = || {
            refused(format!(
                "there is no title `{sku}`; `zinetill catalog list` shows what there is"
            ))
        };
        catalog.get(&sku).cloned().ok_or_else(missing)
    };
    skus.iter().map(title).collect()
}
