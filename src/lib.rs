//! Prassi: the collaboration server for communities of practice. `docs/architecture.md` is the way in.

pub mod accounts;
pub mod app;
pub mod authz;
pub mod base;
pub mod blobs;
pub mod bus;
pub mod cli;
pub mod config;
pub mod db;
pub mod demo;
pub mod files;
pub mod i18n;
pub mod jobs;
pub mod journal;
pub mod live;
pub mod mail;
pub mod pictures;
pub mod reports;
pub mod spaces;
pub mod text;
pub mod threads;
pub mod web;
