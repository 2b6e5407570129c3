//! What a key for programs may be good for.

use crate::base::text_enum;

text_enum! {
    /// A kind of thing that a key lets a program do: a small set, one pair for each part of the house.
    pub enum Scope {
        ProfileRead = "profile:read",
        ProfileWrite = "profile:write",
        PeopleRead = "people:read",
        PeopleWrite = "people:write",
        SpacesRead = "spaces:read",
        SpacesWrite = "spaces:write",
        ThreadsRead = "threads:read",
        ThreadsWrite = "threads:write",
        ReportsRead = "reports:read",
        ReportsWrite = "reports:write",
    }
}
