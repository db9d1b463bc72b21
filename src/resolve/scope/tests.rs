//! What conditions come out as: the sample's catalogue by a table, any catalogue against trying out every choice.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Standing, Verdict};
use crate::model::catalogue::{Catalogue, Named, OperationSite, Product};
use crate::model::condition::Condition;
use crate::model::document::Facts;
use crate::model::text::Localized;
use crate::source::{Sources, Span, Spanned};

/// The sample's catalogue, and `conditions` as the format writes them.
pub(crate) fn sample(conditions: &[&str]) -> (Arc<Catalogue>, Vec<Condition>) {
    let mut register = String::new();
    for (at, text) in conditions.iter().enumerate() {
        register.extend(["s", &at.to_string(), ": {name: S GmbH, applies_to: \"", text, "\"}\n"]);
    }
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let sources = Sources::new([
        file("site.yaml", include_str!("../../../site.yaml")),
        file("content/catalogue.yaml", include_str!("../../../content/catalogue.yaml")),
        file("content/assets/logo.svg", "<svg/>"),
        file("content/register/document.yaml", "kind: subprocessors\ntitle: Register\n"),
        file("content/register/register.yaml", &register),
    ]);
    let (content, report) = crate::parse::parse(&sources);
    let content = content.unwrap_or_else(|| panic!("{report:?}"));
    let Facts::Register(entries) = &content.documents[0].working.facts else { panic!("{report:?}") };
    assert_eq!(entries.len(), conditions.len(), "{report:?}");
    (content.catalogue.clone(), entries.iter().filter_map(|entry| entry.applies_to.clone()).collect())
}

/// A condition in the language of the format.
fn written(condition: &Condition) -> String {
    let parts = |parts: &[Condition], word: &str| {
        let part = |part: &Condition| match part {
            Condition::All(_) | Condition::Any(_) => format!("({})", written(part)),
            Condition::Is(_) | Condition::Not(_) => written(part),
        };
        parts.iter().map(part).collect::<Vec<_>>().join(word)
    };
    match condition {
        Condition::Is(id) => id.value.clone(),
        Condition::Not(of) => format!("not {}", parts(std::slice::from_ref(&**of), "")),
        Condition::All(of) => parts(of, " and "),
        Condition::Any(of) => parts(of, " or "),
    }
}

fn verdict(product: &str, parents: &[&str], own: &str) -> String {
    let texts: Vec<&str> = parents.iter().copied().chain([own]).collect();
    let (catalogue, conditions) = sample(&texts);
    let product = catalogue.products.iter().find(|of| of.id.value == product).expect("the sample has it");
    let parents: Vec<&Condition> = conditions[..parents.len()].iter().collect();
    match Standing::of(product, &catalogue).verdict(&parents, conditions.last()) {
        Verdict::Always => "always".into(),
        Verdict::Never => "never".into(),
        Verdict::Remainder(rest) => written(&rest),
    }
}

#[test]
fn conditions_of_the_sample_come_out_as_the_format_says() {
    let managed = "(v-server or rootserver) and (managed-basic or managed-advanced)";
    let unmanaged = "(v-server or rootserver) and not (managed-basic or managed-advanced)";
    for (product, own, expected) in [
        ("cloud-m", managed, "managed-basic or managed-advanced"),
        ("cloud-m", unmanaged, "not managed-basic and not managed-advanced"),
        ("shop", managed, "never"),
        ("shop", "managed-basic or managed-advanced", "always"),
        ("shop", "not (managed-basic or managed-advanced)", "never"),
        ("shop", "(web-pro or shop) and cdn", "cdn"),
        ("web-s", "(web-pro or shop) and cdn", "never"),
        ("shop", "webhosting and not shop", "never"),
        ("web-s", "webhosting and not shop", "always"),
        ("cloud-m", "wien-1", "wien-1"),
        ("mail-s", "wien-1", "never"),
        ("mail-s", "not wien-1", "always"),
        ("mail-s", "dresden-1 or leipzig-1", "always"),
        ("cloud-m", "dresden-1 or leipzig-1", "dresden-1 or leipzig-1"),
        ("cloud-m", "dresden-1 or leipzig-1 or wien-1", "always"),
        ("cloud-m", "not wien-1", "not wien-1"),
        ("cloud-m", "not wien-1 and not leipzig-1", "dresden-1"),
        ("vault", "not wien-1", "leipzig-1"),
        ("vault", "wien-1 and leipzig-1", "never"),
        ("vault", "wien-1 and not leipzig-1", "wien-1"),
        ("vault", "offsite-copy or not offsite-copy", "always"),
        ("vault", "not not (not offsite-copy)", "not offsite-copy"),
        ("vault", "(offsite-copy and wien-1) or (offsite-copy and leipzig-1)", "offsite-copy"),
        ("vault", "(offsite-copy and wien-1) or wien-1", "wien-1"),
        // The product names no add-ons here, so every one is open; it names no sites, so one of all is.
        ("panel-app", "cdn and wien-1", "cdn and wien-1"),
        ("panel-app", "dresden-1 or not dresden-1", "always"),
        ("panel-app", "(dresden-1 or leipzig-1 or wien-1) and cdn", "cdn"),
        ("rack", "not housing", "never"),
        ("cloud-l", "(v-server and wien-1) or (v-server and managed-basic) or shop", "wien-1 or managed-basic"),
        (
            "cloud-l",
            "(wien-1 and managed-basic) or (wien-1 and managed-advanced)",
            "wien-1 and (managed-basic or managed-advanced)",
        ),
    ] {
        assert_eq!(verdict(product, &[], own), expected, "{product}: {own}");
    }
}

#[test]
fn what_a_parent_says_already_is_not_said_again() {
    for (product, parents, own, expected) in [
        ("cloud-m", &["wien-1"][..], "v-server and wien-1", "always"),
        ("cloud-m", &["wien-1"], "not dresden-1", "always"),
        ("cloud-m", &["wien-1"], "leipzig-1", "never"),
        ("cloud-m", &["managed-basic or managed-advanced"], "not managed-basic", "not managed-basic"),
        (
            "cloud-m",
            &["v-server", "managed-basic or wien-1"],
            "not wien-1 and offsite-copy",
            "not wien-1 and offsite-copy",
        ),
        ("cloud-m", &["managed-basic"], "managed-basic and wien-1", "wien-1"),
        ("cloud-m", &["wien-1", "leipzig-1"], "offsite-copy", "never"),
    ] {
        assert_eq!(verdict(product, parents, own), expected, "{product}: {parents:?}: {own}");
    }
}

#[test]
fn for_nobody_in_particular_only_what_is_said_twice_is_left_out() {
    let (_, conditions) =
        sample(&["v-server", "v-server and not not wien-1", "shop and (shop or cdn)", "wien-1 and leipzig-1"]);
    let open = Standing::open();
    let said = |parents: &[&Condition], own| match open.verdict(parents, Some(own)) {
        Verdict::Remainder(rest) => written(&rest),
        other => format!("{other:?}"),
    };
    assert_eq!(said(&[&conditions[0]], &conditions[1]), "wien-1");
    assert_eq!(said(&[], &conditions[2]), "shop");
    assert_eq!(said(&[], &conditions[3]), "wien-1 and leipzig-1");
}

#[test]
fn choosing_a_site_or_an_add_on_decides_it() {
    let (catalogue, conditions) = sample(&["wien-1", "managed-basic", "leipzig-1 or managed-basic"]);
    let product = catalogue.products.iter().find(|of| of.id.value == "cloud-m").expect("the sample has it");
    let at = Standing::of(product, &catalogue).at("wien-1");
    assert_eq!(at.verdict(&[], Some(&conditions[0])), Verdict::Always);
    assert!(at.open_sites().is_empty());
    let without = at.addon("managed-basic", false);
    assert_eq!(without.verdict(&[], Some(&conditions[1])), Verdict::Never);
    assert_eq!(without.verdict(&[], Some(&conditions[2])), Verdict::Never);
    assert_eq!(without.open_addons(), ["managed-advanced", "offsite-copy"]);
}

const SITES: [&str; 4] = ["s0", "s1", "s2", "s3"];
const ADDONS: [&str; 4] = ["a0", "a1", "a2", "a3"];
const GROUPS: [&str; 2] = ["g0", "g1"];
const PRODUCTS: [&str; 2] = ["p0", "p1"];

fn id(text: &str) -> Spanned<String> {
    let sources = Sources::new([("x".to_owned(), Vec::new())]);
    let file = sources.find("x").expect("it was just put there");
    Spanned::new(text.to_owned(), Span::start_of(file))
}

fn chosen(from: &[&str], mask: u8) -> Vec<Spanned<String>> {
    from.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, of)| id(of)).collect()
}

fn catalogue() -> Catalogue {
    let named = |of: &&str| Named { id: id(of), name: Localized::Same(id(of)) };
    let site = |of: &&str| OperationSite {
        id: id(of),
        name: Localized::Same(id(of)),
        address: None,
        certifications: Vec::new(),
    };
    Catalogue {
        file: None,
        groups: GROUPS.iter().map(named).collect(),
        addons: ADDONS.iter().map(named).collect(),
        sites: SITES.iter().map(site).collect(),
        ..Catalogue::default()
    }
}

fn product() -> impl Strategy<Value = Product> {
    (0..4u8, proptest::option::of(0..16u8), proptest::option::of(0..16u8), 0..4u8).prop_map(
        |(groups, sites, addons, includes)| Product {
            id: id("p0"),
            name: Localized::Same(id("p0")),
            groups: chosen(&GROUPS, groups),
            sites: sites.map(|mask| chosen(&SITES, mask)),
            addons: addons.map(|mask| chosen(&ADDONS, mask)),
            includes: chosen(&ADDONS, includes),
            processing: true,
            listed: true,
            note: None,
        },
    )
}

fn condition() -> impl Strategy<Value = Condition> {
    let ids: Vec<&str> = SITES.into_iter().chain(ADDONS).chain(GROUPS).chain(PRODUCTS).collect();
    let leaf = proptest::sample::select(ids).prop_map(|of| Condition::Is(id(of)));
    leaf.prop_recursive(4, 14, 4, |inner| {
        let parts = || proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            inner.clone().prop_map(|of| Condition::Not(Box::new(of))),
            parts().prop_map(Condition::All),
            parts().prop_map(Condition::Any),
        ]
    })
}

/// Every choice of a customer: all ids that hold. This is the format's paragraph on `applies_to` once more, in the plainest way.
fn choices(product: &Product) -> Vec<Vec<String>> {
    let texts = |list: &[Spanned<String>]| list.iter().map(|of| of.value.clone()).collect::<Vec<_>>();
    let sites = product.sites.as_deref().map_or_else(|| SITES.map(String::from).to_vec(), texts);
    let addons = product.addons.as_deref().map_or_else(|| ADDONS.map(String::from).to_vec(), texts);
    let sites: Vec<Vec<String>> =
        if sites.is_empty() { vec![Vec::new()] } else { sites.into_iter().map(|of| vec![of]).collect() };
    let known: Vec<String> =
        [texts(std::slice::from_ref(&product.id)), texts(&product.groups), texts(&product.includes)].concat();
    let mut all = Vec::new();
    for site in &sites {
        for mask in 0..1u32 << addons.len() {
            let bought = addons.iter().enumerate().filter(|(at, _)| mask >> at & 1 == 1).map(|(_, of)| of.clone());
            all.push(known.iter().chain(site).cloned().chain(bought).collect());
        }
    }
    all
}

fn holds(condition: &Condition, choice: &[String]) -> bool {
    match condition {
        Condition::Is(id) => choice.contains(&id.value),
        Condition::Not(of) => !holds(of, choice),
        Condition::All(of) => of.iter().all(|part| holds(part, choice)),
        Condition::Any(of) => of.iter().any(|part| holds(part, choice)),
    }
}

fn negated_twice_or_above_ids(condition: &Condition) -> bool {
    match condition {
        Condition::Is(_) => false,
        Condition::Not(of) => !matches!(**of, Condition::Is(_)),
        Condition::All(of) | Condition::Any(of) => of.len() < 2 || of.iter().any(negated_twice_or_above_ids),
    }
}

/// The condition with one part left out, for each part.
fn shortened(condition: &Condition) -> Vec<Condition> {
    let (parts, join): (_, fn(Vec<Condition>) -> Condition) = match condition {
        Condition::All(parts) => (parts, Condition::All),
        Condition::Any(parts) => (parts, Condition::Any),
        Condition::Is(_) | Condition::Not(_) => return Vec::new(),
    };
    let mut shorter = Vec::new();
    for at in 0..parts.len() {
        let mut rest = parts.clone();
        rest.remove(at);
        shorter.push(if rest.len() == 1 { rest.remove(0) } else { join(rest) });
        shorter.extend(shortened(&parts[at]).into_iter().map(|inner| {
            let mut changed = parts.clone();
            changed[at] = inner;
            join(changed)
        }));
    }
    shorter
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn verdicts_agree_with_trying_out_every_choice(
        product in product(),
        parents in proptest::collection::vec(condition(), 0..3),
        own in condition(),
    ) {
        let catalogue = catalogue();
        let above: Vec<&Condition> = parents.iter().collect();
        let all = choices(&product);
        let cared: Vec<&Vec<String>> = all.iter().filter(|choice| parents.iter().all(|of| holds(of, choice))).collect();
        let standing = Standing::of(&product, &catalogue);
        prop_assert_eq!(standing.can_hold(&[&own]), all.iter().any(|choice| holds(&own, choice)));
        match standing.verdict(&above, Some(&own)) {
            Verdict::Always => prop_assert!(!cared.is_empty() && cared.iter().all(|choice| holds(&own, choice))),
            Verdict::Never => prop_assert!(cared.iter().all(|choice| !holds(&own, choice))),
            Verdict::Remainder(rest) => {
                let same = |said: &Condition| cared.iter().all(|choice| holds(said, choice) == holds(&own, choice));
                prop_assert!(same(&rest), "{} is not {}", written(&rest), written(&own));
                prop_assert!(cared.iter().any(|choice| holds(&own, choice)));
                prop_assert!(cared.iter().any(|choice| !holds(&own, choice)));
                prop_assert!(!negated_twice_or_above_ids(&rest), "{}", written(&rest));
                for shorter in shortened(&rest) {
                    prop_assert!(!same(&shorter), "{} says as much as {}", written(&shorter), written(&rest));
                }
            }
        }
    }
}
