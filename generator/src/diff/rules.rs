//! Every kind of change, with its verdict and the reason for it.

use super::{Rule, Verdict};
use Verdict::{Major, Minor, Patch};

macro_rules! rules {
    ($($name:ident $code:literal $verdict:ident $reason:literal)*) => {
        $(#[doc = $reason] pub(super) static $name: Rule = Rule { code: $code, verdict: $verdict, reason: $reason };)*
        /// All of them, in the order of a document.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    PROVIDER_ADDED "provider-added" Minor "a new crate"
    PROVIDER_REMOVED "provider-removed" Major "the crate is gone"

    API_TITLE "api-title" Patch "only the documentation shows the title"
    API_VERSION "api-version" Patch "the document's own version number is no part of the crate's interface"

    CLIENT_NEW_ADDED "default-server-added" Minor "`Client::new` comes with the first absolute server"
    CLIENT_NEW_REMOVED "default-server-removed" Major "`Client::new` is gone: there is no absolute server any more"
    DEFAULT_SERVER "default-server-changed" Minor "`Client::new` speaks to another server"
    SERVER_ADDED "server-added" Minor "one more server to choose"
    SERVER_REMOVED "server-removed" Minor "who chose this server by its URL should choose another"
    VARIABLE_ADDED "server-variable-added" Minor "one more part of the server's URL to choose"
    VARIABLE_REMOVED "server-variable-removed" Major "who sets this part of the URL has nothing to set"
    VARIABLE_DEFAULT "server-variable-default" Minor "who does not choose speaks to another server"
    VARIABLE_VALUE_ADDED "server-variable-value-added" Minor "one more value to choose"
    VARIABLE_VALUE_REMOVED "server-variable-value-removed" Major "who chose this value is refused"

    SCHEME_ADDED "scheme-added" Minor "one more way to prove who calls"
    SCHEME_REMOVED "scheme-removed" Major "its credentials can no longer be given"
    SCHEME_RENAMED "scheme-renamed" Major "credentials are given under the scheme's key"
    SCHEME_CHANGED "scheme-changed" Major "another kind of credential is needed"
    TOKEN_SOURCE_ADDED "token-source-added" Minor "tokens can be obtained by the crate itself"
    TOKEN_SOURCE_REMOVED "token-source-removed" Major "tokens are no longer obtained by the crate itself"
    TOKEN_SOURCE_RENAMED "token-source-renamed" Major "the token source is called otherwise"
    TOKEN_SOURCE_CHANGED "token-source-changed" Minor "tokens are obtained in another way"
    SECURITY_REQUIRED "security-required" Major "a call without credentials is refused now"
    SECURITY_LIFTED "security-lifted" Minor "credentials are no longer needed, and no longer sent"
    ALTERNATIVE_ADDED "security-alternative-added" Minor "other credentials do as well"
    ALTERNATIVE_REMOVED "security-alternative-removed" Major "who has only these credentials is refused now"
    SCOPES_ADDED "scopes-added" Major "a token without the new scope is refused"
    SCOPES_REMOVED "scopes-removed" Patch "tokens need less"

    OPERATION_ADDED "operation-added" Minor "a new method"
    OPERATION_REMOVED "operation-removed" Major "its method is gone"
    OPERATION_RENAMED "operation-renamed" Major "its method is called otherwise"
    OPERATION_ID "operation-id" Patch "the method keeps its name; only spans and errors show the id"
    OPERATION_MOVED "operation-moved" Minor "the method stays; its requests go to another place"
    OPERATION_REGROUPED "operation-regrouped" Major "its method stands on another handle"
    OPERATION_DEPRECATED "operation-deprecated" Minor "calling it warns"
    OPERATION_UNDEPRECATED "operation-undeprecated" Patch "calling it no longer warns"
    OPERATION_SERVER "operation-server" Minor "its requests go to another server"
    FORM_ADDED "form-added" Minor "one more method, for another form of the body or of the answer"
    FORM_REMOVED "form-removed" Major "the method for this form of the body or of the answer is gone"
    FORM_CHANGED "form-changed" Major "the method for this form takes or gives another type"
    PATH_ORDER "path-parameters-reordered" Major "the arguments change places"
    IDEMPOTENCY "idempotency-changed" Minor "whether it is sent again after a failure"
    PAGES_ADDED "pagination-added" Minor "a method that goes through all pages"
    PAGES_REMOVED "pagination-removed" Major "the method that goes through all pages is gone"
    PAGES_CHANGED "pagination-changed" Major "its pages are walked, or called, otherwise"

    PARAMETER_ADDED "parameter-added" Minor "one more optional field of the parameters"
    PARAMETER_FIRST "parameters-first" Major "the method takes parameters for the first time: one more argument"
    PARAMETERS_GONE "parameters-gone" Major "the method takes no parameters any more: one argument fewer"
    PARAMETER_ADDED_REQUIRED "required-parameter-added" Major "every caller has to pass it"
    PARAMETER_REMOVED "parameter-removed" Major "who passes it can no longer"
    PARAMETER_RENAMED "parameter-renamed" Major "its field is called otherwise"
    PARAMETER_RESPELLED "parameter-respelled" Minor "the field stays; it travels under another name"
    PARAMETER_MOVED "parameter-moved" Minor "the field stays; it travels in another place"
    PARAMETER_TYPE "parameter-type" Major "its type is another"
    PARAMETER_REQUIRED "parameter-required" Major "every caller has to pass it"
    PARAMETER_OPTIONAL "parameter-optional" Major "its type is an `Option` now"
    PARAMETER_STYLE "parameter-style" Minor "the field stays; it is written in another way"
    PARAMETER_DEFAULT "parameter-default" Minor "leaving it out means something else"
    PARAMETER_CONSTRAINT "parameter-constraint" Minor "other values are refused by the server"
    PARAMETER_DEPRECATED "parameter-deprecated" Minor "passing it warns"
    PARAMETER_UNDEPRECATED "parameter-undeprecated" Patch "passing it no longer warns"
    CONSTANT_ADDED "constant-added" Minor "one more constant is sent"
    CONSTANT_REMOVED "constant-removed" Minor "the constant is no longer sent"
    CONSTANT_CHANGED "constant-changed" Minor "another constant is sent"
    ARGUMENTS "arguments-changed" Major "the method takes other arguments"

    BODY_ADDED "body-added" Major "the method takes a body: one more argument"
    BODY_REMOVED "body-removed" Major "the method takes no body any more"
    BODY_REQUIRED "body-required" Major "the body can no longer be left out"
    BODY_OPTIONAL "body-optional" Major "the body is an `Option` now"
    BODY_TYPE "body-type" Major "the body's type is another"
    BODY_FORM "body-media-type" Minor "the body travels in another form"
    BODY_FORM_ADDED "body-media-type-added" Patch "the body could travel in one more form"
    BODY_FORM_REMOVED "body-media-type-removed" Patch "a form that was not used is gone"
    BODY_STYLE "body-style" Minor "a field of the form is written in another way"

    REPLY_TYPE "reply-type" Major "the method gives another type"
    ERROR_TYPE "error-type" Major "the error's body is of another type"
    ANSWER_ADDED "reply-added" Minor "one more documented answer"
    ANSWER_REMOVED "reply-removed" Major "its variant is gone"
    ANSWER_CONTENT "reply-content" Major "its variant holds something else"
    REPLY_DOCUMENTED "status-documented" Patch "one more answer is documented; the types stay"
    REPLY_UNDOCUMENTED "status-undocumented" Minor "this answer is an unexpected one now"
    REPLY_FORM "reply-media-type" Minor "the answer travels in another form"
    HEADER_ADDED "header-added" Minor "one more header of the answer to read"
    HEADER_REMOVED "header-removed" Major "the header can no longer be read by its name"
    HEADER_TYPE "header-type" Major "the header's type is another"

    TYPE_ADDED "type-added" Minor "a new type"
    TYPE_REMOVED "type-removed" Major "the type is gone"
    TYPE_RENAMED "type-renamed" Major "the type is called otherwise"
    TYPE_RESPELLED "type-respelled" Patch "the type keeps its name; the document's key is another"
    TYPE_KIND "type-kind" Major "the type is something else now"
    TYPE_TARGET "type-target" Major "the type stands for something else"
    TYPE_DEPRECATED "type-deprecated" Minor "using it warns"
    TYPE_UNDEPRECATED "type-undeprecated" Patch "using it no longer warns"

    FIELD_ADDED "field-added" Minor "one more field, which `..` completes"
    FIELD_ADDED_REQUIRED "required-field-added" Major "`new` takes one more argument"
    FIELD_REMOVED "field-removed" Major "the field is gone"
    FIELD_RENAMED "field-renamed" Major "the field is called otherwise"
    FIELD_RESPELLED "field-respelled" Minor "the field stays; it travels under another name"
    FIELD_RUST_NAME "field-rust-name" Major "the field is called otherwise in Rust"
    FIELD_TYPE "field-type" Major "its type is another"
    FIELD_REQUIRED "field-required" Major "its type is no `Option` any more"
    FIELD_OPTIONAL "field-optional" Major "its type is an `Option` now"
    FIELD_NULLABLE "field-nullable" Major "it may be null now, so its type is another"
    FIELD_NOT_NULLABLE "field-not-nullable" Major "it is never null now, so its type is another"
    FIELD_SENT "field-sent" Minor "the type stays; when the field has to be there changed"
    FIELD_FORMAT "field-format" Patch "the type stays; the text in it is of another format"
    FIELD_ACCESS "field-access" Minor "the type stays; who may send the field changed"
    FIELD_DEFAULT "field-default" Minor "leaving it out means something else"
    FIELD_CONSTANT "field-constant" Minor "`new` puts another constant there"
    FIELD_ARGUMENT "field-argument" Major "`new` takes other arguments"
    FIELD_CONSTRAINT "field-constraint" Minor "other values are refused by the server"
    FIELD_PROMISE "field-promise" Patch "the server promises other values of the same type"
    FIELD_DEPRECATED "field-deprecated" Minor "using it warns"
    FIELD_UNDEPRECATED "field-undeprecated" Patch "using it no longer warns"
    REST_ADDED "rest-added" Minor "unknown keys are kept"
    REST_REMOVED "rest-removed" Major "the field that kept unknown keys is gone"
    REST_TYPE "rest-type" Major "what unknown keys hold is of another type"

    VALUE_ADDED "value-added" Minor "one more variant of an open enum"
    VALUE_REMOVED "value-removed" Major "the variant is gone"
    VALUE_RENAMED "value-renamed" Major "the variant is called otherwise"
    VALUE_RESPELLED "value-respelled" Minor "the variant stays; it travels as another value"
    VALUE_DEPRECATED "value-deprecated" Minor "using it warns"
    VALUE_UNDEPRECATED "value-undeprecated" Patch "using it no longer warns"
    CHOICE_KIND "choice-kind" Major "`Other` holds something else"
    OTHER_RENAMED "other-renamed" Major "the variant for unknown values is called otherwise"

    MEMBER_ADDED "member-added" Minor "one more variant of an open enum"
    MEMBER_REMOVED "member-removed" Major "the variant is gone"
    MEMBER_RENAMED "member-renamed" Major "the variant is called otherwise"
    MEMBER_TYPE "member-type" Major "the variant holds something else"
    UNION_TAG "union-tag" Minor "the variants are told apart by something else"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_used_once() {
        let codes: BTreeSet<_> = super::ALL.iter().map(|rule| rule.code).collect();
        assert_eq!(codes.len(), super::ALL.len());
    }
}
