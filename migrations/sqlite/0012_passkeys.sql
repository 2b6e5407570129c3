-- Passkeys (WebAuthn): the public half of a key that a device or a password manager of the person holds, and what it counts.
CREATE TABLE passkeys (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  -- The credential's own name, in base64url.
  credential_id TEXT NOT NULL,
  -- Under which name the person's devices know the account: random, and it says nothing of anybody.
  handle TEXT NOT NULL,
  credential TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_person ON passkeys (person_id, id);

-- Challenges that wait for an answer of the visitor whom they were given to, for a few minutes; each is taken once.
CREATE TABLE passkey_challenges (
  digest TEXT NOT NULL PRIMARY KEY,
  -- A digest of the secret that the visitor's forms carry.
  visitor TEXT NOT NULL,
  -- A digest of the network's address that asked.
  place TEXT NOT NULL,
  -- What a new passkey is to be called, and the name of the account on the devices; nothing for those who come in.
  name TEXT NOT NULL,
  handle TEXT NOT NULL,
  state TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX passkey_challenges_by_age ON passkey_challenges (expires_at);
CREATE INDEX passkey_challenges_by_place ON passkey_challenges (place);

-- With which passkey somebody has come in, if with one.
ALTER TABLE sign_ins ADD COLUMN passkey_id INTEGER;
CREATE INDEX sign_ins_by_passkey ON sign_ins (passkey_id) WHERE passkey_id IS NOT NULL;
