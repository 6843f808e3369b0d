//! Marks inside of a line, and short codes of emoji, which many tools have.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "++ctrl+c++",
        becomes: "keys",
        text: "# Lesson\n\nPress ++ctrl+c++, ++enter++ or ++cmd+\"My key\"++. C++ and C++, i++; ++j, `++ctrl++`, https://a.b/++ctrl+c++\n",
        body: "<p>Press <kbd>Ctrl</kbd>+<kbd>C</kbd>, <kbd>Enter</kbd> or <kbd>Cmd</kbd>+<kbd>My key</kbd>. C++ and C++, i++; ++j, <code>++ctrl++</code>, <a href=\"https://a.b/++ctrl+c++\">https://a.b/++ctrl+c++</a></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "^^text^^",
        becomes: "inserted text",
        text: "# Lesson\n\nA ^^new *word*^^ and ++two words++. 2^^3^^4, ^^ a ^^\n",
        body: "<p>A <ins>new <em>word</em></ins> and <ins>two words</ins>. 2^^3^^4, ^^ a ^^</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "~~text~~",
        becomes: "deleted text",
        text: "# Lesson\n\nAn ~~old~~ word.\n",
        body: "<p>An <del>old</del> word.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: ":emoji:",
        becomes: "emoji",
        text: "# Lesson\n\n## Done :tada::tada:\n\n:warning: Mind the oven. :+1:\n\nKnead.\n\n:warning: Hot.\n\n(:smile:)\n",
        body: "<h2 id=\"done-tadatada\">Done 🎉🎉</h2>\n<p>⚠️ Mind the oven. 👍</p>\n<p>Knead.</p>\n<p>⚠️ Hot.</p>\n<p>(😄)</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: ":unknown:",
        becomes: "text",
        text: "# Lesson\n\n:no_such_name: 1:100:5 10:30:00 a:smile:b std::id::x `:smile:` https://a.b/:id:/c [x](https://a.b/:id:/) \\:smile:\n",
        body: "<p>:no_such_name: 1:100:5 10:30:00 a:smile:b std::id::x <code>:smile:</code> <a href=\"https://a.b/:id:/c\">https://a.b/:id:/c</a> <a href=\"https://a.b/:id:/\">x</a> :smile:</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{++added++}",
        becomes: "inserted text",
        text: "# Lesson\n\nA {++new *word*++}, {++ two ++} `{++a++}` {++open and {+b+}.\n",
        body: "<p>A <ins>new <em>word</em></ins>, <ins> two </ins> <code>{++a++}</code> {++open and {+b+}.</p>\n",
        findings: &[],
        ..Case::PLAIN
    },
    Case {
        what: "{--deleted--}",
        becomes: "deleted text",
        text: "# Lesson\n\nA {--gone--} b{--c--}d.\n",
        body: "<p>A <del>gone</del> b<del>c</del>d.</p>\n",
        findings: &[],
        ..Case::PLAIN
    },
    Case {
        what: "{~~old~>new~~}",
        becomes: "deleted and inserted text",
        text: "# Lesson\n\nA {~~a *b*~>c~~}, {~~d~~}.\n",
        body: "<p>A <del>a <em>b</em></del><ins>c</ins>, <del>d</del>.</p>\n",
        findings: &[],
        ..Case::PLAIN
    },
    Case {
        what: "{==marked==}",
        becomes: "marked text",
        text: "# Lesson\n\nA {==marked\nwords==}{>>note *to* self<<} b.\n\n{>>\nOf\n\nlines\n<<}\n",
        body: "<p>A <mark>marked\nwords</mark> b.</p>\n",
        findings: &["info[private-comment] at \"{>>note *to* self<<}\""],
        ..Case::PLAIN
    },
    Case {
        what: "{>> note that is not closed",
        becomes: "nothing, with a warning",
        text: "# Lesson\n\nA {>>note to\nself.\n\nMore.\n",
        body: "<p>A</p>\n<p>More.</p>\n",
        findings: &["warning[unclosed-block] at \"{>>\""],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
