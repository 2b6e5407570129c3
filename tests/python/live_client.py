"""A client of the live socket, written from docs/live-protocol.md alone.

    live_client.py BASE EMAIL PASSWORD [--count N] [--reconnect] TOPIC[@AFTER]...

Signs in, follows the topics (from now on, or after a number) and prints every frame it understands as a line of JSON, each
with its kind in "op". Ends after N events, at a goodbye for good, or when its input is closed; --reconnect comes back after a
broken connection. Lines on standard input are sent: "read THREAD POSITION", "drop" (breaks the connection).
"""

import argparse
import asyncio
import html.parser
import http.cookiejar
import json
import random
import sys
import urllib.error
import urllib.parse
import urllib.request

import websockets

PROTOCOL = 1
KNOWN = {"hello", "subscribed", "event", "unread", "reload", "catch_up", "refused", "removed", "error", "goodbye"}
SILENCE = 75


class SignInForm(html.parser.HTMLParser):
    """Finds the secret in the form that goes to /accedi."""

    def __init__(self):
        super().__init__()
        self.inside = False
        self.csrf = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("action") == "/accedi"
        elif tag == "input" and self.inside and attrs.get("name") == "csrf":
            self.csrf = attrs.get("value")

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def sign_in(base, email, password):
    """Signs in; gives the value of the Cookie header."""
    jar = http.cookiejar.CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar), NoRedirect)
    form = SignInForm()
    with opener.open(f"{base}/accedi") as page:
        form.feed(page.read().decode())
    fields = urllib.parse.urlencode({"csrf": form.csrf, "email": email, "password": password}).encode()
    try:
        opener.open(f"{base}/accedi", data=fields)
        raise SystemExit("signing in was answered by a page and not by 303")
    except urllib.error.HTTPError as answer:
        if answer.code != 303:
            raise SystemExit(f"signing in was answered by {answer.code}") from answer
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def say(frame):
    print(json.dumps(frame, ensure_ascii=False), flush=True)


class Client:
    def __init__(self, base, cookies, topics, count):
        self.address = base.replace("http", "ws", 1) + "/live"
        self.origin = base
        self.cookies = cookies
        self.cursors = topics
        self.count = count
        self.attempt = 0
        self.socket = None

    async def run(self, comes_back):
        while True:
            try:
                if await self.talk():
                    return
            except (OSError, websockets.ConnectionClosed, websockets.InvalidHandshake, TimeoutError) as error:
                say({"op": "lost", "why": type(error).__name__})
            if not comes_back:
                return
            longest = min(30, 0.5 * 2**self.attempt)
            self.attempt += 1
            await asyncio.sleep(random.uniform(0.1 * longest, longest))

    async def talk(self):
        """Talks over one connection; true when there is nothing more to wait for."""
        headers = {"Cookie": self.cookies}
        async with websockets.connect(
            self.address, origin=self.origin, additional_headers=headers, compression=None, max_size=8 * 1024 * 1024
        ) as self.socket:
            while True:
                async with asyncio.timeout(SILENCE):
                    message = await self.socket.recv()
                frame = json.loads(message)
                if frame.get("op") in KNOWN and await self.take(frame):
                    return True

    async def take(self, frame):
        say(frame)
        match frame["op"]:
            case "hello":
                if frame["protocol"] != PROTOCOL:
                    raise SystemExit(f"protocol {frame['protocol']} is unknown here")
                self.attempt = 0
                for topic, after in self.cursors.items():
                    self.cursors[topic] = frame["seq"] if after is None else after
                await self.subscribe_all()
            case "catch_up":
                await self.subscribe_all()
            case "subscribed":
                self.advance(frame)
            case "event":
                self.advance(frame)
                self.count -= 1
                return self.count == 0
            case "reload" | "refused" | "removed":
                self.cursors.pop(frame["topic"], None)
            case "goodbye":
                return frame["reason"] == "signed_out"
        return False

    def advance(self, frame):
        topic = frame["topic"]
        if topic in self.cursors:
            self.cursors[topic] = max(self.cursors[topic], frame["seq"])

    async def subscribe_all(self):
        for topic, after in self.cursors.items():
            await self.send({"op": "subscribe", "topic": topic, "after": 0 if topic == "me" else after})

    async def send(self, frame):
        await self.socket.send(json.dumps(frame))

    async def obey(self, lines):
        """Does what standard input says, until it ends."""
        while line := (await lines.readline()).decode().split():
            if line[0] == "read":
                await self.send({"op": "read", "thread": int(line[1]), "position": int(line[2])})
            elif line[0] == "drop":
                self.socket.transport.abort()


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("email")
    parser.add_argument("password")
    parser.add_argument("topics", nargs="+", metavar="TOPIC[@AFTER]")
    parser.add_argument("--count", type=int, default=-1)
    parser.add_argument("--reconnect", action="store_true")
    asked = parser.parse_args()
    named = (topic.partition("@") for topic in asked.topics)
    topics = {topic: int(after) if after else None for topic, _, after in named}
    client = Client(asked.base, sign_in(asked.base, asked.email, asked.password), topics, asked.count)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    tasks = [asyncio.create_task(client.run(asked.reconnect)), asyncio.create_task(client.obey(lines))]
    done, rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in rest:
        task.cancel()
    for task in done:
        task.result()


if __name__ == "__main__":
    asyncio.run(main())
