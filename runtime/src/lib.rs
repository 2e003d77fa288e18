//! What the client crates written by specwright stand on.
