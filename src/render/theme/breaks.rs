//! Where an address for mail or of a website may go on in the next line: before `@` and dots, behind slashes. Nothing is
//! added that a reader would copy.

use crate::render::html::escape::push_text;

/// `address` as HTML with `<wbr>` where it may be divided.
#[must_use]
pub fn in_address(address: &str) -> String {
    let mut html = String::with_capacity(address.len() + 16);
    let mut rest = address;
    while let Some(at) = rest.char_indices().skip(1).find(|&(at, c)| may_divide(&rest[..at], c)).map(|(at, _)| at) {
        push_text(&mut html, &rest[..at]);
        html.push_str("<wbr>");
        rest = &rest[at..];
    }
    push_text(&mut html, rest);
    html
}

/// Whether a line may end between `before` and `next`.
fn may_divide(before: &str, next: char) -> bool {
    matches!(next, '@' | '.') || (before.ends_with('/') && next != '/')
}

#[cfg(test)]
mod tests {
    use super::in_address;

    #[test]
    fn addresses_are_divided_before_signs_and_behind_slashes() {
        assert_eq!(in_address("dpo@mail.example"), "dpo<wbr>@mail<wbr>.example");
        assert_eq!(in_address("https://a.example/b/"), "https://<wbr>a<wbr>.example/<wbr>b/");
        assert_eq!(in_address("<@&>"), "&lt;<wbr>@&amp;&gt;");
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_places_to_divide_is_added(text in "[a-z@./:]*") {
            proptest::prop_assert_eq!(in_address(&text).replace("<wbr>", ""), text);
        }
    }
}
