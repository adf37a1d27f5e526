//! What is printed of the catalog, as a PDF. Never keeps anything of it: it is made anew from what holds now.

use super::{Error, Till, now};
use crate::documents::DocumentError;
use crate::documents::printout::Printout;
pub use crate::documents::printout::{Kind as PrintoutKind, Made as MadePrintout};
use crate::domain::settings::Sheet;
use crate::domain::title::Title;
use std::sync::Arc;

impl Till {
    /// These titles as price cards, a price list to fold, a tick sheet or a packing list. The code holds a text for phones;
    /// `{sku}` in it stands for the SKU on a title's card.
    ///
    /// # Errors
    /// When there are no titles, they do not fit, or the PDF cannot be made.
    pub fn printout(
        &mut self,
        kind: PrintoutKind,
        sheet: Sheet,
        titles: &[Arc<Title>],
        code: &str,
    ) -> Result<MadePrintout, Error> {
        let settings = self.settings()?;
        let event = self.session()?.map(|session| session.event).unwrap_or_default();
        let offers = self.catalog()?.terms(&event, self.today()?).offers;
        let of = Printout {
            kind,
            sheet,
            titles,
            offers: &offers,
            settings: &settings,
            code: code.trim(),
            at: now(),
        };
        crate::documents::printout::printout(&of).map_err(|error| match error {
            DocumentError::Refused(why) => Error::Refused(why),
            other => Error::Failed(other.to_string()),
        })
    }
}
