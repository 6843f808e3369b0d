//! MDX, as Docusaurus and Starlight have it, and components of other frameworks.

use super::{Case, check};

pub(super) const CASES: &[Case] = &[
    Case {
        what: "{/* … */}",
        becomes: "nothing: never sent",
        text: "# Lesson\n\
             \n\
             A {/* ask *Ana* */} b.\n\
             \n\
             {/*\n\
             \n\
             :::note\n\
             \n\
             ```\n\
             */}\n\
             \n\
             End `{/* c */}`.\n",
        body: "<p>A  b.</p>\n\
             <p>End <code>{/* c */}</code>.</p>\n",
        findings: &["info[private-comment] at \"{/* ask *Ana* */}\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "{/* … */} in .md",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             A {/* b */} c.\n",
        body: "<p>A {/* b */} c.</p>\n",
        findings: &["warning[unsupported-syntax] at \"{/*\""],
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: ":::tip[T] … :::",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             :::tip[Good *flour*]\n\
             \n\
             Use it.\n\
             \n\
             :::\n\
             \n\
             :::note Title {icon=\"star\"}\n\
             Text.\n\
             :::\n\
             \n\
             :::details More\n\
             Text.\n\
             :::\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Good flour</strong></p>\n\
             <p>Use it.</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Title</strong></p>\n\
             <p>Text.</p>\n\
             </blockquote>\n\
             <details>\n\
             <summary>More</summary>\n\
             <p>Text.</p>\n\
             </details>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "import x from \"./a.png\"",
        becomes: "nothing; what it names is shown where it is used",
        text: "import Tabs from \"@theme/Tabs\";\n\
             import {\n\
             \x20 A,\n\
             \x20 B,\n\
             } from \"b\";\n\
             import pic from \"./x.png\";\n\
             import clip from \"./clip.mp4\";\n\
             import sheet from \"./sheet.pdf\";\n\
             \n\
             # Lesson\n\
             \n\
             Text.\n\
             \n\
             <img src={pic} alt=\"Dough\" />\n\
             \n\
             {clip}\n\
             \n\
             <a href={sheet}>Sheet</a>\n\
             \n\
             The {sheet}, `{pic}`.\n",
        body: "<p>Text.</p>\n\
             <img src=\"upload://x.png\" alt=\"Dough\">\n\
             \n\
             <p><a href=\"upload://sheet.pdf\">Sheet</a></p>\n\
             <p>The <a href=\"upload://sheet.pdf\">sheet.pdf</a>, <code>{pic}</code>.</p>\n",
        name: "lesson.mdx",
        files: &[("x.png", "png"), ("clip.mp4", "mp4"), ("sheet.pdf", "%PDF-1.4 x")],
        ..Case::PLAIN
    },
    Case {
        what: "import Part from \"./_part.mdx\"; <Part />",
        becomes: "the file's text",
        text: "import Part from \"./_part.mdx\";\n\
             import Pic from \"./x.svg\";\n\
             \n\
             # Lesson\n\
             \n\
             - item\n\
             \n\
             \x20 <Part />\n\
             \n\
             <Pic />\n",
        body: "<ul>\n\
             <li>\n\
             <p>item</p>\n\
             <p><strong>In</strong> the part <img src=\"upload://x.svg\" alt=\"d\">.</p>\n\
             </li>\n\
             </ul>\n\
             <p><img src=\"upload://x.svg\" alt=\"\"></p>\n",
        findings: &["info[excluded-file] at \"\"", "warning[missing-alt] at \"<Pic />\""],
        name: "lesson.mdx",
        files: &[
            (
                "_part.mdx",
                "---\n\
             title: x\n\
             ---\n\
             import pic from \"./x.svg\";\n\
             \n\
             **In** the part <img src={pic} alt=\"d\"/>.\n",
            ),
            ("x.svg", "<svg/>"),
        ],
    },
    Case {
        what: "import Part from \"./_part.mdx\"; <Part />",
        becomes: "the file's text",
        text: "import Part from \"./_none.mdx\";\n\
             \n\
             # Lesson\n\
             \n\
             <Part />\n",
        body: "",
        findings: &["warning[empty-lesson] at \"\"", "error[broken-link] at \"<Part />\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "import Code from \"!!raw-loader!./x.js\"",
        becomes: "code",
        text: "import Code from \"!!raw-loader!./x.js\";\n\
             import CodeBlock from \"@theme/CodeBlock\";\n\
             \n\
             # Lesson\n\
             \n\
             <CodeBlock language=\"js\">{Code}</CodeBlock>\n",
        body: "<pre><code class=\"language-js\">let a = `1`;\n\
             </code></pre>\n",
        name: "lesson.mdx",
        files: &[("x.js", "let a = `1`;\n")],
        ..Case::PLAIN
    },
    Case {
        what: "export const x = …",
        becomes: "nothing, with a warning",
        text: "export const a = {\n\
             \x20 b: 1,\n\
             \n\
             \x20 c: 2,\n\
             };\n\
             export const d = 1;\n\
             # Lesson\n\
             \n\
             Text.\n",
        body: "<p>Text.</p>\n",
        findings: &["warning[unsupported-syntax] at \"export const a = {\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "prose that begins with import",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             import duties are high.\n\
             \n\
             export too.\n",
        body: "<p>import duties are high.</p>\n\
             <p>export too.</p>\n",
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: "<Tabs><TabItem label=\"x\"> … </TabItem></Tabs>",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             <Tabs groupId=\"os\">\n\
             \x20 <TabItem value=\"mac\" label=\"macOS\" default>\n\
             \x20   Run **this**:\n\
             \n\
             \x20   ```sh\n\
             \x20   brew\n\
             \x20   ```\n\
             \x20 </TabItem>\n\
             \x20 <TabItem value=\"win\">\n\
             \n\
             \x20   And *that*.\n\
             \n\
             \x20 </TabItem>\n\
             </Tabs>\n\
             \n\
             After.\n",
        body: "<p><strong>macOS</strong></p>\n\
             <p>Run <strong>this</strong>:</p>\n\
             <pre><code class=\"language-sh\">brew\n\
             </code></pre>\n\
             <p><strong>win</strong></p>\n\
             <p>And <em>that</em>.</p>\n\
             <p>After.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Tabs><TabItem label=\"x\"> … </TabItem></Tabs>",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             <Tabs><TabItem label=\"A\">One **a**.</TabItem><TabItem label=\"B\">Two.</TabItem></Tabs>\n",
        body: "<p><strong>A</strong></p>\n\
             <p>One <strong>a</strong>.</p>\n\
             <p><strong>B</strong></p>\n\
             <p>Two.</p>\n",
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: "<Tabs items={[\"A\", \"B\"]}><Tab> … </Tab></Tabs>",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             <Tabs items={[\"npm\", \"pnpm\"]}>\n\
             \x20 <Tabs.Tab>Use *npm*.</Tabs.Tab>\n\
             \x20 <Tabs.Tab>Use pnpm.</Tabs.Tab>\n\
             </Tabs>\n",
        body: "<p><strong>npm</strong></p>\n\
             <p>Use <em>npm</em>.</p>\n\
             <p><strong>pnpm</strong></p>\n\
             <p>Use pnpm.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<CodeGroup> … </CodeGroup>",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             <CodeGroup>\n\
             <CodeGroupItem title=\"yarn\">\n\
             \n\
             ```sh\n\
             yarn\n\
             ```\n\
             \n\
             </CodeGroupItem>\n\
             </CodeGroup>\n",
        body: "<p><strong>yarn</strong></p>\n\
             <pre><code class=\"language-sh\">yarn\n\
             </code></pre>\n",
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: "<Steps> … </Steps>",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             <Steps>\n\
             \n\
             1. Mix.\n\
             \n\
             2. Bake.\n\
             \n\
             </Steps>\n\
             \n\
             <Steps>\n\
             <Step title=\"Rest\">\n\
             An *hour*.\n\
             </Step>\n\
             </Steps>\n",
        body: "<ol>\n\
             <li>\n\
             <p>Mix.</p>\n\
             </li>\n\
             <li>\n\
             <p>Bake.</p>\n\
             </li>\n\
             </ol>\n\
             <p><strong>Rest</strong></p>\n\
             <p>An <em>hour</em>.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Aside type=\"tip\" title=\"T\"> … </Aside>",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             <Aside type=\"tip\" title=\"Good to know\">\n\
             Use *fresh* flour.\n\
             </Aside>\n\
             \n\
             <Callout type=\"warning\">Hot!</Callout>\n\
             \n\
             <Admonition type=\"danger\" title=\"Stop\">\n\
             \n\
             No.\n\
             \n\
             </Admonition>\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Good to know</strong></p>\n\
             <p>Use <em>fresh</em> flour.</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>Hot!</p>\n\
             </blockquote>\n\
             <blockquote class=\"markdown-alert markdown-alert-caution\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #cf222e\">\n\
             <p><strong style=\"color:#cf222e\">Stop</strong></p>\n\
             <p>No.</p>\n\
             </blockquote>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Note> … </Note>",
        becomes: "box",
        text: "# Lesson\n\n<Note>\n- ```py\n  a\n  ```\n</Note>\n\n<Note>\n  > ```py\n  > a\n  > ```\n</Note>\n",
        body: concat!(
            note!("Note", "<ul>\n<li>\n<pre><code class=\"language-py\">a\n</code></pre>\n</li>\n</ul>\n"),
            note!("Note", "<blockquote>\n<pre><code class=\"language-py\">a\n</code></pre>\n</blockquote>\n")
        ),
        ..Case::PLAIN
    },
    Case {
        what: "<Note> … </Note>",
        becomes: "box",
        text: "# Lesson\n\
             \n\
             1. One\n\
             \n\
             \x20  <Note>\n\
             \x20    Nested **text**.\n\
             \x20  </Note>\n\
             2. Two\n\
             \n\
             <Warning>\n\
             Outer\n\
             <Tip>Inner</Tip>\n\
             </Warning>\n",
        body: "<ol>\n\
             <li>\n\
             <p>One</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n\
             <p><strong style=\"color:#0969da\">Note</strong></p>\n\
             <p>Nested <strong>text</strong>.</p>\n\
             </blockquote>\n\
             </li>\n\
             <li>\n\
             <p>Two</p>\n\
             </li>\n\
             </ol>\n\
             <blockquote class=\"markdown-alert markdown-alert-warning\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #9a6700\">\n\
             <p><strong style=\"color:#9a6700\">Warning</strong></p>\n\
             <p>Outer</p>\n\
             <blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n\
             <p><strong style=\"color:#1a7f37\">Tip</strong></p>\n\
             <p>Inner</p>\n\
             </blockquote>\n\
             </blockquote>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Details summary=\"T\"> … </Details>",
        becomes: "details",
        text: "# Lesson\n\
             \n\
             <Details summary=\"More\">\n\
             Text **b**.\n\
             </Details>\n\
             \n\
             <Accordion title=\"Why?\">\n\
             - a\n\
             - b\n\
             </Accordion>\n\
             \n\
             <AccordionGroup>\n\
             <Accordion title=\"A\">x</Accordion>\n\
             </AccordionGroup>\n\
             \n\
             <Details>\n\
             <summary>Own</summary>\n\
             Text **c**.\n\
             </Details>\n",
        body: "<details>\n\
             <summary>More</summary>\n\
             <p>Text <strong>b</strong>.</p>\n\
             </details>\n\
             <details>\n\
             <summary>Why?</summary>\n\
             <ul>\n\
             <li>a</li>\n\
             <li>b</li>\n\
             </ul>\n\
             </details>\n\
             <details>\n\
             <summary>A</summary>\n\
             <p>x</p>\n\
             </details>\n\
             <details>\n\
             <summary>Own</summary>\n\
             <p>Text <strong>c</strong>.</p>\n\
             </details>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Card title=\"T\"> … </Card>",
        becomes: "what is inside, below its title",
        text: "# Lesson\n\
             \n\
             <CardGrid>\n\
             \x20 <Card title=\"Flour\" icon=\"star\">\n\
             \x20   All *kinds*.\n\
             \x20 </Card>\n\
             \x20 <LinkCard title=\"Salt\" href=\"https://example.org/s\" description=\"Sea salt\" />\n\
             \x20 <Card title=\"Water\" href=\"https://example.org/w\">Cold.</Card>\n\
             </CardGrid>\n",
        body: "<p><strong>Flour</strong></p>\n\
             <p>All <em>kinds</em>.</p>\n\
             <p><strong><a href=\"https://example.org/s\">Salt</a></strong> Sea salt</p>\n\
             <p><strong><a href=\"https://example.org/w\">Water</a></strong></p>\n\
             <p>Cold.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<LinkButton href=\"x\"> … </LinkButton>",
        becomes: "link",
        text: "# Lesson\n\
             \n\
             <LinkButton href=\"https://example.org/a\">Get it</LinkButton> <Link to=\"other\">next</Link>\n",
        body: "<p><a href=\"https://example.org/a\">Get it</a> next</p>\n",
        findings: &["info[internal-link-dropped] at \"other\""],
        name: "lesson.mdx",
        files: &[(
            "other.md",
            "# Other\n\
             \n\
             Text.\n",
        )],
    },
    Case {
        what: "<FileTree> … </FileTree>",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             <FileTree>\n\
             \n\
             - src\n\
             \x20 - a.md\n\
             \n\
             </FileTree>\n",
        body: "<ul>\n\
             <li>src\n\
             <ul>\n\
             <li>a.md</li>\n\
             </ul>\n\
             </li>\n\
             </ul>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Badge text=\"T\" />",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             ## Mix <Badge type=\"tip\" text=\"new\" />\n\
             \n\
             A <Badge>beta</Badge> b <Icon name=\"star\" />.\n",
        body: "<h2 id=\"mix-new\">Mix new</h2>\n\
             <p>A beta b .</p>\n",
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: "<Figure image=\"x.png\" caption=\"C\" />",
        becomes: "figure",
        text: "# Lesson\n\
             \n\
             <Figure\n\
             \x20 image=\"x.png\"\n\
             \x20 alt=\"Dough\"\n\
             \x20 caption=\"The *dough*\"\n\
             />\n\
             \n\
             <Image src=\"x.png\" alt=\"Dough\" width={300} />\n\
             \n\
             <Figure src=\"x.png\">\n\
             Rising\n\
             </Figure>\n",
        body: "<figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Dough\"></p>\n\
             <figcaption>\n\
             <p>The <em>dough</em></p>\n\
             </figcaption>\n\
             </figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Dough\"></p>\n\
             <figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Rising\"></p>\n\
             <figcaption>\n\
             <p>Rising</p>\n\
             </figcaption>\n\
             </figure>\n",
        name: "lesson.mdx",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "<Video src=\"x.mp4\" />",
        becomes: "video",
        text: "# Lesson\n\
             \n\
             Text.\n\
             \n\
             <Video src=\"clip.mp4\" title=\"Kneading\" />\n",
        body: "<p>Text.</p>\n\
             \n",
        name: "lesson.mdx",
        files: &[("clip.mp4", "mp4")],
        ..Case::PLAIN
    },
    Case {
        what: "<ReactPlayer url=\"x\" />",
        becomes: "player",
        text: "# Lesson\n\
             \n\
             <ReactPlayer controls url=\"https://vimeo.com/76979871\" />\n\
             \n\
             <LiteYouTubeEmbed id=\"dQw4w9WgXcQ\" title=\"x\" />\n\
             \n\
             <YouTube id=\"dQw4w9WgXcQ\" />\n",
        body: "<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://player.vimeo.com/video/76979871\" title=\"Vimeo video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://vimeo.com/76979871\">Vimeo video</a></p>\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n\n<div style=\"position:relative;padding-bottom:56.25%;height:0;overflow:hidden\"><iframe src=\"https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ\" title=\"YouTube video\" referrerpolicy=\"strict-origin-when-cross-origin\" style=\"position:absolute;top:0;left:0;width:100%;height:100%;border:0\" allow=\"accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen=\"\"></iframe></div>\n<p><a href=\"https://www.youtube.com/watch?v=dQw4w9WgXcQ\">YouTube video</a></p>\n\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other component with a file",
        becomes: "the file",
        text: "# Lesson\n\
             \n\
             <MyScreen file=\"x.png\" caption=\"Step 1\" />\n\
             \n\
             A <Shot img={require(\"./x.png\").default} /> b.\n",
        body: "<figure>\n\
             <p><img src=\"upload://x.png\" alt=\"Step 1\"></p>\n\
             <figcaption>\n\
             <p>Step 1</p>\n\
             </figcaption>\n\
             </figure>\n\
             <p>A <img src=\"upload://x.png\" alt=\"\"> b.</p>\n",
        findings: &["warning[missing-alt] at \"<Shot img={require(\\\"./x.png\\\").default} />\""],
        name: "lesson.mdx",
        files: &[("x.png", "png")],
    },
    Case {
        what: "any other component with text",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\
             \n\
             <Fancy a=\"b\">\n\
             **Text** inside.\n\
             </Fancy>\n\
             \n\
             An <Other>inner *text*</Other> one.\n",
        body: "<p><strong>Text</strong> inside.</p>\n\
             <p>An inner <em>text</em> one.</p>\n",
        findings: &["warning[unsupported-syntax] at \"<Fancy a=\\\"b\\\">\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other component",
        becomes: "nothing, with a warning",
        text: "# Lesson\n\
             \n\
             <DocCardList />\n\
             \n\
             A <Quiz questions={[1]} /> b.\n",
        body: "<p>A  b.</p>\n",
        findings: &["warning[unsupported-syntax] at \"<DocCardList />\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "{x}",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             # {frontMatter.title}\n\
             \n\
             Text {props.a} and `{b}`.\n",
        body: "<h1 id=\"frontmattertitle\">{frontMatter.title}</h1>\n\
             <p>Text {props.a} and <code>{b}</code>.</p>\n",
        findings: &["warning[unsupported-syntax] at \"{frontMatter.title}\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<div> … </div> around Markdown",
        becomes: "what is inside",
        text: "# Lesson\n\
             \n\
             <div className=\"a\">\n\
             \x20 **bold** and\n\
             \n\
             \x20 - list\n\
             </div>\n",
        body: "<div class=\"a\">\n\
             <p><strong>bold</strong> and</p>\n\
             <ul>\n\
             <li>list</li>\n\
             </ul>\n\
             </div>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "```js title=\"x\" {1,3} showLineNumbers",
        becomes: "code in this language",
        text: "# Lesson\n\
             \n\
             ```js title=\"mix.js\" {1,3} showLineNumbers\n\
             mix();\n\
             ```\n\
             \n\
             ```tsx{2}\n\
             a\n\
             ```\n",
        body: "<p><strong>mix.js</strong></p>\n<pre><code class=\"language-js\">mix();\n</code></pre>\n<pre><code class=\"language-tsx\">a\n</code></pre>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "components in code",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             `<Tabs>` and\n\
             \n\
             ```jsx\n\
             <Tabs>\n\
             <TabItem label=\"x\">a</TabItem>\n\
             </Tabs>\n\
             {/* c */}\n\
             ```\n",
        body: "<p><code>&lt;Tabs&gt;</code> and</p>\n\
             <pre><code class=\"language-jsx\">&lt;Tabs&gt;\n\
             &lt;TabItem label=\"x\"&gt;a&lt;/TabItem&gt;\n\
             &lt;/Tabs&gt;\n\
             {/* c */}\n\
             </code></pre>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "what only looks like a component",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             A `Vec<String>` or Vec<String> or a<B and <Name> here.\n",
        body: "<p>A <code>Vec&lt;String&gt;</code> or Vec&lt;String&gt; or a&lt;B and &lt;Name&gt; here.</p>\n",
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: "a component that is not closed",
        becomes: "what follows, with a warning",
        text: "# Lesson\n\
             \n\
             <Tabs>\n\
             \n\
             Text **b**.\n",
        body: "<p>Text <strong>b</strong>.</p>\n",
        findings: &["warning[unclosed-block] at \"<Tabs>\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Tabs values={[{label: \"A\", value: \"a\"}]}>",
        becomes: "the contents, each below its label",
        text: "# Lesson\n\
             \n\
             <Tabs values={[{label: \"On macOS\", value: \"mac\"}, {label: \"On Linux\", value: \"lin\"}]}>\n\
             <TabItem value=\"mac\">One.</TabItem>\n\
             <TabItem value=\"lin\">Two.</TabItem>\n\
             </Tabs>\n",
        body: "<p><strong>On macOS</strong></p>\n\
             <p>One.</p>\n\
             <p><strong>On Linux</strong></p>\n\
             <p>Two.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "{\"text\"}",
        becomes: "text",
        text: "# Lesson\n\
             \n\
             Mix{\" \"}and{' '}bake {\"*all*\"}.\n\
             \n\
             ## Rest {/* #rest-now */}\n\
             \n\
             Text.\n",
        body: "<p>Mix and bake *all*.</p>\n\
             <h2 id=\"rest-now\">Rest</h2>\n\
             <p>Text.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other value in braces",
        becomes: "text, with a warning",
        text: "# Lesson\n\
             \n\
             {[1, 2].map((n) => (\n\
             \x20 <li>{n}</li>\n\
             ))}\n",
        body: "<p>{[1, 2].map((n) =&gt; (</p>\n\
             \x20 <li>{n}</li>\n\
             ))}\n",
        findings: &["warning[unsupported-syntax] at \"{[1, 2].map((n) => (\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Figure src=\"x.png\"> … </Figure>",
        becomes: "image, and what is inside",
        text: "# Lesson\n\
             \n\
             <Figure src=\"x.png\" alt=\"Dough\">\n\
             \n\
             **Long** text.\n\
             \n\
             And more <b>text</b>.\n\
             \n\
             </Figure>\n\
             \n\
             <Frame caption=\"The frame\">\n\
             \x20 <img src=\"x.png\" alt=\"Dough\" />\n\
             </Frame>\n",
        body: "<p><img src=\"upload://x.png\" alt=\"Dough\"></p>\n\
             <p><strong>Long</strong> text.</p>\n\
             <p>And more <b>text</b>.</p>\n\
             <p>The frame</p>\n\
             <img src=\"upload://x.png\" alt=\"Dough\">\n",
        name: "lesson.mdx",
        files: &[("x.png", "png")],
        ..Case::PLAIN
    },
    Case {
        what: "<CardGroup title=\"T\"> … </CardGroup>",
        becomes: "what is inside, below its title",
        text: "# Lesson\n\
             \n\
             <CardGroup title=\"Kinds\">\n\
             \n\
             Text.\n\
             \n\
             </CardGroup>\n",
        body: "<p><strong>Kinds</strong></p>\n\
             <p>Text.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other component",
        becomes: "nothing, with a warning",
        text: "# Lesson\n\
             \n\
             Text.\n\
             \n\
             <Grid\n\
             \x20 videos={[\n\
             \x20   { href: \"x > y\" },\n\
             \x20 ]}\n\
             />\n\
             \n\
             More.\n",
        body: "<p>Text.</p>\n\
             <p>More.</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"<Grid\\n  videos={[\\n    { href: \\\"x > y\\\" },\\n  ]}\\n/>\"",
        ],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Code code={`…`} lang=\"x\" />",
        becomes: "code",
        text: "# Lesson\n\
             \n\
             <Code\n\
             \x20 code={`## Hi\n\
             \n\
             **there**`}\n\
             \x20 lang=\"md\"\n\
             \x20 title=\"a.md\"\n\
             />\n\
             \n\
             After.\n",
        body: "<p><strong>a.md</strong></p>\n\
             <pre><code class=\"language-md\">## Hi\n\
             \n\
             **there**\n\
             </code></pre>\n\
             <p>After.</p>\n",
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: ":::tip[T] … :::",
        becomes: "box",
        text: "# Lesson\n\n---\n\n:::tip[Only a title]\n---\n:::\n",
        body: concat!("<hr>\n", tip!("Only a title", "<hr>\n")),
        ..Case::PLAIN
    },
    Case {
        what: "any other component with a title or a text",
        becomes: "its title and its text, with a warning",
        text: "# Lesson\n\
             \n\
             <Reveal title=\"More & more\">\n\
             \n\
             Text.\n\
             \n\
             </Reveal>\n\
             \n\
             A <Term label=\"dough\" /> b.\n\
             \n\
             <Question\n\
             \x20 question=\"What > rises?\"\n\
             \x20 src={data}\n\
             />\n\
             \n\
             <TabItem value=\"x\" label=\"Oven\">\n\
             \n\
             Heat.\n",
        body: "<p><strong>More &amp; more</strong></p>\n\
             <p>Text.</p>\n\
             <p>A  <strong>dough</strong>  b.</p>\n\
             <p>What &gt; rises?</p>\n\n\
             <p><strong>Oven</strong></p>\n\
             <p>Heat.</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"<Reveal title=\\\"More & more\\\">\"",
            "warning[unclosed-block] at \"<TabItem value=\\\"x\\\" label=\\\"Oven\\\">\"",
        ],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other component with a title or a text",
        becomes: "its title and its text, with a warning",
        text: "# Lesson\n\
             \n\
             <Shape title=\"./a.png\" text={words} label=\"42\" /> Text.\n",
        body: "<p> Text.</p>\n",
        findings: &[
            "warning[unsupported-syntax] at \"<Shape title=\\\"./a.png\\\" text={words} label=\\\"42\\\" />\"",
        ],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "import Part from \"./_part.mdx\"; <Part />",
        becomes: "the file's text",
        text: "# Lesson\n\nimport Part from './parts/_part.mdx';\n\n<Part />\n",
        body: "<p><img src=\"upload://parts/img/dough.png\" alt=\"Dough\"></p>\n<img src=\"upload://parts/img/rye.png\" alt=\"Rye\">\n",
        findings: &["info[excluded-file] at \"\""],
        name: "lesson.mdx",
        files: &[
            (
                "parts/_part.mdx",
                "import rye from './img/rye.png';\n\n![Dough](img/dough.png)\n\n<img src={rye} alt=\"Rye\" />\n",
            ),
            ("parts/img/dough.png", "png"),
            ("parts/img/rye.png", "png"),
        ],
    },
    Case {
        what: "<> … </>",
        becomes: "what is inside",
        text: "# Lesson\n\n<>frag **a**</> `<>`\n\n<>\n\n- b\n\n</>\n",
        body: "<p>frag <strong>a</strong> <code>&lt;&gt;</code></p>\n<ul>\n<li>b</li>\n</ul>\n",

        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other component with text",
        becomes: "what is inside, with a warning",
        text: "# Lesson\n\n<Foo.Bar a={1}>x *y*</Foo.Bar> <my-el>w</my-el> <foo>v</foo>\n\nA <Fancy {...props} b={c}>c</Fancy> `<D.E>` <D.E title=\"Ti\"/>.\n",
        body: "<p>x <em>y</em> w v</p>\n<p>A c <code>&lt;D.E&gt;</code>  Ti .</p>\n",
        findings: &["warning[unsupported-syntax] at \"<Foo.Bar a={1}>\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "any other component with a file",
        becomes: "the file",
        text: "# Lesson\n\n<Unknown4 file=\"x.pdf\" />\n\nA <Sheet href=\"x.pdf\" title=\"Sheet\"/> and <Get url=\"x.pdf\">the *sheet*</Get>.\n\n<Down doc=\"x.pdf\">\n\nIt **is**\n\n- good\n\n</Down>\n",
        body: "<p><a href=\"upload://x.pdf\">x.pdf</a></p>\n<p>A <a href=\"upload://x.pdf\">Sheet</a> and <a href=\"upload://x.pdf\">the <em>sheet</em></a>.</p>\n<p><a href=\"upload://x.pdf\">x.pdf</a></p>\n<p>It <strong>is</strong></p>\n<ul>\n<li>good</li>\n</ul>\n",

        findings: &[],
        name: "lesson.md",
        files: &[("x.pdf", "%PDF-1.4 x")],
    },
    Case {
        what: "<Tooltip tip=\"T\"> … </Tooltip>",
        becomes: "what is inside, with the tip in brackets",
        text: "# Lesson\n\nA <Tooltip tip=\"Flour, *water*\">dough</Tooltip> and <Term definition='a < b'>*word*</Term>.\n",
        body: "<p>A dough (Flour, water) and <em>word</em> (a &lt; b).</p>\n",

        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: "<Details summary=\"T\"> … </Details>",
        becomes: "details",
        text: "# Lesson\n\n<Details summary={<b>T *x*</b>}>d</Details>\n\n<Tabs>\n<TabItem value=\"y\" label={<b>Q</b>}>q</TabItem>\n</Tabs>\n\n<Aside title={<>A <i>b</i></>}>c</Aside>\n",
        body: "<details>\n<summary>T x</summary>\n<p>d</p>\n</details>\n<p><strong>Q</strong></p>\n<p>q</p>\n<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">A b</strong></p>\n<p>c</p>\n</blockquote>\n",

        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<Note title={t}> … </Note>",
        becomes: "box without the title, with a warning",
        text: "# Lesson\n\n<Note title={t}>n</Note>\n\n<Tabs><TabItem value=\"a\" label={l}>b</TabItem></Tabs>\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-note\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #0969da\">\n<p><strong style=\"color:#0969da\">Note</strong></p>\n<p>n</p>\n</blockquote>\n<p><strong>a</strong></p>\n<p>b</p>\n",
        findings: &["warning[unsupported-syntax] at \"<Note title={t}>\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<a href={x}> … </a>",
        becomes: "text, with a warning",
        text: "# Lesson\n\nA <a href={x}>b</a> <span style={{color: \"red\"}}>c</span>.\n",
        body: "<p>A <a>b</a> <span>c</span>.</p>\n",
        findings: &["warning[unsupported-syntax] at \"<a href={x}>\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "<div> … </div> around Markdown",
        becomes: "what is inside",
        text: "# Lesson\n\n<div>**md** \\* `*c*`</div>\n\n<p>*a* [l](https://example.org) ~~b~~</p>\n\n<table>\n<tr><td>**x**</td><td>y</td></tr>\n</table>\n\n<details><summary>**T**</summary>d</details>\n\n<div>plain <b>html</b></div>\n\n<section><div>**a**</div></section>\n",
        body: "<div><strong>md</strong> * <code>*c*</code></div>\n<p><em>a</em> <a href=\"https://example.org\">l</a> <del>b</del></p>\n<table>\n<tbody><tr><td><strong>x</strong></td><td>y</td></tr>\n</tbody></table>\n<details><summary><strong>T</strong></summary>d</details>\n<div>plain <b>html</b></div>\n<section><div><strong>a</strong></div></section>\n",

        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "a component that is not closed",
        becomes: "what follows, with a warning",
        text: "# Lesson\n\n<Note title=\"T\">\n\nText.\n\n<Unknown>\n\nMore\n",
        body: "<p><strong>T</strong></p>\n<p>Text.</p>\n<p>More</p>\n",
        findings: &[
            "warning[unclosed-block] at \"<Note title=\\\"T\\\">\"",
            "warning[unsupported-syntax] at \"<Unknown>\"",
        ],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "a component that is not closed",
        becomes: "what follows, with a warning",
        text: "# Lesson\n\n<Tip>\n\nText <Note> and <Name>.\n",
        body: "<p>Text &lt;Note&gt; and &lt;Name&gt;.</p>\n",
        findings: &["warning[unclosed-block] at \"<Tip>\""],
        name: "lesson.md",
        ..Case::PLAIN
    },
    Case {
        what: ":::tip[T] … :::",
        becomes: "box",
        text: "# Lesson\n\n:::tip[T [l](02-b.md) *m*]\nText.\n:::\n",
        body: "<blockquote class=\"markdown-alert markdown-alert-tip\" style=\"margin:0 0 16px;padding:0 16px;border-left:4px solid #1a7f37\">\n<p><strong style=\"color:#1a7f37\">T l m</strong></p>\n<p>Text.</p>\n</blockquote>\n",
        findings: &[],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
    Case {
        what: "{/* … that is not closed",
        becomes: "nothing, with a warning",
        text: "# Lesson\n\nText.\n\n{/* private\n\nMore.\n",
        body: "<p>Text.</p>\n",
        findings: &["warning[unclosed-block] at \"{/*\""],
        name: "lesson.mdx",
        ..Case::PLAIN
    },
];

#[test]
fn cases() {
    check(CASES);
}
