//! What providers call things; the better name first.

use specwright::api::TimeUnit;

pub(super) const TOKEN: &[&str] = &[
    "accesstoken",
    "bearertoken",
    "authtoken",
    "authenticationtoken",
    "authorizationtoken",
    "sessiontoken",
    "apitoken",
    "jwttoken",
    "jwt",
    "token",
    "idtoken",
];
pub(super) const REFRESH_TOKEN: &[&str] = &["refreshtoken", "refresh"];
pub(super) const ID: &[&str] = &[
    "clientid",
    "oauthclientid",
    "applicationid",
    "appid",
    "consumerkey",
    "appkey",
    "apikeyid",
    "accesskeyid",
    "keyid",
    "accesskey",
    "apikey",
    "username",
    "login",
    "email",
    "emailaddress",
    "userid",
    "user",
    "accountid",
    "id",
];
pub(super) const SECRET: &[&str] = &[
    "clientsecret",
    "oauthclientsecret",
    "applicationsecret",
    "appsecret",
    "consumersecret",
    "apikeysecret",
    "apisecret",
    "secretaccesskey",
    "accesskeysecret",
    "secretkey",
    "keysecret",
    "secret",
    "password",
    "passwd",
    "pass",
    "apikey",
];
pub(super) const GRANT_TYPE: &[&str] = &["granttype"];
pub(super) const SUCCESS: &[&str] = &["success", "issuccess", "succeeded", "successful", "ok"];
pub(super) const CODE: &[&str] = &["code", "errorcode", "errcode"];
pub(super) const MESSAGE: &[&str] =
    &["message", "errormessage", "errordescription", "msg", "errmsg", "detail", "description", "reason"];
pub(super) const REQUEST_ID: &[&str] = &["requestid", "xrequestid", "correlationid", "traceid"];
/// What is a lifetime by its name alone.
pub(super) const LIFETIME: &[&str] = &[
    "expiresin",
    "accesstokenexpiresin",
    "tokenexpiresin",
    "expirein",
    "ttl",
    "tokenttl",
    "lifetime",
    "tokenlifetime",
    "validfor",
    "expiresafter",
];
/// What is a lifetime when a unit of time is spoken of, and may be a point in time otherwise.
pub(super) const MAYBE_LIFETIME: &[&str] =
    &["expires", "expiry", "expiryin", "expiration", "exp", "validity", "duration"];
/// The words of a path under which tokens are given.
pub(super) const PATH: &[&str] = &[
    "token",
    "tokens",
    "oauth",
    "oauth2",
    "auth",
    "authenticate",
    "authentication",
    "login",
    "signin",
    "jwt",
    "session",
    "sessions",
];
/// The words of a path under which something else is done with them.
pub(super) const OTHER_PATH: &[&str] = &[
    "refresh",
    "revoke",
    "introspect",
    "register",
    "signup",
    "logout",
    "reset",
    "verify",
    "users",
    "device",
    "invite",
];

const UNITS: &[(TimeUnit, &[&str])] = &[
    (TimeUnit::Milliseconds, &["milliseconds", "millisecond", "millis", "ms"]),
    (TimeUnit::Seconds, &["seconds", "second", "secs", "sec"]),
    (TimeUnit::Minutes, &["minutes", "minute", "mins", "min"]),
    (TimeUnit::Hours, &["hours", "hour", "hrs"]),
];

/// `clientid` of `client_id`, `clientId` and `Client-ID`.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|each| each.to_ascii_lowercase()).collect()
}

/// How good a name is, 0 being the best.
pub(super) fn rank(name: &str, names: &[&str]) -> Option<usize> {
    let plain = plain(name);
    names.iter().position(|known| *known == plain)
}

/// `expires`, `in` of `expiresIn` and `expires_in`.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for each in text.chars() {
        if !each.is_ascii_alphanumeric() || (each.is_ascii_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = each.is_ascii_lowercase() || each.is_ascii_digit();
        if let Some(last) = words.last_mut().filter(|_| each.is_ascii_alphanumeric()) {
            last.push(each.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The unit that a word stands for.
pub(super) fn unit(word: &str) -> Option<TimeUnit> {
    UNITS.iter().find(|(_, names)| names.contains(&word)).map(|(unit, _)| *unit)
}

/// The unit that a text speaks of: the one after "in", or the first.
pub(super) fn unit_in(text: &str) -> Option<TimeUnit> {
    let words = words(text);
    let after_in = words.windows(2).find_map(|pair| match pair {
        [one, other] if one == "in" => unit(other),
        _ => None,
    });
    after_in.or_else(|| words.iter().find_map(|word| unit(word)))
}

#[cfg(test)]
mod tests {
    use super::{LIFETIME, TOKEN, TimeUnit, rank, unit_in, words};

    #[test]
    fn names_are_compared_without_their_spelling() {
        for (name, names, expected) in [
            ("access_token", TOKEN, Some(0)),
            ("accessToken", TOKEN, Some(0)),
            ("Access-Token", TOKEN, Some(0)),
            ("pageToken", TOKEN, None),
            ("expires_in", LIFETIME, Some(0)),
        ] {
            assert_eq!(rank(name, names), expected, "{name}");
        }
    }

    #[test]
    fn the_unit_is_what_the_text_says() {
        for (text, expected) in [
            ("Token lifetime in seconds.", Some(TimeUnit::Seconds)),
            ("Expiry duration in minutes", Some(TimeUnit::Minutes)),
            ("One hour (in seconds: 3600)", Some(TimeUnit::Seconds)),
            ("expiresInMs", Some(TimeUnit::Milliseconds)),
            ("valid for some hours", Some(TimeUnit::Hours)),
            ("when it ends", None),
        ] {
            assert_eq!(unit_in(text), expected, "{text}");
        }
        assert_eq!(words("expiresIn-APIKey"), ["expires", "in", "apikey"]);
    }
}
