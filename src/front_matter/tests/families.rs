//! Families of keys: which names mean the same.

use super::*;

#[test]
fn order_takes_numbers_of_all_spellings() {
    for number in ["3", "-3", "1.10", "4a", "13C", "007"] {
        check_keys(&format!("order: {number}"), &[&format!("order order={number}")]);
        check_keys(&format!("order: \"{number}\""), &[&format!("order order={number}")]);
    }
    check_keys("sidebar_position:", &[]);
    check_keys(
        "navOrder: first",
        &["invalid-value 2:11 `navOrder` must be a number (write `3`, `1.5`, or `4a`)"],
    );
}

#[test]
fn of_two_keys_of_a_family_the_first_of_the_list_counts() {
    check_keys(
        "weight: 2\norder: 1",
        &[
            "order order=1",
            "duplicate-key 2:1 `weight` is ignored because `order` has the same meaning \
         (keep one of the two)",
        ],
    );
    check_keys("weight: 2\norder:", &["order weight=2"]);
}

#[test]
fn of_a_key_written_twice_the_first_counts() {
    check_keys(
        "title: A\ntitle: B",
        &["title A", "duplicate-key 3:1 `title` is set twice; the first value is used (keep one of the two)"],
    );
}

#[test]
fn visibility_has_many_keys() {
    for draft in ["visibility: draft", "draft: true", "published: false", "hidden: True", "ready: false"] {
        check_keys(draft, &["Draft"]);
    }
    for published in
        ["visibility: Published", "draft: false", "published: true", "hidden: false", "ready: true"]
    {
        check_keys(published, &["Published"]);
    }
}

#[test]
fn yes_and_no_are_understood_with_a_warning() {
    check_keys("draft: yes", &["Draft", "non-boolean-value 2:8 the value is read as `true` (write `true`)"]);
    check_keys(
        "published: off",
        &["Draft", "non-boolean-value 2:12 the value is read as `false` (write `false`)"],
    );
}

#[test]
fn a_wrong_visibility_is_an_error_with_the_near_miss() {
    check_keys(
        "visibility: drat",
        &["Draft", "invalid-value 2:13 `visibility` must be `published` or `draft` (did you mean `draft`?)"],
    );
    check_keys(
        "visibility: public",
        &["invalid-value 2:13 `visibility` must be `published` or `draft` (did you mean `published`?)"],
    );
    check_keys(
        "draft: ture",
        &["Draft", "invalid-value 2:8 `draft` must be `true` or `false` (did you mean `true`?)"],
    );
    check_keys("draft: maybe", &["Draft", "invalid-value 2:8 `draft` must be `true` or `false`"]);
}

#[test]
fn a_date_under_published_belongs_to_another_tool() {
    check_keys(
        "published: 2020-01-01",
        &["unsupported-value 2:12 `published` is ignored because it is not `true` or `false`"],
    );
}

#[test]
fn a_bare_type_of_another_tool_is_ignored() {
    check_keys("type: Quiz", &["kind Quiz"]);
    check_keys("contentType: assignment", &["kind Assignment"]);
    check_keys("type: practice", &[]);
    check_keys("type: practice\ncontent_type: quiz", &["kind Quiz"]);
    check_keys(
        "content_type: text",
        &["invalid-value 2:15 `content_type` must be `video`, `assignment` or `quiz` \
         (remove it, or write `video`: text lessons have this type, too)"],
    );
    check_keys(
        "content_type: assigment",
        &["invalid-value 2:15 `content_type` must be `video`, `assignment` or `quiz` \
         (did you mean `assignment`?)"],
    );
}

#[test]
fn a_type_that_means_a_test_is_noticed() {
    for word in ["exam", "Test", "self-test"] {
        check_keys(
            &format!("type: {word}"),
            &[&format!(
                "unsupported-value 2:7 `type: {word}` is ignored because it is not a known type (did you mean `quiz`?)"
            )],
        );
    }
    check_keys(
        "content_type: exam",
        &["invalid-value 2:15 `content_type` must be `video`, `assignment` or `quiz` (did you mean `quiz`?)"],
    );
    check_keys("type: contest", &[]);
}

#[test]
fn quizzes_and_assignments_have_settings() {
    check_keys(
        "quiz: {file: q.gift, passing_grade: 80%, Pass-Message: Well done., fail_message: 3}",
        &["questions in q.gift", "grade 80", "says Well done.", "says 3"],
    );
    check_keys("quiz:\nassignment:", &[]);
    check_keys("quiz: {}", &[]);
    check_keys("quiz: true", &["unsupported-value 2:7 `quiz` is ignored because it is not a group of keys"]);
    check_keys(
        "assignment: {introduction: Bake., graded: no}",
        &[
            "assignment Some(\"Bake.\") None Some(false)",
            "non-boolean-value 2:43 the value is read as `false` (write `false`)",
        ],
    );
    for grade in ["101", "1000", "-1", "80.5", "most", "[1]", "'%'"] {
        let keys = format!("quiz: {{passing_grade: {grade}}}");
        check_keys(
            &keys,
            &[
                "invalid-value 2:23 `passing_grade` must be a whole number from 0 to 100 (write `80` for 80 percent)",
            ],
        );
    }
    check_keys(
        "quiz: {pass_mesage: x, other: y}\nassignment: {graded: perhaps}",
        &[
            "assignment None None None",
            "unknown-key 2:8 `pass_mesage` is not a known key (did you mean `pass_message`?)",
            "unknown-key 2:24 `other` is not a known key",
            "invalid-value 3:22 `graded` must be `true` or `false`",
        ],
    );
}

#[test]
fn a_slip_in_a_key_is_noticed_and_other_keys_are_left_alone() {
    check_keys("titel: Loops", &["unknown-key 2:1 `titel` is not a known key (did you mean `title`?)"]);
    check_keys("tags: [a]\nlayout: post\nnested: {titel: x}", &[]);
}
