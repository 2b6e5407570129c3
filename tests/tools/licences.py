#!/usr/bin/env python3
"""Checks what the dependencies bring: licences, duplicates, banned crates, and where the lock files point.

    licences.py                     checks; exit status 1 and one line for each thing found
    licences.py --write-duplicates  writes tests/tools/duplicates.allow anew, keeping the reasons that are there
    licences.py --self-test         tests itself

The allowed licences and the banned crates stand in deny.toml. Nothing but Python 3.11 is needed; cargo is asked
offline first.
"""

import json
import re
import subprocess
import sys
import tomllib
import unittest
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DUPLICATES = ROOT / "tests/tools/duplicates.allow"
SYSTEMS = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"]

# Licences that only npm packages have, beside those of deny.toml.
ALSO_FOR_NPM = {
    "BlueOak-1.0.0",  # permissive; small libraries of the tools
    "CC-BY-4.0",  # tables of data inside tools, never served
    "OFL-1.1",  # fonts
    "Python-2.0",  # the argument parser of a tool
}

# Addresses of package registries, recognised by their parts: lock files and settings must work on every machine,
# wherever it takes its packages from.
REGISTRY = re.compile(
    r"[\w.-]*\b(?:npmjs|yarnpkg|pypi|pythonhosted|crates)\.(?:org|com|io|net)\b"
    r"|https?://[^/\s\"']*(?:registry|artifactory|nexus|pypi|npm|crates)[^/\s\"']*"
)


# Licence expressions (SPDX specification, annex D), with the old "MIT/Apache-2.0" for OR.


def is_allowed(expression, allowed):
    """Whether the licence expression can be satisfied by the allowed licences alone; ValueError if it is none."""
    tokens = re.findall(r"[()]|/|[^\s()/]+", expression)
    result, rest = _either(tokens, allowed)
    if rest:
        raise ValueError(f"unexpected {rest[0]!r}")
    return result


def _either(tokens, allowed):
    result, tokens = _all(tokens, allowed)
    while tokens and (tokens[0].upper() == "OR" or tokens[0] == "/"):
        right, tokens = _all(tokens[1:], allowed)
        result = result or right
    return result, tokens


def _all(tokens, allowed):
    result, tokens = _single(tokens, allowed)
    while tokens and tokens[0].upper() == "AND":
        right, tokens = _single(tokens[1:], allowed)
        result = result and right
    return result, tokens


def _single(tokens, allowed):
    if not tokens:
        raise ValueError("ends too early")
    head, tokens = tokens[0], tokens[1:]
    if head == "(":
        result, tokens = _either(tokens, allowed)
        if not tokens or tokens[0] != ")":
            raise ValueError("a bracket is not closed")
        return result, tokens[1:]
    if head in (")", "/") or head.upper() in ("AND", "OR", "WITH"):
        raise ValueError(f"unexpected {head!r}")
    if tokens and tokens[0].upper() == "WITH":
        if len(tokens) < 2 or not re.fullmatch(r"[\w.-]+", tokens[1]):
            raise ValueError("WITH needs the name of an exception")
        head, tokens = f"{head} WITH {tokens[1]}", tokens[2:]
    return head in allowed, tokens


def licence_findings(name, expression, allowed):
    """Findings about one package's licence: none, or one line."""
    if not expression:
        return [f"{name} states no licence"]
    try:
        return [] if is_allowed(expression, allowed) else [f"{name}: the licence {expression!r} is not allowed"]
    except ValueError as error:
        return [f"{name}: the licence {expression!r} cannot be read: {error}"]


# Crates.


class Graph:
    """The crates as cargo resolves them, for the systems the server runs on."""

    def __init__(self, metadata):
        self.root = metadata["resolve"]["root"]
        self.packages = {package["id"]: package for package in metadata["packages"]}
        self.edges = {
            node["id"]: [
                (dep["pkg"], {kind["kind"] or "normal" for kind in dep["dep_kinds"]}) for dep in node["deps"]
            ]
            for node in metadata["resolve"]["nodes"]
        }

    @classmethod
    def load(cls):
        command = ["cargo", "metadata", "--format-version", "1", "--locked"]
        command += [part for system in SYSTEMS for part in ("--filter-platform", system)]
        offline = subprocess.run([*command, "--offline"], cwd=ROOT, capture_output=True, check=False)
        if offline.returncode == 0:
            return cls(json.loads(offline.stdout))
        online = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=False)
        if online.returncode != 0:
            sys.exit("licences: cargo metadata failed; its words are above")
        return cls(json.loads(online.stdout))

    def label(self, package_id):
        package = self.packages[package_id]
        return f"{package['name']} {package['version']}"

    def dependents(self, package_id):
        """Names of the crates that ask for this one, sorted."""
        users = [id for id, deps in self.edges.items() if any(dep == package_id for dep, _ in deps)]
        return sorted({self.packages[id]["name"] for id in users})

    def path_to(self, name):
        """The shortest way from the server to the crate over what ends up in the binary or builds it, or None."""
        ways = [[self.root]]
        seen = {self.root}
        for way in ways:
            if self.packages[way[-1]]["name"] == name:
                return [self.label(id) for id in way]
            for dep, kinds in self.edges[way[-1]]:
                if dep not in seen and kinds & {"normal", "build"}:
                    seen.add(dep)
                    ways.append([*way, dep])
        return None

    def older_versions(self):
        """Crates of which the graph holds a newer, incompatible version too: {(name, version family): package id}."""
        versions = defaultdict(list)
        for id, package in self.packages.items():
            versions[package["name"]].append((version_key(package["version"]), id))
        return {
            (name, family(self.packages[id]["version"])): id
            for name, found in versions.items()
            for _, id in sorted(found)[:-1]
        }


def version_key(version):
    """Sorts versions; a pre-release comes before its release."""
    numbers, _, pre = version.partition("+")[0].partition("-")
    return tuple(int(number) for number in numbers.split(".")), pre == "", pre


def family(version):
    """What cargo takes for compatible: 1.2.3 → 1, 0.2.3 → 0.2, 0.0.3 → 0.0.3."""
    major, minor, patch = re.match(r"(\d+)\.(\d+)\.(\d+)", version).groups()
    if major != "0":
        return major
    return f"0.{minor}" if minor != "0" else f"0.0.{patch}"


def read_duplicates():
    """The duplicates that are allowed: {(name, version family): reason}."""
    allowed = {}
    lines = DUPLICATES.read_text().splitlines() if DUPLICATES.exists() else []
    for line in lines:
        if line and not line.startswith("#"):
            name, version, reason = line.split(maxsplit=2)
            allowed[name, version] = reason
    return allowed


def duplicate_findings(graph, allowed):
    found = graph.older_versions()
    again = "python3 tests/tools/licences.py --write-duplicates, and say why in the commit"
    for key in sorted(found.keys() - allowed.keys()):
        users = ", ".join(graph.dependents(found[key]))
        yield f"{graph.label(found[key])} is here beside a newer {key[0]}, because of {users}: avoid it, or run {again}"
    for name, version in sorted(allowed.keys() - found.keys()):
        yield f"{name} {version} is no duplicate any more: remove it from tests/tools/duplicates.allow"


def write_duplicates(graph):
    kept = read_duplicates()
    lines = [
        "# Crates that are in the graph beside a newer, incompatible version of themselves, each with the reason.",
        "# Checked by licences.py, which also refuses entries that are no longer needed: the list should shrink.",
    ]
    for (name, version), id in sorted(graph.older_versions().items()):
        users = graph.dependents(id)
        some = ", ".join(users[:3]) + (f" and {len(users) - 3} more" if len(users) > 3 else "")
        verb = "needs" if len(users) == 1 else "need"
        reason = kept.get((name, version), f"upstream: {some} still {verb} {name} {version}")
        lines.append(f"{name} {version} {reason}")
    DUPLICATES.write_text("\n".join(lines) + "\n")
    print(f"{len(lines) - 2} duplicates written to {DUPLICATES.relative_to(ROOT)}")


def crate_findings(graph, policy):
    allowed = set(policy["licenses"]["allow"])
    for id, package in sorted(graph.packages.items()):
        if id != graph.root:
            yield from licence_findings(f"crate {graph.label(id)}", package["license"], allowed)
    for banned in policy["bans"]["deny"]:
        way = graph.path_to(banned["crate"])
        if way:
            yield f"{banned['crate']} is banned ({banned['reason']}): {' → '.join(way)}"


# npm packages and the files of the project.


def npm_findings(policy):
    allowed = set(policy["licenses"]["allow"]) | ALSO_FOR_NPM
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        if path and not package.get("link"):
            yield from licence_findings(f"npm package in {path}", npm_licence(path, package), allowed)
        if "://" in package.get("resolved", ""):
            yield (
                f"package-lock.json says where {path} was downloaded from: "
                "set omit-lockfile-registry-resolved=true in .npmrc and run npm install"
            )


def npm_licence(path, package):
    """The licence by the lock file, else by the installed package: also in the old forms, and by its licence file."""
    if "license" in package:
        return package["license"]
    manifest = ROOT / path / "package.json"
    own = json.loads(manifest.read_text()) if manifest.exists() else {}
    stated = own.get("license") or own.get("licenses") or ""
    if isinstance(stated, list):
        return " OR ".join(one["type"] for one in stated)
    return stated["type"] if isinstance(stated, dict) else stated


def registry_findings():
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        sys.exit(f"licences: git cannot list the project's files: {listed.stderr.decode().strip()}")
    for name in filter(None, listed.stdout.decode().split("\0")):
        file = ROOT / name
        if not file.is_file() or file.stat().st_size > 5_000_000:
            continue
        for number, line in enumerate(file.read_bytes().decode(errors="replace").splitlines(), 1):
            # cargo itself names the source of each crate in its lock file.
            if names_registry(line) and not (name == "Cargo.lock" and line.startswith("source = ")):
                yield f"{name}:{number} names the host of a package registry"


def names_registry(line):
    return REGISTRY.search(line) is not None


def main():
    policy = tomllib.loads((ROOT / "deny.toml").read_text())
    graph = Graph.load()
    if "--write-duplicates" in sys.argv:
        write_duplicates(graph)
        return
    findings = [
        *crate_findings(graph, policy),
        *duplicate_findings(graph, read_duplicates()),
        *npm_findings(policy),
        *registry_findings(),
    ]
    for finding in findings:
        print(finding)
    if findings:
        sys.exit(f"licences: {len(findings)} to put right")
    print(f"licences: {len(graph.packages) - 1} crates and the npm packages are in order")


class SelfTest(unittest.TestCase):
    def test_one_licence_is_enough_of_or_and_all_are_needed_of_and(self):
        allowed = {"MIT", "ISC", "Apache-2.0 WITH LLVM-exception"}
        for expression, expected in [
            ("MIT", True),
            ("GPL-2.0-only", False),
            ("GPL-2.0-only OR MIT", True),
            ("GPL-2.0-only/MIT", True),
            ("MIT AND ISC", True),
            ("MIT AND GPL-2.0-only", False),
            ("GPL-2.0-only OR MIT AND ISC", True),
            ("(GPL-2.0-only OR MIT) AND Zlib", False),
            ("((MIT) OR Zlib) and (ISC)", True),
            ("Apache-2.0", False),
            ("Apache-2.0 WITH LLVM-exception", True),
            ("MIT WITH LLVM-exception", False),
            ("MIT+", False),
        ]:
            with self.subTest(expression):
                self.assertEqual(is_allowed(expression, allowed), expected)

    def test_what_is_no_expression_is_refused(self):
        for expression in ["", "MIT OR", "AND MIT", "(MIT", "MIT)", "MIT ISC", "MIT WITH", "MIT WITH (X)", "()", "/"]:
            with self.subTest(expression), self.assertRaises(ValueError):
                is_allowed(expression, {"MIT", "ISC"})

    def test_a_missing_or_unreadable_licence_is_a_finding(self):
        self.assertEqual(licence_findings("a", "MIT", {"MIT"}), [])
        for expression in [None, "", "SEE LICENSE IN LICENSE", "UNLICENSED"]:
            self.assertEqual(len(licence_findings("a", expression, {"MIT"})), 1)

    def test_versions_sort_and_fall_into_families(self):
        versions = ["0.9.0", "0.10.0-rc.2", "0.10.0", "1.0.0+build"]
        self.assertEqual(sorted(reversed(versions), key=version_key), versions)
        self.assertEqual([family(v) for v in ["1.2.3", "0.2.3", "0.0.3", "2.0.0-rc.1"]], ["1", "0.2", "0.0.3", "2"])

    def graph(self):
        def package(name, version):
            return {"id": f"{name} {version}", "name": name, "version": version, "license": "MIT"}

        def dep(id, kind=None):
            return {"pkg": id, "dep_kinds": [{"kind": kind}]}

        ids = ["app 1.0.0", "old 1.0.0", "syn 1.0.0", "syn 2.0.0", "bad 1.0.0"]
        return Graph({
            "packages": [package(*id.split()) for id in ids],
            "resolve": {"root": "app 1.0.0", "nodes": [
                {"id": "app 1.0.0", "deps": [dep("old 1.0.0"), dep("syn 2.0.0"), dep("bad 1.0.0", "dev")]},
                {"id": "old 1.0.0", "deps": [dep("syn 1.0.0", "build")]},
                *({"id": id, "deps": []} for id in ["syn 1.0.0", "syn 2.0.0", "bad 1.0.0"]),
            ]},
        })

    def test_duplicates_need_an_entry_and_entries_a_duplicate(self):
        graph = self.graph()
        self.assertIn("because of old", next(duplicate_findings(graph, {})))
        self.assertEqual(list(duplicate_findings(graph, {("syn", "1"): "why"})), [])
        self.assertEqual(len(list(duplicate_findings(graph, {("syn", "1"): "why", ("gone", "1"): "why"}))), 1)

    def test_banned_crates_count_where_they_reach_the_binary(self):
        graph = self.graph()
        self.assertEqual(graph.path_to("syn"), ["app 1.0.0", "syn 2.0.0"])
        self.assertIsNone(graph.path_to("bad"), "only tests use it")

    def test_hosts_of_registries_are_recognised(self):
        # Put together here, since this file is checked too.
        for parts in [("https:", "//registry.example.org/x"), ("x.npm", "js.org"), ("index.crates", ".io")]:
            self.assertTrue(names_registry("".join(parts)))
        for line in ["https://docs.rs/axum", "use crate::io::Read;", "https://example.org/registry/list"]:
            self.assertFalse(names_registry(line))


if __name__ == "__main__":
    if "--self-test" in sys.argv:
        unittest.main(argv=sys.argv[:1])
    main()
