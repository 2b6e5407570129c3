//! `prassi admin`.

use std::io::BufRead as _;

use super::Failure;
use crate::accounts::{EmailAddress, NewAdministrator, Password, PersonName, create_administrator};
use crate::app::App;
use crate::base::{Clock, Rng};
use crate::config::Config;

pub(super) async fn create(config: Config, name: &str, email: &str) -> Result<(), Failure> {
    let usage = |what: &str, cause: &dyn std::fmt::Display| Failure::Usage(format!("{what}: {cause}"));
    let name = PersonName::parse(name).map_err(|e| usage("the name cannot be used", &e))?;
    let email = EmailAddress::parse(email).map_err(|e| usage("the address cannot be used", &e))?;
    let mut typed = String::new();
    eprintln!("Password (at least {} characters):", config.passwords.min_length);
    std::io::stdin().lock().read_line(&mut typed).map_err(anyhow::Error::from)?;
    let password = Password::parse(
        typed.trim_end_matches(['\r', '\n']),
        config.passwords.min_length,
        email.as_str(),
        name.as_str(),
    )
    .map_err(|e| usage("the password cannot be used", &e))?;
    let app = App::open_idle(config, Clock::System, Rng::System).await?;
    let new = NewAdministrator { name, email, password };
    create_administrator(&app.house.db, &app.accounts, &app.house.clock, new).await?;
    println!("Done. Sign in at {}", app.house.config.public_url().join("/accedi"));
    Ok(())
}
