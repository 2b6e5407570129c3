//! Adding and changing organisations.

use super::super::commands::SaveOrganisation;
use super::super::organisations::{NAME_CHARS, NewOrganisation, Organisation, OrganisationKind, parse_code};
use super::super::pages::organisations::{OrganisationForm, OrganisationFormPage, may_manage};
use super::super::pages::unprocessable;
use super::super::{Refusal, store};
use crate::base::OrganisationId;
use crate::web::{
    FieldErrors, Fields, Form, Page, Path, Visit, WebError, WebResult, parse_line, parse_optional_line, see_other,
};

const LIST: &str = "/amministrazione/enti";

pub async fn add(form: Form) -> WebResult {
    let Form { visit, fields } = form;
    may_manage(&visit)?;
    save(&visit, None, &fields).await
}

pub async fn edit(Path(id): Path<String>, form: Form) -> WebResult {
    let Form { visit, fields } = form;
    may_manage(&visit)?;
    let id: OrganisationId = id.parse().map_err(|_| WebError::NotFound)?;
    let known = store::find_organisation(&visit.house.db, id).await?.ok_or(WebError::NotFound)?;
    save(&visit, Some(known), &fields).await
}

async fn save(visit: &Visit, known: Option<Organisation>, fields: &Fields) -> WebResult {
    let mut errors = FieldErrors::default();
    let (organisation, code) = known.map(|known| (known.id, known.code)).unzip();
    if let Some(new) = read(visit, code.as_ref(), fields, &mut errors) {
        let name = new.name.clone();
        let (actor, now) = (visit.viewer.actor(), visit.house.clock.now());
        match visit.house.db.write(SaveOrganisation { actor, organisation, new, now }).await {
            Ok(_) => {
                visit.flash(visit.t().f1("accounts-body-saved", "name", name)).await?;
                return Ok(see_other(LIST));
            }
            Err(Refusal::CodeTaken) => errors.add("code", visit.t().s("accounts-error-code-taken").to_owned()),
            Err(other) => return Err(other.into()),
        }
    }
    let field = |name: &str| fields.get(name).to_owned();
    let form = OrganisationForm {
        code: code.unwrap_or_else(|| field("code")),
        name: field("name"),
        denomination: field("denomination"),
        kind: field("kind"),
        region: field("region"),
    };
    Ok(unprocessable(Page(OrganisationFormPage::new(visit, organisation, (errors, form)).await?)))
}

/// The fields as an organisation; nothing when one of them cannot be. A code, once given, stays.
fn read(visit: &Visit, code: Option<&String>, fields: &Fields, errors: &mut FieldErrors) -> Option<NewOrganisation> {
    let t = visit.t();
    let code = if let Some(code) = code {
        Some(code.clone())
    } else {
        errors.take("code", parse_code(fields.get("code")), |max| t.f1("accounts-error-code", "max", max))
    };
    let name = errors.take("name", parse_line(fields.get("name"), NAME_CHARS), |e| e.sentence(t));
    let denomination =
        errors.take("denomination", parse_optional_line(fields.get("denomination"), NAME_CHARS), |e| e.sentence(t));
    let kind = OrganisationKind::parse(fields.get("kind")).ok_or(());
    let kind = errors.take("kind", kind, |()| t.s("error-choice").to_owned());
    let region = errors.take("region", parse_optional_line(fields.get("region"), NAME_CHARS), |e| e.sentence(t));
    let (code, name, denomination, kind, region) = (code?, name?, denomination?, kind?, region?);
    let denomination = if denomination.is_empty() { name.clone() } else { denomination };
    let region = Some(region).filter(|region| !region.is_empty());
    Some(NewOrganisation { code, name, denomination, kind, region, seat: None })
}
