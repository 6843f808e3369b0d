//! `pull`: a course of the platform as files. [`new_folder`] makes a folder of one, [`in_place`] brings its changes into the
//! folder that has it.

mod args;
mod in_place;
mod new_folder;

use crate::cli::exit::{CommandError, Exit};
use crate::cli::output::terminal::Terminal;
use crate::cli::target::Target;

pub(in crate::cli) use args::PullArgs;

pub(in crate::cli) fn run(args: &PullArgs, terminal: &mut Terminal) -> Result<Exit, CommandError> {
    let runtime = tokio::runtime::Runtime::new().map_err(CommandError::failed)?;
    let done = runtime.block_on(async {
        let target = Target::platform(&args.account, &args.connection, terminal)?;
        let done = match &args.course {
            Some(wanted) => new_folder::pull(args, wanted, &target, terminal).await,
            None => in_place::pull(args, &target, terminal).await,
        };
        target.login.wait_for_renewal().await;
        done
    });
    // A question that nobody answered may still wait for its answer.
    runtime.shutdown_background();
    done
}
