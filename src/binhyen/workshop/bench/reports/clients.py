"""Many clients at once, in a process of their own that loads nothing else: they share the processors with the server.

Run as a program it reads a folder's `jobs.jsonl` (a client's number, path, headers and body a line), lets every client
send its own requests one after the other until the time is over, and writes `answers.jsonl`. Each request opens a
connection: sync workers close it after each answer.
"""

import http.client
import json
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

JOBS, ANSWERS = "jobs.jsonl", "answers.jsonl"
_TIMEOUT = 120
_LONGEST = 300
_OK = 200
Plain = Mapping[str, Any]


def send_all(folder: Path, port: int, seconds: float) -> None:
    """Let the clients of the file send; write what each request was answered and how long that took."""
    with (folder / JOBS).open(encoding="utf-8") as lines:
        jobs = [json.loads(line) for line in lines]
    shares: dict[int, list[Plain]] = {}
    for job in jobs:
        shares.setdefault(job["client"], []).append(job)
    ends = time.monotonic() + seconds
    with ThreadPoolExecutor(len(shares)) as pool:
        answered = [one for part in pool.map(lambda share: _send(port, share, ends), shares.values()) for one in part]
    with (folder / ANSWERS).open("w", encoding="utf-8") as written:
        written.writelines(json.dumps(one) + "\n" for one in answered)


def _send(port: int, share: Sequence[Plain], ends: float) -> list[Plain]:
    done: list[Plain] = []
    for job in share:
        begun = time.monotonic()
        if begun >= ends:
            break
        try:
            status, said = _put(port, job)
        except OSError as trouble:
            status, said = 0, repr(trouble)
        ended = time.monotonic()
        told = "" if status == _OK else said[:_LONGEST]
        done.append({"number": job["number"], "status": status, "begun": begun, "ended": ended, "said": told})
    return done


def _put(port: int, job: Plain) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    try:
        connection.request("PUT", job["path"], job["body"].encode(), job["headers"])
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", errors="replace")
    except http.client.HTTPException as trouble:
        return 0, repr(trouble)
    finally:
        connection.close()


if __name__ == "__main__":
    send_all(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
