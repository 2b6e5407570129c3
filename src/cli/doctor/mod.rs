//! `prassi doctor`: looks at everything that can be wrong with an installation, and says what to do about each.

mod database;
mod files;
mod finding;
mod place;
mod truth;

use self::finding::Finding;
use super::Failure;
use crate::app;
use crate::config::{Config, ConfigError, MailRoute};

/// How to look, and how to say it.
#[derive(Clone, Copy, clap::Args)]
pub(super) struct How {
    /// For machines.
    #[arg(long)]
    json: bool,
    /// Does not connect to the mail server.
    #[arg(long)]
    offline: bool,
}

/// Looks at everything; gives whether nothing is wrong.
pub(super) async fn examine(config: &Config, how: How) -> Result<bool, Failure> {
    let mut findings = place::look(config);
    findings.extend(database::look(config).await?);
    findings.push(mail(config, how.offline).await);
    Ok(finding::report(&findings, how.json)?)
}

/// Says what is wrong with the settings themselves: then nothing else can be looked at.
pub(super) fn misconfigured(error: &ConfigError, how: How) -> Result<bool, Failure> {
    let wrong = |problem: &crate::config::Problem| {
        let remedy = "«prassi config» prints every setting; config/prassi.toml explains each";
        Finding::wrong("configuration", problem.to_string(), remedy)
    };
    let findings: Vec<Finding> = error.problems.iter().map(wrong).collect();
    Ok(finding::report(&findings, how.json)?)
}

async fn mail(config: &Config, is_offline: bool) -> Finding {
    match config.mail_route() {
        MailRoute::Mailbox => Finding::fine("mail server", "none: letters are shown at /dev/mail"),
        MailRoute::Wait => {
            let says = "none is named: nobody gets an invitation or a new password";
            Finding::wrong("mail server", says, "set smtp.host and what goes with it")
        }
        MailRoute::Smtp if is_offline => Finding::fine("mail server", "not tried (--offline)"),
        MailRoute::Smtp => {
            let tried = async { app::mail_server(config)?.try_out().await };
            match tried.await {
                Ok(()) => Finding::fine("mail server", "answers, and takes our name and password"),
                Err(error) => {
                    let remedy = "look at smtp.host, port, security, username and password, and at the firewall";
                    Finding::wrong("mail server", format!("{error:#}"), remedy)
                }
            }
        }
    }
}
