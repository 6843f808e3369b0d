//! Google Docs, saved as Markdown.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "![][image1]",
        becomes: "image, sent as a file",
        text: "# Lesson\n\n![][image1]\n\nText with **bold** and 5\\. A\\-b ![][image1]\n\n[image1]: <data:image/png;base64,iVBORw0KGgo=>\n",
        body: "<p><img src=\"upload://image-aaff1535a99cdd3d3e41.png\" alt=\"\"></p>\n<p>Text with <strong>bold</strong> and 5. A-b <img src=\"upload://image-aaff1535a99cdd3d3e41.png\" alt=\"\"></p>\n",
        findings: &["warning[missing-alt] at \"![][image1]\""],
        ..Case::PLAIN
    },
    Case {
        what: "![text](data:image/png;base64,…)",
        becomes: "image, sent as a file",
        text: "# Lesson\n\n![Dough](data:image/jpeg;base64,iVBORw0KGgo)\n\n<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"Dot\">\n\n![Line](data:image/svg+xml,%3Csvg/%3E)\n",
        body: "<p><img src=\"upload://image-aaff1535a99cdd3d3e41.png\" alt=\"Dough\"></p>\n<img src=\"upload://image-842c7f93f6020197e4a1.gif\" alt=\"Dot\">\n<p><img src=\"upload://image-09a1d6ef9fbcf63a29bc.svg\" alt=\"Line\"></p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "data that is no image",
        becomes: "its alt text, with a warning",
        text: "# Lesson\n\n![Dough](data:image/png;base64,AAAA)\n\n![Oven](data:image/png;base64,!) and [a link](data:image/png;base64,iVBORw0KGgo)\n",
        body: "<p>Dough</p>\n<p>Oven and a link</p>\n",
        findings: &[
            "warning[unsupported-image] at \"data:image/png;base64,AAAA\"",
            "warning[unsafe-html] at \"[a link](data:image/png;base64,iVBORw0KGgo)\"",
        ],
        ..Case::PLAIN
    },
    Case {
        what: "![text](data:image/png;base64,…)",
        becomes: "image, sent as a file",
        text: "# Lesson\n\n![Dough](data:image/png;base64,iVBO\nRw0K\n  Ggo= \"Title\")\n\nA ![b][image1] c.\n\n[image1]: <data:image/png;base64,iVBORw\n0KGgo=>\n",
        body: "<p><img src=\"upload://image-aaff1535a99cdd3d3e41.png\" alt=\"Dough\" title=\"Title\"></p>\n<p>A <img src=\"upload://image-aaff1535a99cdd3d3e41.png\" alt=\"b\"> c.</p>\n",
        findings: &[],
        ..Case::PLAIN
    },
    Case {
        what: "![text](data:image/png;base64,… without an end",
        becomes: "text without the data, with a warning",
        text: "# Lesson\n\n![Dough](data:image/png;base64,iVBORw0KGgo\niVBORw0KGgoiVBORw0KGgoiVBORw0KGgo\nText after.\n\nMore `![a](data:image/png;base64,iV\nBO`.\n",
        body: "<p>Dough\nText after.</p>\n<p>More <code>![a](data:image/png;base64,iV BO</code>.</p>\n",
        findings: &["warning[unsupported-syntax] at \"data:image/\""],
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
