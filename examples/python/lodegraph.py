"""Asks Lodegraph: one function for an operation, one for all pages of a list."""

import os
from collections.abc import Iterator
from typing import Any

import httpx

SERVER = os.environ.get("LODEGRAPH", "http://127.0.0.1:4000")


class Refused(Exception):
    """What the server said of something it refused: a code, often the argument at fault and what to do."""

    def __init__(self, message: str, code: str, argument: str | None, hint: str | None):
        super().__init__(message)
        self.code, self.argument, self.hint = code, argument, hint


def ask(query: str, **variables: Any) -> dict[str, Any]:
    """Asks one operation. Data beside an error is given: what failed is None in it."""
    response = httpx.post(f"{SERVER}/graphql", json={"query": query, "variables": variables}, timeout=60)
    answer = response.json()
    data = answer.get("data") or {}
    if any(value is not None for value in data.values()):
        return data
    error = (answer.get("errors") or [{"message": "There is no answer."}])[0]
    told = error.get("extensions", {})
    raise Refused(error["message"], told.get("code", "UNKNOWN"), told.get("argument"), told.get("hint"))


def pages(query: str, **variables: Any) -> Iterator[dict[str, Any]]:
    """All nodes of the one list an operation asks for, page after page; it takes `$after` and asks for `pageInfo`."""
    after = None
    while True:
        (page,) = ask(query, after=after, **variables).values()
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


DEPENDENTS = """
query ($on: String!, $product: String!, $among: String, $asOf: Date, $after: String) {
  dependents(on: $on, product: $product, among: $among, asOf: $asOf, first: 5, after: $after) {
    nodes {
      id
      country { iso3 name }
      share missing directUnknownShare confidence
      imports { valueUsd tonnes }
      sources { publisher attribution }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""

if __name__ == "__main__":
    import pandas as pd

    rows = pages(DEPENDENTS, on="China", product="permanent-magnets", among="g7", asOf="2026-01-12")
    table = pd.json_normalize(list(rows))
    print(table[["country.name", "share", "confidence"]].to_string(index=False))
