//! Findings as text: one file a format, finished diagnostics in, text out.

pub mod concise;
pub mod full;
