//! The plan of an update for people: counts, then one line an operation by category, then what is not done and why.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::cli::output::terminal::{FAINT, STRONG};
use crate::platform::courses_v3::Id;
use crate::shown::shown;
use crate::size::count;
use crate::sync::diff::{
    Ambiguity, Clash, Conflict, Decision, Difference, Differs, Guard, Kept, KeptBecause, Member, NeedsYou,
    NodeRef, Operation, Parent, Plan, Reason, Side,
};
use crate::sync::versions::{Field, Local, LocalId, NodeKind, Print, Remote, RemoteNode};

const ADD: Style = AnsiColor::Green.on_default();
const CHANGE: Style = AnsiColor::Yellow.on_default();
const REMOVE: Style = AnsiColor::Red.on_default();

/// The most lines of one section; the rest is counted.
const MOST: usize = 100;

/// Titles of categories on both sides, for headings.
pub(in crate::cli) struct Titles<'a> {
    local: HashMap<&'a LocalId, (&'a str, Option<&'a LocalId>)>,
    remote: HashMap<&'a Id, (&'a str, Option<&'a Id>)>,
    order: HashMap<(NodeKind, &'a LocalId), usize>,
    parent_here: HashMap<(NodeKind, &'a LocalId), Option<&'a LocalId>>,
    parent_there: HashMap<&'a Id, Option<&'a Id>>,
    /// Lessons whose quizzes have questions there.
    asks_there: HashSet<&'a Id>,
}

impl<'a> Titles<'a> {
    pub(in crate::cli) fn of(local: &'a Local, remote: &'a Remote) -> Self {
        let categories = local.nodes.iter().filter(|node| node.kind == NodeKind::Category);
        let there = remote.nodes.iter().filter(|node| node.kind == NodeKind::Category);
        Self {
            local: categories.map(|node| (&node.id, (node.title.as_str(), node.parent.as_ref()))).collect(),
            remote: there.map(|node| (&node.id, (node.title.as_str(), node.parent.as_ref()))).collect(),
            order: local.nodes.iter().zip(0..).map(|(node, at)| ((node.kind, &node.id), at)).collect(),
            parent_here: local
                .nodes
                .iter()
                .map(|node| ((node.kind, &node.id), node.parent.as_ref()))
                .collect(),
            parent_there: remote.nodes.iter().map(|node| (&node.id, node.parent.as_ref())).collect(),
            asks_there: remote.nodes.iter().filter(|node| asks(node)).map(|node| &node.id).collect(),
        }
    }

    /// The category that a node is shown below: `Start / Basics`; empty for the course.
    fn heading(&self, node: &NodeRef) -> String {
        let here = node.local.as_ref().and_then(|id| self.parent_here.get(&(node.kind, id)));
        match (here, &node.remote) {
            (Some(parent), _) => self.path_here(*parent),
            (None, Some(id)) => self.path_there(self.parent_there.get(id).copied().flatten()),
            (None, None) => String::new(),
        }
    }

    fn path_here(&self, category: Option<&LocalId>) -> String {
        let Some((title, above)) = category.and_then(|id| self.local.get(id)) else { return String::new() };
        joined(&self.path_here(above.filter(|above| Some(*above) != category)), title)
    }

    fn path_there(&self, category: Option<&Id>) -> String {
        let Some((title, above)) = category.and_then(|id| self.remote.get(id)) else { return String::new() };
        // Two levels are all that there are; whatever a platform says, this ends.
        let above = above.and_then(|id| self.remote.get(id)).map_or("", |(title, _)| *title);
        joined(above, title)
    }

    fn parent(&self, parent: &Parent) -> String {
        match parent {
            Parent::Course => String::new(),
            Parent::There(id) => self.path_there(Some(id)),
            Parent::New(id) => self.path_here(Some(id)),
        }
    }

    fn rank(&self, node: &NodeRef) -> usize {
        let here = node.local.as_ref().and_then(|id| self.order.get(&(node.kind, id)));
        here.copied().unwrap_or(usize::MAX)
    }
}

/// Whether the quiz of a lesson has questions.
fn asks(node: &RemoteNode) -> bool {
    node.fields.get(&Field::Questions).is_some_and(|questions| *questions != Print::of_nothing())
}

fn joined(above: &str, title: &str) -> String {
    let title = shown(title);
    if above.is_empty() { title.into_owned() } else { format!("{above} / {title}") }
}

/// The lines below the course's title. Empty where both sides are in step.
pub(in crate::cli) fn lines(plan: &Plan, titles: &Titles<'_>) -> String {
    let mut text = String::new();
    operations(&mut text, plan, titles);
    section(&mut text, "conflicts", plan.conflicts.iter().map(|it| conflict(it, titles)));
    section(&mut text, "decided conflicts", plan.decided.iter().map(|it| decision(it, titles)));
    section(&mut text, "unclear", plan.ambiguous.iter().map(ambiguity));
    let asked = plan.asks_about_media.iter().map(|node| {
        format!(
            "{}  {FAINT}new, with a video or materials, which no call can attach{FAINT:#}",
            name(node, titles)
        )
    });
    section(&mut text, "asks you", asked);
    section(&mut text, "needs you", plan.needs_you.iter().map(|it| needs_you(it, titles)));
    section(&mut text, "differs on the platform", plan.differs.iter().map(|it| difference(it, titles)));
    section(&mut text, "kept without a file", plan.kept.iter().map(|it| kept(it, titles)));
    if let Some(Guard { gone, of, named }) = plan.guard {
        let lessons = count(of, "lesson", "lessons");
        let named = named.map(|named| format!(", not {named}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "  nothing is removed: {gone} of {lessons} have no file{named}; name the number if that is meant: \
             `--removed delete={gone}` or `--removed draft={gone}`"
        );
    }
    text.truncate(text.trim_end().len());
    text
}

fn operations(text: &mut String, plan: &Plan, titles: &Titles<'_>) {
    let mut rows: Vec<(usize, String, String)> = Vec::new();
    for operation in &plan.operations {
        let (rank, heading) = match operation {
            Operation::Sequence { parent, .. } => (usize::MAX - 1, titles.parent(parent)),
            Operation::Create { node, .. }
            | Operation::Update { node, .. }
            | Operation::Draft { node, .. }
            | Operation::Delete { node, .. } => (titles.rank(node), titles.heading(node)),
        };
        rows.push((rank, heading, line(operation, plan, titles)));
    }
    // By category in the order of the outline; within one, too.
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (rank, heading, _) in &rows {
        let least = first.entry(heading).or_insert(*rank);
        *least = (*least).min(*rank);
    }
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| (first[rows[*at].1.as_str()], &rows[*at].1, rows[*at].0));
    let mut last: Option<&str> = None;
    for at in order.iter().take(MOST) {
        let (_, heading, line) = &rows[*at];
        if last != Some(heading) {
            let _ =
                writeln!(text, "  {STRONG}{}{STRONG:#}", if heading.is_empty() { "Course" } else { heading });
            last = Some(heading);
        }
        let _ = writeln!(text, "    {line}");
    }
    more(text, rows.len());
}

fn line(operation: &Operation, plan: &Plan, titles: &Titles<'_>) -> String {
    match operation {
        Operation::Create { node, .. } => format!("{ADD}+ add{ADD:#}      {}", titled(node)),
        Operation::Update { node, fields, .. } => {
            let moves = fields.contains(&Field::Place);
            let changed: Vec<&str> =
                fields.iter().filter(|field| **field != Field::Place).map(|field| field.word()).collect();
            let from = if moves { from(node, titles) } else { String::new() };
            let renamed = renamed(node, plan);
            let verb = if moves { "move" } else { "update" };
            let changed =
                if changed.is_empty() { String::new() } else { format!("  {}", changed.join(", ")) };
            let results = results(node, fields, titles);
            format!(
                "{CHANGE}~ {verb:<8}{CHANGE:#} {}{FAINT}{changed}{from}{renamed}{results}{FAINT:#}",
                titled(node)
            )
        }
        Operation::Sequence { kind, members, .. } => {
            let what = if *kind == NodeKind::Lesson { "lesson" } else { "category" };
            let many = if *kind == NodeKind::Lesson { "lessons" } else { "categories" };
            let new = members.iter().filter(|member| matches!(member, Member::New(_))).count();
            let new = if new > 0 { format!(", {new} of them new") } else { String::new() };
            format!("{CHANGE}~ reorder{CHANGE:#}  {}{FAINT}{new}{FAINT:#}", count(members.len(), what, many))
        }
        Operation::Draft { node, .. } => {
            format!("{REMOVE}- draft{REMOVE:#}    {}{FAINT}  its file is gone{FAINT:#}", titled(node))
        }
        Operation::Delete { node, .. } => {
            format!(
                "{REMOVE}- remove{REMOVE:#}   {}{FAINT}  its file is gone; no call brings it back{FAINT:#}",
                titled(node)
            )
        }
    }
}

/// Where a node was, and where it comes from.
fn from(node: &NodeRef, titles: &Titles<'_>) -> String {
    let before = node.remote.as_ref().and_then(|id| titles.parent_there.get(id).copied().flatten());
    let before = titles.path_there(before);
    if before.is_empty() { String::new() } else { format!("  from {before}") }
}

/// What becomes of a quiz that learners may have taken: nobody knows what the platform does with their results.
fn results(node: &NodeRef, fields: &BTreeSet<Field>, titles: &Titles<'_>) -> &'static str {
    let writes_list = [Field::Questions, Field::Answers].iter().any(|field| fields.contains(field));
    let is_there = node.remote.as_ref().is_some_and(|id| titles.asks_there.contains(id));
    if writes_list && is_there { "; replaces all questions, results of learners may be lost" } else { "" }
}

fn renamed(node: &NodeRef, plan: &Plan) -> String {
    let is_it = |rename: &&crate::sync::diff::Rename| {
        rename.kind == node.kind && Some(&rename.to) == node.local.as_ref()
    };
    plan.renames
        .iter()
        .find(is_it)
        .map(|rename| format!("  was {}", shown(rename.from.as_str())))
        .unwrap_or_default()
}

/// A section with a line for each; nothing where there is none.
fn section(text: &mut String, title: &str, lines: impl ExactSizeIterator<Item = String>) {
    let number = lines.len();
    if number == 0 {
        return;
    }
    let _ = writeln!(text, "  {STRONG}{title}{STRONG:#}");
    for line in lines.take(MOST) {
        let _ = writeln!(text, "    {line}");
    }
    more(text, number);
}

fn more(text: &mut String, number: usize) {
    if number > MOST {
        let _ = writeln!(text, "    and {} more", number - MOST);
    }
}

fn decision(decision: &Decision, titles: &Titles<'_>) -> String {
    let Decision { conflict, keep } = decision;
    let lost = match keep {
        Side::Local => "the platform's change is replaced",
        Side::Remote => "the folder's change is not sent",
    };
    format!("· {}  {FAINT}{}: {lost}{FAINT:#}", name(&conflict.node, titles), clash(conflict.what))
}

fn clash(clash: Clash) -> String {
    match clash {
        Clash::Field(field) => format!("its {} changed on both sides", field.word()),
        Clash::RemovedHere => "removed here, changed on the platform".to_owned(),
        Clash::RemovedThere => "removed on the platform, changed here".to_owned(),
    }
}

fn conflict(conflict: &Conflict, titles: &Titles<'_>) -> String {
    let what = clash(conflict.what);
    format!("{REMOVE}!{REMOVE:#} {}  {FAINT}{what}{FAINT:#}", name(&conflict.node, titles))
}

fn ambiguity(ambiguity: &Ambiguity) -> String {
    let list = |nodes: &[NodeRef]| {
        let names: BTreeSet<String> = nodes.iter().map(titled).collect();
        names.into_iter().collect::<Vec<_>>().join(", ")
    };
    format!(
        "{REMOVE}?{REMOVE:#} {}  {FAINT}may be any of {} on the platform: {}{FAINT:#}",
        list(&ambiguity.here),
        ambiguity.there.len(),
        list(&ambiguity.there)
    )
}

fn needs_you(needs: &NeedsYou, titles: &Titles<'_>) -> String {
    let why = match &needs.reason {
        Reason::NoCall(field) => format!("its {} changed: replace it on the platform", field.word()),
        Reason::UnknownValues { values } => {
            let values: Vec<String> =
                values.iter().map(|value| format!("{} {}", value.field, shown(&value.value))).collect();
            format!("it holds values that cannot be sent ({}): edit it there", values.join(", "))
        }
        Reason::CategoryRemovedThere => "its category was removed on the platform".to_owned(),
        Reason::NotListedYet => "it was sent a short time ago and is not listed yet".to_owned(),
        Reason::SameId => "another one has the same id".to_owned(),
        Reason::TooDeep => "it would be below the second level of categories".to_owned(),
        Reason::MediaWouldBeLost => "an update would remove its video: edit it there".to_owned(),
    };
    format!("{CHANGE}!{CHANGE:#} {}  {FAINT}{why}{FAINT:#}", name(&needs.node, titles))
}

fn difference(difference: &Difference, titles: &Titles<'_>) -> String {
    let what = match difference.what {
        Differs::Field(field) => format!("its {} changed there", field.word()),
        Differs::OnlyThere => "made there".to_owned(),
        Differs::RemovedThere => "removed there".to_owned(),
    };
    format!("{FAINT}·{FAINT:#} {}  {FAINT}{what}{FAINT:#}", name(&difference.node, titles))
}

fn kept(kept: &Kept, titles: &Titles<'_>) -> String {
    let why = match kept.why {
        KeptBecause::Asked => "",
        KeptBecause::Guard => "too many are gone at once",
        KeptBecause::NotEmpty => "it is not empty",
        KeptBecause::IsDraft => "it is a draft",
    };
    format!("{FAINT}·{FAINT:#} {}  {FAINT}{why}{FAINT:#}", name(&kept.node, titles)).trim_end().to_owned()
}

/// A node with the category that it is in.
fn name(node: &NodeRef, titles: &Titles<'_>) -> String {
    let heading = titles.heading(node);
    let own = titled(node);
    if heading.is_empty() || node.kind == NodeKind::Course { own } else { format!("{heading} / {own}") }
}

/// A node's title, for people; its path where it has none.
pub(in crate::cli) fn titled(node: &NodeRef) -> String {
    let kind = match node.kind {
        NodeKind::Course => return "the course".to_owned(),
        NodeKind::Category => "category ",
        NodeKind::Lesson => "",
    };
    let title = if node.title.is_empty() { node.path.as_deref().unwrap_or("?") } else { &node.title };
    format!("{kind}{}", shown(title))
}
