//! A token from Dollr, with what belongs to one call: a limit of time, the status and the headers of the answer.
//!
//! `DOLLR_CLIENT_ID=… DOLLR_CLIENT_SECRET=… cargo run -p xtask --example dollr`; `DOLLR_URL` is the base URL, where it is
//! not the document's.

use dollr::Client;
use dollr::types::ClientCredentialObtainTokenPayload;
use std::env::var;
use std::error::Error;
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let client = match var("DOLLR_URL") {
        Ok(url) => Client::builder().base_url(&url)?.allow_http_on_loopback().build()?,
        Err(_) => Client::new(),
    };
    let body = ClientCredentialObtainTokenPayload::new(var("DOLLR_CLIENT_ID")?, var("DOLLR_CLIENT_SECRET")?);
    match client.client_obtain_token(&body).timeout(Duration::from_secs(10)).send_blocking() {
        Ok(response) => println!("{}: a token for {} minutes", response.status(), response.body().expires_in),
        Err(error) => {
            println!("{error}");
            for wrong in error.into_body()?.detail.unwrap_or_default() {
                println!("{:?}: {}", wrong.loc, wrong.msg);
            }
        }
    }
    Ok(())
}
