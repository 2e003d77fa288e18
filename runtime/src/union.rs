//! Which member of a union a value is, told from outside in one look: a constant table of shapes, and [`pick`].
//!
//! ```
//! use specwright_runtime::generated::{Json, Shape, known, pick};
//!
//! const PET: &[Shape] = &[
//!     Shape::object(&[known("kind").required().tag(&["cat"]), known("lives").integer()]),
//!     Shape::object(&[known("kind").required().tag(&["dog"]), known("tricks").array()]),
//! ];
//! let pick = |text: &str| pick(PET, &Json::parse(text.as_bytes()).unwrap());
//!
//! assert_eq!(pick(r#"{"kind": "dog", "age": 3}"#), Ok(Some(1)));
//! assert_eq!(pick(r#"{"kind": "fish"}"#), Ok(None), "not known yet: `Other`");
//! assert!(pick(r#""dog""#).is_err(), "no member is a string");
//! ```

mod or_any;
mod pick;
mod shape;

pub use or_any::OrAny;
pub use pick::{constant, pick};
pub use shape::{Kinds, Known, Shape, known};
