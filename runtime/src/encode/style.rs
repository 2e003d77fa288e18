//! How a parameter is written.

/// How a parameter is written: a style of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub(super) kind: Kind,
    pub(super) is_exploded: bool,
    /// `allowReserved`.
    pub(super) keeps_reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Deep,
    Json,
}

const fn style(kind: Kind, is_exploded: bool) -> Style {
    Style { kind, is_exploded, keeps_reserved: false }
}

const fn reserved(style: Style) -> Style {
    Style { keeps_reserved: true, ..style }
}

/// `blue,black`; `R,100,G,200`.
pub const SIMPLE: Style = style(Kind::Simple, false);
/// `blue,black`; `R=100,G=200`.
pub const SIMPLE_EXPLODE: Style = style(Kind::Simple, true);
/// `.blue,black`; `.R,100,G,200`.
pub const LABEL: Style = style(Kind::Label, false);
/// `.blue.black`; `.R=100.G=200`.
pub const LABEL_EXPLODE: Style = style(Kind::Label, true);
/// `;color=blue,black`; `;color=R,100,G,200`.
pub const MATRIX: Style = style(Kind::Matrix, false);
/// `;color=blue;color=black`; `;R=100;G=200`.
pub const MATRIX_EXPLODE: Style = style(Kind::Matrix, true);
/// `color=blue,black`; `color=R,100,G,200`.
pub const FORM: Style = style(Kind::Form, false);
/// `color=blue&color=black`; `R=100&G=200`.
pub const FORM_EXPLODE: Style = style(Kind::Form, true);
/// [`FORM`] with `allowReserved`.
pub const FORM_RESERVED: Style = reserved(FORM);
/// [`FORM_EXPLODE`] with `allowReserved`.
pub const FORM_EXPLODE_RESERVED: Style = reserved(FORM_EXPLODE);
/// `color=blue%20black`; `color=R%20100%20G%20200`.
pub const SPACE: Style = style(Kind::Space, false);
/// `color=blue%7Cblack`; `color=R%7C100%7CG%7C200`.
pub const PIPE: Style = style(Kind::Pipe, false);
/// `color%5BR%5D=100&color%5BG%5D=200`.
pub const DEEP_OBJECT: Style = style(Kind::Deep, true);
/// `color=%7B%22R%22%3A100%7D`: JSON text.
pub const JSON: Style = style(Kind::Json, false);
