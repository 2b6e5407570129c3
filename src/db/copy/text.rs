//! PostgreSQL's text format of COPY (its manual, "COPY", "Text Format"), and bytes as the steps carry them.

use data_encoding::{BASE64, HEXLOWER, HEXLOWER_PERMISSIVE};
use serde_json::{Value, json};

use super::super::{Error, Result};
use super::{Column, Kind};

/// The values of one line, without its end.
pub(super) fn read(line: &[u8], columns: &[Column]) -> Result<Vec<Value>> {
    let line = std::str::from_utf8(line).map_err(|e| Error::Broken(e.to_string()))?;
    let fields: Vec<&str> = line.split('\t').collect();
    if fields.len() != columns.len() {
        return Err(Error::Broken(format!("a row of {} values where {} were due", fields.len(), columns.len())));
    }
    fields.into_iter().zip(columns).map(|(field, column)| value(field, column.kind)).collect()
}

fn value(field: &str, kind: Kind) -> Result<Value> {
    if field == "\\N" {
        return Ok(Value::Null);
    }
    let wrong =
        || Error::Broken(format!("«{}» is not what its column holds", field.chars().take(20).collect::<String>()));
    match kind {
        Kind::Whole => field.parse::<i64>().map(|number| json!(number)).map_err(|_| wrong()),
        Kind::Flag => Ok(json!(i64::from(field == "t"))),
        Kind::Real => field.parse::<f64>().map(|number| json!(number)).map_err(|_| wrong()),
        Kind::Text => Ok(Value::String(unescaped(field))),
        Kind::Bytes => {
            let digits = field.strip_prefix("\\\\x").ok_or_else(wrong)?;
            let bytes = HEXLOWER_PERMISSIVE.decode(digits.as_bytes()).map_err(|_| wrong())?;
            Ok(json!({ "base64": BASE64.encode(&bytes) }))
        }
    }
}

fn unescaped(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        text.push(match letters.next() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some('v') => '\u{b}',
            Some(other) => other,
            None => '\\',
        });
    }
    text
}

/// Adds a row to `out`, with its end. Errors: a value that its column cannot hold.
pub(super) fn write(row: &[Value], columns: &[Column], out: &mut Vec<u8>) -> Result<()> {
    if row.len() != columns.len() {
        return Err(Error::Broken(format!("a row of {} values where {} were due", row.len(), columns.len())));
    }
    for (at, (value, column)) in row.iter().zip(columns).enumerate() {
        if at > 0 {
            out.push(b'\t');
        }
        put(value, column, out)?;
    }
    out.push(b'\n');
    Ok(())
}

fn put(value: &Value, column: &Column, out: &mut Vec<u8>) -> Result<()> {
    match (column.kind, value) {
        (_, Value::Null) => out.extend_from_slice(b"\\N"),
        (Kind::Flag, Value::Number(number)) => out.push(if number.as_i64() == Some(0) { b'f' } else { b't' }),
        (Kind::Whole | Kind::Real, Value::Number(number)) => out.extend_from_slice(number.to_string().as_bytes()),
        (Kind::Text, Value::String(text)) if text.contains('\0') => {
            return Err(Error::Broken(format!("a value of {} holds a NUL, which PostgreSQL cannot keep", column.name)));
        }
        (Kind::Text, Value::String(text)) => escape(text, out),
        (Kind::Bytes, Value::Object(_)) => {
            out.extend_from_slice(b"\\\\x");
            out.extend_from_slice(HEXLOWER.encode(&bytes(value)?).as_bytes());
        }
        _ => return Err(Error::Broken(format!("a value of {} is of another kind than its column", column.name))),
    }
    Ok(())
}

fn escape(text: &str, out: &mut Vec<u8>) {
    for byte in text.bytes() {
        match byte {
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            other => out.push(other),
        }
    }
}

/// The bytes of `{"base64": "…"}`. Errors: it is something else.
pub(super) fn bytes(value: &Value) -> Result<Vec<u8>> {
    value
        .get("base64")
        .and_then(Value::as_str)
        .and_then(|text| BASE64.decode(text.as_bytes()).ok())
        .ok_or_else(|| Error::Broken("a value is neither text nor number nor bytes".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        [Kind::Whole, Kind::Flag, Kind::Real, Kind::Text, Kind::Bytes, Kind::Text]
            .into_iter()
            .map(|kind| Column { name: "x".to_owned(), kind, key: 0 })
            .collect()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let row = vec![
            json!(i64::MIN),
            json!(1),
            json!(45.123_456_789),
            json!("tab\t line\n return\r back\\slash \\N «è» \u{8}\u{b}\u{c}"),
            json!({ "base64": BASE64.encode(&[0, 255, 9, 10, 92]) }),
            Value::Null,
        ];
        let mut line = Vec::new();
        write(&row, &columns(), &mut line).unwrap();
        assert_eq!(line.split(|byte| *byte == b'\n').count(), 2, "one line");
        assert_eq!(read(line.strip_suffix(b"\n").unwrap(), &columns()).unwrap(), row);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let text = |text: &str| vec![json!(1), json!(0), json!(0.5), json!(text), Value::Null, json!("")];
        assert!(write(&text("a\0b"), &columns(), &mut Vec::new()).is_err());
        assert!(write(&text("ab")[..3], &columns(), &mut Vec::new()).is_err());
        assert!(read(b"1\tt\t0.5", &columns()).is_err());
        assert!(read(b"x\tt\t0.5\t\t\\N\t", &columns()).is_err());
    }
}
