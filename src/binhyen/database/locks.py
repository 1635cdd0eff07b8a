"""Locks that hold until the transaction ends."""

import hashlib

from django.db import connection, transaction


def lock(name: str) -> None:
    """Hold everybody else who asks for `name` until this transaction ends.

    PostgreSQL takes an advisory lock. SQLite needs none: its transactions are IMMEDIATE, so there is one writer.
    Raises `TransactionManagementError` outside a transaction.
    """
    if not connection.in_atomic_block:
        msg = "a lock needs a transaction to end with"
        raise transaction.TransactionManagementError(msg)
    if connection.vendor == "postgresql":
        key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
