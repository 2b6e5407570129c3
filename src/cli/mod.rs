//! Floor 6: the command line.

mod admin;
mod backup;
mod doctor;
mod import;
mod log;
mod progress;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::Config;
use crate::db;

/// Prassi, the collaboration server for communities of practice.
#[derive(Parser)]
#[command(name = "prassi", version, about)]
struct Cli {
    /// The configuration file; the variable `PRASSI_CONFIG` says the same.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the community's pages.
    Serve,
    /// Looks after accounts.
    #[command(subcommand)]
    Admin(Admin),
    /// Takes organisations or people from a CSV file, while the server goes on. Ends with 1 when a line is refused.
    Import {
        what: import::What,
        /// UTF-8 or Latin-1, with commas or semicolons; the first line names the columns.
        file: PathBuf,
        /// Only says what would happen.
        #[arg(long)]
        dry_run: bool,
    },
    /// Copies everything into one archive, while the server goes on.
    Backup {
        /// A new file, or a folder in which one is made.
        to: PathBuf,
    },
    /// Fills an empty place from an archive that `backup` wrote, on either engine.
    Restore { archive: PathBuf },
    /// Looks at everything that can be wrong, and says what to do about it. Ends with 1 when something is.
    Doctor(doctor::How),
    /// Prints every setting, its value (secrets hidden) and where it comes from.
    Config,
    /// Prints every registered SQL statement, for the test run.
    #[command(hide = true)]
    Statements,
}

#[derive(Subcommand)]
enum Admin {
    /// Makes an administrator. The password is read from standard input.
    Create {
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
    },
    /// Makes a colleague who is in the community already an administrator.
    Promote {
        #[arg(long)]
        email: String,
    },
}

/// Why the program ends.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Config(#[from] crate::config::ConfigError),
    #[error("{0}")]
    Usage(String),
    #[error(
        "the address {address} cannot be listened on: {cause}. Stop the other program, or choose another one with PRASSI_LISTEN"
    )]
    Port { address: std::net::SocketAddr, cause: String },
    #[error("{}", db_sentence(.0))]
    Db(#[from] db::Error),
    #[error("{0:#}")]
    Other(#[from] anyhow::Error),
}

fn db_sentence(error: &db::Error) -> String {
    match error {
        db::Error::Open { .. } => format!("{error}. Is the folder writable? PRASSI_DATA_DIR names another one"),
        other => other.to_string(),
    }
}

impl Failure {
    /// 2 for settings and usage, 3 for the port, 4 for the database, 5 for a newer database, 1 for the rest.
    fn code(&self) -> u8 {
        match self {
            Self::Config(_) | Self::Usage(_) | Self::Db(db::Error::NotEmpty(_)) => 2,
            Self::Port { .. } => 3,
            Self::Db(db::Error::NewerSchema { .. }) => 5,
            Self::Db(_) => 4,
            Self::Other(error) => match error.downcast_ref::<db::Error>() {
                Some(db::Error::NewerSchema { .. }) => 5,
                Some(_) => 4,
                None => 1,
            },
        }
    }
}

/// Runs what the arguments say.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            let sentence = match &failure {
                Failure::Other(error) => {
                    error.downcast_ref::<db::Error>().map_or_else(|| failure.to_string(), db_sentence)
                }
                other => other.to_string(),
            };
            eprintln!("prassi: {sentence}");
            ExitCode::from(failure.code())
        }
    }
}

/// Does it; gives whether what was looked at is well.
fn dispatch(cli: &Cli) -> Result<bool, Failure> {
    if matches!(cli.command, Command::Statements) {
        for statement in db::statements() {
            println!("{statement}");
        }
        return Ok(true);
    }
    let config = match (Config::load(cli.config.as_deref(), Config::environment()), &cli.command) {
        (Ok(config), _) => config,
        (Err(error), Command::Doctor(how)) => return doctor::misconfigured(&error, *how),
        (Err(error), _) => return Err(error.into()),
    };
    log::begin(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(anyhow::Error::from)?;
    match &cli.command {
        Command::Serve => runtime.block_on(serve::serve(config))?,
        Command::Admin(Admin::Create { name, email }) => runtime.block_on(admin::create(config, name, email))?,
        Command::Admin(Admin::Promote { email }) => runtime.block_on(admin::promote(config, email))?,
        Command::Backup { to } => runtime.block_on(backup::backup(&config, to))?,
        Command::Restore { archive } => runtime.block_on(backup::restore(&config, archive))?,
        Command::Import { what, file, dry_run } => {
            return runtime.block_on(import::import(&config, *what, file, *dry_run));
        }
        Command::Doctor(how) => return runtime.block_on(doctor::examine(&config, *how)),
        Command::Config => {
            for setting in config.settings() {
                println!("{} = {}    ({})", setting.key, setting.value, setting.origin);
            }
        }
        Command::Statements => {}
    }
    Ok(true)
}
