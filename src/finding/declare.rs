//! The macro that declares a rule.

/// Declares a rule as a static: its doc comment, place in the source and fixtures are captured.
///
/// Without `check:` the static is a [`RuleMeta`](crate::finding::RuleMeta), for layers that report while
/// they read. With `check:` it is a `Rule` (whatever that name means where the macro is used) made of
/// `meta` and `check`.
///
/// The fixtures `tests/rules/<id>/pass.yaml` and `fail.yaml` are compiled in, so a rule without them does
/// not compile. `files: "pass.bin", "fail.bin"` names others.
#[macro_export]
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        pub static $name:ident = $id:literal {
            level: $level:expr,
            summary: $summary:literal,
            $(grandfathered: $grandfathered:literal,)?
            $(opt_in: $opt_in:literal,)?
            $(also: $also:expr,)?
            $(fix: $fix:expr,)?
            $(files: $pass:literal, $fail:literal,)?
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        pub static $name: Rule = Rule {
            meta: $crate::declare_rule!(
                @meta $id, $level, $summary, [$($doc),+], [$($grandfathered)?], [$($opt_in)?],
                [$($also)?], [$($fix)?], [$($pass, $fail)?]
            ),
            check: $check,
        };
    };
    (
        $(#[doc = $doc:literal])+
        pub static $name:ident = $id:literal {
            level: $level:expr,
            summary: $summary:literal
            $(, also: $also:expr)?
            $(, fix: $fix:expr)?
            $(, files: $pass:literal, $fail:literal)?
            $(,)?
        }
    ) => {
        $(#[doc = $doc])+
        pub static $name: $crate::finding::RuleMeta =
            $crate::declare_rule!(@meta $id, $level, $summary, [$($doc),+], [], [], [$($also)?], [$($fix)?],
                [$($pass, $fail)?]);
    };
    (
        @meta $id:literal, $level:expr, $summary:literal, [$($doc:literal),+], [$($grandfathered:literal)?],
        [$($opt_in:literal)?], [$($also:expr)?], [$($fix:expr)?], [$($pass:literal, $fail:literal)?]
    ) => {
        $crate::finding::RuleMeta {
            id: $id,
            level: $level,
            summary: $summary,
            docs: concat!($($doc, "\n"),+),
            file: file!(),
            line: line!(),
            grandfathered: $crate::declare_rule!(@flag $($grandfathered)?),
            opt_in: $crate::declare_rule!(@flag $($opt_in)?),
            fix: $crate::declare_rule!(@fix $($fix)?),
            also: $crate::declare_rule!(@also $($also)?),
            pass: $crate::declare_rule!(@fixture $id, "pass.yaml" $(, $pass)?),
            fail: $crate::declare_rule!(@fixture $id, "fail.yaml" $(, $fail)?),
        }
    };
    (@flag) => { false };
    (@flag $flag:literal) => { $flag };
    (@fix) => { $crate::finding::Fixable::Never };
    (@fix $fix:expr) => { $fix };
    (@also) => { &[] };
    (@also $also:expr) => { &$also };
    (@fixture $id:literal, $default:literal) => {
        $crate::finding::Fixture {
            name: $default,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/", $id, "/", $default)),
        }
    };
    (@fixture $id:literal, $default:literal, $name:literal) => {
        $crate::finding::Fixture {
            name: $name,
            bytes: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/", $id, "/", $name)),
        }
    };
}
