"""Measures: what may be asked of the lake. Each is one expression, tables in, a table out.

`answer(code, mart, question)` asks one; its `Result` iterates over frozen rows of `analytics.rules.answers`.
"""

from binhyen.analytics.measures.asking import Measure, Result
from binhyen.analytics.measures.registry import MEASURES, answer

__all__ = ["MEASURES", "Measure", "Result", "answer"]
