//! All of the room's SQL.

mod email_changes;
mod invitations;
mod links;
mod organisations;
mod people;
mod sign_ins;
mod throttles;

pub use email_changes::*;
pub use invitations::*;
pub use links::*;
pub use organisations::*;
pub use people::*;
pub use sign_ins::*;
pub use throttles::*;
