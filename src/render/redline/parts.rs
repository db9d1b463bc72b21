//! A version as parts: its prose with facts and lists in words, and the lists that the prose does not call.

use crate::markdown;
use crate::model::condition::Condition;
use crate::model::contact as model;
use crate::model::contact::Officer;
use crate::model::document::{Facts, Kind};
use crate::model::measure::{Control, Goal, Measure};
use crate::model::prose::{NamedList, Prose};
use crate::model::subprocessor::Subprocessor;
use crate::model::text::{Lang, Localized};
use crate::redline::{Expand, NO_HEADING, Node, Part, Role, Words};
use crate::render::body::{Writer, prose_for};
use crate::render::list::{contact, measures, products, register};
use crate::render::view::contact::Person;
use crate::resolve::numbers::{Numbered, numbers};

/// The level of the headings of lists.
const LIST: u8 = 3;

/// Facts of an entry: names and values.
type Named = Vec<(String, Vec<String>)>;

impl Writer<'_, '_> {
    /// What the version shows.
    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = self.prose.map(|(_, prose)| self.prose_parts(prose)).unwrap_or_default();
        let edition = self.shown.edition;
        match edition.map(|edition| &edition.facts) {
            Some(Facts::Measures(goals)) if self.called.borrow().goals.len() < goals.len() => {
                parts.extend(self.list_parts(&NamedList::Measures(None), false));
            }
            Some(Facts::Register(_)) if !self.called.borrow().register => {
                parts.extend(self.list_parts(&NamedList::Subprocessors, false));
            }
            Some(Facts::Contact(_)) if !self.called.borrow().contact => {
                parts.extend(self.list_parts(&NamedList::Contact, false));
            }
            _ => {}
        }
        parts
    }

    fn prose_parts(&self, prose: &Prose) -> Vec<Part> {
        let text = self.renderer.sources.text(prose.file).unwrap_or_default();
        let tree = markdown::tree_of(prose, text, self.options());
        Part::of_tree(
            &tree,
            &Expand { fact: &|name| self.fact(name), list: &|list, under| self.list_parts(list, under) },
        )
    }

    /// The entries of a list. The history of a document is none of its content.
    fn list_parts(&self, list: &NamedList, under_heading: bool) -> Vec<Part> {
        match list {
            NamedList::Measures(goal) => self.measures_parts(goal.as_deref(), under_heading),
            NamedList::Subprocessors => self.register_parts(),
            NamedList::Contact => self.contact_parts(),
            NamedList::Products => self.product_parts(),
            NamedList::History => Vec::new(),
        }
    }

    fn register_parts(&self) -> Vec<Part> {
        self.called.borrow_mut().register = true;
        let Some((document, edition)) = self.source(Kind::Subprocessors) else { return Vec::new() };
        let Facts::Register(entries) = &edition.facts else { return Vec::new() };
        let frame = register::Frame {
            renderer: self.renderer,
            voice: self.voice,
            document,
            catalogue: self.catalogue(Some(edition)),
            binding: self.renderer.site.binding(&document.settings),
            standing: None,
        };
        // The place of an entry means nothing: a new name shall not look like a move.
        let mut entries: Vec<&Subprocessor> = entries.iter().collect();
        entries.sort_by(|a, b| a.id.value.cmp(&b.id.value));
        let part = |entry: &Subprocessor| {
            let facts = frame.facts(entry).into_iter().map(|(_, fact)| {
                let value = |value: crate::render::view::Value| match value.remark {
                    Some(remark) => format!("{} ({remark})", value.text),
                    None => value.text,
                };
                (fact.label, fact.values.into_iter().map(value).collect())
            });
            let nodes = vec![heading(LIST, None, Words::plain(&entry.name.value)), fields(facts.collect())];
            Part::entry(format!("subprocessor {}", entry.id.value), &entry.id.value, LIST, nodes)
        };
        entries.into_iter().map(part).collect()
    }

    fn contact_parts(&self) -> Vec<Part> {
        self.called.borrow_mut().contact = true;
        let Some((document, edition)) = self.source(Kind::Contact) else { return Vec::new() };
        let Facts::Contact(of) = &edition.facts else { return Vec::new() };
        let binding = self.renderer.site.binding(&document.settings);
        let view = contact::view(of, &self.renderer.site.config.organisation.name, self.voice, binding, LIST);
        let words = &self.voice.texts.words.contact;
        let frame = &self.voice.texts.words.frame;
        let part = |id: String, title: &str, facts: Named| {
            Part::entry(id, "", LIST, vec![heading(LIST, None, Words::plain(title)), fields(facts)])
        };
        let mut parts = Vec::new();
        // Whether somebody is designated or not is one entry, so that the change between both is seen.
        match (&of.officer, &view.officer, &view.no_officer) {
            (Officer::Person(_), Some(person), _) => {
                parts.push(part("officer".into(), &words.officer, self.person(person)));
            }
            (_, _, reason) => {
                let reason = reason.iter().map(|reason| reason.text.clone()).collect();
                parts.push(part(
                    "officer".into(),
                    &words.no_officer,
                    vec![(self.voice.texts.words.facts.reason.clone(), reason)],
                ));
            }
        }
        for (at, person) in view.team.iter().enumerate() {
            let id = team_id(&of.team[at], at);
            parts.push(part(format!("team {id}"), &words.team, self.person(person)));
        }
        if let Some(person) = &view.controller {
            parts.push(part("controller".into(), &words.controller, self.person(person)));
        }
        if let Some(authority) = view.authority {
            let facts = vec![
                (self.voice.texts.words.compare.name.clone(), vec![authority.name.text]),
                (self.voice.texts.words.facts.address.clone(), address(authority.address)),
                (frame.website.clone(), authority.url.into_iter().collect()),
            ];
            parts.push(part("authority".into(), &words.authority, facts));
        }
        parts
    }

    fn person(&self, person: &Person) -> Named {
        let texts = self.voice.texts;
        let (compare, frame, facts) = (&texts.words.compare, &texts.words.frame, &texts.words.facts);
        let text = |text: &Option<crate::render::view::Text>| text.iter().map(|text| text.text.clone()).collect();
        let plain = |text: &Option<String>| text.iter().cloned().collect();
        vec![
            (compare.name.clone(), plain(&person.name)),
            (compare.role.clone(), text(&person.role)),
            (texts.words.contact.qualification.clone(), text(&person.qualification)),
            (compare.organisation.clone(), plain(&person.organisation)),
            (facts.address.clone(), address(person.address.clone())),
            (frame.email.clone(), plain(&person.email)),
            (frame.phone.clone(), plain(&person.phone)),
        ]
    }

    fn product_parts(&self) -> Vec<Part> {
        let view = products::view(self.catalogue(self.shown.edition), self.voice, self.shown.binding, &|_| None);
        let row = |role, cells: [String; 3]| {
            Node::holding(role, cells.map(|cell| Node::new(Role::Cell, Words::plain(cell))).into())
        };
        let mut rows = vec![row(Role::Head, [view.product.text, view.group.text, view.sites.text])];
        let sign = view.sign.unwrap_or_default();
        for product in view.rows {
            let sign = if product.processing { "" } else { &sign };
            let note = product.note.map(|note| format!(" ({})", note.text)).unwrap_or_default();
            rows.push(row(Role::Row, [format!("{}{sign}{note}", product.name.text), product.groups, product.sites]));
        }
        let mut nodes = vec![Node::holding(Role::Table(Vec::new()), rows)];
        nodes.extend(
            view.footnote.map(|text| Node::new(Role::Paragraph, Words::plain(format!("{sign} {}", text.text)))),
        );
        vec![Part::entry("products", "", NO_HEADING, nodes)]
    }

    fn measures_parts(&self, goal: Option<&str>, under_heading: bool) -> Vec<Part> {
        let Some((document, edition)) = self.source(Kind::Measures) else { return Vec::new() };
        let Facts::Measures(goals) = &edition.facts else { return Vec::new() };
        let chosen = self.choose(goals, goal);
        self.called.borrow_mut().goals.extend(&chosen);
        let binding = self.renderer.site.binding(&document.settings);
        let numbered_by = prose_for(&edition.prose, binding, binding).map(|(_, prose)| prose);
        let numbers = numbers(goals, numbered_by);
        let headed = under_heading && chosen.len() == 1;
        let frame = measures::Frame {
            voice: self.voice,
            binding,
            catalogue: self.catalogue(Some(edition)),
            audience: &measures::Audience::Everybody,
            // Words are taken from the tree; the HTML of the view is not asked for.
            blocks: &|_| String::new(),
            words: &|_| String::new(),
            plain: &|_| String::new(),
        };
        let list = MeasureList { writer: self, frame: &frame, binding };
        let mut parts = Vec::new();
        for at in chosen {
            let (number, controls) = &numbers.goals[at];
            list.goal(&goals[at], number.as_deref(), headed, &mut parts);
            for (control, number) in goals[at].controls.iter().zip(controls) {
                list.control(control, number, LIST + u8::from(!headed), &mut parts);
            }
        }
        parts
    }
}

/// What holds a row of measures.
struct Above<'c> {
    level: u8,
    id: &'c str,
    conditions: &'c [&'c Condition],
}

struct MeasureList<'w, 'a, 'b> {
    writer: &'w Writer<'a, 'b>,
    frame: &'w measures::Frame<'w>,
    binding: &'w Lang,
}

impl MeasureList<'_, '_, '_> {
    fn goal(&self, of: &Goal, number: Option<&str>, headed: bool, parts: &mut Vec<Part>) {
        let mut nodes = Vec::new();
        if !headed {
            let built_in = self.frame.voice.texts.terms.goal(&of.id).unwrap_or(&of.id);
            nodes.push(heading(LIST, number, self.title(of.title.as_ref(), built_in)));
        }
        nodes.extend(self.blocks(of.intro.as_ref()));
        if !nodes.is_empty() {
            parts.push(Part::entry(format!("goal {}", of.id.value), &of.id.value, LIST, nodes));
        }
    }

    fn control(&self, of: &Control, number: &Numbered, level: u8, parts: &mut Vec<Part>) {
        let built_in = self.frame.voice.texts.terms.control(&of.id).unwrap_or(&of.id);
        let mut nodes = vec![heading(level, number.number.as_deref(), self.title(of.title.as_ref(), built_in))];
        nodes.extend(self.blocks(of.intro.as_ref()));
        nodes.extend(self.tags(self.frame.of_control(of)));
        parts.push(Part::entry(format!("control {}", of.id.value), &of.id.value, level, nodes));
        let above: Vec<&Condition> = of.applies_to.iter().collect();
        self.measures(&of.measures, number, &Above { level: level + 1, id: &of.id, conditions: &above }, parts);
    }

    fn measures(&self, of: &[Measure], numbers: &Numbered, above: &Above<'_>, parts: &mut Vec<Part>) {
        for (measure, number) in of.iter().zip(&numbers.nested) {
            let mut nodes = Vec::new();
            if measure.title.is_some() {
                nodes.push(Node::new(Role::Paragraph, self.title(measure.title.as_ref(), "")));
            }
            nodes.extend(self.blocks(measure.text.as_ref()));
            if let Some(first) = nodes.first_mut() {
                first.number = Words::plain(number.number.clone().unwrap_or_default());
            }
            nodes.extend(self.tags(self.frame.of_measure(above.conditions, measure)));
            let anchor = measure.id.as_ref().map(|id| id.value.clone()).unwrap_or_default();
            // A block without an id is known by its title and by what holds it.
            let id = match &measure.id {
                Some(id) => format!("measure {}", id.value),
                None => format!("block {}/{}", above.id, self.title(measure.title.as_ref(), "").text()),
            };
            parts.push(Part::entry(&id, anchor, above.level.min(NO_HEADING), nodes));
            let conditions: Vec<&Condition> = above.conditions.iter().copied().chain(&measure.applies_to).collect();
            let below = Above { level: above.level + 1, id: &id, conditions: &conditions };
            self.measures(&measure.measures, number, &below, parts);
        }
    }

    fn title(&self, title: Option<&Localized>, built_in: &str) -> Words {
        let text = title.map_or(built_in, |title| title.get(self.frame.voice.lang, self.binding));
        let nodes = self.nodes(text);
        nodes.into_iter().next().map(|node| node.words).unwrap_or_default()
    }

    fn blocks(&self, text: Option<&Localized>) -> Vec<Node> {
        text.map(|text| self.nodes(text.get(self.frame.voice.lang, self.binding))).unwrap_or_default()
    }

    fn nodes(&self, text: &str) -> Vec<Node> {
        self.writer.nodes(&markdown::fragment(text, self.writer.options()))
    }

    /// Scope, responsibility and other catalogues.
    fn tags(&self, (tags, references): measures::Remarks) -> Option<Node> {
        let words = &self.frame.voice.texts.words.measures;
        let mut facts: Named = Vec::new();
        for tag in tags {
            let label = if tag.kind == "scope" { &words.scope } else { &words.responsibility };
            facts.push((label.clone(), vec![tag.text.text]));
        }
        facts.extend(references.into_iter().map(|reference| (reference.catalogue, vec![reference.numbers])));
        (!facts.is_empty()).then(|| fields(facts))
    }
}

fn heading(level: u8, number: Option<&str>, words: Words) -> Node {
    Node { number: Words::plain(number.unwrap_or_default()), ..Node::new(Role::Heading(level), words) }
}

/// Facts as fields; those without a value are left out.
fn fields(facts: Named) -> Node {
    let field = |(name, values): (String, Vec<String>)| {
        let values = values.into_iter().map(|value| Node::new(Role::Paragraph, Words::plain(value)));
        Node::holding(Role::Field(name), values.collect())
    };
    Node::holding(Role::Fields, facts.into_iter().filter(|(_, values)| !values.is_empty()).map(field).collect())
}

fn address(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { lines } else { vec![lines.join(", ")] }
}

/// Whom a member of a team is known by: the address, else the name, else the place.
fn team_id(person: &model::Person, at: usize) -> String {
    let known = person.email.as_ref().or(person.name.as_ref());
    known.map_or_else(|| at.to_string(), |known| known.value.clone())
}
