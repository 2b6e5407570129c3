//! What stands beside a post for one viewer.

use askama::Template as _;

use super::super::model::PostState;
use super::super::store::PostRow;
use super::{ANY, Mark, More, Rights, Templates, Totals, bar, button};
use crate::web::WebResult;
use crate::web::samples::{Stage, samples};

samples! {
    html "threads/_rights.html" {
        "of the author" => |s| Ok(Rights { t: s.t(), post: "82", may_edit: true, may_undo: false }.render()?),
        "of a facilitator" => |s| Ok(Rights { t: s.t(), post: "82", may_edit: false, may_undo: false }.render()?),
        "to undo a deletion" => |s| Ok(Rights { t: s.t(), post: "82", may_edit: false, may_undo: true }.render()?),
    }
    html "threads/_mark.html" {
        "not marked" => |s| Ok(Mark { t: s.t(), post: "82", is_marked: false }.render()?),
        "marked" => |s| Ok(Mark { t: s.t(), post: "82", is_marked: true }.render()?),
    }
    html "threads/_more.html" {
        "folded" => |s| Ok(More { t: s.t(), post: "82" }.render()?),
        "unfolded" => |s| Ok(More { t: s.t(), post: "82" }.render()?.replace("<details ", "<details open ")),
    }
    html "threads/_slots.html" {
        "of a reader: nothing to see" => |s| templates(s, false),
        "of a facilitator: nothing to see" => |s| templates(s, true),
    }
}

/// What somebody may do with a post: with the first of a discussion as its author, with others as their reader. Error: the
/// template's.
pub(in crate::threads) fn rights(stage: &Stage, row: &PostRow) -> WebResult<String> {
    let (t, post, is_deleted) = (stage.t(), row.id.to_string(), row.state == PostState::Deleted);
    if is_deleted {
        return Ok(Rights { t, post: &post, may_edit: false, may_undo: true }.render()?);
    }
    let mark = Mark { t, post: &post, is_marked: row.is_accepted }.render()?;
    let own = row.position == 1;
    let rights = Rights { t, post: &post, may_edit: true, may_undo: false };
    Ok(mark + &if own { rights.render()? } else { More { t, post: &post }.render()? })
}

/// The templates for posts that arrive live. Error: the template's.
pub(in crate::threads) fn templates(stage: &Stage, is_led: bool) -> WebResult<String> {
    let t = stage.t();
    let rights = |may_edit, may_undo| Rights { t, post: ANY, may_edit, may_undo }.render();
    let templates = Templates {
        reactions: Some(bar(t, ANY, Totals::default(), 0)?),
        accept: if is_led { Some([button(t, ANY, false)?, button(t, ANY, true)?]) } else { None },
        mark: [Mark { t, post: ANY, is_marked: false }.render()?, Mark { t, post: ANY, is_marked: true }.render()?],
        undo: rights(false, true)?,
        author: rights(true, false)?,
        moderator: if is_led { Some(rights(false, false)?) } else { None },
        report: More { t, post: ANY }.render()?,
    };
    Ok(templates.render()?)
}
