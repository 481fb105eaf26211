//! `emulator`: the emulated API as a process of its own, and the commands that steer a running one.

mod orders;
mod reach;
mod serve;

use clap::{Args, Subcommand};

use self::orders::{Category, Clock, Faults, Message, Messages, Quality, Requests, Reset, Review, Snapshot};
use self::serve::Serve;
use super::runtime::block_on;
use super::{Exit, Failure, Output};
use crate::context::Context;

/// Arguments of `emulator`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Emulator {
    #[command(subcommand)]
    order: Option<Order>,
    #[command(flatten)]
    serve: Serve,
}

/// What can be done with a running emulator.
#[derive(Debug, Subcommand)]
enum Order {
    /// Show or move the clock of a running emulator
    Clock(Clock),
    /// Decide reviews
    Review(Review),
    /// Let the platform rate or pause templates
    Quality(Quality),
    /// Let the platform file templates under another category
    Category(Category),
    /// Let a person write to one of the numbers
    Message(Message),
    /// Show the sent messages, a JSON object a line
    Messages(Messages),
    /// Show the log of requests, a JSON object a line
    Requests(Requests),
    /// Show or replace what goes wrong
    Faults(Faults),
    /// Keep everything in a file, or bring it back
    Snapshot(Snapshot),
    /// Forget everything
    Reset(Reset),
}

impl Emulator {
    /// Serves until it is interrupted, or does what is to be done with a running one.
    pub(super) fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match &self.order {
            None => self.serve.run(context, output),
            Some(order) => block_on(order.run(context, output))?,
        }
    }
}

impl Order {
    async fn run(&self, context: &Context, output: &Output) -> Result<Exit, Failure> {
        match self {
            Self::Clock(order) => order.run(context, output).await,
            Self::Review(order) => order.run(context, output).await,
            Self::Quality(order) => order.run(context, output).await,
            Self::Category(order) => order.run(context, output).await,
            Self::Message(order) => order.run(context, output).await,
            Self::Messages(order) => order.run(context, output).await,
            Self::Requests(order) => order.run(context, output).await,
            Self::Faults(order) => order.run(context, output).await,
            Self::Snapshot(order) => order.run(context, output).await,
            Self::Reset(order) => order.run(context, output).await,
        }
    }
}
