//! Builds all lessons of a course on all cores.
//!
//! Lessons are divided into chunks, and the findings of the chunks are joined in the order of lessons. The number of
//! chunks depends only on the course, so the output is the same on every machine.

use std::sync::Arc;

use rayon::prelude::*;

use crate::model::Lesson;
use crate::source::plan::{LessonPlan, Plan};

use super::context::{Collected, Context, Lookups};
use super::lesson::lesson;
use super::lesson_body::PendingBody;
use super::sources::Sources;

/// At most this many shares: each looks for slips in names by itself.
const MOST: usize = 4;

/// To cut a share in two takes longer than to make so few lessons.
const FEW: usize = 100;

/// Lessons that were made together.
pub(super) struct Share<'a> {
    /// Each with what decides its text; `None` for a video without words.
    pub lessons: Vec<(Lesson, Option<PendingBody>)>,
    pub collected: Collected<'a>,
}

/// Makes the lessons of `plan`, in its order, but for their texts.
pub(super) fn lessons<'a>(sources: Sources<'a>, lookups: &Arc<Lookups>, plan: &Plan) -> Vec<Share<'a>> {
    let plans: Vec<&LessonPlan> = plan.lessons().collect();
    let size = plans.len().div_ceil(MOST).max(FEW);
    let share = |plans: &[&LessonPlan]| {
        let context = Context::new(sources, Arc::clone(lookups));
        let mut collected = Collected::new(sources, lookups.limits);
        let lessons = plans.iter().map(|plan| lesson(&context, &mut collected, plan)).collect();
        Share { lessons, collected }
    };
    plans.par_chunks(size).map(share).collect()
}
