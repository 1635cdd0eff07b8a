"""The Spark of this process: begun with the first question that needs it, and begun anew after it went away."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from django.conf import settings

from binhyen.kernel.findings import Finding, Refused
from binhyen.kernel.marks import gettext_noop

Session = Any
"""A session of Spark; its package is there only where it was asked for."""
_ALWAYS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",  # files are named: nobody has to look for them
}
_ON_THIS_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
_IN_THIS_PROCESS = {"spark.driver.memory": "3g", "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1))}
_lock = RLock()
_begun: list[Session] = []


def session(scratch: Path) -> Session:
    """Return the session of this process, begun unless it is there; what is larger than memory goes to `scratch`.

    Refused as `analytics.spark_gone` where it can't begin.
    """
    with _lock:
        if not _begun:
            with answering():
                _begun.append(_started(scratch))
        return _begun[0]


def _started(scratch: Path) -> Session:
    import pyspark  # noqa: PLC0415 - only where questions go to Spark, and heavy
    from pyspark.sql import SparkSession  # noqa: PLC0415

    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    wanted = dict(_ALWAYS)
    if settings.SPARK_MASTER.startswith("local"):
        wanted |= _ON_THIS_MACHINE | _IN_THIS_PROCESS | {"spark.local.dir": str(scratch)}
        scratch.mkdir(parents=True, exist_ok=True)
    builder = SparkSession.builder.master(settings.SPARK_MASTER).appName("binhyen")
    for name, value in wanted.items():
        builder = builder.config(name, value)
    found = builder.getOrCreate()
    found.sparkContext.setLogLevel("OFF")
    return found


def is_begun(one: Session) -> bool:
    """Tell whether a session, or the one that it was made of, is still that of this process."""
    return bool(_begun) and one.sparkContext is _begun[0].sparkContext


@contextmanager
def answering() -> Iterator[None]:
    """Turn a Spark that went away, or that couldn't finish, into an answer; the next question begins another one."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 - comes with Spark
    from pyspark.errors import AnalysisException, ParseException, PySparkException  # noqa: PLC0415

    try:
        yield
    except (AnalysisException, ParseException):
        raise
    except (PySparkException, Py4JError, OSError, RuntimeError) as fault:
        end()
        raise Refused(_gone(fault)) from fault


def end() -> None:
    """End the session of this process, whatever became of it."""
    from pyspark import SparkContext  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415

    with _lock:
        while _begun:
            with suppress(Exception):
                _begun.pop().stop()
        gateway, process = SparkContext._gateway, getattr(SparkContext._gateway, "proc", None)  # noqa: SLF001
        if gateway is not None:
            with suppress(Exception):
                gateway.shutdown()
        if process is not None:
            process.kill()
            process.wait()
            process.stdin.close()
        _forget(SparkContext, SparkSession)


def _forget(context: Any, sessions: Any) -> None:  # noqa: ANN401 - classes of a package that may be missing
    """Let the package forget a Java process that is no more: it would go on talking to it."""
    context._gateway = context._jvm = context._active_spark_context = None  # noqa: SLF001 - no other way
    sessions._instantiatedSession = sessions._activeSession = None  # noqa: SLF001


def _leave_behind() -> None:
    """Begin anew in a forked child: the parent goes on talking to its Spark."""
    if _begun:
        from pyspark import SparkContext  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415

        _kept.append(_begun.copy())
        _begun.clear()
        _forget(SparkContext, SparkSession)


_kept: list[list[Session]] = []
os.register_at_fork(after_in_child=_leave_behind)


def _gone(fault: BaseException) -> Finding:
    message = gettext_noop(
        "Spark did not finish this question (%(why)s). The lake is as it was. Ask again: a new Spark is begun; if it "
        "happens again, ask the operator to look at %(master)s."
    )
    why = str(fault).strip().splitlines()[0][:200] if str(fault).strip() else type(fault).__name__
    params = {"why": why, "master": settings.SPARK_MASTER}
    return Finding("analytics.spark_gone", message, params=params, where="spark")
