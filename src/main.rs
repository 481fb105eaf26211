//! The `chatform` binary: everything is in the library, so that tests reach it.

/// Files are read on several threads, each of which makes and drops many small texts: the allocator of the C library
/// takes a fifth of the time of a whole run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    chatform::cli::main()
}
