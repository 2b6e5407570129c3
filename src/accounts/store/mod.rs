//! All of the room's SQL.

mod access_tokens;
mod directory;
mod email_changes;
mod invitations;
mod links;
mod organisations;
mod people;
mod pictures;
mod sign_ins;
mod throttles;

pub use access_tokens::*;
pub use directory::*;
pub use email_changes::*;
pub use invitations::*;
pub use links::*;
pub use organisations::*;
pub use people::*;
pub use pictures::*;
pub use sign_ins::*;
pub use throttles::*;
