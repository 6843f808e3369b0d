//! Builds one lesson, and the parts that categories of both levels have in common.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Body, CategoryHead, Lesson, LessonKind, Origins};
use crate::source::files::tree::ROOT;
use crate::source::page::Page;
use crate::source::plan::{HeadPlan, LessonPlan};

use super::context::{Collected, Context};
use super::lazy_place::LazyPlace;
use super::lesson_body::PendingBody;
use super::lesson_id::{lesson_id, own_id};
use super::materials::materials;
use super::mentions::mentions;
use super::sound;
use super::thumbnail::{category_thumbnail, lesson_thumbnail};
use super::video::videos;

/// Makes a lesson, but for its text: what decides that comes beside it, if the lesson has a page.
/// Whatever is wrong with it, it is made; what is missing leaves its text.
pub(super) fn lesson(
    context: &Context<'_>,
    collected: &mut Collected<'_>,
    plan: &LessonPlan,
) -> (Lesson, Option<PendingBody>) {
    let of = plan.of;
    let path = &context.sources.tree.files[of.file()].path;
    let page = of.page().and_then(|id| Some((id, context.sources.pages.get(id)?.as_ref())));
    let mentions = page.map(|(id, page)| mentions(context, collected, id, page)).unwrap_or_default();
    let page = page.map(|(_, page)| page);
    let videos = videos(context, collected, of, page, &mentions);
    let materials = materials(context, collected, of, page, &mentions, &videos);
    let thumbnail = lesson_thumbnail(context, collected, of, page, &mentions, videos.local());
    let (materials, links) = materials.finish();
    let sounds = sound::players(context, collected, of, &mentions);
    let mut body = Body::default();
    if page.is_none() {
        sound::put_above(&mut body, &sounds);
    }
    let unfilled = of.page().map(|page| PendingBody {
        page,
        mentions,
        video: videos.local().cloned(),
        sounds,
        first_heading_is_title: plan.first_heading_is_title,
        links,
    });
    let (video, video_from) = videos.chosen.unzip();
    let lesson = Lesson {
        id: lesson_id(context.sources, of.file()),
        path: path.clone(),
        title: plan.title.clone(),
        visibility: plan.visibility,
        kind: plan.kind,
        body,
        video,
        materials,
        thumbnail,
        origins: Origins {
            title: plan.title_from,
            order: plan.order.clone(),
            visibility: plan.visibility_from,
            kind: Some(plan.kind_from),
            video: video_from,
        },
    };
    collected.diagnostics.extend(quiz_without_questions(&lesson, page));
    (lesson, unfilled)
}

/// Makes what categories of both levels have in common.
pub(super) fn head(context: &Context<'_>, collected: &mut Collected<'_>, plan: &HeadPlan) -> CategoryHead {
    let dir = &context.sources.tree.dirs[plan.dir].path;
    // Several categories may be made at the root, each of one lesson.
    let path = match plan.index {
        Some(index) if plan.dir == ROOT => &context.sources.tree.files[index].path,
        _ => dir,
    };
    let index = plan.index.and_then(|index| context.sources.pages.get(index));
    CategoryHead {
        id: index.and_then(|page| own_id(page)).unwrap_or_else(|| path.as_str().to_owned()),
        path: path.clone(),
        title: plan.title.clone(),
        visibility: plan.visibility,
        thumbnail: category_thumbnail(context, collected, plan.dir, plan.index),
        origins: Origins {
            title: plan.title_from,
            order: plan.order.clone(),
            visibility: plan.visibility_from,
            kind: None,
            video: None,
        },
    }
}

fn quiz_without_questions(lesson: &Lesson, page: Option<&Page>) -> Option<Diagnostic> {
    if lesson.kind != LessonKind::Quiz {
        return None;
    }
    let has_questions = page.is_some_and(|page| page.front.has_questions || page.markdown.has_task_list);
    let mut diagnostic = Diagnostic::new(
        Code::QuizQuestionsNotImported,
        "the import creates the quiz with its text, but without questions",
    )
    .at(LazyPlace::Whole(&lesson.path).place())
    .help("enter the questions on the platform after the import");
    if has_questions {
        diagnostic.severity = Severity::Warning;
    }
    Some(diagnostic)
}
