//! How a comment is read.

use chatform::model::Template;
use chatform::project::{Directive, Loaded, Suppression};
use chatform::schema::template_schema;
use jiff::civil::date;

/// What the comments of a text say.
fn directives(text: &str) -> Vec<Directive> {
    Loaded::<Template>::of("a.yaml", text.as_bytes(), template_schema()).directives
}

/// The only suppression in a comment over a name.
fn suppression(comment: &str) -> Suppression {
    match directives(&format!("{comment}\nname: a\n")).as_slice() {
        [Directive::Suppression(suppression)] => suppression.clone(),
        other => panic!("{comment}: {other:?}"),
    }
}

/// What is wrong with a comment: the fault, and the text it is about.
fn fault(comment: &str) -> (String, String) {
    let text = format!("{comment}\nname: a\n");
    match directives(&text).as_slice() {
        [Directive::Malformed { span, fault }] => (fault.clone(), text[span.clone()].to_owned()),
        other => panic!("{comment}: {other:?}"),
    }
}

#[test]
fn it_names_rules_a_day_and_a_reason() {
    let read = suppression("# chatform: ignore[footer/too-long, body/missing] until=2027-01-31 agreed with the brand");
    let ids: Vec<&str> = read.rules.iter().map(|named| named.id.as_str()).collect();
    assert_eq!(ids, ["footer/too-long", "body/missing"]);
    assert_eq!((read.until, read.reason.as_str()), (Some(date(2027, 1, 31)), "agreed with the brand"));
}

#[test]
fn each_rule_knows_where_it_stands() {
    let text = "# chatform: ignore[ footer/too-long ,é/ü] Grund\nname: a\n";
    let [Directive::Suppression(read)] = &directives(text)[..] else { panic!() };
    let places: Vec<&str> = read.rules.iter().map(|named| &text[named.span.clone()]).collect();
    assert_eq!(places, ["footer/too-long", "é/ü"]);
    assert_eq!(&text[read.span.clone()], "# chatform: ignore[ footer/too-long ,é/ü] Grund");
}

#[test]
fn spaces_and_marks_around_it_do_not_matter() {
    for comment in [
        "#chatform:ignore[a/b]because",
        "## chatform:  ignore [a/b] because",
        "# chatform: ignore[a/b,] because\t",
        "# chatform: ignore[a/b]\tbecause\r",
        "\u{feff}# chatform: ignore[a/b] because",
    ] {
        let read = suppression(comment);
        assert_eq!((read.rules[0].id.as_str(), read.reason.as_str()), ("a/b", "because"), "{comment:?}");
    }
}

#[test]
fn the_day_may_stand_before_or_behind_the_reason() {
    for comment in [
        "# chatform: ignore[a/b] until=2027-01-31 valid until spring",
        "# chatform: ignore[a/b] valid until spring until=2027-01-31",
        "# chatform: ignore[a/b] until=2027-01-31, valid until spring",
    ] {
        let read = suppression(comment);
        assert_eq!((read.until, read.reason.as_str()), (Some(date(2027, 1, 31)), "valid until spring"), "{comment}");
    }
}

#[test]
fn a_reason_may_be_in_any_script_and_a_dash_is_none() {
    assert_eq!(suppression("# chatform: ignore[a/b] 品牌要求").reason, "品牌要求");
    for nothing in ["", " ", " -", " —", ": ...", " until=2027-01-31"] {
        assert_eq!(suppression(&format!("# chatform: ignore[a/b]{nothing}")).reason, "", "{nothing:?}");
    }
}

#[test]
fn comments_for_people_are_left_alone() {
    for comment in [
        "# chatform reads this file",
        "# ignore[a/b] this",
        "# chat: x",
        "# see chatform: ignore[a/b]",
        "#",
        "# chatförm:",
    ] {
        assert_eq!(directives(&format!("{comment}\nname: a\n")), [], "{comment}");
    }
}

#[test]
fn what_only_looks_like_a_comment_is_text() {
    let text = "name: a\nlanguages:\n  en:\n    body: |\n      Hello\n      # chatform: ignore[a/b] reason\n    \
                header: \"x\n      # chatform: ignore[a/b] reason\"\n    footer: x# chatform: ignore[a/b] reason\n";
    assert_eq!(directives(text), []);
}

#[test]
fn a_comment_that_asks_for_nothing_that_can_be_given_is_told_with_the_words_at_fault() {
    for (comment, says, about) in [
        ("# chatform:", "asks for nothing", "# chatform:"),
        ("# chatform: disable[a/b] r", "`disable` is nothing", "disable"),
        ("# chatform: ignore", "is not followed by", "ignore"),
        ("# chatform: ignore a/b because", "is not followed by", "ignore"),
        ("# chatform: ignore[a/b because", "is not closed", "[a/b because"),
        ("# chatform: ignore[] because", "names no rule", "[]"),
        ("# chatform: ignore[ , ] because", "names no rule", "[ , ]"),
        ("# chatform: ignore[a/b] until=soon r", "`soon` is not a day", "until=soon"),
        ("# chatform: ignore[a/b] until=2027-02-30 r", "is not a day", "until=2027-02-30"),
        ("# chatform: ignore[a/b] until=2027-1-3 r", "is not a day", "until=2027-1-3"),
        ("# chatform: ignore[a/b] until=2027-01-31 until=2027-02-01 r", "a second day", "until=2027-02-01"),
        ("# chatform: ignore[a/b] until 2027-01-31 r", "would never end", "until"),
        ("# chatform: ignore[a/b] until:2027-01-31 r", "would never end", "until:2027-01-31"),
        ("# chatform: ignore[a/b] r (until=2027-01-31)", "would never end", "(until=2027-01-31)"),
        ("# chatform: ignore[a/b] Until=2027-01-31 r", "would never end", "Until=2027-01-31"),
        ("# Chatform: ignore[a/b] r", "is not `chatform:`", "Chatform: ignore[a/b] r"),
        ("# chatform ignore[a/b] r", "colon", "chatform ignore[a/b] r"),
        ("# chatform-ignore [a/b] r", "colon", "chatform-ignore [a/b] r"),
    ] {
        let (fault, place) = fault(comment);
        assert!(fault.contains(says), "{comment}: {fault}");
        assert_eq!(place, about, "{comment}");
    }
}
