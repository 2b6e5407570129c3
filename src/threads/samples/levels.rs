//! How closely somebody follows something.

use super::{Level, control};
use crate::web::samples::samples;

samples! {
    html "threads/_levels.html" {
        "a discussion, as usual" => |s| control(s.t(), "campione", "discussioni/61", Level::Normal),
        "a space, followed" => |s| control(s.t(), "campione", "spazi/3", Level::Follow),
        "a discussion, muted" => |s| control(s.t(), "campione", "discussioni/61", Level::Mute),
    }
}
