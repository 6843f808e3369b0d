//! Looks at the platform after the writes, and remembers how it shows what was sent.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::folder_values::FolderValues;
use super::read_back::has_same_words;
use super::report::{HowShown, Shown};
use super::snapshot::Snapshot;
use crate::platform::courses_v3::{CallError, CoursesApi, Id};
use crate::sync::diff::NodeRef;
use crate::sync::reporter::Reporter;
use crate::sync::stop::stopped;
use crate::sync::versions::{
    Base, Field, LocalId, LocalNode, MediaPlace, Met, NodeKind, Print, Remote, RemoteNode,
};

/// The longest pause between two looks.
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// An object that was made, written or removed.
#[derive(Debug, Clone)]
pub(super) struct Written {
    remote: Id,
    /// `None` for what was removed.
    sent: Option<Sent>,
}

#[derive(Debug, Clone)]
struct Sent {
    kind: NodeKind,
    local: LocalId,
    media: MediaPlace,
    fields: BTreeSet<Field>,
    /// The fields as they were; empty for what was made.
    before: BTreeMap<Field, Print>,
}

impl Written {
    /// An object that was made.
    pub(super) fn made(local: &LocalNode, remote: &Id, media: MediaPlace) -> Self {
        let fields = Field::compared(local.kind).iter().copied().collect();
        Self::updated(local, remote, media, fields, BTreeMap::new())
    }

    /// An object whose `fields` were written over those of `before`.
    pub(super) fn updated(
        local: &LocalNode,
        remote: &Id,
        media: MediaPlace,
        fields: BTreeSet<Field>,
        before: BTreeMap<Field, Print>,
    ) -> Self {
        let (kind, local) = (local.kind, local.id.clone());
        Self { remote: remote.clone(), sent: Some(Sent { kind, local, media, fields, before }) }
    }

    /// An object that was removed.
    pub(super) fn removed(remote: &Id) -> Self {
        Self { remote: remote.clone(), sent: None }
    }
}

/// What is looked at.
pub(super) struct Look<'l> {
    pub(super) api: &'l CoursesApi,
    pub(super) course: &'l Id,
    pub(super) values: &'l FolderValues<'l>,
    pub(super) local: &'l HashMap<(NodeKind, &'l LocalId), &'l LocalNode>,
    pub(super) written: &'l [Written],
}

/// What the platform showed.
pub(super) struct Seen {
    snapshot: Option<Snapshot>,
    remote: Remote,
    pub(super) is_settled: bool,
}

impl Look<'_> {
    /// Reads the course until its lists show everything that was done, at most for this long.
    pub(super) async fn until_settled(
        &self,
        limit: Duration,
        stop: &mut watch::Receiver<bool>,
        reporter: &dyn Reporter,
    ) -> Result<Seen, CallError> {
        let end = Instant::now() + limit;
        let mut pause = Duration::from_secs(1);
        loop {
            let snapshot = Snapshot::read(self.api, self.course).await?;
            let remote = snapshot.as_ref().map(Snapshot::remote).unwrap_or_default();
            let is_settled = self.is_settled(&remote);
            if is_settled || Instant::now() + pause > end || *stop.borrow() {
                return Ok(Seen { snapshot, remote, is_settled });
            }
            reporter.waiting_for_lists();
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = stopped(stop) => {}
            }
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    fn is_settled(&self, remote: &Remote) -> bool {
        let there: HashMap<&Id, &RemoteNode> = remote.nodes.iter().map(|node| (&node.id, node)).collect();
        self.written.iter().all(|written| match (&written.sent, there.get(&written.remote)) {
            (None, node) => node.is_none(),
            (Some(_), None) => false,
            (Some(sent), Some(node)) => sent.fields.iter().all(|field| !self.is_stale(sent, *field, node)),
        })
    }

    /// Whether a field is as it was before it was written.
    fn is_stale(&self, sent: &Sent, field: Field, there: &RemoteNode) -> bool {
        let (before, now) = (sent.before.get(&field), there.fields.get(&field));
        // A picture that was not taken looks the same as one that is not listed yet.
        field != Field::Picture
            && before.is_some()
            && before == now
            && self.wanted(sent, field).as_ref() != now
    }

    fn wanted(&self, sent: &Sent, field: Field) -> Option<Print> {
        self.local.get(&(sent.kind, &sent.local))?.print(field, sent.media)
    }
}

impl Seen {
    /// Remembers how the platform shows what was sent; gives what is shown in another way. What may be a change of somebody
    /// is not remembered: the next run shows it.
    pub(super) fn record(&self, base: &mut Base, look: &Look<'_>) -> Vec<Shown> {
        let there: HashMap<&Id, &RemoteNode> =
            self.remote.nodes.iter().map(|node| (&node.id, node)).collect();
        let mut shown = Vec::new();
        for written in look.written {
            let (Some(sent), Some(node)) = (&written.sent, there.get(&written.remote)) else { continue };
            let Some(local) = look.local.get(&(sent.kind, &sent.local)) else { continue };
            for field in &sent.fields {
                let Some(how) = self.how_shown(look, sent, *field, node) else { continue };
                if how != HowShown::Otherwise {
                    let met = Met { local, remote: node, media: sent.media };
                    base.met(met, &BTreeSet::from([*field]));
                }
                let node = node_ref(local, &written.remote);
                shown.push(Shown { node, remote: written.remote.clone(), field: *field, how });
            }
        }
        shown
    }

    fn how_shown(&self, look: &Look<'_>, sent: &Sent, field: Field, there: &RemoteNode) -> Option<HowShown> {
        let wanted = look.wanted(sent, field)?;
        let now = *there.fields.get(&field)?;
        if now == wanted || look.is_stale(sent, field, there) {
            return None;
        }
        Some(match field {
            Field::Picture if now == Print::of_nothing() => HowShown::Dropped,
            Field::Text => {
                let html = self.snapshot.as_ref().map_or("", |snapshot| snapshot.html(sent.kind, &there.id));
                let own = look.values.text(sent.kind, &sent.local, sent.media);
                if has_same_words(html, &own) { HowShown::Rewritten } else { HowShown::Otherwise }
            }
            _ => HowShown::Otherwise,
        })
    }
}

fn node_ref(local: &LocalNode, remote: &Id) -> NodeRef {
    NodeRef {
        kind: local.kind,
        local: Some(local.id.clone()),
        path: Some(local.path.clone()),
        remote: Some(remote.clone()),
        title: local.title.clone(),
    }
}
