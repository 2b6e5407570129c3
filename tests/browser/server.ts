// The real program, as a test needs it: on a free port, with data of its own, killed and started again on the same data.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { expect } from "@playwright/test";
import { fileURLToPath } from "node:url";
import { once } from "node:events";
import * as path from "node:path";
import { promisify } from "node:util";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";

export type Database = "sqlite" | "postgres";

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const binary = process.env["PRASSI_TEST_BIN"] ?? path.join(root, "target/debug/prassi");
const patience = 30_000;
const run = promisify(execFile);

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A schema of its own on the tests' PostgreSQL server, and how to be rid of it. */
async function freshSchema(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = process.env["PRASSI_TEST_POSTGRES"];
  if (server === undefined) throw new Error("no PRASSI_TEST_POSTGRES: run `make test`, or `tests/tools/with-postgres npm run test:browser`");
  const name = `b${randomUUID().replaceAll("-", "")}`;
  const sql = async (command: string): Promise<void> => {
    await run("psql", ["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", command, server], { timeout: patience });
  };
  await sql(`CREATE SCHEMA ${name}`);
  const url = `${server}${server.includes("?") ? "&" : "?"}options[search_path]=${name}`;
  return { url, drop: () => sql(`SET client_min_messages = warning; DROP SCHEMA ${name} CASCADE`) };
}

export class Server {
  readonly origin: string;
  readonly #folder: string;
  readonly #port: number;
  readonly #database: { url: string; drop: () => Promise<void> } | null;
  #process: ChildProcess | null = null;
  #said = "";

  private constructor(folder: string, port: number, database: { url: string; drop: () => Promise<void> } | null) {
    this.#folder = folder;
    this.#port = port;
    this.#database = database;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** A server with the demo community, ready to answer. */
  static async start(database: Database): Promise<Server> {
    const postgres = database === "postgres" ? await freshSchema() : null;
    const server = new Server(await mkdtemp(path.join(tmpdir(), "prassi-browser-")), await freePort(), postgres);
    try {
      await server.restart();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Starts the program on this server's data and waits until it is ready. */
  async restart(): Promise<void> {
    const env: NodeJS.ProcessEnv = { PATH: process.env["PATH"], HOME: process.env["HOME"] };
    env["PRASSI_DATA_DIR"] = this.#folder;
    env["PRASSI_LISTEN"] = `127.0.0.1:${this.#port}`;
    if (this.#database !== null) env["PRASSI_DATABASE_URL"] = this.#database.url;
    // Where the test run gathers which SQL statements were executed (tests/tools/statements).
    const notes = process.env["PRASSI_STATEMENT_LOG"];
    if (notes !== undefined) env["PRASSI_STATEMENT_LOG"] = notes;
    // the kernel ends it should this worker be killed
    const child = spawn("setpriv", ["--pdeathsig", "KILL", binary, "serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
    this.#process = child;
    const limit = AbortSignal.timeout(patience);
    await new Promise<void>((resolve, reject) => {
      const listen = (chunk: Buffer): void => {
        this.#said += chunk.toString();
        if (this.#said.includes(this.origin)) resolve();
      };
      this.#said = "";
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("error", reject);
      child.once("exit", (code) => { reject(new Error(`the server ended at once (${String(code)}):\n${this.#said}`)); });
      limit.addEventListener("abort", () => { reject(new Error(`the server was not ready in ${patience / 1000} s:\n${this.#said}`)); });
    });
    // it listens before its journal is followed
    const ready = async (): Promise<string> => await (await fetch(`${this.origin}/readyz`, { signal: limit })).text();
    await expect.poll(ready, { timeout: patience, message: `ready?\n${this.#said}` }).toBe("ready\n");
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends the program and throws its data away. */
  async stop(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
    await this.#database?.drop();
  }
}
