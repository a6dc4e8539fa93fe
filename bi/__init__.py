"""Apache Superset over the published copy: `python -m bi` starts it with the shipped dashboard.

It runs in an environment of its own (`.venv-bi`, from requirements-bi.txt) and imports nothing of Tallybook: it knows
the published file alone, as any other reader does.
"""
