"""The few calls of Superset's REST API that the shipped dashboard needs."""

import json
from typing import Any

import requests

from bi.server import USER, BiError

Record = dict[str, Any]


class Superset:
    """A logged-in session. `kind` is a resource of the API: database, dataset, chart, dashboard."""

    def __init__(self, url: str, password: str, user: str = USER) -> None:
        self.url = url
        self.session = requests.Session()
        login = {"username": user, "password": password, "provider": "db", "refresh": False}
        token = self.call("POST", "security/login", json=login)["access_token"]
        self.session.headers.update({"Authorization": f"Bearer {token}", "Referer": url})
        self.session.headers["X-CSRFToken"] = self.call("GET", "security/csrf_token/")["result"]

    def call(self, method: str, path: str, **arguments: Any) -> Record:
        """One call of `/api/v1/`; raises `BiError` with Superset's own words when it is refused."""
        answer = self.session.request(method, f"{self.url}/api/v1/{path}", timeout=120, **arguments)
        if not answer.ok:
            raise BiError(f"Superset refused {method} {path} ({answer.status_code}): {answer.text[:500]}")
        return answer.json()

    def find(self, kind: str, column: str, value: str) -> int | None:
        """The id of the one record whose `column` is `value`."""
        query = json.dumps({"filters": [{"col": column, "opr": "eq", "value": value}], "columns": ["id"]})
        found = self.call("GET", f"{kind}/", params={"q": query})["result"]
        return int(found[0]["id"]) if found else None

    def put(self, kind: str, column: str, fresh: Record, changed: Record | None = None) -> int:
        """Make the record, or change the one that has the same `column`; `changed` holds what an update may name."""
        found = self.find(kind, column, fresh[column])
        if found is None:
            return int(self.call("POST", f"{kind}/", json=fresh)["id"])
        self.call("PUT", f"{kind}/{found}", json=fresh if changed is None else changed)
        return found

    def answer(self, query_context: Record) -> Record:
        """What Superset answers to a chart's query: the first result, with `data` as a list of rows."""
        return self.call("POST", "chart/data", json=query_context)["result"][0]
