//! POST.

pub mod invitation;
pub mod invitations;
pub mod password;
pub mod profile;
pub mod sign_in;

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

use super::Bucket;
use super::commands::{NameSession, RecordSignIn, SignOut};
use crate::base::{PersonId, digest};
use crate::web::{self, OpenVisit, WebResult};

/// What a browser calls itself, cut to what a list of devices can show.
fn agent(headers: &HeaderMap) -> String {
    let name = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// Signs somebody in on this browser, instead of whoever was.
async fn start_session(visit: &OpenVisit, person: PersonId, agent: String, buckets: Vec<Bucket>) -> WebResult<()> {
    let (house, now) = (&visit.house, visit.house.clock.now());
    if let Some(before) = &visit.viewer {
        house.db.write(SignOut { sign_in: before.sign_in }).await?;
    }
    let sign_in = house.db.write(RecordSignIn { person, session: house.rng.token().0, agent, buckets, now }).await?;
    web::sign_in(&visit.session, &house.rng, person, sign_in, now).await?;
    if let Some(id) = visit.session.id() {
        house.db.write(NameSession { sign_in, session: digest(&id.to_string()) }).await?;
    }
    Ok(())
}
