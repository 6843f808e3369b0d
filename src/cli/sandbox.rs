//! The flags of the embedded platform: its data folder and its simulated failures.

use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use crate::sandbox::{Fault, Options};

/// What decides how the embedded platform behaves.
#[derive(Debug, clap::Args)]
pub(super) struct SandboxArgs {
    /// Store the data of the sandbox in this folder
    #[arg(long, value_name = "DIR", env = "COURSEDIR_SANDBOX_DATA")]
    pub sandbox_data: Option<PathBuf>,

    /// Simulate failures in the sandbox, such as `upload:429@3`
    ///
    /// Format: `[CALL:]KIND[@N][xM]`. Another example: `import:cut-after`.
    #[arg(long, value_name = "SPEC", env = "COURSEDIR_FAULT", value_delimiter = ',')]
    pub fault: Vec<Fault>,
}

impl SandboxArgs {
    /// The folder of its data: the one asked for, else one of the user's.
    pub fn data(&self) -> PathBuf {
        self.sandbox_data.clone().unwrap_or_else(|| {
            let own = etcetera::choose_base_strategy().map(|folders| folders.data_dir());
            own.unwrap_or_else(|_| std::env::temp_dir()).join("coursedir").join("sandbox")
        })
    }

    /// How the platform is set up.
    pub fn options(&self) -> Options {
        Options { faults: self.fault.clone(), ..Options::new(self.data()) }
    }
}
