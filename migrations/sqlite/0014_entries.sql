-- With which passkey a sign-in was begun; 0 for one that is gone since; nothing for a password. Apart from that, `passkey_id`
-- says what it has proven, which may come later.
ALTER TABLE sign_ins ADD COLUMN entered_with INTEGER;
CREATE INDEX sign_ins_by_entry ON sign_ins (entered_with) WHERE entered_with IS NOT NULL;
UPDATE sign_ins SET entered_with = passkey_id
  WHERE passkey_id IN (SELECT k.id FROM passkeys k WHERE k.created_at < sign_ins.created_at);
