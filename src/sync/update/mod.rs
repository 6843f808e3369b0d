//! Brings a course that is on the platform in step with its folder, carefully.
//!
//! Nobody has reported what the writes of the newer API really do. So whatever is replaced is kept beforehand
//! ([`pre_images`]), the first write is read back ([`read_back`]), and what the platform shows at the end is compared with
//! what was sent ([`confirm`]).
//!
//! The order of a run: [`capability`] (is the API there?) → [`snapshot`] (three reads) → [`diff`](super::diff) (the plan) →
//! [`apply`] (the calls) → [`confirm`]. After a first import [`verify`] reads in the same way and binds the objects.
//! [`quizzes`] sends what belongs to a lesson and has calls of its own. [`restore`] puts back what a run replaced.

pub mod apply;
pub mod capability;
mod confirm;
pub mod course_addresses;
pub mod find_course;
pub mod folder_values;
mod one_write;
pub mod option_text;
pub mod pre_images;
mod quizzes;
pub mod read_back;
mod remember;
pub mod remote_object;
pub mod report;
pub mod restore;
pub mod restore_attached;
pub mod snapshot;
pub mod verify;
