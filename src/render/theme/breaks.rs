//! Addresses for mail and of websites as people read them: without the `https://` and the last slash that every website
//! has; a line may end before `@`, in the address of a website before dots and behind slashes. Nothing is added that a
//! reader would copy.

use crate::render::html::escape::push_text;

/// `address` as HTML with `<wbr>` where it may be divided.
#[must_use]
pub fn in_address(address: &str) -> String {
    let mut html = String::with_capacity(address.len() + 16);
    let mut rest = shown(address);
    let mail = rest.contains('@');
    let may_divide =
        |before: &str, c| if mail { c == '@' } else { c == '.' && before != "www" || after_slash(before, c) };
    while let Some(at) = rest.char_indices().skip(1).find(|&(at, c)| may_divide(&rest[..at], c)).map(|(at, _)| at) {
        push_text(&mut html, &rest[..at]);
        html.push_str("<wbr>");
        rest = &rest[at..];
    }
    push_text(&mut html, rest);
    html
}

/// What is read of an address.
fn shown(address: &str) -> &str {
    let Some(bare) = address.strip_prefix("https://").filter(|bare| bare.len() > 1) else { return address };
    bare.strip_suffix('/').filter(|host| !host.contains('/')).unwrap_or(bare)
}

fn after_slash(before: &str, next: char) -> bool {
    before.ends_with('/') && next != '/'
}

#[cfg(test)]
mod tests {
    use super::in_address;

    #[test]
    fn addresses_are_divided_before_signs_and_behind_slashes() {
        assert_eq!(in_address("dpo@mail.example"), "dpo<wbr>@mail.example");
        assert_eq!(in_address("https://www.a.example/"), "www.a<wbr>.example");
        assert_eq!(in_address("https://a.example/b/"), "a<wbr>.example/<wbr>b/");
        assert_eq!(in_address("http://a.example/"), "http://<wbr>a<wbr>.example/");
        assert_eq!(in_address("<@&>"), "&lt;<wbr>@&amp;&gt;");
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_places_to_divide_is_added(text in "[a-z@./:]*") {
            proptest::prop_assert_eq!(in_address(&text).replace("<wbr>", ""), super::shown(&text));
        }
    }
}
