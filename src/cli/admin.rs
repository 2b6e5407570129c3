//! `prassi admin`.

use std::io::BufRead as _;

use super::Failure;
use crate::accounts::{
    EmailAddress, NewAdministrator, Password, PersonName, Refusal, create_administrator, promote_administrator,
};
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
    let known = new.email.as_str().to_owned();
    if let Err(error) = create_administrator(&app.house.db, &app.accounts, &app.house.clock, new).await {
        return Err(match error.downcast_ref::<Refusal>() {
            Some(Refusal::EmailTaken) => Failure::Usage(format!(
                "somebody with the address {known} is in the community already: `prassi admin promote --email {known}` makes them an administrator"
            )),
            _ => error.into(),
        });
    }
    println!("Done. Sign in at {}", app.house.config.public_url().join("/accedi"));
    Ok(())
}

/// Makes somebody who is there an administrator.
pub(super) async fn promote(config: Config, email: &str) -> Result<(), Failure> {
    let email = EmailAddress::parse(email).map_err(|e| Failure::Usage(format!("the address cannot be used: {e}")))?;
    let app = App::open_idle(config, Clock::System, Rng::System).await?;
    match promote_administrator(&app.house, &email).await? {
        Some(Ok(_)) => println!("Done: they administer the community from now on, and get a letter that says so."),
        Some(Err(Refusal::AsItWas)) => println!("They administer the community already."),
        Some(Err(Refusal::Denied(_))) => {
            return Err(Failure::Usage("only colleagues administer: the address is a guest's".to_owned()));
        }
        Some(Err(other)) => return Err(anyhow::Error::from(other).into()),
        None => {
            return Err(Failure::Usage("nobody in the community has the address, or the account is closed".to_owned()));
        }
    }
    Ok(())
}
