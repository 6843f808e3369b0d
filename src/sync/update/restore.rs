//! Puts back what a run replaced.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use tokio::sync::watch;

use super::apply::UpdateError;
use super::folder_values::Changes;
use super::one_write::{self, Means};
use super::pre_images::{OrderImage, PreImage, PreImages};
use super::read_back::{self, Asked};
use super::remote_object::RemoteObject;
use super::restore_attached::AttachedImage;
use super::snapshot::Snapshot;
use crate::platform::courses_v3::{self, CoursesApi, Id, UnknownValue};
use crate::sync::lock::{Destination, Lock};
use crate::sync::versions::{Base, LocalId, NodeKind, OrderThere, RemoteNode};

/// What a restore does.
#[derive(Debug, Default)]
pub struct RestorePlan {
    /// Objects that get their old values, as they are now and as they were.
    pub objects: Vec<[RemoteObject; 2]>,
    /// Lists that get their old order.
    pub orders: Vec<OrderImage>,
    /// Quizzes and assignments that get their old settings.
    pub attached: Vec<AttachedImage>,
    /// Quizzes whose old questions cannot be put back.
    pub questions: Vec<AttachedImage>,
    /// Objects that are not there any more. No call makes one with its old id.
    pub gone: Vec<RemoteObject>,
}

/// What a restore did.
#[derive(Debug, Default)]
pub struct RestoreReport {
    /// How many objects have their old values again.
    pub restored: usize,
    /// How many lists have their old order again.
    pub sorted: usize,
    /// Objects that the platform did not take back, with the reason.
    pub skipped: Vec<(RemoteObject, String)>,
    /// Quizzes and assignments that the platform did not take back, with the reason.
    pub skipped_attached: Vec<(AttachedImage, String)>,
    /// The copies of what the restore itself replaced.
    pub run: Option<String>,
}

impl RestorePlan {
    /// Compares the copies of a run with what is there.
    pub fn new(images: Vec<PreImage>, snapshot: Snapshot) -> Self {
        let siblings = siblings(&snapshot);
        let lessons: HashMap<Id, RemoteNode> =
            snapshot.remote().nodes.into_iter().map(|node| (node.id.clone(), node)).collect();
        let attached = snapshot.attached.clone().unwrap_or_default();
        let mut now: HashMap<(NodeKind, Id), RemoteObject> =
            snapshot.into_objects().map(|object| ((object.kind(), object.id().clone()), object)).collect();
        let mut plan = Self::default();
        for image in images {
            match image {
                PreImage::Object(before) => match now.remove(&(before.kind(), before.id().clone())) {
                    None => plan.gone.push(*before),
                    Some(now) if is_same(&now, &before) => {}
                    Some(now) => plan.objects.push([now, *before]),
                },
                PreImage::Attached(lesson, before) => {
                    let both = lessons.get(&lesson).cloned().zip(attached.get(&lesson).cloned());
                    let Some(image) = both.and_then(|(node, now)| AttachedImage::new(node, now, *before))
                    else {
                        continue;
                    };
                    if image.has_other_questions() {
                        plan.questions.push(image.clone());
                    }
                    if image.has_other_settings() {
                        plan.attached.push(image);
                    }
                }
                PreImage::Order(order) => {
                    let key = (order.of_lessons, order.parent.clone());
                    let there = siblings.get(&key).map_or(&[][..], Vec::as_slice);
                    let members = merged(&order.members, there);
                    if members != there {
                        plan.orders.push(OrderImage { members, ..order });
                    }
                }
            }
        }
        plan
    }

    /// Whether everything is as it was.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.orders.is_empty() && self.attached.is_empty()
    }
}

/// Children of each parent in their order, by whether they are lessons.
fn siblings(snapshot: &Snapshot) -> HashMap<(bool, Option<Id>), Vec<Id>> {
    let mut siblings: HashMap<(bool, Option<Id>), Vec<Id>> = HashMap::new();
    for node in snapshot.remote().nodes {
        if node.kind != NodeKind::Course {
            siblings.entry((node.kind == NodeKind::Lesson, node.parent)).or_default().push(node.id);
        }
    }
    siblings
}

/// The old order of those that are still there; what came since stays behind the one that it follows.
fn merged(old: &[Id], there: &[Id]) -> Vec<Id> {
    let is_there: HashSet<&Id> = there.iter().collect();
    let mut members: Vec<Id> = old.iter().filter(|id| is_there.contains(id)).cloned().collect();
    let old: HashSet<&Id> = old.iter().collect();
    for (at, id) in there.iter().enumerate().filter(|(_, id)| !old.contains(id)) {
        let behind = at.checked_sub(1).map(|before| &there[before]);
        let place = behind.and_then(|behind| members.iter().position(|member| member == behind));
        members.insert(place.map_or(0, |place| place + 1), id.clone());
    }
    members
}

/// Whether two states of an object have the same writable values, in the same place.
fn is_same(now: &RemoteObject, before: &RemoteObject) -> bool {
    let body = |object: &RemoteObject| {
        let unknown: BTreeSet<UnknownValue> = object.node().unknown.into_iter().collect();
        object.put(&Changes::default(), &unknown).map(|body| body.bytes().to_vec()).ok()
    };
    now.node().parent == before.node().parent && body(now) == body(before)
}

/// What a restore works with.
pub struct Restore<'a> {
    /// The courses of the location.
    pub api: &'a CoursesApi,
    /// The location.
    pub to: &'a Destination,
    /// The course there.
    pub course: &'a Id,
    /// Where copies of what is replaced are kept.
    pub pre_images: PreImages,
    /// Becomes `true` when the run should stop.
    pub stop: watch::Receiver<bool>,
}

impl Restore<'_> {
    /// Carries out a plan. The lock has the restored values as its base afterwards, so that the next import shows those of
    /// the folder as changes.
    pub async fn run(mut self, plan: RestorePlan, lock: &mut Lock) -> Result<RestoreReport, UpdateError> {
        let mut report = RestoreReport::default();
        let mut base = lock.base(self.to);
        for [now, before] in plan.objects {
            if *self.stop.borrow() {
                return Err(UpdateError::Stopped);
            }
            let replaced = now.node();
            match self.put_back(now, &before).await? {
                None => {
                    base.restored(&before.node(), &replaced);
                    lock.set_base(self.to, &base);
                    lock.save()?;
                    report.restored += 1;
                }
                Some(why) => report.skipped.push((before, why)),
            }
        }
        for image in plan.attached {
            if *self.stop.borrow() {
                return Err(UpdateError::Stopped);
            }
            match image.put_back(self.api, self.course, &mut self.pre_images).await? {
                None => {
                    let restored = image.restored();
                    let replaced = RemoteNode { fields: BTreeMap::new(), ..restored.clone() };
                    base.restored(&restored, &replaced);
                    lock.set_base(self.to, &base);
                    lock.save()?;
                    report.restored += 1;
                }
                Some(why) => report.skipped_attached.push((image, why)),
            }
        }
        for order in &plan.orders {
            if *self.stop.borrow() {
                return Err(UpdateError::Stopped);
            }
            self.sort(order).await?;
            restore_order(&mut base, order);
            report.sorted += 1;
        }
        lock.set_base(self.to, &base);
        lock.save()?;
        report.run = self.pre_images.name().map(str::to_owned);
        Ok(report)
    }

    /// Writes an object as it was; says why it is not.
    async fn put_back(
        &mut self,
        now: RemoteObject,
        before: &RemoteObject,
    ) -> Result<Option<String>, UpdateError> {
        let unknown: BTreeSet<UnknownValue> = before.node().unknown.into_iter().collect();
        let parent = before.node().parent;
        let moves = now.node().parent != parent && now.kind() != NodeKind::Course;
        let changes = Changes { parent: moves.then_some(parent.as_ref()), ..Changes::default() };
        let Ok(body) = before.put(&changes, &unknown) else {
            return Ok(Some("it holds values that cannot be sent".to_owned()));
        };
        self.pre_images.keep(&now)?;
        let nothing = BTreeSet::new();
        let asked = Asked { fields: &nothing, print: &|_| None, text: "", parent: None };
        let is_done = |now: &RemoteObject| read_back::moved(before, now, &asked).is_empty();
        match one_write::put(self.api, self.course, before, &body, is_done).await {
            Ok(()) => Ok(None),
            Err(Means::IsGone) => Ok(Some("it was removed on the platform".to_owned())),
            Err(Means::Skip(why)) => Ok(Some(why.to_string())),
            Err(Means::Stop(error)) => Err(error.into()),
        }
    }

    async fn sort(&mut self, order: &OrderImage) -> Result<(), UpdateError> {
        let OrderImage { parent, of_lessons, members } = order;
        match (parent, of_lessons) {
            (Some(category), true) => {
                courses_v3::sequence_lessons(self.api, self.course, category, members).await?;
            }
            _ => courses_v3::sequence_categories(self.api, self.course, members).await?,
        }
        Ok(())
    }
}

/// The restored order is what both sides had last.
fn restore_order(base: &mut Base, order: &OrderImage) {
    let kind = if order.of_lessons { NodeKind::Lesson } else { NodeKind::Category };
    let local = |id: &Id| {
        let found = base.nodes.iter().find(|node| node.remote.as_ref() == Some(id));
        found.map(|node| node.id.clone())
    };
    let parent: Option<LocalId> = order.parent.as_ref().and_then(local);
    if order.parent.is_some() && parent.is_none() {
        return;
    }
    let members: Vec<LocalId> = order.members.iter().filter_map(local).collect();
    base.met_order(kind, parent.as_ref(), &members, &OrderThere::Same);
}
