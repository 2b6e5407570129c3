//! PostgreSQL, through sqlx.

use std::str::FromStr as _;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::{Connection as _, Executor as _, FromRow, PgConnection, PgPool, Postgres};

use super::{Result, Statement};

pub(super) async fn connect(url: &str, connections: u32) -> Result<PgPool> {
    let options = PgConnectOptions::from_str(url)?.application_name("prassi").statement_cache_capacity(256).options([
        ("statement_timeout", "30s"),
        ("idle_in_transaction_session_timeout", "30s"),
        ("synchronous_commit", "on"),
        // Lists join eight tables, written in the order they are looked up in. Trying out all other orders takes 4 ms, ten times
        // what the list itself takes, and in a large space it happens each time: what is left out of a page is unknown to a
        // plan that is kept, which then looks dear. Five tables are tried in any order, those behind them as written.
        ("join_collapse_limit", "5"),
    ]);
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        // A connection in steady use is trusted; one that stood still may have lost its server, and a page must not pay for it.
        .before_acquire(|conn, meta| {
            Box::pin(async move { Ok(meta.idle_for < Duration::from_secs(1) || conn.ping().await.is_ok()) })
        })
        .connect_with(options)
        .await?)
}

pub(super) async fn prepare(pool: &PgPool, text: &'static str) -> Result<()> {
    let mut conn = pool.acquire().await?;
    (&mut *conn).prepare(sqlx::SqlStr::from_static(text)).await?;
    Ok(())
}

/// The way to PostgreSQL for one statement.
pub enum PgHandle<'a> {
    #[doc(hidden)]
    Pool(&'a PgPool),
    #[doc(hidden)]
    Conn(&'a mut PgConnection),
}

type QueryAs<'q, R> = sqlx::query::QueryAs<'q, Postgres, R, PgArguments>;

impl PgHandle<'_> {
    pub async fn all<R>(self, statement: &Statement, query: QueryAs<'_, R>) -> Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let rows = match self {
            Self::Pool(pool) => query.fetch_all(pool).await?,
            Self::Conn(conn) => query.fetch_all(conn).await?,
        };
        statement.ran("postgres", rows.len() as u64);
        Ok(rows)
    }

    pub async fn optional<R>(self, statement: &Statement, query: QueryAs<'_, R>) -> Result<Option<R>>
    where
        R: for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let row = match self {
            Self::Pool(pool) => query.fetch_optional(pool).await?,
            Self::Conn(conn) => query.fetch_optional(conn).await?,
        };
        statement.ran("postgres", u64::from(row.is_some()));
        Ok(row)
    }

    pub async fn one<R>(self, statement: &Statement, query: QueryAs<'_, R>) -> Result<R>
    where
        R: for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        Ok(self.optional(statement, query).await?.ok_or(sqlx::Error::RowNotFound)?)
    }

    pub async fn execute(
        self,
        statement: &Statement,
        query: sqlx::query::Query<'_, Postgres, PgArguments>,
    ) -> Result<u64> {
        let done = match self {
            Self::Pool(pool) => query.execute(pool).await?,
            Self::Conn(conn) => query.execute(conn).await?,
        };
        statement.ran("postgres", done.rows_affected());
        Ok(done.rows_affected())
    }
}
