//! Language names in names of files and folders: codes, full names, suffixes.

use super::tree::fold;

/// Two-letter codes of ISO 639-1.
const CODES: &str = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/// Names of languages as folders carry them, folded.
const NAMES: &[&str] = &[
    "arabic",
    "bengali",
    "chinese",
    "simplified-chinese",
    "traditional-chinese",
    "czech",
    "danish",
    "deutsch",
    "dutch",
    "english",
    "espanol",
    "español",
    "farsi",
    "finnish",
    "francais",
    "français",
    "french",
    "german",
    "greek",
    "hebrew",
    "hindi",
    "hungarian",
    "indonesian",
    "italian",
    "italiano",
    "japanese",
    "kazakh",
    "korean",
    "kyrgyz",
    "norwegian",
    "persian",
    "polish",
    "portuguese",
    "brazilian-portuguese",
    "portugues",
    "português",
    "romanian",
    "russian",
    "spanish",
    "swedish",
    "thai",
    "turkish",
    "ukrainian",
    "urdu",
    "vietnamese",
];

/// Whether `name` is a language's code: `en`, `ptbr`, `pt-BR`, `zh_Hans`.
pub(crate) fn is_code(name: &str) -> bool {
    let folded = fold(name);
    let letters = |text: &str| text.chars().all(|c| c.is_ascii_alphabetic());
    let known = |code: &str| code.len() == 2 && letters(code) && CODES.contains(&format!(" {code} "));
    match folded.split_once(['-', '_']) {
        Some((code, region)) => known(code) && matches!(region.len(), 2 | 4) && letters(region),
        None if folded.len() == 4 => {
            matches!(folded.as_ref(), "ptbr" | "zhcn" | "zhtw" | "eses" | "enus" | "engb")
        }
        None => known(&folded),
    }
}

/// Whether `name` is a language's code or name.
pub(crate) fn is_language(name: &str) -> bool {
    is_code(name) || NAMES.contains(&fold(name).as_ref())
}

/// The stem of a file without its language suffix, and the suffix: `("readme", Some("pt"))`.
pub(crate) fn split_suffix(stem: &str) -> (&str, Option<&str>) {
    match stem.rsplit_once('.') {
        Some((base, suffix)) if !base.is_empty() && is_code(suffix) => (base, Some(suffix)),
        _ => (stem, None),
    }
}

/// Whether `name` is a code or name of English.
pub(crate) fn is_english(name: &str) -> bool {
    let folded = fold(name);
    folded == "en"
        || folded == "english"
        || folded.starts_with("en-")
        || folded.starts_with("en_")
        || folded == "enus"
        || folded == "engb"
}
