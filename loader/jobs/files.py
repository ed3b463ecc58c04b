"""The reference files of one's own that a job was made from: kept with the job, so that it can be made again anywhere.

They are kept in the transaction of the job's own row, and never change: whoever edits the file of a folder has another
file, and another digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import psycopg

from loader.postgres.connect import read_sql


def keep_files(connection: psycopg.Connection[Any], job: UUID, files: Mapping[str, bytes]) -> None:
    """Keep the files of a job, by path, inside the running transaction."""
    for path, content in sorted(files.items()):
        values = {"job": job, "path": path, "content": content, "sha256": hashlib.sha256(content).hexdigest()}
        connection.execute(read_sql("jobs/keep_content"), values)
        connection.execute(read_sql("jobs/keep_file"), values)


def find_files(connection: psycopg.Connection[Any], job: UUID) -> dict[str, bytes] | None:
    """Return the files of a job by path; None for a job from before files were kept, or one that is not there."""
    query = "SELECT FROM demo_generation_jobs WHERE id = %s AND reference_kept"
    if connection.execute(query, [job]).rowcount != 1:
        return None
    rows = connection.execute(read_sql("jobs/files"), {"job": job}).fetchall()
    return {path: bytes(content) for path, content in rows}
