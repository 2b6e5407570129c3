//! What a text names: people and other discussions.

use std::collections::HashMap;

use crate::db::{self, Source};
use crate::text::{self, Mention, Resolve};

use super::store;

/// The people named in some texts, loaded beforehand.
#[derive(Default)]
pub(super) struct Names(HashMap<String, Mention>);

impl Names {
    /// Looks up everybody named in `bodies` with one query; none when nobody is named.
    pub(super) async fn load<'a>(source: impl Source<'a>, bodies: impl Iterator<Item = &str>) -> db::Result<Self> {
        let mut handles: Vec<String> = bodies.flat_map(text::mentions).collect();
        handles.sort_unstable();
        handles.dedup();
        let named = store::named(source, &handles).await?;
        let found = named.into_iter().map(|n| {
            let mention = Mention { person: n.id.0, name: n.name, href: format!("/persone/{}", n.id) };
            (n.handle, mention)
        });
        Ok(Self(found.collect()))
    }
}

impl Resolve for Names {
    fn mention(&self, handle: &str) -> Option<Mention> {
        self.0.get(handle).cloned()
    }

    /// Always: the link carries no title, and who may not see the discussion gets a 404 there.
    fn thread(&self, id: i64) -> bool {
        id > 0
    }
}
