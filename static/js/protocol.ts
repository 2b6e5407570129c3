// The socket's frames, as JSON text. The server's side is the room `live`.

export type Outgoing =
  | { op: "subscribe"; topic: string; after: number }
  | { op: "unsubscribe"; topic: string }
  | { op: "read"; thread: number; position: number };

export interface LiveEvent {
  readonly op: "event";
  readonly topic: string;
  readonly seq: number;
  readonly kind: string;
  readonly post?: number;
  readonly thread?: number;
  readonly position?: number;
  readonly version?: number;
  readonly author?: number;
  readonly title?: string;
  readonly sign?: string;
  readonly html?: string;
}

export interface Unread {
  readonly op: "unread";
  readonly total: number;
  readonly spaces: Readonly<Record<string, number>>;
  /** People who ask to come into spaces that this person facilitates. */
  readonly requests?: Readonly<Record<string, number>>;
  /** Reported messages that wait in the spaces that this person facilitates. */
  readonly reports?: Readonly<Record<string, number>>;
  readonly due?: number;
}

export type Incoming =
  | { readonly op: "hello"; readonly seq: number; readonly person: number; readonly build: string }
  | { readonly op: "subscribed"; readonly topic: string; readonly seq: number }
  | LiveEvent
  | Unread
  | { readonly op: "reload"; readonly topic: string }
  | { readonly op: "catch_up" }
  | { readonly op: "refused"; readonly topic: string }
  | { readonly op: "removed"; readonly topic: string }
  | { readonly op: "goodbye"; readonly reason: "signed_out" | "restart" };

const known = new Set(["hello", "subscribed", "event", "unread", "reload", "catch_up", "refused", "removed", "goodbye"]);

/** A frame of the protocol, or null for anything else: a newer server may say more than this page understands. */
export function parseFrame(data: unknown): Incoming | null {
  if (typeof data !== "string") return null;
  try {
    const frame: unknown = JSON.parse(data);
    if (typeof frame !== "object" || frame === null || !("op" in frame) || typeof frame.op !== "string") return null;
    return known.has(frame.op) ? (frame as Incoming) : null;
  } catch {
    return null;
  }
}
