//! The two schemas are one, and every statement is understood by both engines.

use std::collections::BTreeMap;

use prassi::base::Rng;
use prassi::db::{Db, Error, Location, Options, statements};

use crate::house::{Engine, Place, on_both_engines, postgres};

on_both_engines!(every_statement_can_be_prepared, a_newer_schema_is_refused);

async fn every_statement_can_be_prepared(engine: Engine) {
    let place = Place::new(engine).await;
    let db = place.open().await;
    let mut wrong = Vec::new();
    for statement in statements() {
        if let Err(error) = db.prepare(statement).await {
            wrong.push(format!("{statement}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(statements().count() > 30);
}

/// Words are compared as Unicode has it, which PostgreSQL does in UTF-8 only.
#[tokio::test]
async fn a_database_in_another_encoding_is_refused() {
    let name = format!("latin{:x}", Rng::System.u128());
    let server = postgres();
    let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(&server).await.unwrap();
    let make = format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
    sqlx::raw_sql(sqlx::AssertSqlSafe(make)).execute(&mut conn).await.unwrap();
    let url = server.replacen("/prassi", &format!("/{name}"), 1);
    let options = Options { location: Location::Postgres(url), ..Place::new(Engine::Sqlite).await.options() };
    let error = Db::open(&options).await.err().expect("it opens");
    assert_eq!(error.to_string(), "the database holds text as LATIN1: make one with ENCODING 'UTF8'");
}

async fn a_newer_schema_is_refused(engine: Engine) {
    let place = Place::new(engine).await;
    drop(place.open().await);
    let insert = "INSERT INTO schema_migrations (version, name, checksum) VALUES (9999, '9999_future', 'x')";
    place.execute(insert).await;
    let opened = prassi::db::Db::open(&place.options()).await;
    assert!(matches!(opened, Err(Error::NewerSchema { found: 9999, .. })));
}

/// Column: kind of type, whether it may be null.
type Table = BTreeMap<String, (String, bool)>;

fn kind(declared: &str) -> String {
    match declared.to_uppercase().as_str() {
        "INTEGER" | "BIGINT" | "BOOLEAN" => "number",
        "REAL" | "DOUBLE PRECISION" => "real",
        "TEXT" => "text",
        "BLOB" | "BYTEA" => "bytes",
        other => panic!("a type that the parity test does not know: {other}"),
    }
    .to_owned()
}

#[tokio::test]
async fn the_two_schemas_are_one() {
    let (lite, post) = (Place::new(Engine::Sqlite).await, Place::new(Engine::Postgres).await);
    drop((lite.open().await, post.open().await));
    let (sqlite, sqlite_indexes) = of_sqlite(lite.database_url.strip_prefix("sqlite:").unwrap());
    let (postgres, postgres_indexes) = of_postgres(&post.database_url).await;
    assert_eq!(sqlite.keys().collect::<Vec<_>>(), postgres.keys().collect::<Vec<_>>());
    for (name, table) in &sqlite {
        assert_eq!(table, &postgres[name], "table {name}");
    }
    assert_eq!(sqlite_indexes, postgres_indexes);
}

fn of_sqlite(path: &str) -> (BTreeMap<String, Table>, Vec<(String, String)>) {
    let conn = rusqlite::Connection::open(path).unwrap();
    let strings = |sql: &str| -> Vec<(String, String)> {
        conn.prepare(sql).unwrap().query_map([], |r| Ok((r.get(0)?, r.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let names = strings(
        "SELECT name, '' FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    );
    let mut tables = BTreeMap::new();
    for (name, _) in names {
        let mut statement =
            conn.prepare(&format!("SELECT name, type, \"notnull\", pk FROM pragma_table_info('{name}')")).unwrap();
        let columns = statement.query_map([], |r| {
            let (column, declared): (String, String) = (r.get(0)?, r.get(1)?);
            Ok((column, (kind(&declared), r.get::<_, i64>(2)? == 0 && r.get::<_, i64>(3)? == 0)))
        });
        tables.insert(name, columns.unwrap().map(Result::unwrap).collect());
    }
    let indexes = strings(
        "SELECT name, tbl_name || ' ' || (SELECT group_concat(i.name) FROM pragma_index_info(m.name) i)
           || CASE WHEN sql LIKE 'CREATE UNIQUE%' THEN ' unique' ELSE '' END
         FROM sqlite_master m WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    );
    (tables, indexes)
}

async fn of_postgres(url: &str) -> (BTreeMap<String, Table>, Vec<(String, String)>) {
    let mut conn = <sqlx::PgConnection as sqlx::Connection>::connect(url).await.unwrap();
    let columns: Vec<(String, String, String, bool)> = sqlx::query_as(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' FROM information_schema.columns
         WHERE table_schema = current_schema()",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for (table, column, declared, is_nullable) in columns {
        tables.entry(table).or_default().insert(column, (kind(&declared), is_nullable));
    }
    let indexes = sqlx::query_as(
        "SELECT i.relname::text, t.relname || ' ' || string_agg(a.attname, ',' ORDER BY k.n) || CASE WHEN x.indisunique THEN ' unique' ELSE '' END
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
         JOIN pg_namespace s ON s.oid = t.relnamespace
         JOIN LATERAL unnest(x.indkey::int[]) WITH ORDINALITY AS k (attnum, n) ON true
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
         WHERE s.nspname = current_schema() AND NOT x.indisprimary AND x.indexprs IS NULL GROUP BY i.relname, t.relname, x.indisunique ORDER BY i.relname",
    )
    .fetch_all(&mut conn)
    .await
    .unwrap();
    (tables, indexes)
}
