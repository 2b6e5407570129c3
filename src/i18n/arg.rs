//! What goes into the gaps of a message: words or a whole number (which also decides between singular and plural).

use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg<'a> {
    Str(Cow<'a, str>),
    Num(i64),
}

/// Whatever can be read as an argument without giving it away: templates pass references, and references to references.
pub trait AsArg {
    fn as_arg(&self) -> Arg<'_>;
}

impl<T: AsArg + ?Sized> AsArg for &T {
    fn as_arg(&self) -> Arg<'_> {
        (**self).as_arg()
    }
}

impl AsArg for str {
    fn as_arg(&self) -> Arg<'_> {
        Arg::Str(Cow::Borrowed(self))
    }
}

impl AsArg for String {
    fn as_arg(&self) -> Arg<'_> {
        self.as_str().as_arg()
    }
}

impl AsArg for Cow<'_, str> {
    fn as_arg(&self) -> Arg<'_> {
        Arg::Str(Cow::Borrowed(self))
    }
}

impl AsArg for Arg<'_> {
    fn as_arg(&self) -> Arg<'_> {
        match self {
            Self::Str(text) => text.as_arg(),
            Self::Num(number) => Arg::Num(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Str(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Str(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Str(Cow::Owned(text))
    }
}

macro_rules! numbers {
    ($($number:ty),+) => { $(
        impl AsArg for $number {
            /// What does not fit stays at the largest number that does.
            fn as_arg(&self) -> Arg<'_> {
                (*self).into()
            }
        }

        impl From<$number> for Arg<'_> {
            fn from(number: $number) -> Self {
                Self::Num(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }

        impl From<&$number> for Arg<'_> {
            fn from(number: &$number) -> Self {
                (*number).into()
            }
        }
    )+ };
}

numbers!(i64, i32, i16, u64, u32, u16, u8, usize);
