//! A real editor: Neovim without a screen, with the configuration of `docs/editors.md`, opens a broken file, shows what is
//! wrong with it, and applies a quick fix and a rename.

use serde_json::{Value, json};

use super::{ORDER, project};
use crate::support::console::blocks;

/// Whether there is a Neovim; under `CHATFORM_CI` there has to be one.
fn is_there() -> bool {
    let is_there = std::process::Command::new("nvim").arg("--version").output().is_ok();
    assert!(is_there || std::env::var_os("CHATFORM_CI").is_none(), "nvim is not there: nothing may be skipped here");
    if !is_there {
        println!("skipped: nvim is not there");
    }
    is_there
}

#[test]
fn neovim_shows_what_is_wrong_mends_it_and_renames_a_variable() {
    if !is_there() {
        return;
    }
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/editors.md")).unwrap();
    let broken = ORDER.replace("    footer: Thank you", "    Footer: Thank you, 谢谢 👋");
    let sandbox = project()
        .file("init.lua", &blocks(&page, "lua")[0])
        .file("drive.lua", include_str!("neovim.lua"))
        .file("templates/order.yaml", broken.replace("👋\n", "\n"));
    let bin = std::path::Path::new(env!("CARGO_BIN_EXE_chatform")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let mut command = sandbox.scrubbed("timeout");
    command.args(["120", "nvim", "--headless", "--clean", "-u", "init.lua", "-c", "luafile drive.lua"]);
    let output = command.env("PATH", path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(sandbox.exists("result.json"), "{said}");
    let result: Value = serde_json::from_str(&sandbox.read("result.json")).unwrap();
    assert_eq!(result.get("problem"), None, "{result}\n{said}");
    let message = "unknown key `Footer` (did you mean `footer`?)\nnote: keys are written in snake_case\nhelp: rename it to `footer`";
    assert_eq!(result["diagnostics"], json!([{ "message": message, "marked": "Footer", "severity": 1 }]));
    let wanted = ORDER
        .replace("footer: Thank you", "footer: Thank you, 谢谢 ")
        .replace("$(who)", "$(customer)")
        .replace("who: ", "customer: ");
    assert_eq!(sandbox.read("templates/order.yaml"), wanted);
    assert_eq!(result["text"], wanted);
}
