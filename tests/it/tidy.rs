//! The house keeps its own rules: floors, sizes, words. Each failure says where, and why the rule exists.

mod house_rules;
mod sources;
mod written;

/// Fails with everything that breaks one rule, and with the reason for it.
#[track_caller]
fn nothing_breaks(rule: &str, breaches: &[String]) {
    assert!(breaches.is_empty(), "{rule}\n{} in all:\n  {}", breaches.len(), breaches.join("\n  "));
}
