//! Markdown in which the markup of several tools is mixed, nested and broken; every word in it is its own.

use std::fmt::Write as _;

use proptest::prelude::*;

/// A block of some tool.
#[derive(Debug, Clone)]
pub enum Block {
    /// Lines without other blocks in them; `$` is a word.
    Leaf(&'static str),
    /// Lines around other blocks, which stand where `@` is, behind what is before it on its line.
    Around(&'static str, Vec<Block>),
}

const LEAVES: &[&str] = &[
    "$ $ $",
    "# $",
    "## $ {#id .class}",
    "$ ==$== and ++$++ and ^^$^^",
    "[[lesson|$]] and [[$]] and ![[$.png]]",
    "$ `$` {kbd}`$` {doc}`$ <lesson>` {ref}`$`",
    "[$](lesson.md){target=_blank} ![$](a.png){width=30 .left}",
    "$ [$]{.mark} $ :smile: $:",
    "| $ | $ |\n| --- | --- |\n| $ | `a\\|$` |",
    "$\n: $",
    "```js title=\"x\"\n$ {% $ %} ==$==\n```",
    "    $ in indented code",
    "$$\n$\n- $\n$$",
    "+-----+-----+\n| $ | $ |\n+=====+=====+\n| $ | $ |\n+-----+-----+",
    "$ {{< $ >}} $ {% $ %} $ {{ $ }}",
    "<Card title=\"$\" />",
    "<b>$</b> <span class=\"x\">$</span>",
    "[^1]\n\n[^1]: $",
    "---",
    "{{#include $}}",
    "* $\n* $\n{: .x}",
    "- [ ] $\n- [x] $",
    "Duration: $",
    "(label)=\n# $",
    "$ ^abc123",
    "a == b and C++ and C++ $ 100 % $",
    "<$> and a < $ and > $",
    "--8<-- \"$\"",
    "{: .note }\n> $",
    "^[$] @$ [@$] [$, p. 3]",
    "::: $",
    ":::",
    "!!! $",
    "</details>",
    "{% end$ %}",
    "<Fold title=\"$\" text=\"$ $\" />",
    "<TabItem value=\"x\" label=\"$\">",
    "<map name=\"m\"><area href=\"https://example.org\" alt=\"$\"></map>",
    "![$](data:image/png;base64,iVBORw0KGgo=)",
    "{{< include $ >}} {{< kbd $ >}} {{< meta $ >}}",
    "$$\na = $\n\nb = $\n$$",
    "| a | b |\n| - | - |\n| $ | $ |",
];

const AROUND: &[&str] = &[
    "!!! note \"$\"\n    @",
    "??? tip\n    @",
    "=== \"$\"\n    @",
    ":::note $\n@\n:::",
    ":::: {.callout-tip}\n## $\n@\n::::",
    "``````{note} $\n@\n``````",
    "````{dropdown} $\n:open:\n\n@\n````",
    "::::{tab-set}\n:::{tab-item} $\n@\n:::\n::::",
    "> [!tip] $\n> @",
    "> [!faq]- $\n> @",
    "> @",
    "- $\n\n  @",
    "1. $\n\n   @",
    "{% hint style=\"info\" %}\n@\n{% endhint %}",
    "{% tabs %}\n{% tab title=\"$\" %}\n@\n{% endtab %}\n{% endtabs %}",
    "{{% notice tip %}}\n@\n{{% /notice %}}",
    "{{< expand \"$\" >}}\n@\n{{< /expand >}}",
    "{{< unknown >}}\n@\n{{< /unknown >}}",
    "<Tabs>\n<TabItem label=\"$\">\n\n@\n\n</TabItem>\n</Tabs>",
    "<details>\n<summary>$</summary>\n\n@\n\n</details>",
    "<div markdown=\"1\">\n\n@\n\n</div>",
    "/// note | $\n@\n///",
    "--- task ---\n\n@\n\n--- /task ---",
    "<Aside type=\"tip\">\n\n@\n\n</Aside>",
    "<Reveal title=\"$\">\n\n@\n\n</Reveal>",
    "::: {.panel-tabset}\n## $\n@\n:::",
    "::: {.callout-note collapse=true}\n### $\n@\n:::",
    ":::: challenge\n## $\n@\n::::",
    "::: {.fragment #x}\n@\n:::",
];

/// Some blocks of any tools.
pub fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let leaf = prop::sample::select(LEAVES).prop_map(Block::Leaf);
    let block = leaf.prop_recursive(4, 24, 3, |inner| {
        let around = (prop::sample::select(AROUND), prop::collection::vec(inner.clone(), 1..4));
        prop_oneof![2 => inner, 3 => around.prop_map(|(lines, inner)| Block::Around(lines, inner))]
    });
    prop::collection::vec(block, 1..6)
}

/// The text of blocks, and the words in it.
pub fn text(blocks: &[Block]) -> (String, Vec<String>) {
    let mut words = Vec::new();
    let text = blocks.iter().map(|block| written(block, &mut words)).collect::<Vec<_>>().join("\n\n");
    (text + "\n", words)
}

fn written(block: &Block, words: &mut Vec<String>) -> String {
    match block {
        Block::Leaf(lines) => with_words(lines, words),
        Block::Around(lines, inner) => {
            let lines = with_words(lines, words);
            let inner: Vec<String> = inner.iter().map(|block| written(block, words)).collect();
            let inner = inner.join("\n\n");
            let (before, after) = lines.split_once('@').expect("every frame has a place for its inside");
            let margin = before.rsplit('\n').next().unwrap_or_default();
            format!("{before}{}{after}", inner.replace('\n', &format!("\n{margin}")))
        }
    }
}

fn with_words(lines: &str, words: &mut Vec<String>) -> String {
    let mut out = String::new();
    // In math two dollar signs are the math's own.
    let mut parts =
        lines.replace("$$", "\u{2}").split('$').map(str::to_owned).collect::<Vec<_>>().into_iter();
    out.extend(parts.next());
    for part in parts {
        let word = format!("wort{}x", letters(words.len()));
        _ = write!(out, "{word}{part}");
        words.push(word);
    }
    out.replace('\u{2}', "$$")
}

/// A number in letters: a word with digits is not what prose is made of.
fn letters(mut number: usize) -> String {
    let mut out = String::new();
    loop {
        out.extend(('a'..='z').nth(number % 26));
        number /= 26;
        if number == 0 {
            return out;
        }
    }
}
