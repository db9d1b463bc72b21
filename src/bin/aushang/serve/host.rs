//! Which names the server answers to. A page of somebody else whose name leads to this machine (DNS rebinding) shall
//! read nothing.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

/// The names and addresses that requests may name in `Host`.
pub struct Hosts {
    names: BTreeSet<String>,
    port: u16,
    /// Listening at every address: any of them may be named, as a page of somebody else has a name.
    any_address: bool,
}

impl Hosts {
    /// The names of a server that was told to listen at `host` and is bound to `bound`.
    pub fn of(host: &str, bound: SocketAddr) -> Self {
        let mut names = BTreeSet::from([host.trim_matches(['[', ']']).to_ascii_lowercase(), bound.ip().to_string()]);
        if bound.ip().is_loopback() || bound.ip().is_unspecified() {
            names.extend(["localhost", "127.0.0.1", "::1"].map(ToOwned::to_owned));
        }
        Self { names, port: bound.port(), any_address: bound.ip().is_unspecified() }
    }

    /// Whether a `Host` field (RFC 9110, section 7.2) names this server.
    pub fn know(&self, field: &str) -> bool {
        let (name, port) = match field.strip_prefix('[') {
            Some(rest) => match rest.split_once(']') {
                Some((name, port)) => (name, port.strip_prefix(':').or(port.is_empty().then_some("80"))),
                None => return false,
            },
            None => field.split_once(':').map_or((field, Some("80")), |(name, port)| (name, Some(port))),
        };
        let is_ours = port.is_some_and(|port| port.parse() == Ok(self.port));
        let name = name.to_ascii_lowercase();
        is_ours && (self.names.contains(&name) || (self.any_address && name.parse::<IpAddr>().is_ok()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loopback_server_knows_loopback_names_with_its_port_only() {
        let hosts = Hosts::of("127.0.0.1", "127.0.0.1:4711".parse().unwrap());
        for known in ["127.0.0.1:4711", "localhost:4711", "LocalHost:4711", "[::1]:4711"] {
            assert!(hosts.know(known), "{known}");
        }
        for foreign in [
            "",
            "localhost",
            "127.0.0.1:4712",
            "evil.example:4711",
            "localhost.evil.example:4711",
            "evil.example@127.0.0.1:4711",
            "[::1",
            "169.254.169.254:4711",
        ] {
            assert!(!hosts.know(foreign), "{foreign}");
        }
    }

    #[test]
    fn a_server_at_every_address_knows_addresses_and_no_foreign_names() {
        let hosts = Hosts::of("0.0.0.0", "0.0.0.0:80".parse().unwrap());
        assert!(hosts.know("192.0.2.7") && hosts.know("192.0.2.7:80") && hosts.know("localhost"));
        assert!(!hosts.know("evil.example") && !hosts.know("192.0.2.7:81"));
        let named = Hosts::of("desk.local", "192.0.2.7:4711".parse().unwrap());
        assert!(named.know("desk.local:4711") && named.know("192.0.2.7:4711") && !named.know("localhost:4711"));
    }
}
