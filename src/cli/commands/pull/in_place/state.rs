//! A course on both sides, before anything changes.

use std::collections::BTreeMap;

use tokio::sync::watch;

use crate::cli::exit::CommandError;
use crate::cli::load::LoadedCourse;
use crate::cli::target::Target;
use crate::cli::update::three::{self, There, Three};
use crate::sync;
use crate::sync::diff::Options;
use crate::sync::lock::Lock;
use crate::sync::update::course_addresses::CourseAddresses;
use crate::sync::versions::{LocalId, NodeKind};

/// Both sides, and what is known of them.
pub(super) struct State<'a> {
    pub found: &'a LoadedCourse,
    pub addresses: CourseAddresses,
    pub three: Three,
    pub plan: sync::diff::Plan,
    /// Fingerprints of the blocks that were sent last, by lesson.
    pub sent_blocks: BTreeMap<LocalId, Vec<String>>,
}

impl<'a> State<'a> {
    pub(super) fn of(
        found: &'a LoadedCourse,
        lock: &Lock,
        target: &Target,
        there: &There,
    ) -> Result<Self, CommandError> {
        let nothing = || CommandError::failed_because("the folder has no course");
        let course = found.scan.course.as_ref().ok_or_else(nothing)?;
        let (_keeps, never) = watch::channel(false);
        let planned = sync::plan(course, lock, &target.to, &never)?.ok_or_else(nothing)?;
        let portal = found.scan.updates.portal.as_ref();
        let mut addresses = CourseAddresses::of(&planned, portal, lock, &target.to);
        addresses.quizzes_apart(lock, &target.to);
        let three = Three::of(course, &addresses, lock, &target.to, there);
        let options = three::options(Options::default(), found.scan.updates.media, lock, &target.to);
        let plan = three.plan(&options);
        let lessons = three.local.nodes.iter().filter(|node| node.kind == NodeKind::Lesson);
        let sent = lessons.filter_map(|node| {
            let blocks = &lock.text(&target.to, &node.id)?.blocks;
            Some((node.id.clone(), blocks.each().map(str::to_owned).collect()))
        });
        let sent_blocks = sent.collect();
        Ok(Self { found, addresses, three, plan, sent_blocks })
    }
}
