//! Looks at a course after its first import: did everything arrive, and which object is which?

use std::collections::BTreeSet;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::folder_values::FolderValues;
use super::read_back::has_same_words;
use super::remember::{self, Nodes};
use super::snapshot::Snapshot;
use crate::platform::courses_v3::{CallError, CoursesApi, Id};
use crate::sync::diff::{self, Difference, Differs, Options, Plan};
use crate::sync::lock::{Destination, Lock};
use crate::sync::reporter::Reporter;
use crate::sync::stop::stopped;
use crate::sync::versions::{Base, Field, Local, MediaPlace, Met, NodeKind, Remote};

/// The longest pause between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// What is looked at.
pub struct Verification<'a> {
    /// The courses of the location.
    pub api: &'a CoursesApi,
    /// The location.
    pub to: &'a Destination,
    /// The course there.
    pub course: &'a Id,
    /// What was sent.
    pub local: &'a Local,
    /// The texts that were sent.
    pub values: &'a FolderValues<'a>,
    /// How long the course is waited for.
    pub limit: Duration,
}

/// What the platform has of a course that was imported.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// Categories and lessons that were sent, and those that are there.
    pub nodes: [usize; 2],
    /// Nodes that are bound to their counterparts now.
    pub bound: usize,
    /// What is not as it was sent.
    pub differs: Vec<Difference>,
    /// Texts that the platform spells in another way, with the same words.
    pub rewritten: usize,
}

impl Verified {
    /// Whether everything that was sent is bound to its counterpart.
    pub fn is_bound(&self) -> bool {
        self.bound >= self.nodes[0]
    }

    /// Whether everything is there as it was sent.
    pub fn is_clean(&self) -> bool {
        self.nodes[0] == self.nodes[1] && self.differs.is_empty()
    }
}

/// The base with what a plan binds and remembers without a call; as it was where it is unclear what belongs to what.
pub fn bound(base: &Base, plan: &Plan, local: &Local, remote: &Remote) -> Base {
    let mut bound = base.clone();
    if plan.ambiguous.is_empty() {
        remember::remember(&mut bound, plan, &Nodes::of(local, remote));
        remember::remember_orders(&mut bound, plan);
    }
    bound
}

impl Verification<'_> {
    /// Waits until the course is there, and binds what was sent to what is there. The lock is not saved. `None` where the
    /// platform does not have the course yet.
    pub async fn run(
        &self,
        lock: &mut Lock,
        stop: &mut watch::Receiver<bool>,
        reporter: &dyn Reporter,
    ) -> Result<Option<Verified>, CallError> {
        let Some(snapshot) = self.wait(stop, reporter).await? else { return Ok(None) };
        let remote = snapshot.remote();
        let mut base = lock.base(self.to);
        let mut verified = self.bind(&mut base, &remote);
        verified.differs.retain(|difference| !self.is_rewritten(difference, &snapshot));
        verified.rewritten = self.remember_rewritten(&mut base, &remote, &snapshot);
        lock.set_base(self.to, &base);
        lock.target_mut(self.to).course = Some(self.course.clone());
        Ok(Some(verified))
    }

    async fn wait(
        &self,
        stop: &mut watch::Receiver<bool>,
        reporter: &dyn Reporter,
    ) -> Result<Option<Snapshot>, CallError> {
        let end = Instant::now() + self.limit;
        let mut pause = Duration::from_millis(500);
        loop {
            let snapshot = Snapshot::read(self.api, self.course).await?;
            let is_whole = snapshot.as_ref().is_some_and(|snapshot| self.is_whole(snapshot));
            if is_whole || Instant::now() + pause > end || *stop.borrow() {
                return Ok(snapshot);
            }
            reporter.waiting_for_lists();
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stopped(stop) => {}
            }
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    fn is_whole(&self, snapshot: &Snapshot) -> bool {
        let sent = |kind| self.local.nodes.iter().filter(|node| node.kind == kind).count();
        sent(NodeKind::Category) <= snapshot.categories.len()
            && sent(NodeKind::Lesson) <= snapshot.lessons.len()
    }

    fn bind(&self, base: &mut Base, remote: &Remote) -> Verified {
        let plan = diff::diff(base, self.local, remote, &Options::default());
        *base = bound(base, &plan, self.local, remote);
        let bound = base.nodes.iter().filter(|node| node.remote.is_some()).count();
        let counts = [self.local.nodes.len(), remote.nodes.len()];
        Verified { nodes: counts, bound, differs: plan.differs, rewritten: 0 }
    }

    fn is_rewritten(&self, difference: &Difference, snapshot: &Snapshot) -> bool {
        let node = &difference.node;
        let (Some(local), Some(remote)) = (&node.local, &node.remote) else { return false };
        difference.what == Differs::Field(Field::Text)
            && has_same_words(
                snapshot.html(node.kind, remote),
                &self.values.text(node.kind, local, MediaPlace::Beside),
            )
    }

    /// Takes the platform's spelling of a text for what was sent, where the words are the same.
    fn remember_rewritten(&self, base: &mut Base, remote: &Remote, snapshot: &Snapshot) -> usize {
        let nodes = Nodes::of(self.local, remote);
        let mut rewritten = 0;
        for local in &self.local.nodes {
            let Some(there) = base.get(local.kind, &local.id).and_then(|node| node.remote.clone()) else {
                continue;
            };
            let Some(there) = nodes.remote.get(&there) else { continue };
            let is_other = there.fields.get(&Field::Text).is_some_and(|text| {
                local.print(Field::Text, MediaPlace::Beside).is_some_and(|sent| sent != *text)
            });
            let has_words = || {
                let own = self.values.text(local.kind, &local.id, MediaPlace::Beside);
                has_same_words(snapshot.html(local.kind, &there.id), &own)
            };
            if is_other && has_words() {
                let met = Met { local, remote: there, media: MediaPlace::Beside };
                base.met(met, &BTreeSet::from([Field::Text]));
                rewritten += 1;
            }
        }
        rewritten
    }
}
