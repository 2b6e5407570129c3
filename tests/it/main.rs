//! The integration tests: one binary. Both engines, through HTTP where people would go through HTTP.
//! PostgreSQL is the one that `tests/tools/with-postgres` starts; `make test` does so.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]
#![allow(clippy::similar_names, clippy::single_match_else, reason = "a test reads as a story")]

mod authenticator;
mod house;

mod access;
mod accounts;
mod administration;
mod api;
mod assets;
mod backup;
mod cleaning;
mod crash;
mod demo;
mod doctor;
mod files;
mod forms;
mod gallery;
mod golden;
mod import;
mod jobs;
mod live;
mod mail;
mod observed;
mod permissions;
mod reports;
mod schema;
mod spaces;
mod threads;
mod tidy;
mod writer;
