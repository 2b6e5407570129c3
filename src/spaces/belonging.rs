//! What becomes of memberships when an account closes or opens again, and when somebody works for another office.

use futures_util::future::BoxFuture;

use crate::accounts::{Choice, Moved, Place, Places, ToSettle};
use crate::authz::{Action, Actor, decide};
use crate::base::{OrganisationId, PersonId, SpaceId, Timestamp};
use crate::db::{self, Db, Source, Tx};

use super::Invited;
use super::commands::{self, Error};
use super::store;
use super::store::belonging::{self, Belonging};

/// What the database said; what cannot go wrong here, as the fault of the house that it would be.
fn broken(error: Error) -> db::Error {
    match error {
        Error::Db(error) => error,
        other => db::Error::Broken(other.to_string()),
    }
}

/// Whether an actor may know of a space, and of who is in it.
async fn sees<'a>(source: impl Source<'a>, actor: &Actor, space: SpaceId) -> db::Result<(bool, bool)> {
    let Some(found) = store::get_for(source, space, actor).await? else { return Ok((false, false)) };
    let may = |action| decide(actor, action, &found.facts()).is_ok();
    Ok((may(Action::SeeSpace), may(Action::SeeMembers)))
}

impl Places for Invited {
    fn closed<'a>(&'a self, tx: &'a mut Tx<'_>, person: PersonId, now: Timestamp) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async move { commands::sleep(tx, person, now).await.map_err(broken) })
    }

    fn reopened<'a>(&'a self, tx: &'a mut Tx<'_>, person: PersonId) -> BoxFuture<'a, db::Result<()>> {
        Box::pin(async move { commands::count_again(tx, person).await.map_err(broken) })
    }

    fn all<'a>(&'a self, db: &'a Db, actor: &'a Actor, person: PersonId) -> BoxFuture<'a, db::Result<Vec<Place>>> {
        Box::pin(async move {
            let mut places = Vec::new();
            for found in belonging::list_of(db, person, OrganisationId(0)).await? {
                if sees(db, actor, found.space).await?.0 {
                    places.push(place(found, Vec::new()));
                }
            }
            Ok(places)
        })
    }

    fn to_settle<'a>(
        &'a self,
        db: &'a Db,
        actor: &'a Actor,
        (person, office): (PersonId, OrganisationId),
    ) -> BoxFuture<'a, db::Result<ToSettle>> {
        Box::pin(async move {
            let mut settle = ToSettle::default();
            let all = belonging::list_of(db, person, office).await?;
            for found in all.into_iter().filter(Belonging::is_to_settle) {
                match sees(db, actor, found.space).await? {
                    (false, _) => settle.hidden += 1,
                    (true, false) => settle.places.push(place(found, Vec::new())),
                    (true, true) => {
                        let heirs = belonging::list_heirs(db, found.space, person).await?;
                        settle.places.push(place(found, heirs));
                    }
                }
            }
            Ok(settle)
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
            let all = belonging::list_of(&mut *tx, moved.person, moved.from).await?;
            for found in all.into_iter().filter(Belonging::is_to_settle) {
                let usual = Choice::usual(found.is_of_office);
                let chosen = moved.choices.iter().find(|(space, _)| *space == found.space).map(|(_, choice)| *choice);
                // What the actor may not know of is settled as usual, whatever the form says.
                let choice = match (chosen, sees(&mut *tx, actor, found.space).await?) {
                    (Some(Choice::PassTo(_)), (_, false)) | (_, (false, _)) | (None, _) => usual,
                    (Some(choice), _) => choice,
                };
                if !commands::settle(tx, (moved.person, &found), choice, now).await.map_err(broken)? {
                    return Ok(false);
                }
            }
            commands::count_again(tx, moved.person).await.map_err(broken)?;
            Ok(true)
        })
    }
}

fn place(found: Belonging, heirs: Vec<(PersonId, String)>) -> Place {
    let Belonging { space, name, role, is_of_office } = found;
    Place { space, name, role, is_of_office, heirs }
}
