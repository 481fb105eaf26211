//! What linting does between rules and reports.

use chatform::lint;
use chatform::project::Project;
use chatform::rules::Facts;

use crate::support::Sandbox;

/// All findings of the sandbox's project: `file:line:column rule`, with what is said about each.
fn found(sandbox: &Sandbox) -> Vec<String> {
    let project = Project::open(sandbox.path(), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let line = |located: &lint::Located<'_>| {
        let finding = &located.finding;
        let mut line = format!("{}:{} {}", located.source.name, located.position(), finding.rule.id);
        for note in &finding.notes {
            line.push_str(&format!(" ({note})"));
        }
        line
    };
    linted.findings.iter().map(line).collect()
}

fn project(template: &str) -> Sandbox {
    Sandbox::new().file("chatform.yaml", "{}").file("templates/a.yaml", template)
}

const LONG: &str = "This footer is a good deal longer than the sixty characters allowed";

#[test]
fn a_fault_in_a_shared_part_is_said_once_with_its_languages() {
    let template = format!(
        "name: a\ncategory: UTILITY\nfooter: {LONG}\nlanguages:\n  en:\n    body: Hello there, all is well.\n  \
         de:\n    body: Hallo, alles ist in Ordnung.\n  fr:\n    body: Bonjour, tout va bien.\n    footer: Merci\n"
    );
    let sandbox = project(&template).file("chatform.yaml", "lint: { rules: { language/inherited-text: off } }");
    assert_eq!(found(&sandbox), ["templates/a.yaml:3:69 footer/too-long (languages: en, de)"]);
}

#[test]
fn a_fault_of_one_language_is_in_that_language() {
    let template =
        format!("name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there.\n    footer: {LONG}\n");
    assert_eq!(found(&project(&template)), ["templates/a.yaml:6:73 footer/too-long"]);
}

#[test]
fn every_environment_is_checked_and_named_where_it_matters() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n    \
                    footer: \"Thank you for shopping at ${shop}, come again soon\"\n";
    let environments = |long: &str, short: &str| {
        format!("environments:\n  test: {{ values: {{ shop: {short} }} }}\n  prod: {{ values: {{ shop: {long} }} }}\n")
    };
    let sandbox = project(template).file("chatform.yaml", environments("the great shop of Ana", "Ana"));
    assert_eq!(found(&sandbox), ["templates/a.yaml:6:60 footer/too-long (with the values of prod)"]);
    sandbox.write("chatform.yaml", environments("Ana", "Bea"));
    assert_eq!(found(&sandbox), Vec::<String>::new());
}

#[test]
fn a_value_that_is_too_long_is_shown_at_its_name() {
    let template =
        "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n    footer: ${x}\n";
    let sandbox =
        project(template).file("chatform.yaml", format!("environments: {{ a: {{ values: {{ x: {LONG} }} }} }}"));
    assert_eq!(found(&sandbox), ["templates/a.yaml:6:13 footer/too-long (with `${x}` of a)"]);
}

#[test]
fn a_text_that_a_value_makes_too_long_says_so_wherever_it_ends() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n    \
                    footer: Thank you for shopping at ${shop}, come again soon and bring your friends\n";
    let settings = "environments: { a: { values: { shop: Harbour Lane, other: x } } }";
    let sandbox = project(template).file("chatform.yaml", settings);
    assert_eq!(found(&sandbox), ["templates/a.yaml:6:68 footer/too-long (with `${shop}` of a)"]);
}

#[test]
fn an_undeclared_value_is_said_once_for_all_environments() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello ${who} there, all is well.\n";
    let sandbox =
        project(template).file("chatform.yaml", "environments: { a: {}, b: {}, c: { values: { who: you } } }");
    assert_eq!(found(&sandbox), ["templates/a.yaml:5:17 build-value/undeclared (nor has it one in b)"]);
    sandbox.write("templates/a.yaml", template.replace("${who}", "$${who}"));
    assert_eq!(found(&sandbox), Vec::<String>::new());
}

#[test]
fn a_build_value_that_is_never_closed_is_said_once_and_where_it_begins() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello, ${our warehouse has your order.\n";
    let sandbox = project(template).file("chatform.yaml", "environments: { a: {}, b: { values: { our: the } } }");
    assert_eq!(found(&sandbox), ["templates/a.yaml:5:18 build-value/unterminated"]);
    sandbox.write("templates/a.yaml", template.replace("${our", "$${our"));
    assert_eq!(found(&sandbox), Vec::<String>::new());
}

#[test]
fn labels_that_whatsapp_writes_itself_are_wanted_in_no_other_language() {
    let template = "name: a\ncategory: MARKETING\nbuttons: [{ type: CATALOG, text: View catalog }]\nlanguages:\n  \
                    en:\n    body: Our new shoes are here.\n  es:\n    body: Ya están los zapatos nuevos.\n";
    assert_eq!(found(&project(template)), Vec::<String>::new());
}

#[test]
fn one_template_in_two_files_is_said_at_the_later_one() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n";
    let sandbox = project(template)
        .file("templates/b.yaml", template)
        .file("templates/c.yaml", template.replace("name: a", "name: a\nchannel: VIBER"))
        .file("templates/d.yaml", template.replace("name: a", "name: a\nrevision: 2"))
        .file("templates/e.yaml", template.replace("en:", "de:"));
    let duplicates: Vec<String> = found(&sandbox).into_iter().filter(|line| line.contains("name/duplicate")).collect();
    assert_eq!(duplicates, ["templates/b.yaml:1:7 name/duplicate (first defined at templates/a.yaml:1:7)"]);
    sandbox.write("templates/b.yaml", template.replace("name: a", "name: a_v2"));
    let duplicates: Vec<String> = found(&sandbox).into_iter().filter(|line| line.contains("name/duplicate")).collect();
    assert_eq!(duplicates, ["templates/d.yaml:1:7 name/duplicate (first defined at templates/b.yaml:1:7)"]);
}

#[test]
fn of_a_guessed_category_only_what_holds_for_all_is_said() {
    let template = |category: &str| {
        format!("name: A a\n{category}\nlanguages:\n  en:\n    body: Hello there, all is well.\n    footer: {LONG}\n")
    };
    for category in ["category: FOOBAR", "category: [UTILITY]", "ttl_seconds: 43200"] {
        let found = found(&project(&template(category)));
        assert!(found.iter().any(|line| line.contains(" schema/")), "{category}: {found:?}");
        assert!(!found.iter().any(|line| line.contains("footer/too-long")), "{category}: {found:?}");
        assert!(found.iter().any(|line| line.contains(" name/bad-character")), "{category}: {found:?}");
    }
    let of_a_channel = found(&project(&template("category: UTILITY\nchannel: SMOKE")));
    assert!(of_a_channel.iter().all(|line| line.contains(" schema/")), "{of_a_channel:?}");
    for category in ["category: UTILTY", "category: utility", "categry: UTILITY"] {
        let found = found(&project(&template(category)));
        assert!(found.iter().any(|line| line.contains("footer/too-long")), "{category}: {found:?}");
    }
}

#[test]
fn levels_of_the_project_count() {
    let template =
        format!("name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there.\n    footer: {LONG}\n");
    for (level, expected) in
        [("off", None), ("info", Some("info")), ("warning", Some("warning")), ("error", Some("error"))]
    {
        let settings = format!("lint: {{ rules: {{ footer/too-long: {level} }} }}");
        let sandbox = project(&template).file("chatform.yaml", settings);
        let project = Project::open(sandbox.path(), &[]).unwrap();
        let linted = lint::run(&project, None, &Facts::default());
        let levels: Vec<String> = linted.findings.iter().map(|located| located.finding.level.to_string()).collect();
        assert_eq!(levels, Vec::from_iter(expected));
    }
}

#[test]
fn a_broken_file_hides_no_other() {
    let good = format!("name: b\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there.\n    footer: {LONG}\n");
    let sandbox = project("name: [\n").file("templates/b.yaml", good).file("templates/c.yaml", b"\xff\xfe\x00");
    let found = found(&sandbox);
    for file in ["templates/a.yaml", "templates/b.yaml", "templates/c.yaml"] {
        assert!(found.iter().any(|line| line.starts_with(file)), "{file} in {found:#?}");
    }
}

#[test]
fn a_text_whose_value_is_missing_is_judged_by_nothing_else() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n    \
                    buttons: [{ type: URL, text: Look, url: '${nowhere}/x y' }]\n";
    assert_eq!(found(&project(template)), ["templates/a.yaml:6:46 build-value/undeclared"]);
    let nameless = template.replace("${nowhere}", "https://a.example/${}");
    assert_eq!(found(&project(&nameless)), ["templates/a.yaml:6:64 build-value/undeclared"]);
}

#[test]
fn what_no_value_could_change_is_said_of_a_text_whose_value_is_missing() {
    let template = "name: a\ncategory: UTILITY\nlanguages:\n  en:\n    \
                    body: 'See {{1}} at ${nowhere}, or %s, $(ref) ${later}'\n";
    let meta = "variable/meta-placeholder";
    let expected = [
        format!("5:16 {meta}"),
        "5:25 build-value/undeclared".to_owned(),
        "5:40 variable/percent-placeholder".to_owned(),
        "5:44 example/missing".to_owned(),
        "5:51 build-value/undeclared".to_owned(),
    ];
    let expected = expected.map(|line| format!("templates/a.yaml:{line}"));
    assert_eq!(found(&project(template)), expected);
    // Nobody knows what follows, nor whether the body ends with the variable.
    let nameless = template.replace("${nowhere}", "${nowhere").replace(" ${later}", "");
    let expected =
        [format!("templates/a.yaml:5:16 {meta}"), "templates/a.yaml:5:25 build-value/unterminated".to_owned()];
    assert_eq!(found(&project(&nameless)), expected);
}

#[test]
fn a_file_of_nothing_but_faults_ends_after_a_thousand() {
    let keys: String = (0..1500).map(|number| format!("key_{number}: 1\n")).collect();
    let template =
        format!("name: a\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there, all is well.\n{keys}");
    let found = found(&project(&template));
    assert_eq!(found.len(), 1000);
    assert!(found[999].ends_with("(500 more findings of this file are left out)"), "{}", found[999]);
}

/// The levels of the long footers in a project with these lint settings, by file.
fn footer_levels(sandbox: &Sandbox, within: &str) -> Vec<String> {
    let project = Project::open(&sandbox.path().join(within), &[]).unwrap();
    let linted = lint::run(&project, None, &Facts::default());
    let line = |located: &lint::Located<'_>| format!("{} {}", located.source.name, located.finding.level);
    linted.findings.iter().map(line).collect()
}

fn with_levels(lint: &str) -> Sandbox {
    let template = |name: &str| {
        format!(
            "name: {name}\ncategory: UTILITY\nlanguages:\n  en:\n    body: Hello there from {name}.\n    footer: {LONG}\n"
        )
    };
    project(&template("a"))
        .file("templates/legacy/b.yaml", template("b"))
        .file("templates/legacy/deep/c.yaml", template("c"))
        .file("chatform.yaml", format!("lint:\n{lint}"))
}

#[test]
fn an_opt_in_rule_is_silent_until_it_is_named() {
    let template = "name: a\ncategory: AUTHENTICATION\nttl_seconds: 300\nlanguages:\n  en:\n    \
                    footer: { code_expiration_minutes: 5 }\n    buttons: [{ type: COPY_CODE, text: Copy }]\n";
    let sandbox = project(template);
    assert_eq!(found(&sandbox), Vec::<String>::new());
    sandbox.write("chatform.yaml", "lint: { rules: { ttl/*: warning } }");
    assert_eq!(found(&sandbox), Vec::<String>::new(), "a group turns none of them on");
    sandbox.write("chatform.yaml", "lint: { rules: { ttl/authentication-maybe-unlisted: warning } }");
    assert_eq!(found(&sandbox), ["templates/a.yaml:3:14 ttl/authentication-maybe-unlisted"]);
}

#[test]
fn levels_may_differ_from_file_to_file() {
    let sandbox =
        with_levels("  overrides: [{ files: [\"templates/legacy/**\"], rules: { footer/too-long: info } }]\n");
    let levels = ["templates/a.yaml error", "templates/legacy/b.yaml info", "templates/legacy/deep/c.yaml info"];
    assert_eq!(footer_levels(&sandbox, ""), levels);
    let sandbox = with_levels("  overrides: [{ files: [./templates/legacy/*], rules: { footer/too-long: off } }]\n");
    assert_eq!(footer_levels(&sandbox, ""), ["templates/a.yaml error", "templates/legacy/deep/c.yaml error"]);
}

#[test]
fn globs_of_levels_start_at_the_project_wherever_lint_does() {
    let sandbox = with_levels("  overrides: [{ files: [\"templates/legacy/**\"], rules: { footer/too-long: off } }]\n");
    assert_eq!(footer_levels(&sandbox, ""), ["templates/a.yaml error"]);
    assert_eq!(footer_levels(&sandbox, "templates/legacy"), ["../a.yaml error"]);
}

#[test]
fn the_last_override_that_says_something_counts() {
    let sandbox = with_levels(
        "  rules: { footer/too-long: info }\n  overrides:\n    - { files: [\"**\"], rules: { footer/too-long: warning } }\n    \
         - { files: [\"**/legacy/**\"], rules: { footer/too-long: error } }\n    - { files: [\"**/deep/*\"], rules: { \
         body/missing: off } }\n",
    );
    let levels = ["templates/a.yaml warning", "templates/legacy/b.yaml error", "templates/legacy/deep/c.yaml error"];
    assert_eq!(footer_levels(&sandbox, ""), levels);
}

#[test]
fn a_group_has_a_level_and_a_rule_of_it_may_have_another() {
    let all =
        |level: &str| ["a", "legacy/b", "legacy/deep/c"].map(|file| format!("templates/{file}.yaml {level}")).to_vec();
    assert_eq!(footer_levels(&with_levels("  rules: { footer/*: info }\n"), ""), all("info"));
    let named = with_levels("  rules: { footer/too-long: warning, footer/*: \"off\" }\n");
    assert_eq!(footer_levels(&named, ""), all("warning"));
    let later =
        "  rules: { footer/too-long: warning }\n  overrides: [{ files: [\"**\"], rules: { footer/*: info } }]\n";
    assert_eq!(footer_levels(&with_levels(later), ""), all("info"));
    assert_eq!(footer_levels(&with_levels("  rules: { foo/*: info, footer/: info }\n"), "").len(), 3 + 2);
}

#[test]
fn no_level_hides_that_a_file_is_not_read_as_written() {
    let sandbox = project("name: a\ncategory: UTILITY\nlanguages:\n  en: { body: Hello there., fotter: x }\n").file(
        "chatform.yaml",
        "lint: { rules: { schema/*: off }, overrides: [{ files: ['**'], rules: { schema/unknown-key: info } }] }",
    );
    assert_eq!(footer_levels(&sandbox, ""), ["chatform.yaml warning", "templates/a.yaml error"]);
}
