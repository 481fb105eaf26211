//! `preview`: what the phone will show.

use crate::support::Sandbox;

/// The page of one template with this body and these examples.
fn page(body: &str, examples: &str) -> String {
    let template = format!(
        "name: hello\ncategory: UTILITY\nexamples: {examples}\nlanguages:\n  en:\n    body: {}\n",
        serde_json::to_string(body).unwrap()
    );
    Sandbox::new().file("hello.yaml", template).run(&["preview", "hello.yaml", "-o", "-"]).exits_with(0).stdout
}

fn shows(body: &str, html: &str) {
    let page = page(body, "{ name: Ana }");
    assert!(page.contains(&format!("<p>{html}</p>")), "{body:?} is not {html:?} in {page}");
}

#[test]
fn marks_are_shown_as_what_they_mean() {
    shows("a *bold* and _slanted_ ~old~ word", "a <strong>bold</strong> and <em>slanted</em> <s>old</s> word");
    shows("*_both_*", "<strong><em>both</em></strong>");
    shows("```*as it is*```", "<code>*as it is*</code>");
    shows("`fixed` 2*3*4 snake_case_name", "<code>fixed</code> 2*3*4 snake_case_name");
    shows("* not * bold, **", "* not * bold, **");
    shows("*one line\nonly*", "*one line\nonly*");
}

#[test]
fn examples_are_filled_in_and_marked() {
    let ana = "<span class=\"filled\" title=\"$(name)\">Ana</span>";
    shows("Hello *$(name)*!", &format!("Hello <strong>{ana}</strong>!"));
    shows("Hello $(nobody)!", "Hello <span class=\"filled empty\">$(nobody)</span>!");
    assert!(page("Hello $(name)!", "{ name: \"<b>*Ana*</b>\" }").contains(">&lt;b&gt;*Ana*&lt;/b&gt;</span>"));
}

#[test]
fn hostile_text_stays_text() {
    let page = page("</p><script>alert(1)</script> \u{202e}\u{f8ff}<img src=x onerror=y>", "{}");
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(!page.contains('\u{202e}') && page.contains("&lt;script&gt;"), "{page}");
}

#[test]
fn every_example_of_the_project_is_on_the_page() {
    let sandbox = Sandbox::new().copy_of(concat!(env!("CARGO_MANIFEST_DIR"), "/templates-examples"));
    let ran = sandbox.run(&["preview"]).exits_with(0);
    assert!(ran.stderr.starts_with("wrote preview.html with "), "{}", ran.stderr);
    let page = sandbox.read("preview.html");
    for name in ["order_shipped", "login_code_copy", "browse_shelves", "viber_harvest_film"] {
        assert!(page.contains(&format!("<h2>{name}</h2>")), "{name}");
    }
    assert!(page.contains("class=\"cards\"") && page.contains("WhatsApp's own words"));
    assert!(!page.contains("${"), "build-time values are filled in");
    assert_eq!(page.matches("<article").count(), page.matches("</article>").count());
}

#[test]
fn one_language_or_nothing_is_said() {
    let sandbox = Sandbox::new().file("templates/hello.yaml", Sandbox::HELLO);
    sandbox.write("chatform.yaml", "");
    let none = sandbox.run(&["preview", "--lang", "fr"]).exits_with(3);
    assert!(none.stderr.contains("there is no message to show"), "{}", none.stderr);
    sandbox.run(&["preview", "--lang", "en"]).exits_with(0);
    sandbox.write("templates/broken.yaml", "name: [");
    let some = sandbox.run(&["preview"]).exits_with(0);
    assert!(some.stderr.contains("left out: 1 template that cannot be read"), "{}", some.stderr);
}
