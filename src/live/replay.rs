//! The beginning of a subscription: may it be, and what has been missed?

use super::connection::{Connection, Gone, failed};
use super::hub::Inner;
use super::meaning::{Change, coalesce, meaning};
use super::protocol::Outgoing;
use super::registry::Begun;
use super::render::{self, may_read};
use super::socket::Reader;
use super::store;
use super::topic::Topic;
use crate::base::{PersonId, Seq, SpaceId};
use crate::db;
use crate::journal::{self, Recorded};

/// Fragments rendered before they are sent.
const CHUNK: usize = 32;

/// Authorises, replays what came after `after`, and lets the subscription go live.
pub(super) async fn run(connection: &mut Connection, topic: Topic, after: Seq, begun: Begun) -> Result<(), Gone> {
    let person = connection.socket.person;
    let reader = connection.socket.reader();
    let inner = std::sync::Arc::clone(&connection.inner);
    let failed = |error: db::Error| failed(&error);
    if topic != Topic::Me {
        let Some(space) = space_of(&inner, topic, person, reader).await.map_err(failed)? else {
            return dismiss(connection, topic, Outgoing::Refused { topic }).await;
        };
        if !connection.socket.place(begun.token, space) {
            return Ok(()); // dropped meanwhile, and told so
        }
        let Some(changes) = missed(&inner, topic, after, begun.until).await.map_err(failed)? else {
            return dismiss(connection, topic, Outgoing::Reload { topic }).await;
        };
        for chunk in changes.chunks(CHUNK) {
            let frames = render::frames(&inner.house, chunk.iter().copied(), reader.lang).await.map_err(failed)?;
            // Rendered first, authorised then: nothing written after a removal is in it.
            if space_of(&inner, topic, person, reader).await.map_err(failed)?.is_none() {
                return dismiss(connection, topic, Outgoing::Removed { topic }).await;
            }
            if !connection.socket.has(begun.token) {
                return Ok(());
            }
            connection.send(frames.into_iter().map(|(_, text)| text)).await?;
        }
    }
    if connection.socket.has(begun.token) {
        connection.send([Outgoing::Subscribed { topic, seq: begun.until }.text()]).await?;
        inner.registry.go_live(&connection.socket, begun.token);
    }
    Ok(())
}

/// Ends a subscription with a word.
async fn dismiss(connection: &mut Connection, topic: Topic, word: Outgoing<'_>) -> Result<(), Gone> {
    connection.inner.registry.unsubscribe(&connection.socket, topic);
    connection.send([word.text()]).await
}

/// The space of a topic, when the person may read it now.
async fn space_of(inner: &Inner, topic: Topic, person: PersonId, reader: Reader) -> db::Result<Option<SpaceId>> {
    let db = &inner.house.db;
    let (space, openness, role) = match topic {
        Topic::Me => return Ok(None),
        Topic::Space(id) => match crate::spaces::get_for(db, id, &reader.actor).await? {
            Some(space) => (id, space.openness, space.role),
            None => return Ok(None),
        },
        Topic::Thread(id) => match store::find_thread(db, id, person).await? {
            Some(place) => (place.space, place.openness, place.role),
            None => return Ok(None),
        },
    };
    Ok(may_read(&reader.actor, space, openness, role).then_some(space))
}

/// What happened in a topic after `after` and up to `until`; nothing when that is more than is replayed.
async fn missed(inner: &Inner, topic: Topic, after: Seq, until: Seq) -> db::Result<Option<Vec<Change>>> {
    let db = &inner.house.db;
    // A cursor from the future: the database is an older one than the page has seen.
    if after > inner.registry.position() && after > journal::head(db).await? {
        return Ok(None);
    }
    let most = inner.house.config.live.replay_events;
    let limit = i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1);
    let read = match topic {
        Topic::Me => Ok(Vec::new()),
        Topic::Thread(_) => journal::list_stream(db, &topic.to_string(), after, until, limit).await,
        Topic::Space(space) => journal::list_space(db, space, after, until, limit).await,
    };
    let events: Vec<Recorded> = match read {
        Ok(events) => events,
        Err(journal::Error::Db(error)) => return Err(error),
        Err(error @ journal::Error::Unknown { .. }) => {
            tracing::error!(%error, "a topic cannot be replayed");
            return Ok(None);
        }
    };
    if events.len() > most {
        return Ok(None);
    }
    let changes = events.iter().flat_map(|event| meaning(event).changes).flatten();
    Ok(Some(coalesce(changes.filter(|change| change.topic == topic))))
}
