//! The fields of a form, and what is wrong with them.

use super::WebError;

/// What a form holds, in its order.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads a form's body. Error: not a form, or not UTF-8 once decoded.
    pub fn parse(body: &[u8]) -> Result<Self, WebError> {
        let pairs = body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()).map(|pair| {
            let cut = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            let (name, value) = pair.split_at(cut);
            Ok((decode(name)?, decode(value.get(1..).unwrap_or_default())?))
        });
        pairs.collect::<Result<_, _>>().map(Self)
    }

    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first value under a name; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }

    /// All values under a name, in their order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// Takes up one more field.
    pub fn push(&mut self, name: String, value: String) {
        self.0.push((name, value));
    }

    /// Whether a button or box of that name was sent.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

fn decode(encoded: &[u8]) -> Result<String, WebError> {
    let spaced: Vec<u8> = encoded.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    let bytes: Vec<u8> = percent_encoding::percent_decode(&spaced).collect();
    String::from_utf8(bytes).map_err(|_| WebError::Unreadable)
}

/// What is wrong, field by field, as sentences in the visitor's language.
#[derive(Clone, Default, Debug)]
pub struct FieldErrors(Vec<(&'static str, String)>);

impl FieldErrors {
    pub fn add(&mut self, field: &'static str, sentence: String) {
        self.0.push((field, sentence));
    }

    /// Takes up what is wrong in another part of the form.
    pub fn extend(&mut self, more: Option<Self>) {
        self.0.extend(more.into_iter().flat_map(|more| more.0));
    }

    /// The value of a field that could be parsed; notes the error of one that could not.
    pub fn take<T, E>(
        &mut self,
        field: &'static str,
        parsed: Result<T, E>,
        say: impl FnOnce(E) -> String,
    ) -> Option<T> {
        parsed.map_err(|error| self.add(field, say(error))).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentence for a field, for the template.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_and_bad_bytes_refused() {
        let fields = Fields::parse(b"title=Perch%C3%A9+no&body=a%0D%0Ab&empty=&flag").unwrap();
        assert_eq!(fields.get("title"), "Perché no");
        assert_eq!(fields.get("body"), "a\r\nb");
        assert_eq!(fields.get("missing"), "");
        assert!(fields.has("flag") && fields.has("empty") && !fields.has("missing"));
        assert!(Fields::parse(b"title=%FF%FE").is_err());
        assert!(Fields::parse(b"title=\xff").is_err());
        assert_eq!(Fields::parse(b"").unwrap(), Fields::default());
        assert_eq!(Fields::parse(b"a=%zz").unwrap().get("a"), "%zz");
    }
}
