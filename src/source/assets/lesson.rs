//! Builds one lesson, and the parts that categories of both levels have in common.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Body, CategoryHead, Lesson, LessonKind, Origins, Quiz};
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
        quiz: page.filter(|_| plan.kind == LessonKind::Quiz).map(quiz_of),
        assignment: page
            .filter(|_| plan.kind == LessonKind::Assignment)
            .and_then(|page| page.front.assignment.as_ref().map(|assignment| assignment.value.clone())),
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
    collected.diagnostics.extend(questions_as_text(&lesson, page));
    collected.diagnostics.extend(page.and_then(|page| settings_of_another_type(&lesson, page)));
    (lesson, unfilled)
}

/// Makes what categories of both levels have in common.
pub(super) fn head(context: &Context<'_>, collected: &mut Collected<'_>, plan: &HeadPlan) -> CategoryHead {
    let dir = &context.sources.tree.dirs[plan.dir].path;
    // Several categories may be made at the root, each of one lesson.
    let path = match (plan.index, &plan.group) {
        (Some(index), _) if plan.dir == ROOT => &context.sources.tree.files[index].path,
        (_, Some(group)) => &group.file,
        _ => dir,
    };
    let name = || match (plan.index, &plan.group) {
        (None, Some(group)) => format!("{}#{}", group.file, group.name),
        _ => path.as_str().to_owned(),
    };
    let index = plan.index.and_then(|index| context.sources.pages.get(index));
    CategoryHead {
        id: index.and_then(|page| own_id(page)).unwrap_or_else(name),
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

/// The quiz of a page that was read as one.
fn quiz_of(page: &Page) -> Quiz {
    let questions = page.markdown.quiz.as_ref().map(|quiz| quiz.questions.clone()).unwrap_or_default();
    let settings = page.front.quiz.as_ref().map(|quiz| quiz.settings.clone()).unwrap_or_default();
    Quiz { questions, settings }
}

fn questions_as_text(lesson: &Lesson, page: Option<&Page>) -> Option<Diagnostic> {
    let quiz = lesson.quiz.as_ref()?;
    let finding = |message: &str| {
        Diagnostic::new(Code::QuizQuestionsNotImported, message).at(LazyPlace::Whole(&lesson.path).place())
    };
    if !quiz.questions.is_empty() {
        return Some(
            finding("the import shows the questions of the quiz as text, and does not ask them")
                .help(
                    "an update asks them where the account has the newer calls; else enter what `coursedir quiz . --print` lists",
                ),
        );
    }
    let mut diagnostic = finding("the import creates the quiz with its text, but without questions")
        .help("write a heading for each question, and a list of answers below it: `- [x]`, `- [ ]`");
    if page.is_some_and(|page| page.front.has_questions || page.markdown.has_task_list) {
        diagnostic.severity = Severity::Warning;
    }
    Some(diagnostic)
}

/// Settings of a quiz in another lesson, or those of an assignment, have no effect.
fn settings_of_another_type(lesson: &Lesson, page: &Page) -> Option<Diagnostic> {
    let quiz = page.front.quiz.as_ref().map(|quiz| ("quiz", &quiz.span, LessonKind::Quiz));
    let assignment = page.front.assignment.as_ref();
    let assignment = assignment.map(|assignment| ("assignment", &assignment.span, LessonKind::Assignment));
    let (key, span, _) =
        [quiz, assignment].into_iter().flatten().find(|&(_, _, kind)| kind != lesson.kind)?;
    let message = format!("`{key}` is ignored because the lesson is not of this type");
    Some(
        Diagnostic::new(Code::UnsupportedValue, message)
            .at(page.source.place(span.clone()))
            .label("ignored")
            .help(format!("add `type: {key}`, or remove this key")),
    )
}
