//! The title of a discussion goes with its first post, and comes back with it.

use crate::authz::{Action, Actor};
use crate::base::Timestamp;
use crate::db::Tx;
use crate::i18n::{Lang, tr};
use crate::journal::ThreadEvent;
use crate::threads::store::{self, PostForActor};

use super::{Result, record, thread};

/// Takes the title away with the first post, and with the only one the discussion too. What stands in its place is stored in
/// the community's language: whoever reads a title anywhere reads that.
pub(super) async fn hide(tx: &mut Tx<'_>, actor: &Actor, post: &PostForActor, now: Timestamp) -> Result<()> {
    if post.position != 1 {
        return Ok(());
    }
    let (permit, found) = thread(tx, actor, Action::RenameThread, post.thread).await?;
    let (is_gone, t) = (post.posts == 1, tr(Lang::It));
    let words = if is_gone { t.s("threads-title-gone") } else { t.s("threads-title-first-gone") };
    store::hide_title(tx, post.thread, words, is_gone).await?;
    record(tx, &permit, now, ThreadEvent::ThreadRenamed { space: found.space, thread: post.thread }).await?;
    Ok(())
}

/// Gives the title back with the first post.
pub(super) async fn show(tx: &mut Tx<'_>, actor: &Actor, post: &PostForActor, now: Timestamp) -> Result<()> {
    if post.position != 1 {
        return Ok(());
    }
    let (permit, found) = thread(tx, actor, Action::RenameThread, post.thread).await?;
    store::show_title(tx, post.thread).await?;
    record(tx, &permit, now, ThreadEvent::ThreadRenamed { space: found.space, thread: post.thread }).await?;
    Ok(())
}
