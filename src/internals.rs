//! What integration tests and benchmarks call, by the rooms it comes from. No promise that any of it stays.

/// Differences of two versions of a lesson.
pub mod changes {
    pub use crate::changes::*;
}

/// Findings.
pub mod diagnostic {
    pub use crate::diagnostic::{Code, Diagnostic, Severity};

    /// What `check --explain` says.
    pub mod explain {
        pub use crate::diagnostic::explain::{Part, markdown, of, page};
    }

    /// Findings as they are shown.
    pub mod render {
        /// With the lines that they are about.
        pub mod full {
            pub use crate::diagnostic::render::full::{Style, report};
        }
    }
}

/// Fixes of findings.
pub mod fix {
    pub use crate::fix::plan;
}

/// HTML of a lesson's text.
pub mod html {
    /// The same as Markdown.
    pub mod to_markdown {
        pub use crate::html::to_markdown::*;
    }
}

/// What a machine can do about images.
pub mod images {
    pub use crate::images::Images;
}

/// Addresses in a course.
pub mod links {
    pub use crate::links::find;
}

/// Courses.
pub mod model {
    pub use crate::model::{Course, CoursePath, MATERIAL_TYPES};
}

/// The client of the platform.
pub mod platform {
    pub use crate::platform::{
        BaseUrl, Client, Options, RateLimitOptions, Retries, Source, StaticToken, Token, Upload, upload,
    };

    /// The newer courses API.
    pub mod courses_v3 {
        pub use crate::platform::courses_v3::*;
    }

    /// From a course to the import body.
    pub mod convert {
        pub use crate::platform::convert::{Preview, preview};
    }
}

/// Scans with the rules about whole courses.
pub mod rules {
    pub use crate::rules::scan;
}

/// The embedded platform.
pub mod sandbox {
    pub use crate::sandbox::{
        Change, Fault, ImportedCourse, Media, OAuthCounts, OAuthOptions, Options, Rate, Readings,
        RequestRecord, SandboxServer, start,
    };
}

/// Scans.
pub mod source {
    pub use crate::source::{Clock, Options, scan};
}

/// What an import and an update are made of.
pub mod sync {
    /// What is on the platform, as the lock remembers it.
    pub mod lock {
        pub use crate::sync::lock::*;
    }

    /// The plan of an update.
    pub mod diff {
        pub use crate::sync::diff::*;
    }

    /// The versions that a plan compares.
    pub mod versions {
        pub use crate::sync::versions::*;
    }
}
