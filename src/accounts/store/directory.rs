//! The directory: people by name, office, region and topic.

use crate::accounts::directory::Filter;
use crate::accounts::people::Listed;
use crate::accounts::profile::Topic;
use crate::base::{OrganisationId, PersonId, TopicId, escaped, name_key, name_words};
use crate::db::{Db, ListOf, Result, Source, Tx, named, row, sql};

row! {
    /// A topic, with how many can help with it.
    #[derive(Clone, Debug)]
    pub struct KnownTopic {
        pub id: TopicId,
        pub name: String,
        pub people: i64,
    }
}

/// At most `limit` colleagues that fit the filter, by name, after the filter's last.
pub async fn list_directory(db: &Db, filter: &Filter, limit: i64) -> Result<Vec<Listed>> {
    let [first, second, third, fourth] = name_words(&filter.name);
    let key = filter.after.as_ref().map_or("", |(key, _)| key.as_str());
    let id = filter.after.as_ref().map_or(PersonId(0), |(_, id)| *id);
    sql!(read db, all Listed,
        concat!("SELECT p.id, p.name, p.name_key, p.organisation_id, o.name, p.function, p.phone, p.away_until, p.away_why, p.office_role, p.picture \
         FROM people p JOIN organisations o ON o.id = p.organisation_id \
         WHERE (p.name_key, p.id) > ($1, $2) AND p.state = 'active' AND p.standing = 'staff' \
           AND ($3 = 0 OR p.organisation_id = $3) AND ($4 = '' OR o.region = $4) \
           AND ($5 = 0 OR EXISTS (SELECT 1 FROM person_topics t WHERE t.person_id = p.id AND t.topic_id = $5)) \
           AND ", named!("p.name_key", "$7", "$8", "$9", "$10"), " ORDER BY p.name_key, p.id LIMIT $6"),
        key, id, filter.office.unwrap_or(OrganisationId(0)), &filter.region,
        filter.topic.unwrap_or(TopicId(0)), limit, first, second, third, fourth)
}

/// The key of a person's name, where a page of the directory begins.
pub async fn find_name_key(db: &Db, person: PersonId) -> Result<Option<String>> {
    let row = sql!(read db, optional (String,), "SELECT name_key FROM people WHERE id = $1", person)?;
    Ok(row.map(|(key,)| key))
}

/// The colleagues of an office: its head, its focal points, the others by name; at most `limit`.
pub async fn list_office(db: &Db, office: OrganisationId, limit: i64) -> Result<Vec<Listed>> {
    sql!(read db, all Listed,
        "SELECT p.id, p.name, p.name_key, p.organisation_id, o.name, p.function, p.phone, p.away_until, p.away_why, p.office_role, p.picture \
         FROM people p JOIN organisations o ON o.id = p.organisation_id \
         WHERE p.organisation_id = $1 AND p.state = 'active' AND p.standing = 'staff' \
         ORDER BY CASE p.office_role WHEN 'head' THEN 0 WHEN 'focal_point' THEN 1 ELSE 2 END, p.name_key, p.id LIMIT $2",
        office, limit)
}

/// What these people can help with, in the order of the topics' names.
pub async fn list_topics_of<'a>(
    source: impl Source<'a>,
    people: &[PersonId],
) -> Result<Vec<(PersonId, TopicId, String)>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    sql!(read source, all (PersonId, TopicId, String), {
        sqlite: "SELECT l.person_id, t.id, t.name FROM person_topics l JOIN topics t ON t.id = l.topic_id
                 WHERE l.person_id IN (SELECT value FROM json_each($1)) ORDER BY t.name_key, t.id",
        postgres: "SELECT l.person_id, t.id, t.name FROM person_topics l JOIN topics t ON t.id = l.topic_id
                 WHERE l.person_id IN (SELECT value::bigint FROM json_array_elements_text($1::json)) ORDER BY t.name_key, t.id"
    }, ListOf::new(people).0)
}

/// The topics that somebody can help with, the most common ones first; at most 100.
pub async fn list_topics(db: &Db) -> Result<Vec<KnownTopic>> {
    sql!(read db, all KnownTopic,
        "SELECT id, name, people FROM topics WHERE people > 0 ORDER BY people DESC, name_key, id LIMIT 100")
}

/// Says what a person can help with, instead of what was said before.
pub async fn replace_topics(tx: &mut Tx<'_>, person: PersonId, topics: &[Topic]) -> Result<()> {
    sql!(write tx, execute,
        "UPDATE topics SET people = people - 1 WHERE id IN (SELECT topic_id FROM person_topics WHERE person_id = $1) \
         AND EXISTS (SELECT 1 FROM people WHERE id = $1 AND standing = 'staff')", person)?;
    sql!(write tx, execute, "DELETE FROM person_topics WHERE person_id = $1", person)?;
    for topic in topics {
        sql!(write tx, execute,
            "INSERT INTO topics (name, name_key) VALUES ($1, $2) ON CONFLICT (name_key) DO NOTHING", &topic.name, &topic.key)?;
        sql!(write tx, execute,
            "INSERT INTO person_topics (person_id, topic_id) SELECT $1, id FROM topics WHERE name_key = $2", person, &topic.key)?;
    }
    sql!(write tx, execute,
        "UPDATE topics SET people = people + 1 WHERE id IN (SELECT topic_id FROM person_topics WHERE person_id = $1) \
         AND EXISTS (SELECT 1 FROM people WHERE id = $1 AND standing = 'staff')", person)?;
    Ok(())
}

/// What was typed as the beginning of a key, for `LIKE … ESCAPE '!'`.
pub(super) fn begins(typed: &str) -> String {
    escaped(&name_key(typed))
}
