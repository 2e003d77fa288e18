//! Whether values survive.
