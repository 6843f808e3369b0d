//! The platform's API: so far the shape of what it takes ([`wire`]).

pub mod wire;
