//! A discussion of ten thousand messages.

use prassi::base::ThreadId;

use super::{Two, two};
use crate::house::{Engine, on_both_engines};

on_both_engines!(ten_thousand_messages_are_read_both_ways, a_number_or_a_day_leads_there);

/// Message n was written n minutes after midnight of 1 January 2026, in UTC.
async fn ten_thousand(engine: Engine) -> (Two, ThreadId) {
    let two = two(engine).await;
    let thread = two.house.thread(&two.nives, two.space, "Lunghissima", "Numero 1.").await.thread;
    two.house
        .place
        .execute(match engine {
            Engine::Sqlite => {
                "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
                 INSERT INTO posts (thread_id, position, author_id, body, state, version, created_at, submission)
                 SELECT t.id, i, t.author_id, 'Numero ' || i || '.', 'published', 1, 0, 'n' || i FROM n, threads t;
                 UPDATE posts SET created_at = 1767225600000000 + position * 60000000;
                 UPDATE threads SET posts = 10000"
            }
            Engine::Postgres => {
                "INSERT INTO posts (thread_id, position, author_id, body, state, version, created_at, submission)
                 SELECT t.id, i, t.author_id, 'Numero ' || i || '.', 'published', 1, 0, 'n' || i
                 FROM generate_series(2, 10000) i, threads t;
                 UPDATE posts SET created_at = 1767225600000000 + position * 60000000;
                 UPDATE threads SET posts = 10000"
            }
        })
        .await;
    (two, thread)
}

/// The positions of the messages on a page.
fn positions(page: &str) -> Vec<i64> {
    page.split("id=\"m").skip(1).filter_map(|rest| rest.split_once('"')?.0.parse().ok()).collect()
}

async fn ten_thousand_messages_are_read_both_ways(engine: Engine) {
    let (two, thread) = ten_thousand(engine).await;
    let cookie = two.house.cookie_of(&two.tullio).await;
    let path = format!("/discussioni/{thread}");
    two.house.page(&format!("{path}?da=4951"), &cookie).await;
    let (queries, middle) = two.house.page(&format!("{path}?da=5000"), &cookie).await;
    assert_eq!(positions(&middle), (4951..=5000).collect::<Vec<_>>());
    assert!(middle.contains("Messaggi 4.951–5.000 di 10.000"), "{middle}");
    for (words, from) in
        [("Vai ai primi", 1), ("Mostra i messaggi precedenti", 4901), ("Mostra i messaggi seguenti", 5001)]
    {
        assert!(middle.contains(words) && middle.contains(&format!("{path}?da={from}\"")), "{words}");
    }
    assert!(middle.contains(&format!("{path}?da=9951")), "the newest");
    assert!(queries <= 6, "{queries} queries");
    two.house.page(&format!("{path}?da=10000"), &cookie).await;
    let (last, end) = two.house.page(&format!("{path}?da=10000"), &cookie).await;
    assert_eq!(positions(&end), (9951..=10_000).collect::<Vec<_>>());
    assert!(last <= 6 && !end.contains("rel=\"next\"") && end.contains(&format!("{path}?da=9901\"")));
    let (_, start) = two.house.page(&format!("{path}?da=1"), &cookie).await;
    assert!(!start.contains("rel=\"prev\"") && !start.contains("Vai ai primi"));
}

async fn a_number_or_a_day_leads_there(engine: Engine) {
    let (two, thread) = ten_thousand(engine).await;
    let to = async |query: &str| two.his.get(&format!("/discussioni/{thread}/vai?{query}")).await;
    let landed = |position: i64| format!("/discussioni/{thread}?m={position}#m{position}");
    for (query, position) in [
        ("numero=7321", 7321),
        ("numero=%23+1", 1),
        ("numero=1&giorno=2026-01-03", 1),
        ("numero=10001", 10_000),
        ("numero=99999999999999999999", 10_000),
        // Rome is an hour ahead: its 3 January begins at 23:00 UTC, minute 2820.
        ("numero=&giorno=2026-01-03", 2820),
        ("giorno=2025-12-31", 1),
        ("giorno=2026-02-01", 10_000),
        ("giorno=9998-12-31", 10_000),
    ] {
        let answer = to(query).await;
        assert_eq!(
            (answer.status, answer.location.as_str()),
            (303, landed(position).as_str()),
            "{query}: {}",
            answer.text
        );
    }
    for (query, field, kept) in [
        ("numero=0", "numero", "value=\"0\""),
        ("numero=-3", "numero", "value=\"-3\""),
        ("numero=due&giorno=2026-01-03", "numero", "value=\"due\""),
        ("numero=%22%3E%3Cb%3E", "numero", "value=\"&#34;&#62;&#60;b&#62;\""),
        ("giorno=domani", "giorno", "value=\"domani\""),
        ("giorno=2026-02-30", "giorno", "value=\"2026-02-30\""),
    ] {
        let page = to(query).await;
        assert_eq!(page.status, 422, "{query}");
        assert!(page.has(&format!("id=\"{field}-error\"")) && page.has(kept), "{query}: {}", page.text);
    }
    let page = to("").await;
    assert!(
        page.status == 200 && page.has("Numero del messaggio (da 1 a 10.000)") && !page.has("-error"),
        "{}",
        page.text
    );
    let olga = two.house.signed_in(&two.house.person("Olga Fuori").await).await;
    assert_eq!(olga.get(&format!("/discussioni/{thread}/vai?numero=3")).await.status, 404);
}
