//! Going, of one's own accord.

use super::super::Accounts;
use super::super::commands::LeaveCommunity;
use super::super::pages::leave::LeavePage;
use super::super::pages::unprocessable;
use super::{prove, proven};
use crate::web::{self, ClientAddress, FieldErrors, Form, Page, WebResult, see_other};

pub async fn leave(accounts: Accounts, address: ClientAddress, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let mut errors = FieldErrors::default();
    let Some(buckets) = prove(&visit, &accounts, address, fields.get("password"), &mut errors).await? else {
        return Ok(unprocessable(Page(LeavePage::new(&visit, &accounts, errors).await?)));
    };
    let command = LeaveCommunity {
        actor: visit.viewer.actor(),
        person: visit.viewer.person,
        sign_in: visit.viewer.sign_in,
        buckets: buckets.clone(),
        places: accounts.places(),
        now: visit.house.clock.now(),
    };
    proven(&visit, buckets, command).await?;
    web::sign_out(&visit.session).await?;
    Ok(see_other("/accedi?fatto=chiusura"))
}
