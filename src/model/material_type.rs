//! The kinds of material that the platform knows.

/// The platform's list of material types, in its own order (schema `type` of
/// `courses.openapi.json`, `Version: 2021-07-28`).
pub const MATERIAL_TYPES: &[&str] = &[
    "pdf", "image", "docx", "pptx", "xlsx", "html", "dotx", "epub", "webp", "gdoc", "mp3", "doc", "txt",
    "zip", "ppt", "key", "htm", "xls", "odp", "odt", "rtf", "m4a", "ods", "mp4", "ai", "avi", "mov", "wmv",
    "mkv", "wav", "flac", "ogg", "png", "jpeg", "jpg", "gif", "bmp", "tiff", "svg", "odg", "sxw", "sxc",
    "sxi", "rar", "7z", "json", "xml", "csv", "md", "obj", "stl", "woff", "ttf",
];

/// The entry of [`MATERIAL_TYPES`] that is `name`, whatever its case.
pub fn material_type(name: &str) -> Option<&'static str> {
    MATERIAL_TYPES.iter().copied().find(|kind| kind.eq_ignore_ascii_case(name))
}
