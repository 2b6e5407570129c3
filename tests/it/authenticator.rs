//! A device that makes passkeys and comes in with them: what a browser and its authenticator do (WebAuthn, section 6), on P-256.

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use prassi::base::{PasskeyId, Rng};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::house::{Answered, Browser, PASSWORD, unescape};

/// Somebody was there, and was recognised.
const RECOGNISED: u8 = 0b101;
const ATTESTED: u8 = 0b100_0000;
/// May be, and is, on other devices too.
pub const SYNCED: u8 = 0b1_1000;

/// A passkey as its device holds it. What it says can be bent.
#[derive(Clone)]
pub struct Device {
    pub key: SigningKey,
    pub id: Vec<u8>,
    pub handle: Option<Vec<u8>>,
    pub counter: u32,
    pub flags: u8,
    /// The name the passkey belongs to.
    pub host: String,
    /// Where the page says to be.
    pub origin: String,
    /// What the server keeps of it.
    pub passkey: PasskeyId,
}

/// The origin of a server's pages as passkeys know it: a name, never a number.
pub fn origin(browser: &Browser) -> String {
    browser.base.replace("127.0.0.1", "localhost")
}

fn random(bytes: usize) -> Vec<u8> {
    let mut random = vec![0; bytes];
    Rng::System.fill(&mut random);
    random
}

impl Device {
    /// A new one, for a page of this browser's server.
    pub fn new(browser: &Browser) -> Self {
        Self {
            key: SigningKey::from_slice(&random(32)).unwrap(),
            id: random(32),
            handle: None,
            counter: 0,
            flags: RECOGNISED,
            host: "localhost".to_owned(),
            origin: origin(browser),
            passkey: PasskeyId(0),
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let (challenge, origin) = (&options["challenge"], &self.origin);
        json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn head(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.host.as_bytes()).to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// What `navigator.credentials.create` gives for the server's question.
    pub fn make(&mut self, options: &Value) -> Value {
        let handle = options["user"]["id"].as_str().unwrap();
        self.handle = Some(BASE64URL_NOPAD.decode(handle.as_bytes()).unwrap());
        let mut data = self.head(self.flags | ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        let point = self.key.verifying_key().to_sec1_point(false);
        // A COSE key (RFC 9053, section 7.1): EC2, ES256, P-256.
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point.as_bytes()[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point.as_bytes()[33..]);
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59".to_vec();
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": { "credProps": { "rk": true } }, "response": {
            "clientDataJSON": BASE64URL_NOPAD.encode(&self.client_data("webauthn.create", options)),
            "attestationObject": BASE64URL_NOPAD.encode(&object),
            "transports": ["internal", "hybrid"],
        } })
    }

    /// What `navigator.credentials.get` gives for the server's question.
    pub fn answer(&self, options: &Value) -> Value {
        let (data, client) = (self.head(self.flags), self.client_data("webauthn.get", options));
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client));
        let signature: Signature = self.key.sign(&signed);
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}, "response": {
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "signature": BASE64URL_NOPAD.encode(signature.to_der().as_bytes()),
            "userHandle": self.handle.as_ref().map(|handle| BASE64URL_NOPAD.encode(handle)),
        } })
    }

    /// Comes in on a browser where nobody is, by the form of this page.
    pub async fn enter(&self, browser: &Browser, page: &str) -> Answered {
        let form = browser.get(page).await.hidden("/accedi/passkey");
        self.enter_by(browser, &form, &[]).await
    }

    /// The same by a form that is there already, with more fields.
    pub async fn enter_by(&self, browser: &Browser, form: &[(String, String)], more: &[(&str, &str)]) -> Answered {
        let csrf = &form.iter().find(|(name, _)| name == "csrf").unwrap().1;
        let (token, options) = ask(browser, csrf).await;
        let credential = self.answer(&options).to_string();
        let mut fields = vec![("passkey_token", token.as_str()), ("credential", credential.as_str())];
        fields.extend_from_slice(more);
        browser.send("/accedi/passkey", form, &fields).await
    }
}

/// Asks the server for a question: its secret, and what it asks.
pub async fn ask(browser: &Browser, csrf: &str) -> (String, Value) {
    let asked = browser.post("/accedi/passkey/inizio", &[("csrf", csrf)]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let said: Value = serde_json::from_str(&asked.text).unwrap();
    (said["token"].as_str().unwrap().to_owned(), said["options"].clone())
}

/// The first step of a new passkey: the name and the password.
pub async fn begin(browser: &Browser, name: &str) -> Answered {
    let page = browser.get("/profilo/passkey").await.hidden("/profilo/passkey");
    browser.send("/profilo/passkey", &page, &[("passkey_name", name), ("password", PASSWORD)]).await
}

/// What the browser is asked on the page of the second step.
pub fn options(page: &Answered) -> Value {
    let found = regex::Regex::new(r#"data-options="([^"]*)""#).unwrap();
    let options = found.captures(&page.text).unwrap_or_else(|| panic!("no options in {}", page.text));
    serde_json::from_str(&unescape(&options[1])).unwrap()
}

/// Makes a passkey for whoever is signed in.
pub async fn make(browser: &Browser, name: &str) -> Device {
    make_on(browser, name, Device::new(browser)).await
}

/// Makes a passkey on this device.
pub async fn make_on(browser: &Browser, name: &str, mut device: Device) -> Device {
    let page = begin(browser, name).await;
    assert_eq!(page.status, 200, "{}", page.text);
    let credential = device.make(&options(&page)).to_string();
    let form = page.hidden("/profilo/passkey/conferma");
    let made = browser.send("/profilo/passkey/conferma", &form, &[("credential", &credential)]).await;
    assert_eq!((made.status, made.location.as_str()), (303, "/profilo/passkey"), "{}", made.text);
    let list = browser.get("/profilo/passkey").await;
    let links = regex::Regex::new(r#"href="/profilo/passkey/(\d+)""#).unwrap();
    device.passkey = links.captures_iter(&list.text).last().unwrap()[1].parse().unwrap();
    device
}
