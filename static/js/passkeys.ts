// Passkeys: the browser's part of making one and of coming in with one. The server checks everything; without this script the password remains.
import { element, icon } from "./fragment.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

/** What the server asks, and the secret that names its question. */
interface Question {
  readonly token: string;
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

/** Why the server asked nothing. */
class Unasked extends Error {
  readonly isTooMany: boolean;

  constructor(isTooMany: boolean) {
    super("the server asked nothing");
    this.isTooMany = isTooMany;
  }
}

/** A question of the server's lives for five minutes; one that waits beside a field is asked anew before. */
const renewal = 4 * 60_000;
const transports = ["usb", "nfc", "ble", "internal", "hybrid"];

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function descriptors(of: readonly PublicKeyCredentialDescriptorJSON[] = []): PublicKeyCredentialDescriptor[] {
  return of.map(({ id }) => ({ id: bytes(id), type: "public-key" }));
}

/** Written by hand: `parseCreationOptionsFromJSON` and `toJSON` are younger than the browsers of these offices, and some password managers lack them. */
function creation(json: PublicKeyCredentialCreationOptionsJSON): PublicKeyCredentialCreationOptions {
  const { user, challenge, excludeCredentials } = json;
  return {
    ...(json as object as PublicKeyCredentialCreationOptions),
    challenge: bytes(challenge),
    user: { ...user, id: bytes(user.id) },
    excludeCredentials: descriptors(excludeCredentials),
  };
}

function request(json: PublicKeyCredentialRequestOptionsJSON): PublicKeyCredentialRequestOptions {
  return { ...(json as object as PublicKeyCredentialRequestOptions), challenge: bytes(json.challenge), allowCredentials: descriptors(json.allowCredentials) };
}

/** What the browser answers, as the server reads it. */
function answer(credential: PublicKeyCredential): string {
  const { credProps } = credential.getClientExtensionResults();
  const named = { id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: credProps === undefined ? {} : { credProps } };
  const { response } = credential;
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const known = response.getTransports().filter((one) => transports.includes(one));
    return JSON.stringify({ ...named, response: { clientDataJSON, attestationObject: text(response.attestationObject), transports: known } });
  }
  const { authenticatorData, signature, userHandle } = response as AuthenticatorAssertionResponse;
  const handle = userHandle === null ? null : text(userHandle);
  return JSON.stringify({ ...named, response: { clientDataJSON, authenticatorData: text(authenticatorData), signature: text(signature), userHandle: handle } });
}

function field(form: HTMLFormElement, name: string): HTMLInputElement | null {
  return form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
}

/** Sends the answer as the form it is. The fields are emptied at once: an answer is good for one time. */
function send(form: HTMLFormElement, credential: Credential | null, token?: string): void {
  const into = field(form, "credential");
  if (into === null || !(credential instanceof PublicKeyCredential)) return;
  into.value = answer(credential);
  const named = field(form, "passkey_token");
  if (named !== null && token !== undefined) named.value = token;
  form.requestSubmit();
  into.value = "";
}

/** Asks the server for a question. */
async function ask(form: HTMLFormElement): Promise<Question> {
  const body = new URLSearchParams({ csrf: field(form, "csrf")?.value ?? "" });
  const said = await fetch("/accedi/passkey/inizio", { method: "POST", body, headers: { Accept: "application/json" } });
  if (!said.ok) throw new Unasked(said.status === 429);
  return (await said.json()) as Question;
}

/** What went wrong, in words; nothing when it was meant. */
function sentence(error: unknown, isMaking: boolean, isLate: boolean): string {
  const w = words();
  if (error instanceof Unasked && error.isTooMany) return w.passkeyBusy;
  switch (error instanceof DOMException ? error.name : "") {
    case "AbortError": return "";
    case "NotAllowedError": return isLate ? w.passkeyLate : isMaking ? w.passkeyNotMade : w.passkeyNotUsed;
    case "InvalidStateError": return w.passkeyHere;
    case "SecurityError": return w.passkeyElsewhere;
    case "NotSupportedError":
    case "ConstraintError": return w.passkeyUnable;
    default: return w.passkeyFailed;
  }
}

/** Says it beside the button, aloud too. */
function complain(form: HTMLFormElement, words: string): void {
  form.querySelector("[data-passkey-said]")?.remove();
  if (words === "") return;
  const line = element("p", "field-error");
  line.dataset["passkeySaid"] = "";
  line.setAttribute("role", "alert");
  line.append(icon("error"), element("span", "", words));
  form.append(line);
}

let waiting: { readonly form: HTMLFormElement; readonly control: AbortController; readonly timer: number } | null = null;

function disarm(): void {
  waiting?.control.abort();
  clearTimeout(waiting?.timer);
  waiting = null;
}

/** Offers passkeys among the names that the browser fills in, where it can. Nobody asked for it: what goes wrong stays unsaid. */
async function arm(form: HTMLFormElement): Promise<void> {
  disarm();
  const control = new AbortController();
  const again = (): void => {
    if (document.hidden) document.addEventListener("visibilitychange", again, { once: true });
    else if (waiting?.control === control) void arm(form);
  };
  waiting = { form, control, timer: window.setTimeout(again, renewal) };
  try {
    // older browsers have no such question
    const known = PublicKeyCredential as { isConditionalMediationAvailable?: () => Promise<boolean> };
    if ((await known.isConditionalMediationAvailable?.()) !== true) return;
    const { token, options } = await ask(form);
    if (control.signal.aborted) return;
    send(form, await navigator.credentials.get({ mediation: "conditional", signal: control.signal, publicKey: request(options) }), token);
  } catch {
    // the button and the password are still there
  }
}

/** The button: the browser's turn, then the form goes. */
async function press(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
  const isMaking = form.dataset["passkey"] === "make";
  const begun = performance.now();
  let limit = Number.POSITIVE_INFINITY;
  disarm();
  complain(form, "");
  button?.setAttribute("aria-disabled", "true");
  say(words().passkeyTurn);
  try {
    if (isMaking) {
      const options = JSON.parse(form.dataset["options"] ?? "{}") as PublicKeyCredentialCreationOptionsJSON;
      limit = options.timeout ?? limit;
      send(form, await navigator.credentials.create({ publicKey: creation(options) }));
    } else {
      const { token, options } = await ask(form);
      limit = options.timeout ?? limit;
      send(form, await navigator.credentials.get({ publicKey: request(options) }), token);
    }
  } catch (error) {
    complain(form, sentence(error, isMaking, performance.now() - begun >= limit));
    if (form.isConnected && form.dataset["autofill"] !== undefined) void arm(form);
  } finally {
    button?.removeAttribute("aria-disabled");
  }
}

/** Called at each page: forms that need a passkey appear where there can be any; elsewhere the page says why not. */
export function dressPasskeys(): void {
  if (waiting?.form.isConnected === false) disarm();
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey][hidden]")) {
    const isKnown = "PublicKeyCredential" in window && "credentials" in navigator;
    const isHere = location.origin === form.dataset["origin"];
    const instead = !isHere ? "[data-passkey-elsewhere]" : isKnown ? null : "[data-passkey-missing]";
    const notice = instead === null ? null : document.querySelector<HTMLElement>(instead);
    if (notice !== null) notice.hidden = false;
    if (instead !== null) continue;
    form.hidden = false;
    if (form.dataset["autofill"] !== undefined) void arm(form);
  }
}

/** Called once. */
export function startPasskeys(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target instanceof HTMLFormElement ? event.target : null;
    if (form?.matches("[data-passkey=enter], [data-passkey=make]") !== true) return;
    if (field(form, "credential")?.value !== "") return;
    event.preventDefault();
    const button = event.submitter;
    if (button?.getAttribute("aria-disabled") !== "true") void press(form, button);
  }, { capture: true });
}
