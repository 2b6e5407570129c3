//! The one way to register a route: with what each kind of person gets from it.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};

use super::House;

/// What a kind of person gets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The page, the form's errors, or a redirect elsewhere than to the sign-in page.
    Served,
    /// The way to the sign-in page.
    SignIn,
    /// 403 with a reason.
    Refused,
    /// 404.
    NotFound,
}

/// What each kind of person gets from a route, in the fixture of the access test: a private space with a discussion,
/// whose guest, member and facilitator ask; an outsider is a colleague who is not in it; the administrator is not either.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Access {
    pub anonymous: Outcome,
    pub outsider: Outcome,
    pub guest: Outcome,
    pub member: Outcome,
    pub facilitator: Outcome,
    pub administrator: Outcome,
}

use Outcome::{NotFound, Refused, Served, SignIn};

impl Access {
    pub const PUBLIC: Self = Self::all(Served);
    pub const SIGNED_IN: Self = Self { anonymous: SignIn, ..Self::all(Served) };
    pub const STAFF: Self = Self { guest: Refused, ..Self::SIGNED_IN };
    pub const ADMINISTRATORS: Self =
        Self { outsider: Refused, guest: Refused, member: Refused, facilitator: Refused, ..Self::SIGNED_IN };
    /// Who is in the space; an administrator looks after it without reading.
    pub const READERS: Self = Self { outsider: NotFound, administrator: Refused, ..Self::SIGNED_IN };
    /// What belongs to one person alone: in the fixture it is nobody's of those who ask, and so it is not there.
    pub const OWNER: Self = Self { anonymous: SignIn, ..Self::all(NotFound) };
    pub const SPACE_SEEN: Self = Self { outsider: NotFound, ..Self::SIGNED_IN };
    pub const SPACE_LED: Self = Self { outsider: NotFound, guest: Refused, member: Refused, ..Self::SIGNED_IN };

    const fn all(outcome: Outcome) -> Self {
        Self {
            anonymous: outcome,
            outsider: outcome,
            guest: outcome,
            member: outcome,
            facilitator: outcome,
            administrator: outcome,
        }
    }
}

/// A registered route, for the access test.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    pub method: &'static str,
    pub path: &'static str,
    pub access: Access,
}

/// Routes with their declared access. Nothing else becomes a router.
#[derive(Default)]
pub struct Routes {
    router: Router<House>,
    declared: Vec<Declared>,
}

impl Routes {
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, House>,
        T: 'static,
    {
        self.add("GET", path, access, get(handler))
    }

    #[must_use]
    pub fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Self
    where
        H: Handler<T, House>,
        T: 'static,
    {
        self.add("POST", path, access, post(handler))
    }

    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.declared.extend(other.declared);
        self
    }

    /// The routes for axum, and what was declared for the access test.
    pub fn into_parts(self) -> (Router<House>, Vec<Declared>) {
        (self.router, self.declared)
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        access: Access,
        to: axum::routing::MethodRouter<House>,
    ) -> Self {
        self.router = self.router.route(path, to);
        self.declared.push(Declared { method, path, access });
        self
    }
}
