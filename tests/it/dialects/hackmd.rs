//! `HackMD`, `CodiMD` and `markdown-it`.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "![text](image.png =300x200)",
        becomes: "image of that size",
        text: "# Lesson\n\n![a loaf](image.png =300x) and ![b](image.png \"Title\" =x200) ![c](https://a.b/c.png =50%x)\n\n![d](image.png =300x200)\n",
        body: "<p><img src=\"upload://image.png\" alt=\"a loaf\" width=\"300\"> and <img src=\"upload://image.png\" alt=\"b\" title=\"Title\" height=\"200\"> <img src=\"https://a.b/c.png\" alt=\"c\"></p>\n<p><img src=\"upload://image.png\" alt=\"d\" width=\"300\" height=\"200\"></p>\n",
        files: &[("image.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "(a =300x)",
        becomes: "text",
        text: "# Lesson\n\n(a =300x) and [x](y =3) and `![a](image.png =300x)`, a =5x)\n",
        body: "<p>(a =300x) and [x](y =3) and <code>![a](image.png =300x)</code>, a =5x)</p>\n",
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
