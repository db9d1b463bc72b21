//! The only writer of the disk: stage, verify, swap.
