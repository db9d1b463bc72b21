//! The shapes of e-mail addresses, links and tagging authorities.
//!
//! Only shapes: whether an address can be reached is nobody's business here.

use super::reader::Reader;
use super::values::{line, parse_date};
use super::wrong;
use super::yaml::Node;
use crate::diagnostic::format;
use crate::source::Spanned;

/// An e-mail address: a name, one `@`, a domain with a dot.
pub fn email(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    if !is_email(&text) {
        let help = match text.strip_prefix("mailto:") {
            Some(rest) => format!("write `{rest}`, without `mailto:`"),
            None => "write it as name@example.com".to_owned(),
        };
        reader.push(wrong::bad_address(node.span, "e-mail address", &text, &help));
        return None;
    }
    Some(text)
}

/// The address of a page: `http:` or `https:`.
pub fn web(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    if !is_web(&text) {
        reader.push(wrong::bad_address(node.span, "web address", &text, &web_help(&text)));
        return None;
    }
    Some(text)
}

/// The address of a page or of a person: `http:`, `https:`, `mailto:` or `tel:`.
pub fn link(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    let mail = text.strip_prefix("mailto:").map(|rest| rest.split('?').next().unwrap_or(rest));
    let good = match (mail, text.strip_prefix("tel:")) {
        (Some(mail), _) => is_email(mail),
        (None, Some(number)) => {
            number.bytes().any(|b| b.is_ascii_digit())
                && number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'(' | b')'))
        }
        (None, None) => is_web(&text),
    };
    if !good {
        let help = if is_email(&text) { format!("write `mailto:{}`", text.value) } else { web_help(&text) };
        reader.push(wrong::bad_address(node.span, "address", &text, &help));
        return None;
    }
    Some(text)
}

/// Where a site is served, by the rule of [`base_address`].
pub fn base_url(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    let Some(address) = base_address(&text) else {
        let help = "write where the site is served, such as https://trust.example.com/ or https://example.com/trust/";
        reader.push(wrong::bad_address(node.span, "base address", &text, help));
        return None;
    };
    Some(text.map(|_| address))
}

/// The address at which a site is served: absolute, `http:` or `https:`, without query, fragment and `..`. A slash at the
/// end is added.
#[must_use]
pub fn base_address(text: &str) -> Option<String> {
    let path = text.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.trim_end_matches('/');
    let straight = path.is_empty() || path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let clean = text.is_ascii() && !text.contains(['?', '#']);
    (is_web(text) && clean && straight).then(|| format!("{}/", text.trim_end_matches('/')))
}

/// A tagging authority (RFC 4151, section 2.1): a domain or an e-mail address, a comma, the day from which it was
/// the publisher's, as a year, a month or a date.
pub fn tag_authority(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Spanned<String>> {
    let text = line(reader, node)?;
    let good = text.split_once(',').is_some_and(|(name, day)| {
        let (user, domain) = name.rsplit_once('@').unwrap_or(("user", name));
        let user_good =
            !user.is_empty() && user.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'));
        let full = match day.len() {
            4 => format!("{day}-01-01"),
            7 => format!("{day}-01"),
            _ => day.to_owned(),
        };
        user_good && domain.is_ascii() && is_domain(domain) && parse_date(&full).is_some()
    });
    if !good {
        let form =
            "write a domain of yours, a comma, and a year in which it was yours: trust.example.com,2026 (RFC 4151)";
        reader.push(format::malformed(node.span, "tagging authority", &wrong::shortened(&text), form));
        return None;
    }
    Some(text)
}

fn web_help(text: &str) -> String {
    let with_scheme = format!("https://{text}");
    if !text.contains(':') && text.contains('.') && is_web(&with_scheme) {
        format!("write `{}`", wrong::shortened(&with_scheme))
    } else {
        "write an absolute address such as https://www.example.com/".to_owned()
    }
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, domain)| {
        let character = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        name.split('.').all(|part| !part.is_empty() && part.chars().all(character))
            && domain.contains('.')
            && is_domain(domain)
    })
}

fn is_domain(text: &str) -> bool {
    text.split('.').all(|part| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    })
}

fn is_web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "443"));
    // RFC 3986 has none of these in an address; other scripts are as in RFC 3987.
    let allowed = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    let escapes_good =
        text.split('%').skip(1).all(|after| after.len() >= 2 && after.bytes().take(2).all(|b| b.is_ascii_hexdigit()));
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
        && is_domain(host)
        && port.parse::<u16>().is_ok()
        && text.chars().all(allowed)
        && escapes_good
}
