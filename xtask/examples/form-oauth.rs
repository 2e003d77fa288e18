//! A token from an API of your own that takes a form, awaited, and what it says when it refuses.
//!
//! `FORM_OAUTH_URL=https://…/v1 FORM_OAUTH_CLIENT_ID=… FORM_OAUTH_CLIENT_SECRET=… cargo run -p xtask --example form-oauth`

use form_oauth::Client;
use form_oauth::types::{AuthTokenRequest, ErrorCause};
use std::env::var;
use std::error::Error;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().base_url(&var("FORM_OAUTH_URL")?)?.allow_http_on_loopback().build()?;
    let body = AuthTokenRequest::new(var("FORM_OAUTH_CLIENT_ID")?, var("FORM_OAUTH_CLIENT_SECRET")?);
    match client.auth_token(&body).await {
        Ok(answer) => println!("{answer:#?}"),
        Err(error) => match error.into_body()?.error.map(|cause| cause.into_inner()) {
            Some(ErrorCause::ErrorDetail(detail)) => println!("refused, {:?}: {:?}", detail.code, detail.message),
            Some(ErrorCause::Message(text)) => println!("refused: {text}"),
            other => println!("refused: {other:?}"),
        },
    }
    Ok(())
}
