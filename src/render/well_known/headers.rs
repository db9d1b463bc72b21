//! `_headers`: what static hosts that read it (Netlify, Cloudflare and others) shall send along.
//!
//! Invariant: no two rules that match one address name the same header, because hosts join the values.

use std::fmt::Write as _;

/// What every answer carries.
pub const ALWAYS: [(&str, &str); 5] = [
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

/// Pages load their own styles, scripts, fonts, pictures and data and nothing else: nothing inline, nothing of
/// others, no frames, no forms. JSON-LD is data, which browsers do not run and this does not concern.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Media types of files whose endings hosts do not know, or know in another way; `*` in a pattern is any text.
pub const MEDIA_TYPES: [(&str, &str); 10] = [
    ("/*.atom", "application/atom+xml; charset=utf-8"),
    ("/*.rss", "application/rss+xml; charset=utf-8"),
    ("/feed.json", "application/feed+json; charset=utf-8"),
    ("/*/feed.json", "application/feed+json; charset=utf-8"),
    ("/*.ics", "text/calendar; charset=utf-8"),
    ("/*.opml", "text/x-opml; charset=utf-8"),
    ("/*.csv", "text/csv; charset=utf-8"),
    ("/*.fragment", "text/html; charset=utf-8"),
    ("/*.md", "text/markdown; charset=utf-8"),
    ("/SHA256SUMS", "text/plain; charset=utf-8"),
];

/// Data that the pages of other sites may read: all of it is public, and no answer depends on who asks.
pub const SHARED: [&str; 3] = ["/*.json", "/*.csv", "/*.fragment"];

/// For how long what changes is kept: feeds, calendars, data.
const SHORT: &str = "public, max-age=300, must-revalidate";

/// For how long a file is kept whose name changes with its bytes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `_headers` of a site below `root`, the path of its base address with a slash at both ends. `immutable` are the
/// folders below it, with a slash at the end, all of whose files have a digest in their names. Pages get no rule for
/// caching: no pattern catches them alone, and hosts that read this file let them be checked for changes each time.
#[must_use]
pub fn write(root: &str, immutable: &[&str]) -> String {
    let below = |pattern: &str| format!("{}{}", root.trim_end_matches('/'), pattern);
    let mut text = rule(&below("/*"), &ALWAYS);
    for folder in immutable {
        text += &rule(&below(&format!("/{folder}*")), &[("Cache-Control", FOR_EVER)]);
    }
    for (pattern, media_type) in MEDIA_TYPES {
        text += &rule(&below(pattern), &[("Content-Type", media_type), ("Cache-Control", SHORT)]);
    }
    for pattern in SHARED {
        text += &rule(&below(pattern), &[("Access-Control-Allow-Origin", "*")]);
    }
    text
}

fn rule(pattern: &str, headers: &[(&str, &str)]) -> String {
    let mut text = format!("{pattern}\n");
    for (name, value) in headers {
        let _ = writeln!(text, "  {name}: {value}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_is_a_pattern_and_its_headers() {
        let text = write("/trust/", &["theme/"]);
        let (all, rest) = text.split_once("/trust/theme/*\n").unwrap();
        assert!(
            all.starts_with("/trust/*\n  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src")
        );
        assert!(rest.starts_with("  Cache-Control: public, max-age=31536000, immutable\n/trust/*.atom\n  Content-Type: application/atom+xml; charset=utf-8\n  Cache-Control: public, max-age=300, must-revalidate\n"));
        assert!(text.lines().all(|line| line.starts_with("/trust/") || line.starts_with("  ")));
        assert!(write("/", &[]).starts_with("/*\n"));
    }
}
