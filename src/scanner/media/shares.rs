//! Makes all lessons of a course on all cores.
//!
//! Lessons are cut into shares, each made by itself, and what they say is put together in the order of
//! lessons. How many shares there are depends on the course alone, so that it says the same on every
//! machine.

use std::sync::Arc;

use rayon::prelude::*;

use crate::course::Lesson;
use crate::scanner::plan::{LessonPlan, Plan};

use super::Media;

/// At most this many shares: each looks for slips in names by itself.
const MOST: usize = 4;

/// To cut a share in two takes longer than to make so few lessons.
const FEW: usize = 100;

impl Media<'_> {
    /// Makes the lessons of `plan`, in its order, but for their texts.
    pub fn lessons(&mut self, plan: &Plan) -> impl Iterator<Item = Lesson> + use<> {
        let plans: Vec<&LessonPlan> = plan.lessons().collect();
        let size = plans.len().div_ceil(MOST).max(FEW);
        let (sources, known) = (self.sources, &self.known);
        let share = |plans: &[&LessonPlan]| {
            let mut media = Media::with(sources, Arc::clone(known));
            let lessons: Vec<Lesson> = plans.iter().map(|plan| media.lesson(plan)).collect();
            let Media { files, let_go, diagnostics, unfilled, .. } = media;
            (lessons, files, let_go, diagnostics, unfilled)
        };
        let shares: Vec<_> = plans.par_chunks(size).map(share).collect();
        let mut all = Vec::with_capacity(shares.len());
        for (lessons, files, let_go, diagnostics, unfilled) in shares {
            all.push(lessons);
            self.files.join(files);
            self.let_go.extend(let_go);
            self.diagnostics.extend(diagnostics);
            self.unfilled.extend(unfilled);
        }
        all.into_iter().flatten()
    }
}
