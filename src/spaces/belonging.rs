//! What becomes of memberships when an account closes or opens again, and when somebody works for another office.

use std::collections::HashMap;

use futures_util::future::BoxFuture;

use crate::accounts::{Choice, Moved, Place, Places, ToSettle};
use crate::authz::{Action, Actor, decide};
use crate::base::{OrganisationId, PersonId, SpaceId, Timestamp};
use crate::db::{self, Db, Tx};

use super::Invited;
use super::commands::{self, Error};
use super::store::belonging::{self, Belonging};

/// What the database said; what cannot go wrong here, as the fault of the house that it would be.
fn broken(error: Error) -> db::Error {
    match error {
        Error::Db(error) => error,
        other => db::Error::Broken(other.to_string()),
    }
}

/// Whether an actor may know of a space, and of who is in it.
fn sees(actor: &Actor, found: &Belonging) -> (bool, bool) {
    let may = |action| decide(actor, action, &found.facts()).is_ok();
    (may(Action::SeeSpace), may(Action::SeeMembers))
}

impl Places for Invited {
    fn closed<'a>(&'a self, tx: &'a mut Tx<'_>, person: PersonId, now: Timestamp) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async move { commands::sleep(tx, person, now).await.map_err(broken) })
    }

    fn reopened<'a>(&'a self, tx: &'a mut Tx<'_>, person: PersonId) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async move { belonging::recount_of(tx, person).await })
    }

    fn all<'a>(&'a self, db: &'a Db, actor: &'a Actor, person: PersonId) -> BoxFuture<'a, db::Result<Vec<Place>>> {
        Box::pin(async move {
            let all = belonging::list_of(db, actor, (person, OrganisationId(0))).await?;
            Ok(all.into_iter().filter(|found| sees(actor, found).0).map(|found| place(found, Vec::new())).collect())
        })
    }

    fn to_settle<'a>(
        &'a self,
        db: &'a Db,
        actor: &'a Actor,
        (person, office): (PersonId, OrganisationId),
    ) -> BoxFuture<'a, db::Result<ToSettle>> {
        Box::pin(async move {
            let all = belonging::list_of(db, actor, (person, office)).await?;
            let all = all.into_iter().filter(Belonging::is_to_settle);
            let (seen, hidden): (Vec<_>, Vec<_>) = all.partition(|found| sees(actor, found).0);
            let known = seen.iter().filter(|found| sees(actor, found).1).map(|found| found.space);
            let mut heirs = HashMap::<SpaceId, Vec<(PersonId, String)>>::new();
            for (space, heir, name) in belonging::list_heirs(db, &known.collect::<Vec<_>>(), person).await? {
                heirs.entry(space).or_default().push((heir, name));
            }
            let places = seen.into_iter().map(|found| {
                let heirs = heirs.remove(&found.space).unwrap_or_default();
                place(found, heirs)
            });
            Ok(ToSettle { places: places.collect(), hidden: hidden.len() })
        })
    }

    fn moved<'a>(
        &'a self,
        tx: &'a mut Tx<'_>,
        actor: &'a Actor,
        moved: Moved<'a>,
        now: Timestamp,
    ) -> BoxFuture<'a, db::Result<bool>> {
        Box::pin(async move {
            let all = belonging::list_of(&mut *tx, actor, (moved.person, moved.from)).await?;
            for found in all.into_iter().filter(Belonging::is_to_settle) {
                let usual = Choice::usual(found.is_of_office);
                let chosen = moved.choices.iter().find(|(space, _)| *space == found.space).map(|(_, choice)| *choice);
                // What the actor may not know of is settled as usual, whatever the form says.
                let choice = match (chosen, sees(actor, &found)) {
                    (Some(Choice::PassTo(_)), (_, false)) | (_, (false, _)) | (None, _) => usual,
                    (Some(choice), _) => choice,
                };
                if !commands::settle(tx, (moved.person, &found), choice, now).await.map_err(broken)? {
                    return Ok(false);
                }
            }
            belonging::recount_of(tx, moved.person).await?;
            Ok(true)
        })
    }
}

fn place(found: Belonging, heirs: Vec<(PersonId, String)>) -> Place {
    let Belonging { space, name, role, is_of_office, .. } = found;
    Place { space, name, role, is_of_office, heirs }
}
