//! Floor 6: composition. Puts the rooms together and serves them.

mod administration;
mod api_page;
mod dev;
mod floor;
mod gallery;
mod health;
mod house;
mod metrics;
mod observe;
mod server;

pub use house::{App, database, location, mail_server, private_folder};
pub use metrics::Metrics;
pub use server::serve;
