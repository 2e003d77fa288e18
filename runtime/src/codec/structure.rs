//! Lists, maps, tuples and wrappers from and to [`Json`].

use super::{Decode, DecodeError, Encode};
use crate::json::Json;
use std::borrow::Cow;
use std::collections::BTreeMap;

impl<T: Decode> Decode for Option<T> {
    const TAKES_NULL: bool = true;

    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        match json {
            Json::Null if !T::TAKES_NULL => Ok(None),
            json => T::decode(json).map(Some),
        }
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Json<'_> {
        self.as_ref().map_or(Json::Null, Encode::encode)
    }
}

impl<T: Decode> Decode for Box<T> {
    const TAKES_NULL: bool = T::TAKES_NULL;

    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        T::decode(json).map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self) -> Json<'_> {
        (**self).encode()
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self) -> Json<'_> {
        (**self).encode()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let items = json.into_array()?;
        let mut list = Self::with_capacity(items.len());
        for (at, item) in items.into_iter().enumerate() {
            list.push(T::decode(item).map_err(|error| error.inside(at.to_string()))?);
        }
        Ok(list)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Json<'_> {
        self.as_slice().encode()
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self) -> Json<'_> {
        Json::Array(self.iter().map(Encode::encode).collect())
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
        let members = json.into_object()?.into_iter();
        members
            .map(|(name, json)| match T::decode(json) {
                Ok(value) => Ok((name.into_owned(), value)),
                Err(error) => Err(error.inside("*")),
            })
            .collect()
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self) -> Json<'_> {
        Json::Object(self.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), value.encode())).collect())
    }
}

/// The elements of a tuple, one after the other. What a shorter list does not have is read as null, where null is one
/// of its values; what a longer one has more is passed over.
struct Places<'a>(std::iter::Enumerate<std::vec::IntoIter<Json<'a>>>);

impl Places<'_> {
    fn next<T: Decode>(&mut self) -> Result<T, DecodeError> {
        match self.0.next() {
            Some((at, json)) => T::decode(json).map_err(|error| error.inside(at.to_string())),
            None if T::TAKES_NULL => T::decode(Json::Null),
            None => Err(DecodeError::other("expected a longer list")),
        }
    }
}

macro_rules! tuples {
    ($($($ty:ident $at:tt),+;)*) => {$(
        impl<$($ty: Decode),+> Decode for ($($ty,)+) {
            fn decode(json: Json<'_>) -> Result<Self, DecodeError> {
                let mut places = Places(json.into_array()?.into_iter().enumerate());
                Ok(($(places.next::<$ty>()?,)+))
            }
        }

        impl<$($ty: Encode),+> Encode for ($($ty,)+) {
            fn encode(&self) -> Json<'_> {
                Json::Array(vec![$(self.$at.encode()),+])
            }
        }
    )*};
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}
