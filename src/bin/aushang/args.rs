//! The command line as it is typed. Owns the names of commands and flags and their help; knows nothing of what they do.

use std::path::PathBuf;

use aushang::check::assume::Assumption;
use aushang::model::version::ChangeClass;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args as Arguments, Parser, Subcommand, ValueEnum, ValueHint};
use jiff::civil::Date;

const STYLES: Styles =
    Styles::styled().header(AnsiColor::Green.on_default().bold()).usage(AnsiColor::Green.on_default().bold());

/// Compiles a folder of Markdown and YAML into a public trust center.
#[derive(Debug, Parser)]
#[command(name = "aushang", version, styles = STYLES, max_term_width = 100, propagate_version = true)]
#[command(
    after_help = "Exit codes: 0 done; 1 the content is wrong, nothing was published; 2 the machine or the call failed."
)]
pub struct Args {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Arguments, Debug)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// The folder that holds site.yaml
    #[arg(long, global = true, value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub site: PathBuf,
    /// The day that the site is made for, such as 2026-11-21 [default: today in the site's time zone]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    pub as_of: Option<Date>,
    /// Whether to color what is printed
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value = "auto")]
    pub color: When,
    /// Print findings and failures only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Tell how long each stage takes
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// Whether to color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Even into a file
    Always,
    /// Not at all
    Never,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// For people, on standard error
    Text,
    /// One JSON object on standard output
    Json,
    /// SARIF 2.1.0 on standard output
    Sarif,
    /// Workflow commands of GitHub on standard output
    Github,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the site as of today
    Build(Build),
    /// Show the site with drafts in a browser, and show it anew whenever something is saved
    #[command(visible_alias = "serve")]
    Watch(Watch),
    /// Tell everything that is wrong; nothing is written
    Check(Check),
    /// Show which versions are in force and announced, what can be objected to until when, and what comes next
    Status(Status),
    /// Freeze the working copy of a document as a new version
    Release(Release),
    /// Freeze and seal versions that were written by hand
    Seal(Seal),
    /// Take back a version, on record
    Withdraw(Withdraw),
    /// Prove that released files and a published folder are as they were made
    Verify(Verify),
    /// Show what changed between two versions of a document
    Diff(Diff),
    /// Write the letter to customers about a version: e-mail, text, Markdown, chat; nothing is sent
    Notice(Notice),
    /// Tell what a finding's code means: what is checked, why, by which law, with examples
    Explain(Explain),
    /// Print JSON Schemas of site.yaml and content/, for editors
    Schema(Schema),
    /// Copy files of the built-in theme to change them
    #[command(subcommand)]
    Theme(Theme),
    /// Print a script that completes commands and flags in a shell
    Completions(Completions),
}

#[derive(Arguments, Debug)]
pub struct Build {
    /// The folder that is published [default: public beside site.yaml]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Where the site is served, instead of the `base_url` of site.yaml
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, value_parser = address)]
    pub base_url: Option<String>,
    /// Write HTML as it was made
    #[arg(long)]
    pub no_minify: bool,
    /// Show drafts, too
    #[arg(long)]
    pub drafts: bool,
    /// The secret key of minisign that signs SHA256SUMS [default: what the environment has in `AUSHANG_SIGN_KEY`]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub sign_key: Option<PathBuf>,
    #[command(flatten)]
    pub findings: Findings,
}

#[derive(Arguments, Debug)]
pub struct Watch {
    /// The port; the next free one where it is taken
    #[arg(long, value_name = "PORT", default_value_t = 4711)]
    pub port: u16,
    /// The name or address under which the preview can be reached; every other machine may read drafts where it is not
    /// a loopback one
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1", value_hint = ValueHint::Hostname)]
    pub host: String,
    /// Open the browser
    #[arg(long)]
    pub open: bool,
    /// Show exactly the bytes that `build` would publish: no drafts, nothing added to pages, no reloading
    #[arg(long)]
    pub no_drafts: bool,
}

#[derive(Arguments, Debug)]
pub struct Check {
    /// Tell what would be hit if a basis of transfers fell, such as dpf=revoked@2027-01-01 or adequacy:GB=revoked@2027-01-01
    #[arg(long, value_name = "WHAT")]
    pub assume: Option<Assumption>,
    /// Put right what needs no thought (the spelling of dates, quotes around labels, the order of holidays), show it, and
    /// tell the rest; released versions are not touched
    #[arg(long, conflicts_with = "assume")]
    pub fix: bool,
    #[command(flatten)]
    pub findings: Findings,
}

/// How findings are printed and what they block.
#[derive(Arguments, Debug)]
pub struct Findings {
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: FormatName,
    /// What blocks beside errors
    #[arg(long, value_name = "LEVEL", value_enum)]
    pub deny: Option<Deny>,
}

/// What blocks beside errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// What is legally incomplete, too
    Warnings,
}

#[derive(Arguments, Debug)]
pub struct Diff {
    /// The document: the name of its folder in content/
    #[arg(value_name = "DOC")]
    pub document: String,
    /// The earlier version by its label [default: the one in force]
    pub from: Option<String>,
    /// The later version by its label [default: draft, which is the working copy]
    pub to: Option<String>,
    /// The language of the text [default: the first of the site]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// How the redline is printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: DiffFormat,
}

/// How a redline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people: through $PAGER where standard output is a terminal
    Text,
    /// One JSON object
    Json,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

#[derive(Arguments, Debug)]
pub struct Status {
    /// How the status is printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "text")]
    pub format: DataFormat,
}

#[derive(Arguments, Debug)]
pub struct Release {
    /// The document: the name of its folder in content/
    #[arg(value_name = "DOC")]
    pub document: String,
    /// The label of the new version, such as 1.6
    pub label: String,
    /// From this day the version applies
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub effective: Date,
    /// From this day it is public [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub announced: Option<Date>,
    /// From this day it applies to new customers
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub effective_for_new: Option<Date>,
    /// What changed and why, in one or two sentences; LANG=TEXT once for each language [default: a list of what changed]
    #[arg(long, value_name = "TEXT")]
    pub note: Vec<String>,
    /// How grave the change is
    #[arg(long, value_name = "CLASS", value_enum)]
    pub change: Option<Class>,
    /// Why a weakened measure or a short notice is right; LANG=TEXT once for each language
    #[arg(long, value_name = "TEXT")]
    pub justification: Vec<String>,
    /// Who answers for the version; LANG=TEXT once for each language [default: as document.yaml says]
    #[arg(long, value_name = "TEXT")]
    pub responsible: Vec<String>,
    /// Who approved it; as often as somebody did
    #[arg(long, value_name = "NAME")]
    pub approved_by: Vec<String>,
    /// Show the redline and what follows from the release, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// How grave a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Class {
    /// Spelling and layout
    Editorial,
    /// The same said more clearly
    Clarifying,
    /// Rights, duties or facts change
    Material,
    /// Material, and too urgent for the notice period
    Emergency,
}

impl From<Class> for ChangeClass {
    fn from(class: Class) -> Self {
        match class {
            Class::Editorial => Self::Editorial,
            Class::Clarifying => Self::Clarifying,
            Class::Material => Self::Material,
            Class::Emergency => Self::Emergency,
        }
    }
}

#[derive(Arguments, Debug)]
pub struct Seal {
    /// The document: the name of its folder in content/ [default: every document]
    #[arg(value_name = "DOC")]
    pub document: Option<String>,
    /// The version by its label [default: every version that has no seal]
    pub label: Option<String>,
}

#[derive(Arguments, Debug)]
pub struct Withdraw {
    /// The document: the name of its folder in content/
    #[arg(value_name = "DOC")]
    pub document: String,
    /// The version by its label
    pub label: String,
    /// Why; LANG=TEXT once for each language
    #[arg(long, value_name = "TEXT", required = true)]
    pub reason: Vec<String>,
}

#[derive(Arguments, Debug)]
pub struct Verify {
    /// A published folder [default: public beside site.yaml, where there is one]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub published: Option<PathBuf>,
    /// The SHA256SUMS of an earlier build: what had a permanent address in it has to be there still
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub earlier: Option<PathBuf>,
    /// The public key in minisign's format that SHA256SUMS has to be signed with, as text or as a file
    #[arg(long, value_name = "KEY", value_hint = ValueHint::FilePath)]
    pub public_key: Option<String>,
    #[command(flatten)]
    pub findings: Findings,
}

#[derive(Arguments, Debug)]
pub struct Notice {
    /// The document: the name of its folder in content/
    #[arg(value_name = "DOC")]
    pub document: String,
    /// The version by its label
    pub label: String,
    /// The language [default: one letter in each language of the site]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
    /// One form of the letter instead of all; with --lang and without --output it is printed
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<Letter>,
    /// The folder that the letters are written into [default: notices beside site.yaml]
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

/// A form of the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Letter {
    /// E-mail with text and HTML, without recipient
    Eml,
    /// Plain text
    Text,
    /// Markdown
    Markdown,
    /// JSON for the incoming webhook of a chat
    Chat,
}

#[derive(Arguments, Debug)]
pub struct Explain {
    /// The code, such as S12; without it all codes are listed
    pub code: Option<String>,
}

#[derive(Arguments, Debug)]
pub struct Schema {
    /// The kind of file, such as document; without it all are printed as one schema with a definition for each
    pub kind: Option<String>,
    /// Write each into a file of this folder instead
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Theme {
    /// Copy a file of the built-in theme, or all, into the site's theme; what is there already stays as it is
    Eject {
        /// The file, such as templates/home.html or assets/site.css
        file: Option<String>,
    },
}

#[derive(Arguments, Debug)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// A day as the format writes it, and nothing else that could be understood as one.
fn day(written: &str) -> Result<Date, String> {
    match written.parse::<Date>() {
        Ok(date) if date.to_string() == written => Ok(date),
        _ => Err("write year-month-day, such as 2026-11-21".to_owned()),
    }
}

/// Where a site can be served, by the rule of `site.yaml`; given back with a slash at the end.
fn address(written: &str) -> Result<String, String> {
    aushang::parse::base_address(written)
        .ok_or_else(|| "write an absolute address without query, such as https://trust.example.com/".to_owned())
}

#[cfg(test)]
mod tests;
