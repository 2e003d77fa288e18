//! Token sources: the names of what a token's request sends and of where its answer has what.

use super::docs;
use super::ident::{Style, is_taken_type};
use super::scope::Scope;
use super::words::Symbols;
use crate::api::{self, Api, GrantCredentials, TypeId};
use crate::diagnostic::Diagnostic;
use crate::rust::{
    Field, Group, Ident, Item, Method, Presence, RefusalReads, Struct, TokenBody, TokenInput, TokenReads, TokenRequest,
    TokenSource, TokenValue, Ty, Way,
};
use std::collections::BTreeMap;

/// The methods of `Client` that a token source adds; with several sources, each has its own.
pub(super) const METHODS: [&str; 3] = ["token_source", "with_client_credentials", "with_credentials_from_env"];

/// Names every token source.
pub(super) fn token_sources(
    api: &Api,
    names: &[Ident],
    items: &[Item],
    groups: &[Group],
    problems: &mut Vec<Diagnostic>,
) -> Vec<TokenSource> {
    let finder = Finder { api, names, items: items.iter().map(|item| (item.name(), item)).collect(), groups };
    let is_alone = api.token_sources.len() == 1;
    let mut scope = Scope::default();
    let sources = api.token_sources.iter().filter_map(|source| {
        let pascal = Style::Pascal.of(&source.scheme, Symbols::Meant);
        let pascal = if is_taken_type(&pascal) { format!("{pascal}Tokens") } else { pascal };
        let snake = Style::Snake.of(&source.scheme, Symbols::Meant);
        let [plain, with, from] = METHODS.map(|name| match is_alone {
            true => Ident(name.to_owned()),
            false => Ident(format!("{name}_for_{snake}")),
        });
        let pointer = api.schemes.get(&source.scheme).map(|scheme| scheme.pointer.child("x-token-source"));
        let grant = &source.grant;
        let inputs = credentials(Some(&grant.credentials), &grant.constants);
        let is_basic = grant.credentials == GrantCredentials::Basic;
        let made = finder.request(grant.operation, inputs, is_basic, &source.answer, &source.refusal);
        let grant = made.map_err(|missing| problems.push(unsent(pointer.clone(), &missing))).ok()?;
        let refresh = source.refresh.as_ref().and_then(|refresh| {
            let mut inputs = credentials(refresh.credentials.as_ref(), &refresh.constants);
            inputs.insert(&refresh.token, TokenInput::RefreshToken);
            let is_basic = refresh.credentials == Some(GrantCredentials::Basic);
            let made = finder.request(refresh.operation, inputs, is_basic, &refresh.answer, &refresh.refusal);
            made.map_err(|missing| problems.push(unsent(pointer.clone(), &missing))).ok()
        });
        let told = match &refresh {
            Some(refresh) => format!(
                "Obtains tokens for `{}` with `{}`, and renews them with `{}`.",
                source.scheme, grant.method.0, refresh.method.0
            ),
            None => format!("Obtains tokens for `{}` with `{}`.", source.scheme, grant.method.0),
        };
        Some(TokenSource {
            scheme: source.scheme.clone(),
            name: scope.claim([pascal]),
            docs: docs::line(&told),
            source: plain,
            with,
            environment: source.environment.clone().map(|(id, secret)| (from, id, secret)),
            grant,
            refresh,
            unit: match source.unit {
                api::TimeUnit::Milliseconds => 1,
                api::TimeUnit::Seconds => 1000,
                api::TimeUnit::Minutes => 60_000,
                api::TimeUnit::Hours => 3_600_000,
            },
            default_lifetime: source.default_lifetime,
            renew_before: source.renew_before,
        })
    });
    sources.collect()
}

/// What goes where, by the name that it has in the document.
type Inputs<'a> = BTreeMap<&'a str, TokenInput>;

fn credentials<'a>(given: Option<&'a GrantCredentials>, constants: &'a [(String, String)]) -> Inputs<'a> {
    let mut inputs: Inputs<'_> =
        constants.iter().map(|(name, text)| (name.as_str(), TokenInput::Constant(text.clone()))).collect();
    if let Some(GrantCredentials::Body { id, secret }) = given {
        inputs.extend([(id.as_str(), TokenInput::ClientId), (secret.as_str(), TokenInput::ClientSecret)]);
    }
    inputs
}

fn unsent(pointer: Option<crate::pointer::Pointer>, missing: &str) -> Diagnostic {
    Diagnostic {
        code: "token-source-incomplete",
        message: format!("the request for a token cannot be made: {missing}"),
        place: None,
        pointer,
        label: String::new(),
        notes: Vec::new(),
        help: Some("`with: {name: value}` beside `operation` gives it a value".to_owned()),
    }
}

struct Finder<'a> {
    api: &'a Api,
    names: &'a [Ident],
    items: BTreeMap<&'a Ident, &'a Item>,
    groups: &'a [Group],
}

impl<'a> Finder<'a> {
    fn request(
        &self,
        operation: usize,
        inputs: Inputs<'_>,
        is_basic: bool,
        answer: &api::TokenAnswer,
        refusal: &api::Refusal,
    ) -> Result<TokenRequest, String> {
        let (group, method) = self.method(operation).ok_or("its operation has no method")?;
        if !method.arguments.is_empty() && (method.arguments.len() > 1 || method.body.is_none()) {
            return Err(format!("`{}` takes more than a body", method.name.0));
        }
        let body = match (&method.body, &method.arguments.first().map(|it| &it.ty)) {
            (Some(_), Some(crate::rust::ArgumentTy::Ty(Ty::Ref(ty)))) => match &**ty {
                Ty::Item(name) => Some(self.body(name, inputs)?),
                _ => return Err("its body is no object".to_owned()),
            },
            (None, _) => None,
            _ => return Err("its body is no object".to_owned()),
        };
        let refusal = refusal.body.as_ref().filter(|_| matches!(method.fails, crate::rust::Fails::Json(_)));
        Ok(TokenRequest {
            group,
            method: method.name.clone(),
            body,
            is_basic,
            output: method.output.clone(),
            error: method.error.clone(),
            reads: TokenReads {
                token: self.ways(&answer.token),
                lifetime: self.ways(&answer.lifetime),
                refresh_token: self.ways(&answer.refresh_token),
                success: answer.success.as_ref().map(|(way, value)| (self.way(way), value.clone())),
                refusal: self.refusal(&answer.refusal),
            },
            refusal: refusal.map(|(_, ways)| self.refusal(ways)),
        })
    }

    fn method(&self, operation: usize) -> Option<(Option<Ident>, &'a Method)> {
        let operation = self.api.operations.get(operation)?;
        let is_it = |method: &&Method| method.operation == operation.id;
        self.groups.iter().find_map(|group| {
            let method = group.methods.iter().find(is_it)?;
            Some((group.module.as_ref().map(|module| module.name.clone()), method))
        })
    }

    fn structure(&self, name: &Ident) -> Option<&'a Struct> {
        match self.items.get(name)? {
            Item::Struct(item) => Some(item),
            _ => None,
        }
    }

    fn body(&self, name: &Ident, mut inputs: Inputs<'_>) -> Result<TokenBody, String> {
        let item = self.structure(name).ok_or("its body is no object")?;
        let (mut arguments, mut fields) = (Vec::new(), Vec::new());
        for field in &item.fields {
            match (inputs.remove(field.wire.as_str()), field.is_argument()) {
                (Some(what), true) => arguments.push((&field.name, value(what, field))),
                (Some(what), false) => fields.push((field.name.clone(), value(what, field))),
                (None, true) => return Err(format!("`{}` must be given", field.wire)),
                (None, false) => {}
            }
        }
        match inputs.keys().next() {
            Some(name) => Err(format!("its body has no `{name}`")),
            None => {
                let order = item.arguments();
                arguments.sort_by_key(|(name, _)| order.iter().position(|field| field.name == **name));
                let arguments: Vec<_> = arguments.into_iter().map(|(_, value)| value).collect();
                Ok(TokenBody { ty: name.clone(), has_new: !arguments.is_empty(), arguments, fields })
            }
        }
    }

    fn refusal(&self, ways: &api::RefusalWays) -> RefusalReads {
        RefusalReads {
            code: self.ways(&ways.code),
            message: self.ways(&ways.message),
            request_id: self.ways(&ways.request_id),
        }
    }

    /// Ways through different variants of one union are one way.
    fn ways(&self, ways: &[api::Way]) -> Vec<Way> {
        let mut joined: Vec<Way> = Vec::new();
        for way in ways.iter().map(|way| self.way(way)) {
            match (joined.last_mut(), way) {
                (Some(Way::Variants(name, arms)), Way::Variants(other, others))
                    if *name == other && others.iter().all(|(one, _)| arms.iter().all(|(known, _)| known != one)) =>
                {
                    arms.extend(others);
                }
                (_, way) => joined.push(way),
            }
        }
        joined
    }

    fn way(&self, way: &api::Way) -> Way {
        match way {
            api::Way::Here => Way::Here,
            api::Way::Field(id, at, then) => self.field(*id, *at, then).unwrap_or(Way::Here),
            api::Way::Members(id, arms) => self.variants(*id, arms).unwrap_or(Way::Here),
            api::Way::Alias(id, then) => {
                let is_newtype = self.item(*id).is_some_and(|item| matches!(item, Item::Newtype(_)));
                let then = self.way(then);
                if is_newtype { Way::Newtype(Box::new(then)) } else { then }
            }
            api::Way::Embedded(then) => Way::Embedded(Box::new(self.way(then))),
            api::Way::Known(then) => Way::Known(Box::new(self.way(then))),
            api::Way::Place(at, then) => Way::Place(*at, Box::new(self.way(then))),
            api::Way::Any(pointer) => Way::Pointer(pointer.clone()),
        }
    }

    fn item(&self, id: TypeId) -> Option<&'a Item> {
        self.items.get(self.names.get(id.0)?).copied()
    }

    fn field(&self, id: TypeId, at: usize, then: &api::Way) -> Option<Way> {
        let Item::Struct(item) = self.item(id)? else { return None };
        let field = item.fields.get(at)?;
        let is_option = !matches!(field.presence, Presence::Required);
        Some(Way::Field(field.name.clone(), is_option, Box::new(self.way(then))))
    }

    fn variants(&self, id: TypeId, arms: &[(usize, api::Way)]) -> Option<Way> {
        let Item::Union(item) = self.item(id)? else { return None };
        let arms = arms.iter().filter_map(|(at, then)| Some((item.variants.get(*at)?.name.clone(), self.way(then))));
        Some(Way::Variants(item.name.clone(), arms.collect()))
    }
}

fn value(what: TokenInput, field: &Field) -> TokenValue {
    let mut ty = &field.ty;
    while let Ty::Option(inner) = ty {
        ty = inner;
    }
    TokenValue { what, ty: ty.clone() }
}
