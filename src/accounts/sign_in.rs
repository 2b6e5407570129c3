//! Whether an address and a password open the door: the same work whoever is asked for.

use std::time::Duration;

use super::commands::{Charge, ReplaceHash};
use super::model::{Password, email_key};
use super::throttle::Bucket;
use super::{Accounts, Verified, store};
use crate::base::{PersonId, Timestamp};
use crate::db::Db;
use crate::web::ClientAddress;

/// How an attempt to sign in came out.
#[derive(Debug)]
pub enum Attempt {
    /// The buckets are given back when the sign-in is recorded.
    Right {
        person: PersonId,
        buckets: Vec<Bucket>,
    },
    Wrong,
    /// Not even tried.
    Wait(Duration),
}

/// Tries an address and a password from an address of the network.
pub async fn attempt(
    db: &Db,
    accounts: &Accounts,
    address: ClientAddress,
    (email, password): (&str, &str),
    now: Timestamp,
) -> anyhow::Result<Attempt> {
    let key = email_key(email);
    let buckets = accounts.buckets().sign_in(&key, address);
    if let Some(wait) = db.write(Charge { buckets: buckets.clone(), now }).await? {
        return Ok(Attempt::Wait(wait));
    }
    let account = store::find_account(db, &key).await?;
    let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
    let verified = accounts.hasher().verify(password, stored).await?;
    match (account, verified) {
        (None, _) | (_, Verified::Wrong) => Ok(Attempt::Wrong),
        (Some(account), verified) => {
            if verified == Verified::RightButOld {
                make_anew(db, accounts, account.id, account.password_hash.unwrap_or_default(), password);
            }
            Ok(Attempt::Right { person: account.id, buckets })
        }
    }
}

/// Makes the hash anew with today's parameters, behind the visitor's back.
fn make_anew(db: &Db, accounts: &Accounts, person: PersonId, old: String, password: &str) {
    let (db, hasher, password) = (db.clone(), accounts.hasher().clone(), Password::known(password));
    tokio::spawn(async move {
        let made = async {
            anyhow::Ok(db.write_later(ReplaceHash { person, old, new: hasher.hash(&password).await? }).await?)
        };
        if let Err(error) = made.await {
            tracing::warn!(error = format!("{error:#}"), "a password's hash was not made anew");
        }
    });
}
