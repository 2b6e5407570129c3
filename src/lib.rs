//! Prassi: the collaboration server for communities of practice. `docs/architecture.md` is the way in.

pub mod base;
pub mod db;
