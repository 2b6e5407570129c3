//! The buttons of reactions.

use super::bar;
use crate::web::samples::samples;

samples! {
    html "threads/_reactions.html" {
        "none" => |s| bar(s.t(), "82", [0; 4], 0),
        "one, mine" => |s| bar(s.t(), "82", [1, 0, 0, 0], 1),
        "all, thousands" => |s| bar(s.t(), "82", [1234, 56, 7, 12_345], 0b1010),
    }
}
