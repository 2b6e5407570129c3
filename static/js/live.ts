// The tab's one socket. It survives Turbo's navigation: elements subscribe when they enter the page and leave when they go. Each topic remembers the
// last sequence it has seen, so after any gap the server replays exactly what was missed; replay is harmless, because elements replace by id and version.
import { backoff } from "./backoff.ts";
import { build, person } from "./page.ts";
import { type Incoming, type LiveEvent, type Outgoing, parseFrame, type Unread } from "./protocol.ts";
import { hideOffline, pageIsStale, reloadPage, showOffline, showRemoved, showSignedOut } from "./live-signs.ts";

export interface Listener {
  event?(event: LiveEvent): void;
  unread?(counts: Unread): void;
}

interface Topic {
  seq: number;
  readonly listeners: Set<Listener>;
}

type State = "closed" | "connecting" | "open" | "ended";

class Live {
  #socket: WebSocket | null = null;
  #state: State = "closed";
  #person: number | null = null;
  #attempt = 0;
  #retry: number | undefined;
  #offline: number | undefined;
  readonly #topics = new Map<string, Topic>();
  readonly #read = new Map<number, number>();
  #readTimer: number | undefined;

  /** Opens, keeps or closes the socket, as the page's person asks. Called at each page. */
  sync(): void {
    const now = person();
    if (now !== this.#person) {
      this.#person = now;
      this.#end("closed");
      this.#read.clear();
    }
    if (now !== null && this.#state === "closed") this.#connect();
  }

  /** Subscribes from `after`; the answer undoes it. */
  subscribe(name: string, after: number, listener: Listener): () => void {
    const topic = this.#topics.get(name);
    if (topic === undefined) {
      this.#topics.set(name, { seq: after, listeners: new Set([listener]) });
      this.#subscribe(name);
    } else {
      topic.listeners.add(listener);
      // a page from the browser's history is older than what this tab has seen: ask again from there
      if (after < topic.seq) {
        topic.seq = after;
        this.#subscribe(name);
      }
    }
    return () => {
      this.#leave(name, listener);
    };
  }

  /** Tells the server how far a discussion has been read; at most every two seconds. */
  read(thread: number, position: number): void {
    this.#read.set(thread, Math.max(position, this.#read.get(thread) ?? 0));
    this.#readTimer ??= window.setTimeout(() => {
      this.#sendReads();
    }, 2000);
  }

  /** Sends what waits, before the page goes away. */
  flush(): void {
    this.#sendReads();
  }

  /** Tries now: the network or the reader is back. */
  wake(): void {
    if (this.#state === "closed" && this.#person !== null) {
      this.#attempt = 0;
      this.#connect();
    }
  }

  /** The browser says that the network is gone: do not wait for a time-out to notice. */
  networkLost(): void {
    if (this.#state === "open" || this.#state === "connecting") this.#lost();
  }

  #leave(name: string, listener: Listener): void {
    const topic = this.#topics.get(name);
    if (topic?.listeners.delete(listener) !== true || topic.listeners.size > 0) return;
    this.#topics.delete(name);
    this.#send({ op: "unsubscribe", topic: name });
  }

  #connect(): void {
    clearTimeout(this.#retry);
    this.#state = "connecting";
    const address = new URL("/live", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(address);
    this.#socket = socket;
    this.#armOffline();
    socket.addEventListener("message", (message) => {
      const frame = parseFrame(message.data);
      if (socket === this.#socket && frame !== null) this.#receive(frame);
    });
    socket.addEventListener("close", () => {
      if (socket === this.#socket) this.#lost();
    });
  }

  #armOffline(): void {
    this.#offline ??= window.setTimeout(showOffline, 3000);
  }

  #lost(): void {
    if (this.#state === "ended") return;
    this.#drop();
    this.#state = "closed";
    this.#armOffline();
    this.#retry = window.setTimeout(() => {
      this.#connect();
    }, backoff(this.#attempt));
    this.#attempt += 1;
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    clearTimeout(this.#retry);
    socket?.close();
  }

  #end(state: State): void {
    this.#drop();
    this.#state = state;
    this.#attempt = 0;
    clearTimeout(this.#offline);
    this.#offline = undefined;
    hideOffline();
  }

  #opened(): void {
    this.#state = "open";
    this.#attempt = 0;
    clearTimeout(this.#offline);
    this.#offline = undefined;
    hideOffline();
    this.#subscribeAll();
    this.#sendReads();
    document.dispatchEvent(new CustomEvent("prassi:online"));
  }

  #receive(frame: Incoming): void {
    switch (frame.op) {
      case "hello":
        if (frame.person !== this.#person) {
          this.#signedOut();
          return;
        }
        if (build() !== null && frame.build !== build()) pageIsStale(frame.build);
        this.#greet(frame.seq);
        return;
      case "subscribed":
        this.#advance(frame.topic, frame.seq);
        return;
      case "event":
        this.#deliver(frame);
        return;
      case "unread":
        for (const listener of this.#topics.get("me")?.listeners ?? []) listener.unread?.(frame);
        return;
      case "reload":
        if (this.#topics.has(frame.topic)) void reloadPage();
        return;
      case "catch_up":
        this.#subscribeAll();
        return;
      case "refused":
        this.#topics.delete(frame.topic);
        return;
      case "removed":
        this.#topics.delete(frame.topic);
        void showRemoved();
        return;
      case "goodbye":
        if (frame.reason === "signed_out") this.#signedOut();
        return;
    }
  }

  #greet(seq: number): void {
    const me = this.#topics.get("me");
    // counts are sent whole at subscription: nothing older is of use
    if (me?.seq === 0) me.seq = seq;
    this.#opened();
  }

  #signedOut(): void {
    this.#end("ended");
    void showSignedOut();
  }

  #advance(name: string, seq: number): void {
    const topic = this.#topics.get(name);
    if (topic !== undefined && seq > topic.seq) topic.seq = seq;
  }

  #deliver(event: LiveEvent): void {
    const topic = this.#topics.get(event.topic);
    if (topic === undefined) return;
    this.#advance(event.topic, event.seq);
    for (const listener of topic.listeners) listener.event?.(event);
  }

  #subscribeAll(): void {
    for (const name of this.#topics.keys()) this.#subscribe(name);
  }

  #subscribe(name: string): void {
    const topic = this.#topics.get(name);
    if (topic !== undefined) this.#send({ op: "subscribe", topic: name, after: topic.seq });
  }

  #sendReads(): void {
    clearTimeout(this.#readTimer);
    this.#readTimer = undefined;
    if (this.#state !== "open") return;
    for (const [thread, position] of this.#read) this.#send({ op: "read", thread, position });
    this.#read.clear();
  }

  #send(frame: Outgoing): void {
    if (this.#state === "open") this.#socket?.send(JSON.stringify(frame));
  }
}

export const live = new Live();

/** Ties the socket to what the browser tells. Called once. */
export function startLive(): void {
  window.addEventListener("online", () => {
    live.wake();
  });
  window.addEventListener("offline", () => {
    live.networkLost();
  });
  window.addEventListener("pagehide", () => {
    live.flush();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") live.wake();
    else live.flush();
  });
}
