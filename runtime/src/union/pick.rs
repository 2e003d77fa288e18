//! One look at a value.

use super::shape::{Kinds, Known, Shape};
use crate::codec::DecodeError;
use crate::json::{Json, Scalar};
use serde_json::Value;
use std::borrow::Cow;

type Member<'a> = (Cow<'a, str>, Json<'a>);

/// How well a member fits; the greatest wins, of equals the first in the table.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Tags and constants that are as they must be.
    exact: usize,
    /// Whether the member allows every name that is there. One that does not is better than none: servers add names.
    is_within: bool,
    /// Known names that are there. (What is not known is the rest, so that fewer unknown names are in this figure.)
    known: usize,
    /// Constants of open lists that are as they are today.
    hints: usize,
    /// Required names that are there; for scalars, how narrow the kind is.
    required: usize,
}

impl Score {
    const NOTHING: Self = Self { exact: 0, is_within: true, known: 0, hints: 0, required: 0 };
}

/// Which member a value is; `None`: one that the table does not know.
///
/// # Errors
/// When no member is of the value's kind at all; or when none fits, and what stands at a name, or in a list, is of a kind
/// that no member has there.
pub fn pick(shapes: &[Shape], json: &Json<'_>) -> Result<Option<usize>, DecodeError> {
    let kind = kind(json);
    if !shapes.iter().any(|shape| shape.kinds.meet(kind)) {
        return Err(DecodeError::kind("one of the kinds of a union", json));
    }
    let mut best: Option<(Score, usize)> = None;
    for (at, shape) in shapes.iter().enumerate().filter(|(_, shape)| shape.kinds.meet(kind)) {
        let score = match json {
            Json::Object(members) => object(shape, shapes, members),
            Json::Array(items) => array(shape, items),
            _ => scalar(shape, json, kind),
        };
        if let Some(score) = score
            && best.as_ref().is_none_or(|(best, _)| score > *best)
        {
            best = Some((score, at));
        }
    }
    match (best, json) {
        (Some((_, at)), _) => Ok(Some(at)),
        (None, Json::Object(members)) => misfit(shapes, members).map_or(Ok(None), Err),
        (None, Json::Array(items)) => stranger(shapes, items).map_or(Ok(None), Err),
        (None, _) => Ok(None),
    }
}

/// A constant that a choice does not know yet, as it is.
///
/// # Errors
/// When it is of a kind that none of the choice's constants has.
pub fn constant(json: Json<'_>, kinds: Kinds) -> Result<Value, DecodeError> {
    if kinds.meet(kind(&json)) {
        Ok(json.into_value())
    } else {
        Err(DecodeError::kind("a constant of another kind", &json))
    }
}

/// A name that members know, and that none of them lets hold what it holds. Members that a tag rules out do not count: a
/// value of a member that is not known yet may hold anything.
fn misfit(shapes: &[Shape], members: &[Member<'_>]) -> Option<DecodeError> {
    let is_open = |shape: &&Shape| shape.kinds.meet(Kinds::OBJECT) && !is_of_other_tag(shape, members);
    let open: Vec<&Shape> = shapes.iter().filter(is_open).collect();
    members.iter().find_map(|(name, value)| {
        let mut knowing = open.iter().filter_map(|shape| shape.properties.iter().find(|known| known.name == name));
        let first = knowing.next()?;
        let is_wrong = !holds(first, value) && !knowing.any(|known| holds(known, value));
        is_wrong.then(|| DecodeError::kind("one of the kinds of a union", value).inside(first.name))
    })
}

/// Whether a tag is there, of the right kind, and of another member.
fn is_of_other_tag(shape: &Shape, members: &[Member<'_>]) -> bool {
    let mut next = 0;
    shape.properties.iter().filter(|known| known.is_exact).any(|known| {
        let value = find(members, known.name, &mut next);
        value.is_some_and(|value| holds(known, value) && !value.is_null() && !known.listed.has(value.as_scalar()))
    })
}

/// An element of a kind that no list has.
fn stranger(shapes: &[Shape], items: &[Json<'_>]) -> Option<DecodeError> {
    let lists = || shapes.iter().filter(|shape| shape.kinds.meet(Kinds::ARRAY));
    let is_strange = |item: &&Json<'_>| !lists().any(|shape| shape.items.meet(kind(item)));
    let (at, item) = items.iter().enumerate().find(|(_, item)| is_strange(item))?;
    Some(DecodeError::kind("one of the kinds of a union", item).inside(at.to_string()))
}

fn kind(json: &Json<'_>) -> Kinds {
    match json {
        Json::Null => Kinds::NULL,
        Json::Bool(_) => Kinds::BOOL,
        Json::Number(number) if number.integer().is_some() => Kinds::INTEGER,
        Json::Number(_) => Kinds::FRACTION,
        Json::Text(_) => Kinds::STRING,
        Json::Array(_) => Kinds::ARRAY,
        Json::Object(_) => Kinds::OBJECT,
    }
}

fn scalar(shape: &Shape, json: &Json<'_>, kind: Kinds) -> Option<Score> {
    let mut score = Score::NOTHING;
    if let (Json::Text(text), Some(kinds)) = (json, shape.embedded) {
        // What is read from the string is looked at when it is decoded; a string that cannot be it is of another member.
        return begins_as(text, kinds).then_some(Score { hints: 1, ..score });
    }
    if !shape.listed.is_nothing() {
        score.exact = usize::from(shape.listed.has(json.as_scalar()));
        return (score.exact > 0).then_some(score);
    }
    // A whole number of 64 bits is an integer first; one beyond is a number first.
    let is_narrow = kind == Kinds::INTEGER && json.as_i64().is_some() != shape.kinds.meet(Kinds::FRACTION);
    score.required = usize::from(is_narrow);
    Some(score)
}

/// Whether a text may be JSON of one of these kinds.
fn begins_as(text: &str, kinds: Kinds) -> bool {
    let first = text.trim_start_matches([' ', '\t', '\n', '\r']).bytes().next();
    kinds.meet(match first {
        Some(b'{') => Kinds::OBJECT,
        Some(b'[') => Kinds::ARRAY,
        Some(b'"') => Kinds::STRING,
        Some(b't' | b'f') => Kinds::BOOL,
        Some(b'n') => Kinds::NULL,
        Some(b'-' | b'0'..=b'9') => Kinds::NUMBER,
        _ => Kinds::NONE,
    })
}

fn array(shape: &Shape, items: &[Json<'_>]) -> Option<Score> {
    let fits = items.iter().all(|item| shape.items.meet(kind(item)));
    let is_narrow = items.iter().any(|item| kind(item) == Kinds::INTEGER) && !shape.items.meet(Kinds::FRACTION);
    // A list that names the kind of its elements is a better answer than one of anything.
    let required = usize::from(is_narrow) + usize::from(shape.items != Kinds::ANY);
    fits.then_some(Score { required, ..Score::NOTHING })
}

fn object(shape: &Shape, shapes: &[Shape], members: &[Member<'_>]) -> Option<Score> {
    let mut score = Score::NOTHING;
    let mut next = 0;
    for known in shape.properties {
        let Some(value) = find(members, known.name, &mut next) else {
            if known.is_required {
                return None;
            }
            continue;
        };
        if !holds(known, value) {
            return None;
        }
        score.known += 1;
        score.required += usize::from(known.is_required);
        if known.listed.is_nothing() || value.is_null() {
            continue;
        }
        let scalar = value.as_scalar();
        match (known.listed.has(scalar), known.is_exact) {
            (true, true) => score.exact += 1,
            (true, false) => score.hints += 1,
            (false, true) => return None,
            (false, false) if is_of_another(shapes, known.name, scalar) => return None,
            (false, false) => {}
        }
    }
    score.is_within = !shape.is_closed || score.known == members.len();
    let is_stranger = score.known == 0 && !members.is_empty() && !(shape.properties.is_empty() && score.is_within);
    (!is_stranger || is_alone(shapes)).then_some(score)
}

/// Whether one member is an object. Then it is that one, whatever stands in it; of several, none whose names are all
/// absent is meant, and choosing it would lose what is there.
fn is_alone(shapes: &[Shape]) -> bool {
    shapes.iter().filter(|shape| shape.kinds.meet(Kinds::OBJECT)).count() == 1
}

/// Whether what stands at a known name is of the right kind. A null at a name that need not be there is its absence.
fn holds(known: &Known, value: &Json<'_>) -> bool {
    known.kinds == Kinds::NONE || known.kinds.meet(kind(value)) || (value.is_null() && !known.is_required)
}

/// Whether some member lists this constant for this name.
fn is_of_another(shapes: &[Shape], name: &str, scalar: Scalar<'_>) -> bool {
    let mut properties = shapes.iter().flat_map(|shape| shape.properties);
    properties.any(|known| known.name == name && known.listed.has(scalar))
}

/// The member of this name; looked for first where the order of names lets expect it.
fn find<'j, 'a>(members: &'j [Member<'a>], name: &str, next: &mut usize) -> Option<&'j Json<'a>> {
    let start = (*next).min(members.len());
    let (before, from) = members.split_at_checked(start)?;
    let at = match from.iter().position(|(key, _)| key == name) {
        Some(at) => start + at,
        None => before.iter().position(|(key, _)| key == name)?,
    };
    *next = at + 1;
    members.get(at).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::super::known;
    use super::*;

    fn table(shapes: &[Shape], cases: &[(&str, Option<Option<usize>>)]) {
        for (text, member) in cases {
            let json = Json::parse(text.as_bytes()).unwrap();
            assert_eq!(pick(shapes, &json).ok(), *member, "{text}");
        }
    }

    #[test]
    fn by_names_whatever_the_server_adds() {
        const TOKEN: &[Shape] = &[
            Shape::object(&[known("accessToken").string(), known("tokenType").string(), known("expiresIn").integer()]),
            Shape::object(&[
                known("access_token").string(),
                known("token_type").string(),
                known("expires_in").integer(),
            ]),
        ];
        table(
            TOKEN,
            &[
                (r#"{"accessToken": "a", "tokenType": "b", "expiresIn": 1}"#, Some(Some(0))),
                (r#"{"access_token": "a", "token_type": "b", "expires_in": 1}"#, Some(Some(1))),
                (r#"{"accessToken": "a", "scope": "s", "refresh_token": "r"}"#, Some(Some(0))),
                (r#"{"scope": "s", "refresh_token": "r", "access_token": "a", "x": [], "y": {}}"#, Some(Some(1))),
                (r#"{"access_token": null}"#, Some(Some(1))),
                (r#"{}"#, Some(Some(0))),
                (r#"{"access_token": 1}"#, None),
                (r#"{"ticket": "t"}"#, Some(None)),
                (r#""token""#, None),
                ("null", None),
                ("[]", None),
            ],
        );
    }

    #[test]
    fn by_tag() {
        const PET: &[Shape] = &[
            Shape::object(&[known("kind").required().tag(&["dog"]), known("name").string()]),
            Shape::object(&[known("kind").required().tag(&["cat", "kitten"]), known("lives").integer()]),
        ];
        table(
            PET,
            &[
                (r#"{"kind": "dog"}"#, Some(Some(0))),
                (r#"{"kind": "dog", "lives": 9}"#, Some(Some(0))),
                (r#"{"lives": 9, "kind": "kitten"}"#, Some(Some(1))),
                (r#"{"kind": "fish", "name": "n"}"#, Some(None)),
                (r#"{"kind": 1}"#, None),
                (r#"{"kind": "dog", "name": 1}"#, None),
                (r#"{"kind": "dog", "lives": "nine"}"#, Some(Some(0))),
                (r#"{"kind": "fish", "name": 1}"#, Some(None)),
                (r#"{"name": "n"}"#, Some(None)),
            ],
        );
    }

    #[test]
    fn by_open_constants() {
        const EVENT: &[Shape] = &[
            Shape::object(&[known("type").one_of(&["a", "b"]), known("size").integer()]),
            Shape::object(&[known("type").one_of(&["c"]), known("name").string()]),
            Shape::object(&[known("level").required().tag_scalars(&[Scalar::Int(1), Scalar::Bool(true)])]),
        ];
        table(
            EVENT,
            &[
                (r#"{"type": "b"}"#, Some(Some(0))),
                (r#"{"type": "c"}"#, Some(Some(1))),
                (r#"{"type": "c", "size": 1}"#, Some(Some(1))),
                (r#"{"type": "new", "name": "n"}"#, Some(Some(1))),
                (r#"{"type": "new"}"#, Some(Some(0))),
                (r#"{"type": "a", "level": 1.0}"#, Some(Some(2))),
                (r#"{"level": true}"#, Some(Some(2))),
                (r#"{"level": 2}"#, Some(None)),
            ],
        );
    }

    #[test]
    fn by_required_names_and_closed_objects() {
        const ACCOUNT: &[Shape] = &[
            Shape::object(&[known("id").required().string(), known("iban").required()]),
            Shape::object(&[known("id").required().string()]).closed(),
            Shape::object(&[known("id").required().null().integer()]),
        ];
        table(
            ACCOUNT,
            &[
                (r#"{"id": "a", "iban": 1}"#, Some(Some(0))),
                (r#"{"id": "a"}"#, Some(Some(1))),
                (r#"{"id": "a", "more": 1}"#, Some(Some(1))),
                (r#"{"id": null, "more": 1}"#, Some(Some(2))),
                (r#"{"id": 1}"#, Some(Some(2))),
                (r#"{"id": 1.5}"#, None),
            ],
        );
    }

    #[test]
    fn what_no_member_names() {
        const SEVERAL: &[Shape] = &[
            Shape::object(&[known("a")]).closed(),
            Shape::object(&[known("b"), known("c").integer()]),
            Shape::object(&[]).closed(),
        ];
        table(
            SEVERAL,
            &[
                (r#"{"a": 1, "new": 2}"#, Some(Some(0))),
                (r#"{"a": 1, "b": 2}"#, Some(Some(1))),
                (r#"{"new": 1}"#, Some(None)),
                (r#"{"c": "1"}"#, None),
                (r#"{}"#, Some(Some(0))),
            ],
        );
        const TAGGED: &[Shape] =
            &[Shape::object(&[known("t").tag(&["x"])]).closed(), Shape::object(&[known("t"), known("u")])];
        table(TAGGED, &[(r#"{"t": "x", "u": 1}"#, Some(Some(0))), (r#"{"t": "y", "u": 1}"#, Some(Some(1)))]);
        const FREE: &[Shape] = &[Shape::object(&[known("a")]), Shape::object(&[])];
        table(FREE, &[(r#"{"new": 1}"#, Some(Some(1))), (r#"{"a": 1, "new": 1}"#, Some(Some(0)))]);
        const ALONE: &[Shape] = &[Shape::object(&[known("a")]).closed(), Shape::string()];
        table(ALONE, &[(r#"{"new": 1}"#, Some(Some(0))), (r#""a""#, Some(Some(1)))]);
    }

    #[test]
    fn by_kind() {
        const ANSWER: &[Shape] = &[
            Shape::number(),
            Shape::integer(),
            Shape::string(),
            Shape::values(&["auto", "none"]),
            Shape::array(Kinds::STRING.or(Kinds::NULL)),
            Shape::array(Kinds::NUMBER),
            Shape::object(&[]),
        ];
        table(
            ANSWER,
            &[
                ("1", Some(Some(1))),
                ("1.0", Some(Some(1))),
                ("1e2", Some(Some(1))),
                ("1.5", Some(Some(0))),
                ("123456789012345678901", Some(Some(0))),
                (r#""auto""#, Some(Some(3))),
                (r#""automatic""#, Some(Some(2))),
                (r#"["a", null]"#, Some(Some(4))),
                ("[1, 2.5]", Some(Some(5))),
                ("[]", Some(Some(4))),
                ("[{}]", None),
                (r#"["a", 1]"#, Some(None)),
                ("{}", Some(Some(6))),
                ("true", None),
                ("null", None),
            ],
        );
        table(&[Shape::values(&["auto"]), Shape::bool()], &[(r#""new""#, Some(None)), ("true", Some(Some(1)))]);
        table(&[Shape::null(), Shape::number()], &[("null", Some(Some(0))), ("1", Some(Some(1)))]);
    }

    #[test]
    fn of_several_kinds_and_in_strings() {
        const ERROR: &[Shape] = &[
            Shape::embedded(Kinds::OBJECT).or(Shape::object(&[known("code").required().string()])),
            Shape::string(),
            Shape::integer().or(Shape::array(Kinds::INTEGER)),
        ];
        table(
            ERROR,
            &[
                (r#""{\"code\": \"a\"}""#, Some(Some(0))),
                (r#"{"code": "a"}"#, Some(Some(0))),
                (r#"" \n{""#, Some(Some(0))),
                (r#""plain""#, Some(Some(1))),
                ("[1]", Some(Some(2))),
                ("2", Some(Some(2))),
                (r#"["a"]"#, None),
            ],
        );
    }
}
