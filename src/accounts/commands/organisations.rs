//! The list of organisations.

use super::super::organisations::{NewOrganisation, built_in};
use super::super::store;
use crate::db::{self, Command, Tx};

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

/// Adds an organisation, or changes what the one of that code is called: for the demo and the command line.
pub struct AddOrganisation(pub NewOrganisation);

impl Command for AddOrganisation {
    type Output = ();
    type Error = db::Error;

    async fn run(&self, tx: &mut Tx<'_>) -> db::Result<()> {
        if !store::insert_organisation(tx, &self.0).await? {
            store::rename_organisation(tx, &self.0).await?;
        }
        Ok(())
    }
}
