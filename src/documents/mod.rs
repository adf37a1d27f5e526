//! Papers.
pub mod receipt;
