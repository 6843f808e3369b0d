//! Progress events of a run.

use crate::model::CoursePath;
use crate::platform::Pause;

/// Told what goes on, from several threads at once. The default of every method is silence.
pub trait Reporter: Send + Sync {
    /// This many files, of this many bytes together, are about to be uploaded.
    fn uploads_begin(&self, files: usize, bytes: u64) {
        let _ = (files, bytes);
    }
    /// A file's upload begins.
    fn upload_begins(&self, path: &CoursePath, bytes: u64) {
        let _ = (path, bytes);
    }
    /// So many bytes of the file were handed over; another attempt begins at zero again.
    fn upload_moves(&self, path: &CoursePath, bytes: u64) {
        let _ = (path, bytes);
    }
    /// The platform has the file.
    fn upload_ends(&self, path: &CoursePath) {
        let _ = path;
    }
    /// The file could not be uploaded; the reason comes with the end of the run.
    fn upload_fails(&self, path: &CoursePath) {
        let _ = path;
    }
    /// All uploads are done, or none is tried any more.
    fn uploads_end(&self) {}
    /// The course is being sent: from here to the answer the run is not interrupted.
    fn sending(&self) {}
    /// An attempt failed, and the next one waits. While the course itself waits, the run can be stopped.
    fn pausing(&self, pause: &Pause, is_course: bool) {
        let _ = (pause, is_course);
    }
    /// So many writes of an update are about to be made.
    fn writes_begin(&self, number: usize) {
        let _ = number;
    }
    /// The write of this number, counted from 1, of so many begins.
    fn write_begins(&self, at: usize, of: usize) {
        let _ = (at, of);
    }
    /// All writes are done.
    fn writes_end(&self) {}
    /// The platform's lists do not show everything yet: they are read again.
    fn waiting_for_lists(&self) {}
    /// The author wants to stop while the course is being sent: the answer is waited for all the same.
    fn cannot_stop(&self) {}
}

/// Says nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Reporter for Silent {}
