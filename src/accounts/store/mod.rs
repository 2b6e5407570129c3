//! All of the room's SQL.

mod access_tokens;
mod accounts;
mod directory;
mod email_changes;
mod invitations;
mod links;
mod organisations;
mod passkeys;
mod people;
mod pictures;
mod rows;
mod second_factors;
mod sign_ins;
mod throttles;

pub use access_tokens::*;
pub use accounts::*;
pub use directory::*;
pub use email_changes::*;
pub use invitations::*;
pub use links::*;
pub use organisations::*;
pub use passkeys::*;
pub use people::*;
pub use pictures::*;
pub use second_factors::*;
pub use sign_ins::*;
pub use throttles::*;
