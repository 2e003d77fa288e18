//! The scalars of a union: constants are one choice, strings and numbers one member each.

use crate::api::{ChoiceValue, Integer, Number, Text};
use crate::lower::form::{Form, Member};
use crate::lower::schema::{Kind, Schema};
use crate::lower::schemas::Schemas;
use crate::pointer::Pointer;
use std::rc::Rc;

/// One choice of all constants, where every member is constants.
pub(super) fn all_listed(schemas: &mut Schemas<'_>, leaves: &[Member], forms: &[Form]) -> Option<Form> {
    let mut all: Vec<ChoiceValue> = Vec::new();
    for (leaf, form) in leaves.iter().zip(forms) {
        let Form::Choice(values) = form else {
            return None;
        };
        let schema = schemas.get(leaf.id);
        for value in values.iter() {
            if all.iter().any(|known| known.value == value.value) {
                continue;
            }
            let mut value = value.clone();
            if values.len() == 1 && schema.component.is_none() {
                value.hint = value.hint.or(schema.about.title.clone());
                value.docs.text = value.docs.text.or(schema.about.text.clone());
                value.docs.deprecated |= schema.about.deprecated;
                value.rust_name = value.rust_name.or(schema.about.rust_name.clone());
            }
            all.push(value);
        }
    }
    Some(Form::Choice(Rc::new(all)))
}

/// The strings of a union are one member: the widest, an open choice where some are constants.
pub(super) fn one_text(schemas: &mut Schemas<'_>, texts: Vec<(Member, Form)>, pointer: &Pointer) -> Option<Member> {
    let mut texts = texts.into_iter();
    let (first, first_form) = texts.next()?;
    let rest: Vec<(Member, Form)> = texts.collect();
    if rest.is_empty() {
        return Some(first);
    }
    let mut values: Vec<ChoiceValue> = Vec::new();
    let mut formats: Vec<Text> = Vec::new();
    for form in [&first_form].into_iter().chain(rest.iter().map(|(_, form)| form)) {
        match form {
            Form::Choice(listed) => {
                let new: Vec<ChoiceValue> = listed
                    .iter()
                    .filter(|value| !values.iter().any(|known| known.value == value.value))
                    .cloned()
                    .collect();
                values.extend(new);
            }
            Form::Text(text) => formats.push(*text),
            _ => {}
        }
    }
    let secret = formats.contains(&Text::Secret);
    let mut made = Schema { pointer: pointer.clone(), kind: Some(Kind::Text), secret, ..Schema::default() };
    if !values.is_empty() && !secret {
        // A single member that is a choice already is that choice: it is open anyway.
        let choices: Vec<&Member> = [(&first, &first_form)]
            .into_iter()
            .chain(rest.iter().map(|(member, form)| (member, form)))
            .filter(|(_, form)| matches!(form, Form::Choice(_)))
            .map(|(member, _)| member)
            .collect();
        if let [only] = choices.as_slice() {
            return Some((*only).clone());
        }
        made.values = Some(values);
    } else if !secret {
        schemas.widened(pointer, "formats-merged", "strings of several formats: any string");
    }
    let id = schemas.make(made)?;
    Some(Member { id, tags: Vec::new(), hint: None })
}

/// The numbers of a union are one member: the widest.
pub(super) fn one_number(schemas: &mut Schemas<'_>, numbers: Vec<(Member, Form)>, pointer: &Pointer) -> Option<Member> {
    let first = numbers.first()?.0.clone();
    if numbers.len() == 1 {
        return Some(first);
    }
    let choices: Vec<&(Member, Form)> = numbers.iter().filter(|(_, form)| matches!(form, Form::Choice(_))).collect();
    let whole = |form: &Form| match form {
        Form::Integer(_) => true,
        Form::Choice(values) => values.iter().all(|value| value.value.is_i64()),
        _ => false,
    };
    let is_whole = numbers.iter().all(|(_, form)| whole(form));
    if let ([only], true) = (choices.as_slice(), is_whole) {
        return Some(only.0.clone());
    }
    let decimal = numbers.iter().any(|(_, form)| matches!(form, Form::Number(Number::Decimal)));
    let big = numbers.iter().any(|(_, form)| matches!(form, Form::Integer(Integer::Big | Integer::U64)));
    let format = if decimal {
        Some("decimal".to_owned())
    } else if is_whole && big {
        Some("bigint".to_owned())
    } else {
        None
    };
    let kind = Some(if is_whole { Kind::Integer } else { Kind::Number });
    let id = schemas.make(Schema { pointer: pointer.clone(), kind, format, ..Schema::default() })?;
    Some(Member { id, tags: Vec::new(), hint: None })
}
