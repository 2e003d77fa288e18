//! Which Rust type each type becomes: one table.

use crate::api::{Integer, LONGEST_TUPLE, Number, Text, Type, Use};
use crate::rust::{Ident, Ty};
use std::collections::BTreeMap;

/// What the table needs to know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    /// By [`crate::api::TypeId`].
    pub(super) names: &'a [Ident],
    /// Rows that are to differ: `date-time = "string"`.
    pub(super) formats: &'a BTreeMap<String, String>,
}

impl Table<'_> {
    /// The type of a place, `Option` where it may be null.
    pub(super) fn place(&self, place: &Use) -> Ty {
        let ty = self.ty(&place.ty);
        if place.nullable && !takes_null(&place.ty) { Ty::Option(Box::new(ty)) } else { ty }
    }

    /// The type of a value that is not null.
    pub(super) fn ty(&self, ty: &Type) -> Ty {
        match ty {
            Type::Any | Type::Null => Ty::Runtime("Value"),
            Type::Bool => Ty::Plain("bool"),
            Type::Integer(integer) => self.row(integer_format(*integer), integer_ty(*integer)),
            Type::Number(Number::Double) => self.row("double", Ty::Plain("f64")),
            Type::Number(Number::Decimal) => self.row("decimal", Ty::Runtime("Decimal")),
            Type::Text(text) => self.row(text_format(*text), text_ty(*text)),
            Type::Array(element) => Ty::Vec(Box::new(self.place(element))),
            Type::Tuple(places, None) if (1..=LONGEST_TUPLE).contains(&places.len()) => {
                Ty::Tuple(places.iter().map(|place| self.place(place)).collect())
            }
            Type::Tuple(places, rest) => Ty::Vec(Box::new(self.common(places, rest.as_deref()))),
            Type::Map(value) => Ty::Map(Box::new(self.place(value))),
            Type::Embedded(content) => Ty::RuntimeOf("Embedded", Box::new(self.place(content))),
            Type::OrAny(known) => Ty::RuntimeOf("OrAny", Box::new(self.ty(known))),
            Type::Named(id) => match self.names.get(id.0) {
                Some(name) => Ty::Item(name.clone()),
                None => Ty::Runtime("Value"),
            },
        }
    }

    /// The one type of all elements, or any.
    fn common(&self, places: &[Use], rest: Option<&Use>) -> Ty {
        let mut tys = places.iter().chain(rest).map(|place| self.place(place));
        let first = tys.next();
        first.filter(|first| tys.all(|ty| ty == *first)).unwrap_or(Ty::Runtime("Value"))
    }

    /// A row, unless the settings have another: names of formats, or of JSON's own types.
    fn row(&self, format: &str, ty: Ty) -> Ty {
        match self.formats.get(format).map(String::as_str) {
            Some("string") => Ty::Plain("String"),
            Some("secret" | "password") => Ty::Runtime("Secret"),
            Some("int32") => Ty::Plain("i32"),
            Some("int64" | "integer") => Ty::Plain("i64"),
            Some("uint64") => Ty::Plain("u64"),
            Some("number" | "double" | "float") => Ty::Plain("f64"),
            Some("decimal") => Ty::Runtime("Decimal"),
            Some("any") => Ty::Runtime("Value"),
            _ => ty,
        }
    }
}

/// Whether null is a value of the type itself.
pub(super) fn takes_null(ty: &Type) -> bool {
    matches!(ty, Type::Any | Type::Null | Type::OrAny(_))
}

fn integer_format(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => "int8",
        Integer::I16 => "int16",
        Integer::I32 => "int32",
        Integer::I64 => "int64",
        Integer::U8 => "uint8",
        Integer::U16 => "uint16",
        Integer::U32 => "uint32",
        Integer::U64 => "uint64",
        Integer::Big => "big",
        Integer::UnixTime => "unixtime",
    }
}

fn integer_ty(integer: Integer) -> Ty {
    match integer {
        Integer::I8 => Ty::Plain("i8"),
        Integer::I16 => Ty::Plain("i16"),
        Integer::I32 => Ty::Plain("i32"),
        Integer::I64 | Integer::UnixTime => Ty::Plain("i64"),
        Integer::U8 => Ty::Plain("u8"),
        Integer::U16 => Ty::Plain("u16"),
        Integer::U32 => Ty::Plain("u32"),
        Integer::U64 => Ty::Plain("u64"),
        Integer::Big => Ty::Runtime("BigInt"),
    }
}

fn text_format(text: Text) -> &'static str {
    match text {
        Text::Plain => "",
        Text::Secret => "password",
        Text::DateTime => "date-time",
        Text::Date => "date",
        Text::Time => "time",
        Text::Duration => "duration",
        Text::Uuid => "uuid",
        Text::Base64 => "byte",
        Text::Base64Url => "base64url",
        Text::Ipv4 => "ipv4",
        Text::Ipv6 => "ipv6",
        Text::Uri => "uri",
        Text::Decimal => "decimal",
        Text::Integer => "int64",
        Text::Binary => "binary",
    }
}

fn text_ty(text: Text) -> Ty {
    match text {
        Text::Plain | Text::Uri | Text::Binary => Ty::Plain("String"),
        Text::Secret => Ty::Runtime("Secret"),
        Text::DateTime => Ty::Runtime("DateTime"),
        Text::Date => Ty::Runtime("Date"),
        Text::Time => Ty::Runtime("Time"),
        Text::Duration => Ty::Runtime("Duration"),
        Text::Uuid => Ty::Runtime("Uuid"),
        Text::Base64 => Ty::Runtime("Base64"),
        Text::Base64Url => Ty::Runtime("Base64Url"),
        Text::Ipv4 => Ty::Runtime("Ipv4"),
        Text::Ipv6 => Ty::Runtime("Ipv6"),
        Text::Decimal => Ty::Runtime("DecimalText"),
        Text::Integer => Ty::Runtime("IntegerText"),
    }
}
