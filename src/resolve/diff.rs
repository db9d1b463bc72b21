//! To come.
/// x
#[derive(Clone, Debug)]
pub struct EntryChange;
