//! Who heads an office, and who is its focal point.

use super::super::commands::ChangeOfficeRole;
use super::super::people::OfficeRole;
use crate::base::{OrganisationId, PersonId};
use crate::web::{Form, Path, WebError, WebResult, see_other};

pub async fn change_role(Path((office, person)): Path<(String, String)>, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    let organisation: OrganisationId = office.parse().map_err(|_| WebError::NotFound)?;
    let person: PersonId = person.parse().map_err(|_| WebError::NotFound)?;
    let role = match fields.get("role") {
        "" | "none" => None,
        word => Some(OfficeRole::parse(word).ok_or(WebError::Unreadable)?),
    };
    let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
    visit.house.db.write(ChangeOfficeRole { actor, organisation, person, role, now }).await?;
    visit.flash(visit.t().s("web-saved")).await?;
    Ok(see_other(&format!("/uffici/{organisation}")))
}
