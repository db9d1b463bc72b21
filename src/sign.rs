//! Signatures in minisign's format, which `minisign -V` and `signify` users can verify without Aushang.
//!
//! Owns how a key is read and that it is never printed or written. The signature is Ed25519 over `BLAKE2b` with chance
//! in it, as `minisign` makes it: two of the same bytes differ, so one that holds is kept.

use std::fmt;
use std::io::Cursor;

use ct_codecs::{Base64, Decoder as _};
use minisign::{PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};

/// The comment that is signed with the bytes.
const TRUSTED_COMMENT: &str = "file:SHA256SUMS";

/// The first line of a signature, which nobody signs.
const COMMENT: &str = "signature of SHA256SUMS";

/// The length of a secret key: algorithms, salt, limits, number, key, digest.
const KEY_BYTES: usize = 158;

/// A secret key. Nothing prints it.
pub struct Key {
    secret: SecretKey,
    public: PublicKey,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// The key that a file of minisign holds, with or without its comment line; `password` for one that is encrypted.
    ///
    /// # Errors
    /// Where it is no key, and where the password is missing or another one, in a sentence that tells nothing of either.
    pub fn read(text: &str, password: Option<&str>) -> Result<Self, String> {
        let no_key = || "this is no secret key of minisign".to_owned();
        let line = text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
        let bytes = Base64::decode_to_vec(line, None).map_err(|_| no_key())?;
        if bytes.len() != KEY_BYTES || !bytes.starts_with(b"Ed") {
            return Err(no_key());
        }
        // `minisign -GW` leaves the digest empty by which the library would know a damaged key; a key that does not fit
        // to itself fails when it signs.
        let written = SecretKey::from_bytes(&bytes).map_err(|_| no_key())?;
        let secret = match password {
            _ if !written.is_encrypted() => written,
            None => return Err("the secret key is encrypted: give its password in AUSHANG_SIGN_PASSWORD".to_owned()),
            Some(password) => {
                let boxed = SecretKeyBox::from(format!("untrusted comment: minisign secret key\n{line}\n"));
                let opened = boxed.into_secret_key(Some(password.to_owned()));
                opened.map_err(|_| "the password does not open the secret key".to_owned())?
            }
        };
        let public = PublicKey::from_secret_key(&secret).map_err(|_| no_key())?;
        Ok(Self { secret, public })
    }

    /// The public key, as `minisign -P` takes it.
    #[must_use]
    pub fn public(&self) -> String {
        self.public.to_base64()
    }

    /// The signature of `bytes`, as a file of minisign.
    ///
    /// # Errors
    /// Where the key cannot sign.
    pub fn sign(&self, bytes: &[u8]) -> Result<String, String> {
        let signed =
            minisign::sign(Some(&self.public), &self.secret, Cursor::new(bytes), Some(TRUSTED_COMMENT), Some(COMMENT));
        signed.map(SignatureBox::into_string).map_err(|error| error.to_string())
    }
}

/// Whether `signature` is one of `bytes` by the owner of `public`: the key as `minisign -P` takes it, or the file that
/// holds it.
///
/// # Errors
/// Where it is not, in a sentence.
pub fn verify(public: &str, bytes: &[u8], signature: &str) -> Result<(), String> {
    let key = PublicKey::from_base64(public.trim())
        .or_else(|_| PublicKeyBox::from_string(public).and_then(PublicKeyBox::into_public_key))
        .map_err(|_| "this is no public key of minisign".to_owned())?;
    let signature = SignatureBox::from_string(signature).map_err(|_| "this is no signature of minisign".to_owned())?;
    minisign::verify(&key, &signature, Cursor::new(bytes), true, false, false)
        .map_err(|_| "the signature is not one of these bytes by this key".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_signed_verifies_and_nothing_else_does() {
        let pair = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
        let text = pair.sk.to_box(None).unwrap().into_string();
        let key = Key::read(&text, None).unwrap();
        let signature = key.sign(b"sums").unwrap();
        assert_eq!(verify(&key.public(), b"sums", &signature), Ok(()));
        assert!(verify(&key.public(), b"sumz", &signature).is_err());
        let other = minisign::KeyPair::generate_unencrypted_keypair().unwrap();
        assert!(verify(&other.pk.to_base64(), b"sums", &signature).is_err());
        assert!(verify("nonsense", b"sums", &signature).is_err());
        assert!(Key::read("nonsense", None).is_err() && Key::read("", None).is_err());
        assert_eq!(format!("{key:?}"), "Key");
    }
}
