//! The text of one lesson: Markdown as authors write it, put together at random.
//!
//! Start at [`write`]. What the text refers to is handed in, and what it used is handed back, so
//! that every image and material it names can be put on disk.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::phrases::{ADDRESSES, ALERTS, CODE, SECTIONS, VERBS, WORDS};
use super::random::Random;

/// Lessons are between three and seven thousand bytes long, five thousand in the middle.
const SHORTEST: usize = 2_800;
const SPREAD: usize = 4_000;

/// What a lesson knows about its surroundings.
pub struct Surroundings<'a> {
    /// What the lesson is about, in plain words.
    pub topic: &'a str,
    /// Its number in its folder, from 1.
    pub number: usize,
    /// From the lesson to the folder whose images and materials it shares: empty or `../`.
    pub up: &'static str,
    /// Other lessons, as written in a link from here.
    pub lessons: &'a [String],
}

/// Returns the Markdown of one lesson; what it shares with others of its folder goes into `used`.
pub fn write(random: &mut Random, around: &Surroundings, used: &mut BTreeSet<&'static str>) -> String {
    let length = SHORTEST + random.below(SPREAD);
    // Ten in a hundred lessons hold raw HTML: the rest must not pay for it.
    let raw_html = random.chance(10);
    let mut page = Page { random, around, used, out: String::with_capacity(length + 1_000) };
    page.head();
    page.paragraph();
    page.links();
    if page.random.chance(60) {
        page.image();
    }
    if page.random.chance(8) {
        page.out.push_str("[Watch the recording](https://www.youtube.com/watch?v=dQw4w9WgXcQ)\n\n");
    }
    if raw_html {
        page.raw_html();
    }
    while page.out.len() < length {
        page.section();
    }
    page.out
}

struct Page<'a> {
    random: &'a mut Random,
    around: &'a Surroundings<'a>,
    used: &'a mut BTreeSet<&'static str>,
    out: String,
}

impl Page<'_> {
    /// Front matter with or without a title, else an H1.
    fn head(&mut self) {
        let title = capitalised(&format!("{} {}", self.random.pick(VERBS), self.around.topic));
        if !self.random.chance(30) {
            let _ = writeln!(self.out, "# {title}\n");
            return;
        }
        let titled = self.random.chance(70);
        self.out.push_str("---\n");
        if titled {
            let _ = writeln!(self.out, "title: \"{title}\"");
        }
        if self.random.chance(50) {
            let _ = writeln!(self.out, "description: What {} is good for", self.around.topic);
        }
        if self.random.chance(30) {
            let _ = writeln!(self.out, "sidebar_position: {}", self.around.number);
        }
        if self.random.chance(20) {
            let data = self.shared("files/data.csv");
            let _ = writeln!(self.out, "materials:\n  - {data}");
        }
        self.out.push_str("tags: [beginners, practice]\n---\n\n");
        if !titled {
            let _ = writeln!(self.out, "# {title}\n");
        }
    }

    /// A heading and a few blocks, as they come.
    fn section(&mut self) {
        let heading = self.random.pick(SECTIONS);
        let _ = writeln!(self.out, "## {heading}\n");
        self.paragraph();
        match self.random.below(16) {
            0..4 => self.code(),
            4..6 => self.list(),
            6 => self.steps(),
            7..9 => self.table(),
            9 => self.quote(),
            10 => self.alert(),
            11 => self.image(),
            12 => self.links(),
            13 => self.material(),
            14 => self.rarities(),
            _ => self.tasks(),
        }
        if self.random.chance(50) {
            self.paragraph();
        }
    }

    fn paragraph(&mut self) {
        for _ in 0..2 + self.random.below(3) {
            let sentence = self.sentence();
            self.out.push_str(&sentence);
            self.out.push(if self.random.chance(30) { '\n' } else { ' ' });
        }
        let end = self.out.trim_end().len();
        self.out.truncate(end);
        self.out.push_str("\n\n");
    }

    fn sentence(&mut self) -> String {
        let mut words: Vec<String> =
            (0..7 + self.random.below(10)).map(|_| (*self.random.pick(WORDS)).to_owned()).collect();
        // The first word stays bare, so that no line begins with something that opens a block.
        if self.random.chance(45) {
            let at = 1 + self.random.below(words.len() - 1);
            words[at] = match self.random.below(10) {
                0..4 => format!("**{}**", self.random.pick(&["important", "exactly once", "never"])),
                4..7 => format!("*{}*", self.random.pick(&["usually", "a little", "in this order"])),
                7..9 => format!("`{}`", self.random.pick(&["Vec<T>", "map()", "a && b", "--help"])),
                _ => "~~old~~".to_owned(),
            };
        }
        words[0] =
            self.random.pick(&["This", "Here", "Then", "Every", "Often", "Now", "Sometimes"]).to_string();
        format!("{}.", words.join(" "))
    }

    fn list(&mut self) {
        for _ in 0..3 + self.random.below(3) {
            let sentence = self.sentence();
            let _ = writeln!(self.out, "- {sentence}");
            if self.random.chance(25) {
                let below = self.sentence();
                let _ = writeln!(self.out, "  - {below}");
            }
        }
        self.out.push('\n');
    }

    fn steps(&mut self) {
        for number in 1..=3 + self.random.below(3) {
            let sentence = self.sentence();
            let _ = writeln!(self.out, "{number}. {sentence}");
        }
        self.out.push('\n');
    }

    fn tasks(&mut self) {
        for _ in 0..3 {
            let done = self.random.pick(&[" ", "x"]);
            let sentence = self.sentence();
            let _ = writeln!(self.out, "- [{done}] {sentence}");
        }
        self.out.push('\n');
    }

    fn code(&mut self) {
        let (language, code) = self.random.pick(CODE);
        let _ = writeln!(self.out, "```{language}\n{code}```\n");
    }

    fn table(&mut self) {
        self.out.push_str("| Name | Cost | What it does |\n| :--- | ---: | --- |\n");
        for _ in 0..3 + self.random.below(4) {
            let (name, cost) = (self.random.pick(WORDS), self.random.below(1_000));
            let sentence = self.sentence();
            let _ = writeln!(self.out, "| `{name}` | {cost} | {sentence} |");
        }
        self.out.push('\n');
    }

    fn quote(&mut self) {
        let (first, second) = (self.sentence(), self.sentence());
        let _ = writeln!(self.out, "> {first}\n> {second}\n");
    }

    fn alert(&mut self) {
        let kind = self.random.pick(ALERTS);
        let sentence = self.sentence();
        let _ = writeln!(self.out, "> [!{kind}]\n> {sentence}\n");
    }

    fn image(&mut self) {
        let file = *self.random.pick(&["images/diagram.png", "images/screenshot.png"]);
        let path = self.shared(file);
        let _ = writeln!(self.out, "![How {} fits together]({path})\n", self.around.topic);
    }

    /// To another lesson, where there is one, and to the web.
    fn links(&mut self) {
        let before = self.sentence();
        self.out.push_str(&before);
        if !self.around.lessons.is_empty() {
            let lesson = self.random.pick(self.around.lessons);
            let _ = write!(self.out, " We met this in [an earlier lesson]({lesson}).");
        }
        let address = self.random.pick(ADDRESSES);
        let _ = writeln!(self.out, " More is in [the manual]({address}) and at <https://example.org/faq>.\n");
    }

    fn material(&mut self) {
        let path = self.shared("files/handout.pdf");
        let _ = writeln!(self.out, "Download [the handout]({path}) before you go on.\n");
    }

    /// What few lessons use: a footnote, a definition list, mathematics.
    fn rarities(&mut self) {
        let (note, meaning) = (self.sentence(), self.sentence());
        match self.random.below(3) {
            // A label is good for one definition a page.
            0 if !self.out.contains("[^1]") => {
                let _ = writeln!(self.out, "This was found long ago.[^1]\n\n[^1]: {note}\n");
            }
            1 => {
                let _ = writeln!(self.out, "Term\n: {note}\n: {meaning}\n");
            }
            _ => self.out.push_str("The cost is $n \\log n$, and in the worst case\n\n$$n^2 + 2n$$\n\n"),
        }
    }

    fn raw_html(&mut self) {
        let inside = self.sentence();
        match self.random.below(3) {
            0 => self.out.push_str("Press <kbd>Ctrl</kbd>+<kbd>C</kbd> to stop it.\n\n"),
            1 => self.out.push_str("The first line<br>and the second one.\n\n"),
            _ => {
                let _ = writeln!(
                    self.out,
                    "<details>\n<summary>Show the answer</summary>\n\n{inside}\n\n</details>\n"
                );
            }
        }
    }

    /// Notes that the lesson uses a file of its folder, and gives the way to it.
    fn shared(&mut self, file: &'static str) -> String {
        self.used.insert(file);
        format!("{}{file}", self.around.up)
    }
}

/// The first letter raised.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
