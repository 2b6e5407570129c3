//! Ending sign-ins.

use super::super::commands::{EndOtherSignIns, EndSignIn};
use crate::base::SignInId;
use crate::web::{self, Form, Path, WebError, WebResult, see_other};

const LIST: &str = "/profilo/accessi";

pub async fn end(Path(id): Path<String>, form: Form) -> WebResult {
    let visit = form.visit;
    let sign_in: SignInId = id.parse().map_err(|_| WebError::NotFound)?;
    let (actor, person, now) = (visit.viewer.actor(), visit.viewer.person, visit.house.clock.now());
    visit.house.db.write(EndSignIn { actor, person, sign_in, now }).await?;
    if sign_in == visit.viewer.sign_in {
        web::sign_out(&visit.session).await?;
        return Ok(see_other("/accedi"));
    }
    visit.flash(visit.t().s("accounts-sign-in-ended")).await?;
    Ok(see_other(LIST))
}

pub async fn end_others(form: Form) -> WebResult {
    let visit = form.visit;
    let (actor, person, now) = (visit.viewer.actor(), visit.viewer.person, visit.house.clock.now());
    let ended = visit.house.db.write(EndOtherSignIns { actor, person, sign_in: visit.viewer.sign_in, now }).await?;
    visit.flash(visit.t().f1("accounts-sign-ins-ended", "n", i64::try_from(ended).unwrap_or(i64::MAX))).await?;
    Ok(see_other(LIST))
}
