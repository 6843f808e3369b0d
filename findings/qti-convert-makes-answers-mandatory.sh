#!/usr/bin/env bash
# A question in QTI 2.1 is upgraded to QTI 3 by citolab-qti-convert 0.2.0 (PyPI), and then downgraded again.
# One expects the same question, with other names for its tags.
# In both versions of QTI `min-choices` is 0 unless it is set: learners may leave the question out.
# The upgrade writes `min-choices="1"` on every choice question, even where the author wrote `minChoices="0"`.
# A player that follows QTI 3 may then refuse to go on until something is ticked.
# "None of these is right", answered by ticking nothing, can no longer be answered.
# The downgrade keeps the 1, no warning is printed, and questions with hot text are not touched.
# A tool that compares a course with what a converter made of it will find every choice question changed.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check citolab-qti-convert==0.2.0

cat > item.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i1" title="Bread" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="A" cardinality="multiple" baseType="identifier"/>
  <responseDeclaration identifier="B" cardinality="multiple" baseType="identifier"/>
  <itemBody>
    <choiceInteraction responseIdentifier="A" shuffle="false" maxChoices="0" minChoices="0">
      <prompt>Which of these belong into bread? Tick none if none does.</prompt>
      <simpleChoice identifier="s">sand</simpleChoice><simpleChoice identifier="g">gravel</simpleChoice>
    </choiceInteraction>
    <hottextInteraction responseIdentifier="B" maxChoices="0" minChoices="0"><p><hottext identifier="h">flour</hottext></p></hottextInteraction>
  </itemBody>
</assessmentItem>
XML

cat > expected <<'TEXT'
<qti-choice-interaction response-identifier="A" shuffle="false" max-choices="0" min-choices="1">
<qti-hottext-interaction response-identifier="B" max-choices="0" min-choices="0">
<choiceInteraction responseIdentifier="A" shuffle="false" maxChoices="0" minChoices="1">
<hottextInteraction responseIdentifier="B" maxChoices="0" minChoices="0">
TEXT
{
  venv/bin/qti-convert upgrade item.xml item3.xml
  venv/bin/qti-convert downgrade item3.xml item21.xml
  grep -ohE '<(qti-)?(choice|hottext)-?[iI]nteraction[^>]*>' item3.xml item21.xml
} > actual 2>&1
if diff expected actual; then
  echo 'ok: citolab-qti-convert 0.2.0 makes every choice question mandatory'
else
  echo 'changed: the behaviour above is no longer seen'
  exit 1
fi
