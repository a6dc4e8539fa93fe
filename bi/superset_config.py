"""Superset's settings for one person on one machine; `bi.server` starts it with them.

The folder in TALLYBOOK_BI_HOME holds what Superset keeps: its own database, its key, its log.
"""

import os
import pathlib

_HOME = pathlib.Path(os.environ["TALLYBOOK_BI_HOME"])

# Made when Superset is first started there; sessions and the stored connection are signed and encrypted with it.
SECRET_KEY = (_HOME / "secret_key").read_text(encoding="ascii").strip()
SQLALCHEMY_DATABASE_URI = f"sqlite:///{_HOME / 'superset.db'}"

# DuckDB and SQLite are refused by default, since a path given by a stranger could read this machine's files. Here the
# one database is registered by `bi`, and read-only.
PREVENT_UNSAFE_DB_CONNECTIONS = False

# Served to this machine alone, without TLS. What a page may load is this server's own: the usage pixel that is built
# into Superset's pages, map tiles and fonts from elsewhere are refused by the browser.
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": ["'self'"],
        "default-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:"],
        "worker-src": ["'self'", "blob:"],
        "connect-src": ["'self'"],
        "object-src": "'none'",
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'", "'strict-dynamic'"],
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# What is asked often is answered from memory for a minute: a new publication shows soon after.
DATA_CACHE_CONFIG = {"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 60, "CACHE_KEY_PREFIX": "tallybook_"}

ENABLE_CORS = False
LOG_LEVEL = "WARNING"
APP_NAME = "Tallybook"
