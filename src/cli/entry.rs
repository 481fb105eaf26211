//! From the arguments of a process to its exit code.

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;

use super::{Arguments, Exit, Failure, Output, bug};
use crate::context::Context;

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    bug::caught(|| {
        let context = Context::real();
        let output = Output::of_process(context.terminal);
        run(std::env::args_os(), &context, output)
    })
    .into()
}

/// Runs a command line; the first argument is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>, context: &Context, output: Output) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error, &output),
    };
    let output = output.with_color(arguments.color);
    let outcome = in_directory(&arguments, context).and_then(|context| arguments.command.run(&context, &output));
    let exit = outcome.unwrap_or_else(|failure| {
        output.talk(&failure.to_string());
        failure.exit
    });
    output.end_progress();
    if output.reader_lost() { exit.after_broken_pipe() } else { exit }
}

/// Help and version are results; everything else that clap says is talk and ends with 64.
fn usage(error: &clap::Error, output: &Output) -> Exit {
    let styled = error.render();
    let text = |in_color: bool| if in_color { styled.ansi().to_string() } else { styled.to_string() };
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        output.result(&text(output.result_in_color()));
        return Exit::Ok;
    }
    output.talk(&text(output.talk_in_color()));
    Exit::Usage
}

/// The context as if the process had been started in the folder that `-C` names.
fn in_directory(arguments: &Arguments, context: &Context) -> Result<Context, Failure> {
    let Some(directory) = &arguments.directory else { return Ok(context.clone()) };
    let mut environment = context.environment.as_ref().clone();
    environment.current_dir.push(directory);
    if !environment.current_dir.is_dir() {
        let message = format!("no folder {}", directory.display().to_string().escape_debug());
        return Err(Failure::new(Exit::Usage, message).help("give -C a folder that exists"));
    }
    Ok(Context { environment: Arc::new(environment), ..context.clone() })
}
