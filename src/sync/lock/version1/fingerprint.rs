//! A fingerprint of each category and lesson: a hash of the model, not of what any target is sent.
//!
//! The model is taken apart by name, without `..`: a new field does not compile until somebody has decided whether
//! a change of it is a change of the lesson. A field that is absent adds nothing, so a new optional field leaves
//! the fingerprints of all lessons without it as they are. Each name and value has its length before it, so two
//! models never give the same bytes. Files count by their content, wherever they are kept.

use std::collections::BTreeMap;

use crate::model::{
    Address, Assignment, Body, Category, CategoryHead, Choice, CoursePath, Lesson, Material, Question, Quiz,
    QuizSettings, Subcategory, Video,
};

/// The hashes of a course's local files, by their paths.
pub(super) type FileHashes = BTreeMap<CoursePath, String>;

/// What each fingerprint begins with. A new number for a new way to compute them: fingerprints of two versions are
/// not compared.
const VERSION: &str = "1:";

/// The fingerprint of a category, without what it holds.
pub(super) fn of_category(category: &Category, files: &FileHashes) -> String {
    let Category { head, lessons: _, subcategories: _ } = category;
    of_head(head, files)
}

/// The fingerprint of a sub-category, without what it holds.
pub(super) fn of_subcategory(subcategory: &Subcategory, files: &FileHashes) -> String {
    let Subcategory { head, lessons: _ } = subcategory;
    of_head(head, files)
}

/// The fingerprint of a lesson.
pub(super) fn of_lesson(lesson: &Lesson, files: &FileHashes) -> String {
    let Lesson {
        // The key that a fingerprint is found by.
        id: _,
        // Where it comes from, and why: learners see neither.
        path: _,
        origins: _,
        title,
        visibility,
        kind,
        body,
        quiz,
        assignment,
        video,
        materials,
        thumbnail,
    } = lesson;
    let mut fields = Fields::new(files);
    fields.add("title", title.as_str());
    fields.add("visibility", visibility.as_str());
    fields.add("kind", kind.as_str());
    fields.add("body", &body_hash(body, files));
    match video {
        Some(Video::File(address)) => fields.add_address("video", address),
        Some(Video::Embed(player)) => fields.add("embed", player),
        None => {}
    }
    if let Some(quiz) = quiz {
        fields.add("quiz", &of_quiz(quiz));
    }
    if let Some(assignment) = assignment {
        fields.add("assignment", &of_assignment(assignment));
    }
    for material in materials {
        let Material { title, kind, address } = material;
        fields.add("material", title.as_str());
        fields.add("material type", kind);
        fields.add_address("material file", address);
    }
    if let Some(address) = thumbnail {
        fields.add_address("thumbnail", address);
    }
    fields.fingerprint()
}

/// The hash of a quiz, with the right answers, which no target gives back.
pub(super) fn of_quiz(quiz: &Quiz) -> String {
    let Quiz { questions, settings } = quiz;
    let QuizSettings { passing_grade, pass_message, fail_message } = settings;
    let none = FileHashes::new();
    let mut fields = Fields::new(&none);
    for Question { text, options, explanation } in questions {
        fields.add("question", text);
        for Choice { text, is_right } in options {
            fields.add(if *is_right { "right" } else { "wrong" }, text);
        }
        fields.add_if("explanation", explanation.as_deref());
    }
    fields.add_if("passing grade", passing_grade.map(|grade| grade.to_string()).as_deref());
    fields.add_if("pass message", pass_message.as_deref());
    fields.add_if("fail message", fail_message.as_deref());
    fields.hash()
}

/// The hash of the settings of an assignment.
pub(super) fn of_assignment(assignment: &Assignment) -> String {
    let Assignment { introduction, confirm_message, graded } = assignment;
    let none = FileHashes::new();
    let mut fields = Fields::new(&none);
    fields.add_if("introduction", introduction.as_deref());
    fields.add_if("confirm message", confirm_message.as_deref());
    fields.add_if("graded", graded.map(|graded| graded.to_string()).as_deref());
    fields.hash()
}

/// Whether a fingerprint was computed the way that this program computes them.
pub(super) fn is_comparable(fingerprint: &str) -> bool {
    fingerprint.starts_with(VERSION)
}

fn of_head(head: &CategoryHead, files: &FileHashes) -> String {
    // The key, where it comes from, and why.
    let CategoryHead { id: _, path: _, origins: _, title, visibility, thumbnail } = head;
    let mut fields = Fields::new(files);
    fields.add("title", title.as_str());
    fields.add("visibility", visibility.as_str());
    if let Some(address) = thumbnail {
        fields.add_address("thumbnail", address);
    }
    fields.fingerprint()
}

/// The hash of a text: of its HTML and the content of its files, however many changes made it.
fn body_hash(body: &Body, files: &FileHashes) -> String {
    let mut fields = Fields::new(files);
    let mut html = String::new();
    for (piece, file) in body.pieces() {
        html.push_str(piece);
        if let Some(file) = file {
            fields.add("html", &html);
            fields.add_file("file", file);
            html.clear();
        }
    }
    fields.add("html", &html);
    fields.hash()
}

/// Fields with their names, on the way into a hash.
struct Fields<'a> {
    files: &'a FileHashes,
    hasher: blake3::Hasher,
}

impl<'a> Fields<'a> {
    fn new(files: &'a FileHashes) -> Self {
        Self { files, hasher: blake3::Hasher::new() }
    }

    fn add(&mut self, name: &str, value: &str) {
        for text in [name, value] {
            self.hasher.update(&(text.len() as u64).to_le_bytes());
            self.hasher.update(text.as_bytes());
        }
    }

    fn add_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn add_address(&mut self, name: &str, address: &Address) {
        match address {
            Address::Local(path) => self.add_file(name, path),
            Address::Remote(url) => {
                self.add(name, "address");
                self.add("address", url);
            }
        }
    }

    fn add_file(&mut self, name: &str, path: &CoursePath) {
        if let Some(hash) = self.files.get(path) {
            self.add(name, "content");
            self.add("content", hash);
        } else {
            self.add(name, "path");
            self.add("path", path.as_str());
        }
    }

    fn hash(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }

    fn fingerprint(&self) -> String {
        format!("{VERSION}{}", self.hash())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::model::{
        Change, LessonKind, LessonLink, OrderFrom, Origins, Replacement, Title, TitleFrom, Visibility,
        VisibilityFrom,
    };

    use super::*;

    fn path(name: &str) -> CoursePath {
        CoursePath::root().child(name)
    }

    fn title(text: &str) -> Title {
        Title::new(text).unwrap()
    }

    fn origins(order: OrderFrom) -> Origins {
        Origins {
            title: TitleFrom::Heading,
            order,
            visibility: VisibilityFrom::Default,
            kind: None,
            video: None,
        }
    }

    fn files() -> FileHashes {
        BTreeMap::from([(path("a.png"), "aa".to_owned()), (path("b.png"), "bb".to_owned())])
    }

    fn lesson() -> Lesson {
        let image = Change { range: 10..10, instead: Replacement::AddressOf(path("a.png")) };
        Lesson {
            id: "mix".into(),
            path: path("mix.md"),
            title: title("Mix"),
            visibility: Visibility::Published,
            kind: LessonKind::Video,
            body: Body::changed("<img src=\"\">".to_owned(), vec![image]),
            quiz: None,
            assignment: None,
            video: Some(Video::File(Address::Local(path("b.png")))),
            materials: vec![Material {
                title: title("Sheet"),
                kind: "pdf",
                address: Address::Remote("https://example.com/sheet.pdf".into()),
            }],
            thumbnail: Some(Address::Local(path("a.png"))),
            origins: origins(OrderFrom::Name),
        }
    }

    fn quiz() -> Quiz {
        let choice = |text: &str, is_right| Choice { text: text.into(), is_right };
        let question = Question {
            text: "What?".into(),
            options: vec![choice("a", true), choice("b", false)],
            explanation: Some("Why.".into()),
        };
        Quiz { questions: vec![question], settings: QuizSettings::default() }
    }

    fn change_quiz(lesson: &mut Lesson, change: impl Fn(&mut Quiz)) {
        let mut quiz = quiz();
        change(&mut quiz);
        lesson.quiz = Some(quiz);
    }

    fn head() -> CategoryHead {
        CategoryHead {
            id: "start".into(),
            path: path("start"),
            title: title("Start"),
            visibility: Visibility::Draft,
            thumbnail: Some(Address::Local(path("b.png"))),
            origins: origins(OrderFrom::Name),
        }
    }

    /// Locks hold these: whoever changes them changes the version as well.
    #[test]
    fn fingerprints_are_the_same_for_ever() {
        assert_eq!(
            [of_lesson(&lesson(), &files()), of_head(&head(), &files())],
            [
                "1:7f4c1703696097d75cdbe63b57f6ec7ee3ac4708d970f3e27db374c5cb2726eb",
                "1:49b3e548d8049c990a5db3c0544176a2173c33621ee27590e112d42774c0d2e4",
            ]
        );
    }

    #[test]
    fn every_change_that_learners_see_is_a_change() {
        let changes: &[fn(&mut Lesson)] = &[
            |lesson| lesson.title = title("Mix it"),
            |lesson| lesson.visibility = Visibility::Draft,
            |lesson| lesson.kind = LessonKind::Quiz,
            |lesson| lesson.kind = LessonKind::Assignment,
            |lesson| lesson.quiz = Some(quiz()),
            |lesson| lesson.quiz = Some(Quiz::default()),
            |lesson| change_quiz(lesson, |quiz| quiz.questions[0].text = "?".into()),
            |lesson| change_quiz(lesson, |quiz| quiz.questions[0].options[0].is_right = false),
            |lesson| change_quiz(lesson, |quiz| quiz.questions[0].options.reverse()),
            |lesson| change_quiz(lesson, |quiz| quiz.questions[0].explanation = None),
            |lesson| change_quiz(lesson, |quiz| quiz.questions.extend(quiz.questions.clone())),
            |lesson| change_quiz(lesson, |quiz| quiz.settings.passing_grade = Some(80)),
            |lesson| change_quiz(lesson, |quiz| quiz.settings.pass_message = Some("x".into())),
            |lesson| change_quiz(lesson, |quiz| quiz.settings.fail_message = Some("x".into())),
            |lesson| lesson.assignment = Some(Assignment::default()),
            |lesson| {
                lesson.assignment =
                    Some(Assignment { introduction: Some("x".into()), ..Assignment::default() });
            },
            |lesson| lesson.assignment = Some(Assignment { graded: Some(true), ..Assignment::default() }),
            |lesson| lesson.assignment = Some(Assignment { graded: Some(false), ..Assignment::default() }),
            |lesson| lesson.body.append("<p>".to_owned()),
            |lesson| lesson.body = Body::from_html("<img src=\"\">".to_owned()),
            |lesson| lesson.video = None,
            |lesson| lesson.video = Some(Video::File(Address::Local(path("a.png")))),
            |lesson| lesson.video = Some(Video::File(Address::Remote("bb".into()))),
            |lesson| lesson.video = Some(Video::Embed("bb".into())),
            |lesson| lesson.materials.clear(),
            |lesson| lesson.materials[0].title = title("Sheets"),
            |lesson| lesson.materials[0].kind = "image",
            |lesson| lesson.materials[0].address = Address::Local(path("a.png")),
            |lesson| lesson.materials.extend(lesson.materials.clone()),
            |lesson| lesson.thumbnail = None,
        ];
        let mut all = vec![of_lesson(&lesson(), &files())];
        for change in changes {
            let mut lesson = lesson();
            change(&mut lesson);
            let fingerprint = of_lesson(&lesson, &files());
            assert!(!all.contains(&fingerprint), "{lesson:?}");
            all.push(fingerprint);
        }
        let other_content =
            BTreeMap::from([(path("a.png"), "ab".to_owned()), (path("b.png"), "bb".to_owned())]);
        assert!(!all.contains(&of_lesson(&lesson(), &other_content)));
    }

    #[test]
    fn where_a_lesson_and_its_files_are_kept_is_no_change() {
        let mut moved = lesson();
        moved.id = "other".into();
        moved.path = path("other.md");
        moved.origins = origins(OrderFrom::Contents);
        moved.thumbnail = Some(Address::Local(path("copy.png")));
        let mut hashes = files();
        hashes.insert(path("copy.png"), "aa".to_owned());
        assert_eq!(of_lesson(&moved, &hashes), of_lesson(&lesson(), &files()));
    }

    #[test]
    fn a_text_counts_by_what_it_is_and_not_by_how_it_was_made() {
        let change = |range, instead| Change { range, instead };
        let plain = Body::from_html("<p>Words.</p>".to_owned());
        let made = Body::changed(
            "<p>Wo--rds".to_owned(),
            vec![change(5..7, Replacement::Nothing), change(10..10, Replacement::Html(".</p>".to_owned()))],
        );
        assert_eq!(body_hash(&made, &files()), body_hash(&plain, &files()));
        let link = Arc::new(LessonLink { lesson: "fold".into(), fragment: String::new() });
        let linked = Body::changed(
            "<p><a href=\"\">Words.</a></p>".to_owned(),
            vec![
                change(3..14, Replacement::LinkStart { link: Arc::clone(&link), address: 12 }),
                change(20..24, Replacement::LinkEnd(link)),
            ],
        );
        assert_eq!(body_hash(&linked, &files()), body_hash(&plain, &files()), "as the import sends it");
        let image =
            |file| Body::changed("<>".to_owned(), vec![change(1..1, Replacement::AddressOf(path(file)))]);
        assert_ne!(body_hash(&image("a.png"), &files()), body_hash(&image("b.png"), &files()));
    }
}
