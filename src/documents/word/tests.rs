//! Small documents of our own making.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::*;

const STYLES: &str = r#"<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My Head"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="LB"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="LB2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="HTML Preformatted"/></w:style>"#;

const NUMBERING: &str = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:start w:val="1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

const RELATIONS: &str = r#"<Relationship Id="r1" Target="https://a.example/?a=1&amp;b=2"/><Relationship Id="r2" Target="media/image1.png"/><Relationship Id="r3" Target="media/image2.emf"/>"#;

fn archive(body: &str) -> Vec<u8> {
    let space = r#"xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:wp="wp" xmlns:m="m" xmlns:mc="mc""#;
    let parts = [
        ("word/document.xml", format!("<w:document {space}><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml", format!("<w:styles {space}>{STYLES}</w:styles>")),
        ("word/numbering.xml", format!("<w:numbering {space}>{NUMBERING}</w:numbering>")),
        ("word/_rels/document.xml.rels", format!("<Relationships>{RELATIONS}</Relationships>")),
        (
            "word/footnotes.xml",
            format!(
                "<w:footnotes {space}><w:footnote w:id=\"2\"><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:footnote></w:footnotes>"
            ),
        ),
        ("word/media/image1.png", "PNG".to_owned()),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[track_caller]
fn check(body: &str, markdown: &str, lost: &[&str]) {
    let converted = convert(&archive(body)).unwrap();
    assert_eq!(converted.markdown.trim_end(), markdown);
    assert_eq!(converted.lost, lost);
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(level: usize, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn headings_titles_and_marks_are_kept() {
    let body = [
        paragraph("T", "The &amp; Title"),
        paragraph("Mine", "Part"),
        "<w:p><w:r><w:t xml:space=\"preserve\">One </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">two </w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>three</w:t></w:r></w:p>".to_owned(),
        paragraph("C", "x = 1"),
        paragraph("C", "  y = 2"),
    ];
    check(
        &body.concat(),
        "---\ntitle: \"The & Title\"\n---\n\n# Part\n\nOne **two** three\n\n```\nx = 1\n  y = 2\n```",
        &[],
    );
}

#[test]
fn lists_count_on_behind_a_paragraph() {
    let body = [item(0, "a"), item(1, "b"), item(1, "c"), item(0, "d"), paragraph("x", "Text"), item(0, "e")]
        .concat();
    check(&body, "1. a\n   - b\n   - c\n2. d\n\nText\n\n3. e", &[]);
}

#[test]
fn lists_of_styles_have_the_level_of_their_name() {
    let body = [paragraph("LB", "a"), paragraph("LB2", "b"), paragraph("LB", "c")].concat();
    check(&body, "- a\n  - b\n- c", &[]);
}

#[test]
fn tracked_changes_are_accepted_and_comments_stay_out() {
    let body = "<w:p><w:r><w:t>a</w:t></w:r><w:ins><w:r><w:t>b</w:t></w:r></w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del><w:r><w:commentReference w:id=\"1\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>answer</w:t></w:r></w:p>";
    check(body, "ab", &["1 comment", "1 hidden text"]);
}

#[test]
fn links_pictures_boxes_and_notes_are_kept() {
    let body = "<w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://b.example\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>\
        <w:p><w:r><w:drawing><wp:docPr descr=\"A &quot;pic&quot;\"/><a:blip r:embed=\"r2\"/></w:drawing><w:drawing><a:blip r:embed=\"r3\"/></w:drawing></w:r></w:p>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent><w:t>Beside</w:t></w:r></w:p>";
    check(
        body,
        "[link](https://a.example/?a=1&b=2)[field](https://b.example)7<sup>[1]</sup>\n\n![A \"pic\"](data:image/png;base64,UE5H)\n\nBeside\n\nBox\n\n[1] A note",
        &["1 picture in a format that no browser shows"],
    );
}

#[test]
fn tables_keep_their_cells() {
    let cell = |text: &str, own: &str| {
        format!("<w:tc><w:tcPr>{own}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let simple = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell("A", ""), cell("B", "")]),
        row(&[cell("1", ""), cell("2 | 3", "")])
    );
    check(&simple, "| A | B |\n| --- | --- |\n| 1 | 2 \\| 3 |", &[]);
    let only = format!("<w:tbl>{}</w:tbl>", row(&[cell("Box", "")]));
    check(&only, "Box", &[]);
    let merged = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[cell("A", "<w:gridSpan w:val=\"2\"/>")]),
        row(&[cell("1", "<w:vMerge w:val=\"restart\"/>"), cell("2", "")]),
        row(&[cell("", "<w:vMerge/>"), cell("3", "")])
    );
    let shown = convert(&archive(&merged)).unwrap().markdown;
    assert!(shown.contains("colspan=\"2\"") && shown.contains("rowspan=\"2\""), "{shown}");
}

#[test]
fn what_is_no_document_is_refused() {
    for bytes in [&b""[..], b"PK", b"not a zip"] {
        assert!(convert(bytes).is_err());
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("x", SimpleFileOptions::default()).unwrap();
    let empty = zip.finish().unwrap().into_inner();
    assert_eq!(convert(&empty), Err("it has no `word/document.xml`".to_owned()));
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document xmlns:w=\"w\"><w:body/></w:document>";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(bomb.as_bytes()).unwrap();
    assert!(convert(&zip.finish().unwrap().into_inner()).is_err());
}
