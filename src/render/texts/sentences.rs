//! Sentences that are filled with names and dates.

use super::pattern::sentences;

sentences! {
    /// Sentences about a version's status. `from` and `until` are days on which it applies.
    Status in status {
        /// What a version is called: `Version 2.0`.
        version(version);
        /// It applies.
        in_force(version, from);
        /// It applies, and another one follows.
        in_force_until(version, from, until);
        /// It is public and will apply.
        announced(version, announced, from);
        /// It is not public yet.
        scheduled(version, announced, from);
        /// It has not been released; `version` is the newest that has.
        draft[any](version);
        /// It applied.
        superseded(version, from, until);
        /// It was to apply or applied, and was taken back.
        withdrawn(version, date);
        /// Since a day, as a range.
        range_since(from);
        /// From a day to come on, as a range.
        range_from(from);
        /// Between two days, as a range.
        range(from, until);
        /// It never applied, as a range.
        range_never[any](version);
        /// At the head of printed pages: `Version 2.0, gültig ab …`, whatever the day.
        printed(version, from);
        /// On the overview: `Version 2.0, gültig seit …`.
        card_in_force(version, from);
        /// On the overview: a version that will apply.
        card_announced(version, from);
        /// A subprocessor is engaged.
        engaged(since);
        /// A subprocessor is engaged, and it is not told since when.
        engaged_undated[any](name);
        /// A subprocessor will be engaged.
        engaged_from(from);
        /// A subprocessor was engaged.
        engaged_until(until);
        /// A subprocessor is engaged and will not be any more.
        engaged_still(until);
        /// A subprocessor was to be engaged, and the announcement was taken back; `label` is its mark.
        engaged_never[any](label);
    }
}

sentences! {
    /// Notices at the top of pages.
    Notices in notices {
        /// Another version is announced.
        newer_announced(version, from);
        /// This version is announced and not yet in force.
        not_yet(version, from);
        /// This version does not apply any more.
        superseded(until, successor);
        /// This version does not apply any more, and no version follows.
        superseded_alone(until);
        /// This version was taken back; its reason is told beside.
        withdrawn(date);
        /// A register's version lists what a later version announced and brings into effect earlier does not know of.
        overtaken(version, from);
        /// A register's version lists what another one, announced earlier, brings into effect only later.
        ahead_of(version, from);
        /// A register's version still lists what another one had announced that was taken back.
        made_from_withdrawn(version, date);
        /// This version is not public; previews only.
        scheduled(announced);
        /// This version has not been released; previews only.
        draft[any](version);
        /// Another language prevails; `text` is what [`super::LanguageName::text`] says.
        not_binding(text);
        /// There is no translation; `text` is what [`super::LanguageName::text`] says.
        untranslated(text);
        /// Parts of the text are shown in another language.
        partly_untranslated(text);
        /// The notice period is not kept, for a reason that is told beside.
        emergency[any](from);
    }
}

sentences! {
    /// Titles of pages and phrases around names.
    General in general {
        /// What stands in the browser's tab.
        page_title(page, site);
        /// A document and its version.
        document_version(document, version);
        /// The parties of an agreement.
        parties(organisation);
        /// The page with the versions of a document.
        versions_of(document);
        /// The caption of the table of versions.
        history_caption(document);
        /// The caption of the table of subprocessors.
        register_caption(date);
        /// A place of processing and its purpose.
        place_for(place, purpose);
        /// A country and a city.
        place(country, city);
        /// Who engages a subprocessor.
        engaged_by(name);
        /// Names that a subprocessor had before.
        formerly(names);
        /// A certificate and its last day.
        valid_until(name, date);
        /// A module of the standard contractual clauses.
        scc_module(mechanism, module);
        /// A basis of transfer and the decision that it rests on.
        with_decision(mechanism, decision);
        /// What holds if a basis of transfer falls.
        fallback(fallback);
        /// When a basis of transfer was last checked.
        checked(date);
        /// Letters of Art. 32(1) GDPR.
        art32(letters);
        /// The day for which the site was built.
        as_of(date);
        /// A feed's title and its format.
        feed_as(title, format);
        /// A court and a number of the commercial register.
        commercial_register(court, number);
        /// A number of words in quotation marks.
        quoted(text);
    }
}

sentences! {
    /// Titles of changes: they can be read alone, in a feed or a mail. Subject first, then when it takes effect.
    Titles in titles {
        /// The first version of a document.
        first(document, version);
        /// A further version of a document.
        next(document, version);
        /// A version was taken back.
        withdrawn(document, version);
        /// A version of a register was taken back: what it had announced.
        taken_back(subject);
        /// What had been announced, of a version that was taken back since.
        since_withdrawn(subject, date);
        /// A new subprocessor.
        added(name);
        /// A new subprocessor; `facts` are its country and service.
        added_with(name, facts);
        /// A subprocessor is not engaged any more.
        removed(name);
        /// A subprocessor takes the place of others.
        replaced(name, old);
        /// A subprocessor has a new name.
        renamed(name, old);
        /// A subprocessor has a new address.
        moved(name);
        /// Another fact of a subprocessor changes; `what` is one of [`super::Terms::change`].
        changed(name, what);
        /// Several entries of a register change; `changes` is a list of kinds with names.
        several(document, changes);
        /// One kind of change and the names that it concerns, as a part of `several`.
        kind_of(kind, names);
        /// A subject with its day of effect.
        with_effect(subject, date);
        /// A subject with its day of effect and the last day to object.
        with_objection(subject, date, deadline);
    }
}

sentences! {
    /// Sentences about changes.
    Changes in changes {
        /// It was announced and takes effect.
        announced(announced, from);
        /// It takes effect.
        effective(from);
        /// It takes effect earlier for new customers.
        effective_for_new(from);
        /// It took effect.
        effective_since(from);
        /// The last day to object is still to come.
        objection_open(deadline);
        /// The last day to object is over.
        objection_over(deadline);
        /// How to object.
        objection_email(email);
        /// How to object.
        objection_url(url);
        /// What had been announced and will not be, as the version was taken back.
        not_coming(announced, changes);
        /// A field and its value, in plain text.
        field(label, value);
        /// A clause that is new.
        clause_added(clause);
        /// A clause that is gone.
        clause_removed(clause);
        /// A clause whose words changed.
        clause_changed(clause);
        /// A clause stands elsewhere.
        clause_moved(clause);
        /// A clause has another number; `number` is the old one.
        clause_renumbered(clause, number);
        /// A measure that is new.
        measure_added(measure);
        /// A measure that is gone.
        measure_removed(measure);
        /// A measure whose words or scope changed.
        measure_changed(measure);
    }
}

sentences! {
    /// First sentences of letters to customers, after the greeting.
    Letters in letters {
        /// A register changes.
        register(document);
        /// Another document has a new version, or any document its first.
        document(document);
        /// A version was taken back.
        withdrawn(document, version);
    }
}

sentences! {
    /// Titles and sentences of feeds.
    Feeds in feeds {
        /// The feed of the site.
        site_title(site);
        /// The feed of a document.
        document_title(document, site);
        /// What the feed of the site tells.
        site_about(organisation);
        /// What the feed of a document tells.
        document_about(document, organisation);
        /// In a calendar, on the last day to object; `title` is that of the announcement.
        event_objection(title);
        /// In a calendar, on the day of effect; `title` is that of the announcement.
        event_effect(title);
        /// In a calendar, on the last day of a certificate.
        event_certificate(certificate, holder);
    }
}

sentences! {
    /// Comparisons of two versions.
    Redlines in redlines {
        /// The title of the page.
        title(document, old, new);
        /// The title of the page that compares a version with the draft.
        draft_title(document, old);
        /// The link to what changed since a version.
        since(version);
        /// The link to what has changed up to the version in force.
        until(version);
        /// A clause stands here now; `name` is what it was called where it stood.
        moved_here(name);
        /// A clause stood here; `name` is what it is called now.
        moved_away(name);
        /// A clause was called otherwise before.
        renamed(old, new);
        /// A clause and how many below it.
        with_below(name, count);
    }
}

sentences! {
    /// Conditions in words. Names come joined, as [`super::Lists`] does.
    Conditions in conditions {
        /// Holds for nothing else.
        only(condition);
        /// For groups of products.
        group(names);
        /// For products.
        product(names);
        /// With add-ons.
        addon(names);
        /// At sites.
        site(names);
        /// Not for groups of products.
        not_group(names);
        /// Not for products.
        not_product(names);
        /// Without add-ons.
        not_addon(names);
        /// Not at sites.
        not_site(names);
        /// Alternatives that are more than names; between them stands a semicolon.
        cases(cases);
        /// A condition inside of another one, where the words would be ambiguous else.
        nested(condition);
    }
}

sentences! {
    /// Words of files for programs.
    Machine in machine {
        /// What `llms.txt` says the site is.
        llms_about(organisation);
        /// The heading of the documents in `llms.txt`, after the day.
        llms_documents(date);
        /// A document in `llms.txt`.
        llms_document(title, status);
        /// The heading of the feeds and exports in `llms.txt`.
        llms_data[any](organisation);
        /// The index of the site in `llms.txt`.
        llms_index[any](organisation);
        /// The description of the register as a data set.
        dataset(organisation);
    }
}
