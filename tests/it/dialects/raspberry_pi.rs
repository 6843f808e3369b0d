//! Projects of the Raspberry Pi Foundation.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "--- task ---",
        becomes: "its contents",
        text: "# Lesson\n\n--- task ---\n\nDo **this**.\n\n--- /task ---\n\n--- no-print ---\nA.\n--- /no-print ---\n\n--- save ---\n",
        body: "<p>Do <strong>this</strong>.</p>\n<p>A.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "--- collapse ---",
        becomes: "details",
        text: "# Lesson\n\n--- collapse ---\n---\ntitle: Why \"rye\"?\n---\n\nBecause.\n\n--- task ---\nInner.\n--- /task ---\n\n--- /collapse ---\n",
        body: "<details>\n<summary>Why \"rye\"?</summary>\n<p>Because.</p>\n<p>Inner.</p>\n</details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "--- hints ---",
        becomes: "details",
        text: "# Lesson\n\n--- hints ---\n--- hint ---\nFirst.\n--- /hint ---\n--- hint ---\nSecond.\n--- /hint ---\n--- /hints ---\n",
        body: "<details>\n<summary>Hint</summary>\n<p>First.</p>\n</details>\n<details>\n<summary>Hint</summary>\n<p>Second.</p>\n</details>\n",
        ..Case::PLAIN
    },
    Case {
        what: "--- code ---",
        becomes: "code",
        text: "# Lesson\n\n--- code ---\n---\nlanguage: python\nfilename: a.py\nline_numbers: true\n---\n# one\nprint('==a==')\n--- /code ---\n",
        body: "<p><strong>a.py</strong></p>\n<pre><code class=\"language-python\"># one\nprint('==a==')\n</code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "--- task --- (not closed)",
        becomes: "text, with a warning",
        text: "# Lesson\n\n--- task ---\n\nDo this.\n\n--- words of mine ---\n\n---\n\nA\n---\n",
        body: "<p>--- task ---</p>\n<p>Do this.</p>\n<p>--- words of mine ---</p>\n<hr>\n<h2 id=\"a\">A</h2>\n",
        findings: &["warning[unsupported-syntax] at \"--- task ---\""],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
