//! Where the site is, for links on paper: paths have no host there.

/// The line of style with scheme and host of the address `base_url`, as `--origin`; none where one of them has a sign that
/// a string in a style sheet would need to escape.
#[must_use]
pub fn style(base_url: &str) -> String {
    let host = base_url.find("://").map_or(0, |at| at + 3);
    let end = base_url[host..].find('/').map_or(base_url.len(), |at| host + at);
    let origin = &base_url[..end];
    let plain = |c: char| c.is_alphanumeric() || ":/.-_[]%".contains(c);
    if host > 0 && origin.chars().all(plain) { format!(":root{{--origin:\"{origin}\"}}\n") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::style;

    #[test]
    fn the_host_is_told_without_the_path() {
        assert_eq!(style("https://a.example/trust/"), ":root{--origin:\"https://a.example\"}\n");
        assert_eq!(style("https://a.example"), ":root{--origin:\"https://a.example\"}\n");
        assert_eq!(style("https://a\"}.example/"), "");
        assert_eq!(style("nowhere"), "");
    }
}
