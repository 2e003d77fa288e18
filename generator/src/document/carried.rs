//! What version 3.0 cannot say, and how it travels to `lower` nevertheless: keys of ours on the same node.
//!
//! A key of these never comes from a document: the door removes what a document writes under [`PREFIX`]. Where a value
//! is a schema, it is of version 3.0 already, references and all, and
//! `serde_json::from_value::<openapiv3::ReferenceOr<openapiv3::Schema>>` takes it.
//!
//! What needs no key, because every document arrives in one spelling:
//!
//! | written | arrives as |
//! |---|---|
//! | `true`, `{}` as a schema | a schema of kind `Any` without a keyword |
//! | `false` as a schema | the same, with [`NEVER`] |
//! | `type: "null"`, `const: null`, `enum: [null]` | `Any` with `enumeration: [null]`, and `nullable` |
//! | `type: [T, "null"]` | `T`, and `nullable` |
//! | `type: [A, B]` | `anyOf`, with [`TYPE_ARRAY`]; each keyword at the members that it guards |
//! | `null` among the values of an `enum` | not among them, and `nullable` |
//! | a union with a member that is only null | without it, and `nullable`; of one other member: that member |
//! | `$ref` alone | `ReferenceOr::Reference`, to `#/components/<section>/<key>`, which is there |
//! | `$ref` beside a description, `nullable`, … | `allOf: [$ref]` beside them, with [`ANNOTATED_REFERENCE`] |
//! | `$ref` beside constraints (3.1) | `allOf: [$ref]` beside them |
//! | `exclusiveMinimum: 3` | `minimum: 3`, `exclusiveMinimum: true` |
//! | `contentEncoding: base64`, `base64url` | `format: byte`, `base64url` |
//! | `contentMediaType` that is neither JSON nor text, without encoding | `format: binary` |
//! | `items: [A, B]`, as older drafts had it | [`PREFIX_ITEMS`] |
//! | `encoding.explode` | as it holds: `true` where it is absent and the style is `form` |
//!
//! Path items are never references, and `callbacks`, `links` and `webhooks` are left out: no client sends them. The
//! schemas of what callbacks and webhooks send are components.

/// How each of these keys begins.
pub const PREFIX: &str = "x-specwright-";

/// On a schema: the schemas of a list's first places. `items` beside it is for the places that follow.
pub const PREFIX_ITEMS: &str = "x-specwright-prefix-items";

/// On a schema: an object from pattern to schema.
pub const PATTERN_PROPERTIES: &str = "x-specwright-pattern-properties";

/// On a schema: the schema of an object's keys.
pub const PROPERTY_NAMES: &str = "x-specwright-property-names";

/// On a schema: `true` where its one `enum` value was written as `const`.
pub const CONST: &str = "x-specwright-const";

/// On a schema: `true` where no value is valid.
pub const NEVER: &str = "x-specwright-never";

/// On a schema: `true` where its `anyOf` was written as `type: [A, B]`.
pub const TYPE_ARRAY: &str = "x-specwright-type-array";

/// On a schema: `true` where its `allOf` of one reference was a reference with annotations beside it. It makes no new type.
pub const ANNOTATED_REFERENCE: &str = "x-specwright-annotated-reference";

/// On a schema: the digits of a `minimum` that neither `i64` nor, for a number, `f64` can hold exactly.
pub const MINIMUM: &str = "x-specwright-minimum";

/// On a schema: the digits of a `maximum` that neither `i64` nor, for a number, `f64` can hold exactly.
pub const MAXIMUM: &str = "x-specwright-maximum";

/// On a schema: the digits of a `multipleOf` that the kind of the schema cannot hold.
pub const MULTIPLE_OF: &str = "x-specwright-multiple-of";

/// On a schema of a string: `application/json`, what the string holds.
pub const CONTENT_MEDIA_TYPE: &str = "x-specwright-content-media-type";

/// On a schema of a string: an encoding other than base64.
pub const CONTENT_ENCODING: &str = "x-specwright-content-encoding";

/// On a schema of a string: the schema of what it holds.
pub const CONTENT_SCHEMA: &str = "x-specwright-content-schema";

/// On a schema: `true`, `false` or a schema, for the keys that no keyword beside it knows.
pub const UNEVALUATED_PROPERTIES: &str = "x-specwright-unevaluated-properties";

/// On a schema: `true`, `false` or a schema, for the places that no keyword beside it knows.
pub const UNEVALUATED_ITEMS: &str = "x-specwright-unevaluated-items";

/// On a schema: an object from key to the keys that it needs.
pub const DEPENDENT_REQUIRED: &str = "x-specwright-dependent-required";

/// On a schema: the schema of which a list holds some element.
pub const CONTAINS: &str = "x-specwright-contains";

/// On a schema: how many such elements there are at least.
pub const MIN_CONTAINS: &str = "x-specwright-min-contains";

/// On a schema: how many such elements there are at most.
pub const MAX_CONTAINS: &str = "x-specwright-max-contains";

/// On a schema: the schemas of `if`, `then`, `else` and `dependentSchemas`. A value may or may not be of them; their
/// properties may be there. It is in the ledger.
pub const CONDITIONAL: &str = "x-specwright-conditional";

/// On a schema: its `examples`, a list of values.
pub const EXAMPLES: &str = "x-specwright-examples";

/// On a header: its `explode`.
pub const EXPLODE: &str = "x-specwright-explode";

/// On a security scheme, which then is `http` with the scheme `mutual`: `true` where it was `mutualTLS`.
pub const MUTUAL_TLS: &str = "x-specwright-mutual-tls";

/// On an operation: why it cannot be sent correctly. It is to be skipped; the ledger has it already.
pub const UNSENDABLE: &str = "x-specwright-unsendable";

/// The word of a document that a key stands for: `propertyNames` for a key of ours, else the key.
pub(super) fn word(key: &str) -> String {
    let Some(own) = key.strip_prefix(PREFIX) else { return key.to_owned() };
    let mut word = String::with_capacity(own.len());
    let mut is_first = false;
    for character in own.chars() {
        match character {
            '-' => is_first = true,
            other if std::mem::take(&mut is_first) => word.extend(other.to_uppercase()),
            other => word.push(other),
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::{CONDITIONAL, PROPERTY_NAMES, word};

    #[test]
    fn keys_of_ours_stand_for_words() {
        for (key, expected) in
            [(PROPERTY_NAMES, "propertyNames"), (CONDITIONAL, "conditional"), ("x-rust-name", "x-rust-name")]
        {
            assert_eq!(word(key), expected);
        }
    }
}
