//! The documented calls of `Version: v3`: name, method, route, and what each does with which objects.
//!
//! The names are those of the reference's pages. Faults select calls by them, and tests count requests by them.

/// One documented call.
#[derive(Debug, PartialEq, Eq)]
pub struct Call {
    /// The last part of its reference page's address, such as `update-lesson`.
    pub name: &'static str,
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// Its path, with the names of ids in braces.
    pub route: &'static str,
    pub(in crate::sandbox) does: Does,
    pub(in crate::sandbox) kind: Kind,
}

/// What a call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sandbox) enum Does {
    List,
    Create,
    Get,
    Update,
    Delete,
    Sequence,
}

/// What a call is about. Questions are no objects of their own; they belong to their quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::sandbox) enum Kind {
    Course,
    Category,
    Lesson,
    Quiz,
    Question,
    Assignment,
}

impl Call {
    /// Returns the call with this method and route.
    pub(in crate::sandbox) fn of(method: &str, route: &str) -> Option<&'static Self> {
        let method = if method == "HEAD" { "GET" } else { method };
        CALLS.iter().find(|call| call.method == method && call.route == route)
    }

    /// Returns the call with this name.
    pub(in crate::sandbox) fn named(name: &str) -> Option<&'static Self> {
        CALLS.iter().find(|call| call.name == name)
    }

    /// Returns the scope that it needs.
    pub(in crate::sandbox) fn scope(&self) -> &'static str {
        if self.method == "GET" { "courses.readonly" } else { "courses.write" }
    }
}

impl Kind {
    /// The name of its id in routes.
    pub(in crate::sandbox) fn id_name(self) -> &'static str {
        match self {
            Self::Course => "productId",
            Self::Category => "categoryId",
            Self::Lesson => "lessonId",
            Self::Quiz | Self::Question => "quizId",
            Self::Assignment => "assignmentId",
        }
    }

    /// The platform's word for it in error messages.
    pub(in crate::sandbox) fn word(self) -> &'static str {
        match self {
            Self::Course => "Course",
            Self::Category => "Category",
            Self::Lesson => "Lesson",
            Self::Quiz => "Quiz",
            Self::Question => "Question",
            Self::Assignment => "Assignment",
        }
    }
}

const fn call(name: &'static str, method: &'static str, route: &'static str, does: Does, kind: Kind) -> Call {
    Call { name, method, route, does, kind }
}

const COURSES: &str = "/courses/products";
const COURSE: &str = "/courses/products/{productId}";
const CATEGORIES: &str = "/courses/products/{productId}/categories";
const CATEGORY: &str = "/courses/products/{productId}/categories/{categoryId}";
const CATEGORY_ORDER: &str = "/courses/products/{productId}/categories/sequence";
const LESSONS: &str = "/courses/products/{productId}/lessons";
const LESSON: &str = "/courses/products/{productId}/lessons/{lessonId}";
const LESSON_ORDER: &str = "/courses/products/{productId}/categories/{categoryId}/lessons/sequence";
const LESSON_QUIZ: &str = "/courses/products/{productId}/lessons/{lessonId}/quiz";
const QUIZ: &str = "/courses/products/{productId}/quizzes/{quizId}";
const QUESTIONS: &str = "/courses/products/{productId}/quizzes/{quizId}/questions";
const LESSON_ASSIGNMENT: &str = "/courses/products/{productId}/lessons/{lessonId}/assignment";
const ASSIGNMENT: &str = "/courses/products/{productId}/assignments/{assignmentId}";

/// Every call that the sandbox has.
pub(in crate::sandbox) const CALLS: &[Call] = &[
    call("list-courses", "GET", COURSES, Does::List, Kind::Course),
    call("create-course", "POST", COURSES, Does::Create, Kind::Course),
    call("get-course", "GET", COURSE, Does::Get, Kind::Course),
    call("update-course", "PUT", COURSE, Does::Update, Kind::Course),
    call("delete-course", "DELETE", COURSE, Does::Delete, Kind::Course),
    call("list-categories", "GET", CATEGORIES, Does::List, Kind::Category),
    call("create-category", "POST", CATEGORIES, Does::Create, Kind::Category),
    call("sequence-categories", "PUT", CATEGORY_ORDER, Does::Sequence, Kind::Category),
    call("get-category", "GET", CATEGORY, Does::Get, Kind::Category),
    call("update-category", "PUT", CATEGORY, Does::Update, Kind::Category),
    call("delete-category", "DELETE", CATEGORY, Does::Delete, Kind::Category),
    call("list-lessons", "GET", LESSONS, Does::List, Kind::Lesson),
    call("create-lesson", "POST", LESSONS, Does::Create, Kind::Lesson),
    call("get-lesson", "GET", LESSON, Does::Get, Kind::Lesson),
    call("update-lesson", "PUT", LESSON, Does::Update, Kind::Lesson),
    call("delete-lesson", "DELETE", LESSON, Does::Delete, Kind::Lesson),
    call("sequence-lessons", "PUT", LESSON_ORDER, Does::Sequence, Kind::Lesson),
    call("get-lesson-quiz", "GET", LESSON_QUIZ, Does::Get, Kind::Quiz),
    call("create-lesson-quiz", "POST", LESSON_QUIZ, Does::Create, Kind::Quiz),
    call("update-quiz", "PUT", QUIZ, Does::Update, Kind::Quiz),
    call("delete-quiz", "DELETE", QUIZ, Does::Delete, Kind::Quiz),
    call("get-quiz-questions", "GET", QUESTIONS, Does::List, Kind::Question),
    call("upsert-quiz-questions", "PUT", QUESTIONS, Does::Update, Kind::Question),
    call("get-lesson-assignment", "GET", LESSON_ASSIGNMENT, Does::Get, Kind::Assignment),
    call("create-lesson-assignment", "POST", LESSON_ASSIGNMENT, Does::Create, Kind::Assignment),
    call("update-assignment", "PUT", ASSIGNMENT, Does::Update, Kind::Assignment),
    call("delete-assignment", "DELETE", ASSIGNMENT, Does::Delete, Kind::Assignment),
];
