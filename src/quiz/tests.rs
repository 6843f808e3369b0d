//! Files of questions in, questions and findings out.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::file;
use crate::diagnostic::Source;
use crate::model::CoursePath;

/// Draws what a file gives: questions (`+` is right, `=` an explanation), texts, findings.
fn draw(name: &str, text: &str) -> String {
    let source = Source::new(CoursePath::root().child(name), text);
    let mut found = Vec::new();
    let checked = file::read(&source, &mut found);
    let mut out = String::new();
    for question in &checked.questions {
        _ = writeln!(out, "{:?}", question.text);
        for option in &question.options {
            _ = writeln!(out, "{} {:?}", if option.is_right { '+' } else { '-' }, option.text);
        }
        if let Some(explanation) = &question.explanation {
            _ = writeln!(out, "= {explanation:?}");
        }
    }
    checked.texts.iter().for_each(|text| _ = writeln!(out, "text {text:?}"));
    for finding in &found {
        let line = finding.place.as_ref().unwrap().region.as_ref().unwrap().line;
        _ = writeln!(out, "{} {line}: {}", finding.code, finding.message);
    }
    out
}

#[track_caller]
fn check(name: &str, text: &str, expected: &str) {
    let drawn = draw(name, text);
    assert_eq!(drawn.trim_end(), expected.trim(), "\n{drawn}");
}

#[test]
fn gift() {
    check(
        "a.gift",
        r"
// A comment
$CATEGORY: Bread

::Name: 1::What is
in dough? {
  =flour # right
  ~sand \# and \{stones\}
  // not this one
  ~%50%salt
  #### Flour\nand water.
}

See https://example.com/a:b?x=y and https\://example.com. {~one ~two =https\://three.example/\#x}

Two are right. {~%50%a ~%50%b ~%-100%c}

The sun {T}

Dough is {~dead =alive} at night.

[markdown]*A* `b` {=[html]<b>1</b> ~2}
",
        r#"
"What is in dough?"
+ "flour"
- "sand # and {stones}"
- "salt"
= "Flour\nand water."
"See https://example.com/a:b?x=y and https://example.com."
- "one"
- "two"
+ "https://three.example/#x"
"Two are right."
+ "a"
+ "b"
- "c"
"The sun"
+ "True"
- "False"
"Dough is _____ at night."
- "dead"
+ "alive"
"A b"
+ "1"
- "2"
quiz-content-dropped 5: the feedback of single options is left out of the question
quiz-content-dropped 5: the part of the grade that an option gives is left out of the question
"#,
    );
}

#[test]
fn gift_of_other_kinds_is_text_without_answers() {
    check(
        "a.gift",
        "Why?{}\n\nHow many?{#3:1}\n\nWho?{=I =you}\n\nMatch.{=a->b =c->d}\n\nPi is {=3} or so.\n\nJust text.\n\nNo end {=a ~b\n\n::No end\n",
        r#"
text "Why?"
text "How many?"
text "Who?"
text "Match."
text "Pi is _____ or so."
text "Just text."
invalid-quiz-file 13: the answers of this question have no end `}`
unsupported-question 1: an essay question is imported as text
unsupported-question 3: a numerical question is imported as text
unsupported-question 5: a short-answer question is imported as text
unsupported-question 7: a matching question is imported as text
unsupported-question 9: a short-answer question is imported as text
"#,
    );
}

#[test]
fn aiken() {
    check(
        "a.txt",
        "What is in\ndough?\nA. flour\nB) sand\n and stones\nANSWER: A\n\nTwo?\nA) a\nB) b\nC) c\nAnswer: A, C\n\nNo answer\nA) a\nB) b\n\nWrong letter\nA) a\nB) b\nANSWER: C\n\nOne\nA) a\nANSWER: A\n\nANSWER: B\n",
        r#"
"What is in\ndough?"
+ "flour"
- "sand and stones"
"Two?"
+ "a"
- "b"
+ "c"
invalid-quiz-file 14: this question has no line `ANSWER: `
invalid-quiz-file 21: the question has no option `C`
invalid-quiz-file 27: this answer is below no question
too-few-options 23: a question has fewer than two options
"#,
    );
}

#[test]
fn moodle_xml() {
    check(
        "a.xml",
        r#"<?xml version="1.0"?>
<quiz>
<question type="category"><category><text>x</text></category></question>
<question type="multichoice">
  <questiontext format="html"><text><![CDATA[<p>What is <b>in</b> dough? <img src="@@PLUGINFILE@@/x.png" alt="dough"></p>]]></text></questiontext>
  <generalfeedback format="html"><text>&lt;p&gt;Flour.&lt;/p&gt;</text></generalfeedback>
  <single>false</single>
  <answer fraction="50"><text>flour</text><feedback><text>Yes</text></feedback></answer>
  <answer fraction="50" format="markdown"><text>*water*</text></answer>
  <answer fraction="-100"><text>sand</text></answer>
</question>
<question type="truefalse">
  <questiontext format="plain_text"><text>1 &lt; 2</text></questiontext>
  <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
</question>
<question type="cloze"><questiontext><text>Paris is in {1:SHORTANSWER:=France}, [[2]].</text></questiontext></question>
<question type="essay"><questiontext><text>Why?</text></questiontext></question>
<question type="description"><questiontext><text>Read this.</text></questiontext></question>
</quiz>"#,
        r#"
"What is in dough? dough"
+ "flour"
+ "water"
- "sand"
= "Flour."
"1 < 2"
+ "True"
- "False"
text "Paris is in _____, _____."
text "Why?"
text "Read this."
quiz-content-dropped 4: an image is left out of the question
quiz-content-dropped 4: the feedback of single options is left out of the question
unsupported-question 16: a question with gaps is imported as text
unsupported-question 17: an essay question is imported as text
"#,
    );
}

#[test]
fn qti_1_2() {
    let option = |ident: &str, text: &str| {
        format!(
            "<response_label ident=\"{ident}\"><material><mattext texttype=\"text/html\">{text}</mattext></material></response_label>"
        )
    };
    let item = |cardinality: &str, conditions: &str, more: &str| {
        format!(
            "<item ident=\"i\"><presentation><material><mattext texttype=\"text/html\">&lt;p&gt;What?&lt;/p&gt;</mattext></material>\
             <response_lid ident=\"r\" rcardinality=\"{cardinality}\"><render_choice>{}{}{}</render_choice></response_lid></presentation>\
             <resprocessing>{conditions}</resprocessing>{more}</item>\n",
            option("1", "a"),
            option("2", "b"),
            option("3", "c")
        )
    };
    let score = "<setvar action=\"Set\" varname=\"SCORE\">100</setvar>";
    // The first condition carries feedback alone.
    let single = format!(
        "<respcondition continue=\"Yes\"><conditionvar><varequal respident=\"r\">1</varequal></conditionvar>\
         <displayfeedback linkrefid=\"1_fb\"/></respcondition>\
         <respcondition><conditionvar><varequal respident=\"r\">2</varequal></conditionvar>{score}</respcondition>"
    );
    let multiple = format!(
        "<respcondition><conditionvar><and><varequal respident=\"r\">1</varequal><not><varequal respident=\"r\">2</varequal></not>\
         <varequal respident=\"r\">3</varequal></and></conditionvar>{score}</respcondition>"
    );
    let feedback = "<itemfeedback ident=\"general_fb\"><flow_mat><material><mattext texttype=\"text/plain\">So.</mattext></material></flow_mat></itemfeedback>\
                    <itemfeedback ident=\"1_fb\"><material><mattext>No.</mattext></material></itemfeedback>";
    let numeric = "<item ident=\"n\"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel>\
                   <fieldentry>numerical_question</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material>\
                   <mattext>How many?</mattext></material><response_str ident=\"r\"/></presentation></item>";
    let text = format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE questestinterop SYSTEM \"ims.dtd\">\n\
         <questestinterop xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\"><assessment><section>{}{}{numeric}</section></assessment></questestinterop>",
        item("Single", &single, feedback),
        item("Multiple", &multiple, "")
    );
    check(
        "a.xml",
        &text,
        r#"
"What?"
- "a"
+ "b"
- "c"
= "So."
"What?"
+ "a"
- "b"
+ "c"
text "How many?"
quiz-content-dropped 3: the feedback of single options is left out of the question
unsupported-question 5: a numerical question is imported as text
"#,
    );
}

#[test]
fn qti_1_2_of_blackboard() {
    let option = |ident: &str| {
        format!(
            "<response_label ident=\"{ident}\"><flow_mat><material><mattext texttype=\"text/plain\">{ident}\n</mattext></material>\
             </flow_mat></response_label>"
        )
    };
    let text = format!(
        "<questestinterop><item><presentation><flow><material><mat_extension><mat_formattedtext type=\"HTML\">A &lt;b&gt;hat&lt;/b&gt;?\
         </mat_formattedtext></mat_extension></material><response_lid ident=\"r\" rcardinality=\"Single\"><render_choice>{}{}\
         </render_choice></response_lid></flow></presentation><resprocessing><respcondition title=\"correct\"><conditionvar>\
         <varequal respident=\"r\">true</varequal></conditionvar><setvar variablename=\"SCORE\" action=\"Set\">SCORE.max</setvar>\
         </respcondition><respcondition title=\"incorrect\"><conditionvar><other/></conditionvar><setvar>0.0</setvar></respcondition>\
         </resprocessing></item></questestinterop>",
        option("true"),
        option("false")
    );
    check("a.xml", &text, "\"A hat?\"\n+ \"true\"\n- \"false\"");
}

#[test]
fn qti_2() {
    let text = r#"<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="x">
<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>
<itemBody><p>Read <b>this</b>.</p><rubricBlock view="scorer"><p>SECRET</p></rubricBlock>
<choiceInteraction responseIdentifier="R" maxChoices="1"><prompt>What?</prompt>
<simpleChoice identifier="A">a &lt;T&gt;<feedbackInline identifier="A">SECRET</feedbackInline></simpleChoice>
<simpleChoice identifier="B"><p>b</p></simpleChoice></choiceInteraction></itemBody>
<modalFeedback identifier="F">Why.</modalFeedback></assessmentItem>"#;
    let expected = r#"
"Read this.\n\nWhat?"
- "a <T>"
+ "b"
= "Why."
quiz-content-dropped 1: the feedback of single options is left out of the question
"#;
    check("a.xml", text, expected);
    let names = [
        ("assessmentItem", "qti-assessment-item"),
        ("responseDeclaration", "qti-response-declaration"),
        ("correctResponse", "qti-correct-response"),
        ("value>", "qti-value>"),
        ("itemBody", "qti-item-body"),
        ("rubricBlock", "qti-rubric-block"),
        ("choiceInteraction", "qti-choice-interaction"),
        ("responseIdentifier", "response-identifier"),
        ("prompt", "qti-prompt"),
        ("simpleChoice", "qti-simple-choice"),
        ("feedbackInline", "qti-feedback-inline"),
        ("modalFeedback", "qti-modal-feedback"),
    ];
    let newer = names.iter().fold(text.to_owned(), |text, (old, new)| text.replace(old, new));
    check("a.xml", &newer, expected);
    let mapped = text.replace("<correctResponse><value>B</value></correctResponse>", "<mapping><mapEntry mapKey=\"B\" mappedValue=\"1\"/><mapEntry mapKey=\"A\" mappedValue=\"0\"/></mapping>");
    check("a.xml", &mapped, expected);
    check(
        "a.xml",
        "<assessmentItem><itemBody><p>Sort.</p><orderInteraction><simpleChoice identifier=\"A\">a</simpleChoice></orderInteraction></itemBody></assessmentItem>",
        "text \"Sort.\"\nunsupported-question 1: an ordering question is imported as text",
    );
}

#[test]
fn text2qti() {
    check(
        "a.txt",
        "Quiz title: Bread\n% comment\nCOMMENT\n1. no\nEND_COMMENT\nTitle: x\nPoints: 2\n1. What is *in*\n    dough?\n... Flour.\n+ Yes\na) sand\n... no\n*b) flour\n\n\
         2. Which?\n[*] a\n[ ] b\n[*] `c`\n\n3. How many?\n= 1 +- 0.1\n\n4. Who?\n* Santa\n\n5. Why?\n____\n\nText title: x\nText: Read this.\nnonsense\n",
        r#"
"What is in dough?"
- "sand"
+ "flour"
= "Flour."
"Which?"
+ "a"
- "b"
+ "c"
text "How many?"
text "Who?"
text "Why?"
text "Read this."
invalid-quiz-file 32: this line is not in the format of text2qti
quiz-content-dropped 8: the feedback of single options is left out of the question
unsupported-question 21: a numerical question is imported as text
unsupported-question 24: a short-answer question is imported as text
unsupported-question 27: an essay question is imported as text
"#,
    );
}

#[test]
fn data() {
    let expected = "\"What?\"\n- \"a\"\n+ \"b\"\n= \"So.\"";
    for text in [
        "- question: What?\n  options: [a, b]\n  answer: b\n  explanation: So.\n",
        "questions:\n- {prompt: What?, choices: [a, b], correctAnswer: 1, explanation: So.}\n",
        "quiz: {questions: [{q: What?, options: {A: a, B: b}, correct_answer: B, explanation: So.}]}\n",
        "- {text: What?, answers: [{text: a}, {text: b, isCorrect: true}], feedback: So.}\n",
        "{\"questions\": [{\"question\": \"What?\", \"options\": [\"a\", \"b\"], \"correct\": [1], \"explanation\": \"So.\"}]}",
        "- {question: What?, options: [{id: x, text: a}, {id: y, text: b}], answer: y, explanation: So.}\n",
    ] {
        check("a.yaml", text, expected);
    }
    check(
        "a.toml",
        "[[questions]]\ntype = \"MultipleChoice\"\nprompt.prompt = \"What?\"\nprompt.distractors = [\"a\"]\nanswer.answer = \"b\"\ncontext = \"So.\"\n\n\
         [[questions]]\ntype = \"Tracing\"\nprompt.program = \"fn main() {}\"\nanswer.doesCompile = true\n",
        "\"What?\"\n- \"a\"\n+ \"b\"\n= \"So.\"\ntext \"fn main() {}\"\n\
         unsupported-question 10: a question about what a program prints is imported as text",
    );
    check(
        "a.yaml",
        "- {question: What?, options: [a, b], answer: c}\n- {question: What?}\n- {options: [a, b]}\n- text\n",
        "invalid-quiz-file 1: no option is this one\ninvalid-quiz-file 2: this question has no options\n\
         invalid-quiz-file 3: this question has no text\ninvalid-quiz-file 4: this question has no keys",
    );
    check("a.yaml", "a: b\n", "invalid-quiz-file 1: the file has no list of questions");
    check("a.json", "{", "invalid-quiz-file 1: the file does not parse: unclosed bracket '{'");
    check("a.xml", "<x/>", "invalid-quiz-file 1: the file is neither Moodle XML nor QTI");
    check("a.gift", "// nothing\n", "invalid-quiz-file 1: the file has no questions");
}

#[test]
fn entities_that_grow_are_refused() {
    let text = "<!DOCTYPE quiz [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><quiz>&b;</quiz>";
    check("a.xml", text, "invalid-quiz-file 1: the file is not valid XML");
    let deep = format!("<quiz>{}{}</quiz>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert!(draw("a.xml", &deep).contains("more than 200 elements are in one another"));
}

proptest! {
    #[test]
    fn no_file_stops_a_reader(name in "a\\.(gift|aiken|xml|yaml|json|toml|txt)", text in any_file()) {
        draw(&name, &text);
    }
}

fn any_file() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a",
        "é",
        "\n",
        "\n\n",
        " ",
        "{",
        "}",
        "=",
        "~",
        "#",
        "####",
        "%50%",
        "%",
        "::",
        "\\",
        "->",
        "T",
        "//",
        "$CATEGORY:",
        "[html]",
        "A) ",
        "B. ",
        "ANSWER: A",
        "1. ",
        "*a) ",
        "[*] ",
        "...",
        "=",
        "____",
        "Text:",
        "<quiz>",
        "</quiz>",
        "<question type=\"multichoice\">",
        "</question>",
        "<answer fraction=\"100\">",
        "</answer>",
        "<text>",
        "</text>",
        "<![CDATA[",
        "]]>",
        "<questestinterop>",
        "</questestinterop>",
        "<item>",
        "</item>",
        "<presentation>",
        "</presentation>",
        "<response_lid>",
        "</response_lid>",
        "<assessmentItem>",
        "</assessmentItem>",
        "<itemBody>",
        "</itemBody>",
        "<choiceInteraction>",
        "</choiceInteraction>",
        "<!DOCTYPE",
        ">",
        "<",
        "&",
        "&lt;",
        "- question: ",
        "options: [",
        "]",
        ", ",
        "answer: ",
        "\"",
        "'",
        "[[questions]]",
        "prompt.prompt = ",
        "\t",
        "\r",
        "\u{0}",
        "\u{feff}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
