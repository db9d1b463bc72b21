//! Words that templates print as they are, by the page that they stand on. Templates know them as `words`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($($(#[$doc:meta])* $group:ident { $($word:ident $about:literal,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
            #[serde(deny_unknown_fields)]
            pub struct $group { $(#[doc = $about] pub $word: String),+ }
        )+
    };
}
pub(super) use words;

/// Words that templates print as they are.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Around every page.
    pub frame: Frame,
    /// On the page of a document.
    pub document: Document,
    /// Names of facts about versions and subprocessors.
    pub facts: Facts,
    /// On the page of a register.
    pub register: Register,
    /// On the page of a subprocessor.
    pub subprocessor: Subprocessor,
    /// In the list of measures.
    pub measures: Measures,
    /// In the list of contacts.
    pub contact: Contact,
    /// In the history of a document.
    pub history: History,
    /// In the comparison of two versions.
    pub compare: Compare,
    /// In the change log.
    pub changes: Changes,
    /// On the overview.
    pub home: Home,
    /// On the page about subscribing.
    pub subscribe: Subscribe,
    /// On pages about products and on views of measures.
    pub products: super::products::ProductWords,
    /// In letters to customers.
    pub letter: Letter,
    /// On other pages.
    pub other: Other,
}

words! {
    /// In letters to customers.
    Letter {
        greeting "The first line.",
        changes "The heading of what changes.",
        whole "Before an entry as it will be, below what is different about it.",
        dates "The heading of the dates.",
        links "The heading of the links.",
        permanent "Before the permanent address of the version.",
        comparison "Before the address of the comparison.",
        current "Before the address of what applies today.",
        contact "The heading of the contact.",
        closing "Before the name of who writes.",
    }

    /// Around every page.
    Frame {
        skip "The link past the menus.",
        home "The overview.",
        menu "The name of the menu at the top.",
        footer_menu "The name of the menu at the foot.",
        languages "The name of the choice of languages.",
        publisher "Who publishes the site.",
        breadcrumb "The name of the path to this page.",
        email "Before an e-mail address.",
        phone "Before a telephone number.",
        website "Before the address of a website.",
        feeds "The name of a list of feeds.",
        notice "The name of a notice.",
        table "What a table that can be scrolled sideways is called for screen readers.",
        copied "Behind the number of a clause whose address was copied.",
        filter "Before the field that filters a long list.",
        matches "How many entries the filter leaves; `{count}` of `{all}`.",
    }

    /// On the page of a document.
    Document {
        contents "The heading of the contents.",
        facts "The heading of the facts about a version.",
        note "The heading of what changed.",
        entries "The heading of the entries of a register that a version changes.",
        text "The heading of the text, for screen readers.",
        more "The heading of what can be done from here.",
        versions "All versions.",
        history "Before the link to all versions.",
        permanent "The permanent address of this version.",
        previous "The version before.",
        next "The version after.",
        compare "Comparisons with other versions.",
        views "Before the same document seen otherwise.",
        downloads "The text and the facts in other forms.",
        follow "Feeds about the document.",
        digest "The name of the digest.",
        digest_about "What the digest is good for.",
        source "The text as it was written.",
        duties "The heading of the table of duties and clauses.",
        duties_about "What that table is.",
        duty "The heading of the duties.",
        duty_source "The heading of where the law asks for them.",
        duty_clause "The heading of the clauses.",
        duty_open "Instead of a clause, where none is named.",
        duties_preamble "The text before the first clause.",
    }

    /// Names of facts about versions and subprocessors.
    Facts {
        announced "The day of announcement.",
        effective "The day of effect.",
        effective_for_new "The day of effect for new customers.",
        until "The last day.",
        responsible "Who answers for it.",
        approved_by "Who approved it.",
        change "How grave the change is.",
        justification "Why a weakened measure or a short notice is right.",
        annexes "The annexes as they stood.",
        reason "Why something was withdrawn.",
        withdrawn "The day on which it was withdrawn.",
        objection "The last day to object.",
        notice "The notice period.",
        name "The legal name.",
        former_names "Names that it had before.",
        address "The seat.",
        contact "Whom to ask.",
        website "The website.",
        parent "The controlling company.",
        service "What it does.",
        data "Categories of data.",
        subjects "Categories of data subjects.",
        locations "Places of processing.",
        transfer "The basis of transfers to third countries.",
        scope "For whom it works.",
        engaged_by "Who engages it.",
        engages "Whom it engages.",
        replaces "Whom it replaces.",
        since "Engaged since.",
        ended "Engaged until.",
        certifications "What it is certified for.",
        subprocessor_list "Its own list.",
        ai "Use of artificial intelligence.",
        ai_used "Artificial intelligence is used.",
        ai_unused "It is not used.",
        reviewed "The last review.",
        everything "It works for all products.",
        special "A special category of data, Art. 9 GDPR.",
        product "A product.",
        group "Groups of a product.",
        sites "Sites of a product.",
        product_caption "The caption of the product table.",
        unprocessed "What the sign at products without processing means.",
    }

    /// On the page of a register.
    Register {
        announced "The heading of what is announced.",
        in_force "The heading of who is engaged.",
        ended "The heading of who was engaged.",
        ended_caption "The caption of the table of who was engaged.",
        none "Nobody is engaged.",
        name "Column: name and seat.",
        service "Column: what it does.",
        data "Column: categories of data.",
        locations "Column: places of processing.",
        transfer "Column: basis of transfers.",
        since "Column: engaged since.",
        until "Column: not engaged since.",
        version "Column: the version.",
        everyone "The scope of those who work for all products.",
        object "The heading of how to object.",
        object_by_email "The link to object by e-mail.",
        object_by_form "The link to object by a form.",
        details "The link to the version.",
        exports "The heading of the exports.",
        csv "The register as CSV.",
        json "The register as JSON.",
        excel "The register for spreadsheets of Germany.",
        street "A column of the register as a file.",
        postal_code "A column of the register as a file.",
        city "A column of the register as a file.",
        country "A column of the register as a file.",
    }

    /// On the page of a subprocessor.
    Subprocessor {
        facts "The heading of the facts.",
        chain "The heading of the chain of processors.",
        engages "The heading of those that it engages.",
        history "The heading of what changed.",
        day "Column: the day.",
        change "Column: what changed.",
        version "Column: the version.",
    }

    /// In the list of measures.
    Measures {
        references "Before the numbers of other catalogues.",
        scope "Before a condition, for screen readers.",
        responsibility "Before who takes a measure, for screen readers.",
    }

    /// In the list of contacts.
    Contact {
        officer "The heading of the data protection officer.",
        no_officer "The heading where none is designated.",
        team "The heading of who works with the officer.",
        controller "The heading of the organisation.",
        authority "The heading of the supervisory authority.",
        qualification "Before a qualification.",
        more "The link to the page of the contact.",
    }

    /// In the history of a document.
    History {
        applied "The heading of which version applied when.",
        applied_about "How to use it.",
        applied_caption "The caption of its table.",
        from "Column: first day.",
        until "Column: last day.",
        open "Until further notice.",
        undecided "In the place of a day that a draft does not have yet; previews only.",
        version "Column: the version.",
        status "Column: the status.",
        validity "Column: when it applied.",
        announced "Column: the day of announcement.",
        responsible "Column: who answers for it.",
        note "Column: what changed and why.",
        date "Column: the date.",
        all "The heading of all versions.",
        earlier "The heading of versions whose text is not kept.",
        earlier_about "Why there is no text.",
        intro "What the page shows.",
    }

    /// In the comparison of two versions.
    Compare {
        old "Before the earlier version.",
        new "Before the later version.",
        summary "The heading of the summary.",
        nothing "Both versions say the same.",
        text "The heading of the text with all changes.",
        legend_inserted "How inserted words look, as an example.",
        legend_deleted "How deleted words look, as an example.",
        inserted "Before inserted words, for screen readers.",
        deleted "Before deleted words, for screen readers.",
        added "Clauses that are new.",
        changed "Clauses whose words changed.",
        removed "Clauses that are gone.",
        moved "Clauses that stand elsewhere.",
        renumbered "Clauses that have another number.",
        choice "The heading of the choice of other versions.",
        name "A person's name.",
        role "A person's function.",
        organisation "A person's firm.",
    }

    /// In the change log.
    Changes {
        details "Opens all that is known of a new entry.",
        before "Before the value that a field had.",
        after "Before the value that a field has.",
        nothing "In place of a value that is not there.",
        title "The title.",
        intro "What the page shows.",
        none "Nothing has changed.",
        all "The link to the change log.",
    }

    /// On the overview.
    Home {
        in_force "The heading of the documents in force, in the summary below the title.",
        nothing "Where the summary has nothing to name.",
        announced "The heading of what is announced.",
        documents "The heading of the documents.",
        contact "The heading of the contact.",
        changes "The heading of the last changes.",
        drafts "The heading of what is not public; previews only.",
        no_changes "Where a draft changes nothing that could be named; previews only.",
        compare "The link to all that a draft changes; previews only.",
        follow "The heading of how to subscribe.",
        follow_about "Why one would.",
    }

    /// On the page about subscribing.
    Subscribe {
        title "The title.",
        intro "What can be subscribed to.",
        what "The heading of the feeds.",
        how "The heading of how it is done.",
        site "All documents in one feed.",
        opml "All feeds in one file.",
        reader "In a feed reader.",
        reader_how "How.",
        mail "In a mail program.",
        mail_how "How.",
        chat "In a chat.",
        chat_how "How.",
        calendar "In a calendar.",
        calendar_how "How.",
        files "The heading of the files for programs.",
        files_about "What they are good for.",
    }

    /// On other pages.
    Other {
        not_found "The title of the page for addresses that lead nowhere.",
        not_found_text "What to do.",
        redirect "The title of a page that leads elsewhere.",
        redirect_text "What it says.",
        footnotes "The heading of the footnotes.",
        back_to_text "The link from a footnote back to the text; `{number}` is the footnote's.",
        link_to_clause "The link to a clause; `{number}` is the clause's.",
        table "A table of the text; `{number}` counts them.",
        ticked "A tick box that is ticked.",
        not_ticked "A tick box that is not.",
    }
}
