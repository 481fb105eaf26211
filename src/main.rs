//! The `chatform` binary: everything is in the library, so that tests reach it.

fn main() -> std::process::ExitCode {
    chatform::cli::main()
}
