//! Plans of small courses that are written as outlines, each rule by its name; then properties of all plans.

mod outline;
mod property;
mod rules;
mod show;
mod world;
