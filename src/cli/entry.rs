//! From the arguments of a process to its exit code.

use std::ffi::OsString;
use std::io;
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
    match Arguments::try_parse_from(arguments) {
        Ok(arguments) => {
            let output = output.with_color(arguments.color);
            ended(command(&arguments, context, &output), &output)
        }
        Err(error) => ended(usage(&error, &output), &output),
    }
}

fn command(arguments: &Arguments, context: &Context, output: &Output) -> Exit {
    let outcome = in_directory(arguments, context).and_then(|context| arguments.command.run(&context, output));
    outcome.unwrap_or_else(|failure| {
        output.talk(&failure.to_string());
        failure.exit
    })
}

/// The exit code, once it is known whether the result was heard.
fn ended(exit: Exit, output: &Output) -> Exit {
    output.end_progress();
    match output.lost() {
        None => exit,
        Some(io::ErrorKind::BrokenPipe) => exit.unless_unheard(Exit::Ok),
        Some(kind) => {
            output.talk(&format!("error: standard output cannot be written: {kind}"));
            exit.unless_unheard(Exit::Unavailable)
        }
    }
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
