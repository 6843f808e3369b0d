//! `VitePress` and `VuePress`.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "<!-- @include: x.md -->",
        becomes: "the file's text",
        text: "# Lesson\n\
             \n\
             <!-- @include: ./parts/part.md -->\n\
             \n\
             - item\n\
             \n\
             \x20 <!--@include: @/parts/part.md{3,3}-->\n",
        body: "<h2 id=\"one\">One</h2>\n\
             <p>First.</p>\n\
             <p>Second.</p>\n\
             <h2 id=\"two\">Two</h2>\n\
             <p>Third.</p>\n\
             <ul>\n\
             <li>\n\
             <p>item</p>\n\
             <p>First.</p>\n\
             </li>\n\
             </ul>\n",
        files: &[(
            "parts/part.md",
            "---\n\
             a: b\n\
             ---\n\
             ## One\n\
             \n\
             First.\n\
             \n\
             <!-- #region mid -->\n\
             Second.\n\
             <!-- #endregion mid -->\n\
             \n\
             ## Two\n\
             \n\
             Third.\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "<!-- @include: x.md#part -->",
        becomes: "the part's text",
        text: "# Lesson\n\
             \n\
             <!-- @include: ./parts/part.md#mid -->\n\
             \n\
             <!-- @include: ./parts/part.md#two -->\n",
        body: "<p>Second.</p>\n\
             <h2 id=\"two\">Two</h2>\n\
             <p>Third.</p>\n",
        files: &[(
            "parts/part.md",
            "---\n\
             a: b\n\
             ---\n\
             ## One\n\
             \n\
             First.\n\
             \n\
             <!-- #region mid -->\n\
             Second.\n\
             <!-- #endregion mid -->\n\
             \n\
             ## Two\n\
             \n\
             Third.\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "<!-- @include: x.md -->",
        becomes: "the file's text",
        text: "# Lesson\n\
             \n\
             <!-- @include: ./none.md -->\n\
             \n\
             Text.\n",
        body: "<p>Text.</p>\n",
        findings: &["error[broken-link] at \"<!-- @include: ./none.md -->\""],
        ..Case::PLAIN
    },
    Case {
        what: "<<< @/x.js",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             <<< @/code/x.js\n\
             \n\
             <<< ./code/x.js#b{1 ts:line-numbers} [The *b*]\n",
        body: "<pre><code class=\"language-js\">import a\n\
             let b = 1;\n\
             let c;\n\
             </code></pre>\n\
             <p><strong>The b</strong></p>\n\
             <pre><code class=\"language-ts\">let b = 1;\n\
             </code></pre>\n",
        files: &[(
            "code/x.js",
            "import a\n\
             // #region b\n\
             let b = 1;\n\
             // #endregion b\n\
             let c;\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "@[code](@/x.js)",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             @[code{1-2} ts](./code/x.js)\n",
        body: "<pre><code class=\"language-ts\">import a\n\
             let b = 1;\n\
             let c;\n\
             </code></pre>\n",
        files: &[(
            "code/x.js",
            "import a\n\
             // #region b\n\
             let b = 1;\n\
             // #endregion b\n\
             let c;\n",
        )],
        ..Case::PLAIN
    },
    Case {
        what: "::: code-group",
        becomes: "code, each below its label",
        text: "# Lesson\n\n::: code-group\n- ```py [x]\n  a\n  ```\n:::\n",
        body: "<ul>\n<li>\n<p><strong>x</strong></p>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ul>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: code-group",
        becomes: "code, each below its label",
        text: "# Lesson\n\
             \n\
             ::: code-group\n\
             \n\
             ```js [config.js]\n\
             a\n\
             ```\n\
             \n\
             ```ts{1} [config.ts]\n\
             b\n\
             ```\n\
             \n\
             :::\n\
             \n\
             ```js [not.js]\n\
             c\n\
             ```\n",
        body: "<p><strong>config.js</strong></p>\n\
             <pre><code class=\"language-js\">a\n\
             </code></pre>\n\
             <p><strong>config.ts</strong></p>\n\
             <pre><code class=\"language-ts\">b\n\
             </code></pre>\n\
             <pre><code class=\"language-js\">c\n\
             </code></pre>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: tabs … @tab T",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             ::: tabs\n\
             @tab:active npm\n\
             Use *npm*.\n\
             @tab pnpm\n\
             Use pnpm.\n\
             :::\n\
             \n\
             ::: tabs\n\
             == One\n\
             Text.\n\
             == Two\n\
             Text.\n\
             :::\n",
        body: "<p><strong>npm</strong></p>\n\
             <p>Use <em>npm</em>.</p>\n\
             <p><strong>pnpm</strong></p>\n\
             <p>Use pnpm.</p>\n\
             <p><strong>One</strong></p>\n\
             <p>Text.</p>\n\
             <p><strong>Two</strong></p>\n\
             <p>Text.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "::: details T",
        becomes: "details",
        text: "# Lesson\n\
             \n\
             ::: details Why?\n\
             So.\n\
             :::\n\
             \n\
             ::: tip\n\
             Good.\n\
             :::\n\
             \n\
             :::: warning Hot *oven*\n\
             ::: info\n\
             Inner.\n\
             :::\n\
             ::::\n",
        body: "<details>\n\
             <summary>Why?</summary>\n\
             <p>So.</p>\n\
             </details>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Tip</strong></p>\n\
             <p>Good.</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Hot oven</strong></p>\n\
             <blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Inner.</p>\n\
             </blockquote>\n\
             </blockquote>\n",
        ..Case::PLAIN
    },
    Case {
        what: "[[toc]]",
        becomes: "nothing",
        text: "# Lesson\n\
             \n\
             [[toc]]\n\
             \n\
             Text [[TOC]] `[[toc]]`.\n",
        body: "<p>Text [[TOC]] <code>[[toc]]</code>.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "{{ $frontmatter.x }}",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             {{ $frontmatter.title }} and {{ 1 + 1 }}\n",
        body: "<p>{{ $frontmatter.title }} and {{ 1 + 1 }}</p>\n",
        findings: &["warning[unsupported-syntax] at \"{{ $frontmatter.title }}\""],
        ..Case::PLAIN
    },
    Case {
        what: "includes in code",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             ```\n\
             <<< @/code/x.js\n\
             <!-- @include: a.md -->\n\
             [[toc]]\n\
             ```\n\
             \n\
             A <<< b.\n",
        body: "<pre><code>&lt;&lt;&lt; @/code/x.js\n\
             &lt;!-- @include: a.md --&gt;\n\
             [[toc]]\n\
             </code></pre>\n\
             <p>A &lt;&lt;&lt; b.</p>\n",
        ..Case::PLAIN
    },
    Case {
        what: "<Name @click=\"x\"> … </Name>",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\n<MyComp @click=\"y\">text *a*</MyComp>\n\nA <MyButton #left @a.b='c' [d]=\"e\"/> b.\n\n<Box @open=\"go\">\n\nIn **it**.\n\n</Box>\n\n<div @click=\"go\" class=\"a\">\n\nHTML\n\n</div>\n",
        body: "<p>text <em>a</em></p>\n<p>A  b.</p>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Note</strong></p>\n<p>In <strong>it</strong>.</p>\n</blockquote>\n<div class=\"a\">\n<p>HTML</p>\n</div>\n",
        findings: &["warning[unsupported-syntax] at \"<MyComp @click=\\\"y\\\">\""],
        ..Case::PLAIN
    },
    Case {
        what: "<template #name> … </template>",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\n<template #x>y *z*</template>\n\n<template v-slot:title>\n\nA <template #b>b</template>.\n\n</template>\n\nEnd.\n",
        body: "<p>y <em>z</em></p>\n<p>A b.</p>\n<p>End.</p>\n",
        findings: &["warning[unsupported-syntax] at \"<template #x>\""],
        ..Case::PLAIN
    },
    Case {
        what: "<my-element> … </my-element>",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\n<my-el>w</my-el> and <other-el a=\"b\">v</other-el>, `<my-el>`.\n\n<my-el>\n\n**In** it\n\n</my-el>\n",
        body: "<p>w and v, <code>&lt;my-el&gt;</code>.</p>\n<p><strong>In</strong> it</p>\n",
        findings: &["warning[unsupported-syntax] at \"<my-el>\""],
        ..Case::PLAIN
    },
    Case {
        what: "<your-name> and other words in brackets",
        becomes: "text",
        text: "# Lesson\n\nWrite <your-name> if a <b #c and d> e <f@example.com> <#g>.\n",
        body: "<p>Write &lt;your-name&gt; if a &lt;b #c and d&gt; e <a href=\"mailto:f@example.com\">f@example.com</a> &lt;#g&gt;.</p>\n",

        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
