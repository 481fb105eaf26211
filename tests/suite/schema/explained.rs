//! Every fault of structure is named at its place, once, with what was meant.

use chatform::finding::{Edit, Finding, Path};
use chatform::model::{ProjectFile, Template};
use chatform::schema::{METAS, explain, interpret, project_schema, template_schema};
use chatform::source::SourceFile;
use chatform::yaml::{Tree, load};

fn tree(text: &str) -> (SourceFile, Tree) {
    let (source, document) = load("a.yaml", text.as_bytes());
    assert!(document.findings.is_empty(), "{text}: {:?}", document.findings);
    (source, document.tree.unwrap())
}

/// `rule "place" message | label` for every finding.
fn told(source: &SourceFile, tree: &Tree, findings: &[Finding]) -> Vec<String> {
    let line = |finding: &Finding| {
        let place = &source.text[tree.locate(source, &finding.primary.at)];
        let label = Some(&finding.primary.text).filter(|text| !text.is_empty()).map(|text| format!(" | {text}"));
        format!("{} {place:?} {}{}", finding.rule.name(), finding.message, label.unwrap_or_default())
    };
    findings.iter().map(line).collect()
}

fn of_template(text: &str) -> Vec<String> {
    let (source, tree) = tree(text);
    let read = interpret::<Template>(tree, template_schema());
    assert!(read.value.is_some(), "{text} does not decode even when healed");
    assert_eq!(read.holes.is_empty(), read.findings.is_empty());
    told(&source, &read.tree, &read.findings)
}

#[test]
fn every_rule_fires_in_its_fixture_and_only_there() {
    assert!(METAS.is_sorted_by_key(|meta| meta.id));
    for meta in METAS {
        let read = |bytes: &[u8]| {
            let (_, document) = load("a.yaml", bytes);
            assert!(document.findings.is_empty());
            interpret::<Template>(document.tree.unwrap(), template_schema())
        };
        let failed = read(meta.fail.bytes);
        let rules: Vec<_> = failed.findings.iter().map(|finding| finding.rule.id).collect();
        assert_eq!(rules, [meta.id]);
        assert!(failed.value.is_some(), "{} is not healed", meta.id);
        assert!(read(meta.pass.bytes).findings.is_empty(), "{} passes", meta.id);
    }
}

#[test]
fn one_look_names_everything_that_is_wrong() {
    let text = "\
nme: order
category: utility
templateType: WHATSAPP
ttl_seconds: 12h
revision: 0
allow_send: yes
examples: { order: 1042, price: 1.50, gift: true }
components: []
languages:
  en:
    body: { txt: Hi }
    footer: null
    header: { format: PHOTO, Url: https://a.example }
    buttons: { type: URI }
    carousel:
      - bdy: Hi
      - 5
  de: Hallo
";
    assert_eq!(
        of_template(text),
        [
            r#"unknown-key "nme" unknown key `nme` | did you mean `name`?"#,
            r#"unknown-value "utility" `category` is `utility`, which is none of its values | did you mean UTILITY?"#,
            r#"unknown-key "templateType" unknown key `templateType` | did you mean `channel`?"#,
            r#"wrong-type "12h" `ttl_seconds` is a text, a whole number is meant"#,
            r#"out-of-range "0" `revision` is 0, the minimum is 1"#,
            r#"wrong-type "yes" `allow_send` is a text, true or false is meant"#,
            r#"unquoted-text "1042" `order` is a number, a text is meant | no quotes"#,
            r#"unquoted-text "1.50" `price` is a number, a text is meant | no quotes"#,
            r#"unquoted-text "true" `gift` is a boolean, a text is meant | no quotes"#,
            r#"unknown-key "components" unknown key `components`"#,
            r#"unknown-key "txt" unknown key `txt` | did you mean `text`?"#,
            r#"unknown-value "PHOTO" `format` is `PHOTO`, which is none of its values | did you mean IMAGE?"#,
            r#"unknown-key "Url" unknown key `Url` | did you mean `url`?"#,
            r#"wrong-type "{ type: URI }" `buttons` is a mapping, a list is meant"#,
            r#"unknown-value "URI" `type` is `URI`, which is none of its values | did you mean URL?"#,
            r#"unknown-key "bdy" unknown key `bdy` | did you mean `body`?"#,
            r#"wrong-type "5" item 2 is a number, a mapping is meant"#,
            r#"wrong-type "Hallo" `de` is a text, a mapping is meant"#,
        ]
    );
}

#[test]
fn a_number_that_is_a_text_is_quoted_exactly_as_it_is_written() {
    let (_, tree) =
        tree("name: a\ncategory: UTILITY\nlanguages: { en: { buttons: [{ phone_number: +8613800001111 }] } }\n");
    let explained = explain(&tree, template_schema());
    let fix = explained.findings[0].fix.clone().unwrap();
    assert!(fix.safe);
    let [Edit::Replace(at, text)] = fix.edits.as_slice() else { panic!("{fix:?}") };
    assert_eq!(text, "+8613800001111");
    let path = Path::parse("languages.en.buttons[0].phone_number");
    assert_eq!(at.path(), Some(&path));
    assert_eq!(explained.healed.get(&path).unwrap().as_text(), Some("+8613800001111"));
    assert_eq!(explained.holes, [path]);
}

#[test]
fn words_of_the_apis_lead_to_the_words_here() {
    let cases = [
        ("AddSecurityRecommendation", "body", "add_secret_recommendation", "true"),
        ("addSecretRecommendation", "body", "add_secret_recommendation", "true"),
        ("phoneNumber", "button", "phone_number", "\"+1\""),
        ("PhoneNumber", "button", "phone_number", "\"+1\""),
        ("otp_type", "button", "type", "ONE_TAP"),
        ("link", "button", "url", "https://a.example"),
        ("type", "header", "format", "IMAGE"),
        ("HeaderHandle", "header", "url", "https://a.example"),
        ("ttlSeconds", "root", "ttl_seconds", "60"),
        ("MessageSendTtlSeconds", "root", "ttl_seconds", "60"),
        ("Example", "root", "examples", "{}"),
        ("cards", "root", "carousel", "[]"),
    ];
    for (written, place, meant, value) in cases {
        let extra = match place {
            "root" => format!("{written}: {value}"),
            "button" => format!("buttons: [{{ {written}: {value} }}]"),
            component => format!("{component}: {{ {written}: {value} }}"),
        };
        let text = format!("name: a\ncategory: UTILITY\nlanguages: {{}}\n{extra}\n");
        let found = of_template(&text);
        assert_eq!(found, [format!("unknown-key {written:?} unknown key `{written}` | did you mean `{meant}`?")]);
    }
}

#[test]
fn a_key_that_stands_in_for_a_missing_one_is_reported_once() {
    assert_eq!(
        of_template("name: a\ncategory: UTILITY\nlanguage: en\n"),
        [r#"unknown-key "language" unknown key `language` | did you mean `languages`?"#]
    );
    assert_eq!(
        of_template("ame: a\ncategory: UTILITY\nlanguages: {}\n"),
        [r#"unknown-key "ame" unknown key `ame` | did you mean `name`?"#]
    );
    assert_eq!(of_template("name: a\ncategory: UTILITY\n"), [r#"missing-key "name: a" the file has no `languages`"#]);
    assert_eq!(
        of_template("name: a\ncategory: UTILITY\nlanguages: {}\nlangauges: {}\n"),
        [r#"unknown-key "langauges" unknown key `langauges` | `languages` is there already"#]
    );
}

#[test]
fn a_document_of_the_wrong_kind_is_one_fault() {
    for text in ["- a\n- b\n", "just text\n", "5\n", "null\n"] {
        assert_eq!(of_template(text).len(), 1, "{text}");
    }
    assert_eq!(of_template("").len(), 3, "an empty file lacks its three required keys");
}

#[test]
fn the_project_file_is_explained_too() {
    let (source, tree) = tree(
        "environments:\n  prod: { CustSpaceId: cams-x, from: 8613800001111, gates: { deletes: -1, updates: 0.3 } }\nlint: { rules: { a/b: warn } }\nretired: [{ name: x }]\n",
    );
    let read = interpret::<ProjectFile>(tree, project_schema());
    assert!(read.value.is_some());
    assert_eq!(
        told(&source, &read.tree, &read.findings),
        [
            r#"unknown-key "CustSpaceId" unknown key `CustSpaceId` | did you mean `space`?"#,
            r#"unquoted-text "8613800001111" `from` is a number, a text is meant | no quotes"#,
            r#"out-of-range "-1" `deletes` is -1, the minimum is 0"#,
            r#"unquoted-text "0.3" `updates` is a number, a text is meant | no quotes"#,
            r#"unknown-value "warn" `a/b` is `warn`, which is none of its values | did you mean warning?"#,
            r#"missing-key "{ name: x }" item 1 has no `languages`"#,
            r#"missing-key "{ name: x }" item 1 has no `action`"#,
            r#"missing-key "{ name: x }" item 1 has no `reason`"#,
        ]
    );
}

#[test]
fn the_old_key_of_an_account_leads_to_the_space() {
    let (_, tree) = tree("environments: { prod: { cust_waba_id: cams-x } }\n");
    let read = interpret::<ProjectFile>(tree, project_schema());
    let [finding] = read.findings.as_slice() else { panic!("{:?}", read.findings) };
    assert_eq!(finding.message, "unknown key `cust_waba_id`");
    assert_eq!(finding.notes, ["the API's CustWabaId is deprecated; write the CustSpaceId as `space`"]);
}

#[test]
fn a_number_that_no_type_holds_is_reported_and_taken_out() {
    let found = of_template(
        "name: a\ncategory: UTILITY\nttl_seconds: 99999999999999999999\nlanguages: { en: { ttl_seconds: -99999999999999999999 } }\n",
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| line.starts_with("undecodable")));
}

#[test]
fn thousands_of_faults_are_told_one_by_one() {
    let keys: String = (0..8_000).map(|n| format!("  unknown_{n}: [{{}}]\n")).collect();
    let (_, tree) = tree(&format!("name: a\ncategory: UTILITY\nlanguages:\n{keys}header:\n{keys}"));
    assert_eq!(explain(&tree, template_schema()).findings.len(), 16_000);
}

#[test]
fn what_the_yaml_layer_took_out_is_not_missing_too() {
    for text in [
        "name: a\ncategory:\nlanguages: {}\n",
        "name: a\ncategory: *c\nlanguages: {}\n",
        "name: a\n<<: *c\nlanguages: {}\n",
        "name: a\n? [category]\n: UTILITY\nlanguages: {}\n",
        "name: a\ncategory: UTIL\u{7}ITY\nlanguages: {}\n",
        "*all\n",
    ] {
        let (_, document) = load("a.yaml", text.as_bytes());
        assert_eq!(document.findings.len(), 1, "{text}");
        let read = interpret::<Template>(document.tree.unwrap(), template_schema());
        assert_eq!(read.findings, [], "{text}");
        assert!(read.value.is_some() && !read.holes.is_empty());
    }
}
