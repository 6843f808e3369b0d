//! The steps of a scan, in order, and the course that they return.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::diagnostic::{self, Code, Diagnostic, Place, Severity, Source};
use crate::fs::{self, Denied, Kind, NotOpened, Root, Unusable, Vfs};
use crate::html::sanitize;
use crate::images::Images;
use crate::model::{
    Address, Category, Course, CoursePath, CourseTarget, Instructor, Leftover, Limits, LocalFile, Packing,
    Subcategory, UpdateSettings,
};

use super::above;
use super::adapters::{self, Adapter, Navigations};
use super::assets::{self, Finished, Media};
use super::clock::Clock;
use super::courses_below;
use super::files::tree::{DirId, FileId, FileKind, Tree, fold};
use super::files::{documents, knitted, language, navigation_files, tools, walk};
use super::foreign_keys::without_foreign_keys;
use super::hidden;
use super::layout;
use super::layout::category_file::CategoryFile;
use super::page::{Page, Pages};
use super::page_cache::PageCache;
use super::plan::Plan;
use super::quizzes;
use super::read;
use super::resolved_link::ResolvedLink;
use super::rule_context::{RuleContext, Rules};
use super::settings::suppressions::Allowed;
use super::settings::{self, SETTINGS_FILES, Settings};
use super::targets;
use super::text_limits;
use crate::diagnostic::path_escape;
use crate::front_matter::Spanned;

/// What the caller decides about a scan.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a decision of its own")]
pub struct Options {
    /// The language to take where there are several; beats `course.yaml`.
    pub language: Option<String>,
    /// Everything becomes a draft.
    pub draft: bool,
    /// The course as it is in this location: the name of a target of `course.yaml`.
    pub target: Option<String>,
    /// Suppressed findings, as if `course.yaml` had allowed them.
    pub allow: Vec<Code>,
    /// When the run began: dates of pages are compared with it.
    pub clock: Clock,
    /// What the place that the course goes to takes.
    pub limits: Limits,
    /// What the machine can do about images that no browser shows.
    pub images: Images,
    /// The user's home folder, which is no repository.
    pub home: Option<PathBuf>,
    /// Whether every finding that can be fixed is kept, however many there are.
    pub keep_fixes: bool,
    /// Whether files from outside of the course (`assets_root`) are meant to be part of it.
    pub outside: bool,
    /// Whether the scan says where each link of a text leads.
    pub keep_links: bool,
    /// Where the files come from. What an overlay holds can be shown, and not imported: uploads read the disk.
    pub vfs: Vfs,
}

/// A course that was read, and what was noticed.
#[derive(Debug)]
pub struct Scan {
    /// The course's folder, without links.
    pub root: PathBuf,
    /// The folder of images and materials, where the author opened one that is not in the course.
    pub assets: Option<PathBuf>,
    /// `None` when there is no lesson at all.
    pub course: Option<Course>,
    /// Those of the course's files that are not in its folder.
    pub outside: Vec<CoursePath>,
    /// In the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Files of the course's folder that are in no lesson, by path.
    pub leftovers: Vec<Leftover>,
    /// What the author allows: everywhere, or in one file.
    pub allowed: BTreeSet<(Option<CoursePath>, Code)>,
    /// What the author decided about updates of the course.
    pub updates: UpdateSettings,
    /// The locations that the author named.
    pub targets: Vec<CourseTarget>,
    /// Where the links of the pages lead, in the order of lessons; none unless they were asked for.
    pub links: Vec<ResolvedLink>,
}

impl Scan {
    /// Whether the author wants to hear nothing of `code` in this file.
    pub fn allows(&self, file: &CoursePath, code: Code) -> bool {
        self.allowed.contains(&(None, code)) || self.allowed.contains(&(Some(file.clone()), code))
    }

    /// Whether anything is wrong enough that nothing may be sent.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Reads the course in `path`. Fails only when the folder itself cannot be used.
///
/// What only the whole course shows is for [`crate::rules::scan`] to say.
pub fn scan(path: &Path, options: &Options) -> Result<Scan, fs::Error> {
    scan_with(path, options, |_| Vec::new())
}

/// What the settings of the course in `path` say about its updates; the first error in them.
pub fn update_settings(path: &Path) -> Result<UpdateSettings, Box<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let unusable = |error: fs::Error| Box::new(Diagnostic::new(Code::UnreadableFile, error.to_string()));
    let root = Root::within(Vfs::default(), path).map_err(unusable)?;
    let source = read_settings_file(&root, &mut diagnostics);
    let settings = source.map(|source| settings::read(&source, &mut diagnostics)).unwrap_or_default();
    match diagnostics.into_iter().find(|finding| finding.severity == Severity::Error) {
        Some(error) => Err(Box::new(error)),
        None => Ok(settings.updates),
    }
}

/// The same as [`scan()`], with rules about the whole course.
pub(crate) fn scan_with(path: &Path, options: &Options, rules: Rules) -> Result<Scan, fs::Error> {
    run(path, options, rules, None)
}

/// The same once more: pages whose files did not change are taken from the last scan, and kept for the
/// next.
pub(crate) fn scan_kept(
    path: &Path,
    options: &Options,
    rules: Rules,
    kept: &mut PageCache,
) -> Result<Scan, fs::Error> {
    run(path, options, rules, Some(kept))
}

/// The steps.
fn run(
    path: &Path,
    options: &Options,
    rules: Rules,
    kept: Option<&mut PageCache>,
) -> Result<Scan, fs::Error> {
    let mut diagnostics = Vec::new();
    let root = Root::within(options.vfs.clone(), path)?;
    let levels = above::levels(&root, options.home.as_deref());
    let root = root.in_repository(levels);
    root.vfs().list(root.course())?;
    let settings_source = read_settings_file(&root, &mut diagnostics);
    let settings =
        settings_source.as_ref().map(|source| settings::read(source, &mut diagnostics)).unwrap_or_default();
    // Texts come from the course alone, images and materials from the opened folder as well.
    let widened = widen(root.clone(), &settings, settings_source.as_ref(), &mut diagnostics);

    let patterns: Vec<String> = settings.ignore.iter().map(|pattern| pattern.value.clone()).collect();
    let wanted = options.language.as_deref().or(settings.language.as_ref().map(|name| name.value.as_str()));
    let tools = tools::of_course(&root);
    let mut look = |notice: &mut walk::Notice<'_>| {
        let mut tree = walk::walk(&root, &patterns, notice, &mut diagnostics);
        diagnostics.extend(knitted::leave_out(&mut tree));
        let before = diagnostics.len();
        let pages: Vec<FileId> = markdown_of(&tree).collect();
        let taken = language::choose(&mut tree, wanted, &mut diagnostics);
        if diagnostics.len() > before {
            let is_left = |file: &FileId| tree.files[*file].kind == FileKind::OtherMarkdown;
            tree.translated = pages.into_iter().filter(is_left).collect();
        }
        documents::take(&mut tree);
        let mut navigations = Navigations::default();
        if settings.contents.is_empty() {
            navigations = Navigations::read(&root, &mut tree, &mut diagnostics);
            let is_read = |file: &CoursePath| navigations.covers(&tree, file);
            diagnostics.extend(navigation_files::find(&root, &tree, is_read));
        }
        let adapter = adapters::detect(&navigations);
        let category_files = (adapter.page_meta)(&root, &tree, &mut diagnostics);
        KnownFiles { tree, language: taken, adapter, category_files, navigations }
    };
    let (files, pages) = if let Some(kept) = kept {
        let files = look(&mut |_, _| {});
        let pages = read::pages_again(&root, tools, &files.tree, &files.pages_to_read(), kept);
        (files, pages)
    } else {
        let (files, ahead) = read::while_walking(&root, tools, look);
        let pages = read::pages(&root, tools, &files.tree, &files.pages_to_read(), ahead);
        (files, pages)
    };
    let KnownFiles { tree, language: taken, adapter, category_files, navigations } = files;
    let navigation = navigations.files(&tree);
    let too_much = pages.is_none().then(read::too_much_text);
    let mut pages = pages.unwrap_or_default();
    let sources = assets::Sources {
        root: &widened,
        tree: &tree,
        pages: &pages,
        images: &options.images,
        adapter,
        keep_links: options.keep_links,
        navigation: &navigation,
    };
    let hidden = hidden::find(&root, &tree, &pages, options.clock, &mut diagnostics);
    let input = layout::Input {
        tree: &tree,
        pages: &pages,
        hidden: &hidden,
        category_files: &category_files,
        listed: &navigations.listed,
        settings: &settings,
        settings_source: settings_source.as_ref(),
        lesson_file: globs(&settings.lesson_file, settings_source.as_ref(), &mut diagnostics),
        claimed_videos: assets::claimed_videos(&sources),
        lettered: OnceLock::new(),
        named_quizzes: OnceLock::new(),
        name: name_of(&root),
        draft: options.draft,
    };
    let courses_below = settings_source.is_none().then(|| courses_below::find(&tree)).flatten();
    let plan = match courses_below.or(too_much) {
        Some(finding) => {
            diagnostics = vec![finding];
            None
        }
        None => layout::plan(&input, adapter.navigation, &mut diagnostics),
    };
    if let Some(plan) = &plan {
        quizzes::read(&root, tools, &tree, plan, &mut pages);
    }
    let mut allowed = Allowed::new(&options.allow, &settings.allow, settings_source.as_ref(), &pages);
    let lessons = plan.as_ref().map(Plan::pages).unwrap_or_default();
    diagnostics.extend(hidden.say(&lessons, &tree, &pages));
    let mut leftovers = Vec::new();
    if plan.is_none() && !diagnostics.iter().any(|finding| finding.code == Code::CoursesBelow) {
        let (left, unread) = assets::without_lessons(&tree);
        leftovers = left;
        diagnostics.extend(unread);
    }
    let mut pictures = Vec::new();
    let mut links = Vec::new();
    let mut course = plan.map(|plan| {
        let in_order: Vec<FileId> = plan.lessons().filter_map(|lesson| lesson.of.page()).collect();
        let of_lessons = pages_of(&lessons, &pages);
        diagnostics.extend(without_foreign_keys(&of_lessons));
        let sources = assets::Sources {
            root: &widened,
            tree: &tree,
            pages: &pages,
            images: &options.images,
            adapter,
            keep_links: options.keep_links,
            navigation: &navigation,
        };
        let media = Media::new(
            sources,
            &plan,
            &allowed.everywhere(),
            options.limits,
            settings.updates.portal.is_some(),
        );
        media.keep_fixes_to_files(&mut diagnostics);
        let language = wanted.map(str::to_owned).or(taken);
        let (mut course, finished, of_targets) =
            course(plan, media, &settings, settings_source.as_ref(), language, &mut diagnostics);
        pictures = of_targets;
        allowed.were_used(finished.let_go);
        leftovers = finished.leftovers;
        links = finished.links;
        diagnostics.extend(assets::fill(&mut course, finished.unfilled, &mut pages, settings.math));
        let of_lessons = pages_of(&in_order, &pages);
        diagnostics.extend(targets::mark_variables(&mut course, &settings.targets, &of_lessons));
        diagnostics.extend(rules(&RuleContext::new(&course, pages_of(&in_order, &pages), options.limits)));
        course
    });
    let targets = targets::of(settings.targets, pictures, course.as_mut());
    if let (Some(name), Some(whole)) = (&options.target, &mut course) {
        match targets.iter().find(|target| target.name == *name) {
            Some(target) => *whole = target.values.apply(whole),
            None => diagnostics.push(targets::not_found(name)),
        }
    }
    let outside = course.as_ref().map(|course| outside(&widened, course)).unwrap_or_default();
    let setting = settings_source.as_ref().zip(settings.assets_root.as_ref());
    diagnostics.extend(say_outside(&outside, setting).filter(|_| !options.outside));
    allowed.forget(&mut diagnostics);
    if course.is_some() {
        let mut unused = allowed.say_unused(&pages_of(&lessons, &pages), &diagnostics);
        allowed.forget(&mut unused);
        diagnostics.extend(unused);
    }
    // What was made from a document is not fixed in it.
    for finding in &mut diagnostics {
        let path = finding.place.as_ref().map(|place| &place.path);
        if path.is_some_and(|path| crate::documents::format(path.name()).is_some()) {
            finding.fix = None;
        }
    }
    diagnostic::sort(&mut diagnostics);
    path_escape::merge(&mut diagnostics, |folder| {
        settings::assets_root::fix(settings_source.as_ref(), settings.assets_root.as_ref(), folder)
    });
    diagnostic::cap::cap(&mut diagnostics, options.keep_fixes);
    let allowed = allowed.all();
    let assets =
        widened.assets().map(|above| root.disk(&above)).and_then(|assets| root.vfs().real(&assets).ok());
    // Nobody has to wait for it.
    rayon::spawn(move || drop((pages, tree)));
    let updates = settings.updates;
    Ok(Scan {
        root: root.course().to_owned(),
        assets,
        course,
        outside,
        diagnostics,
        leftovers,
        allowed,
        updates,
        targets,
        links,
    })
}

/// What is known of a course before its pages are read.
struct KnownFiles {
    tree: Tree,
    /// The language that was taken of several.
    language: Option<String>,
    adapter: &'static Adapter,
    category_files: BTreeMap<DirId, CategoryFile>,
    navigations: Navigations,
}

impl KnownFiles {
    /// Every Markdown file of the course.
    fn pages_to_read(&self) -> Vec<FileId> {
        markdown_of(&self.tree).collect()
    }
}

/// The Markdown files that may be lessons.
fn markdown_of(tree: &Tree) -> impl Iterator<Item = FileId> {
    (0..tree.files.len()).filter(|&file| tree.files[file].kind == FileKind::Markdown)
}

fn read_settings_file(root: &Root, diagnostics: &mut Vec<Diagnostic>) -> Option<Source> {
    let kind = |name: &str| root.vfs().kind(&root.course().join(name)).filter(|kind| *kind != Kind::Folder);
    let (name, kind) = SETTINGS_FILES.iter().find_map(|name| Some((name, kind(name)?)))?;
    let path = CoursePath::root().child(name);
    if kind == Kind::Other {
        diagnostics.push(text_limits::unreadable(&path, &Unusable::Special.into()));
        return None;
    }
    if root.open(&path) == Err(Denied::Outside) {
        let message = format!("`{path}` is a symbolic link to a target outside the course and is not read");
        diagnostics.push(Diagnostic::new(Code::OutsideCourse, message).at(Place::whole(path)));
        return None;
    }
    read::source(root, &path, diagnostics)
}

/// Opens `assets_root` for images and materials.
fn widen(
    root: Root,
    settings: &Settings,
    source: Option<&Source>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Root {
    let (Some(folder), Some(source)) = (&settings.assets_root, source) else { return root };
    match root.clone().with_assets(&folder.value) {
        Ok(wide) => wide,
        Err(NotOpened::Hidden) => {
            diagnostics.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    "`assets_root` is a hidden folder, and no file is taken from those",
                )
                .at(source.place(folder.span.clone()))
                .help("copy the files into the course, or name a folder without a dot in front"),
            );
            root
        }
        Err(NotOpened::Outside) => {
            let message = if root.levels() == 0 {
                "`assets_root` leads out of the course, which is in no repository"
            } else {
                "`assets_root` leads out of the course's repository"
            };
            diagnostics.push(
                Diagnostic::new(Code::InvalidValue, message)
                    .at(source.place(folder.span.clone()))
                    .help("copy the files into the course, or name a folder of its repository"),
            );
            root
        }
        Err(NotOpened::NoFolder(why)) => {
            diagnostics.push(
                Diagnostic::new(Code::InvalidValue, format!("`assets_root` is not a folder: {why}"))
                    .at(source.place(folder.span.clone()))
                    .help("write a folder above or in the course, relative to it: `assets_root: ..`"),
            );
            root
        }
    }
}

/// The files that are not in the course's folder: by their names, or because a link led to them.
fn outside(root: &Root, course: &Course) -> Vec<CoursePath> {
    let is_outside = |(path, file): &(&CoursePath, &LocalFile)| match file.packing {
        // What was made of it is in a cache; the original counts.
        Packing::OfText => false,
        Packing::Converted(_) => !root.open(path).is_ok_and(|real| root.course_holds(&real)),
        _ => !root.course_holds(&file.disk),
    };
    course.files.iter().filter(is_outside).map(|(path, _)| path.clone()).collect()
}

/// The finding about files that are not in the course's folder.
fn say_outside(files: &[CoursePath], setting: Option<(&Source, &Spanned<String>)>) -> Option<Diagnostic> {
    let first = files.first()?;
    let more = match files.len() - 1 {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let verb = if files.len() == 1 { "is" } else { "are" };
    let message = format!("`{first}`{more} {verb} sent from outside the course");
    let mut finding = Diagnostic::new(Code::OutsideCourse, message)
        .help("check the files, then run `import` or `preview` with `--allow outside-course`");
    finding.severity = Severity::Info;
    Some(match setting {
        Some((source, folder)) => finding.at(source.place(folder.span.clone())),
        None => finding.at(Place::whole(CoursePath::root())),
    })
}

/// Folders that every other repository has, and whose names say nothing about the course.
const ANY_FOLDER: &[&str] = &[
    "docs", "content", "contents", "src", "lessons", "chapters", "modules", "units", "episodes", "phases",
    "posts", "pages",
];

/// The name of the course's folder. If that is called as in any repository: of the nearest folder above with a name
/// of its own, no further up than the repository.
fn name_of(root: &Root) -> String {
    let course = root.course();
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let own = name(course).unwrap_or_default();
    let is_any = |name: &str| ANY_FOLDER.contains(&fold(name).as_ref());
    if !is_any(&own) {
        return own;
    }
    let is_there = |path: &Path, sign: &str| root.vfs().kind(&path.join(sign)).is_some();
    let above: Vec<&Path> = course.ancestors().skip(1).take(MOST_LEVELS).collect();
    // Without a repository, a README says that the folder above is about the same.
    let is_beside_readme = above.first().is_some_and(|path| is_there(path, "README.md"));
    let in_repository = above.iter().position(|path| is_there(path, ".git")).map(|at| at + 1);
    let levels = in_repository.unwrap_or(usize::from(is_beside_readme));
    let names: Vec<String> = above.into_iter().take(levels).filter_map(name).collect();
    names.iter().find(|name| !is_any(name)).or(names.last()).cloned().unwrap_or(own)
}

/// So many levels above a course its repository is looked for.
const MOST_LEVELS: usize = 8;

fn globs(
    patterns: &[Spanned<String>],
    source: Option<&Source>,
    diagnostics: &mut Vec<Diagnostic>,
) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        match (Glob::new(&pattern.value), source) {
            (Ok(glob), _) => {
                builder.add(glob);
            }
            (Err(error), Some(source)) => diagnostics.push(
                Diagnostic::new(
                    Code::InvalidValue,
                    format!("`{}` is not a valid pattern: {}", pattern.value, error.kind()),
                )
                .at(source.place(pattern.span.clone())),
            ),
            (Err(_), None) => {}
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

/// The pages of the plan: only their findings count. A page that is no part of the course may be as
/// broken as it likes.
fn pages_of<'p>(lessons: impl IntoIterator<Item = &'p FileId>, pages: &'p Pages) -> Vec<&'p Page> {
    lessons.into_iter().filter_map(|&file| pages.get(file)).map(AsRef::as_ref).collect()
}

fn clean_instructor(instructor: Instructor) -> Instructor {
    let Instructor { name, description } = instructor;
    Instructor { name: sanitize::clean_text(name), description: sanitize::clean_text(description) }
}

/// The course, what else was found, and the pictures of its targets.
fn course(
    plan: Plan,
    mut media: Media<'_>,
    settings: &Settings,
    settings_source: Option<&Source>,
    language: Option<String>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Course, Finished, Vec<Option<Address>>) {
    let image = media.course_image(settings_source.zip(settings.image.as_ref()));
    let mut picture = |named| media.course_image(settings_source.zip(Some(named)));
    let of_targets = settings.targets.iter().map(|target| picture(target.image.as_ref()?)).collect();
    let mut lessons = media.lessons(&plan);
    let categories = plan
        .categories
        .iter()
        .map(|category| Category {
            head: media.head(&category.head),
            lessons: lessons.by_ref().take(category.lessons.len()).collect(),
            subcategories: category
                .subcategories
                .iter()
                .map(|subcategory| Subcategory {
                    head: media.head(&subcategory.head),
                    lessons: lessons.by_ref().take(subcategory.lessons.len()).collect(),
                })
                .collect(),
        })
        .collect();
    let mut finished = media.finish();
    diagnostics.append(&mut finished.diagnostics);
    let course = Course {
        title: plan.title,
        title_from: plan.title_from,
        description: sanitize::clean_text(plan.description),
        language,
        image,
        instructor: settings.instructor.clone().map(clean_instructor),
        categories,
        files: std::mem::take(&mut finished.files),
    };
    (course, finished, of_targets)
}

#[cfg(test)]
mod tests;
