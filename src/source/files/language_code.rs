//! Language names in names of files and folders: codes, full names, suffixes.

use super::tree::fold;

/// Two-letter codes of ISO 639-1.
const CODES: &str = " aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt \
my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so \
sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ";

/// Three-letter codes of ISO 639-2 and 639-3 that are no common English words.
const LONG_CODES: [&str; 5] = [
    " afr amh ara arm aze baq ben bos bre bul ces chi cmn cym cze dan deu dut ell eng ",
    " epo eus fas fil fra fre gle glg gre guj hau heb hin hrv hun hye ibo isl ita jpn ",
    " kan kat kaz khm kin kir kor kur lao lav lit ltz mal mkd mlg mlt mri msa mya nep ",
    " nld nno nob nor ory oss pol por pus ron rum rus slk slv som spa sqi srp swa swe ",
    " tam tgl tha tir tuk tur uig ukr urd uzb vie wel xho yor yue zho zul ",
];

/// Scripts and variants as they are written behind a code: `zh-chs`, `sr-latn`.
const VARIANTS: &[&str] = &["chs", "cht", "lat", "cyr"];

/// Codes that are also words of English or of other fields: behind a `-` or `_` they say little.
const WORDS: &[&str] = &[
    "am", "an", "as", "be", "ca", "ch", "cs", "cv", "cy", "ee", "fo", "he", "hr", "id", "ie", "ii", "in",
    "io", "is", "it", "la", "lo", "mi", "ml", "my", "no", "om", "or", "os", "pa", "pi", "ps", "sc", "se",
    "so", "st", "tab", "tk", "to", "tr", "ts", "tv", "vi", "vo",
];

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

/// Whether `name` is a language's code: `en`, `ptbr`, `pt-BR`, `zh_Hans`, `fil`, `es-419`, `zh-chs`.
pub(crate) fn is_code(name: &str) -> bool {
    let folded = fold(name);
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_in = |codes: &str, code: &str| letters(code) && codes.contains(&format!(" {code} "));
    let known = |code: &str| match code.len() {
        2 => is_in(CODES, code),
        3 => LONG_CODES.iter().any(|codes| is_in(codes, code)),
        _ => false,
    };
    let is_region = |part: &str| {
        matches!(part.len(), 2 | 4) && letters(part)
            || part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit())
            || VARIANTS.contains(&part)
    };
    match folded.split_once(['-', '_']) {
        Some((code, regions)) => known(code) && regions.split(['-', '_']).all(is_region),
        None if folded.len() == 4 => {
            matches!(
                folded.as_ref(),
                "ptbr" | "ptpt" | "zhcn" | "zhtw" | "zhhk" | "eses" | "esmx" | "enus" | "engb"
            )
        }
        None => known(&folded),
    }
}

/// Whether a code is a word as well, so that more than one name must have it to be a language.
pub(crate) fn is_word(code: &str) -> bool {
    WORDS.contains(&fold(code).as_ref())
}

/// Whether two codes are of one language: `pt` and `pt-BR`, `fr` and `fra`.
pub(crate) fn is_same_language(a: &str, b: &str) -> bool {
    let primary = |code: &str| {
        let folded = fold(code);
        let first = folded.split(['-', '_']).next().unwrap_or_default().to_owned();
        // Written together: `ptbr`.
        if first.len() == 4 && is_code(&first) { first[..2].to_owned() } else { first }
    };
    let (a, b) = (primary(a), primary(b));
    let is_longer_form = |short: &str, long: &str| {
        let [short_bytes, long_bytes] = [short.as_bytes(), long.as_bytes()];
        short.len() == 2 && long.len() == 3 && short_bytes == &long_bytes[..2] && long != "fil"
    };
    a == b || is_longer_form(&a, &b) || is_longer_form(&b, &a)
}

/// Whether `name` is a language's code or name.
pub(crate) fn is_language(name: &str) -> bool {
    is_code(name) || NAMES.contains(&fold(name).as_ref())
}

/// A name and the language behind its last part, whatever joins them: `("x", "fr")` of `x_fr`, `("README", "zh-CN")`
/// of `README_zh-CN`. It is a language only in the company of other names.
pub(crate) fn split_joined(name: &str) -> Option<(&str, &str)> {
    let joints = name.match_indices(['-', '_', '.']).map(|(at, _)| at);
    // The first that fits is the longest: `zh-CN` and not `CN`.
    let mut splits = joints.filter(|&at| at > 0).map(|at| (&name[..at], &name[at + 1..]));
    splits.find(|(_, code)| code.len() <= LONGEST && is_code(code))
}

/// The longest code that is looked for, in bytes: `zh-Hans-CN`.
const LONGEST: usize = 12;

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
    matches!(folded.as_ref(), "en" | "eng")
        || folded == "english"
        || folded.starts_with("en-")
        || folded.starts_with("en_")
        || folded == "enus"
        || folded == "engb"
}
