//! The list of offices and bodies, for administrators.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::super::commands::{Refusal, SaveOrganisation};
use super::super::organisations::{NAME_CHARS, NewOrganisation, OrganisationKind, parse_code};
use super::super::store;
use super::people::Office;
use crate::authz::{Action, Facts, Subject, decide};
use crate::base::OrganisationId;
use crate::web::api::{
    ApiResult, Caller, Content, Creation, Errors, Id, Made, OnceError, Operation, Operations, Problem, Scope, created,
    no_content,
};
use crate::web::{Access, parse_line, parse_optional_line};

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NewOfficeOrBody")]
struct NewBody {
    /// Letters, digits, `-` and `_`; it stays for ever.
    #[schemars(length(min = 1, max = 40), example = &"COMUNE-ROVIGO")]
    code: String,
    #[schemars(length(min = 1, max = 200), example = "Comune di Rovigo")]
    name: String,
    /// The full name; the name when it is empty.
    #[serde(default)]
    #[schemars(length(max = 200))]
    denomination: String,
    kind: OrganisationKind,
    /// As offices name it.
    #[schemars(length(max = 200), example = &"Veneto")]
    region: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "OfficeChange")]
struct Change {
    #[schemars(length(min = 1, max = 200), example = "Comune di Rovigo")]
    name: String,
    #[serde(default)]
    #[schemars(length(max = 200))]
    denomination: String,
    kind: OrganisationKind,
    #[schemars(length(max = 200), example = &"Veneto")]
    region: Option<String>,
}

pub(super) fn operations() -> Operations {
    use Scope::PeopleWrite;
    let add_one = Operation::post("/offices", "addOffice", PeopleWrite, Access::ADMINISTRATORS)
        .about("Adds an office or body to the list")
        .takes::<NewBody>()
        .creates::<Office>();
    let change = Operation::put("/offices/{office}", "editOffice", PeopleWrite, Access::ADMINISTRATORS)
        .about("Says what an office or body is called, of which kind it is and where it stands")
        .takes::<Change>();
    Operations::default().add(add_one, add).add(change, edit)
}

fn may_manage(caller: &Caller) -> ApiResult<()> {
    decide(&caller.actor(), Action::ManageOrganisations, &Facts::about(Subject::Community))?;
    Ok(())
}

/// The body as an organisation, under a code that is known already.
fn read(caller: &Caller, code: Option<String>, body: &Change, mut errors: Errors) -> ApiResult<NewOrganisation> {
    let t = caller.t();
    let name = errors.take("/name", parse_line(&body.name, NAME_CHARS), |e| e.sentence(t));
    let full = errors.take("/denomination", parse_optional_line(&body.denomination, NAME_CHARS), |e| e.sentence(t));
    let region = parse_optional_line(body.region.as_deref().unwrap_or_default(), NAME_CHARS);
    let region = errors.take("/region", region, |e| e.sentence(t));
    let all = code.zip(name).zip(full.zip(region));
    let ((code, name), (full, region)) = errors.or(all)?;
    let denomination = if full.is_empty() { name.clone() } else { full };
    let region = Some(region).filter(|region| !region.is_empty());
    Ok(NewOrganisation { code, name, denomination, kind: body.kind, region, seat: None })
}

/// `POST /offices`.
async fn add(caller: Caller, body: Creation<NewBody>) -> ApiResult {
    may_manage(&caller)?;
    let NewBody { code, name, denomination, kind, region } = &body.value;
    let mut errors = Errors::default();
    let code = errors.take("/code", parse_code(code), |max| caller.t().f1("accounts-error-code", "max", max));
    let (name, denomination, region) = (name.clone(), denomination.clone(), region.clone());
    let change = Change { name, denomination, kind: *kind, region };
    let new = read(&caller, code, &change, errors)?;
    let told = new.clone();
    let tell = move |id: &OrganisationId| Made {
        location: format!("/offices/{id}"),
        body: json!(Office::new(*id, told.clone())),
    };
    let command = SaveOrganisation { actor: caller.actor(), organisation: None, new, now: caller.now() };
    Ok(created(body.try_run(command, tell).await.map_err(|error| match error {
        OnceError::Other(Refusal::CodeTaken) => {
            Problem::field("/code", caller.t().s("accounts-error-code-taken").to_owned())
        }
        other => other.into(),
    })?))
}

/// `PUT /offices/{office}`.
async fn edit(caller: Caller, Id(id): Id<OrganisationId>, Content(body): Content<Change>) -> ApiResult {
    may_manage(&caller)?;
    let known = store::find_organisation(caller.db(), id).await?.ok_or(Problem::NotFound)?;
    let new = read(&caller, Some(known.code), &body, Errors::default())?;
    let command = SaveOrganisation { actor: caller.actor(), organisation: Some(id), new, now: caller.now() };
    caller.db().write(command).await?;
    Ok(no_content())
}
