//! Types as a reader would write them, in Rust and on the wire.

use super::view::View;
use crate::api::{Integer, Number, Style, Text, Type, Use};
use crate::rust::{ArgumentTy, Ty};

/// A type of Rust; the crate's own types under the names that the old version gave them, so that a renamed type is one
/// change and not one for each place where it stands.
pub(super) fn rust(view: &View<'_>, ty: &Ty) -> String {
    let inner = |ty| rust(view, ty);
    match ty {
        Ty::Unit => "()".to_owned(),
        Ty::Plain(name) | Ty::Runtime(name) => (*name).to_owned(),
        Ty::RuntimeOf(name, of) => format!("{name}<{}>", inner(of)),
        Ty::Option(of) => format!("Option<{}>", inner(of)),
        Ty::Vec(of) => format!("Vec<{}>", inner(of)),
        Ty::Map(of) => format!("BTreeMap<String, {}>", inner(of)),
        Ty::Tuple(of) => format!("({})", of.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Ty::Box(of) => format!("Box<{}>", inner(of)),
        Ty::Item(name) => view.old_name(&name.0).to_owned(),
        Ty::Ref(of) => match of.as_ref() {
            Ty::Plain("String") => "&str".to_owned(),
            Ty::Vec(of) => format!("&[{}]", inner(of)),
            of => format!("&{}", inner(of)),
        },
    }
}

/// The type of an argument.
pub(super) fn argument(view: &View<'_>, ty: &ArgumentTy) -> String {
    match ty {
        ArgumentTy::Ty(ty) => rust(view, ty),
        ArgumentTy::IntoBody => "impl Into<Body>".to_owned(),
    }
}

/// A value as it travels.
pub(super) fn wire(view: &View<'_>, value: &Use) -> String {
    let text = ty(view, &value.ty);
    if value.nullable { format!("{text} or null") } else { text }
}

/// A value that is not null as it travels.
pub(super) fn ty(view: &View<'_>, ty: &Type) -> String {
    match ty {
        Type::Any => "anything".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::Integer(integer) => format!("integer{}", of_integer(*integer)),
        Type::Number(Number::Double) => "number".to_owned(),
        Type::Number(Number::Decimal) => "number (decimal)".to_owned(),
        Type::Text(text) => format!("string{}", of_text(*text)),
        Type::Array(of) => format!("[{}]", wire(view, of)),
        Type::Tuple(of, more) => {
            let mut places: Vec<_> = of.iter().map(|of| wire(view, of)).collect();
            places.extend(more.as_ref().map(|more| format!("{}…", wire(view, more))));
            format!("[{}]", places.join(", "))
        }
        Type::Map(of) => format!("map of {}", wire(view, of)),
        Type::Embedded(of) => format!("JSON in a string: {}", wire(view, of)),
        Type::OrAny(known) => format!("{}, or anything", self::ty(view, known)),
        Type::Named(id) => view.path(*id).to_owned(),
    }
}

fn of_integer(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => " (int8)",
        Integer::I16 => " (int16)",
        Integer::I32 => " (int32)",
        Integer::I64 => "",
        Integer::U8 => " (uint8)",
        Integer::U16 => " (uint16)",
        Integer::U32 => " (uint32)",
        Integer::U64 => " (uint64)",
        Integer::Big => " (of any size)",
        Integer::UnixTime => " (unix time)",
    }
}

fn of_text(text: Text) -> &'static str {
    match text {
        Text::Plain => "",
        Text::Secret => " (secret)",
        Text::DateTime => " (date-time)",
        Text::Date => " (date)",
        Text::Time => " (time)",
        Text::Duration => " (duration)",
        Text::Uuid => " (uuid)",
        Text::Base64 => " (base64)",
        Text::Base64Url => " (base64url)",
        Text::Ipv4 => " (ipv4)",
        Text::Ipv6 => " (ipv6)",
        Text::Uri => " (uri)",
        Text::Decimal => " (decimal)",
        Text::Integer => " (integer)",
        Text::Binary => " (binary)",
    }
}

/// `form, exploded`.
pub(super) fn style(style: Style) -> String {
    let exploded = |name: &str, explode: bool| if explode { format!("{name}, exploded") } else { name.to_owned() };
    match style {
        Style::Simple { explode } => exploded("simple", explode),
        Style::Label { explode } => exploded("label", explode),
        Style::Matrix { explode } => exploded("matrix", explode),
        Style::Form { explode, allow_reserved: false } => exploded("form", explode),
        Style::Form { explode, allow_reserved: true } => exploded("form, reserved characters as they are", explode),
        Style::SpaceDelimited => "space delimited".to_owned(),
        Style::PipeDelimited => "pipe delimited".to_owned(),
        Style::DeepObject => "deep object".to_owned(),
        Style::Json => "JSON".to_owned(),
    }
}

/// `old → new`.
pub(super) fn step(old: impl std::fmt::Display, new: impl std::fmt::Display) -> String {
    format!("{old} → {new}")
}
