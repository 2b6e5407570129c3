//! `prassi serve`.

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::Failure;
use crate::app::{App, serve as run};
use crate::base::{Clock, Rng};
use crate::config::{Config, DatabaseUrl, MailRoute};
use crate::{accounts, demo};

pub(super) async fn serve(config: Config) -> Result<(), Failure> {
    let address = config.listen;
    writable(&config)?;
    let listener = TcpListener::bind(address).await.map_err(|e| Failure::Port { address, cause: e.to_string() })?;
    let figures = match config.metrics.listen {
        Some(address) => {
            let bound = TcpListener::bind(address).await;
            Some(bound.map_err(|e| Failure::Port { address, cause: e.to_string() })?)
        }
        None => None,
    };
    let app = App::open(config, Clock::System, Rng::System).await?;
    let config = &app.house.config;
    let mut is_demo = false;
    if config.seeds_demo() {
        let now = app.house.clock.now();
        is_demo = demo::install(&app.house.db, &app.accounts, now).await?;
    }
    greet(config, is_demo, !accounts::has_people(&app.house.db).await.map_err(Failure::Db)?)?;
    let (hub, router) = (app.hub(), app.router.clone());
    if let Some(listener) = figures {
        tokio::spawn(run(listener, app.figures(), std::future::pending()));
    }
    run(listener, router, async move {
        stopped().await;
        hub.stop().await;
    })
    .await;
    app.stop().await;
    Ok(())
}

/// Whether the data folder takes files. Error: one clear sentence.
fn writable(config: &Config) -> Result<(), Failure> {
    let DatabaseUrl::Sqlite(path) = &config.database_url else { return Ok(()) };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(std::path::Path::new("."));
    let probe = folder.join(format!(".prassi-{}", std::process::id()));
    let tried = crate::app::private_folder(folder)
        .and_then(|()| std::fs::write(&probe, ""))
        .and_then(|()| std::fs::remove_file(&probe));
    tried.map_err(|e| Failure::Db(crate::db::Error::Open { path: folder.to_owned(), cause: e.to_string() }))
}

/// Says where to go, on standard output.
fn greet(config: &Config, is_demo: bool, is_empty: bool) -> Result<(), Failure> {
    println!("\nPrassi  {}", config.public_url());
    if config.mail_route() == MailRoute::Mailbox {
        println!("Posta di prova  {}", config.public_url().join("/dev/mail"));
    }
    if is_demo {
        println!("\nComunità di prova: persone inventate, password per tutte «{}»", demo::PASSWORD);
        for account in demo::accounts()? {
            println!("  {:<40} {:<22} {}", account.email, account.name, account.role);
        }
    } else if is_empty {
        println!("\nNon c'è ancora nessuno: crea chi amministra con «prassi admin create --name … --email …»");
    }
    println!();
    Ok(())
}

async fn stopped() {
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}
