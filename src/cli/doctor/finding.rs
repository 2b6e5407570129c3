//! What was looked at, what was found, and what to do about it.

use serde::Serialize;

/// How it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    Fine,
    /// Works, and could be better.
    Weak,
    /// Does not work, or is not safe.
    Wrong,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Finding {
    /// What was looked at, in a word or two that stay the same.
    pub check: &'static str,
    pub verdict: Verdict,
    pub says: String,
    /// What to do; nothing when all is well.
    #[serde(rename = "do", skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

impl Finding {
    pub(super) fn fine(check: &'static str, says: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Fine, says: says.into(), remedy: None }
    }

    pub(super) fn weak(check: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Weak, says: says.into(), remedy: Some(remedy.into()) }
    }

    pub(super) fn wrong(check: &'static str, says: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Wrong, says: says.into(), remedy: Some(remedy.into()) }
    }
}

/// Everything that was found, as a machine reads it.
#[derive(Serialize)]
pub(super) struct Report<'f> {
    pub sound: bool,
    pub findings: &'f [Finding],
}

/// Prints what was found; gives whether nothing is wrong.
pub(super) fn report(findings: &[Finding], as_json: bool) -> anyhow::Result<bool> {
    let sound = findings.iter().all(|finding| finding.verdict != Verdict::Wrong);
    if as_json {
        println!("{}", serde_json::to_string_pretty(&Report { sound, findings })?);
        return Ok(sound);
    }
    for finding in findings {
        let word = match finding.verdict {
            Verdict::Fine => "ok   ",
            Verdict::Weak => "weak ",
            Verdict::Wrong => "WRONG",
        };
        println!("{word}  {:<13} {}", finding.check, finding.says);
        if let Some(remedy) = &finding.remedy {
            println!("       {:<13} → {remedy}", "");
        }
    }
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (weak, wrong) = (count(Verdict::Weak), count(Verdict::Wrong));
    println!("\n{} things looked at: {wrong} wrong, {weak} weak.", findings.len());
    Ok(sound)
}
