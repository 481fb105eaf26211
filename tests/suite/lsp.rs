//! `chatform lsp`, through the protocol alone: a process at the other end of two pipes.

mod actions;
mod completion;
mod diagnostics;
mod hover;
mod lifecycle;
mod navigation;
mod neovim;
mod outline;
mod projects;
mod rename;

use crate::support::{Editor, Sandbox};

/// A template in two languages with whatever a test may ask about.
pub const ORDER: &str = "\
# What the shop sends when a parcel leaves.
# Written by the shop itself.
name: order
category: UTILITY
examples: { who: Ana 🙂, code: A-1042 }
footer: Gracias, 谢谢
buttons:
  - { type: URL, text: Track it, url: \"https://${shop}/t/$(code)\" }
languages:
  en:
    header: Order $(code)
    body: |-
      👋 Hi $(who), your order $(code)
      has left and is on its way to you, $(who), today.
    footer: Thank you
  es_MX:
    examples:
      who: Lupe
    header: Pedido $(code)
    body: \"👩‍🍳 你好 Hola $(who), tu pedido $(code) ya salió y va en camino.\"
    buttons: [{ text: Rastrear }]
";

/// A project with that template open.
pub fn editor(sandbox: &Sandbox) -> Editor {
    let mut editor = Editor::in_folder(sandbox);
    editor.open("templates/order.yaml", ORDER);
    editor
}

pub fn project() -> Sandbox {
    Sandbox::new()
        .file(
            "chatform.yaml",
            "environments:\n  test: { values: { shop: test.example.com } }\n  prod: { values: { shop: shop.example.com } }\n",
        )
        .file("templates/order.yaml", ORDER)
}
