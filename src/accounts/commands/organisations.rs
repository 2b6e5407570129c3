//! The list of organisations.

use super::super::organisations::{NewOrganisation, built_in};
use super::super::store;
use super::Refusal;
use super::accounts::still_administers;
use crate::authz::{Action, Actor, Facts, Subject, decide};
use crate::base::{OrganisationId, Timestamp};
use crate::db::{self, Command, Db, Tx};
use crate::journal::{self, AccountEvent, Event};

/// Puts in whatever is missing of the list that comes with the program; gives how many were. Run at the start.
pub struct SeedOrganisations;

impl Command for SeedOrganisations {
    type Output = usize;
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<usize> {
        let mut added = 0;
        for new in built_in() {
            added += usize::from(store::insert_organisation(tx, &new).await?);
        }
        Ok(added)
    }
}

/// What a line of a table says of an organisation: it is not there, other things are known of it, or just these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OrganisationNews {
    Added,
    Changed,
    Known,
}

/// Compares what a table says with what is there; what it says nothing of is no difference.
pub async fn compare_organisation(db: &Db, new: &NewOrganisation) -> db::Result<OrganisationNews> {
    let Some(there) = store::find_organisation_by_code(db, &new.code).await? else {
        return Ok(OrganisationNews::Added);
    };
    let seat = store::find_seat(db, there.id).await?;
    let is_same = (&there.name, &there.denomination, there.kind) == (&new.name, &new.denomination, new.kind)
        && (new.region.is_none() || new.region == there.region)
        && (new.seat.is_none() || new.seat == seat);
    Ok(if is_same { OrganisationNews::Known } else { OrganisationNews::Changed })
}

/// Adds an organisation, or corrects what is said of the one of that code: for the demo and the command line.
pub struct AddOrganisation(pub NewOrganisation);

impl Command for AddOrganisation {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        match store::find_organisation_by_code(&mut *tx, &self.0.code).await? {
            Some(there) => store::correct_organisation(tx, there.id, &self.0).await,
            None => store::insert_organisation(tx, &self.0).await.map(|_| ()),
        }
    }
}

/// Adds an organisation, or changes what one is called and where it stands; its code stays. Gives its id.
pub struct SaveOrganisation {
    pub actor: Actor,
    /// The one that changes; a new one when there is none.
    pub organisation: Option<OrganisationId>,
    pub new: NewOrganisation,
    pub now: Timestamp,
}

impl Command for SaveOrganisation {
    type Output = OrganisationId;
    type Error = Refusal;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<OrganisationId, Refusal> {
        let subject = self.organisation.map_or(Subject::Community, Subject::Organisation);
        let permit = decide(&self.actor, Action::ManageOrganisations, &Facts::about(subject))?;
        still_administers::<Refusal>(tx, &self.actor).await?;
        let (organisation, event) = if let Some(organisation) = self.organisation {
            if !store::update_organisation(tx, organisation, &self.new).await? {
                return Err(Refusal::NoOrganisation);
            }
            (organisation, AccountEvent::OrganisationChanged { organisation })
        } else {
            if !store::insert_organisation(tx, &self.new).await? {
                return Err(Refusal::CodeTaken);
            }
            let made = store::find_organisation_by_code(&mut *tx, &self.new.code).await?;
            let organisation = made.ok_or(Refusal::NoOrganisation)?.id;
            (organisation, AccountEvent::OrganisationAdded { organisation })
        };
        journal::record(tx, &permit, self.now, &Event::Accounts(event)).await?;
        Ok(organisation)
    }
}
