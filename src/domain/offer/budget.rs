//! How much work one basket may cost: numbers, never a time.

/// The most steps of one basket. A step gives one copy to one offer or leaves the rest of a piece over,
/// in one way, and counts once for each four words of it: the ways of a basket with many titles are longer.
pub const MAX_STEPS: u64 = 6_500_000;

/// The most looks at a title for an offer while a first answer is made, for one basket.
const MAX_LOOKS: u64 = 4_000_000;

/// The steps that are left.
#[derive(Debug)]
pub(super) struct Budget {
    steps: u64,
    looks: u64,
}

impl Budget {
    /// For one basket.
    pub(super) fn new() -> Budget {
        Budget {
            steps: MAX_STEPS,
            looks: MAX_LOOKS,
        }
    }

    /// Takes steps; false, for good, where fewer than `kept` would be left.
    pub(super) fn take(&mut self, steps: usize, kept: u64) -> bool {
        let left = self.steps.checked_sub(steps as u64).filter(|left| *left >= kept);
        self.steps = left.unwrap_or(self.steps.min(kept));
        left.is_some()
    }

    /// Lets go of all steps but these.
    pub(super) fn leave(&mut self, kept: u64) {
        self.steps = self.steps.min(kept);
    }

    /// Takes looks at a title for an offer, one for each; false where there are not enough left.
    pub(super) fn look(&mut self, looks: usize) -> bool {
        let left = self.looks.checked_sub(looks as u64);
        self.looks = left.unwrap_or(0);
        left.is_some()
    }
}
